"""Kazakh in Latin letters: the alphabet of 2018, as Kazinform prints it, and that of 2021.

Every Cyrillic letter has one spelling, so the text can be made from the stored Cyrillic at any
time. A consonant of two letters keeps its second one small, in acronyms too («АҚШ» is AQSh, as
the agency prints it); the glides of ю, я and ё follow the word («ЮНЕСКО» is IÝNESKO).
"""

import re
from enum import StrEnum
from functools import lru_cache


class Scheme(StrEnum):
    """Which of the Latin alphabets."""

    OF_2018 = "2018"
    OF_2021 = "2021"


_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LATIN = {
    Scheme.OF_2018: (
        "a á b v g ǵ d e ıo j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shch - y i - e"
        " ıý ıa"
    ),
    Scheme.OF_2021: (
        "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş - y ı - e iu ia"
    ),
}
_SMALL = {
    scheme: dict(zip(_LETTERS, ("" if each == "-" else each for each in row.split()), strict=True))
    for scheme, row in _LATIN.items()
}
_GLIDES = "ЁЮЯ"
_WORD = re.compile(f"[{_LETTERS}]+", re.IGNORECASE)


def latin(text: str, scheme: str = Scheme.OF_2018) -> str:
    """Take any text and give its Cyrillic in Latin letters; ValueError for an unknown scheme."""
    scheme = Scheme(scheme)
    return _WORD.sub(lambda match: _word(match[0], scheme), text)


@lru_cache(maxsize=20_000)
def _word(word: str, scheme: Scheme) -> str:
    letters, has_dotted_capital = _SMALL[scheme], scheme is Scheme.OF_2021
    # A word of one capital («Я», «Ш.») is not written in capitals.
    is_shouted = len(word) > 1 and word.isupper()
    spelt = []
    for letter in word:
        small = letters[letter.lower()]
        if letter.isupper():
            upper = _upper(small, has_dotted_capital)
            is_whole = is_shouted and letter in _GLIDES
            spelt.append(upper if is_whole else upper[:1] + small[1:])
        else:
            spelt.append(small)
    return "".join(spelt)


def _upper(small: str, has_dotted_capital: bool) -> str:
    """Give the capitals of a spelling: in 2021 ı is I and i is İ, in 2018 both are I."""
    if has_dotted_capital:
        return small.replace("i", "İ").replace("ı", "I").upper()
    return small.upper()
