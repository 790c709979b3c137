"""Asking the database which editions answer a question, newest first.

The index gives numbers, a few at a time; what is shown of them begins at `visible()` like every
list (`found.py`). Both databases give whole seconds: the answers of one second are put in order
by their story, however many an import gave to one midnight.
"""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connections, router, transaction

from articles.models import EditionTerms

from .guard import ARTICLES, EDITIONS, ID_BITS
from .question import Any, Question
from .terms import month

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
#: The seconds of the years 1833 and 2242, which a row's number can hold.
_LONG_AGO, _FAR = -(1 << 32), (1 << 33) - 2
#: Beyond what a page needs, for editions that are not visible; and at most of numbers at once.
SPARE, MOST = 5, 900


class Stream:
    """The answers to one question as the index gives them: ids of editions, newest second first.

    Some are of editions that are not visible; the next portion tells how far the index was read.
    """

    def __init__(self, question: Question, *, since: datetime | None, until: datetime, length: int):
        self.question = question
        self.lower = _second(since) if since else _LONG_AGO
        self.upper = _second(until)
        self.portion = min(length + SPARE, MOST)

    @property
    def is_dry(self) -> bool:
        """Tell whether there is nothing more to come."""
        return self.upper < self.lower

    def next(self) -> list[int]:
        """Return the next portion, with every answer of the seconds that it reaches into."""
        read = _of_sqlite if _connection().vendor == "sqlite" else _of_postgresql
        ids, last = read(self.question, self.lower, self.upper, self.portion)
        self.upper, self.portion = last - 1, min(2 * self.portion, MOST)
        return ids


@contextmanager
def asking():
    """Ask in one transaction; PostgreSQL does not look for terms by reading every row.

    Its planner takes matching for as cheap as comparing two numbers, although each match unpacks
    some kilobytes, and would rather read a table of a million rows than use the index.
    """
    connection = _connection()
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _connection():
    return connections[router.db_for_read(EditionTerms)]


def _of_sqlite(question, lower, upper, portion) -> tuple[list[int], int]:
    """Return ids of the newest editions between two seconds, and the last second looked at."""
    sql = (
        f"SELECT rowid FROM {EDITIONS} WHERE {EDITIONS} MATCH %s AND rowid BETWEEN %s AND %s"  # noqa: S608
        " ORDER BY rowid DESC LIMIT %s"
    )

    def ask(first, last, limit):
        bounds = [first << ID_BITS, ((last + 1) << ID_BITS) - 1]
        cursor.execute(sql, [question.for_sqlite(), *bounds, limit])
        return [number for (number,) in cursor.fetchall()]

    with _connection().cursor() as cursor:
        numbers, last = ask(lower, upper, portion), lower
        if len(numbers) == portion:
            last = numbers[-1] >> ID_BITS
            numbers += ask(last, last, -1)
    return list(dict.fromkeys(number & ((1 << ID_BITS) - 1) for number in numbers)), last


def _of_postgresql(question, lower, upper, portion) -> tuple[list[int], int]:
    """Return the same; it sorts what it finds, so it is asked about the latest months first."""
    sql = (
        "WITH answers AS MATERIALIZED (SELECT edition_id, published_at"
        " FROM articles_editionterms WHERE terms @@ %s::tsquery"
        " AND published_at >= %s AND published_at < %s)"
        " SELECT edition_id, published_at FROM answers ORDER BY published_at DESC LIMIT %s"
    )

    def ask(terms, first, last, limit):
        asked = question.narrowed_to_any(*terms) if terms else question
        bounds = [_moment(first), _moment(last + 1)]
        cursor.execute(sql, [asked.for_postgresql(), *bounds, limit])
        return cursor.fetchall()

    with _connection().cursor() as cursor:
        for terms, begins in _windows(_moment(upper)):
            answers = ask(terms, max(lower, begins), upper, portion)
            if len(answers) == portion:
                lower = _second(answers[-1][1])
                answers += ask((month(answers[-1][1]),), lower, lower, None)
                break
            if begins <= lower:
                break
    return list(dict.fromkeys(edition for edition, _published in answers)), lower


def _windows(latest: datetime):
    """Yield two times up to a moment: the terms of their months, and their first second.

    Of a word that stands in every second story, the latest two months are enough for a page; the
    index finds those of a month at once, and the whole of an archive not. Of a word that has less
    than a page in two months, the whole archive has few.
    """
    this_month = latest.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    yield (month(this_month), month(last_month)), _second(last_month)
    yield (), _LONG_AGO


def newest_saying(terms, *, since: datetime, until: datetime, limit: int) -> tuple[str, list]:
    """Return SQL that gives the ids of the newest editions with any of some terms, and its values.

    For a question inside another one; to be asked while `asking`. Editions are in the order of
    their seconds, then of their ids, in both databases.
    """
    question, lower, upper = Question((Any(tuple(terms)),)), _second(since), _second(until)
    if _connection().vendor == "sqlite":
        sql = (
            f"SELECT rowid & {(1 << ID_BITS) - 1} FROM {EDITIONS} WHERE {EDITIONS} MATCH %s"  # noqa: S608
            " AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s"
        )
        return sql, [question.for_sqlite(), lower << ID_BITS, ((upper + 1) << ID_BITS) - 1, limit]
    sql = (
        "WITH answers AS MATERIALIZED (SELECT edition_id, published_at"
        " FROM articles_editionterms WHERE terms @@ %s::tsquery"
        " AND published_at >= %s AND published_at < %s) SELECT edition_id FROM answers"
        " ORDER BY date_trunc('second', published_at) DESC, edition_id DESC LIMIT %s"
    )
    # The index finds those of some months at once.
    months = {month(since), month(until), month(until - (until - since) / 2)}
    asked = question.narrowed_to_any(*sorted(months))
    return sql, [asked.for_postgresql(), _moment(lower), _moment(upper + 1), limit]


def stories(questions, *, limit: int, using: str) -> list[list[int]]:
    """Return for each question the ids of the desk's newest stories that answer, in one query.

    At most `limit` for each.
    """
    connection = connections[using]
    is_postgresql = connection.vendor == "postgresql"
    if is_postgresql:
        sql = (
            "SELECT article_id AS pk FROM articles_articleterms WHERE terms @@ %s::tsquery"
            " ORDER BY article_id DESC LIMIT %s"
        )
    else:
        sql = (
            f"SELECT rowid AS pk FROM {ARTICLES} WHERE {ARTICLES} MATCH %s"  # noqa: S608
            " ORDER BY rowid DESC LIMIT %s"
        )
    parts, values = [], []
    for place, question in enumerate(questions):
        parts.append(f"SELECT {place}, pk FROM ({sql}) AS answers{place}")  # noqa: S608
        asked = question.for_postgresql() if is_postgresql else question.for_sqlite()
        values += [asked, limit]
    found: list[list[int]] = [[] for _question in parts]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for place, pk in cursor.fetchall():
            found[place].append(pk)
    return found


def _second(moment: datetime) -> int:
    return min(max((moment - _EPOCH) // _SECOND, _LONG_AGO), _FAR)


def _moment(second: int) -> datetime:
    return _EPOCH + second * _SECOND
