"""Which days the newsroom works: the country's holidays, and what the chief marked otherwise."""

from datetime import date, timedelta

from kazakh import holidays

from .models import DayKind, MarkedDay

#: Longer than any rest of the country: so far is looked ahead for each day asked for.
_ROOM = 15


def after(day: date, days: int) -> date:
    """Return the workday that is so many workdays after a day."""
    last = min(day, date.max - timedelta(days=days + _ROOM)) + timedelta(days=days + _ROOM)
    marked = dict(MarkedDay.objects.filter(day__gt=day, day__lte=last).values_list("day", "kind"))
    off = holidays.between(day, last)
    while days and day < date.max:
        day += timedelta(days=1)
        days -= _is_worked(day, marked.get(day), day in off)
    return day


def _is_worked(day: date, kind: str | None, is_holiday: bool) -> bool:
    if kind in (DayKind.OFF, DayKind.WORK):
        return kind == DayKind.WORK
    return not is_holiday and not holidays.is_weekend(day)
