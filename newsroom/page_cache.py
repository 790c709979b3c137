"""Readers' pages, kept in the memory of each process and served before Django is asked.

A page is the same for everyone, so it is made once: under the number of its generation, which is
another after every change that readers can see (`articles.generation`), and as of the last moment
at which pages change by themselves (`articles.boundaries`). When either passes, everything made
before is forgotten at once: there is no list of what to throw away, and nothing to forget.

It wraps Django at WSGI: as a middleware it would cost twice as much.
"""

import gzip
import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error, connection
from django.http.request import split_domain_port, validate_host
from django.utils.http import parse_http_date_safe

from articles import boundaries, generation, old_addresses, scripts
from articles.public import reading
from articles.public.answers import FRESH, KEPT, WORTH_KEEPING, Kept

from .compression import takes_gzip
from .languages import STAFF_PREFIXES

logger = logging.getLogger(__name__)

#: Where the desk is told, in `request.META`, whom to ask what is kept here.
HOLDS = "newsroom.holds"
#: What is never a page for readers: the desk, and files.
PASSED_BY = (*STAFF_PREFIXES, settings.STATIC_URL, settings.MEDIA_URL)
#: Seconds after which the number of the generation is asked for again. A change made through this
#: process is asked for at once.
ASKED_EVERY = 0.05
#: Seconds between two questions to a database that does not answer, and for how long its last
#: answer is believed: what readers have is good then, for nothing can be taken from it either.
AWAY_EVERY, BELIEVED = 2, 300
NEVER = float("-inf")
#: Seconds that one request waits for another that is making the same page.
PATIENCE = 10
#: Pages that another system may have told its stories apart on, by the query.
FRONTS = frozenset(
    {
        "/",
        *(f"/{code}/" for code, _name in settings.LANGUAGES),
        *(f"{script.prefix}/" for script in scripts.OTHERS),
    }
)
#: Letters of a page's key in a list; what is longer is none.
LONGEST = 80
#: Letters of a path: our own have fewer.
LONGEST_PATH = 400
#: What a "not modified" says again (RFC 9110, 15.4.5).
_ON_NOT_MODIFIED = {"Cache-Control", "ETag", "Last-Modified", "Vary"}
_OF_COMPRESSED = {"Content-Encoding", "Content-Length"}


@dataclass(frozen=True)
class Page:
    """An answer as it goes out: compressed, with its headers."""

    status: str
    #: Of the answer as most take it, compressed.
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    changed_at: int | None
    seen: reading.Seen | None

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 1000


@dataclass
class Shelf:
    """Some pages, up to so many bytes; what was put there first goes first.

    To know what was read last would cost each reader a little, and no page stays long.
    """

    most: int
    pages: dict[str, Page] = field(default_factory=dict)
    size: int = 0

    def put(self, key: str, page: Page):
        """Put a page there, unless it alone would take an eighth of the room."""
        if page.size > self.most // 8 or key in self.pages:
            return
        self.pages[key] = page
        self.size += page.size + len(key)
        while self.size > self.most:
            first = next(iter(self.pages))
            self.size -= self.pages.pop(first).size + len(first)


class Era:
    """The pages of one generation, as of one moment."""

    def __init__(self, number: int, span: boundaries.Span, most: int):
        self.number, self.span = number, span
        self.until = span.until.timestamp()
        # Of further pages of lists, and of addresses of what is gone, there are as many as
        # somebody types: they have a corner only.
        self.first, self.further = Shelf(most - most // 4), Shelf(most // 4)

    def find(self, path: str, before: str) -> Page | None:
        """Return a page that was made already."""
        if before:
            return self.further.pages.get(f"{path}?{before}")
        return self.first.pages.get(path) or self.further.pages.get(path)

    def put(self, path: str, before: str, page: Page):
        """Keep a page that was made."""
        if before:
            self.further.put(f"{path}?{before}", page)
        elif page.status.startswith("200"):
            self.first.put(path, page)
        else:
            self.further.put(path, page)


class PageCache:
    """A WSGI application that answers from memory and asks another for what it lacks."""

    def __init__(self, application, *, most: int):
        """Wrap an application; keep `most` bytes of its pages."""
        self._application = application
        self._most = most
        self._era: Era | None = None
        self._asked = self._answered = NEVER
        self._asking, self._filing = threading.Lock(), threading.Lock()
        self._making: dict[tuple, threading.Event] = {}
        # Read once: each question to the settings costs a reader as much as finding the page.
        self._is_behind_proxy = bool(settings.TRUSTED_PROXIES)
        self._leads_to_https = settings.SECURE_SSL_REDIRECT
        self._counts = settings.COUNT_READERS == "here"

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            # Whoever writes here sees it here with the next page.
            try:
                return self._application(environ, start_response)
            finally:
                self._asked = NEVER
        if path.startswith(STAFF_PREFIXES):
            environ[HOLDS] = self.holds
        if path.startswith(PASSED_BY) or (self._leads_to_https and not _is_secure(environ)):
            return self._application(environ, start_response)
        era = self._present()
        query = environ.get("QUERY_STRING", "")
        before = _before(query) if query else ""
        is_strange = before is None or len(path) > LONGEST_PATH
        if era is None or is_strange or (path in FRONTS and old_addresses.meaning(query)):
            return self._application(environ, start_response)
        if not _is_ours(environ.get("HTTP_HOST", "")):
            return self._application(environ, start_response)
        page = era.find(path, before)
        if page is not None:
            return self._read(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._application(environ, start_response)
        return self._make(era, path, before, environ, start_response)

    def holds(self, paths: list[str]) -> set[str]:
        """Return which of some addresses a reader would be given a page of, from here.

        Pages of an earlier generation are there, and given to nobody.
        """
        era = self._era
        if era is None or time.time() >= era.until or era.number != generation.current():
            return set()
        pages = {path: era.find(path, "") for path in paths}
        return {path for path, page in pages.items() if page and page.status.startswith("2")}

    # --- Which pages are the present ones -------------------------------------------------

    def _present(self) -> Era | None:
        """Return the pages that are good now; None while nobody can say which are."""
        clock, era = time.monotonic(), self._era
        is_over = era is None or time.time() >= era.until
        if clock - self._asked < ASKED_EVERY and not is_over:
            return era
        # One asks; the others go on with what was true a moment ago, unless it has ended since.
        # After something was written here everybody waits for an answer from after it.
        wait = PATIENCE if is_over or self._asked == NEVER else 0
        if not self._asking.acquire(timeout=wait):
            # The question hangs: as if the database were away.
            return era if not is_over and clock - self._answered < BELIEVED else None
        try:
            return self._ask(clock)
        finally:
            self._asking.release()

    def _ask(self, clock: float) -> Era | None:
        era = self._era
        is_over = era is None or time.time() >= era.until
        if clock < self._asked and is_over:
            # The database is away: others have just asked.
            return None
        if time.monotonic() - self._asked < ASKED_EVERY and not is_over:
            return era
        self._asked = time.monotonic()
        try:
            self._era = self._fresh(era, is_over)
            self._answered = time.monotonic()
        except Error as error:
            logger.warning("the database does not say which pages are good: %s", error)
            connection.close()
            self._asked = time.monotonic() + AWAY_EVERY
            if is_over or time.monotonic() - self._answered > BELIEVED:
                self._era = None
        return self._era

    def _fresh(self, era: Era | None, is_over: bool) -> Era:
        """Ask the database; a connection of before its restart is exchanged for a new one first."""
        try:
            return self._told(era, is_over)
        except Error:
            connection.close()
        return self._told(era, is_over)

    def _told(self, era: Era | None, is_over: bool) -> Era:
        number = generation.current()
        if is_over or number != era.number:
            return Era(number, boundaries.around(datetime.now(UTC)), self._most)
        return era

    # --- Making a page --------------------------------------------------------------------

    def _make(self, era: Era, path: str, before: str, environ, start_response):
        """Let Django make a page, once for all who ask for it meanwhile."""
        asked = (path, environ.get("QUERY_STRING", ""), era.number, era.until)
        with self._filing:
            other = self._making.get(asked)
            if other is None:
                self._making[asked] = threading.Event()
        if other is not None:
            other.wait(PATIENCE)
            page = era.find(path, before)
            if page is not None:
                return self._read(page, environ, start_response)
            return self._application(environ, start_response)
        try:
            environ[KEPT] = kept = Kept(at=era.span.since)
            page, answer = self._made(kept, environ, start_response)
            if page is None:
                return answer
            with self._filing:
                era.put(path, before, page)
        finally:
            with self._filing:
                self._making.pop(asked).set()
        # Django has counted this reader already.
        return self._send(page, environ, start_response)

    # --- Sending it -----------------------------------------------------------------------

    def _read(self, page: Page, environ, start_response):
        """Send a page that Django does not hear of, and count its reader."""
        if page.seen is not None and self._counts:
            reading.note_view(page.seen, environ)
        return self._send(page, environ, start_response)

    def _send(self, page: Page, environ, start_response):
        """Send a page as it was asked for: not again, plain, or without its body."""
        if page.status.startswith("200") and _has_it(page, environ):
            headers = [each for each in page.headers if each[0] in _ON_NOT_MODIFIED]
            start_response("304 Not Modified", headers)
            return ()
        body, headers = page.body, page.headers
        if not takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            body = gzip.decompress(body)
            headers = [each for each in headers if each[0] not in _OF_COMPRESSED]
            headers.append(("Content-Length", str(len(body))))
        if self._is_behind_proxy:
            # Ours in front keeps it until this second ends, and not into the next. Named first:
            # nginx before 1.23 believes whichever of this and `max-age=0` it reads first.
            headers = [("X-Accel-Expires", f"@{int(time.time())}"), *headers]
        start_response(page.status, headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _made(self, kept: Kept, environ, start_response):
        """Return the page that Django made; if it is none to be kept, what it answered."""
        heard = []

        def hear(status, headers, exc_info=None):
            heard[:] = [status, headers, exc_info]

        body = self._application(environ, hear)
        status, headers, exc_info = heard
        if not kept.is_kept or not _is_everyones(status, headers):
            start_response(status, headers, exc_info)
            return None, body
        try:
            whole = b"".join(body)
        finally:
            body.close()
        return _page(status, headers, whole, kept.seen), None


@lru_cache(maxsize=200)
def _is_ours(host: str) -> bool:
    """Tell whether Django would answer a Host header: one of a stranger's is Django's to refuse."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _is_everyones(status: str, headers) -> bool:
    """Tell whether what Django sends is what the view meant: nothing was put on it on its way."""
    told = {name.lower(): value for name, value in headers}
    vary = {each.strip().lower() for each in told.get("vary", "").split(",")}
    return (
        int(status[:3]) in WORTH_KEEPING
        and "set-cookie" not in told
        and told.get("cache-control") == FRESH
        and vary <= {"", "accept-encoding"}
    )


def _is_secure(environ) -> bool:
    """Tell whether a request came by https, as Django would."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(name, "").split(",", 1)[0].strip() == value
    return environ.get("wsgi.url_scheme") == "https"


def _before(query: str) -> str | None:
    """Return the one parameter that makes another page; None of a question nobody would keep.

    Any other parameter changes no page that is kept.
    """
    if "before" not in query and "%" not in query:
        return ""
    try:
        told = parse_qs(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return None
    value = told.get("before", [""])[-1]
    return value if len(value) <= LONGEST and value.isascii() else None


def _page(status: str, headers, body: bytes, seen) -> Page:
    told = {name.lower(): value for name, value in headers}
    # One tag for the page compressed and plain: the same words in either.
    etag = told.get("etag", "").removeprefix("W/") or f'"{sha256(body).hexdigest()[:32]}"'
    own = {"content-length", "etag", "vary"}
    kept = [(name, value) for name, value in headers if name.lower() not in own]
    kept += [("ETag", f"W/{etag}"), ("Vary", "Accept-Encoding")]
    changed = told.get("last-modified")
    changed_at = parse_http_date_safe(changed) if changed else None
    body = gzip.compress(body, 6, mtime=0)
    kept += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
    return Page(status, kept, body, etag, changed_at, seen)


def _has_it(page: Page, environ) -> bool:
    """Tell whether who asks has this very page (RFC 9110, 13.2.2)."""
    told = environ.get("HTTP_IF_NONE_MATCH")
    if told is not None:
        tags = {each.strip().removeprefix("W/") for each in told.split(",")}
        return "*" in tags or page.etag in tags
    if page.changed_at is None or "HTTP_IF_MODIFIED_SINCE" not in environ:
        return False
    asked = parse_http_date_safe(environ["HTTP_IF_MODIFIED_SINCE"])
    return asked is not None and page.changed_at <= asked
