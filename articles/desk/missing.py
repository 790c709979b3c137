"""What a story still lacks before readers can get it, said beside its text while it is written.

The rule is `articles.requirements`, the same that approval asks; here it only looks.
"""

import copy
from typing import NamedTuple

from django.utils import timezone

from articles import originals, requirements
from articles.models import Article, Genre, Stopped

from .editors import LONGEST
from .forged import number

#: Where a person mends what is said of a field that the form shows as several.
_ANCHORS = {"at": "id_embargoed_until_0", "expires_at": "id_expires_at_0"}


class Lack(NamedTuple):
    """A sentence about what is missing, and the field to go to."""

    sentence: str
    anchor: str


def of(article: Article | None) -> list[Lack] | None:
    """Return what a story lacks as it stands; None of one that nobody will publish again."""
    article = article or Article()
    if article.stopped == Stopped.KILLED:
        return None
    now = timezone.now()
    # An embargo is kept by choosing the time: only what no choice of it mends is missing.
    opens = max(filter(None, (now, originals.embargo(article))))
    return [
        Lack(str(sentence), _ANCHORS.get(field, f"id_{field}"))
        for field, sentence in requirements.lacks(article, opens)
    ]


def typed(post, article: Article | None) -> list[Lack] | None:
    """Return what a story lacks as it stands in a form that is being written in."""
    written = copy.copy(article) if article else Article()
    body = post.get("body", "")
    if len(body) > LONGEST:
        return of(article)
    written.headline, written.body = post.get("headline", ""), body
    written.genre = post.get("genre", Genre.NEWS)
    # Numbers alone: who wrote them in by hand is told so when the form is saved.
    written.category_id = number(post.get("category", "")) or None
    written.photo_id = number(post.get("photo", "")) or None
    return of(written)
