"""What a story is about, in some hundred bytes beside its edition: its words and its tags.

Related news compares hundreds of stories with one, and reads no text for it. A word stands here
as a number made of its term, with how often the story says it in the last two bits.
"""

import math
import struct
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from .terms import GAP, HEADLINE, Terms

#: So many words of a story; the first said of those said equally often.
MOST = 96
#: Shorter words, and numbers, tell nothing of what a story is about.
SHORTEST = 3
#: A word of the headline counts as if the text said it so many times more.
ABOVE = 3
#: What a word said once, a few times, several times and often weighs: roots of how often.
WEIGHTS = tuple(math.sqrt(times) for times in (1, 2.5, 5, 9))
_FEW, _SEVERAL, _OFTEN = 2, 4, 7
#: The bits of a number that tell how often.
TIMES = len(WEIGHTS) - 1


class Gist(NamedTuple):
    """The numbers of a story's words, weightiest first, and the ids of its tags."""

    words: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()


def is_telling(term: str) -> bool:
    """Tell whether a word can say what a story is about."""
    bare = term.rpartition(":")[2]
    return len(bare) >= SHORTEST and not bare.isdecimal()


def number(term: str) -> int:
    """Return the number of a word that is said once."""
    return crc32(term.encode()) & ~TIMES


def of(terms: Terms, tags: Iterable[int]) -> bytes:
    """Return the gist of a story from its terms, as it is stored."""
    # In the order in which they are first said, which is kept among those said equally often.
    said = Counter(term for term in terms.placed[: terms.own] if term != GAP and is_telling(term))
    for term in terms.others:
        if term.startswith(HEADLINE) and term[1:] in said:
            said[term[1:]] += ABOVE
    words = [number(term) | _often(times) for term, times in said.most_common(MOST)]
    return struct.pack(f"<{1 + len(words)}I", len(words), *words) + b"".join(
        struct.pack("<I", tag) for tag in sorted(tags)
    )


def read(stored: bytes | None) -> Gist:
    """Return a gist as it was stored; an empty one of an edition that has none yet."""
    if not stored:
        return Gist()
    numbers = struct.unpack(f"<{len(stored) // 4}I", stored)
    return Gist(numbers[1 : 1 + numbers[0]], numbers[1 + numbers[0] :])


def _often(times: int) -> int:
    return (times >= _FEW) + (times >= _SEVERAL) + (times >= _OFTEN)
