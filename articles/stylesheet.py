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
#: Opens a part that some kinds of page alone have a use for, or (`@all`) one for all of them.
_ONLY = re.compile(r"/\* @(?:only ([^*]+)|all) \*/")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _squeeze(css: str) -> str:
    """Take out comments, line ends and the spaces around marks that need none; nothing cleverer."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = "\n".join(line for line in (line.strip() for line in css.splitlines()) if line)
    css = re.sub(r"\s*([{};])\s*", r"\1", css)
    return re.sub(r"([:,])[ \n]+", r"\1", css).replace(";}", "}")


@lru_cache(maxsize=1 if not settings.DEBUG else 0)
def _parts() -> list[tuple[frozenset[str], str]]:
    """Return the sheet in its order: what each part is for (nothing: every page), and its rules."""
    told = _ONLY.split(_FILE.read_text(encoding="utf-8"))
    parts = [(frozenset(), told[0])]
    parts += [
        (frozenset((names or "").split()), css)
        for names, css in zip(told[1::2], told[2::2], strict=True)
    ]
    return [(names, squeezed) for names, css in parts if (squeezed := _squeeze(css))]


@lru_cache(maxsize=64 if not settings.DEBUG else 0)
def _file(pages: frozenset[str]) -> str:
    focus = "".join(f".x{n}{{--x:{n * 10}%}}.y{n}{{--y:{n * 10}%}}" for n in range(11))
    return "".join(css for names, css in _parts() if not names or names & pages) + focus


def sheet(categories=(), pages=()) -> SafeString:
    """Return the sheet of some kinds of page, with the colours of these categories.

    `pages` are names that stand after `@only` in the file; a subsection has its section's colour.
    """
    colours = ""
    for each in categories:
        colour = each.colour or (each.parent.colour if each.parent else "")
        if _COLOUR.fullmatch(colour):
            colours += f".s{each.pk}{{--section:{colour}}}"
    # Ours, and colours of one shape: nothing here was typed by anybody.
    return mark_safe(_file(frozenset(pages)) + colours)  # noqa: S308


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
