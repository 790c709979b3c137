"""Moments as people read them: «19 ақпан, 18:53», in the page's language and the site's zone.

Readers' pages print the date line alone: a cached page must not say «5 минут бұрын». The desk
says how long ago something happened where that is the question.
"""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kazakh import dates


def date_line(moment: datetime, *, now: datetime, language: str) -> str:
    """Return «19 ақпан, 18:53», or «19 ақпан 2024, 18:53» in another year than `now`."""
    moment, now = timezone.localtime(moment), timezone.localtime(now)
    if language == "kk":
        return dates.date_line(moment, now=now)
    with translation.override(language):
        return date_format(moment, "j E, H:i" if moment.year == now.year else "j E Y, H:i")


def ago(moment: datetime, *, now: datetime, language: str) -> str:
    """Return «5 минут бұрын», «2 сағат бұрын», «кеше, 18:53», and the date line of older ones."""
    local, here = timezone.localtime(moment), timezone.localtime(now)
    if language == "kk":
        return dates.ago(local, now=here)
    seconds, days = (now - moment).total_seconds(), here.toordinal() - local.toordinal()
    with translation.override(language):
        if -60 < seconds < 60:
            return _("just now")
        if 60 <= seconds < 3600:
            minutes = int(seconds // 60)
            return ngettext("%(number)s minute ago", "%(number)s minutes ago", minutes) % {
                "number": minutes
            }
        if seconds > 0 and days == 0:
            hours = int(seconds // 3600)
            return ngettext("%(number)s hour ago", "%(number)s hours ago", hours) % {
                "number": hours
            }
        if seconds > 0 and days == 1:
            return _("yesterday, %(time)s") % {"time": f"{local:%H:%M}"}
    return date_line(moment, now=now, language=language)


def at_desk(moment: datetime) -> str:
    """Return the date line of a moment for the person at the desk: now, in their language."""
    language = (translation.get_language() or "kk")[:2]
    return date_line(moment, now=timezone.now(), language=language)


def ago_at_desk(moment: datetime) -> str:
    """Return how long ago something happened, for the person at the desk."""
    return ago(moment, now=timezone.now(), language=(translation.get_language() or "kk")[:2])


def iso(moment: datetime) -> str:
    """Return a moment for machines, in the site's own zone: 2026-02-19T18:53:00+05:00."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
