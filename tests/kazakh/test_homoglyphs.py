"""Look-alike letters become Kazakh, and only where they stand in a Kazakh word."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazakh.alphabet import LETTERS
from kazakh.homoglyphs import repair, roman

MIXED = st.text("aаiіIІxхXХVLcсHНKкəәïїёе\u0306\u0308иғшндтң1-.@:/ _", max_size=30)


def test_a_latin_i_inside_a_kazakh_word_becomes_cyrillic():
    assert repair("29 шiлде: бiрi") == "29 шілде: бірі"


@pytest.mark.parametrize(
    ("found", "use"),
    [
        ("Қaзaқстан", "Қазақстан"),
        ("Aстана", "Астана"),
        ("нeге", "неге"),
        ("Eр", "Ер"),
        ("компoзитор", "композитор"),
        ("Oрал", "Орал"),
        ("өpіс", "өріс"),
        ("Pухани", "Рухани"),
        ("cәуір", "сәуір"),
        ("Cаенс", "Саенс"),
        ("кардиоxирургия", "кардиохирургия"),
        ("Xалық", "Халық"),
        ("yақыт", "уақыт"),
        ("Yкімет", "Үкімет"),
        ("Kинопарк", "Кинопарк"),
        ("Maзда", "Мазда"),
        ("Tаза", "Таза"),
        ("Hұр", "Нұр"),
        ("Bақыт", "Вақыт"),
        ("жаhан", "жаһан"),
        ("дəптер", "дәптер"),
        ("Əлпештеп", "Әлпештеп"),
        ("тïл", "тіл"),
        ("Бахтиëр", "Бахтиёр"),
        ("мәшїүр", "мәшіүр"),
        ("Їні", "Іні"),
        ("Əpі", "Әрі"),
        ("Әpi", "Әрі"),
        ("Ïні", "Іні"),
        ("нєгізгі", "негізгі"),
        ("Єңбек", "Еңбек"),
        ("бӏр", "бір"),
        ("Ӏлияс", "Ілияс"),
        ("Cауда", "Сауда"),
        ("Eңбек", "Еңбек"),
        ("Iзтiлеуов", "Ізтілеуов"),
        ("#Қaзақ_тiлi", "#Қазақ_тілі"),
        ("сөз.Iлияс", "сөз.Ілияс"),
        ("29шiлде", "29шілде"),
        ("керек мi", "керек мі"),
        ("ЖОО-сi", "ЖОО-сі"),
    ],
)
def test_a_look_alike_becomes_the_letter_it_stands_for(found, use):
    assert repair(found) == use


@pytest.mark.parametrize(
    "text",
    [
        "iPhone",
        "Exo apa",
        "https://example.kz/жаңaлық?q=шiлде",
        "www.қaла.kz",
        "қaла.kz/жол",
        "шiлде@example.kz",
        "@kz_news",
        "#Astana2026",
        "B2Bға",
        "x1ә",
        r"C:\Қaла",
        "DENTҚST",
        "YouTube-та",
        "WhatsApp-қа",
        "ChatGPTге",
        "eGov-тан",
        "Air Astana-ның",
        "K-pop-қа",
        "COVID-19",
        "IT-мамандар",
        "H2O-ның",
        "NaCl-дың",
        "CO2",
        "CO₂",
        "А4, Б-52, топ-10",
        "iМектеп",
    ],
)
def test_latin_words_addresses_and_codes_are_left_alone(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    ("found", "use"),
    [
        ("XIX ғасыр", "XIX ғасыр"),
        ("XIXғ.", "XIXғ."),
        ("Xғ", "Xғ"),
        ("XVIIғасырдың", "XVIIғасырдың"),
        ("XXIші", "XXIші"),
        ("XXI-шi", "XXI-ші"),
        ("IIге", "IIге"),
        ("XІX", "XIX"),  # the middle letter is Kazakh
        ("ХII", "XII"),  # the first letter is Kazakh
        ("ХІХ", "ХІХ"),  # all Kazakh: not mixed
    ],
)
def test_a_roman_numeral_stays_latin(found, use):
    assert repair(found) == use


def test_a_latin_name_keeps_its_letters_before_a_kazakh_ending():
    assert repair("Expoға Facebookтiң TikTokта") == "Expoға Facebookтің TikTokта"


def test_an_address_does_not_shield_the_ending_after_it():
    assert repair("Aqorda.kz-тiң") == "Aqorda.kz-тің"


def test_two_characters_of_one_letter_are_composed():
    assert repair("и\u0306 е\u0308") == "й ё"


def test_spaces_and_lines_stay_as_they_are():
    assert repair(" бiр\n\n екi\u00a0\t") == " бір\n\n екі\u00a0\t"


@example("ї\u0308")
@example("Facebookлaрсї\u0308")
@example("Ӏ\u05b0\u0308")
@given(st.one_of(st.text(st.characters()), MIXED))
def test_repairing_twice_is_repairing_once(text):
    assert repair(repair(text)) == repair(text)


@given(st.text(LETTERS + LETTERS.upper() + " ,.-0123456789«»"))
def test_right_kazakh_text_does_not_change(text):
    assert repair(text) == text


@given(st.text(st.characters(max_codepoint=0x2AF)))
def test_latin_text_is_only_composed(text):
    assert unicodedata.normalize("NFC", repair(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("piece", ["aқ", "а.i", "@aқ", "aқ1", "Iқ-", "(қ"])
def test_a_long_run_without_spaces_is_one_pass(piece):
    assert len(repair(piece * 20_000)) == len(piece) * 20_000


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("СОVID-19", "COVID-19"), ("Gооgle", "Google"), ("Kaspі", "Kaspi"), ("Аpple", "Apple"),
        ("Сoca", "Сoca"), ("Xаoc", "Xаoc"), ("hіstolytіca", "histolytica"), ("Н1N1", "H1N1"),
        ("А4", "А4"),
    ],
)  # fmt: skip
def test_a_latin_word_with_a_letter_of_ours_becomes_latin(text, meant):
    assert repair(text) == meant
    assert repair(meant) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ХІХ ғасыр", "XIX ғасыр"), ("ХХІ", "XXI"), ("ІІ тоқсан", "II тоқсан"),
        ("Х съезд", "X съезд"), ("І дүниежүзілік соғыс", "I дүниежүзілік соғыс"),
        ("Х. Досмұхамедұлы", "Х. Досмұхамедұлы"), ("Мұрат Х. келді", "Мұрат Х. келді"),
        ("Ф Х Һ", "Ф Х Һ"), ("Хан", "Хан"), ("ІХ", "IX"), ("Х", "Х"),
    ],
)  # fmt: skip
def test_roman_numerals_in_cyrillic_letters_become_latin(text, meant):
    assert roman(text) == meant


@pytest.mark.parametrize("word", ["Україна", "Українська", "Київ", "її"])
def test_a_quoted_ukrainian_word_stays(word):
    assert repair(word) == word


@pytest.mark.parametrize(("typed", "meant"), [("IIМ", "ІІМ"), ("ДIIМ", "ДІІМ"), ("4Gі", "4Gі")])
def test_acronyms_of_the_news_come_out_in_one_script(typed, meant):
    assert repair(typed) == meant
