"""Two texts that grew out of one: what each changed, put together where they did not meet."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple


class Meeting(StrEnum):
    """What stands where two people changed the same block: my change, or theirs and then mine."""

    MINE = "mine"
    BOTH = "both"


class Change(NamedTuple):
    """What stands in the place of a run of the text both began with."""

    start: int
    end: int
    stands: tuple


def merged(
    base: Sequence, mine: Sequence, theirs: Sequence, *, where_they_meet: Meeting | None = None
) -> list | None:
    """Return a text of blocks with the changes of both; None where both changed the same block.

    What both put in at one place stands there twice: theirs first, then mine. The same change made
    by both is one. With `where_they_meet` there is always a text: it says what stands in it of
    changes that are about the same blocks.
    """
    ours, others = _changes(base, mine), _changes(base, theirs)
    if where_they_meet:
        # One block at a time, so that only what really met is given up.
        ours, others = _one_by_one(ours), _one_by_one(others)
    both = [change for change in ours if change in others]
    ours = [change for change in ours if change not in both]
    meeting = [other for other in others if any(_meet(one, other) for one in ours)]
    if meeting and not where_they_meet:
        return None
    if where_they_meet is not Meeting.BOTH:
        others = [other for other in others if other not in meeting]
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


def _one_by_one(changes: list[Change]) -> list[Change]:
    """Return changes with runs that stand in the place of as many blocks taken apart."""
    parts = []
    for change in changes:
        if len(change.stands) == change.end - change.start:
            at = change.start
            parts += [Change(at + i, at + i + 1, (each,)) for i, each in enumerate(change.stands)]
        else:
            parts.append(change)
    return parts


def _meet(one: Change, other: Change) -> bool:
    """Tell whether two changes are about the same blocks; what is put in between meets nothing."""
    return one.start < other.end and other.start < one.end
