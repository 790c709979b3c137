"""The words of a text in their places, and which of them are words of Kazakh sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kazakh.alphabet import fold
from kazakh.foreign import russian

#: A longer word is no word of any sentence.
LONGEST = 40

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060'’ʼ])+")
#: Addresses of any kind, hashtags, paths.
_NOT_PROSE = re.compile(r"(?<!\S)\S*?(?:://|www\.|[@#\\_/])\S*")
_OPENING, _GOES_ON = ' \t\u00a0«"“„(—–-', ",;»”)%"


class Token(NamedTuple):
    """A word where it stands; `word` is folded, and empty where it is not to be judged."""

    start: int
    end: int
    written: str
    word: str
    is_name: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of any text in order; those that are no Kazakh prose have none to judge.

    That is Russian, addresses and hashtags, and acronyms.
    """
    elsewhere = _Stretches(russian(text))
    not_prose = _Stretches(match.span() for match in _NOT_PROSE.finditer(text))
    for match in _WORD.finditer(text):
        start, end = match.span()
        written, before = match[0], text[max(0, start - 20) : start]
        is_away = [stretches.holds(start) for stretches in (elsewhere, not_prose)]
        is_to_be_judged = (
            not any(is_away) and end - start <= LONGEST and sum(map(str.isupper, written)) < 2
        )
        word = fold(written) if is_to_be_judged else ""
        is_name = written[0].isupper() and not _begins_sentence(before)
        yield Token(start, end, written, word, is_name)


class _Stretches:
    """Stretches of a text in order, asked about places in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]):
        self._spans = iter(spans)
        self._span = next(self._spans, None)

    def holds(self, place: int) -> bool:
        while self._span and self._span[1] <= place:
            self._span = next(self._spans, None)
        return self._span is not None and self._span[0] <= place


def _begins_sentence(before: str) -> bool:
    before = before.rstrip(_OPENING)
    return not (before and (before[-1].isalnum() or before[-1] in _GOES_ON))
