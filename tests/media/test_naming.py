"""A name in a file is read without labels and addresses; what is no name names nobody."""

import pytest

from media import naming


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Фотограф: Асан Үсен", "Асан Үсен"),
        ("Фото: Асан Үсен", "Асан Үсен"),
        ("Сурет авторы: Асан Үсен", "Асан Үсен"),
        ("Фото: фотограф – Асан Үсен", "Асан Үсен"),
        ("Автор фото: Асан Үсен", "Асан Үсен"),
        ("Photographer: John Doe", "John Doe"),
        ("Credit: Reuters", "Reuters"),
        ("Асан Үсен <asan@mail.kz>", "Асан Үсен"),
        ("Асан Үсен (@asan)", "Асан Үсен"),
        ("Асан Үсен, +7 701 123-45-67", "Асан Үсен"),
        ("Асан\u3164Үсен\u200b", "Асан Үсен"),
        # What only looks like a label, a camera or nobody is a name.
        ("Фотограф журналы", "Фотограф журналы"),
        ("Photographers Union", "Photographers Union"),
        ("Автор баспасы", "Автор баспасы"),
        ("Courtesy of NASA", "Courtesy of NASA"),
        ("Sony Pictures", "Sony Pictures"),
        ("Canon Асан", "Canon Асан"),
        ("Жоқ Айбек", "Жоқ Айбек"),
        ("Tengrinews.kz", "Tengrinews.kz"),
        ("ИА «Новости» (Казахстан)", "ИА «Новости» (Казахстан)"),
        ("365 күн", "365 күн"),
        ("Ли", "Ли"),
    ],
)
def test_a_name_is_taken_without_what_stands_around_it(said, name):
    assert naming.person(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "НЕ УКАЗАН", "не указано", "Автор не указан", "Фото автора", "автора", "Без автора",
        "Неизвестный автор", "Белгісіз автор", "Авторы көрсетілмеген", "жоқ", "unknown",
        "Unknown photographer", "Anonymous", "not specified", "@handle", "instagram: @asan",
        "asan@mail.kz", "mailto:asan@mail.kz", "https://evil.example/", "www.evil.example",
        "12345", "+7 701 123 45 67", "\xa0\u200b\u3164", "\u2800", ".", "—", "",
        "NIKON D850", "Canon EOS 5D",
    ],
)  # fmt: skip
def test_what_is_no_persons_name_names_nobody(said):
    assert naming.person(said) == ""


def test_a_house_may_be_called_by_its_address_but_not_by_a_mail():
    assert naming.house("www.aqorda.kz") == "www.aqorda.kz"
    assert naming.house("Фото: @aqordaresmi") == "@aqordaresmi"
    assert naming.house("press@aqorda.kz") == naming.house("https://aqorda.kz/") == ""
