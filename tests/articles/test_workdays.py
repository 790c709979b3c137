"""Workdays: holidays rest, and the chief's marks say otherwise."""

from datetime import date

import pytest

from articles import workdays
from articles.models import DayKind, MarkedDay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 2, 19), 1, date(2026, 2, 20)),
        (date(2026, 2, 20), 1, date(2026, 2, 23)),
        (date(2026, 2, 20), 0, date(2026, 2, 20)),
        # Nauryz of 2026: 21 to 23 March are a Saturday, a Sunday and a Monday; two days are given.
        (date(2026, 3, 20), 1, date(2026, 3, 26)),
        (date(2026, 12, 31), 1, date(2027, 1, 5)),
        (date(9999, 12, 30), 3, date(9999, 12, 31)),
        (date(1, 1, 1), 1, date(1, 1, 2)),
    ],
)
def test_the_workday_so_many_days_later(day, days, then):
    assert workdays.after(day, days) == then


def test_what_the_chief_marked_counts_otherwise():
    MarkedDay.objects.create(day=date(2026, 2, 20), kind=DayKind.OFF, name_kk="Демалыс")
    MarkedDay.objects.create(day=date(2026, 2, 21), kind=DayKind.WORK, name_kk="Жұмыс күні")
    MarkedDay.objects.create(day=date(2026, 2, 23), kind=DayKind.TOLD, name_kk="Мерейтой")
    assert workdays.after(date(2026, 2, 19), 1) == date(2026, 2, 21)
    assert workdays.after(date(2026, 2, 19), 2) == date(2026, 2, 23)
