"""The windows in which a page is looked at before readers see it: a size, and a script.

A screen asks for its `Looking` and prints it with `desk/_windows.html` (the choices, each a link)
and `desk/_preview_frame.html` (the page itself).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext_lazy

from articles import scripts
from articles.models import House, Language


class Window(NamedTuple):
    """A window's name, and its size as CSS counts it.

    desk.css knows the sizes too, to draw a frame smaller where there is less room for it.
    """

    name: str
    width: str
    height: str
    #: How wide at least, of one that takes the room there is.
    least: str = ""


SIZES = {
    "phone": Window(pgettext_lazy("size of a window", "Phone"), "390", "844"),
    "tablet": Window(pgettext_lazy("size of a window", "Tablet"), "820", "1180"),
    "desktop": Window(pgettext_lazy("size of a window", "Desktop"), "100%", "1000", least="1024"),
}


@dataclass(frozen=True)
class Choice:
    """One of the sizes or scripts, as its link prints it."""

    name: str
    address: str
    is_chosen: bool
    tag: str = ""


@dataclass(frozen=True)
class Looking:
    """The size and the script that an address names, among those there are."""

    size: str
    script: scripts.Script
    written: list[scripts.Script]

    @property
    def asked(self) -> dict[str, str]:
        """Return what an address says of them."""
        return {"size": self.size, "script": word(self.script)}

    def choices(self, address: Callable[[dict], str]) -> dict:
        """Return what the templates take; `address` makes a link's address of what it asks for."""
        return {
            "sizes": [
                Choice(window.name, address(self.asked | {"size": size}), size == self.size)
                for size, window in SIZES.items()
            ],
            "scripts": [
                Choice(
                    each.name, address(self.asked | {"script": word(each)}), each is self.script,
                    each.tag,
                )
                for each in self.written
            ]
            if len(self.written) > 1
            else [],
            "size": self.size,
            "window": SIZES[self.size],
        }  # fmt: skip


def looking(request: HttpRequest, written: list[scripts.Script]) -> Looking:
    """Return how a page is to be looked at.

    Without a word about it: on a phone as on a phone (browsers say «Mobi» there), else as on a
    desktop; in the first script.
    """
    size = request.GET.get("size")
    if size not in SIZES:
        size = "phone" if "Mobi" in request.headers.get("User-Agent", "") else "desktop"
    return Looking(size, asked_script(request, written), written)


def asked_script(request: HttpRequest, written: list[scripts.Script]) -> scripts.Script:
    """Return the script that an address names, or Cyrillic."""
    asked = request.GET.get("script", "")
    return next((each for each in written if word(each) == asked), scripts.CYRILLIC)


def word(script: scripts.Script) -> str:
    """Return how an address names a script: «», «latyn», «tote»."""
    return script.prefix.strip("/")


def written_in(language: str) -> list[scripts.Script]:
    """Return the scripts that readers have pages of a language in."""
    return scripts.offered(House.get()) if language == Language.KAZAKH else [scripts.CYRILLIC]


def framed(response: HttpResponse) -> HttpResponse:
    """Let a page stand in a frame of the desk, in nobody's memory."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return csp_replace({"frame-ancestors": [SELF]})(lambda: response)()
