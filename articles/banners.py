"""Which banner stands where: told by the moment alone, so that a page is the same for everyone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from django.db.models import Q

from . import tallies
from .models import Banner, BannerDay, Slot

#: Banners that share a slot take turns, so long each.
TURN = timedelta(hours=1)


def on_page(*slots: Slot, language: str, at: datetime) -> dict[str, Banner]:
    """Return the banner of each of these slots on the pages of a language, in one query."""
    waiting: dict[str, list[Banner]] = {}
    rows = Banner.objects.visible(at).filter(Q(language="") | Q(language=language), slot__in=slots)
    for banner in rows.order_by("pk"):
        waiting.setdefault(banner.slot, []).append(banner)
    return {slot: turn(banners, at) for slot, banners in waiting.items()}


def turn(banners: list[Banner], at: datetime) -> Banner:
    """Return whose turn it is, each as often as it weighs.

    The turns of a heavy one are spread among the others', and every round is whole. Each round
    begins elsewhere, else two banners would have the same hours of every day.
    """
    turns = [
        ((number + 0.5) / banner.weight, banner.pk, banner)
        for banner in banners
        for number in range(banner.weight)
    ]
    turns.sort(key=lambda each: each[:2])
    length, now = len(turns), int(at.timestamp() // TURN.total_seconds())
    begins = crc32(f"{now // length}".encode())
    return turns[(now + begins) % length][2]


def next_change(at: datetime) -> datetime | None:
    """Return the next moment after `at` at which some page shows other banners; None if never."""
    rows = Banner.objects.filter(is_retired=False).filter(
        Q(shows_until=None) | Q(shows_until__gt=at)
    )
    return min((moment for moment in _moments(rows, at) if moment > at), default=None)


def last_change(at: datetime, *, after: datetime) -> datetime:
    """Return the last moment until `at` at which some page came to show other banners.

    One before `after` is not looked for.
    """
    rows = Banner.objects.filter(is_retired=False).filter(
        Q(shows_until=None) | Q(shows_until__gt=after)
    )
    return max((m for m in _moments(rows, at) if after < m <= at), default=after)


def _moments(rows, at: datetime) -> set[datetime]:
    """Return when banners begin and end, and the turns of those that share a slot."""
    moments, slots = set(), []
    for banner in rows.only("slot", "shows_from", "shows_until", "is_retired"):
        moments |= {banner.shows_from, banner.shows_until}
        if banner.is_visible(at):
            slots.append(banner.slot)
    if len(slots) > len(set(slots)):
        # By the hours of UTC, which every process counts alike.
        hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        moments |= {hour, hour + TURN}
    return moments - {None}


def add(shown: Mapping[tuple[int, date], int], followed: Mapping[tuple[int, date], int]):
    """Add to the days of banners how often they were shown and followed."""
    keys = {*shown, *followed}
    known = Banner.objects.in_bulk({pk for pk, _day in keys})
    rows = [
        {
            "banner_id": pk,
            "day": day,
            "shown": shown.get((pk, day), 0),
            "followed": followed.get((pk, day), 0),
        }
        for pk, day in keys
        if pk in known
    ]
    sums = {"shown": tallies.SUM, "followed": tallies.SUM}
    tallies.add(BannerDay, rows, by=("banner_id", "day"), merged=sums)
