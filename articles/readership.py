"""How much each story is read, and which are read most: by counts alone.

The score of a story is the sum of its views, each of which counts half after twelve hours. What
decays need not be touched as time goes by: instead of letting the old views shrink, each new one
is worth more (forward decay, Cormode and others, 2009). A view at the moment t weighs 2^(t/12 h),
so all scores shrink alike with time and their order is the order of the stored sums. Such a sum
would leave the range of a double after sixteen months; its logarithm never does, and adding to it
is `log2(2^a + 2^b) = max(a, b) + log2(1 + 2^-|a - b|)`. So one row is changed for each story that
was read, none for those that were not, and no epoch is ever moved.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from . import tallies
from .models import ArticleViews, Commercial, Edition, Popularity

#: A view of the morning counts half in the evening: what is read now stands above what was.
HALF_LIFE = timedelta(hours=12)
#: Older stories are in no list of the most read, and keep no score.
AGE = timedelta(days=7)
#: How many stories a list has, and below how many it is no list.
LIMIT, FEWEST = 7, 3
#: Beyond so many half-lives the smaller of two scores adds nothing that a double could hold, and
#: PostgreSQL would refuse to tell how little.
_FAR = 52
_ADDED = (
    f"CASE WHEN {{old}} > {{new}} + {_FAR} THEN {{old}}"
    f" WHEN {{new}} > {{old}} + {_FAR} THEN {{new}}"
    " ELSE ({old} + {new} + abs({old} - {new})) / 2"
    f" + ln(1 + power(2, -abs({{old}} - {{new}}))) / {math.log(2)} END"
)
#: What a list of the most read prints.
_COLUMNS = ("id", "article_id", "language", "headline", "slug", "published_at")


def score(views: float, at: datetime) -> float:
    """Return what views of a moment weigh: a number of half-lives, to be compared alone."""
    return math.log2(views) + at.timestamp() / HALF_LIFE.total_seconds()


def add(views: Mapping[tuple[int, date], int], *, at: datetime):
    """Add views, by article and day, to the counts of days and to the scores of young stories."""
    articles = sorted({article for article, _day in views})
    known, young = set(), {}
    for start in range(0, len(articles), tallies.PORTION):
        asked = articles[start : start + tallies.PORTION]
        # Readers had it once, whatever has become of it since.
        known |= set(
            Edition.objects.seen(at).filter(article__in=asked).values_list("article_id", flat=True)
        )
        young |= {each.article_id: each for each in _young(asked, at)}
    days = [
        {"article_id": article, "day": day, "views": number}
        for (article, day), number in views.items()
        if article in known
    ]
    tallies.add(ArticleViews, days, by=("article_id", "day"), merged={"views": tallies.SUM})
    read: dict[int, int] = {}
    for (article, _day), number in views.items():
        read[article] = read.get(article, 0) + number
    scores = [
        {
            "article_id": article,
            "language": edition.language,
            "published_at": edition.published_at,
            "score": score(read[article], at),
        }
        for article, edition in young.items()
    ]
    tallies.add(Popularity, scores, by=("article_id",), merged={"score": _ADDED})


def forget(*, at: datetime) -> int:
    """Take away the scores of stories that have become too old; return how many."""
    return Popularity.objects.filter(published_at__lte=at - AGE).delete()[0]


def most_read(
    language: str, *, at: datetime, but: int | None = None, limit: int = LIMIT
) -> list[Edition]:
    """Return the stories of a language that are read most, `but` one, most first.

    Nothing paid for, nothing that is not visible at `at`; none at all where they are too few.
    """
    # Language and age are asked of the scores: asked of the editions, they would lead SQLite to
    # read all of a week and sort it.
    rows = (
        Edition.objects.visible(at)
        .filter(
            commercial=Commercial.NONE,
            article__popularity__language=language,
            article__popularity__published_at__gt=at - AGE,
        )
        .order_by("-article__popularity__score", "-article__popularity__article")
        .only(*_COLUMNS)
    )
    found = [each for each in rows[: limit + 1] if each.article_id != but][:limit]
    return found if len(found) >= FEWEST else []


def _young(articles, at):
    return (
        Edition.objects.visible(at)
        .filter(article__in=articles, commercial=Commercial.NONE, published_at__gt=at - AGE)
        .only("article_id", "language", "published_at")
    )
