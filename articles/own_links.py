"""Links in a body to our own stories: without our host's name, and alone to what readers can see.

A link says a place on this site (`/news/12-su-keldi/`), so that the pages of each script lead to
pages of the same one. A story may be held, killed or expired after others have linked to it: on
every page its link is left out while readers do not see it, and the words stay.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings

from .models import Edition

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
#: A story's page, in whatever script it is read.
_STORY = re.compile(r"(?:/(?:latyn|tote))?(/news/([1-9][0-9]{0,17})(?:[-/?#.].*)?)", re.DOTALL)


def at_home(html: str) -> str:
    """Return a cleaned body in which addresses of our own site stand without its host."""

    def shortened(link):
        address = _own(unescape(link[1]))
        return f'<a href="{escape(address)}">{link[2]}</a>' if address else link[0]

    return _LINK.sub(shortened, html)


def _own(address: str) -> str:
    """Return the place on our site that a full address names; "" for any other address."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    if parts.scheme not in ("http", "https") or host != ours.netloc.lower().removeprefix("www."):
        return ""
    place = address.split(parts.netloc, 1)[1] or "/"
    if not place.startswith("/") or place.startswith(("//", "/\\")):
        return ""
    story = _STORY.fullmatch(place)
    return story[1] if story else place


def story_ids(html: str) -> list[int]:
    """Return the ids of our stories that a cleaned body links to, in order, each once."""
    found = (_STORY.fullmatch(unescape(link[1])) for link in _LINK.finditer(html))
    return list(dict.fromkeys(int(match[2]) for match in found if match))


def unseen(bodies: Iterable[str], *, at: datetime) -> set[int]:
    """Return the ids of the stories that bodies link to and readers do not see at a moment."""
    linked = {pk for body in bodies for pk in story_ids(body)}
    if not linked:
        return set()
    return linked - set(
        Edition.objects.visible(at).filter(article__in=linked).values_list("article", flat=True)
    )


def without(html: str, ids: Collection[int]) -> str:
    """Return a cleaned body in which the links to some stories are words alone."""

    def kept(link):
        story = _STORY.fullmatch(unescape(link[1]))
        return link[2] if story and int(story[2]) in ids else link[0]

    return _LINK.sub(kept, html) if ids else html


def alive(html: str, *, at: datetime) -> str:
    """Return a cleaned body whose links to our stories all lead to one that readers see."""
    return without(html, unseen([html], at=at))
