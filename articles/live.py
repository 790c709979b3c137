"""Telling a story live: opening and closing it, and the entries of those who may post.

An entry never changes: mending it closes its row and opens another in its place.
"""

import re
from datetime import datetime
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import visible
from media.lacking import lacks
from media.models import Photo

from . import editions, markup
from .models import Article, Decision, LiveEntry, LiveStory, Verb
from .once import finder, key, once
from .refusals import NotAllowed, Overtaken, Refused
from .workflow.moves import may_see, may_write

#: Letters of one entry: a few lines, not a story.
LONGEST = 20_000


def may_open(user, article: Article) -> bool:
    """Tell whether a person may open a story live, name who posts, and close it."""
    return user.has_perm("articles.approve") and may_write(user, article)


def may_post(user, article: Article) -> bool:
    """Tell whether a person may post: an editor, or whoever an editor named for this story."""
    live = LiveStory.objects.filter(pk=article.pk).first()
    if live is None or article.stopped:
        return False
    return may_open(user, article) or (
        user.has_perm("articles.add_article")
        and user.is_active
        and live.posters.filter(pk=user.pk).exists()
    )


def may_look(user, article: Article) -> bool:
    """Tell whether a person may see the desk's page of a live story."""
    return may_see(user, article) or may_post(user, article)


def open_live(article: Article, *, by, posters=()):
    """Open a story live, or again, and name who may post besides the editors."""
    if not may_open(by, article):
        raise NotAllowed(_("Your role does not allow this with this story."))
    with transaction.atomic():
        live, is_new = LiveStory.objects.get_or_create(
            pk=article.pk, defaults={"opened_by": by, "opened_at": timezone.now()}
        )
        was_closed = not is_new and live.closed_at is not None
        if was_closed:
            live.closed_at = None
            live.save(update_fields=["closed_at"])
        live.posters.set(posters)
        if not is_new and not was_closed:
            return
        Decision.objects.create(article=article, verb=Verb.OPEN_LIVE, by=by, at=timezone.now())


def name_posters(article: Article, *, by, posters):
    """Say who may post besides the editors; whether the story is open stays as it is."""
    if not may_open(by, article):
        raise NotAllowed(_("Your role does not allow this with this story."))
    live = LiveStory.objects.filter(pk=article.pk).first()
    if live is None:
        raise Refused(_("The story is not told live."))
    live.posters.set(posters)


def close_live(article: Article, *, by):
    """Say that the story is no longer told live; its entries stay."""
    if not may_open(by, article):
        raise NotAllowed(_("Your role does not allow this with this story."))
    with transaction.atomic():
        now = timezone.now()
        if LiveStory.objects.filter(pk=article.pk, closed_at=None).update(closed_at=now):
            Decision.objects.create(article=article, verb=Verb.CLOSE_LIVE, by=by, at=now)


def post(
    article: Article, *, by, text="", headline="", photo=None, is_key=False, token=None
) -> LiveEntry:
    """Post an entry; readers have it at once. The same form (`token`) sent again posts once."""
    now = timezone.now()
    token = key(token, article=article, text=text, headline=headline, photo=photo, is_key=is_key)
    entry = LiveEntry(
        article=article, posted_at=now, visible_from=now, by=by, is_key=is_key, token=token
    )

    def make():
        _tell(entry, by=by, text=text, headline=headline, photo=photo)
        return entry

    return once(finder(LiveEntry.objects, token=token), make)


def mend(entry: LiveEntry, *, by, text="", headline="", photo=None, is_key=False) -> LiveEntry:
    """Put other words in the place of an entry; it keeps its moment."""
    with transaction.atomic():
        now = _close(entry, by=by)
        after = LiveEntry(
            article=entry.article,
            posted_at=entry.posted_at,
            visible_from=now,
            by=by,
            mends=entry,
            is_key=is_key,
        )
        _tell(after, by=by, text=text, headline=headline, photo=photo)
    return after


def take_back(entry: LiveEntry, *, by):
    """Take an entry away from readers; its row stays on record."""
    with transaction.atomic():
        _close(entry, by=by)


def _close(entry: LiveEntry, *, by) -> datetime:
    """Close an entry's interval, or hear that somebody did so before."""
    if not may_post(by, entry.article):
        raise NotAllowed(_("You are not among those who post to this story."))
    now = timezone.now()
    if not LiveEntry.objects.filter(pk=entry.pk, visible_until=None).update(visible_until=now):
        raise Overtaken(_("Somebody changed this entry a moment ago: look at it again."))
    return now


def typed(entry: LiveEntry) -> str:
    """Return the words of an entry as they would be typed into a plain field again."""
    return markup.plain(
        re.sub(r'<figure data-embed="([^"]+)">.*?</figure>', r"<p>\1</p>", entry.text)
    )


def _written(text: str) -> str:
    """Return typed lines as a body; a line that is the address of a film or post is its card."""
    lines = (f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
    return markup.clean("".join(lines))


def _tell(entry: LiveEntry, *, by, text, headline, photo):
    """Give an entry its words and its photo, and save it."""
    article = entry.article
    if article.stopped:
        raise Refused(_("The story is off the site: nothing is posted to it."))
    if not may_post(by, article):
        raise NotAllowed(_("You are not among those who post to this story."))
    if article.live.closed_at:
        raise Refused(_("The story is no longer told live: an editor can open it again."))
    entry.headline, entry.text, entry.photo = visible(headline).strip(), _written(text), photo
    says = visible(markup.plain(entry.text)).strip() or markup.embeds(entry.text)
    if not (entry.headline or says or photo):
        raise Refused(_("Write a line or two: the entry is empty."), field="text")
    if len(entry.text) > LONGEST:
        raise Refused(_("An entry is a few lines: this is too long for one."), field="text")
    with transaction.atomic():
        if photo is not None:
            # Held: nobody empties it until the entry that prints it is there.
            held = Photo.objects.held().get(pk=photo.pk)
            if faults := list(lacks(held, entry.visible_from)):
                raise Refused(more=[("photo", fault) for fault in faults])
        entry.save(force_insert=True)
        if photo is not None:
            editions.print_too(article, photo, at=entry.visible_from)
