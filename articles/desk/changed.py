"""Two contents of a story beside each other: what changed, with everything called by its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import differences, versions, writing
from articles.differences import Effort, Kind, State
from articles.models import Agency, Article, Author, Category, Edition, Region, Role, Topic
from articles.moments import at_desk, day_line
from kazakh.alphabet import sort_key
from media.models import Photo

from . import persons

#: Parts whose words are compared.
WORDS = (
    "headline", "lead", "dateline", "source_name", "source_url", "photo_caption", "slug", "ed_note",
)  # fmt: skip
#: What a paragraph is called that is not plain text.
KINDS = {
    Kind.HEADING: gettext_lazy("Heading"),
    Kind.QUOTATION: gettext_lazy("Quotation"),
    Kind.LIST: gettext_lazy("List"),
    Kind.TABLE: gettext_lazy("Table"),
    Kind.RULE: gettext_lazy("Dividing line"),
    Kind.PHOTO: gettext_lazy("Photo"),
    Kind.GALLERY: gettext_lazy("Gallery"),
    Kind.EMBED: gettext_lazy("Video or post from another site"),
}
#: So many unchanged paragraphs stand around a change; the rest is folded away.
_AROUND = 1
_MODELS = {
    "category": Category, "region": Region, "further_regions": Region, "topics": Topic,
    "agency": Agency, "contributions": Author, "photo": Photo, "owner": User, "assignee": User,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A part of a story that changed: its words, its names, or its paragraphs."""

    name: str
    label: str
    pieces: tuple = ()
    names: tuple = ()
    runs: tuple = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as the page shows it, with its photos and films by their names."""

    state: State
    kind: str
    pieces: tuple
    holds: tuple
    links: tuple
    is_restyled: bool


@dataclass(frozen=True)
class Run:
    """Some paragraphs in a row; unchanged ones far from a change are folded away."""

    is_folded: bool
    paragraphs: tuple


def rows(before: dict, after: dict, *, but=()) -> list[Row]:
    """Return the parts that differ, in the form's order, in a constant number of queries."""
    parts = [name for name in versions.differing(before, after) if name not in but]
    return of(parts, before, after)


def of(parts: Sequence[str], before: dict, after: dict) -> list[Row]:
    """Return parts of two contents beside each other, in a constant number of queries."""
    named = _Names(before, after, parts)
    effort = Effort()
    return [_row(name, before[name], after[name], named, effort) for name in parts]


def for_readers(article: Article, edition: Edition) -> list[Row]:
    """Return in what the desk's copy differs from an edition, for those who will read it."""
    held, now = versions.of_readers(edition, article), writing.content_of(article)
    return rows(held, now, but=versions.OF_THE_DESK)


def waited_against(article: Article) -> Edition | None:
    """Return the edition that a change at the desk waits against: what readers have, or will."""
    shown = article.editions.select_related("text", "approved_by")
    return shown.visible().first() or shown.scheduled().first()


def waits(article: Article) -> list[str]:
    """Return the names of the parts in which the desk's copy differs from what readers see."""
    edition = waited_against(article)
    if edition is None:
        return []
    held, now = versions.of_readers(edition, article), writing.content_of(article)
    parts = versions.differing(held, now)
    return [versions.label(name) for name in parts if name not in versions.OF_THE_DESK]


def _row(name, before, after, named, effort) -> Row:
    label = versions.label(name)
    if name == "body":
        return Row(name, label, runs=_runs(differences.body(before, after, effort), named))
    if name in WORDS:
        return Row(name, label, pieces=differences.words(before or "", after or "", effort))
    old, new = (named.of(name, value) for value in (before, after))
    return Row(name, label, names=differences.listed(old, new))


def _runs(blocks, named) -> tuple[Run, ...]:
    """Return the paragraphs of a body; those far from any change are folded away."""
    is_near = [False] * len(blocks)
    for at, block in enumerate(blocks):
        if block.state is not State.SAME:
            first, last = max(0, at - _AROUND), at + _AROUND + 1
            is_near[first:last] = [True] * len(is_near[first:last])
    return tuple(
        Run(not near, tuple(_paragraph(block, named) for _near, block in pairs))
        for near, pairs in groupby(zip(is_near, blocks, strict=True), key=lambda pair: pair[0])
    )


def _paragraph(block, named) -> Paragraph:
    photos = tuple((state, named.photo(pk)) for state, pk in block.photos)
    holds = photos + block.embeds
    kind = KINDS.get(block.kind, "")
    return Paragraph(block.state, kind, block.pieces, holds, block.links, block.is_restyled)


class _Names:
    """What the numbers in two contents are called; a query for each kind of them that changed."""

    def __init__(self, before: dict, after: dict, parts):
        ids: dict[Any, set[int]] = {}
        for name in parts:
            if name == "body":
                found = {
                    pk for each in (before, after)
                    for block in differences.split(each["body"])
                    for pk in differences.read(block).photos
                }  # fmt: skip
                ids.setdefault(Photo, set()).update(found)
            elif name in _MODELS:
                for value in (before[name], after[name]):
                    ids.setdefault(_MODELS[name], set()).update(_ids(value))
        self._found = {model: model.objects.in_bulk(pks) for model, pks in ids.items() if pks}

    def of(self, name: str, value) -> list[str]:
        """Return what a value of a part is called, as a list of names; empty where it is empty."""
        if value in (None, "", []):
            return []
        if name == "contributions":
            return [self._byline(*each) for each in value]
        if name == "photo":
            return [self.photo(value)]
        if name in _MODELS:
            several = value if isinstance(value, list) else [value]
            return sorted((self._name(_MODELS[name], pk) for pk in several), key=sort_key)
        if name == "tags":
            return sorted(value, key=sort_key)
        if name == "translation_of":
            return [_("story № %(number)s") % {"number": value}]
        return [_plain(name, value)]

    def photo(self, pk: int) -> str:
        """Name a photo by what is told of it, and by its number."""
        photo = self._found.get(Photo, {}).get(pk)
        told = photo and (photo.caption or photo.alt_text)
        return f"№ {pk} «{told[:120]}»" if told else f"№ {pk}"

    def _name(self, model, pk) -> str:
        found = self._found.get(model, {}).get(pk)
        if found is None:
            return f"№ {pk}"
        return persons.name(found) if model is User else str(found)

    def _byline(self, author, role, share, is_printed) -> str:
        name = self._name(Author, author)
        role = Role(role).label if role in Role.values else role
        said = f"{name} ({role}, {share}%)"
        return said if is_printed else _("%(name)s, not printed") % {"name": said}


def _ids(value) -> list[int]:
    """Return the numbers that a value names."""
    several = value if isinstance(value, list) else [value]
    return [each[0] if isinstance(each, list) else each for each in several if each]


def _plain(name: str, value) -> str:
    field = Article._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    moment = field.to_python(value)
    if isinstance(moment, datetime):
        return at_desk(moment)
    return day_line(moment) if isinstance(moment, date) else str(value)
