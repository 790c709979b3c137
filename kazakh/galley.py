"""A galley: a line of text on its way to print, mended in places without losing its places.

A line of a story is often several runs (a word half bold, a link in the middle). The rules of
this package see the whole line; the galley knows where each run begins after they have done.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

_WORD_OR_SPACE = re.compile(r"\s+|\S+")
_WORD = re.compile(r"\S+")


class Change(NamedTuple):
    """A piece of text before and after; whole words, with the space between them where it moved."""

    before: str
    after: str


class Edit(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


class Galley:
    """A text that is being mended, and the text it was."""

    def __init__(self, text: str):
        self.before = self.text = text
        self._origins = None  # of each character now, and of the end: its place in `before`

    def mend(self, edits: Iterable[Edit]) -> bool:
        """Make edits, given in their order and apart from each other; tell if any was made."""
        pieces, origins, done = [], [], 0
        old = self._origins or range(len(self.text) + 1)
        for start, end, text in edits:
            pieces += [self.text[done:start], text]
            origins += old[done:start]
            last = max(start, end - 1)
            origins += [old[min(start + offset, last)] for offset in range(len(text))]
            done = end
        if not pieces:
            return False
        self.text = "".join(pieces) + self.text[done:]
        self._origins = origins + list(old[done:])
        return True

    def mend_words(self, mended: Callable[[str], str]) -> None:
        """Give each word (what stands between spaces) to a function that may change it."""
        edits = []
        for word in _WORD.finditer(self.text):
            if (text := mended(word[0])) != word[0]:
                edits.append(_narrowed(word.start(), word[0], text))
        self.mend(edits)

    def place(self, at: int) -> int:
        """Return where a place of the text as it was is now."""
        return at if self._origins is None else bisect_left(self._origins, at)

    def changes(self) -> list[Change]:
        """Return what became of each word that changed; neighbours that were parted or joined
        are one change."""
        if self.text == self.before:
            return []
        changes, start, end, is_open = [], 0, 0, False
        for piece in _WORD_OR_SPACE.finditer(self.before):
            now = self.text[self.place(piece.start()) : self.place(piece.end())]
            if now == piece[0]:
                if is_open and piece[0].isspace():
                    changes.append((start, end))
                    is_open = False
                if not is_open:
                    start = end = piece.end() if piece[0].isspace() else piece.start()
                if not piece[0].isspace():
                    end = piece.end()
            else:
                is_open, end = True, piece.end()
        if is_open:
            changes.append((start, end))
        return [self._change(start, end) for start, end in changes]

    def _change(self, start: int, end: int) -> Change:
        return Change(self.before[start:end], self.text[self.place(start) : self.place(end)])


def mended(runs: list[str], rule: Callable[[Galley], None]) -> tuple[list[str], list[Change]]:
    """Apply a rule to the runs of a line as if they were one text; return them and the changes."""
    galley = Galley("".join(runs))
    rule(galley)
    if galley.text == galley.before:
        return runs, []
    places, end = [0], 0
    for run in runs[:-1]:
        end += len(run)
        places.append(galley.place(end))
    places.append(len(galley.text))
    return [galley.text[a:b] for a, b in pairwise(places)], galley.changes()


def _narrowed(start: int, before: str, after: str) -> Edit:
    """Return the edit of a word without what stays at its beginning and its end."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(before) - tail, after[head : len(after) - tail])
