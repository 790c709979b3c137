"""The verbs between a writer and the editors: nothing readers have moves here."""

from articles import requirements
from articles.models import Article, Decision, Status, Verb

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
    """Take a spiked story out of the basket, as a draft."""
    with order(article, Verb.RESTORE, by=by, note=note):
        pass


def reopen(article: Article, *, by):
    """Note that an approved text is being changed: it is a draft again. Readers see no change.

    Called by `writing.py` inside its transaction, after the swap.
    """
    if article.status == Status.APPROVED:
        article.status = Status.DRAFT
        article.save(update_fields=["status"])
        Decision.objects.create(article=article, verb=Verb.REOPEN, by=by)
