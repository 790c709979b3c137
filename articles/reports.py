"""What was written in a period and by whom: the counts that fee sheets are made from.

A story counts once, in the period in which it first appeared to readers, and with the words that
readers had of it last: no correction and no later edition counts again, and what was only
scheduled, or withdrawn before its moment, does not count. A killed story is told apart and
enters no sum. Live entries are not part of these words: they have writers of their own.

Characters are characters with spaces (`articles/characters.py`). The unit that contracts name is
the author's sheet, 40,000 of them.

No text is read: a row of numbers for each story, and the number of queries is the same for a day
and for ten years.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from kazakh.alphabet import sort_key

from . import characters
from .archive import FIRST_YEAR, midnight, span
from .models import ArticleViews, Author, Edition, EditionByline, EditionPhoto, Role, Stopped

#: Characters with spaces in an author's sheet (авторлық табақ).
SHEET = 40_000
#: After this year there are no moments that every database and zone can hold.
LAST_YEAR = 2200


@dataclass(frozen=True)
class Asked:
    """Of which stories a report tells: the days are the site's, the first and the last included."""

    since: date
    until: date
    author: int | None = None
    language: str = ""
    section: int | None = None
    genre: str = ""
    origin: str = ""
    commercial: str = ""


def this_month(today: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day."""
    first, after = span(today.year, today.month)
    return first, after - timedelta(days=1)


def last_month(today: date) -> tuple[date, date]:
    """Return the first and the last day of the month before that of a day."""
    return this_month(today.replace(day=1) - timedelta(days=1))


def is_day(day: date) -> bool:
    """Tell whether a report can begin or end on a day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


@dataclass
class Counts:
    """What stories bring together; the killed are only numbered."""

    stories: int = 0
    killed: int = 0
    characters: int = 0
    #: Characters × share, in hundredths of a character: whole numbers add up exactly.
    hundredths: int = 0
    photos: int = 0
    views: int = 0
    genres: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)
    origins: Counter = field(default_factory=Counter)

    @property
    def own_characters(self) -> Decimal:
        """The characters that belong to the share: characters × share, summed story by story."""
        return Decimal(self.hundredths) / 100

    @property
    def sheets(self) -> Decimal:
        """The same in author's sheets, to a thousandth (40 characters)."""
        return sheets(self.own_characters)

    def add(self, story, share: int = 0, *, is_again: bool = False):
        """Add a story, or (`is_again`) no more than another share of one that was added before."""
        if story.stopped == Stopped.KILLED:
            self.killed += not is_again
            return
        self.hundredths += story.length * share
        if is_again:
            return
        self.stories += 1
        self.characters += story.length
        self.photos += story.photos
        self.views += story.views
        self.genres[story.genre] += 1
        self.languages[story.language] += 1
        self.origins[story.origin] += 1


def sheets(number: Decimal) -> Decimal:
    """Return a number of characters in author's sheets, to a thousandth."""
    return (number / SHEET).quantize(Decimal("0.001"))


@dataclass
class Row:
    """What one person did in one role; without a person, what nobody signed."""

    author: Author | None
    role: str
    counts: Counts = field(default_factory=Counts)

    @property
    def name(self) -> str:
        """The name of the person; "" of what nobody signed."""
        return self.author.name if self.author else ""


@dataclass(frozen=True)
class Report:
    """The rows of a period, by name and role, and the sum of its stories.

    In the sum every story stands once, however many signed it: the rows add up to more. Characters
    × share alone are the sum of the rows.
    """

    rows: list[Row]
    total: Counts


def report(asked: Asked, *, at: datetime | None = None) -> Report:
    """Count the stories of a period for each author and role; three queries."""
    at = at or timezone.now()
    bylines = EditionByline.objects.filter(_appeared(asked, through="edition__")).order_by()
    told = _measured(_told(asked, at), asked).annotate(stopped=F("article__stopped"))
    if asked.author:
        bylines = bylines.filter(author=asked.author)
        told = told.filter(Exists(bylines.filter(edition=OuterRef("pk"))))
    total, rows = Counts(), {}
    stories = {each.pk: each for each in told.values_list(*_MEASURES, named=True)}
    for story in stories.values():
        total.add(story)
    unsigned = set(stories)
    for edition, author, role, share in bylines.values_list("edition", "author", "role", "share"):
        if story := stories.get(edition):
            unsigned.discard(edition)
            counts = rows.get((author, role)) or rows.setdefault((author, role), Counts())
            counts.add(story, share)
            total.add(story, share, is_again=True)
    people = Author.objects.only("name", "slug").in_bulk()
    found = [Row(people[author], role, counts) for (author, role), counts in rows.items()]
    if unsigned:
        found.append(Row(None, "", Counts()))
        for edition in unsigned:
            found[-1].counts.add(stories[edition])
    return Report(in_order(found), total)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the Kazakh order of names, and of one person by role; the unsigned last."""
    roles = list(Role)
    return sorted(
        rows,
        key=lambda row: (
            row.author is None,
            sort_key(row.name),
            row.author.pk if row.author else 0,
            roles.index(row.role) if row.role in roles else -1,
        ),
    )


@dataclass(frozen=True)
class Part:
    """One story that somebody had a part in, as a fee is computed from it."""

    article: int
    owner: int | None
    assignee: int | None
    slug: str
    headline: str
    published_at: datetime
    language: str
    genre: str
    origin: str
    role: str
    share: int
    #: Its characters with spaces.
    length: int
    photos: int
    views: int
    stopped: str
    is_visible: bool

    @property
    def is_killed(self) -> bool:
        """Tell whether the story was killed: it is listed, and enters no sum."""
        return self.stopped == Stopped.KILLED

    @property
    def own_characters(self) -> Decimal:
        """The characters that belong to the share; none of a killed story."""
        return Decimal(0 if self.is_killed else self.length * self.share) / 100


def parts(author: int, asked: Asked, *, at: datetime | None = None) -> list[Part]:
    """Return the stories of a period that a person had a part in, oldest first, the killed last.

    A person with two roles in one story has two parts in it.
    """
    at = at or timezone.now()
    rows = (
        _measured(_told(asked, at).filter(edition_bylines__author=author), asked)
        .annotate(
            article_number=F("article"),
            owner=F("article__owner"),
            assignee=F("article__assignee"),
            role=F("edition_bylines__role"),
            share=F("edition_bylines__share"),
            stopped=F("article__stopped"),
        )
        .values(
            "article_number", "owner", "assignee", "slug", "headline", "published_at", "language",
            "genre", "origin", "role", "share", "length", "photos", "views", "stopped",
            "visible_until",
        )
    )  # fmt: skip
    found = []
    for row in rows:
        until = row.pop("visible_until")
        row["article"] = row.pop("article_number")
        found.append(Part(**row, is_visible=until is None or until > at))
    roles = list(Role)
    found.sort(
        key=lambda part: (
            part.is_killed, part.published_at, part.article, roles.index(part.role)
        )
    )  # fmt: skip
    return found


def sum_of(found: Iterable[Part]) -> Counts:
    """Return the sum of parts: each story once, and characters × share of every part."""
    total, counted = Counts(), set()
    for part in found:
        total.add(part, part.share, is_again=part.article in counted)
        counted.add(part.article)
    return total


# --- The questions --------------------------------------------------------------------------

#: What is read of each story.
_MEASURES = (
    "pk", "genre", "language", "origin", "stopped", "length", "photos", "views",
)  # fmt: skip


def _appeared(asked: Asked, *, through: str = "") -> Q:
    """Return the condition of a first appearance in the period, seen from another table too."""
    return Q(**{f"{through}published_at__gte": midnight(asked.since)}) & Q(
        **{f"{through}published_at__lt": midnight(asked.until + timedelta(days=1))}
    )


def _told(asked: Asked, at: datetime) -> QuerySet:
    """Return, of each story that first appeared in the period, the edition that readers had last.

    Every edition carries the moment of the first appearance: an index leads to the period.
    """
    later = Edition.objects.seen(at).filter(
        article=OuterRef("article"), visible_from__gt=OuterRef("visible_from")
    )
    narrowed = {
        name: getattr(asked, name)
        for name in ("language", "section", "genre", "origin", "commercial")
        if getattr(asked, name)
    }
    return Edition.objects.seen(at).filter(_appeared(asked), ~Exists(later), **narrowed)


def _measured(editions: QuerySet, asked: Asked) -> QuerySet:
    """Have the database count each edition's characters and photos, and the story's views."""
    photos = EditionPhoto.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    views = (
        ArticleViews.objects.filter(
            article=OuterRef("article"), day__gte=asked.since, day__lte=asked.until
        )
        .order_by()
        .values("article")
    )
    return editions.annotate(
        length=characters.counted(),
        photos=_number(photos.annotate(number=Count("pk"))),
        views=_number(views.annotate(number=Sum("views"))),
    )


def _number(rows: QuerySet):
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)
