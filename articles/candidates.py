"""The newest stories of each thing a story can share with others, and those that say its words.

The query of ties begins at `visible()` and ends in `newest_first()` like every other, and every
part of it starts at the end of an index and stops after some rows, so that it costs the same in
an archive of any size; that of words asks the index of search about some days. Django takes
longer to write them than the database to answer: each is written once for each shape (three
tags, a region, a section …) and given its values each time.
"""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections, router
from django.db.models import IntegerField, Value
from django.db.models.expressions import RawSQL

from .models import Category, Commercial, Edition, EditionRegion, EditionTag
from .search import engine, gist
from .search.gist import Gist
from .written import ARTICLE, AT, LANGUAGE, Written

#: How many rows each tie may bring, and some words together.
DEPTH, BY_WORDS = 50, 200
#: How far back words bring stories: twice the days that these stay related news.
FAR = timedelta(days=14)
#: How long a story without a section stays related news.
DAYS = Category._meta.get_field("related_days").default

_NEEDED = {
    "id", "article_id", "language", "headline", "slug", "published_at", "category_id",
    "section_id", "region_id", "oblast_id", "translation_of_id", "gist",
}  # fmt: skip
#: In the model's own order, in which an instance is made from a row.
FIELDS = tuple(f.attname for f in Edition._meta.concrete_fields if f.attname in _NEEDED)
_MOMENT = Edition._meta.get_field("published_at")

Row = namedtuple("Row", FIELDS)
_WHEN = FIELDS.index("published_at")

#: What stands for the ties of a question, and for the words of one, while it is written.
_TIES, _SAYING = -1000, ("?words", "?first", "?last", "?limit")


@dataclass
class Tie:
    """One thing two stories can have in common: this tag, this region, this section, the site."""

    kind: str
    pk: int

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.pk}" if self.pk else self.kind


@dataclass
class Candidate:
    """A story that some ties brought; its section keeps it related news for some days."""

    row: Row
    days: int
    gist: Gist
    ties: list[Tie] = field(default_factory=list)


def ties_of(edition: Edition, tags: list[int]) -> list[Tie]:
    """Return everything by which stories are looked for; the last is the site itself."""
    region = edition.region_id if edition.region_id != edition.oblast_id else None
    places = {"region": region, "oblast": edition.oblast_id, "section": edition.section_id}
    ties = [Tie("tag", pk) for pk in tags]
    ties += [Tie(kind, pk) for kind, pk in places.items() if pk]
    return [*ties, Tie("site", 0)]


def candidates(edition: Edition, ties: list[Tie], *, at: datetime) -> dict[int, Candidate]:
    """Return the stories that any tie brings, by their editions' ids, in the order of the ties."""
    values = {_TIES - number: tie.pk for number, tie in enumerate(ties)}
    found: dict[int, Candidate] = {}
    convert = _converter()
    for number, *cells in _ask(_BY_TIES, tuple(tie.kind for tie in ties), values, edition, at):
        if (candidate := found.get(cells[1])) is None:
            candidate = found[cells[1]] = _candidate(cells, convert)
        candidate.ties.append(ties[number])
    return found


def saying(edition: Edition, words: list[str], *, at: datetime) -> dict[int, Candidate]:
    """Return the newest stories that say any of some words, which no tie need bring."""
    given, asked = engine.newest_saying(words, since=at - FAR, until=at, limit=BY_WORDS)
    values = dict(zip(_SAYING, asked, strict=True))
    with engine.asking():
        rows = _ask(_BY_WORDS, given, values, edition, at)
    convert = _converter()
    return {cells[1]: _candidate(cells, convert) for cells in rows}


def _ask(question: Written, shape, values, edition, at) -> list[tuple]:
    """Ask about one story at one moment; most rows are met twice, and made into moments once."""
    about = {AT: at, LANGUAGE: edition.language, ARTICLE: edition.article_id or 0}
    sql, places = question.told(values | about, shape)
    with connections[router.db_for_read(Edition)].cursor() as cursor:
        cursor.execute(sql, places)
        return cursor.fetchall()


def _converter():
    """Return what makes a moment of what the database gives."""
    connection = connections[router.db_for_read(Edition)]
    converters = connection.ops.get_db_converters(_MOMENT.cached_col)

    def convert(value):
        for each in converters:
            value = each(value, _MOMENT.cached_col, connection)
        return value

    return convert


def _candidate(cells, convert) -> Candidate:
    days, *cells = cells
    cells[_WHEN] = convert(cells[_WHEN])
    row = Row(*cells)
    return Candidate(row, DAYS if days is None else days, gist.read(row.gist))


def edition_of(row: Row) -> Edition:
    """Return the edition of a row, with what a line in a list needs."""
    return Edition.from_db(router.db_for_read(Edition), FIELDS, row)


def _by_ties(kinds: tuple[str, ...]):
    """Write the query of one shape: what each of these kinds of tie brings.

    The limits stand in subqueries of their own: SQLite takes none inside a UNION.
    """
    arms = [
        Edition.objects.filter(pk__in=_newest(kind, _TIES - number)).values_list(
            Value(number, output_field=IntegerField()), "category__related_days", *FIELDS
        )
        for number, kind in enumerate(kinds)
    ]
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


def _by_words(given: str):
    """Write the query of the stories whose ids another query gives."""
    rows = Edition.objects.visible(AT).filter(published_at__lte=AT, language=LANGUAGE)
    rows = rows.filter(commercial=Commercial.NONE, pk__in=RawSQL(given, _SAYING))  # noqa: S611
    return rows.exclude(article_id=ARTICLE).values_list("category__related_days", *FIELDS)


def _newest(kind: str, pk: int):
    """Return the ids of the newest news of one tie, without the story that is asked about."""
    if kind in ("site", "section"):
        rows, column, paid = Edition.objects, "pk", "commercial"
    else:
        rows = EditionTag.objects if kind == "tag" else EditionRegion.objects
        column, paid = "edition_id", "edition__commercial"
    which = {"tag": "tag_id", "section": "section_id", "site": None}.get(kind, "region_id")
    rows = rows.visible(AT).filter(**{"language": LANGUAGE, paid: Commercial.NONE})
    rows = rows.filter(**{which: pk}) if which else rows
    return rows.exclude(article_id=ARTICLE).newest_first(at=AT).values(column)[:DEPTH]


_BY_TIES, _BY_WORDS = Written(_by_ties), Written(_by_words)
