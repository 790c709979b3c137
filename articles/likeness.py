"""How much two stories have in common: the words and tags that both have, each by its rarity.

Rarity is read from the newest stories of the site, which are at hand: no count of the archive is
kept, and a word that is everywhere this week says little this week.
"""

import math
from collections import Counter
from collections.abc import Iterable

from .search.gist import TIMES, WEIGHTS, Gist


class Rarity(dict):
    """The weight of each thing, by how many of the newest stories have it; nothing if all have."""

    def __init__(self, stories: Iterable[Iterable[int]]):
        super().__init__()
        self.stories, self.having = 0, Counter()
        for each in stories:
            self.stories += 1
            self.having.update(each)

    def __missing__(self, key: int) -> float:
        weight = self[key] = math.log((self.stories + 1) / (self.having[key] + 1))
        return weight


class Likeness:
    """One story, with which others are compared: cosines of what each has, between 0 and 1."""

    def __init__(self, own: Gist, newest: list[Gist]):
        self.rarity = Rarity([number & ~TIMES for number in gist.words] for gist in newest)
        self.rarity_of_tags = Rarity(gist.tags for gist in newest)
        self._squares = _Squares(self.rarity)
        self._length, self._number = self._long(own), len(own.words)
        # However often the other story says a word, its number leads to what both weigh together.
        self._both, self._own = {}, {}
        for number in own.words:
            word = number & ~TIMES
            self._own[word] = self.rarity[word] * WEIGHTS[number & TIMES]
            weight = self.rarity[word] ** 2 * WEIGHTS[number & TIMES]
            self._both |= {word | often: weight * WEIGHTS[often] for often in range(TIMES + 1)}
        self._words = frozenset(self._both)
        self._tags = frozenset(own.tags)
        self._tags_long = self._long_tags(own.tags)

    def shared(self, other: Gist) -> float:
        """Return what the words that both say weigh together."""
        return sum(map(self._both.__getitem__, self._words.intersection(other.words)))

    def roughly(self, shared: float, other: Gist) -> float:
        """Return about what `words` does, for a fraction of its cost."""
        if not shared:
            return 0.0
        return shared / (self._length**2 * math.sqrt(len(other.words) / self._number))

    def is_common(self, number: int, *, part: float) -> bool:
        """Tell whether more than a part of the newest stories say a word."""
        return self.rarity.having[number] > part * self.rarity.stories

    def weight(self, number: int) -> float:
        """Return what a word weighs in the story itself: how rare it is, and how often said."""
        return self._own.get(number, 0.0)

    def words(self, shared: float, other: Gist) -> float:
        """Return how far two stories say the same words."""
        return shared / (self._length * self._long(other)) if shared else 0.0

    def tags(self, other: Iterable[int]) -> float:
        """Return how far two stories have the same tags."""
        if not (shared := self._tags.intersection(other)):
            return 0.0
        together = sum(self.rarity_of_tags[tag] ** 2 for tag in shared)
        return together / (self._tags_long * self._long_tags(other)) if together else 0.0

    def _long(self, gist: Gist) -> float:
        return math.sqrt(sum(map(self._squares.__getitem__, gist.words)))

    def _long_tags(self, tags) -> float:
        return math.sqrt(sum(self.rarity_of_tags[tag] ** 2 for tag in tags))


class _Squares(dict):
    """The square of what a word weighs in a story that says it so often."""

    def __init__(self, rarity: Rarity):
        super().__init__()
        self.rarity = rarity

    def __missing__(self, number: int) -> float:
        weight = self.rarity[number & ~TIMES] * WEIGHTS[number & TIMES]
        self[number] = weight * weight
        return self[number]
