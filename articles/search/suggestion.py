"""«Did you mean»: what was probably meant where nothing answers, and readers would find.

A word the archive has never printed is compared with those one slip away from it, and a whole
question with what the same keys give on a Cyrillic keyboard. What is suggested was tried first:
it is never a word of which readers see no form.
"""

import re
from collections.abc import Callable
from datetime import datetime

from articles import lexicon
from kazakh.alphabet import LETTERS

from . import tongues
from .found import Filters, find
from .keys import other_keys
from .question import LONGEST

_WORD = re.compile(r"[^\W_]+")
#: Longer questions and words are not guessed at.
WORDS, LETTERS_OF_WORD = 4, 24


def meant(text: str, *, language: str, at: datetime, filters: Filters | None = None) -> str:
    """Return another question that has answers for readers, or ""."""
    return likely(
        text,
        language=language,
        answers=lambda asked: bool(
            find(asked, language=language, at=at, filters=filters, length=1).editions
        ),
    )


def likely(text: str, *, language: str, answers: Callable[[str], bool]) -> str:
    """Return another question that `answers` says has some, or ""."""
    text = " ".join(text[:LONGEST].split())
    for candidate in (_other_keys(text, language), _without_slips(text, language)):
        if candidate and candidate.casefold() != text.casefold() and answers(candidate):
            return candidate
    return ""


def _other_keys(text: str, language: str) -> str:
    """Read what was typed with the keyboard left in Latin: «fcnfyf» is «астана»."""
    if language == "en" or not (other := other_keys(text)):
        return ""
    words = tongues.words(other)
    if not 0 < len(words) <= WORDS:
        return ""
    return other if len(lexicon.known(language, words)) == len(set(words)) else ""


def _without_slips(text: str, language: str) -> str:
    words = tongues.words(text)
    if not 0 < len(words) <= WORDS:
        return ""
    unknown = {word for word in words if 2 < len(word) <= LETTERS_OF_WORD}
    unknown -= lexicon.known(language, sorted(unknown)).keys()
    nearest = {word: sorted(_slips(word, language)) for word in unknown}
    counts = lexicon.known(language, sorted({near for each in nearest.values() for near in each}))
    better = {}
    for word, near in nearest.items():
        if known := [(counts[each], each) for each in near if each in counts]:
            better[word] = max(known)[1]
    if not better:
        return ""

    def meant_by(match):
        folded = tongues.words(match[0])
        return better.get(folded[0], match[0]) if len(folded) == 1 else match[0]

    # Only the words: a minus, a phrase and a number mean what they meant.
    return _WORD.sub(meant_by, text)


def _slips(word: str, language: str) -> set[str]:
    """Return what is one letter left out, put in, changed, or two letters swapped away."""
    letters = "abcdefghijklmnopqrstuvwxyz" if language == "en" else LETTERS
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    near |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    near |= {a + letter + b for a, b in cuts for letter in letters}
    return near - {word}
