"""Date lines in the three languages of the house."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles import moments
from articles.templatetags.moments import ago, when

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


@pytest.mark.parametrize(
    ("minutes", "kazakh", "english"),
    [
        (0, "жаңа ғана", "just now"),
        (5, "5 минут бұрын", "5 minutes ago"),
        (61, "1 сағат бұрын", "1 hour ago"),
        (24 * 60, "кеше, 18:00", "yesterday, 18:00"),
        (72 * 60, "26 шілде, 18:00", "26 July, 18:00"),
    ],
)
def test_the_desk_is_told_how_long_ago(minutes, kazakh, english):
    then = NOW - timedelta(minutes=minutes)
    assert moments.ago(then, now=NOW, language="kk") == kazakh
    assert moments.ago(then, now=NOW, language="en") == english


def test_a_moment_at_the_desk_is_told_in_the_language_of_the_desk(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for language, line in (("kk", "19 ақпан, 18:53"), ("ru", "19 февраля, 18:53")):
        with translation.override(language):
            assert moments.at_desk(EVENING) == line
            assert when(EVENING) == line
            assert f">{line}</time>" in ago(EVENING)
    assert (when(None), ago(None)) == ("", "")
