"""Related recent news: beside a story, nine others of today's site.

Candidates are the newest of each tag, region and section, and of the site, and those that say the
rarest words of its headline (`candidates.py`). The nearest are those that say the same words and
have the same tags (`likeness.py`), more so in its section and region, and the newer the better.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from kazakh.alphabet import fold

from .beside import Choices, choices
from .candidates import DEPTH, FIELDS, Candidate, Row, candidates, edition_of, saying, ties_of
from .likeness import Likeness
from .models import Commercial, Edition
from .search import gist, tongues

#: What the page shows.
LIMIT = 9
#: The reason of a story that an editor pinned.
PINNED = "pinned"
#: How many of the story's tags are asked.
TAGS = 6
#: How many words of its headline are asked, and what part of the newest stories may have one.
WORDS, COMMON = 3, 0.1
#: What a story with no word in common counts as sharing: its tags and its section still tell.
LITTLE = 0.03
#: How much nearer all the same tags make a story, the same section, the subsection in it, a place.
SAME_TAGS, SAME_SECTION, SAME_SUBSECTION = 4.0, 3.0, 1.0
SAME_REGION, SAME_OBLAST = 1.0, 0.5
#: After so many days a story counts half.
HALF_LIFE = 45.0
#: Nine of ten are from these days. Older ones may stand among the first, if they say the same;
#: others only where there is nothing newer.
RECENT, OLDER, AMONG, SAYS_THE_SAME = 7, 2, 5, 0.18
#: Of so many the likeness is measured; the others are too far away to be chosen.
MEASURED = 20
#: Two headlines that share so many of their words, so near in time, tell one event.
ALIKE, NEAR = 0.75, timedelta(hours=12)
#: Letters by which two forms of a word are taken for one.
STEM = 6


@dataclass(frozen=True)
class Related:
    """A story beside another: how much it has to do with it, and why."""

    edition: Edition
    score: float
    reasons: tuple[str, ...]


def related(
    edition: Edition,
    *,
    at: datetime,
    limit: int = LIMIT,
    tags: list[int] | None = None,
    chosen: Choices | None = None,
) -> list[Related]:
    """Return the stories that stand beside one, best first.

    In its language; never itself or another telling of it, nothing paid for, nothing that is
    not visible at `at`; ages are counted from `at`. When ties do not fill the list, the newest
    of the site do, and old stories only where there is nothing newer. What an editor pinned
    stands first, what was banned nowhere (`chosen`; asked for where the caller has not).
    """
    if chosen is None:
        chosen = choices(edition.article_id)
    if tags is None:
        tags = list(edition.edition_tags.values_list("tag_id", flat=True))
    # Of many tags the younger ones say more: the oldest are «Қазақстан» and the like.
    found = candidates(edition, ties_of(edition, sorted(tags, reverse=True)[:TAGS]), at=at)
    newest = [each.gist for each in found.values() if each.ties[-1].kind == "site"]
    like = Likeness(gist.read(edition.gist)._replace(tags=tuple(tags)), newest)
    said = _said(edition)
    # A site of fewer stories has them all among its newest.
    if len(newest) == DEPTH and (rarest := _rarest(said, like)):
        found = saying(edition, rarest, at=at) | found
    pinned = _pinned(edition, chosen, at=at)[:limit]
    free = [each for each in found.values() if each.row.article_id not in chosen.banned]
    ranked = _ranked(edition, free, like, at=at)
    return [Related(each, math.inf, (PINNED,)) for each in pinned] + [
        Related(edition_of(one.row), one.score, _reasons(edition, one.candidate, said))
        for one in _once_each(edition, ranked, limit - len(pinned), pinned)
    ]


def _pinned(edition: Edition, chosen: Choices, *, at) -> list[Edition]:
    """Return what an editor pinned and readers see, in the order of pinning."""
    if not chosen.pinned:
        return []
    rows = Edition.objects.visible(at).filter(
        article__in=chosen.pinned, language=edition.language, commercial=Commercial.NONE
    )
    seen = {each.article_id: each for each in rows.only(*FIELDS)}
    own = _story(edition)
    return [seen[pk] for pk in chosen.pinned if pk in seen and _story(seen[pk]) != own]


def newest(found: list[Related]) -> list[Edition]:
    """Return the same stories as the page prints them: newest first."""
    chosen = [each.edition for each in found]
    return sorted(chosen, key=lambda e: (e.published_at, e.article_id), reverse=True)


# --- Words of the headline ----------------------------------------------------------------


def _said(edition: Edition) -> dict[str, int]:
    """Return the terms of the headline that tell something, with their numbers."""
    said = (tongues.keys(edition.language, word) for word in tongues.words(edition.headline))
    terms = dict.fromkeys(keys[0] for keys in said if keys)
    return {term: gist.number(term) for term in terms if gist.is_telling(term)}


def _rarest(said: dict[str, int], like: Likeness) -> list[str]:
    """Return the words to look for: the rarest, and of those as rare the ones said most."""
    asked = [term for term, word in said.items() if not like.is_common(word, part=COMMON)]
    return sorted(asked, key=lambda term: -like.weight(said[term]))[:WORDS]


# --- Choice -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Ranked:
    """A candidate with what the choice makes of it."""

    candidate: Candidate
    score: float
    age: float
    says_the_same: bool

    @property
    def row(self) -> Row:
        return self.candidate.row

    @property
    def is_stale(self) -> bool:
        """Tell whether it is past the days of its section."""
        return self.age > self.candidate.days

    @property
    def latest(self):
        return self.row.published_at, self.row.article_id

    @property
    def best(self):
        return (self.score, *self.latest)

    @property
    def filling(self):
        """What comes first where the list is not full: the best, and of stale ones the newest."""
        return (not self.is_stale, 0.0 if self.is_stale else self.score, *self.latest)


def _ranked(edition, found: list[Candidate], like: Likeness, *, at) -> list[_Ranked]:
    """Return the candidates with their scores, best first."""
    weighed = []
    for candidate in found:
        row = candidate.row
        if _story(row) != _story(edition):
            age = max(at - row.published_at, timedelta(0)) / timedelta(days=1)
            nearer = _nearer(edition, candidate, like) * 0.5 ** (age / HALF_LIFE)
            shared = like.shared(candidate.gist)
            score = (LITTLE + like.roughly(shared, candidate.gist)) * nearer
            latest = row.published_at, row.article_id
            weighed.append((score, *latest, age, nearer, shared, candidate))
    weighed.sort(key=lambda each: each[:3], reverse=True)
    ranked = []
    for place, (_score, _moment, _article, age, nearer, shared, candidate) in enumerate(weighed):
        words = like.words(shared, candidate.gist) if place < MEASURED else 0.0
        score = (LITTLE + words) * nearer
        ranked.append(_Ranked(candidate, score, age, words >= SAYS_THE_SAME))
    return sorted(ranked, key=lambda one: one.best, reverse=True)


def _nearer(edition: Edition, candidate: Candidate, like: Likeness) -> float:
    """Return how many times nearer its tags, its section and its places make a story."""
    row = candidate.row
    tags = candidate.gist.tags or [tie.pk for tie in candidate.ties if tie.kind == "tag"]
    nearer = 1 + SAME_TAGS * like.tags(tags)
    if row.section_id and row.section_id == edition.section_id:
        is_subsection = row.category_id == edition.category_id != edition.section_id
        nearer *= 1 + SAME_SECTION + SAME_SUBSECTION * is_subsection
    if row.region_id and row.region_id == edition.region_id:
        nearer *= 1 + SAME_REGION
    elif row.oblast_id and row.oblast_id == edition.oblast_id:
        nearer *= 1 + SAME_OBLAST
    return nearer


def _reasons(edition: Edition, candidate: Candidate, said: dict[str, int]) -> tuple[str, ...]:
    """Return what a story shares: words of the headline, and every tie that brought it."""
    row, says = candidate.row, {word & ~gist.TIMES for word in candidate.gist.words}
    reasons = [f"word:{term}" for term, word in said.items() if word in says]
    reasons += [tie.name for tie in candidate.ties if tie.kind != "site"]
    if edition.category_id and row.category_id == edition.category_id != edition.section_id:
        reasons.append(f"category:{edition.category_id}")
    return tuple(reasons)


def _story(told: Edition | Row) -> int | None:
    """Return the story that an edition tells, in whatever language."""
    return told.translation_of_id or told.article_id


def _once_each(
    edition: Edition, ranked: list[_Ranked], limit: int, pinned: list[Edition]
) -> list[_Ranked]:
    """Take the first of each event and of each story: the best, then what is older."""
    chosen, late, stories = [], [], {_story(each) for each in pinned}
    told = [(each, _words(each)) for each in (edition, *pinned)]

    def take(one: _Ranked):
        words = _words(one.row)
        if _story(one.row) not in stories and not any(
            _is_one_event(one.row, words, other, theirs) for other, theirs in told
        ):
            chosen.append(one)
            told.append((one.row, words))
            stories.add(_story(one.row))

    for one in ranked:
        if len(chosen) == limit:
            return chosen
        is_older = one.age > RECENT
        fits = len(chosen) < AMONG and sum(each.age > RECENT for each in chosen) < OLDER
        if one.is_stale or (is_older and not (fits and one.says_the_same)):
            late.append(one)
        else:
            take(one)
    for one in sorted(late, key=lambda each: each.filling, reverse=True):
        if len(chosen) < limit:
            take(one)
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
