"""The little that a readers' page does by itself, printed into the pages that need it.

Every page works without: these show a film in its place, fetch the new entries of a live story,
and take a marked passage to the form of a note. No second request, and no source but these.
"""

import base64
import hashlib
import re
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_FOLDER = settings.BASE_DIR / "newsroom" / "assets" / "public"


class Part(StrEnum):
    """One script of readers' pages: a file of its name."""

    EMBEDS = "embeds"
    LIVE = "live"
    PASSAGE = "passage"


@lru_cache(maxsize=None if not settings.DEBUG else 0)
def _source(part: Part) -> str:
    """Return a script without its comments and indentation; nothing cleverer."""
    text = (_FOLDER / f"{part}.js").read_text(encoding="utf-8")
    lines = (re.sub(r"^\s*(?://.*)?", "", line).rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def elements(parts) -> SafeString:
    """Return the scripts of a page, each run when the page is read."""
    return mark_safe("".join(f'<script type="module">{_source(part)}</script>' for part in parts))  # noqa: S308


def sources(parts) -> list[str]:
    """Return what allows exactly these scripts in a Content-Security-Policy."""
    return [f"'sha256-{digest(_source(part))}'" for part in parts]


def digest(text: str) -> str:
    """Return the digest of an element's content, as a Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
