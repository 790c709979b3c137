"""The country's days off, held against the calendars that the ministry published."""

from datetime import date, timedelta

import pytest

from kazakh import holidays


def days(year: int) -> set[str]:
    return {f"{each.day:%d.%m}" for each in holidays.of_year(year)}


#: Of egov.kz: the holidays, and the days that those on a weekend gave instead.
PUBLISHED = {
    2023: "01.01 02.01 03.01 07.01 08.03 21.03 22.03 23.03 01.05 07.05 08.05 09.05 28.06"
    " 06.07 30.08 25.10 16.12 18.12",
    2024: "01.01 02.01 07.01 08.03 21.03 22.03 23.03 25.03 01.05 07.05 09.05 16.06 06.07 08.07"
    " 30.08 25.10 16.12",
    2025: "01.01 02.01 07.01 08.03 10.03 21.03 22.03 23.03 24.03 25.03 01.05 07.05 09.05 06.06"
    " 06.07 07.07 30.08 01.09 25.10 27.10 16.12",
    2026: "01.01 02.01 07.01 08.03 09.03 21.03 22.03 23.03 24.03 25.03 01.05 07.05 09.05 11.05"
    " 27.05 06.07 25.10 26.10 16.12",
}


@pytest.mark.parametrize(("year", "published"), PUBLISHED.items())
def test_a_year_has_the_days_that_were_published(year, published):
    assert days(year) == set(published.split())


def test_the_day_of_the_constitution_moved_with_the_constitution():
    assert "30.08" in days(2025) and "15.03" not in days(2025)
    assert not {"30.08", "15.03"} & days(2026)
    assert "15.03" in days(2027) and "30.08" not in days(2027)


def test_christmas_and_ait_give_no_other_day():
    # 7 January 2024 and 16 June 2024 were Sundays.
    assert not {"08.01", "17.06"} & days(2024)


def test_a_day_given_instead_says_whose_it_is_in_each_language():
    found = holidays.between(date(2026, 3, 9), date(2026, 3, 9))[date(2026, 3, 9)]
    assert [each.name("kk") for each in found] == ["«Халықаралық әйелдер күні» үшін демалыс"]
    assert "Международный женский день" in found[0].name("ru")
    assert found[0].name("en") == "day off for «Women's Day»"
    assert found[0].name("de") == found[0].name("kk")


@pytest.mark.parametrize("year", range(2023, 2061))
def test_no_day_is_given_twice_and_none_given_is_a_weekend(year):
    found = holidays.of_year(year)
    given = [each.day for each in found if each.is_instead]
    assert len(given) == len(set(given))
    assert not any(holidays.is_weekend(day) for day in given)
    assert [each.day for each in found] == sorted(each.day for each in found)


def test_nothing_is_told_of_years_that_are_not_known():
    assert holidays.of_year(2022) == ()
    assert holidays.between(date(1, 1, 1), date(1, 1, 5)) == {}
    assert holidays.between(date(9999, 12, 30), date(9999, 12, 31)) == {}


def test_what_a_span_holds_is_what_its_years_hold():
    found = holidays.between(date(2025, 12, 1), date(2026, 1, 31))
    assert sorted(found) == [date(2025, 12, 16), *(date(2026, 1, day) for day in (1, 2, 7))]
    assert all(day - timedelta(1) < each.day <= day for day in found for each in found[day])
