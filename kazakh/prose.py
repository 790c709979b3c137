"""The words of a text in their places, and which of them are words of Kazakh sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kazakh.alphabet import fold

#: A longer word is no word of any sentence.
LONGEST = 40

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060'’ʼ])+")
#: Addresses of any kind, hashtags, paths.
_NOT_PROSE = re.compile(r"(?<!\S)\S*?(?:://|www\.|[@#\\_/])\S*")
_OPENING = ' \t\u00a0«"“„(—–-'
_ENDING_OF_NUMBER = re.compile(r"\d-")  # «2026-шы»
_KAZAKH_ALONE = re.compile("[әғқңөұүһі]")
#: Words that no Kazakh sentence has, whatever its keyboard.
_RUSSIAN = frozenset(
    ["и", "в", "на", "с", "по", "что", "для", "к", "за", "при", "как", "это", "его", "или", "был"]
)


class Token(NamedTuple):
    """A word where it stands; `word` is folded, and empty where it is not to be judged."""

    start: int
    end: int
    written: str
    word: str
    is_name: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of any text in order, without a word to judge in Russian sentences.

    Nor is there one in addresses and hashtags, acronyms, and endings written to numbers.
    """
    run: list[Token] = []
    for token in _each(text):
        if run and not text[run[-1].end : token.start].isspace():
            yield from _unless_russian(run)
            run = []
        run.append(token)
    yield from _unless_russian(run)


def _each(text: str) -> Iterator[Token]:
    not_prose = _NOT_PROSE.finditer(text)
    away = next(not_prose, None)
    for match in _WORD.finditer(text):
        start, end = match.span()
        while away and away.end() <= start:
            away = next(not_prose, None)
        written, before = match[0], text[max(0, start - 20) : start]
        is_to_be_judged = (
            not (away and away.start() <= start)
            and end - start <= LONGEST
            and sum(map(str.isupper, written)) < 2
            and not _ENDING_OF_NUMBER.fullmatch(before[-2:])
        )
        yield Token(
            start,
            end,
            written,
            fold(written) if is_to_be_judged else "",
            written[0].isupper() and not _begins_sentence(before),
        )


def _begins_sentence(before: str) -> bool:
    before = before.rstrip(_OPENING)
    return not before or before[-1] in ".!?…:\n\r"


def _unless_russian(run: list[Token]) -> Iterable[Token]:
    words = {token.word for token in run}
    is_russian = (
        len(run) > 2
        and not _RUSSIAN.isdisjoint(words)
        and not any(map(_KAZAKH_ALONE.search, words))
    )
    return (token._replace(word="") for token in run) if is_russian else run
