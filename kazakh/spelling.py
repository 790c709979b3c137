"""Quiet hints of spelling: what in a text is very likely a slip, and what was meant.

There is no dictionary: a lexicon of words that were printed before says which forms are known
and how often. A hint needs evidence twice over: the word as written is unknown (or next to
nothing beside the other), and a well-known word differs from it by something that keyboards and
fingers do. Of a word that is merely unknown nothing is said: every name was new once.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple, Protocol

from kazakh.alphabet import LETTERS
from kazakh.prose import LONGEST, Token, tokens
from kazakh.slips import meant_letters, meant_scripts, meant_words, oddness
from kazakh.stemmer import stems

#: A word of fewer stories is not suggested: it may be a slip itself, or news that is not out.
KNOWN = 3
#: A slip may make any word of any other: to say that a letter is missing or wrong takes more.
WELL_KNOWN = 10
#: So many times as often as a printed word another must be printed to stand in its place: one
#: that is less odd, and any other.
OFTENER, MUCH_OFTENER = 50, 200
#: A word of more stories than this is right, whatever it resembles.
SELDOM = 200
#: How many of the likeliest are suggested.
FEW = 3

#: A single letter is no word, and in a short one a slip makes another word too easily.
SHORTEST, SHORTEST_SLIP = 2, 5
#: Of a text with more unknown words than this only wrong letters are looked for.
UNKNOWN = 8
#: What may follow a stem is not longer, and no stem that is looked for is shorter.
LONGEST_ENDING, SHORTEST_STEM = 5, 4
#: So much less odd than what was written a name must be, or a word that nobody has printed; and so
#: much a word that is both.
LESS_ODD = 0.3
MUCH_LESS_ODD = 1.0
#: How many spellings of a word are asked for: of an unknown one, of a known one, by their stems;
#: and about how many of all unknown words together.
MEANT, MEANT_OF_KNOWN, MEANT_BY_STEM, ASKED = 128, 4, 32, 8000


class Doubt(StrEnum):
    """Why a place in a text is doubtful."""

    LETTERS = "letters"  # typed on a Russian keyboard: «казак»
    SLIP = "slip"  # a letter missed, doubled, swapped or beside its key
    SCRIPTS = "scripts"  # Latin letters within a Kazakh word
    TWICE = "twice"  # «және және»
    SPACE = "space"  # before a comma


class Hint(NamedTuple):
    """A doubtful place of a text, and what may stand there instead, the likeliest first."""

    start: int
    end: int
    word: str
    suggestions: tuple[str, ...]
    doubt: Doubt


class Lexicon(Protocol):
    """Folded words and stems that were printed, with the number of stories that have them.

    Whatever is not known is left out of an answer.
    """

    def known(self, words: Collection[str]) -> Mapping[str, int]: ...

    def known_stems(self, stems: Collection[str]) -> Mapping[str, int]: ...


class Words:
    """A lexicon in memory."""

    def __init__(self, counts: Mapping[str, int]):
        self._words, self._stems = dict(counts), {}
        for word, count in self._words.items():
            stem = stems(word)[0]
            self._stems[stem] = self._stems.get(stem, 0) + count

    def known(self, words: Iterable[str]) -> dict[str, int]:
        return {word: self._words[word] for word in words if word in self._words}

    def known_stems(self, stems: Iterable[str]) -> dict[str, int]:
        return {stem: self._stems[stem] for stem in stems if stem in self._stems}


def hints(text: str, lexicon: Lexicon | None = None) -> list[Hint]:
    """Take a paragraph and give its doubtful places in their order, none inside another.

    The lexicon is asked three times at most, whatever the length. Without one there are only the
    hints that need no words: what stands twice, and a space before a comma.
    """
    # What is longer is no word: nobody can be helped with it.
    found = [token for token in tokens(text) if token.end - token.start <= LONGEST]
    doubtful = [*_twice(text, found), *_spaces(text)]
    if lexicon is not None:
        doubtful += _Evidence(found, lexicon).hints()
    apart, end = [], 0
    for hint in sorted(doubtful):
        if hint.start >= end:
            apart.append(hint)
            end = hint.end
    return apart


# --- What needs no lexicon ------------------------------------------------------------------

#: Words that are written twice with a hyphen: «түрлі-түрлі».
_PAIRED = frozenset(
    "түрлі қайта жиі топ бөлек жеке ара ақырын аз көп тез баяу кейін ұзын кішкене үлкен".split()
)
_SPACE_BEFORE_COMMA = re.compile(r"(?:(?<!\w)\w+|[»”\")\]%])[ \t\u00a0]+,")


def _twice(text: str, found: list[Token]) -> Iterator[Hint]:
    for is_again, run in groupby(pairwise(found), key=lambda pair: _is_again(text, *pair)):
        if is_again:
            pairs = list(run)
            first, last = pairs[0][0], pairs[-1][1]
            meant = (first.written,)
            if first.word in _PAIRED:
                meant = (f"{first.written}-{first.word}", *meant)
            yield Hint(first.start, last.end, text[first.start : last.end], meant, Doubt.TWICE)


def _is_again(text: str, first: Token, second: Token) -> bool:
    between = text[first.end : second.start]
    return (
        len(first.word) >= SHORTEST
        and first.word == second.word
        and _is_kazakh(first.word)
        and not second.written[0].isupper()
        and between.isspace()
        and "\n" not in between
        and text[max(0, first.start - 1) : first.start] != "-"
        and text[second.end : second.end + 1] != "-"
    )


def _spaces(text: str) -> Iterator[Hint]:
    for match in _SPACE_BEFORE_COMMA.finditer(text):
        meant = match[0][:-1].rstrip() + ","
        yield Hint(match.start(), match.end(), match[0], (meant,), Doubt.SPACE)


# --- What a lexicon knows -------------------------------------------------------------------

_KAZAKH = re.compile(f"[{LETTERS}]+")
_MIXED = re.compile(f"[a-z{LETTERS}]*(?:[a-z][{LETTERS}]|[{LETTERS}][a-z])[a-z{LETTERS}]*")


def _is_kazakh(word: str) -> bool:
    return _KAZAKH.fullmatch(word) is not None


class _Evidence:
    """What a lexicon says about the words of a text, asked for all of them at once."""

    def __init__(self, found: list[Token], lexicon: Lexicon):
        self.found = found
        words = {t.word for t in found if len(t.word) >= SHORTEST and _is_kazakh(t.word)}
        mixed = {t.word for t in found if _MIXED.fullmatch(t.word)}
        self.counts = lexicon.known(words)
        unknown = words - self.counts.keys()
        limit = max(MEANT_OF_KNOWN, min(MEANT, ASKED // max(1, len(unknown))))
        self.letters = {
            word: meant_letters(word, limit=limit if word in unknown else MEANT_OF_KNOWN)
            for word in words
            if self.counts.get(word, 0) <= SELDOM
        }
        self.stems = lexicon.known_stems(
            {stem for word in unknown for stem in _possible_stems(word)}
            | {
                stems(meant)[0]
                for word in unknown
                for _odd, meant in self.letters[word][:MEANT_BY_STEM]
            }
        )
        # No known stem by the rules of endings; and none whatever follows it.
        self.formless = {word for word in unknown if self.stems.keys().isdisjoint(stems(word))}
        self.strange = {word for word in unknown if _possible_stems(word).isdisjoint(self.stems)}
        names = {token.word for token in found if token.is_name}
        slipped = {word for word in self.strange - names if len(word) >= SHORTEST_SLIP}
        self.others = {word: meant_scripts(word) for word in mixed}
        if len(slipped) <= UNKNOWN:
            self.others |= {word: meant_words(word) for word in slipped}
        asked = {meant for letters in self.letters.values() for _odd, meant in letters}
        self.meant = lexicon.known(asked.union(*self.others.values()))

    def hints(self) -> Iterator[Hint]:
        for token in self.found:
            for doubt, meant in (
                (Doubt.LETTERS, self._letters(token)),
                (Doubt.SLIP if _is_kazakh(token.word) else Doubt.SCRIPTS, self._others(token)),
            ):
                if meant:
                    suggestions = tuple(_as_written(word, token) for word in meant[:FEW])
                    yield Hint(token.start, token.end, token.written, suggestions, doubt)
                    break

    def _letters(self, token: Token) -> list[str]:
        """Return what a word was on a Kazakh keyboard: a known word, or a form of a known stem."""
        if token.word not in self.letters:
            return []
        letters, odd = self.letters[token.word], oddness(token.word)
        count = self.counts.get(token.word, 0)
        known = []
        for still_odd, word in letters:
            printed, is_better = self.meant.get(word, 0), still_odd < odd - LESS_ODD
            is_well_known = printed >= WELL_KNOWN and len(word) >= SHORTEST_SLIP
            needed = max(KNOWN, count * (OFTENER if is_better else MUCH_OFTENER))
            if printed >= needed and (is_better or is_well_known or not token.is_name):
                known.append((-printed, still_odd, word))
        if known or token.word not in self.formless:
            return [word for _count, _odd, word in sorted(known)]
        is_maybe_name = token.written[0].isupper()
        bound = odd - (MUCH_LESS_ODD if is_maybe_name else LESS_ODD)
        needed = WELL_KNOWN if is_maybe_name else KNOWN
        by_stem = [(stems(word)[0], word) for odd, word in letters[:MEANT_BY_STEM] if odd < bound]
        return [
            word
            for stem, word in by_stem
            if len(stem) >= SHORTEST_STEM and self.stems.get(stem, 0) >= needed
        ]

    def _others(self, token: Token) -> list[str]:
        """Return what a strange word was before a slip: the same letters first, then the known."""
        letters, known, own = set(token.word), [], set(stems(token.word))
        for word in self.others.get(token.word, ()):
            if not own.isdisjoint(stems(word)):
                # «Жазды» is no slip of «жазады»: two forms of one word.
                continue
            is_same = set(word) == letters
            needed = KNOWN if is_same or not _is_kazakh(token.word) else WELL_KNOWN
            if (count := self.meant.get(word, 0)) >= needed:
                known.append((not is_same, -count, word))
        return [word for _is_same, _count, word in sorted(known)]


def _possible_stems(word: str) -> set[str]:
    """Return what may be the stem of a word: no ending of five letters makes it a strange one."""
    shortest = max(SHORTEST_STEM, len(word) - LONGEST_ENDING)
    return {*stems(word), *(word[:length] for length in range(shortest, len(word)))}


def _as_written(word: str, token: Token) -> str:
    return word[0].upper() + word[1:] if token.written[0].isupper() else word
