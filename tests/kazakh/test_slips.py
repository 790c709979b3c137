"""What fingers do to a word, and what it may have been before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.alphabet import LETTERS
from kazakh.slips import as_typed, meant_letters, meant_scripts, meant_words, oddness

kazakh_words = st.text(LETTERS, min_size=1, max_size=12)


@pytest.mark.parametrize(
    "word",
    ["қазақстан", "үкімет", "мүмкіндіктерінің", "жаңа", "өкілеттігінің", "ұйымдастырғандарға"],
)
def test_a_word_is_among_those_that_a_russian_keyboard_may_have_meant(word):
    assert word in [meant for _odd, meant in meant_letters(as_typed(word))]


def test_the_likeliest_letters_come_first():
    assert meant_letters("казак")[0][1] == "қазақ"
    assert meant_letters("кун")[0][1] == "күн"
    assert meant_letters("тилши")[0][1] == "тілші"


def test_a_word_in_harmony_is_less_odd():
    assert oddness("қазақ") < oddness("казақ") < oddness("казак")
    assert oddness("үкімет") < oddness("ұкімет")


@given(kazakh_words)
def test_letters_are_only_ever_given_back(word):
    for odd, meant in meant_letters(word, limit=8):
        assert odd >= 0
        assert meant != word
        assert as_typed(meant) == as_typed(word)


@pytest.mark.parametrize("limit", [1, 16])
def test_no_more_are_given_than_were_asked_for(limit):
    assert len(meant_letters("ханонукгинаханонукгина", limit=limit)) <= limit


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [
        ("мектп", "мектеп"),  # missed
        ("мекктеп", "мектеп"),  # doubled
        ("мекетп", "мектеп"),  # swapped
        ("мектнп", "мектеп"),  # beside its key
        ("мектеб", "мектеп"),  # as it is heard
    ],
)
def test_each_slip_is_undone(slipped, meant):
    assert meant in meant_words(slipped)


@given(kazakh_words)
def test_a_slip_is_of_one_letter(word):
    for meant in meant_words(word):
        assert meant != word
        assert abs(len(meant) - len(word)) <= 1
        assert meant[:1] == word[:1] or sorted(meant) == sorted(word)


def test_latin_letters_are_read_by_look_and_by_sound():
    assert {"мектеп", "мектен"} <= meant_scripts("мектen")
    assert "шыңғыс" in meant_scripts("шыңғыs")
    assert meant_scripts("krinitsyn-guhynда") == set()
