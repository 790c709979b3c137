"""Whether a story that is being written is one that the desk has already.

Headlines are compared by the words that tell something, in any form of them: two reporters who
heard of one event write it with other endings. The newest few hundred alone are looked at, so
the cost is the same in an archive of any size.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .models import Article, Status
from .search import gist, tongues

#: What was saved longer ago is another event, and more than so many are not compared.
LATELY, MOST = timedelta(days=3), 400
#: Words that two headlines share at least, and the part of the shorter one that these are.
SHARED, PART = 3, 0.6
#: So many are named.
NAMED = 3


def already_ours(
    headline: str, *, language: str, at: datetime, but: int | None = None
) -> list[Article]:
    """Return the stories of the last days that tell the same by their headlines, likest first.

    `but` is the story itself. One that was spiked is nobody's any more.
    """
    asked = telling(headline, language)
    if len(asked) < SHARED:
        return []
    stories = Article.objects.filter(language=language, modified_at__gte=at - LATELY)
    stories = stories.exclude(status=Status.SPIKED).exclude(pk=but).select_related("owner")
    found = []
    for story in stories.order_by("-modified_at", "-pk")[:MOST]:
        words = telling(story.headline, language)
        shared = len(asked & words)
        if shared >= SHARED and shared >= PART * min(len(asked), len(words)):
            found.append((shared / len(asked | words), story))
    found.sort(key=lambda each: -each[0])
    return [story for _likeness, story in found[:NAMED]]


def telling(headline: str, language: str) -> frozenset[str]:
    """Return the words of a headline that tell something, each by the first of its terms."""
    return frozenset(_first(tongues.keys(language, word) for word in tongues.words(headline)))


def _first(words: Iterable) -> Iterable[str]:
    return (terms[0] for terms in words if terms and gist.is_telling(terms[0]))
