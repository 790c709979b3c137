"""The order of any text: a total one, by bytes, with Kazakh letters in their places."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazakh.alphabet import LETTERS, one_line
from kazakh.order import QUOTES, key

ANY_TEXT = st.text(st.characters(), max_size=30)


def in_order(*texts):
    return sorted(texts, key=key)


@pytest.mark.parametrize(
    "names",
    [
        ["ал ма", "ал-ма", "алма", "Алма", "алмас"],
        ["9", "90", "Абай", "Zara", "北京"],
        ["-", "?", "(Абай)", "§ 5", "1", "а"],
        ["Егемен", "ежелгі", "Ёлкин", "жаңа"],
        ["и", "ия", "й", "йод", "к", "қ"],
        ["у", "ұ", "ү", "ф", "х", "һ", "ц"],
        ["ы", "і", "ь", "э"],
        ["г", "ґ", "ғ", "д"],
        ["rest", "resume", "résumé"],
        ["Straße", "stray"],
        ["strasse", "straße", "strast"],
    ],
)
def test_names_stand_in_the_order_of_a_kazakh_index(names):
    assert in_order(*reversed(names)) == names


def test_a_hard_space_is_a_space():
    assert in_order("а\xa0б", "а а", "аа") == ["а а", "а\xa0б", "аа"]


@given(ANY_TEXT, st.sampled_from(QUOTES))
def test_a_quotation_mark_moves_no_name(text, quote):
    def letters(name):
        return key(name).split("\t")[0]

    assert letters(quote + text + quote) == letters(text)


@given(st.text(LETTERS, min_size=1, max_size=8))
def test_case_parts_only_what_is_otherwise_the_same(word):
    letters, marks, *_rest = key(word).split("\t")
    assert key(word.upper()).split("\t")[:2] == [letters, marks]
    assert key(word) < key(word.upper())


@example("\ud800\0ё\u0308")
@given(ANY_TEXT)
def test_a_key_can_be_stored_by_any_database(text):
    assert "\0" not in key(text)
    assert key(text).encode()


@given(ANY_TEXT)
def test_one_line_is_one_line_and_stays_as_it_is(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "  " not in line
    assert one_line(line) == line
    assert line.split() == text.split()


def test_a_hard_space_stays_hard_on_one_line():
    assert one_line(" 5\xa0км \n жол\xa0 бар ") == "5\xa0км жол бар"
