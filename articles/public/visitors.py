"""Who asks for a page: a reader, or a program, a prefetch, a colleague. Nobody is remembered.

Takes what a WSGI server says of a request (`request.META`), so that a cache in front of Django
asks the same questions.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from django.conf import settings

#: Every browser begins so, for reasons older than most readers; libraries and monitors do not.
_BROWSER = re.compile(r"Mozilla/|Opera/")
#: What programs call themselves that dress as browsers.
_PROGRAM = re.compile(
    # Search engines, archives and collectors name themselves; Cubot makes telephones.
    r"(?<!cu)bot|crawl|spider|slurp|scrap|archiv|fetch|mediapartners|yandex(?!search)\w*/"
    # What draws the card of a link in a messenger or a network, before anybody follows it.
    r"|preview|externalhit|embed|unfurl|vkshare|whatsapp/"
    # Browsers that nobody sits at: tests, measurements, printing.
    r"|headless|phantom|puppeteer|playwright|selenium|lighthouse|pagespeed|gtmetrix|ptst/"
    # Guards that look whether the site is up, or whether a link in a letter is safe.
    r"|monitor|uptime|pingdom|statuscake|zabbix|nagios|scan|probe|validat|check"
    # Libraries that were given a browser's name and kept their own behind it.
    r"|curl|wget|python|urllib|httpx|aiohttp|java/|okhttp|axios|node-fetch|libwww|guzzle"
    # Readers of feeds take the page to cut the text out of it.
    r"|feed|rss",
    re.IGNORECASE,
)
#: Yandex's browser and its search application have readers behind them.
_READERS = re.compile(r"Ya(?:Browser|App_\w+|SearchBrowser)/[\d.]+|Yowser/[\d.]+")
#: Headers that say that nobody looks at the page yet, and maybe never will.
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
_AHEAD_WORDS = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_reader(asked: Mapping) -> bool:
    """Tell whether a person who is no colleague asks to see a page."""
    if asked.get("REQUEST_METHOD", "GET") != "GET":
        return False
    for name in _AHEAD:
        if name in asked and _AHEAD_WORDS.search(asked[name] or ""):
            return False
    # A browser that says what it wants a page for wants it as a page; a script wants "empty".
    if (asked.get("HTTP_SEC_FETCH_DEST") or "document") != "document":
        return False
    return is_browser(asked.get("HTTP_USER_AGENT") or "") and not _is_staff(asked)


def is_browser(agent: str) -> bool:
    """Tell whether a User-Agent is that of a browser with somebody before it."""
    return _is_browser(agent[:500])


@lru_cache(maxsize=2_000)
def _is_browser(agent):
    # Most readers have one of a few hundred browsers: what they are called stays in memory, who
    # has them does not.
    plain = _READERS.sub("", agent)
    return bool(_BROWSER.match(plain)) and not _PROGRAM.search(plain)


def address_of(asked: Mapping) -> str:
    """Return the address of who asks.

    `X-Forwarded-For` is believed only as far as TRUSTED_PROXIES of our own wrote it: whatever
    stands left of those was sent by the client and may be anything.
    """
    here = asked.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104
    if settings.TRUSTED_PROXIES:
        chain = [part.strip() for part in (asked.get("HTTP_X_FORWARDED_FOR") or "").split(",")]
        if len(chain) >= settings.TRUSTED_PROXIES and chain[-settings.TRUSTED_PROXIES]:
            return chain[-settings.TRUSTED_PROXIES]
    return here


def place_of(address: str) -> str:
    """Return an address as far as it tells one household from another.

    The second half of an IPv6 address is the household's own, and is changed by the hour.
    """
    if ":" not in address:
        return address
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> 64)
    return str(parsed)


def _is_staff(asked) -> bool:
    # Readers have no cookie; who carries the desk's is a colleague reading their own page.
    cookies = asked.get("HTTP_COOKIE")
    return bool(cookies) and f"{settings.SESSION_COOKIE_NAME}=" in cookies
