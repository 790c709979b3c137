"""The entries of a live story as its page prints them, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django.utils.safestring import SafeString

from media import pictures

from . import filling, own_links
from .models import LiveEntry, LiveStory

#: Entries on a page; older ones stand behind a link.
LENGTH = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: No id of an entry is so large, and no moment so early (2001) or so late (2200).
_MOMENTS, _LAST = 10**15, 7_258_118_400_000_000


@dataclass(frozen=True)
class Entry:
    """One entry with its photo."""

    row: LiveEntry
    body: SafeString
    figure: pictures.Figure | None

    @property
    def name(self) -> str:
        """What the entry is called on its page and by the script that fetches new ones."""
        return anchor(self.row)

    @property
    def way(self) -> str:
        """Where the entry stands for ever, however many follow it, from its story's address on."""
        return f"?before={_microseconds(self.row) + 1}#{self.name}"


def anchor(row: LiveEntry) -> str:
    """Return the name of an entry on its page."""
    return f"e{_microseconds(row)}"


def _microseconds(row: LiveEntry) -> int:
    """Return the moment of an entry, by which it is known: mending leaves it as it was."""
    return (row.posted_at - _EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True)
class Page:
    """The entries that one page shows, and where the older ones begin."""

    entries: list[Entry]
    older: int | None

    @property
    def last(self) -> datetime | None:
        """When the newest of them was posted."""
        return self.entries[0].row.posted_at if self.entries else None


def newest(articles: list[int], *, at: datetime) -> dict[int, list[LiveEntry]]:
    """Return the newest entries of some stories, newest first; stories without any are left out."""
    live = LiveStory.objects.filter(article__in=articles).values_list("pk", flat=True)
    entries = {}
    for pk in live:
        rows = LiveEntry.objects.visible(at).filter(article=pk).newest_first()
        if found := list(rows[:LENGTH]):
            entries[pk] = found
    return entries


def last_posted(articles, *, at: datetime) -> dict[int, datetime]:
    """Return when each of some stories (a query of their articles) had its newest entry."""
    rows = LiveEntry.objects.visible(at).filter(article__in=articles)
    rows = rows.order_by().values_list("article")
    return dict(rows.annotate(last=Max("posted_at")))


def read(article_id: int, *, at: datetime, language: str, before: int | None = None) -> Page:
    """Read the newest entries of a story, or those before the entry or the moment `before`.

    An entry is named by its id, a moment by its microseconds, which are far more.
    Whether readers see the story is asked before: entries are seen where it is.
    """
    rows = LiveEntry.objects.visible(at).filter(article=article_id).newest_first()
    if before is not None and before > _MOMENTS:
        rows = rows.filter(posted_at__lt=_EPOCH + timedelta(microseconds=min(before, _LAST)))
    elif before is not None:
        mark = LiveEntry.objects.filter(article=article_id, pk=before).first()
        if mark is not None:
            rows = rows.filter(posted_at__lte=mark.posted_at).exclude(
                posted_at=mark.posted_at, pk__gte=mark.pk
            )
    found = list(rows[: LENGTH + 1])
    shown = found[:LENGTH]
    photos = pictures.printable({row.photo_id for row in shown if row.photo_id}, at=at)
    dead = own_links.unseen((row.text for row in shown), at=at)
    entries = []
    for row in shown:
        picture = photos.get(row.photo_id)
        body = filling.fill(own_links.without(row.text, dead), {}, language=language)
        entries.append(Entry(row, body, picture and picture.figure(language)))
    return Page(entries, shown[-1].pk if len(found) > len(shown) else None)
