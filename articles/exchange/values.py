"""Single values of an import line: texts, times, addresses; each right or a `BadLine`."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from articles import old_addresses
from kazakh.alphabet import one_line

YEARS = range(1900, 2200)

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadLine(Exception):
    """A line that is not taken; says why in plain words."""


def text(value, key: str, *, limit: int, is_long: bool = False) -> str:
    """Return a text as it may be stored, on one line unless `is_long`; raise BadLine."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"{key} is not a text")
    if len(value) > 2 * limit + 1000 and len(value.strip()) > limit:
        raise BadLine(f"{key} has {len(value)} characters, {limit} fit")
    if _NO_TEXT.search(value):
        raise BadLine(f"{key} holds NUL or half a character")
    value = _CONTROLS.sub("", value)
    value = value.strip() if is_long else one_line(value)
    if len(value) > limit:
        raise BadLine(f"{key} has {len(value)} characters, {limit} fit")
    return value


def moment(value, key: str) -> datetime:
    """Return a moment in UTC; one without a zone is in the site's; raise BadLine."""
    if not isinstance(value, str):
        raise BadLine(f"{key} is not a time like 2026-02-19T18:53")
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise BadLine(f"{key}: “{value[:40]}” is not a time like 2026-02-19T18:53") from error
    if at.year not in YEARS:
        raise BadLine(f"{key}: the year {at.year} is not believable")
    if at.tzinfo is None:
        at = timezone.make_aware(at, timezone.get_default_timezone())
    return at.astimezone(UTC)


def written(at: datetime) -> str:
    """Write a moment the way `moment` reads it: on the site's clock, with its zone."""
    return timezone.localtime(at, timezone.get_default_timezone()).isoformat()


def slug(value, key: str, *, limit: int = 80) -> str:
    """Return a part of an address; raise BadLine for what cannot be one."""
    value = text(value, key, limit=limit)
    if value and not _SLUG.fullmatch(value):
        raise BadLine(f"{key}: an address has only a-z, 0-9 and single hyphens")
    return value


def web_address(value, key: str, *, limit: int = 500) -> str:
    """Return an http or https address; raise BadLine for what is none."""
    value = text(value, key, limit=limit)
    try:
        address = urlsplit(value)
        is_web = address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        is_web = False
    if value and not is_web:
        raise BadLine(f"{key} is no web address")
    return value


def path(value, key: str) -> str:
    """Return the path of an old address as a request will ask for it; raise BadLine.

    An address that tells its stories apart by the query («/?p=12») keeps it.
    """
    try:
        address = urlsplit(text(value, key, limit=2000))
        found = unquote(address.path, errors="strict")
    except ValueError as error:
        raise BadLine(f"{key} is no address") from error
    found = old_addresses.spelled(found or "/", address.query)
    is_long = len(found) > old_addresses.LONGEST
    if not found.startswith("/") or found == "/" or is_long or _NO_TEXT.search(found):
        raise BadLine(f"{key} leads to no story of its own")
    return found


def whole_number(value, key: str, *, least: int, most: int) -> int:
    """Return a whole number within its bounds; raise BadLine."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most or value != int(value):
        raise BadLine(f"{key} is not a whole number from {least} to {most}")
    return int(value)


def identity(value, key: str) -> str:
    """Return an id, given as a text or as a whole number, as a text; raise BadLine."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise BadLine(f"{key} is neither a text nor a number")
    if isinstance(value, float) and not value.is_integer():
        raise BadLine(f"{key} is not a whole number")
    return text(str(int(value)) if isinstance(value, int | float) else value, key, limit=200)


def named_after(credit: str) -> str:
    """Return who is named after the word for a photo: «Сурет: Aqorda.resmi»."""
    return re.sub(r"^\s*(?:сурет|фото|photo)\s*:\s*", "", credit, flags=re.IGNORECASE) or credit
