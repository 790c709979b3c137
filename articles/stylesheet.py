"""The one stylesheet of readers' pages, printed into each, and its hash for the CSP.

A style attribute or a second request is never needed: the colours of sections are rules of
this sheet, and so are the focal points of photos.
"""

import re
from functools import lru_cache

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from .behaviour import digest

_FILE = settings.BASE_DIR / "newsroom" / "assets" / "public" / "reader.css"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _squeeze(css: str) -> str:
    """Take out comments and indentation; nothing cleverer, so that nothing breaks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line for line in (line.strip() for line in css.splitlines()) if line)


@lru_cache(maxsize=1 if not settings.DEBUG else 0)
def _file() -> str:
    focus = "".join(f".x{n}{{--x:{n * 10}%}}.y{n}{{--y:{n * 10}%}}" for n in range(11))
    return _squeeze(_FILE.read_text(encoding="utf-8")) + "\n" + focus


def sheet(categories=()) -> SafeString:
    """Return the sheet with the colours of these categories (a subsection has its section's)."""
    colours = ""
    for each in categories:
        colour = each.colour or (each.parent.colour if each.parent else "")
        if _COLOUR.fullmatch(colour):
            colours += f".s{each.pk}{{--section:{colour}}}"
    # Ours, and colours of one shape: nothing here was typed by anybody.
    return mark_safe(_file() + colours)  # noqa: S308


def allow(response: HttpResponse, css: str, *, scripts=(), frames=()) -> HttpResponse:
    """Let the browser use this sheet in this response, by its hash; and its scripts and frames.

    `scripts` are sources as the policy names them, `frames` the origins that may be framed.
    """
    policy = {"style-src": [f"'sha256-{digest(css)}'"]}
    if scripts:
        policy["script-src"] = list(scripts)
    if frames:
        policy["frame-src"] = sorted(set(frames))
    return csp_update(policy)(lambda: response)()
