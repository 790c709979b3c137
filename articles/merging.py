"""Two texts that grew out of one: what each changed, put together where they did not meet."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Change(NamedTuple):
    """What stands in the place of a run of the text both began with."""

    start: int
    end: int
    stands: tuple


def merged(base: Sequence, mine: Sequence, theirs: Sequence) -> list | None:
    """Return a text of blocks with the changes of both; None where both changed the same block.

    What both put in at one place stands there twice: theirs first, then mine. The same change made
    by both is one.
    """
    ours, others = _changes(base, mine), _changes(base, theirs)
    both = [change for change in ours if change in others]
    ours = [change for change in ours if change not in both]
    if any(_meet(one, other) for one in ours for other in others):
        return None
    # Sorted by place; at one place theirs, which are named first, stand first.
    every = sorted([*others, *ours], key=lambda change: (change.start, change.end))
    made, at = [], 0
    for change in every:
        made += base[at : change.start]
        made += change.stands
        at = max(at, change.end)
    return made + list(base[at:])


def _changes(base, text) -> list[Change]:
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    return [
        Change(start, end, tuple(text[first:last]))
        for what, start, end, first, last in matcher.get_opcodes()
        if what != "equal"
    ]


def _meet(one: Change, other: Change) -> bool:
    """Tell whether two changes are about the same blocks; what is put in between meets nothing."""
    return one.start < other.end and other.start < one.end
