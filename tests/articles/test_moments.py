"""Date lines in the three languages of the house."""

from datetime import UTC, datetime

import pytest

from articles import moments

NOW = datetime(2026, 7, 29, 13, 0, tzinfo=UTC)
EVENING = datetime(2026, 2, 19, 13, 53, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "this_year", "another"),
    [
        ("kk", "19 ақпан, 18:53", "19 ақпан 2026, 18:53"),
        ("ru", "19 февраля, 18:53", "19 февраля 2026, 18:53"),
        ("en", "19 February, 18:53", "19 February 2026, 18:53"),
    ],
)
def test_a_date_line_names_the_year_only_when_it_is_another(language, this_year, another):
    assert moments.date_line(EVENING, now=NOW, language=language) == this_year
    later = NOW.replace(year=2027)
    assert moments.date_line(EVENING, now=later, language=language) == another


def test_the_year_turns_at_the_newsrooms_midnight():
    last = datetime(2026, 12, 31, 18, 59, tzinfo=UTC)
    after = datetime(2026, 12, 31, 19, 0, tzinfo=UTC)
    assert moments.date_line(EVENING, now=last, language="kk") == "19 ақпан, 18:53"
    assert moments.date_line(EVENING, now=after, language="kk") == "19 ақпан 2026, 18:53"


def test_july_is_written_with_kazakh_letters_alone():
    line = moments.date_line(NOW, now=NOW, language="kk")
    assert line == "29 шілде, 18:00"
    assert not any("a" <= letter <= "z" for letter in line)


def test_machines_get_the_local_moment_with_its_offset():
    assert moments.iso(EVENING) == "2026-02-19T18:53:00+05:00"
