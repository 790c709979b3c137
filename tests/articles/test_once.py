"""One form is one thing: what is there is found, and of two at once the second finds the first."""

from datetime import date

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from articles.once import key, once


def test_what_is_there_is_not_made_again():
    assert once(lambda: "there", lambda: pytest.fail("made again")) == "there"


def test_what_is_not_there_is_made():
    assert once(lambda: None, lambda: "made") == "made"


def test_the_second_of_two_at_once_finds_the_first():
    found = iter([None, "the other's"])

    def make():
        raise IntegrityError

    assert once(lambda: next(found), make) == "the other's"


def test_another_fault_of_the_database_is_not_hidden():
    def make():
        raise IntegrityError("a column is empty")

    with pytest.raises(IntegrityError, match="a column is empty"):
        once(lambda: None, make)


def test_a_form_is_known_by_its_token_and_its_words(write, journalist):
    article = write(journalist)
    asked = {"words": "Тексер", "by": journalist, "stories": [article], "day": date(2026, 3, 2)}
    known = key("x" * 32, **asked)
    assert len(known) == 32
    assert known == key("x" * 32, **dict(reversed(asked.items())))
    others = [asked | {name: None} for name in asked]
    assert len({known, key("y" * 32, **asked), *(key("x" * 32, **other) for other in others)}) == 6


@pytest.mark.parametrize("token", ["", None])
def test_a_form_without_a_token_is_known_by_nothing(token):
    assert key(token, words="Тексер") is None


@given(token=st.text(min_size=1), words=st.text())
def test_whatever_was_typed_makes_a_key_that_its_column_holds(token, words):
    assert len(key(token, words=words)) == 32
