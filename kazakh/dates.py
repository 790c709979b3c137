"""Dates as a Kazakh newspaper prints them: «19 ақпан, 18:53», names in lower case (CLDR, kk)."""

from datetime import datetime

MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
WEEKDAYS = ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі")
WEEKDAYS_SHORT = ("дс", "сс", "ср", "бс", "жм", "сб", "жс")


def date_line(moment: datetime, *, now: datetime) -> str:
    """Give «19 ақпан, 18:53», or «19 ақпан 2024, 18:53» in another year than `now`.

    Both are aware and already in the reader's zone; ValueError for a naive one.
    """
    return f"{day(moment, now=now)}, {moment:%H:%M}"


def day(moment: datetime, *, now: datetime) -> str:
    """Give «19 ақпан», or «19 ақпан 2024» in another year than `now`; takes what date_line does."""
    _refuse_naive(moment, now)
    text = f"{moment.day} {MONTHS[moment.month - 1]}"
    return text if moment.year == now.year else f"{text} {moment.year}"


def ago(moment: datetime, *, now: datetime) -> str:
    """Give «жаңа ғана», «5 минут бұрын», «2 сағат бұрын», «кеше, 18:53», then the date line.

    Takes what date_line does. Hours are told on the same day alone; what is still to come has
    its date line, but for the minute by which two clocks may differ.
    """
    _refuse_naive(moment, now)
    seconds = (now - moment).total_seconds()
    if -60 < seconds < 60:
        return "жаңа ғана"
    if 60 <= seconds < 3600:
        return f"{int(seconds // 60)} минут бұрын"
    days = now.toordinal() - moment.toordinal()
    if seconds > 0 and days == 0:
        return f"{int(seconds // 3600)} сағат бұрын"
    if seconds > 0 and days == 1:
        return f"кеше, {moment:%H:%M}"
    return date_line(moment, now=now)


def ahead(moment: datetime, *, now: datetime) -> str:
    """Give «10 минуттан кейін», «2 сағат 10 минуттан кейін», «3 күннен кейін», soon «қазір».

    Takes what date_line does, of a moment that is still to come; what is less than a minute away
    or past is «қазір». Below three days the hours are told too: «1 күн 20 сағаттан кейін» is not
    tomorrow.
    """
    _refuse_naive(moment, now)
    minutes = int((moment - now).total_seconds() // 60)
    if minutes < 1:
        return "қазір"
    days, hours = minutes // (24 * 60), minutes // 60
    if days:
        rest = hours % 24
        told = f"{days} күн {rest} сағаттан" if rest and days < 3 else f"{days} күннен"
        return f"{told} кейін"
    if not hours:
        return f"{minutes} минуттан кейін"
    if not minutes % 60:
        return f"{hours} сағаттан кейін"
    return f"{hours} сағат {minutes % 60} минуттан кейін"


def lasting(begun: datetime, *, now: datetime) -> str:
    """Give how long something has lasted: «5 минут», «3 сағат 20 минут», «2 күн 3 сағат».

    Takes what date_line does; what is less than a minute or begins later is «1 минуттан аз».
    """
    _refuse_naive(begun, now)
    minutes = int((now - begun).total_seconds() // 60)
    if minutes < 1:
        return "1 минуттан аз"
    days, hours = minutes // (24 * 60), minutes // 60 % 24
    if days:
        return f"{days} күн {hours} сағат" if hours else f"{days} күн"
    if not hours:
        return f"{minutes} минут"
    return f"{hours} сағат {minutes % 60} минут" if minutes % 60 else f"{hours} сағат"


def month(year: int, month: int) -> str:
    """Give «2026 жылғы ақпан» for 2026 and 2; ValueError for a month outside 1 to 12."""
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {month}")
    return f"{year} жылғы {MONTHS[month - 1]}"


def weekday(moment: datetime) -> str:
    """Give «бейсенбі» for an aware moment in the reader's zone; ValueError for a naive one."""
    _refuse_naive(moment)
    return WEEKDAYS[moment.weekday()]


def _refuse_naive(*moments: datetime) -> None:
    for moment in moments:
        if moment.utcoffset() is None:
            raise ValueError(f"a moment without a time zone: {moment.isoformat()}")
