"""Finding editions: how answers are ranked, and where a page of them goes on.

Match and recency in one number, a moment: a story with every word in its headline counts as if it
were a season younger than it is. So both kinds of answer are read newest first from the index,
merged, and paged by the moment of the last one; no score is computed and nothing is counted.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from articles.models import Category, Edition, EditionTerms, Position, Region

from . import engine
from .question import Question, Read, read
from .terms import NARROW

#: By how much a match in the headline outweighs one in the text.
SEASON = timedelta(days=90)


@dataclass(frozen=True)
class Filters:
    """What the answers are narrowed to."""

    section: Category | None = None
    region: Region | None = None
    since: datetime | None = None
    until: datetime | None = None

    def apply(self, question: Question) -> Question:
        terms = [f"{NARROW}c{self.section.pk}"] if self.section else []
        terms += [f"{NARROW}r{self.region.pk}"] if self.region else []
        return question.narrowed(*terms)


@dataclass
class Found:
    """One page of answers: editions, best first, and the key of the next page."""

    editions: list[Edition] = field(default_factory=list)
    next: Position | None = None
    question: Question = field(default_factory=Question)
    read: Read = field(default_factory=Read)
    is_loose: bool = False


def find(
    text: str,
    *,
    language: str,
    at: datetime,
    columns: tuple[str, ...] = ("edition__article",),
    filters: Filters | None = None,
    before: Position | None = None,
    length: int = 20,
) -> Found:
    """Return a page of the editions that answer what was typed, visible at a moment.

    `columns` are what is read of each, as seen from its row (`edition__headline`).
    The words are first taken as they are written; only if nothing at all answers, as a Russian
    keyboard, Latin or Arabic letters may have meant them.
    """
    asked = read(text, language=language)
    if not asked.strict:
        return Found(read=asked)
    with engine.asking():
        return _find(asked, columns, language, at, filters or Filters(), before, length)


def _find(asked: Read, columns, language, at, filters, before, length) -> Found:
    for each in (asked.strict, asked.loose):
        if not each:
            continue
        question = filters.apply(each)
        asking = _Asking(question, columns, language=language, at=at, filters=filters)
        found = asking.page(before, length + 1)
        # A page beyond the last is empty, and still of the question that the first answered.
        if found or (before and asking.page(None, 1)):
            shown = found[:length]
            following = shown[-1][0] if len(found) > length else None
            return Found(
                [edition for _key, edition in shown],
                following and Position(*following),
                question,
                asked,
                is_loose=each is asked.loose,
            )
    return Found(read=asked)


class _Asking:
    """One question to one moment of the site."""

    def __init__(self, question: Question, columns, *, language, at, filters: Filters):
        self.question, self.since = question, filters.since
        self.bound = at
        if filters.until is not None:
            self.bound = min(at, filters.until - timedelta(microseconds=1))
        rows = EditionTerms.objects.visible(at).filter(language=language)
        rows = rows.filter(published_at__gte=filters.since) if filters.since else rows
        rows = rows.filter(published_at__lte=self.bound).select_related("edition")
        self.rows = rows.only("edition", "article", "language", "published_at", *columns)

    def page(self, before: Position | None, length: int) -> list[tuple[tuple, Edition]]:
        """Return (key, edition) of the best answers after a key."""
        answers = [
            _Answers(self, question, younger, before, length)
            for question, younger in (
                (self.question.in_headlines(), SEASON),
                (self.question.elsewhere(), timedelta(0)),
            )
        ]
        while short := [each for each in answers if each.is_short]:
            portions = [each.stream.next() for each in short]
            rows = self._visible({pk for portion in portions for pk in portion})
            for each, portion in zip(short, portions, strict=True):
                each.take(rows[pk] for pk in portion if pk in rows)
        best = sorted(
            ((key, edition) for each in answers for key, edition in each.found),
            key=lambda answer: answer[0],
            reverse=True,
        )
        return best[:length]

    def _visible(self, ids) -> dict[int, EditionTerms]:
        found, ids = {}, sorted(ids)
        for first in range(0, len(ids), engine.MOST):
            some = self.rows.filter(edition__in=ids[first : first + engine.MOST])
            found |= {row.edition_id: row for row in some}
        return found


class _Answers:
    """The visible answers of one kind, as far as they were read."""

    def __init__(self, asking: _Asking, question, younger: timedelta, before, length: int):
        self.younger, self.length = younger, length
        self.key = before and (before.published_at, before.article_id)
        self.found: list[tuple[tuple, Edition]] = []
        until = asking.bound
        if before is not None:
            # A key before all years, typed by hand, has nothing before it.
            floor = datetime.min.replace(tzinfo=UTC)
            until = min(until, max(before.published_at, floor + younger) - younger)
        self.stream = engine.Stream(question, since=asking.since, until=until, length=length)

    @property
    def is_short(self) -> bool:
        return len(self.found) < self.length and not self.stream.is_dry

    def take(self, rows):
        for row in rows:
            key = (row.published_at + self.younger, row.article_id)
            if self.key is None or key < self.key:
                self.found.append((key, row.edition))
