"""The front page: what leads, what stands below it, the latest, and a block for each section."""

from datetime import datetime

from django.db.models import IntegerField, Value
from django.urls import reverse

from articles import front_page
from articles.front_page import SECONDS
from articles.masthead import Masthead
from articles.models import Commercial, Edition, Place
from articles.moments import today_line
from articles.pages import answer
from media import pictures

from . import feeds, lists, margins
from .answers import for_readers, masthead_for, of_before

#: How many stories stand in the list of the latest, and in a section's block.
LATEST, BLOCK = 16, 4
#: Among so many of the newest the first with a picture leads.
FIRST_AMONG = 6


@for_readers
def front(request, *, at, language):
    """The newest: one that leads with its picture, some with pictures, the rest as lists."""
    masthead = masthead_for(language, at)
    if (found := of_before(request, at)) is not None:
        return found
    rows = Edition.objects.visible(at).filter(language=language)
    found = lists.editions(rows, at=at, length=1 + SECONDS + LATEST)
    placed = _composed(language, at)
    found = [edition for edition, _leads in placed if edition not in found] + found
    blocks = _of_sections(masthead, at) if found else {}
    every = [*found, *(edition for block in blocks.values() for edition in block)]
    photos = pictures.printable([masthead.house.logo_id, *(each.photo_id for each in every)], at=at)

    items = lists.items(found, masthead, photos, lists.WIDE)
    news = [item for item in items if item.edition.commercial == Commercial.NONE]
    lead, seconds = _on_top(news, placed)
    rest = [item for item in items if item is not lead and item not in seconds]
    shown = {item.edition.pk for item in items}
    context = masthead.context() | {
        "lead": lead,
        "seconds": seconds,
        "items": rest,
        "blocks": [
            (section, lists.items(block, masthead, photos, lists.WIDE)[:BLOCK])
            for section in masthead.sections
            if (block := [e for e in blocks.get(section.pk, ()) if e.pk not in shown])
        ],
        "canonical": (own := reverse("front", kwargs={"language": language})),
        "feeds": feeds.links(masthead, own, ""),
        "logo": masthead.logo(photos),
        "more": reverse("latest", kwargs={"language": language}),
        "today": today_line(at, language=language),
    }
    context |= lists.told(
        masthead, "", lists.headlines([item for item in (lead, *seconds) if item])
    )
    context |= margins.on_front(masthead)
    return margins.counted(answer("public/front.html", context), request.path, context)


def _composed(language: str, at: datetime) -> list[tuple[Edition, bool]]:
    """Read what an editor placed on top, in that order, and whether it leads, as readers see it."""
    places = front_page.composed(language, at)
    if not places:
        return []
    rows = Edition.objects.visible(at).filter(
        language=language, commercial=Commercial.NONE, article__in=[pk for _place, pk in places]
    )
    seen = {each.article_id: each for each in rows.only(*lists.COLUMNS)}
    return [(seen[pk], place == Place.LEAD) for place, pk in places if pk in seen]


def _on_top(news: list, placed: list) -> tuple:
    """Choose what leads and what stands below it: as composed, and filled up by the newest."""
    by_story = {item.edition.pk: item for item in news}
    chosen = [by_story[edition.pk] for edition, _leads in placed]
    lead = next((by_story[edition.pk] for edition, leads in placed if leads), None)
    free = [item for item in news if item not in chosen]
    if lead is None:
        # Where the story that led is gone, the newest leads, not one from below.
        lead = next((i for i in free[:FIRST_AMONG] if i.figure), next(iter(free), None))
    seconds = [item for item in chosen if item is not lead]
    seconds += [item for item in free if item.figure and item is not lead]
    # Without its photo the story that leads leaves room for two more below it.
    return lead, seconds[: SECONDS if lead and lead.figure else SECONDS + 2]


def _of_sections(masthead: Masthead, at: datetime) -> dict[int, list[Edition]]:
    """Read the newest of every section, in one query that grows with the sections alone.

    Enough of each that a block stays full when its newest already stand above it.
    """
    rows = Edition.objects.visible(at).filter(language=masthead.language)
    arms = [
        Edition.objects.filter(
            pk__in=rows.filter(section=section).newest_first(at=at).values("pk")[: 2 * BLOCK]
        ).values_list(Value(section.pk, output_field=IntegerField()), *_COLUMNS)
        for section in masthead.sections
    ]
    if not arms:
        return {}
    blocks: dict[int, list[Edition]] = {}
    for pk, *values in arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]:
        blocks.setdefault(pk, []).append(Edition.from_db(rows.db, _COLUMNS, values))
    for block in blocks.values():
        block.sort(key=lambda e: (e.published_at, e.article_id), reverse=True)
    return blocks


#: What a list prints, in the model's own order, in which an instance is made from a row.
_COLUMNS = tuple(f.attname for f in Edition._meta.concrete_fields if f.attname in lists.COLUMNS)
