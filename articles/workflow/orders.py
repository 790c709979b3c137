"""One order at a time: win the story, check the table, write the decision."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import notices
from articles.models import Article, Decision, Stopped, Verb
from articles.refusals import NotAllowed, Overtaken, Refused
from kazakh.alphabet import legible, lines

from .moves import MOVES, fits, may


@dataclass
class Given:
    """A verb that won its swap: the fresh article, the moment, and the decision to write."""

    article: Article
    now: datetime
    decision: Decision


@contextmanager
def order(article: Article, verb: Verb, *, by, note: str = ""):
    """Win the story or raise `Overtaken`; check the table; write the decision at the end."""
    move = MOVES[verb]
    with transaction.atomic():
        now_article = claim(article)
        now = timezone.now()
        if not may(by, verb, now_article):
            raise NotAllowed(_("Your role does not allow this with this story."))
        if not fits(move, now_article, now):
            raise Refused(misfit(verb, now_article, now))
        note = lines(note)
        if move.needs and not legible(note):
            raise Refused(
                _("Say why: the reason is kept with the decision.")
                if move.needs == "reason"
                else _("Name the legal basis."),
                field="note",
            )
        given = Given(
            now_article,
            now,
            Decision(article=now_article, verb=verb, by=by, at=now, note=note),
        )
        yield given
        if move.to is not None:
            given.article.status = move.to
        given.article.save(
            update_fields=[
                "status",
                "stopped",
                "slug",
                "submitted_at",
                "correction_kind",
                "correction_note",
            ]
        )
        given.decision.save()
        notices.of_decision(given.decision)
    # What the caller holds is now what the database holds.
    article.refresh_from_db()


def claim(article: Article) -> Article:
    """Swap the story's version for the next one, or raise `Overtaken`; return the fresh story.

    Must be the first statement of a transaction, or the first that writes.
    """
    won = Article.objects.filter(pk=article.pk, version=article.version).update(
        version=F("version") + 1
    )
    if not won:
        raise Overtaken(
            _("Somebody changed this story a moment ago: look at it again before you decide.")
        )
    return Article.objects.select_related("category__parent", "region__parent", "photo").get(
        pk=article.pk
    )


def misfit(verb: Verb, article: Article, now: datetime) -> str:
    """Say why a verb does not fit a story as it stands."""
    if article.stopped == Stopped.KILLED:
        return _("The story was killed; that is for ever.")
    if verb is Verb.UNSCHEDULE and article.editions.visible(now).exists():
        return _("The story has appeared already. Hold it to take it off the site.")
    if verb is Verb.SPIKE:
        return _("Readers have seen this story, or will: hold or kill it instead.")
    if article.stopped == Stopped.HELD and verb is Verb.HOLD:
        return _("The story is held already.")
    return _("This cannot be done with the story as it stands now: “%(status)s”.") % {
        "status": article.get_status_display()
    }
