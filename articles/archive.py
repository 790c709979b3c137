"""The archive by days: which days, months and years have something to read, and their calendar.

Each day is asked for by one step into the index of newest first, so a month costs the same in an
archive of any size; the question is written once and given its days each time.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connections, router
from django.utils import timezone

from .models import Edition
from .written import AT, LANGUAGE, SINCE, UNTIL, Written

#: Before this year there are no moments that every database and zone can hold.
FIRST_YEAR = 1900


def midnight(day: date) -> datetime:
    """Return the moment at which a day of the site begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def span(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """Return the first day of a year, a month or a day, and the first after it.

    Raises ValueError for a day that no calendar has.
    """
    if not FIRST_YEAR <= year <= 2999:
        raise ValueError(year)
    if day is not None:
        first = date(year, month, day)
        return first, first + timedelta(days=1)
    if month is not None:
        first = date(year, month, 1)
        return first, (first + timedelta(days=31)).replace(day=1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def filled(language: str, spans: list[tuple[date, date]], *, at: datetime) -> list[bool]:
    """Tell of each span of days whether a visible story appeared in it; one query."""
    if not spans:
        return []
    questions, values = [], []
    for first, after in spans:
        sql, told = _IN_SPAN.told(
            {
                AT: at,
                SINCE: midnight(first),
                # A day that goes on ends for now at this moment.
                UNTIL: min(midnight(after), at + timedelta(microseconds=1)),
                LANGUAGE: language,
            }
        )
        questions.append(f"EXISTS({sql})")
        values += told
    with connections[router.db_for_read(Edition)].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(questions)}", values)
        return [bool(value) for value in cursor.fetchone()]


def _in_span():
    rows = Edition.objects.visible(AT).filter(
        language=LANGUAGE, published_at__gte=SINCE, published_at__lt=UNTIL
    )
    return rows.order_by().values("pk")


_IN_SPAN = Written(_in_span)


@dataclass(frozen=True)
class Day:
    """A square of the calendar."""

    date: date
    is_filled: bool
    is_chosen: bool


def month(language: str, year: int, number: int, *, chosen: date | None, at: datetime) -> list:
    """Return the weeks of a month, Monday first; None stands for days of other months."""
    days = [date(year, number, each + 1) for each in range(calendar.monthrange(year, number)[1])]
    known = filled(language, [(day, day + timedelta(days=1)) for day in days], at=at)
    shown = [Day(day, is_filled, day == chosen) for day, is_filled in zip(days, known, strict=True)]
    squares = [None] * days[0].weekday() + shown
    squares += [None] * (-len(squares) % 7)
    return [squares[start : start + 7] for start in range(0, len(squares), 7)]


def first_year(language: str, *, at: datetime) -> int | None:
    """Return the year of the oldest story that readers have; None where there is none."""
    rows = Edition.objects.visible(at).filter(language=language, published_at__lte=at)
    oldest = rows.order_by("published_at", "article_id").values_list("published_at", flat=True)
    return next((timezone.localtime(moment).year for moment in oldest[:1]), None)
