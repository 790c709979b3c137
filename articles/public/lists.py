"""One page of a list: newest first, twenty stories, and where the list goes on."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connections

from articles import scripts
from articles.masthead import Masthead
from articles.models import Category, Edition, Position
from articles.pages import KINDS, PAID
from articles.rows import COLUMNS
from media import pictures

LENGTH = 20
#: Letters of a description.
LONGEST = 250
#: The shapes of pictures: on the front page, and beside the rows of a list.
WIDE, ROW = "16x9", "4x3"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEFORE = re.compile(r"(-?[0-9]{1,17})-([1-9][0-9]{0,17})")
ROW_COLUMNS = tuple(f"edition__{name}" for name in COLUMNS)


@dataclass
class Item:
    """A story in a list, with its section and, where the list shows one, its picture."""

    edition: Edition
    section: Category | None
    figure: pictures.Figure | None
    paid: str
    kind: str


def headlines(items: list[Item]) -> str:
    """Return what a list is about in a sentence or three: its first headlines."""
    return ". ".join(item.edition.headline.rstrip(".") for item in items[:3])


def told(masthead: Masthead, title: str, about: str) -> dict:
    """Return what those are told of a page who are shown its address, in the letters of it."""
    letters = scripts.letters(masthead.script)
    return {
        "told_title": letters(title or masthead.house.name),
        "told_house": letters(masthead.house.name),
        "description": letters(" ".join(about.split())[:LONGEST]),
    }


def position(text: str | None) -> Position | None:
    """Read `?before=`; whatever is not one of ours means the first page."""
    if text and (match := _BEFORE.fullmatch(text)):
        try:
            return Position(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
        except OverflowError:
            return None
    return None


def write(key: Position) -> str:
    """Write the position at which a page ended, as `?before=` carries it."""
    return f"{(key.published_at - _EPOCH) // timedelta(microseconds=1)}-{key.article_id}"


def languages(rows, codes, *, at: datetime) -> set[str]:
    """Return in which of some languages a list of every language has a story; one query."""
    connection = connections[rows.db]
    questions, values = [], []
    for code in codes:
        # In the order of its index: without one, SQLite goes through all that ever opened.
        one = rows.filter(language=code).newest_first(at=at).values("pk")[:1]
        sql, told = one.query.get_compiler(connection=connection).as_sql()
        questions.append(f"EXISTS({sql})")
        values += told
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(questions)}", values)
        return {code for code, has_any in zip(codes, cursor.fetchone(), strict=True) if has_any}


def editions(rows, *, at, key: Position | None = None, length: int = LENGTH) -> list[Edition]:
    """Read the newest editions of `rows`: editions themselves, or rows of a list of them."""
    rows = rows.newest_first(at=at, before=key)
    if rows.model is Edition:
        return list(rows.only(*COLUMNS)[:length])
    rows = rows.select_related("edition").only("edition", "published_at", *ROW_COLUMNS)
    return [row.edition for row in rows[:length]]


def items(found: list[Edition], masthead: Masthead, photos: dict, crop: str) -> list[Item]:
    """Give each story its section and its picture, cut to the shape that the list shows."""
    made = []
    for edition in found:
        picture = photos.get(edition.photo_id)
        figure = picture and picture.figure(
            masthead.language, caption=edition.photo_caption, crop=crop
        )
        paid, kind = PAID.get(edition.commercial, ""), KINDS.get(edition.genre, "")
        made.append(Item(edition, masthead.category(edition.section_id), figure, paid, kind))
    return made
