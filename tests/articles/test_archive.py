"""Days, months and years that have something to read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import archive
from tests.published import NOW

pytestmark = pytest.mark.django_db


def test_a_day_is_filled_by_a_visible_story_of_its_language_in_the_zone_of_the_site(publish):
    publish("Кеше кешке", hours=-24 * 2 + 5.9)  # 27 July, 23:54 in the newsroom
    publish("По-русски", hours=-24, language="ru")
    publish("Алынды", hours=-72, until=-70, ended_as="killed")
    publish("Ертең", hours=5)
    weeks = archive.month("kk", 2026, 7, chosen=date(2026, 7, 27), at=NOW)
    days = [day for week in weeks for day in week if day]
    assert [day.date.day for day in days if day.is_filled] == [27]
    assert [day.date.day for day in days if day.is_chosen] == [27]
    assert [len(week) for week in weeks] == [7] * len(weeks)
    assert weeks[0].index(days[0]) == 2  # 1 July 2026 is a Wednesday.


def test_a_month_is_asked_for_in_one_query(publish):
    publish()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        archive.month("kk", 2026, 7, chosen=None, at=NOW)
    assert len(queries) == 1


def test_what_is_still_to_come_today_does_not_fill_the_day(publish):
    publish("Кешке", hours=2)
    assert archive.filled("kk", [archive.span(2026, 7, 29)], at=NOW) == [False]
    publish("Таңертең", hours=-2)
    assert archive.filled("kk", [archive.span(2026, 7, 29)], at=NOW) == [True]


def test_the_oldest_year_is_that_of_the_oldest_visible_story(publish):
    assert archive.first_year("kk", at=NOW) is None
    publish(hours=-24 * 500)
    assert archive.first_year("kk", at=NOW) == 2025


@pytest.mark.parametrize(
    "day", [(2026, 2, 30), (2026, 13), (1899,), (3000,), (2026, 0), (2026, 4, 31)]
)
def test_a_day_that_no_calendar_has_is_refused(day):
    with pytest.raises(ValueError):
        archive.span(*day)
