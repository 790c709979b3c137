"""The archive by days: a calendar of each month, and what appeared on a day of the site."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles import archive
from articles.models import Edition
from articles.moments import day_line, month_line, month_name, weekdays
from articles.pages import answer

from . import listing, lists
from .answers import for_readers, masthead_for


@for_readers
def newest(request, *, at, language):
    """The way to the month of the newest story."""
    masthead_for(language, at)
    rows = Edition.objects.visible(at).filter(language=language).newest_first(at=at)
    last = next(iter(rows.values_list("published_at", flat=True)[:1]), at)
    local = timezone.localtime(last)
    response = redirect("archive-month", language=language, year=local.year, month=local.month)
    return response


@for_readers
def year(request, *, at, language, year):
    """The months of a year that have something to read, and the other years."""
    masthead = masthead_for(language, at)
    first, after = _span(year)
    if first > _today(at) or not _of_every_language(first, after, at).exists():
        raise Http404
    spans = [_span(year, number) for number in range(1, 13)]
    known = archive.filled(language, spans, at=at)

    def here(code):
        return reverse("archive-year", kwargs={"language": code, "year": year})

    with translation.override(language):
        months = [
            (month_name(number), _month(language, year, number) if is_filled else "")
            for number, is_filled in enumerate(known, 1)
        ]
    oldest = archive.first_year(language, at=at) or year
    context = masthead.context(here) | {
        "what": "archive",
        "year": year,
        "months": months,
        "years": [
            (each, reverse("archive-year", kwargs={"language": language, "year": each}))
            for each in _years(language, oldest, at)
        ],
        "canonical": here(language),
        "logo": masthead.logo(),
    }
    with translation.override(language):
        title = gettext("Archive, %(year)s") % {"year": year}
    filled = ", ".join(name for name, address in months if address)
    context |= lists.told(masthead, title, filled)
    return answer("public/archive_year.html", context)


@for_readers
def month(request, *, at, language, year, month, feed=""):
    """A month with its calendar, newest first."""
    return _list(request, at, language, "archive-month", year, month, feed=feed)


@for_readers
def day(request, *, at, language, year, month, day, feed=""):
    """What appeared on one day, newest first."""
    return _list(request, at, language, "archive-day", year, month, day, feed=feed)


def _list(request, at, language, name, year, month, day=None, *, feed):
    masthead = masthead_for(language, at)
    first, after = _span(year, month, day)
    # A day to come has no page: nothing in it can be known.
    if first > _today(at):
        raise Http404
    rows = Edition.objects.visible(at).filter(
        language=language, published_at__gte=archive.midnight(first)
    )
    until = archive.midnight(after) - timedelta(microseconds=1)
    route = {"year": year, "month": month} | ({"day": day} if day else {})
    chosen = first if day else None
    with translation.override(language):
        title = day_line(first) if day else month_line(year, month)
        named = month_line(year, month)
        heads = weekdays()
    weeks = archive.month(language, year, month, chosen=chosen, at=at)
    extra = {
        "what": "archive",
        "month": named,
        "month_address": _month(language, year, month) if day else "",
        "year_address": reverse("archive-year", kwargs={"language": language, "year": year}),
        "year": year,
        "weekdays": heads,
        "weeks": weeks,
        "around_month": _beside(language, first.replace(day=1), at),
    }
    return listing.page(
        request, masthead, rows, at=at, until=until, name=name, title=title,
        known=_of_every_language(first, after, at),
        template="public/archive.html", extra=extra, feed=feed, **route,
    )  # fmt: skip


def _of_every_language(first: date, after: date, at):
    """Return what appeared in a span in any language: the page exists in all, or in none."""
    until = min(at, archive.midnight(after) - timedelta(microseconds=1))
    rows = Edition.objects.visible(at).filter(published_at__gte=archive.midnight(first))
    return rows.newest_first(at=until)


def _beside(language: str, first: date, at) -> dict:
    """Return the addresses of the nearest months to either side that have something to read."""
    rows = Edition.objects.visible(at).filter(language=language)
    begins, ends = (
        archive.midnight(first),
        archive.midnight(archive.span(first.year, first.month)[1]),
    )
    before = rows.newest_first(at=min(at, begins - timedelta(microseconds=1)))
    after = rows.filter(published_at__gte=ends, published_at__lte=at)
    ends_of = {"before": before, "after": after.order_by("published_at", "article_id")}
    sides = {}
    for side, found in ends_of.items():
        for moment in found.values_list("published_at", flat=True)[:1]:
            local = timezone.localtime(moment)
            sides[side] = _month(language, local.year, local.month)
    return sides


def _years(language: str, oldest: int, at) -> list[int]:
    """Return the years from the oldest on that have something to read, newest first."""
    years = list(range(_today(at).year, oldest - 1, -1))
    known = archive.filled(language, [archive.span(year) for year in years], at=at)
    return [year for year, is_filled in zip(years, known, strict=True) if is_filled]


def _month(language: str, year: int, month: int) -> str:
    return reverse("archive-month", kwargs={"language": language, "year": year, "month": month})


def _today(at) -> date:
    return timezone.localtime(at).date()


def _span(*day) -> tuple[date, date]:
    try:
        return archive.span(*day)
    except ValueError:
        raise Http404 from None
