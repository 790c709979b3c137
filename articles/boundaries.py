"""At which moments pages change by themselves, with nobody writing anything.

A page is made as of the last such moment, so that every process makes the same one, and is good
until the next.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Max, Min
from django.utils import timezone

from media.models import Photo

from . import banners
from .archive import midnight
from .models import BreakingBand, Edition, FrontPage, FrontSlot, House, LiveEntry, LiveStory

#: What begins and ends at moments of its own.
MOMENTS = (
    (Edition, "visible_from"),
    (Edition, "visible_until"),
    (FrontPage, "visible_from"),
    (FrontPage, "visible_until"),
    (FrontSlot, "until"),
    (BreakingBand, "visible_from"),
    (BreakingBand, "visible_until"),
    (LiveStory, "opened_at"),
    (LiveStory, "closed_at"),
    (LiveEntry, "visible_from"),
    (LiveEntry, "visible_until"),
    # By its index, of those that are not withdrawn: such are shown at no moment.
    (Photo, "rights_until", {"withdrawn_at": None}),
)
#: The most read are counted on: so long a list of them stands.
MOST_READ = timedelta(minutes=10)


@dataclass(frozen=True)
class Span:
    """A time in which no page changes by itself: from one moment until just before another."""

    since: datetime
    until: datetime


def around(at: datetime) -> Span:
    """Return the span that a moment lies in: a day of the site's at most."""
    today = timezone.localdate(at)
    before, after = midnight(today), midnight(today + timedelta(days=1))
    passed, ahead = [before], [after]
    for since, until in _of_tables(at, before=before, after=after):
        passed += [since] if since else []
        ahead += [until] if until else []
    if (change := banners.next_change(at)) is not None:
        ahead.append(change)
    passed.append(banners.last_change(at, after=before))
    house = House.get()
    if house.has_most_read_on_front or house.has_most_read_beside_story:
        step = MOST_READ.total_seconds()
        last = datetime.fromtimestamp(at.timestamp() // step * step, UTC)
        passed.append(last)
        ahead.append(last + MOST_READ)
    return Span(max(passed), min(ahead))


def last_change(at: datetime) -> datetime | None:
    """Return the last moment until `at` at which something was published, composed or taken down.

    However long ago; the turns of banners, and midnight, are no such change.
    """
    return max((since for since, _until in _of_tables(at) if since), default=None)


def next_change(at: datetime) -> datetime | None:
    """Return the next moment after `at` at which, as decided so far, something of that happens."""
    return min((until for _since, until in _of_tables(at) if until), default=None)


def _of_tables(at, *, before=None, after=None):
    """Yield the last moment and the next one of each column, by its index.

    None that is earlier than `before`, none as late as `after`.
    """
    for model, name, *such in MOMENTS:
        rows = model.objects.filter(**(such[0] if such else {})).order_by()
        last = rows.filter(**{f"{name}__lte": at})
        coming = rows.filter(**{f"{name}__gt": at})
        if before is not None:
            last = last.filter(**{f"{name}__gte": before})
        if after is not None:
            coming = coming.filter(**{f"{name}__lt": after})
        yield last.aggregate(it=Max(name))["it"], coming.aggregate(it=Min(name))["it"]
