"""What a file says becomes what the library knows, and nobody's name is taken in twice."""

import pytest

from media.described import credit_of, fields_of, names_of
from media.intake import take_in
from media.metadata import Account
from media.models import Licence, Photo, PhotoCredit
from tests.media.test_metadata import UTF8, dataset, jpeg

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("creator", "line", "source", "photographer", "named"),
    [
        ("John Doe", "Big Newspaper", "John Doe / Big Newspaper", "John Doe", "Big Newspaper"),
        ("Julie Doe", "Mugwum Press", "Julie Doe / Mugwum Press", "Julie Doe", "Mugwum Press"),
        ("David Riecks", "©1985 David Riecks: www.riecks.com", "David Riecks Photography",
         "David Riecks", ""),
        ("Әлия Қуанышқызы", "ӘЛИЯ ҚУАНЫШҚЫЗЫ / JQ-Aqparat", "", "Әлия Қуанышқызы", "JQ-Aqparat"),
        ("Әлия Қуанышқызы", "Әлия Қуанышқызы", "Aqorda.resmi", "Әлия Қуанышқызы", "Aqorda.resmi"),
        ("", "Сурет: Aqorda.resmi", "", "", "Aqorda.resmi"),
        ("", "Фото: Иван Петров/ТАСС", "", "", "Иван Петров / ТАСС"),
        ("", "Фотохроника ТАСС", "", "", "Фотохроника ТАСС"),
        ("", "Photographers Union", "", "", "Photographers Union"),
        ("", "Photo by Aqorda", "", "", "Aqorda"),
        ("", "Сурет: © 2026 Aqorda", "", "", "Aqorda"),
        ("Ли", "Литер газеті", "", "Ли", "Литер газеті"),
        ("", "Photoshot", "", "", "Photoshot"),
        ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_maker_and_house_are_told_apart(creator, line, source, photographer, named):
    account = Account(creator=(creator,) if creator else (), credit_line=line, source=source)
    assert names_of(account) == {"photographer": photographer, "source": named}


def test_a_copyright_notice_names_somebody_where_nothing_else_does():
    assert names_of(Account(copyright="© 2026 Aqorda.resmi"))["source"] == "Aqorda.resmi"


def test_known_credits_are_found_whatever_their_letters_and_never_made_twice():
    known = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы", source="JQ-Aqparat")
    account = Account(creator=("ӘЛИЯ ҚУАНЫШҚЫЗЫ",), credit_line="jq-aqparat")
    assert credit_of(account) == known
    # A Latin i among Cyrillic letters is the same name.
    other = PhotoCredit.objects.create(source="Ақорда мұрағаты")
    assert credit_of(Account(credit_line="Ақoрда мұрағaты")) == other
    before = PhotoCredit.objects.count()
    new = credit_of(Account(creator=("Болат",), source="Aqorda.resmi"))
    # Nothing is kept of a file that comes to nothing.
    assert PhotoCredit.objects.count() == before
    new = new.settled()
    assert (new.photographer, new.source) == ("Болат", "Aqorda.resmi")
    assert credit_of(Account(creator=("Болат",), source="Aqorda.resmi")) == new
    assert PhotoCredit.objects.count() == before + 1


def test_a_maker_alone_is_given_the_credit_of_our_own_photographer():
    ours = PhotoCredit.objects.create(
        photographer="Әлия Қуанышқызы", source="JQ-Aqparat", licence=Licence.OWN
    )
    assert credit_of(Account(creator=("Әлия Қуанышқызы",))) == ours
    ours.is_retired = True
    ours.save()
    assert credit_of(Account(creator=("Әлия Қуанышқызы",))).source == ""


def test_a_maker_alone_is_given_no_house_that_the_file_does_not_name():
    PhotoCredit.objects.create(photographer="Асан Үсен", source="Tengrinews.kz")
    alone = credit_of(Account(creator=("Асан Үсен",)))
    assert (alone.photographer, alone.source) == ("Асан Үсен", "")


@pytest.mark.parametrize(
    ("creator", "line"),
    [
        ("Фото: Данияр Оразымбет", "Дала-Ақпарат"),
        ("Данияр Оразымбет/Дала-Ақпарат", ""),
        ("", "Данияр Оразымбет / Дала-Ақпарат"),
        ("", "Сурет: Данияр Оразымбет / Дала-Ақпарат"),
        ("Данияр Оразымбет", ""),
    ],
)
def test_one_maker_of_one_house_is_one_credit_however_a_file_says_it(creator, line):
    known = PhotoCredit.objects.create(
        photographer="Данияр Оразымбет", source="Дала-Ақпарат", licence=Licence.OWN
    )
    account = Account(creator=(creator,) if creator else (), credit_line=line)
    assert credit_of(account) == known


def test_a_ready_line_in_a_file_is_the_ready_line():
    ready = PhotoCredit.objects.get(line_kk="Оқырман суреті")
    assert credit_of(Account(credit_line="оқырман суреті")) == ready


@pytest.mark.parametrize("name", ["Unknown", "All rights reserved", "Canon", "N/A", "—", "©", ""])
def test_what_is_no_name_gives_no_credit(name):
    assert credit_of(Account(creator=(name,), credit_line=name, copyright=name)) is None


def test_a_notice_says_whose_it_is_without_its_years_and_its_rights():
    notice = "© 2024-2026 Дала-Ақпарат. Барлық құқық қорғалған."
    assert names_of(Account(copyright=notice))["source"] == "Дала-Ақпарат"


def test_a_file_that_names_nobody_gives_no_credit():
    assert credit_of(Account(caption="Тау", city="Алматы")) is None
    assert credit_of(Account(creator=("\u200b",), credit_line="\u2060")) is None


def test_addresses_are_taken_only_if_they_lead_to_the_web():
    said = fields_of(
        Account(rights_url="javascript:alert(1)", licensor_url=("ftp://a", "https://example.kz/b"))
    )
    assert "rights_url" not in said
    assert said["licensor_url"] == "https://example.kz/b"


def test_every_text_fits_its_field():
    long = "ә" * 4000
    said = fields_of(Account(caption=long, alt_text=long, headline=long, copyright=long, city=long))
    Photo(**said).clean_fields(exclude=["original", "digest"])
    assert {len(text) for text in said.values()} == {2000, 1000, 300, 500, 200}


def test_an_upload_brings_its_words_and_its_credit_along():
    records = dataset(90, UTF8, record=1) + dataset(80, "Әлия".encode()) + dataset(110, b"JQ")
    records += dataset(120, "Таудағы қар".encode()) + dataset(55, b"20260219")
    photo = take_in(jpeg(records))
    assert (photo.credit.photographer, photo.credit.source) == ("Әлия", "JQ")
    assert photo.caption == "Таудағы қар"
    assert photo.told["creator"] == ["Әлия"]
    given = PhotoCredit.objects.create(source="Aqorda.resmi")
    again = take_in(jpeg(records), credit=given, caption="Басқа сөз", is_legacy=False)
    assert (again.credit, again.caption) == (given, "Басқа сөз")
    debt = take_in(jpeg(dataset(120, b"x")), credit=None, is_legacy=True)
    assert (debt.credit, debt.is_legacy) == (None, True)
