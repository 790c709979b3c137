"""What of a story's page would lead the story outside: to be shared, or to be written to."""

import re

from articles.sharing import WAYS

_PLACES = [re.escape(way.partition("?")[0]) for _name, way in WAYS]


def ways_outside(html: str) -> list[str]:
    """Return the ways of a page that a tap would follow: those of sharing, that to a note."""
    ways = re.findall(r'<(?:a|form|button)\b[^>]*?\s(?:href|action|formaction)="([^"]*)"', html)
    outside = re.compile("|".join([*_PLACES, r"/news/\d+/note/"]))
    return [way for way in ways if outside.search(way)]
