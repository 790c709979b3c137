"""The scripts a Kazakh page is offered in, and the one this answer is written in.

The address decides, as with languages (`newsroom/languages.py` reads it); the stored Cyrillic is
written in another script when a page is made, and nothing else knows of it.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings

from kazakh import arabic as arabic_letters
from kazakh import latin as latin_letters

from .models import House


@dataclass(frozen=True)
class Script:
    """A script of Kazakh: its place in addresses, its language tag, its own name."""

    prefix: str
    tag: str
    name: str
    is_rtl: bool = False

    def address(self, path: str) -> str:
        """Return the address of a Kazakh page in this script."""
        return f"{self.prefix}{path}" if path else ""


CYRILLIC = Script("", "kk-Cyrl", "Кирилше")
LATIN = Script("/latyn", "kk-Latn", "Latynsha")
ARABIC = Script("/tote", "kk-Arab", "توتە جازۋ", is_rtl=True)
OTHERS = (LATIN, ARABIC)

_active: ContextVar[Script] = ContextVar("script", default=CYRILLIC)


def active() -> Script:
    """Return the script in which the page at hand is written."""
    return _active.get()


@contextmanager
def override(script: Script):
    """Write pages in a script within the block."""
    token = _active.set(script)
    try:
        yield
    finally:
        _active.reset(token)


def offered(house: House) -> list[Script]:
    """Return the scripts of a house; Cyrillic alone is no choice."""
    switches = {LATIN: house.has_latin_script, ARABIC: house.has_arabic_script}
    return [CYRILLIC, *(script for script in OTHERS if switches[script])]


def letters(script: Script) -> Callable[[str], str]:
    """Return what writes Cyrillic letters in a script."""
    if script is ARABIC:
        return arabic_letters.arabic
    if script is LATIN:
        return lambda text: latin_letters.latin(text, settings.KAZAKH_LATIN)
    return str
