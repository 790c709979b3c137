"""Counting readers from the log of a proxy that answers without asking us (COUNT_READERS=log).

The log is nginx's `combined` format, packed by gzip or not. How far it was counted is written
together with the counts: a log may be read again at any time, half written, renamed or packed
meanwhile, and no line is counted twice. Which banners stood on a page is told by the moment.

A log does not say what was only fetched ahead, nor who is a colleague; and a reader who comes
just before and just after a reading of the log is counted twice.
"""

import gzip
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from django.db import transaction
from django.urls import Resolver404, resolve

from articles import banners, scripts
from articles.models import AccessLog, Edition, Slot

from . import visitors
from .reading import Batch, Seen, write

#: Lines that are written together.
PORTION = 5_000
#: Longer ones hold no page of ours.
LONGEST = 8_192
_QUOTED = rb'"((?:[^"\\]|\\.)*)"'
_LINE = re.compile(
    rb"(?P<address>\S+) \S+ .*?\[(?P<time>[^\]]+)\] "
    rb'"GET (?P<path>/[^ "]*) HTTP/[0-9.]+" (?:200|304) \S+ '
    + _QUOTED
    + rb' "(?P<agent>(?:[^"\\]|\\.)*)"'
)


class Busy(Exception):
    """Somebody else is counting the same log."""


@dataclass
class Counted:
    """What one reading of a log found."""

    lines: int = 0
    views: int = 0


def count(path: Path) -> Counted:
    """Count what was added to a log since it was last counted; raises Busy, OSError."""
    counted = Counted()
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        first = file.readline(LONGEST)
        if not first.endswith(b"\n"):
            return counted  # Empty, or its first line is being written.
        log, _new = AccessLog.objects.get_or_create(head=sha256(first).hexdigest())
        file.seek(log.position)
        batch, pages, at = Batch(), Pages(), None
        position = log.position
        for line in file:
            if not line.endswith(b"\n"):
                break  # The rest is being written.
            position += len(line)
            counted.lines += 1
            if (view := _view(line)) is not None:
                at = view.at
                seen = pages.seen(view.path, at)
                if seen and batch.note(seen, view.address, view.agent, at=at):
                    counted.views += 1
            if counted.lines % PORTION == 0:
                _keep(log, position, batch, at)
        _keep(log, position, batch, at)
    return counted


def _keep(log: AccessLog, position: int, batch: Batch, at: datetime | None):
    """Write the counts and how far they reach, both or neither."""
    with transaction.atomic():
        here = AccessLog.objects.filter(pk=log.pk, position=log.position)
        if not here.update(position=position):
            raise Busy
        if at is not None:
            write(batch.take(), at=at)
    log.position = position


@dataclass(frozen=True)
class View:
    """A page that a reader was given, as a line of a log tells it."""

    path: str
    address: str
    agent: str
    at: datetime


def _view(line: bytes) -> View | None:
    """Read a line; None if it is no page that a reader was given."""
    if len(line) > LONGEST or (match := _LINE.match(line)) is None:
        return None
    agent = match["agent"].decode("utf-8", "replace")
    if not visitors.is_browser(agent):
        return None
    try:
        at = datetime.strptime(match["time"].decode(), "%d/%b/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    path = unquote(match["path"].partition(b"?")[0].decode("utf-8", "replace"))
    return View(path, match["address"].decode("utf-8", "replace"), agent, at)


class Pages:
    """What readers saw on our pages: asked once a minute of the log's own time."""

    def __init__(self):
        self._minute: datetime | None = None
        self._placed: dict = {}
        self._languages: dict[int, str] = {}

    def seen(self, path: str, at: datetime) -> Seen | None:
        """Return what a reader saw at an address; None if it is no page that is counted."""
        path = _plain(path)
        if (page := _page(path)) is None:
            return None
        name, article, language = page
        minute = at.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._placed = minute, {}
        if article is not None:
            language = self._language(article, at)
        slots = _SLOTS.get(name, (Slot.LIST,))
        if (slots, language) not in self._placed:
            placed = banners.on_page(*slots, language=language, at=minute) if language else {}
            self._placed[slots, language] = tuple(each.pk for each in placed.values())
        return Seen(path, article=article, banners=self._placed[slots, language])

    def _language(self, article, at):
        if article not in self._languages:
            rows = Edition.objects.seen(at).filter(article=article).order_by("-number")
            self._languages[article] = rows.values_list("language", flat=True).first() or ""
        return self._languages[article]


_SLOTS = {"front": (Slot.FRONT_TOP, Slot.FRONT_BLOCKS), "article": (Slot.STORY,)}
_LISTS = ("latest", "section", "region", "district", "tag", "author", "topic")


def _plain(path: str) -> str:
    """Return the address of a page in Kazakh's own script."""
    for script in scripts.OTHERS:
        if path.startswith(f"{script.prefix}/"):
            return path.removeprefix(script.prefix)
    return path


@lru_cache(maxsize=10_000)
def _page(path: str) -> tuple[str, int | None, str] | None:
    """Return the name of a page, the story it tells and its language, where they are known."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name == "article":
        return "article", match.kwargs["pk"], ""
    if match.url_name == "front" or match.url_name in _LISTS:
        return match.url_name, None, match.kwargs["language"]
    return None
