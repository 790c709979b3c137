"""The other scripts of Kazakh: every letter, capitals and marks, and what keeps its letters."""

import gc
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.scripts import arabic, kept, latin

CYRILLIC = re.compile("[\u0400-\u04ff]")
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize(
    ("text", "of_2018", "of_2021"),
    [
        ("Қазақ-Өзбек ынтымақтастығы", "Qazaq-Ózbek yntymaqtastyǵy", "Qazaq-Özbek yntymaqtastyğy"),
        ("Шымкент, Щучинск", "Shymkent, Shchýchınsk", "Şymkent, Şşuchinsk"),
        ("АҚШ пен ЖШС", "AQSh pen JShS", "AQŞ pen JŞS"),
        ("ЮНЕСКО-ның", "IÝNESKO-nyń", "İUNESKO-nyñ"),
        ("Ілияс Иманов", "Ilııas Imanov", "Iliias İmanov"),
        ("ия, қияр, аю", "ııa, qııar, aıý", "iia, qiiar, aiu"),
        ("объект, апрель", "obekt, aprel", "obekt, aprel"),
        ("жаһан, цирк, чемпион", "jahan, tsırk, chempıon", "jahan, tsirk, chempion"),
        ("Я. Юсупов", "Ia. Iýsýpov", "İa. İusupov"),
        ("экономика", "ekonomıka", "ekonomika"),
    ],
)
def test_latin_of_either_alphabet(text, of_2018, of_2021):
    assert latin(text) == latin(text, "2018") == of_2018
    assert latin(text, "2021") == of_2021


def test_an_unknown_alphabet_is_refused():
    with pytest.raises(ValueError, match="1929"):
        latin("сөз", "1929")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сөз", "ٴسوز"), ("өмір", "ٴومىر"), ("тіл", "ٴتىل"), ("үй", "ٴۇي"),  # front: a hamza
        ("кітап", "كىتاپ"), ("мектеп", "مەكتەپ"), ("гүл", "گۇل"), ("әке", "اكە"),  # front by ك گ ە
        ("бала", "بالا"), ("ұлт", "ۇلت"), ("ғылым", "عىلىم"),  # back
        ("мұғалім", "مۇعالىم"), ("қазір", "قازىر"),  # of both kinds
        ("амбулатория", "امبۋلاتوريا"), ("аң, құс; не?", "اڭ، قۇس؛ نە؟"),
        ("3,5 млн", "3,5 ملن"), ("29 шiлде", "29 شىلدە"),
        ("19 ақпан, 18:53", "19 اقپان، 18:53"), ("Цирк", "تسيرك"),
    ],
)  # fmt: skip
def test_arabic_with_its_hamza_and_its_marks(text, expected):
    assert arabic(text) == expected


@pytest.mark.parametrize(
    "text",
    ["iPhone WhatsApp", "https://жаңалық.қаз/сөз", "пошта@мекен.kz", "#қазақстан", "@арна",
     "www.айқын.kz", "айқын.kz", "XXI", "+7 701 000 00 00", "18:53", "😀 №5 %", ""],
)  # fmt: skip
def test_what_leads_somewhere_and_what_is_latin_stays(text):
    assert latin(text) == text
    assert arabic(text) == text


@pytest.mark.parametrize(
    ("text", "in_latin"),
    [
        ("«Новая газета» жазды", "«Новая газета» jazdy"),
        ("Ол «Что делать?» деді", "Ol «Что делать?» dedi"),
        ("Apple-дің iPhone-ы", "Apple-diń iPhone-y"),
        ("#сайлау туралы", "#сайлау týraly"),
        ("ХХІ ғасыр, ХІХ ғасыр", "XXI ǵasyr, XIX ǵasyr"),
        ("Х. Досмұхамедов", "H. Dosmuhamedov"),
        ("29 шiлде, Cәуiр", "29 shilde, Sáýir"),
    ],
)
def test_only_kazakh_words_of_a_text_change(text, in_latin):
    assert latin(text) == in_latin


@given(st.text(alphabet=KAZAKH + KAZAKH.upper(), min_size=1, max_size=20))
def test_no_cyrillic_is_left_of_a_kazakh_word(word):
    word = f"қ{word}"
    assert not CYRILLIC.search(arabic(word))
    for scheme in ("2018", "2021"):
        assert not CYRILLIC.search(latin(word, scheme))


@given(st.text(max_size=200))
def test_any_text_is_written_and_what_has_no_cyrillic_does_not_change(text):
    spans = kept(text)
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    for write in (latin, lambda text: latin(text, "2021")):
        assert write(write(text)) == write(text)
        if not CYRILLIC.search(text):
            assert write(text) == text
    digits = re.findall(r"\d", text)
    assert re.findall(r"\d", arabic(text)) == digits


@pytest.mark.parametrize(
    "address",
    [
        "youtu.be/abc?t=5", "bit.ly/x?y=1;z=2", "t.me/arna?start=5", "example.kg/?id=5",
        "t.me/қазақ", "қала.site", "www.қала.kz", "хат@қала.kz",
    ],
)  # fmt: skip
def test_addresses_of_any_house_are_untouched(address):
    for text in (address, f"Мекенжайы {address}, содан"):
        assert address in latin(text)
        assert address in arabic(text)


@pytest.mark.parametrize("piece", ["қ", "а-", "1-", "a", ".", "а.", "#", "a.b", "и ", "ая "])
def test_the_time_grows_with_the_text_and_not_with_its_square(piece):
    def once(text):
        begun = time.process_time()
        latin(text)
        arabic(text)
        return time.process_time() - begun

    def cost(times):
        # The best of three, and no collecting of what other tests have left behind.
        gc.disable()
        try:
            return min(once(piece * times) for _time in range(3))
        finally:
            gc.enable()

    # Ten times as much may cost ten times as much; a hundred times is what is looked for.
    assert cost(40_000) < 40 * max(cost(4_000), 0.005)


@pytest.mark.parametrize(
    "text",
    ["Первый канал", "Белый дом", "Российская Федерация", "Северный поток"],
)
def test_russian_names_stay_russian(text):
    assert latin(f"Бұл туралы {text} хабарлады") == f"Bul týraly {text} habarlady"


@pytest.mark.parametrize(
    ("text", "in_latin"),
    [
        ("Алина, Камила, Наила топ жарды", "Alına, Kamıla, Naıla top jardy"),
        ("Менің атым – Камила, ал Айбала", "Meniń atym – Kamıla, al Aıbala"),
    ],
)
def test_names_that_end_as_russian_verbs_are_kazakh_words(text, in_latin):
    assert latin(text) == in_latin
