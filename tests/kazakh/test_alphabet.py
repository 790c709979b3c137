"""The order of the letters, and the key under which two spellings are one word."""

import re
import sqlite3
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kazakh.alphabet import LETTERS, fold, legible, sort_key, visible

ANY_TEXT = st.text(st.characters(), max_size=40)  # lone surrogates included
LOOK_ALIKES = st.text("aаeеoоpрcсxхiіқңшəә -", max_size=20)
KAZAKH = st.text(LETTERS, max_size=12)


def in_order(*texts):
    return sorted(texts, key=sort_key)


def test_the_alphabet_has_42_letters_each_once():
    assert len(LETTERS) == len(set(LETTERS)) == 42


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        "аә",
        "әб",
        "гғ",
        "ғд",
        "её",
        "кқ",
        "қл",
        "нң",
        "ңо",
        "оө",
        "өп",
        "уұ",
        "ұү",
        "үф",
        "ыі",
        "іь",
    ],
)
def test_each_kazakh_letter_stands_after_its_neighbour(earlier, later):
    assert sort_key(earlier + "я") < sort_key(later + "а")
    assert sort_key(earlier.upper() + "я") < sort_key(later + "а")
    assert sort_key(earlier + "я") < sort_key(later.upper() + "а")


def test_places_come_in_the_order_of_a_kazakh_index():
    places = ["Ақтау", "Алматы", "Астана", "Әйтеке би", "Балқаш", "Көкшетау", "Қарағанды"]
    places += ["Қостанай", "Орал", "Өскемен", "Ұзынағаш", "Үшарал", "Шымкент"]
    assert in_order(*reversed(places)) == places


def test_digits_come_before_kazakh_and_latin_after():
    assert in_order("Zara", "Яссы", "apple", "2026", "Абай", "北京") == [
        "2026",
        "Абай",
        "Яссы",
        "apple",
        "Zara",
        "北京",
    ]


def test_a_shorter_word_comes_first():
    assert in_order("алма", "ал", "ал ма", "Ал-Фараби") == ["ал", "ал ма", "Ал-Фараби", "алма"]


def test_quotation_marks_do_not_move_a_name():
    assert in_order("Алты", "«Алтын адам»", "Алтын") == ["Алты", "Алтын", "«Алтын адам»"]


def test_a_foreign_accent_stays_beside_its_letter():
    assert in_order("resume", "résumé", "rest") == ["rest", "resume", "résumé"]


def test_a_look_alike_sorts_as_the_letter_it_stands_for():
    assert in_order("шілтер", "шiлде", "шіл") == ["шіл", "шiлде", "шілтер"]


def test_case_never_parts_two_words_but_keeps_a_fixed_order():
    assert in_order("алмас", "алма", "Алма") == in_order("Алма", "алмас", "алма")
    assert in_order("алмас", "алма", "Алма")[2] == "алмас"


@given(KAZAKH, KAZAKH)
def test_order_agrees_with_the_alphabet(one, other):
    by_alphabet = [LETTERS.index(letter) for letter in one] < [
        LETTERS.index(letter) for letter in other
    ]
    assert (sort_key(one) < sort_key(other)) == by_alphabet


@given(ANY_TEXT, ANY_TEXT)
def test_order_is_total(one, other):
    same = unicodedata.normalize("NFC", visible(one)) == unicodedata.normalize(
        "NFC", visible(other)
    )
    assert (sort_key(one) == sort_key(other)) == same


@given(ANY_TEXT, ANY_TEXT)
def test_a_key_can_be_stored_and_its_bytes_have_the_same_order(one, other):
    first, second = sort_key(one), sort_key(other)
    assert "\0" not in first
    assert (first < second) == (first.encode() < second.encode())


def test_sqlite_gives_the_kazakh_order_from_the_stored_key():
    words = ["ұлт", "үміт", "уақыт", "iPhone", "ыдыс", "ішкі", "эфир", "7 мамыр"]
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE words (word TEXT, key TEXT)")
        database.executemany("INSERT INTO words VALUES (?, ?)", [(w, sort_key(w)) for w in words])
        stored = [row[0] for row in database.execute("SELECT word FROM words ORDER BY key")]
    database.close()
    assert stored == ["7 мамыр", "уақыт", "ұлт", "үміт", "ыдыс", "ішкі", "эфир", "iPhone"]


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Қазақстан", "қазақстан"),
        ("ҚАЗАҚСТАН", "қазақстан"),
        ("Қaзaқстан", "қазақстан"),  # Latin a
        ("29 шiлде", "29 шілде"),  # Latin i
        ("ШIЛДЕ", "шілде"),  # Latin I
        ("Hұр", "нұр"),  # a Latin H is drawn as Н, a Latin h as һ
        ("жаhан", "жаһан"),
        ("iPhone", "iphone"),
        ("IPHONE", "iphone"),
        ("XIXғ", "xixғ"),
        ("İstanbul", "istanbul"),
        ("ŞILDE şılde", "şilde şilde"),
        ("и\u0306од", "йод"),
        ("Дарбаза – Мақтаарал", "дарбаза - мақтаарал"),
        ("«Нұр» “Нұр” „Нұр‟", '"нұр" "нұр" "нұр"'),
        ("  Ақ\u00a0орда\t\n", "ақ орда"),
        ("қа\u00adла\u200bлық\ufeff", "қалалық"),
        ("\ud800қала\x00", "қала"),
        ("ｋｚ ﬁlm", "kz film"),
        ("м² №5 Тауар™", "м² №5 тауар™"),
        ("ёлка", "ёлка"),
        ("", ""),
    ],
)
def test_fold_gives_one_key(spelling, key):
    assert fold(spelling) == key


def test_a_purely_latin_word_of_look_alikes_stays_latin():
    assert fold("Exo") == "exo"
    assert fold("Exo").isascii()


@example("iМектеп")
@example("İ̇ı̇")
@given(st.one_of(ANY_TEXT, LOOK_ALIKES))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.one_of(ANY_TEXT, LOOK_ALIKES, KAZAKH))
def test_case_does_not_change_the_key(text):
    # A mixed word is judged by the letters as drawn: a Latin H is Н, its lower case is һ.
    assume(not (re.search("[KMTHBYhkmtby]", text) and re.search("[\u0400-\u052f]", text)))
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(KAZAKH)
def test_a_kazakh_word_in_lower_case_is_its_own_key(word):
    assert fold(word) == word


@pytest.mark.parametrize(
    "nothing",
    ["", " ", "\xa0\u200b", "\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\ufe0f", ".", "—", "🙂",
     "\U00013441", "\u034f", "\ufffd"],
)  # fmt: skip
def test_a_text_without_a_letter_or_a_digit_that_is_seen_is_none(nothing):
    assert legible(nothing) == ""


def test_of_a_text_what_is_seen_is_left():
    assert legible(" Асан\u3164 Үсен\u200b ") == "Асан Үсен"
    assert legible("№ 7") == "№ 7"
    assert legible("Тау ❤\ufe0f") == "Тау ❤\ufe0f"


@given(ANY_TEXT)
def test_what_is_legible_stays_as_it_is(text):
    assert legible(legible(text)) == legible(text)
