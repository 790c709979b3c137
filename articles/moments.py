"""Moments as people read them: «19 ақпан, 18:53», in the page's language and the site's zone.

Readers' pages print the date line alone: a cached page must not say «5 минут бұрын». The desk
says how long ago something happened where that is the question.
"""

from datetime import date, datetime

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


def today_line(moment: datetime, *, language: str) -> str:
    """Return «жексенбі, 29 қараша» for the top of a front page: the day of a moment."""
    day = timezone.localtime(moment)
    if language == "kk":
        return f"{dates.weekday(day)}, {dates.day(day, now=day)}"
    with translation.override(language):
        return date_format(day, "l, j E")


def day_line(day: date) -> str:
    """Return «2026 жылғы 19 ақпан», «19 февраля 2026» in the active language."""
    if (translation.get_language() or "kk")[:2] == "kk":
        return f"{day.year} жылғы {day.day} {dates.MONTHS[day.month - 1]}"
    return date_format(day, "j E Y")


def month_line(year: int, month: int) -> str:
    """Return «2026 жылғы ақпан» in the active language."""
    if (translation.get_language() or "kk")[:2] == "kk":
        return dates.month(year, month)
    return date_format(date(year, month, 1), "F Y")


def month_name(month: int) -> str:
    """Return «ақпан» in the active language, as a word of its own."""
    if (translation.get_language() or "kk")[:2] == "kk":
        return dates.MONTHS[month - 1]
    return date_format(date(2024, month, 1), "F")


def weekdays() -> list[tuple[str, str]]:
    """Return (short name, name) of the days of the week in the active language, Monday first."""
    if (translation.get_language() or "kk")[:2] == "kk":
        return list(zip(dates.WEEKDAYS_SHORT, dates.WEEKDAYS, strict=True))
    week = [date(2024, 1, each) for each in range(1, 8)]  # That January began on a Monday.
    return [(date_format(day, "D"), date_format(day, "l")) for day in week]


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


def ahead(moment: datetime, *, now: datetime, language: str) -> str:
    """Return «2 сағат 10 минуттан кейін», «через 2 ч 10 мин», «in 2 h 10 min»; soon «қазір»."""
    if language == "kk":
        return dates.ahead(timezone.localtime(moment), now=timezone.localtime(now))
    minutes = int((moment - now).total_seconds() // 60)
    days, hours = minutes // (24 * 60), minutes // 60
    with translation.override(language):
        if minutes < 1:
            return _("now")
        if days and days < 3 and hours % 24:
            return _("in %(days)s d %(hours)s h") % {"days": days, "hours": hours % 24}
        if days:
            return ngettext("in %(number)s day", "in %(number)s days", days) % {"number": days}
        if not hours:
            return _("in %(minutes)s min") % {"minutes": minutes}
        if not minutes % 60:
            return _("in %(hours)s h") % {"hours": hours}
        return _("in %(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes % 60}


def lasting(begun: datetime, *, now: datetime, language: str) -> str:
    """Return «3 сағат 20 минут», «3 ч 20 мин», «3 h 20 min»: how long something has lasted."""
    if language == "kk":
        return dates.lasting(timezone.localtime(begun), now=timezone.localtime(now))
    minutes = max(0, int((now - begun).total_seconds() // 60))
    days, hours = minutes // (24 * 60), minutes // 60 % 24
    with translation.override(language):
        if days:
            return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours}
        if hours:
            return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes % 60}
        return _("%(minutes)s min") % {"minutes": minutes}


def at_desk(moment: datetime) -> str:
    """Return the date line of a moment for the person at the desk: now, in their language."""
    language = (translation.get_language() or "kk")[:2]
    return date_line(moment, now=timezone.now(), language=language)


def ago_at_desk(moment: datetime) -> str:
    """Return how long ago something happened, for the person at the desk."""
    return ago(moment, now=timezone.now(), language=(translation.get_language() or "kk")[:2])


def ahead_at_desk(moment: datetime) -> str:
    """Return how long it is until a moment, for the person at the desk."""
    return ahead(moment, now=timezone.now(), language=(translation.get_language() or "kk")[:2])


def lasting_at_desk(begun: datetime) -> str:
    """Return how long something has lasted by now, for the person at the desk."""
    return lasting(begun, now=timezone.now(), language=(translation.get_language() or "kk")[:2])


def zone_at_desk() -> str:
    """Return what the site's zone is called at the desk: «Алматы уақыты», or its own name."""
    name = timezone.get_current_timezone_name()
    return _("Almaty time") if name == "Asia/Almaty" else name


def iso(moment: datetime) -> str:
    """Return a moment for machines, in the site's own zone: 2026-02-19T18:53:00+05:00."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
