"""Showing a story to a source, or to a chief without an account, before readers have it.

A link shows one version: what leaves the house is what somebody decided to show, and an opinion is
about the words that were read. It moves nothing: only `workflow` does, and who stands outside has
no role.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import lines, visible

from . import markup, notices, workflow
from .models import Article, Opinion, SharedPreview, Status, Stopped, Version
from .models.story import STORY_FIELDS
from .refusals import NotAllowed, Overtaken, Refused

#: Whoever may show a story to everybody may show it to one.
PERMISSION = "articles.approve"
LIFETIMES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "days": timedelta(days=3)}
#: Links of one story that may be open at once: more are no longer "to somebody".
MOST_OPEN = 20
LISTED = 100
LONGEST_NAME, LONGEST_NOTE = 100, 2000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def may_share(user, article: Article) -> bool:
    """Tell whether a person may show this story outside, as it stands now."""
    return workflow.may_see(user, article) and user.has_perm(PERMISSION) and _may_leave(article)


def _may_leave(article: Article) -> bool:
    """Tell whether a story may be shown at all: what is held, killed or dropped may not."""
    return article.stopped == Stopped.NO and article.status != Status.SPIKED


def make(article: Article, *, by, lasts: str, asks: bool = False) -> tuple[SharedPreview, str]:
    """Make a link to the present version; return it with its token, which is kept nowhere."""
    if not may_share(by, article):
        raise NotAllowed(_("This story is not yours to show outside, or it was stopped."))
    if lasts not in LIFETIMES:
        raise Refused(_("Say how long the link is to work."), field="lasts")
    version = article.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("Save the story before you show it."))
    now = timezone.now()
    if _open(article, now)[:MOST_OPEN].count() >= MOST_OPEN:
        raise Refused(_("Too many links to this story work now. Withdraw some of them first."))
    token = secrets.token_urlsafe(32)
    shared = SharedPreview.objects.create(
        digest=_digest(token),
        article=article,
        version=version.number,
        made_by=by,
        made_at=now,
        expires_at=now + LIFETIMES[lasts],
        asks=asks,
    )
    return shared, token


def withdraw(shared: SharedPreview, *, by):
    """Let a link work no longer, at once; a second person changes nothing by it."""
    if not (workflow.may_see(by, shared.article) and by.has_perm(PERMISSION)):
        raise NotAllowed(_("Your role does not allow this."))
    rows = SharedPreview.objects.filter(pk=shared.pk, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now(), withdrawn_by=by)


def _is_open(shared: SharedPreview, at: datetime, *, redacted_at: datetime | None) -> bool:
    """Tell whether a link works at a moment: a story stopped meanwhile is shown to nobody.

    Whatever the law removed since, no link of before shows what is left.
    """
    return (
        shared.withdrawn_at is None
        and shared.expires_at > at
        and _may_leave(shared.article)
        and (redacted_at is None or redacted_at < shared.made_at)
    )


def _redacted_at(article: Article) -> datetime | None:
    """Return when the law last removed something of a story."""
    return article.redactions.order_by("-at").values_list("at", flat=True).first()


def _open(article: Article, at: datetime):
    return article.shared_previews.filter(withdrawn_at=None, expires_at__gt=at)


def find(token: str, *, at: datetime) -> SharedPreview | None:
    """Return what a token shows at a moment; None of one that is unknown, over or withdrawn."""
    if not _TOKEN.fullmatch(token):
        return None
    rows = SharedPreview.objects.select_related("article").filter(digest=_digest(token))
    if (shared := rows.first()) is None:
        return None
    is_open = _is_open(shared, at, redacted_at=_redacted_at(shared.article))
    return shared if is_open else None


def of(article: Article) -> list[SharedPreview]:
    """Return the links of a story, newest first, each knowing whether it works."""
    rows = article.shared_previews.select_related("made_by").order_by("-pk")
    now, found = timezone.now(), list(rows[:LISTED])
    if not found:
        return []
    redacted_at = _redacted_at(article)
    written = article.versions.filter(is_writing=True).order_by("-number")
    newest = written.values_list("number", flat=True).first() or 0
    for shared in found:
        shared.is_open = _is_open(shared, now, redacted_at=redacted_at)
        # The words that were read are not those of today.
        shared.is_behind = shared.version < newest
    return found


def working(article: Article) -> int:
    """Return how many links to a story work at this moment."""
    removed = article.redactions.order_by("-at").values("at")[:1]
    rows = article.shared_previews.annotate(redacted_at=Subquery(removed))[:LISTED]
    now = timezone.now()
    return sum(_is_open(each, now, redacted_at=each.redacted_at) for each in rows)


def note_opening(shared: SharedPreview):
    """Count that somebody looked."""
    SharedPreview.objects.filter(pk=shared.pk).update(opened=F("opened") + 1)


def as_shown(shared: SharedPreview) -> Article:
    """Return the story with the words of the version that a link shows, never to be saved.

    Its tags, topics and people stand beside the versions: they are as they are today.
    """
    article = Article.objects.get(pk=shared.article_id)
    content = Version.objects.get(article=article, number=shared.version).content
    for name in (*STORY_FIELDS, "body", "slug"):
        if name in content:
            field = Article._meta.get_field(name)
            setattr(article, field.attname, field.to_python(content[name]))
    return article


def photos_of(article: Article) -> set[int]:
    """Return the photos that the page of a story prints as its own."""
    return {pk for pk in (article.photo_id, *markup.photo_ids(article.body)) if pk}


def give_opinion(shared: SharedPreview, *, opinion: str, name: str, note: str):
    """Keep what the holder of a link thinks of the story: once, with a name."""
    name, note = " ".join(visible(name).split()), lines(note)
    if not shared.asks:
        raise NotAllowed(_("No opinion was asked for."))
    if opinion not in (Opinion.APPROVES, Opinion.RETURNS):
        raise Refused(_("Say whether you approve, or ask for changes."), field="opinion")
    if not name:
        raise Refused(_("Say who you are."), field="name")
    if len(name) > LONGEST_NAME or len(note) > LONGEST_NOTE:
        raise Refused(
            _("A name has %(name)s letters at most, a note %(note)s.")
            % {"name": LONGEST_NAME, "note": LONGEST_NOTE},
            field="note",
        )
    if opinion == Opinion.RETURNS and not note:
        raise Refused(_("Say in a few words what is to be changed."), field="note")
    waiting = SharedPreview.objects.filter(pk=shared.pk, answer=Opinion.NONE, withdrawn_at=None)
    with transaction.atomic():
        if not waiting.update(
            answer=opinion, answered_at=timezone.now(), answered_by_name=name, note=note
        ):
            raise Overtaken(_("An opinion was given by this link already."))
        shared.refresh_from_db()
        notices.of_opinion(shared)


def _digest(token: str) -> str:
    # Thirty-two random bytes are guessed by nobody: a slow digest would only cost the visitor.
    return hashlib.sha256(token.encode()).hexdigest()
