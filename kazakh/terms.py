"""What a search engine keeps of Kazakh words, and what it asks for the words of a question.

A word is kept under its stems (`stemmer.py`), and under looser ones in which the letters that a
Russian keyboard lacks are those typed instead. A question first asks for the stems; only where
nothing answers does it ask for looser terms. Latin and Arabic letters are read into the same
loose alphabet, whichever of the Latin alphabets was meant.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from kazakh.alphabet import fold
from kazakh.homoglyphs import roman
from kazakh.stemmer import Grammar, stems

#: No word is longer: what goes beyond is no word of any language.
LONGEST = 64
LOOSE = "~"

_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]+")
_LATIN = re.compile("[a-z\u00df-\u024f']+")
_ARABIC = re.compile("[\u0621-\u06ff]+")

# Letters that are typed or written for each other become one. The Latin alphabets disagree about
# и, й, і and ы, and so do those who type them.
_LOOSE = str.maketrans(
    dict(zip("қғңәөүұһіыйэ", "кгнаоуухииие", strict=True))
    | {"ё": "ио", "ю": "иу", "я": "иа", "ц": "тс", "щ": "шш", "ъ": "", "ь": ""}
)
_FROM_LATIN = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстувукиз", strict=True))
    | dict(zip("äáöóüúūýğǵñńıíïëé", "ааооууууггнниииее", strict=True))
    | {"ş": "ш", "ś": "ш", "š": "ш", "ç": "ч", "č": "ч", "ž": "ж", "x": "кс", "'": ""}
)
_LATIN_PAIRS = (
    ("shch", "шш"), ("sch", "шш"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"),
    ("dzh", "дж"), ("yo", "ио"), ("yu", "иу"), ("ya", "иа"), ("şş", "шш"),
)  # fmt: skip
_FROM_ARABIC = str.maketrans(
    dict(
        zip(
            "اەىيوۇۋبپتجژچحھدرزسشعفقكکگڭلمنۆٵٶٷٸ",
            "аеииоуубптжжчххдрзсшгфкккгнлмнваоуи",
            strict=True,
        )
    )
    | dict.fromkeys("ءٴـ", "")
)


def _loosened(word: str) -> str:
    return word.translate(_LOOSE)


_LOOSE_GRAMMAR = Grammar(_loosened, has_harmony=False)


class Asked(NamedTuple):
    """The terms any of which answers for a word, and those asked when nothing answers."""

    strict: tuple[str, ...]
    loose: tuple[str, ...]


def words(text: str) -> list[str]:
    """Take any text and give its words in order, folded, none longer than `LONGEST`."""
    return [word[:LONGEST] for word in _WORDS.findall(fold(roman(text)))]


def terms(text: str) -> str:
    """Take any text and give every term that its words are kept under, with spaces between."""
    return " ".join(term for word in words(text) for term in keys(word))


@lru_cache(maxsize=100_000)
def keys(word: str) -> tuple[str, ...]:
    """Take a folded word and give the terms it is kept under; the first has its place in a text.

    That is the stem as a noun, then the stem as a verb, then the loose ones with `~` before them,
    each only if it says something new.
    """
    word = word.replace("'", "")
    if not _CYRILLIC.fullmatch(word):
        return (word,)
    noun, verb = stems(word)
    loose = (LOOSE + each for each in _loose_terms(_loosened(word)) if each not in (noun, verb))
    return tuple(dict.fromkeys((noun, verb, *loose)))


@lru_cache(maxsize=10_000)
def asked(word: str) -> Asked:
    """Take a folded word of a question and give what to ask for it.

    A word in Latin or Arabic letters is asked as it stands and as Kazakh at once: it is one or
    the other, and nobody knows which.
    """
    bare = word.replace("'", "")
    if _CYRILLIC.fullmatch(bare):
        noun, verb = stems(bare)
        return Asked(tuple(dict.fromkeys((noun, verb))), _both(_loosened(bare)))
    if read := _read(word):
        return Asked((bare, *_both(read)), ())
    return Asked((bare,), ())


def loosely(text: str) -> str:
    """Take any text and give its words in the loose alphabet, whatever they were typed in.

    «Қазақстан», «Казакстан», «Qazaqstan» and «قازاقستان» are one; endings stay as they are.
    """
    return " ".join(_loose_word(word) for word in words(text))


def loose_stem(word: str) -> str:
    """Take a folded word and give its stem in the loose alphabet, Latin letters read into it."""
    bare = _loose_word(word)
    return _loose_terms(bare)[0] if _CYRILLIC.fullmatch(bare) else bare


@lru_cache(maxsize=50_000)
def _loose_word(word: str) -> str:
    bare = word.replace("'", "")
    return _loosened(bare) if _CYRILLIC.fullmatch(bare) else _read(word) or bare


def _loose_terms(loosened: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_LOOSE_GRAMMAR.stems(loosened)))


def _both(loosened: str) -> tuple[str, ...]:
    """Return the loose terms as they are kept: marked, or bare where they say no more."""
    terms = _loose_terms(loosened)
    return (*(LOOSE + term for term in terms), *terms)


def _read(word: str) -> str:
    """Read Latin or Arabic letters into the loose alphabet; "" for any other word."""
    if _ARABIC.fullmatch(word):
        word = word.translate(_FROM_ARABIC)
    elif _LATIN.fullmatch(word):
        for pair, letters in _LATIN_PAIRS:
            word = word.replace(pair, letters)
        word = word.translate(_FROM_LATIN)
    else:
        return ""
    return word if _CYRILLIC.fullmatch(word) else ""
