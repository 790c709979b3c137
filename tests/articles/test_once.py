"""One form is one thing: what is there is found, and of two at once the second finds the first."""

import pytest
from django.db import IntegrityError

from articles.once import once


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
