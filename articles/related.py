"""Related recent news: beside a story, nine others of today's site.

Candidates come from the ends of indexes alone (the newest of each tag, region, section, and of
the site), in one query whose cost does not grow with the archive. A tie weighs by its rarity,
read from how far back its rows reach, and by the age of the story it leads to.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import IntegerField, Value

from kazakh.alphabet import fold

from .models import Category, Commercial, Edition, EditionRegion, EditionTag

#: What the page shows.
LIMIT = 9
#: How many rows each tie may bring, and how many tags are asked.
DEPTH = 50
TAGS = 6
#: What a tie weighs beside a tag of the same rarity.
WEIGHTS = {"tag": 1.0, "region": 0.6, "oblast": 0.5, "section": 0.35}
#: The same subsection, beside the section it lies in.
SUBSECTION = 0.5
#: After so many days a story counts half.
HALF_LIFE = 7.0
#: A tie of which a year brings few stories is not judged by the days since the last one.
LONG = timedelta(days=365)
#: How long a story without a section stays related news.
DAYS = Category._meta.get_field("related_days").default
#: Two headlines that share so many of their words, so near in time, tell one event.
ALIKE, NEAR = 0.6, timedelta(days=3)
#: Letters by which two forms of a word are taken for one.
STEM = 6

_NEEDED = {
    "id", "article_id", "language", "headline", "slug", "published_at", "updated_at",
    "category_id", "section_id", "region_id", "oblast_id", "translation_of_id", "commercial",
}  # fmt: skip
#: In the model's own order, in which an instance is made from a row.
FIELDS = tuple(f.attname for f in Edition._meta.concrete_fields if f.attname in _NEEDED)


@dataclass(frozen=True)
class Related:
    """A story beside another: how much it has to do with it, and why."""

    edition: Edition
    score: float
    reasons: tuple[str, ...]


@dataclass
class Candidate:
    """A story that some ties brought, by their numbers; its section keeps it for some days."""

    edition: Edition
    days: int
    ties: list[int]


@dataclass(frozen=True)
class Tie:
    """One thing two stories can have in common: this tag, this region, this section."""

    kind: str
    pk: int
    rows: object  # the newest stories that have it, as ids of editions

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.pk}" if self.pk else self.kind


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
    ties = _ties(edition, sorted(tags, reverse=True)[:TAGS], at)
    return _choose(edition, ties, _candidates(ties), at=at, limit=limit)


def newest(found: list[Related]) -> list[Edition]:
    """Return the same stories as the page prints them: newest first."""
    chosen = [each.edition for each in found]
    return sorted(chosen, key=lambda e: (e.published_at, e.article_id), reverse=True)


# --- Candidates ---------------------------------------------------------------------------


def _ties(edition: Edition, tags: list[int], at: datetime) -> list[Tie]:
    """Return everything by which stories are looked for; the last is the site itself."""
    news = Edition.objects.visible(at).filter(
        language=edition.language, commercial=Commercial.NONE
    )
    places = {"region": edition.region_id, "oblast": edition.oblast_id}
    if edition.region_id == edition.oblast_id:
        del places["region"]

    def newest_of(rows, column, **paid):
        rows = rows.filter(**paid).exclude(article_id=edition.article_id)
        return rows.newest_first(at=at).values(column)[:DEPTH]

    def rows_of(model, **which):
        rows = model.objects.visible(at).filter(language=edition.language, **which)
        return newest_of(rows, "edition_id", edition__commercial=Commercial.NONE)

    ties = [Tie("tag", pk, rows_of(EditionTag, tag_id=pk)) for pk in tags]
    ties += [
        Tie(kind, pk, rows_of(EditionRegion, region_id=pk)) for kind, pk in places.items() if pk
    ]
    if pk := edition.section_id:
        ties.append(Tie("section", pk, newest_of(news.filter(section_id=pk), "pk")))
    return [*ties, Tie("site", 0, newest_of(news, "pk"))]


def _candidates(ties: list[Tie]) -> list[Candidate]:
    """Return the stories that any tie brings, in one query.

    The limits stand in subqueries of their own: SQLite takes none inside a UNION.
    """
    arms = [
        Edition.objects.filter(pk__in=tie.rows)
        .annotate(tie=Value(number, output_field=IntegerField()))
        .values(*FIELDS, "tie", "category__related_days")
        for number, tie in enumerate(ties)
    ]
    rows = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    found: dict[int, Candidate] = {}
    for row in rows:
        number, days = row.pop("tie"), row.pop("category__related_days")
        if row["id"] not in found:
            edition = Edition.from_db(rows.db, FIELDS, [row[name] for name in FIELDS])
            found[row["id"]] = Candidate(edition, DAYS if days is None else days, [])
        found[row["id"]].ties.append(number)
    return list(found.values())


# --- Choice -------------------------------------------------------------------------------


def _choose(edition, ties, found, *, at, limit) -> list[Related]:
    weights = _weigh(ties, found, at)
    first, then = [], []
    for candidate in found:
        each = candidate.edition
        if _is_same_story(edition, each):
            continue
        reasons = [ties[number] for number in candidate.ties if ties[number].kind != "site"]
        score = sum(weights[tie.name] for tie in reasons)
        names = [tie.name for tie in reasons]
        if edition.category_id and each.category_id == edition.category_id != edition.section_id:
            score += SUBSECTION
            names.append(f"category:{edition.category_id}")
        age = max(at - each.published_at, timedelta(0)) / timedelta(days=1)
        one = Related(each, score * 0.5 ** (age / HALF_LIFE), tuple(names))
        (first if age <= candidate.days else then).append(one)
    first.sort(key=_best, reverse=True)
    then.sort(key=_latest, reverse=True)
    return _once_each(edition, first + then, limit)


def _best(one: Related):
    return (one.score, *_latest(one))


def _latest(one: Related):
    return one.edition.published_at, one.edition.article_id


def _weigh(ties, found, at) -> dict[str, float]:
    """Weigh each tie by its rarity: how seldom it brings a story, beside the site."""
    rates = {}
    for number, tie in enumerate(ties):
        moments = [each.edition.published_at for each in found if number in each.ties]
        reach = at - min(moments, default=at)
        if len(moments) < DEPTH:
            reach = max(reach, LONG)
        rates[tie.name] = len(moments) / max(reach / timedelta(days=1), 0.001)
    site = rates["site"]
    return {
        tie.name: WEIGHTS.get(tie.kind, 0.0) * math.log1p(site / rates[tie.name])
        if rates[tie.name]
        else 0.0
        for tie in ties
    }


def _story(edition: Edition) -> int | None:
    """Return the story that an edition tells, in whatever language."""
    return edition.translation_of_id or edition.article_id


def _is_same_story(edition: Edition, other: Edition) -> bool:
    return _story(edition) is not None and _story(edition) == _story(other)


def _once_each(edition: Edition, ranked: list[Related], limit: int) -> list[Related]:
    """Take the first of each event and of each story, in their order."""
    chosen, told, stories = [], [(edition, _words(edition))], set()
    for one in ranked:
        if len(chosen) == limit:
            break
        words = _words(one.edition)
        if _story(one.edition) in stories or any(
            _is_one_event(one.edition, words, other, theirs) for other, theirs in told
        ):
            continue
        chosen.append(one)
        told.append((one.edition, words))
        stories.add(_story(one.edition))
    return chosen


def _words(edition: Edition) -> tuple[set, set]:
    """Return what a headline says: the beginnings of its words, and its numbers."""
    words = re.findall(r"\w+", fold(edition.headline))
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
