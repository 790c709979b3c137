"""Date lines and month names as the page prints them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.dates import (
    MONTHS,
    WEEKDAYS,
    WEEKDAYS_SHORT,
    ago,
    ahead,
    date_line,
    day,
    lasting,
    month,
    weekday,
)

ALMATY = ZoneInfo("Asia/Almaty")
MOMENTS = st.datetimes(timezones=st.just(UTC))


def almaty(text):
    return datetime.fromisoformat(text).astimezone(ALMATY)


def test_this_year_goes_without_saying():
    moment, now = almaty("2026-02-19T13:53:00+00:00"), almaty("2026-07-29T12:00:00+00:00")
    assert date_line(moment, now=now) == "19 ақпан, 18:53"
    assert day(moment, now=now) == "19 ақпан"
    assert moment.isoformat() == "2026-02-19T18:53:00+05:00"


def test_another_year_is_named():
    # Almaty was six hours ahead of UTC until 1 March 2024, and five since.
    moment, now = almaty("2024-02-19T12:53:00+00:00"), almaty("2026-11-22T06:00:00+00:00")
    assert date_line(moment, now=now) == "19 ақпан 2024, 18:53"
    assert day(moment, now=now) == "19 ақпан 2024"
    assert moment.isoformat() == "2024-02-19T18:53:00+06:00"


def test_the_year_turns_at_the_readers_midnight():
    moment = almaty("2025-12-31T19:00:00+00:00")
    assert date_line(moment, now=almaty("2026-01-01T00:00:00+05:00")) == "1 қаңтар, 00:00"
    assert date_line(moment, now=almaty("2025-12-31T23:59:00+05:00")) == "1 қаңтар 2026, 00:00"


def test_a_naive_moment_is_refused():
    naive, aware = datetime(2026, 2, 19), datetime(2026, 2, 19, tzinfo=UTC)
    for moment, now in [(naive, aware), (aware, naive)]:
        with pytest.raises(ValueError, match="without a time zone"):
            date_line(moment, now=now)
        with pytest.raises(ValueError, match="without a time zone"):
            day(moment, now=now)
    with pytest.raises(ValueError, match="without a time zone"):
        weekday(naive)


def test_a_month_of_a_year_takes_its_ending():
    assert month(2026, 2) == "2026 жылғы ақпан"
    assert month(1991, 12) == "1991 жылғы желтоқсан"


@pytest.mark.parametrize("number", [0, 13, -1])
def test_a_month_outside_the_year_is_refused(number):
    with pytest.raises(ValueError, match="no such month"):
        month(2026, number)


def test_weekdays_begin_on_monday():
    assert weekday(datetime(2026, 2, 19, tzinfo=UTC)) == "бейсенбі"
    assert (WEEKDAYS[0], WEEKDAYS[6]) == ("дүйсенбі", "жексенбі")
    assert len(WEEKDAYS) == len(WEEKDAYS_SHORT) == 7


def test_names_are_written_in_lower_case():
    names = [*MONTHS, *WEEKDAYS, *WEEKDAYS_SHORT]
    assert names == [name.lower() for name in names]
    assert len(MONTHS) == 12


@given(MOMENTS, MOMENTS)
def test_the_year_is_printed_exactly_when_it_differs(moment, now):
    line = date_line(moment, now=now)
    assert (line.count(" ") == 2) == (moment.year == now.year)
    assert line.endswith(f", {moment:%H:%M}")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-02-19T18:53:00+05:00", "жаңа ғана"),
        ("2026-02-19T18:52:01+05:00", "жаңа ғана"),
        ("2026-02-19T18:53:40+05:00", "жаңа ғана"),
        ("2026-02-19T18:52:00+05:00", "1 минут бұрын"),
        ("2026-02-19T18:48:00+05:00", "5 минут бұрын"),
        ("2026-02-19T17:53:01+05:00", "59 минут бұрын"),
        ("2026-02-19T17:53:00+05:00", "1 сағат бұрын"),
        ("2026-02-19T00:00:00+05:00", "18 сағат бұрын"),
        ("2026-02-18T23:59:00+05:00", "кеше, 23:59"),
        ("2026-02-18T00:00:00+05:00", "кеше, 00:00"),
        ("2026-02-17T23:59:00+05:00", "17 ақпан, 23:59"),
        ("2025-02-19T18:53:00+05:00", "19 ақпан 2025, 18:53"),
        ("2026-02-19T19:00:00+05:00", "19 ақпан, 19:00"),
        ("2026-02-20T18:53:00+05:00", "20 ақпан, 18:53"),
    ],
)
def test_what_happened_is_told_from_now(moment, said):
    assert ago(almaty(moment), now=almaty("2026-02-19T18:53:00+05:00")) == said


def test_a_minute_before_midnight_is_still_minutes_ago():
    now = almaty("2026-02-19T00:01:00+05:00")
    assert ago(almaty("2026-02-18T23:59:00+05:00"), now=now) == "2 минут бұрын"


@given(MOMENTS, MOMENTS)
def test_any_two_moments_have_an_answer(moment, now):
    assert ago(moment, now=now)


def test_how_long_ago_is_not_told_of_a_naive_moment():
    with pytest.raises(ValueError, match="without a time zone"):
        ago(datetime(2026, 2, 19), now=almaty("2026-02-19T18:53:00+05:00"))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (-5, "қазір"),
        (0.9, "қазір"),
        (10, "10 минуттан кейін"),
        (60, "1 сағаттан кейін"),
        (130, "2 сағат 10 минуттан кейін"),
        (24 * 60 - 1, "23 сағат 59 минуттан кейін"),
        (3 * 24 * 60 + 5, "3 күннен кейін"),
    ],
)
def test_how_long_it_is_until_a_moment(minutes, told):
    now = almaty("2026-02-19T18:53:00+05:00")
    assert ahead(now + timedelta(minutes=minutes), now=now) == told


@given(MOMENTS, MOMENTS)
def test_any_two_moments_have_a_time_between(moment, now):
    assert ahead(moment, now=now)


def test_how_long_it_is_is_not_told_of_a_naive_moment():
    with pytest.raises(ValueError, match="without a time zone"):
        ahead(datetime(2026, 2, 19), now=almaty("2026-02-19T18:53:00+05:00"))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (-5, "1 минуттан аз"),
        (0.5, "1 минуттан аз"),
        (5, "5 минут"),
        (60, "1 сағат"),
        (200, "3 сағат 20 минут"),
        (24 * 60, "1 күн"),
        (51 * 60, "2 күн 3 сағат"),
    ],
)
def test_how_long_something_has_lasted(minutes, told):
    now = almaty("2026-02-19T18:53:00+05:00")
    assert lasting(now - timedelta(minutes=minutes), now=now) == told
