"""What changed between two texts of a story, word by word, as they are read: pure, and bounded.

Paragraphs are aligned first, those that were changed are paired with what they became, and only
within a pair are words looked at. Nothing here is HTML: whoever prints the pieces escapes them.

The search is that of Myers (1986), whose cost grows with what changed, not with what is there: a
long story with one other word costs a look at each paragraph. All of one comparison shares one
`Effort`; when it is spent, what is left is shown as taken out and put in whole.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from html import unescape
from typing import NamedTuple

from . import markup

#: Steps of one comparison: about a second on a small machine, never more.
STEPS = 1_500_000
#: Two texts that differ in more places than these have little to do with each other.
MOST_PLACES = 800
#: More paragraphs changed at one place than these are not paired by what they say.
_MOST_PAIRS = 4_096
#: How much two paragraphs share to be one that was changed; and two texts to be shown as one.
_AKIN, _ONE_TEXT = 0.3, 0.2
#: A run of so few letters between two changes is read as part of them.
_THIN = 3
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_WORDS = re.compile(r"\w+")
_LINK = re.compile(r'<a href="([^"]*)"')
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")


class State(StrEnum):
    """What became of a piece or of a paragraph."""

    SAME = "same"
    OUT = "out"
    IN = "in"
    CHANGED = "changed"


class Kind(StrEnum):
    """What a paragraph is; what is no text is named."""

    TEXT = "text"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"
    RULE = "rule"
    PHOTO = "photo"
    GALLERY = "gallery"
    EMBED = "embed"


_KINDS = {
    "h2": Kind.HEADING, "h3": Kind.HEADING, "blockquote": Kind.QUOTATION, "ul": Kind.LIST,
    "ol": Kind.LIST, "table": Kind.TABLE, "hr": Kind.RULE,
}  # fmt: skip
_FIGURES = {"data-photo": Kind.PHOTO, "data-gallery": Kind.GALLERY, "data-embed": Kind.EMBED}


class Piece(NamedTuple):
    """Some words that stayed, were taken out, or were put in."""

    state: State
    text: str


class Shown(NamedTuple):
    """A paragraph as it is read: its words, the photos and films in it, where its links lead."""

    kind: Kind
    text: str
    photos: tuple[int, ...]
    embeds: tuple[str, ...]
    links: tuple[str, ...]
    html: str


class Block(NamedTuple):
    """A paragraph of either text, or of both: what of it changed."""

    state: State
    kind: Kind
    pieces: tuple[Piece, ...]
    photos: tuple[tuple[State, int], ...] = ()
    embeds: tuple[tuple[State, str], ...] = ()
    links: tuple[tuple[State, str], ...] = ()
    #: The words are the same, but not how they stand: bold, a heading, a list.
    is_restyled: bool = False


class Effort:
    """How many steps a comparison may still take."""

    def __init__(self, steps: int = STEPS):
        self.left = steps


def words(before: str, after: str, effort: Effort | None = None) -> tuple[Piece, ...]:
    """Return the pieces of two texts: all not put in are one, all not out the other."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matches = _folded(_matches(old, new, effort or Effort()), old, new)
    same = sum(
        len(old[at]) for start, _there, length in matches for at in range(start, start + length)
    )
    if same < _ONE_TEXT * max(len(before), len(after)):
        matches = []
    pieces, here, there = [], 0, 0
    for i, j, length in [*matches, (len(old), len(new), 0)]:
        for state, text in (
            (State.OUT, old[here:i]),
            (State.IN, new[there:j]),
            (State.SAME, old[i : i + length]),
        ):
            if text:
                pieces.append(Piece(state, "".join(text)))
        here, there = i + length, j + length
    return tuple(pieces)


def listed(before: Sequence, after: Sequence) -> tuple[tuple[State, object], ...]:
    """Return what two lists without an order share, and what only one of them has."""
    return (
        *((State.OUT, each) for each in before if each not in after),
        *((State.IN if each not in before else State.SAME, each) for each in after),
    )


def body(before: str, after: str, effort: Effort | None = None) -> list[Block]:
    """Return two bodies as one row of paragraphs, each with what became of it."""
    effort = effort or Effort()
    old, new = ([read(block) for block in split(text)] for text in (before, after))
    found, here, there = [], 0, 0
    matches = _matches([each.html for each in old], [each.html for each in new], effort)
    for i, j, length in [*matches, (len(old), len(new), 0)]:
        found += _changed(old[here:i], new[there:j], effort)
        found += [_block(State.SAME, each) for each in old[i : i + length]]
        here, there = i + length, j + length
    return found


def split(html: str) -> list[str]:
    """Return the paragraphs of a body in our one form; of any other, after it was cleaned."""
    blocks, depth, start = [], 0, 0
    for tag in _TAG.finditer(html):
        if depth == 0 and tag.start() != start:
            return markup.blocks(html)
        if tag[2] not in ("br", "hr"):
            depth += -1 if tag[1] else 1
        if depth == 0 and tag[2] != "br":
            blocks.append(html[start : tag.end()])
            start = tag.end()
    return blocks if depth == 0 and start == len(html) else markup.blocks(html)


def read(html: str) -> Shown:
    """Read a paragraph as it is shown."""
    opening = _TAG.match(html)
    kind = _KINDS.get(opening[2], Kind.TEXT) if opening else Kind.TEXT
    if opening and opening[2] == "figure":
        kind = next((kind for name, kind in _FIGURES.items() if name in opening[0]), Kind.TEXT)
    return Shown(
        kind=kind,
        text=markup.plain(html),
        photos=tuple(markup.photo_ids(html)),
        embeds=tuple(markup.embeds(html)),
        links=tuple(map(unescape, _LINK.findall(html))),
        html=html,
    )


def _block(state: State, shown: Shown) -> Block:
    return Block(
        state,
        shown.kind,
        (Piece(state, shown.text),) if shown.text else (),
        tuple((state, photo) for photo in shown.photos),
        tuple((state, embed) for embed in shown.embeds),
    )


def _pair(old: Shown, new: Shown, effort: Effort) -> Block:
    pieces = words(old.text, new.text, effort)
    photos, embeds = listed(old.photos, new.photos), listed(old.embeds, new.embeds)
    links = tuple(each for each in listed(old.links, new.links) if each[0] is not State.SAME)
    is_same = old.text == new.text and old.photos == new.photos and old.embeds == new.embeds
    return Block(
        State.CHANGED, new.kind, pieces, photos, embeds, links,
        is_restyled=old.kind != new.kind or (is_same and not links),
    )  # fmt: skip


def _changed(old: list[Shown], new: list[Shown], effort: Effort) -> list[Block]:
    """Return what became of the paragraphs between two that stayed."""
    found, here, there = [], 0, 0
    for i, j in [*_pairs(old, new, effort), (len(old), len(new))]:
        found += [_block(State.OUT, each) for each in old[here:i]]
        found += [_block(State.IN, each) for each in new[there:j]]
        if i < len(old):
            found.append(_pair(old[i], new[j], effort))
        here, there = i + 1, j + 1
    return found


def _pairs(old: list[Shown], new: list[Shown], effort: Effort) -> list[tuple[int, int]]:
    """Return which paragraphs became which, in their order: the pairs that share most together."""
    if not old or not new:
        return []
    bags = [[set(_WORDS.findall(each.text)) for each in side] for side in (old, new)]
    if len(old) * len(new) > _MOST_PAIRS:
        both = zip(range(len(old)), range(len(new)), strict=False)
        return [(i, j) for i, j in both if _akin(old[i], new[j], bags[0][i], bags[1][j]) >= _AKIN]
    effort.left -= len(old) * len(new)
    shared = [[_akin(a, b, bag, other) for b, other in zip(new, bags[1], strict=True)]
              for a, bag in zip(old, bags[0], strict=True)]  # fmt: skip
    # best[i][j]: what the paragraphs from i and from j on can share.
    best = [[0.0] * (len(new) + 1) for _each in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            one = shared[i][j] + best[i + 1][j + 1] if shared[i][j] >= _AKIN else 0.0
            best[i][j] = max(one, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if shared[i][j] >= _AKIN and best[i][j] == shared[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _akin(a: Shown, b: Shown, bag: set[str], other: set[str]) -> float:
    """Return how much of what two paragraphs say is the same, from 0 to 1."""
    held, holds = {*a.photos, *a.embeds}, {*b.photos, *b.embeds}
    if held or holds:
        return 1.0 if held & holds else 0.0
    if a.text == b.text:
        return 1.0
    return 2 * len(bag & other) / (len(bag) + len(other)) if bag and other else 0.0


# --- The search -----------------------------------------------------------------------------


def _matches(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[tuple[int, int, int]]:
    """Return the runs that two rows share: where in each, and how long."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    numbers: dict[str, int] = {}
    a, b = (
        [numbers.setdefault(each, len(numbers)) for each in row[first : len(row) - last]]
        for row in (old, new)
    )
    runs = [(0, 0, first)] if first else []
    for i, j in _myers(a, b, effort) if a and b else ():
        i, j = i + first, j + first
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (i, j):
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    if last:
        runs.append((len(old) - last, len(new) - last, last))
    return runs


def _myers(a: list[int], b: list[int], effort: Effort) -> list[tuple[int, int]]:
    """Return the places that stay in the shortest change from one row to the other."""
    n, m = len(a), len(b)
    most = min(n + m, MOST_PLACES)
    # The furthest place reached on each diagonal, which are numbered from -most - 1 on.
    furthest, middle = [0] * (2 * most + 3), most + 1
    trace = []
    for d in range(most + 1):
        trace.append(furthest[middle - d - 1 : middle + d + 2])
        for k in range(-d, d + 1, 2):
            below, above = furthest[middle + k + 1], furthest[middle + k - 1]
            x = below if k == -d or (k != d and above < below) else above + 1
            start, y = x, x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            effort.left -= 1 + x - start
            furthest[middle + k] = x
            if x >= n and y >= m:
                return _walked(trace, n, m)
        if effort.left < 0:
            break
    return []


def _walked(trace: list[list[int]], x: int, y: int) -> list[tuple[int, int]]:
    """Walk back the way that a search has found; return the places that stayed."""
    stayed = []
    for d in reversed(range(len(trace))):
        reached, k = trace[d], x - y
        below, above = reached[d + k + 2], reached[d + k]
        before = k + 1 if k == -d or (k != d and above < below) else k - 1
        x_before = reached[d + 1 + before]
        y_before = x_before - before
        while x > x_before and y > y_before and x > 0 and y > 0:
            x, y = x - 1, y - 1
            stayed.append((x, y))
        x, y = x_before, y_before
    return stayed[::-1]


def _folded(runs, old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Leave out the runs that only part two changes: a space, a sign, a word of few letters."""
    kept = []
    for number, (i, j, length) in enumerate(runs):
        is_first = number == 0 and (i, j) == (0, 0)
        is_last = (i + length, j + length) == (len(old), len(new))
        letters = sum(len(text) for text in old[i : i + length] if text[0].isalnum())
        if is_first or is_last or letters > _THIN:
            kept.append((i, j, length))
    return kept
