"""Related recent news: beside a story, nine others of today's site.

Candidates are the newest of each tag, region and section, and of the site (`candidates.py`). A
tie weighs by its rarity, read from how far back its rows reach, and by the age of the story it
leads to.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from kazakh.alphabet import fold

from .candidates import DEPTH, Candidate, Row, Tie, candidates, edition_of, ties_of
from .models import Edition

#: What the page shows.
LIMIT = 9
#: How many of the story's tags are asked.
TAGS = 6
#: What a tie weighs beside a tag of the same rarity.
WEIGHTS = {"tag": 1.0, "region": 0.6, "oblast": 0.5, "section": 0.35}
#: The same subsection, beside the section it lies in.
SUBSECTION = 0.5
#: After so many days a story counts half.
HALF_LIFE = 7.0
#: A tie of which a year brings few stories is not judged by the days since the last one.
LONG = timedelta(days=365)
#: Two headlines that share so many of their words, so near in time, tell one event.
ALIKE, NEAR = 0.6, timedelta(days=3)
#: Letters by which two forms of a word are taken for one.
STEM = 6


@dataclass(frozen=True)
class Related:
    """A story beside another: how much it has to do with it, and why."""

    edition: Edition
    score: float
    reasons: tuple[str, ...]


def related(
    edition: Edition, *, at: datetime, limit: int = LIMIT, tags: list[int] | None = None
) -> list[Related]:
    """Return the stories that stand beside one, best first.

    In its language; never itself or another telling of it, nothing paid for, nothing that is
    not visible at `at`; ages are counted from `at`. When ties do not fill the list, the newest
    of the site do, and old stories only where there is nothing newer.
    """
    if tags is None:
        tags = list(edition.edition_tags.values_list("tag_id", flat=True))
    # Of many tags the younger ones say more: the oldest are «Қазақстан» and the like.
    ties = ties_of(edition, sorted(tags, reverse=True)[:TAGS])
    found = candidates(edition, ties, at=at)
    return _choose(edition, ties, found, at=at, limit=limit)


def newest(found: list[Related]) -> list[Edition]:
    """Return the same stories as the page prints them: newest first."""
    chosen = [each.edition for each in found]
    return sorted(chosen, key=lambda e: (e.published_at, e.article_id), reverse=True)


# --- Choice -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Ranked:
    """A candidate with what the choice makes of it."""

    row: Row
    score: float
    reasons: tuple[str, ...]

    @property
    def latest(self):
        return self.row.published_at, self.row.article_id

    @property
    def best(self):
        return (self.score, *self.latest)


def _choose(edition, ties: list[Tie], found: list[Candidate], *, at, limit) -> list[Related]:
    weights = _weigh(ties, at)
    first, then = [], []
    for candidate in found:
        row = candidate.row
        if _story(row) == _story(edition):
            continue
        names = [tie.name for tie in candidate.ties if tie.kind != "site"]
        score = sum(weights[name] for name in names)
        if edition.category_id and row.category_id == edition.category_id != edition.section_id:
            score += SUBSECTION
            names.append(f"category:{edition.category_id}")
        age = max(at - row.published_at, timedelta(0)) / timedelta(days=1)
        one = _Ranked(row, score * 0.5 ** (age / HALF_LIFE), tuple(names))
        (first if age <= candidate.days else then).append(one)
    first.sort(key=lambda one: one.best, reverse=True)
    then.sort(key=lambda one: one.latest, reverse=True)
    return [
        Related(edition_of(one.row), one.score, one.reasons)
        for one in _once_each(edition, first + then, limit)
    ]


def _weigh(ties: list[Tie], at: datetime) -> dict[str, float]:
    """Weigh each tie by its rarity: how seldom it brings a story, beside the site."""
    rates = {}
    for tie in ties:
        reach = at - min(tie.moments, default=at)
        if len(tie.moments) < DEPTH:
            reach = max(reach, LONG)
        rates[tie.name] = len(tie.moments) / max(reach / timedelta(days=1), 0.001)
    return {
        tie.name: WEIGHTS.get(tie.kind, 0.0) * math.log1p(rates["site"] / rates[tie.name])
        for tie in ties
        if rates[tie.name]
    }


def _story(told: Edition | Row) -> int | None:
    """Return the story that an edition tells, in whatever language."""
    return told.translation_of_id or told.article_id


def _once_each(edition: Edition, ranked: list[_Ranked], limit: int) -> list[_Ranked]:
    """Take the first of each event and of each story, in their order."""
    chosen, told, stories = [], [(edition, _words(edition))], set()
    for one in ranked:
        if len(chosen) == limit:
            break
        words = _words(one.row)
        if _story(one.row) in stories or any(
            _is_one_event(one.row, words, other, theirs) for other, theirs in told
        ):
            continue
        chosen.append(one)
        told.append((one.row, words))
        stories.add(_story(one.row))
    return chosen


def _words(told: Edition | Row) -> tuple[set, set]:
    """Return what a headline says: the beginnings of its words, and its numbers."""
    words = re.findall(r"\w+", fold(told.headline))
    numbers = {word for word in words if word.isdecimal()}
    return {word[:STEM] for word in words if len(word) > 2} - numbers, numbers


def _is_one_event(edition, words, other, theirs) -> bool:
    """Tell whether two headlines tell one event: daily rates differ by their numbers."""
    if abs(edition.published_at - other.published_at) > NEAR:
        return False
    (said, numbers), (also, others) = words, theirs
    if numbers and others and numbers != others:
        return False
    either = said | also
    return bool(either) and len(said & also) / len(either) >= ALIKE
