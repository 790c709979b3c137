"""The verbs between a writer and the editors: nothing readers have moves here."""

from django.db import IntegrityError
from django.utils.translation import gettext as _

from articles import originals, requirements
from articles.models import Article, Decision, Status, Verb
from articles.refusals import Refused

from .orders import order


def submit(article: Article, *, by, note: str = ""):
    """Give a draft to the editors."""
    with order(article, Verb.SUBMIT, by=by, note=note) as given:
        requirements.headline(given.article)
        given.article.submitted_at = given.now


def send_back(article: Article, *, by, note: str):
    """Return a submitted story to its writer, with the reason."""
    with order(article, Verb.SEND_BACK, by=by, note=note) as given:
        given.article.submitted_at = None


def spike(article: Article, *, by, note: str = ""):
    """Drop a story that readers never saw."""
    with order(article, Verb.SPIKE, by=by, note=note) as given:
        given.article.submitted_at = None


def restore(article: Article, *, by, note: str = ""):
    """Take a spiked story out of the basket, as a draft.

    Not a translation whose place was taken meanwhile.
    """
    try:
        with order(article, Verb.RESTORE, by=by, note=note) as given:
            if faults := originals.faults(given.article):
                raise Refused(more=faults)
    except IntegrityError as taken:
        raise Refused(
            _("The original has another translation into this language meanwhile.")
        ) from taken


def reopen(article: Article, *, by):
    """Note that an approved text is being changed: it is a draft again. Readers see no change.

    Called by `writing.py` inside its transaction, after the swap.
    """
    if article.status == Status.APPROVED:
        article.status = Status.DRAFT
        article.save(update_fields=["status"])
        Decision.objects.create(article=article, verb=Verb.REOPEN, by=by)
