"""Moments as readers see them: «19 ақпан, 18:53», in the page's language and the site's zone."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.dateformat import format as date_format

from kazakh import dates


def date_line(moment: datetime, *, now: datetime, language: str) -> str:
    """Return «19 ақпан, 18:53», or «19 ақпан 2024, 18:53» in another year than `now`."""
    moment, now = timezone.localtime(moment), timezone.localtime(now)
    if language == "kk":
        return dates.date_line(moment, now=now)
    with translation.override(language):
        return date_format(moment, "j E, H:i" if moment.year == now.year else "j E Y, H:i")


def iso(moment: datetime) -> str:
    """Return a moment for machines, in the site's own zone: 2026-02-19T18:53:00+05:00."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
