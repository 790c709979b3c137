"""Counting what is read and shown: in memory, added to the database in batches.

A page costs no write. A reader who loads it again and again is counted once in ten minutes; to
know that, a process remembers keyed hashes for as long, made with a key that it never tells and
changes every day. Nothing of them is stored or logged, no cookie is set. What a process has not
written yet when it is killed outright is lost: ten seconds of views.
"""

import logging
import os
import secrets
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles import banners, readership
from articles.archive import midnight

from . import visitors

logger = logging.getLogger(__name__)

#: So long (to twice as long) a page that is loaded again is the same view.
AGAIN = timedelta(minutes=10)
#: So often in that time one address may read one page, whatever browsers it says it has: an
#: office, or a village behind its operator's one address.
AT_ONE_ADDRESS = 60
#: Hashes of each half of what is remembered: 9 MB in all, when both are full.
REMEMBERED = 50_000
#: Counters that may wait for a database that is away.
WAITING = 50_000
#: So many views are written at once, without waiting for the clock.
MANY = 2_000

ARTICLE, SHOWN, FOLLOWED = "article", "shown", "followed"


@dataclass(frozen=True)
class Seen:
    """What a reader sees who is given a page: an answer carries it as `seen`."""

    page: str
    article: int | None = None
    banners: tuple[int, ...] = ()
    followed: int | None = None


def note_view(seen: Seen, asked: Mapping) -> bool:
    """Count a page that was given to whoever asked (`request.META`); tell whether it counts.

    For views, and for a cache that answers in their place: it keeps `response.seen` with the page.
    Never waits and never fails: neither may cost a reader the page.
    """
    # The way to an advertiser is kept by no proxy: it is counted here, whoever counts the pages.
    who = settings.COUNT_READERS
    is_ours = who == "here" or (who == "log" and seen.followed is not None)
    if not is_ours or not visitors.is_reader(asked):
        return False
    agent = asked.get("HTTP_USER_AGENT") or ""
    is_new = _batch.note(seen, visitors.address_of(asked), agent)
    if is_new:
        _batch.keep_time()
    return is_new


def flush() -> bool:
    """Write what was counted in this process; tell whether nothing is left to be written."""
    return _batch.flush()


class Batch:
    """What one process has counted and not written yet."""

    def __init__(self):
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._counts: Counter[tuple[str, int, date]] = Counter()
        self._noted = 0
        self._memory = Memory()
        self._thread: threading.Thread | None = None
        self._is_full = threading.Event()
        # Each reader asks which day of the site it is.
        self._day = _day_of(timezone.now())

    def __len__(self):
        return len(self._counts)

    def note(self, seen: Seen, address: str, agent: str, *, at: datetime | None = None) -> bool:
        """Count what was seen, unless it was by the same reader a moment ago."""
        at = at or timezone.now()
        if not self._day[0] <= at < self._day[1]:
            self._day = _day_of(at)
        day = self._day[2]
        what = [(SHOWN, banner, day) for banner in seen.banners]
        if seen.article is not None:
            what.append((ARTICLE, seen.article, day))
        if seen.followed is not None:
            what.append((FOLLOWED, seen.followed, day))
        if not what:
            return False
        with self._lock:
            if not self._memory.is_new(seen.page, address, agent, at=at, day=day):
                return False
            for key in what:
                self._add(key, 1)
            self._noted += 1
            if self._noted >= MANY:
                self._is_full.set()
        return True

    def flush(self) -> bool:
        """Write all counts in one transaction, or keep them all."""
        with self._writing:
            if not (counts := self.take()):
                return True
            try:
                write(counts, at=timezone.now())
            except Exception as error:  # Whatever it was, nobody's views are lost by it.
                logger.warning("views are kept until they can be written: %s", error)
                with self._lock:
                    for key, number in counts.items():
                        self._add(key, number)
                return False
            return True

    def take(self) -> Counter:
        """Return what was counted, and begin anew."""
        with self._lock:
            counts, self._counts, self._noted = self._counts, Counter(), 0
            self._is_full.clear()
        return counts

    def _add(self, key, number):
        if key in self._counts or len(self._counts) < WAITING:
            self._counts[key] += number

    def keep_time(self):
        """Start the thread that writes, in the process that counts: servers fork before that."""
        if not settings.COUNT_READERS_EVERY or (self._thread and self._thread.is_alive()):
            return
        # At the end of a process no thread can be started; its last flush is at hand then.
        with self._lock, suppress(RuntimeError):
            if self._thread and self._thread.is_alive():
                return
            thread = threading.Thread(target=self._run, name="reading", daemon=True)
            thread.start()
            self._thread = thread
            # Not `atexit`, which a worker process that was forked never comes to.
            Finalize(None, self.flush, exitpriority=0)

    def _run(self):
        while True:
            self._is_full.wait(settings.COUNT_READERS_EVERY)
            try:
                self.flush()
            finally:
                connection.close()


class Memory:
    """Who has just read what, as keyed hashes: one half is filled while the other grows old."""

    def __init__(self):
        self._day: date | None = None
        self._key = b""
        self._now: dict[int, int] = {}
        self._before: dict[int, int] = {}
        self._since: datetime | None = None

    def __len__(self):
        return len(self._now) + len(self._before)

    def is_new(self, page: str, address: str, agent: str, *, at: datetime, day: date) -> bool:
        """Tell whether this is another view of a page, and remember it."""
        self._grow_old(at, day)
        place = visitors.place_of(address)
        reader = self._hash(page, place, agent)
        if reader in self._now or reader in self._before:
            return False
        crowd = self._hash(page, place)
        read = self._now.get(crowd, 0) + self._before.get(crowd, 0)
        if read >= AT_ONE_ADDRESS:
            return False
        self._now[reader] = 1
        self._now[crowd] = self._now.get(crowd, 0) + 1
        return True

    def _grow_old(self, at, day):
        if day != self._day:
            self._day, self._key = day, secrets.token_bytes(32)
            self._now, self._before, self._since = {}, {}, at
        age = at - self._since
        if age >= 2 * AGAIN:
            self._now, self._before, self._since = {}, {}, at
        elif age >= AGAIN or len(self._now) >= REMEMBERED:
            self._now, self._before, self._since = {}, self._now, at

    def _hash(self, *parts: str) -> int:
        told = "\0".join(parts).encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(told, digest_size=8, key=self._key).digest(), "big")


def _day_of(at: datetime) -> tuple[datetime, datetime, date]:
    """Return the day of the site that a moment lies in: its beginning, its end, its date."""
    day = timezone.localdate(at)
    return midnight(day), midnight(day + timedelta(days=1)), day


def write(counts: Counter, *, at: datetime):
    """Add what was counted until a moment, all or nothing."""
    by_kind = {kind: {} for kind in (ARTICLE, SHOWN, FOLLOWED)}
    for (kind, pk, day), number in counts.items():
        by_kind[kind][pk, day] = number
    with transaction.atomic():
        readership.add(by_kind[ARTICLE], at=at)
        banners.add(by_kind[SHOWN], by_kind[FOLLOWED])
        readership.forget(at=at)


def _in_child():
    """Begin anew in a forked process: the parent writes what it has counted."""
    global _batch
    _batch = Batch()


_batch = Batch()
os.register_at_fork(after_in_child=_in_child)
