"""Making up a front page: what an editor placed, filled up by the newest, no story twice.

The one home of the page's rule. A story stands in the first of these that has it: where an editor
placed it, wherever that is; as the one that leads or below it; among the latest; in the block of
its section. A place that nobody filled, or whose story is gone or has had its time, is filled.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField, Value

from media import pictures

from .front_page import BLOCK, SECONDS, Slot, spread, standing
from .models import Category, Commercial, Edition, Place, Position
from .rows import COLUMNS, IN_ORDER

#: How many stories stand in the list of the latest.
LATEST = 16
#: Among so many of the newest the first with a photo leads.
FIRST_AMONG = 6


@dataclass(frozen=True)
class Made:
    """A front page as readers see it: which story stands where, with the photos of all."""

    lead: Edition | None
    seconds: list[Edition]
    latest: list[Edition]
    #: By the section's number, each in the order of its block.
    blocks: dict[int, list[Edition]]
    photos: dict[int, pictures.Picture]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return self.lead is None and not self.latest


def make_up(
    language: str, sections: list[Category], slots: list[Slot], *, at: datetime,
    also: Iterable[int | None] = (),
) -> Made:  # fmt: skip
    """Return the page of a language as of a moment, composed so; in four queries.

    `also` are further photos that the page prints.
    """
    slots = standing(slots, at)
    rows = Edition.objects.visible(at).filter(language=language)
    # As many more as may stand elsewhere, so that the list of the latest stays as long.
    length = 1 + SECONDS + LATEST + len(slots)
    newest = list(rows.newest_first(at=at).only(*COLUMNS)[:length])
    placed = _placed(rows, slots, {each.pk for each in sections})
    of_sections = _further(rows, sections, newest, placed, at) if newest else {}
    every = [*newest, *placed.values(), *(e for block in of_sections.values() for e in block)]
    photos = pictures.printable([*also, *(each.photo_id for each in every)], at=at)

    taken = {each.pk for each in placed.values()}
    news = [each for each in newest if each.commercial == Commercial.NONE and each.pk not in taken]
    lead = next((placed[slot] for slot in placed if slot.place == Place.LEAD), None)
    if lead is None:
        # Where the story that led is gone, the newest leads, not one from below.
        first = (each for each in news[:FIRST_AMONG] if each.photo_id in photos)
        lead = next(first, next(iter(news), None))
    if lead is None and placed:
        # There is nothing else: a page without one that leads would be none.
        lead = placed.pop(next(iter(placed)))
    with_photos = (each for each in news if each.photo_id in photos and each is not lead)
    # Without its photo the story that leads leaves room for two more below it.
    room = SECONDS if lead is not None and lead.photo_id in photos else SECONDS + 2
    below = [(slot.order - 1, placed[slot]) for slot in placed if slot.place == Place.SECOND]
    seconds = _filled(below, with_photos, room)
    taken |= {each.pk for each in (lead, *seconds) if each is not None}
    latest = [each for each in newest if each.pk not in taken][:LATEST]
    taken |= {each.pk for each in latest}
    blocks = {}
    for section in sections:
        own = [(slot.order, placed[slot]) for slot in placed if slot.section == section.pk]
        further = of_sections.get(section.pk, ())
        there = (each for each in newest if each.section_id == section.pk)
        free = (each for each in [*there, *further] if each.pk not in taken)
        if block := _filled(own, free, BLOCK):
            blocks[section.pk] = block
    return Made(lead, seconds, latest, blocks, photos)


def _filled(placed: list[tuple[int, Edition]], free: Iterator[Edition], room: int) -> list[Edition]:
    """Leave each story in its place, and fill up the others."""
    places = spread(placed, room)
    return [each for place in places if (each := place or next(free, None)) is not None]


def _placed(rows, slots: list[Slot], sections) -> dict[Slot, Edition]:
    """Read what was placed, as far as readers see it and it belongs there."""
    if not slots:
        return {}
    found = rows.filter(
        commercial=Commercial.NONE, article__in=[slot.article_id for slot in slots]
    ).only(*COLUMNS)
    seen = {each.article_id: each for each in found}
    placed: dict[Slot, Edition] = {}
    for slot in slots:
        edition = seen.get(slot.article_id)
        is_there = slot.section is None or slot.section in sections
        # A story that has moved to another section since leaves the block of this one.
        if edition is None or not is_there or slot.section not in (None, edition.section_id):
            continue
        placed[slot] = edition
        # Once: the first place is its place.
        del seen[slot.article_id]
    return placed


def _further(rows, sections, newest, placed, at) -> dict[int, list[Edition]]:
    """Read what follows the newest of all in each section, enough to fill its block."""
    placed_of = Counter(each.section_id for each in placed.values())
    lengths = {section.pk: BLOCK + placed_of[section.pk] for section in sections}
    return newest_of_sections(rows, lengths, at, before=newest[-1].position)


def newest_of_sections(
    rows, lengths: dict[int, int], at: datetime, *, before: Position | None = None
) -> dict[int, list[Edition]]:
    """Read so many of the newest of each section, in one query that grows with the sections."""
    arms = [
        Edition.objects.filter(
            pk__in=rows.filter(section=pk).newest_first(at=at, before=before).values("pk")[:length]
        ).values_list(Value(pk, output_field=IntegerField()), *IN_ORDER)
        for pk, length in lengths.items()
    ]
    if not arms:
        return {}
    blocks: dict[int, list[Edition]] = {}
    for pk, *values in arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]:
        blocks.setdefault(pk, []).append(Edition.from_db(rows.db, IN_ORDER, values))
    for block in blocks.values():
        block.sort(key=lambda e: (e.published_at, e.article_id), reverse=True)
    return blocks
