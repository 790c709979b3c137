"""Hints of spelling for a story in the making, learned from what the site has printed."""

from collections.abc import Iterable

from kazakh import spelling
from kazakh.spelling import Hint

from . import lexicon
from .models import Language


class Archive:
    """The Kazakh words of the archive, as the hints ask for them."""

    def known(self, words: Iterable[str]) -> dict[str, int]:
        return lexicon.known(Language.KAZAKH, words)

    def known_stems(self, stems: Iterable[str]) -> dict[str, int]:
        return lexicon.known_stems(Language.KAZAKH, stems)


def hints(paragraph: str, *, language: str) -> list[Hint]:
    """Return the hints of a paragraph: of a Kazakh one, since no other language is learned so."""
    if language != Language.KAZAKH:
        return []
    return spelling.hints(paragraph, Archive())
