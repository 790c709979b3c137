"""The days on which Kazakhstan rests, as plain data, and which workdays they make free.

National and state holidays: the law «Қазақстан Республикасындағы мерекелер туралы» of 13 December
2001 № 267, articles 2, 3 and 5 (adilet.zan.kz/rus/docs/Z010000267_), as it stands since 2023: the
Republic's day is 25 October, 1 and 17 December are workdays. A holiday on a Saturday or a Sunday
gives the next workday off (article 5). 7 January and the first day of Құрбан айт are days off by
article 84 of the Labour code and give no other day.

The new Constitution was adopted on 15 March 2026: its day is that one from 2027 on, and 30 August
is a workday since 2026 (the Ministry of Labour, 18 March 2026).

Құрбан айт is set by the Spiritual administration (ҚМДБ) each year and known here until 2026;
whatever the government moves by a decree of its own, and later years' айт, a newsroom enters
itself. Of years before 2023 nothing is told.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

FIRST_YEAR = 2023
#: Until when Құрбан айт is known here.
LAST_QURBAN_AIT = 2026

#: (month, day): names in Kazakh, Russian, English.
_FIXED = {
    (1, 1): ("Жаңа жыл", "Новый год", "New Year"),
    (1, 2): ("Жаңа жыл", "Новый год", "New Year"),
    (3, 8): ("Халықаралық әйелдер күні", "Международный женский день", "Women's Day"),
    (3, 21): ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    (3, 22): ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    (3, 23): ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    (5, 1): (
        "Қазақстан халқының бірлігі мерекесі",
        "Праздник единства народа Казахстана",
        "Unity Day of the People of Kazakhstan",
    ),
    (5, 7): ("Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day"),
    (5, 9): ("Жеңіс күні", "День Победы", "Victory Day"),
    (7, 6): ("Астана күні", "День Столицы", "Capital Day"),
    (10, 25): ("Республика күні", "День Республики", "Republic Day"),
    (12, 16): ("Тәуелсіздік күні", "День Независимости", "Independence Day"),
}
_CONSTITUTION = (
    "Қазақстан Республикасының Конституциясы күні",
    "День Конституции Республики Казахстан",
    "Constitution Day",
)
_CHRISTMAS = ("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas")
_QURBAN_AIT = ("Құрбан айт", "Курбан айт", "Qurban Ait")
#: First days, as they were announced by ҚМДБ (of 2026: its calendar of 6 November 2025).
_FIRST_OF_QURBAN_AIT = (
    date(2023, 6, 28),
    date(2024, 6, 16),
    date(2025, 6, 6),
    date(2026, 5, 27),
)
_INSTEAD = ("{} үшін демалыс", "выходной: {}", "day off for {}")
_LANGUAGES = ("kk", "ru", "en")
_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """A day on which the country rests, by its names; one that another holiday gave, too."""

    day: date
    names: tuple[str, str, str]
    is_instead: bool = False

    def name(self, language: str) -> str:
        """Give the name in a language, in Kazakh for any we do not speak."""
        place = _LANGUAGES.index(language) if language in _LANGUAGES else 0
        name = self.names[place]
        return _INSTEAD[place].format(f"«{name}»") if self.is_instead else name


@cache
def of_year(year: int) -> tuple[Holiday, ...]:
    """Give the days off of a year in their order, as far as they are known; none before 2023."""
    if year < FIRST_YEAR:
        return ()
    fixed = [Holiday(date(year, *when), names) for when, names in _FIXED.items()]
    if year != 2026:
        when = (8, 30) if year < 2026 else (3, 15)
        fixed.append(Holiday(date(year, *when), _CONSTITUTION))
    resting = [Holiday(date(year, 1, 7), _CHRISTMAS)]
    resting += [Holiday(day, _QURBAN_AIT) for day in _FIRST_OF_QURBAN_AIT if day.year == year]
    taken = {each.day for each in fixed + resting}
    for each in sorted(fixed, key=lambda holiday: holiday.day):
        if not is_weekend(each.day):
            continue
        other = each.day
        while is_weekend(other) or other in taken:
            other += timedelta(days=1)
        taken.add(other)
        resting.append(Holiday(other, each.names, is_instead=True))
    return tuple(sorted(fixed + resting, key=lambda holiday: holiday.day))


def between(first: date, last: date) -> dict[date, list[Holiday]]:
    """Give the days off from one day to another, both included, each with its holidays."""
    found: dict[date, list[Holiday]] = {}
    # What the last days of a year give may fall into the next.
    for year in range(first.year - 1, last.year + 1):
        for holiday in of_year(year):
            if first <= holiday.day <= last:
                found.setdefault(holiday.day, []).append(holiday)
    return found


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY
