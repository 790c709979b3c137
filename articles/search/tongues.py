"""The words of each language a story may have: their terms, and what a question asks for them.

Kazakh is ours; Russian and English have their own stemmers (Snowball). Their terms carry the
language before them, so that stories of one language are found by questions in it alone.
"""

import threading
from functools import lru_cache

import snowballstemmer

from articles.models import Language
from kazakh import terms
from kazakh.terms import Asked

_SNOWBALL = {Language.RUSSIAN: "russian", Language.ENGLISH: "english"}
# A stemmer keeps the word it works on in itself: each thread has its own.
_stemmers = threading.local()


def words(text: str) -> list[str]:
    """Return the folded words of any text, in order."""
    return terms.words(text)


@lru_cache(maxsize=100_000)
def keys(language: str, word: str) -> tuple[str, ...]:
    """Return the terms under which a folded word is kept; the first has its place in the text.

    None for a word that the databases would not read alike: some scripts have letters that
    Unicode does not count among letters.
    """
    found = (_stem(language, word),) if language in _SNOWBALL else terms.keys(word)
    return tuple(filter(_is_sound, found))


def asked(language: str, word: str) -> Asked:
    """Return the terms any of which answers for a folded word, and those asked when none does.

    Read loosely a word may have no letter left («ъ»): a database would not read that as a term.
    """
    if language in _SNOWBALL:
        found = Asked(strict=(_stem(language, word),), loose=())
    else:
        found = terms.asked(word)
    return Asked(*(tuple(filter(_is_sound, each)) for each in (found.strict, found.loose)))


def beginnings(language: str, word: str) -> tuple[str, ...]:
    """Return what the terms of longer words begin with, of which this is the beginning."""
    if language in _SNOWBALL:
        return (f"{language[0]}:{word.replace('ё', 'е')}",) if _is_sound(word) else ()
    loose = terms.loosely(word).replace(" ", "")
    found = (word.replace("'", ""), loose, terms.LOOSE + loose)
    return tuple(dict.fromkeys(filter(_is_sound, filter(None, found))))


def _is_sound(term: str) -> bool:
    """Tell whether both databases read a term as one: letters and digits behind its markers."""
    return term.rpartition(":")[2].lstrip("_~").isalnum() and len(term) <= 100


@lru_cache(maxsize=50_000)
def _stem(language: str, word: str) -> str:
    stemmers = vars(_stemmers)
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(_SNOWBALL[Language(language)])
    # Russian is read the same with ё and without.
    return f"{language[0]}:{stemmers[language].stemWord(word.replace('ё', 'е'))}"
