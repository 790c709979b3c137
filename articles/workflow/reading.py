"""The second pair of eyes that comes late: what was published alone, and who has read it since."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from articles.models import Decision, Edition, Verb
from articles.refusals import NotAllowed, Refused


def mark_read(edition: Edition, *, by):
    """Note that somebody else than its publisher has read what was published alone."""
    if not by.has_perm("articles.read_after"):
        raise NotAllowed(_("Your role does not allow this with this story."))
    alone = edition.decisions.filter(is_alone=True).first()
    if alone is None or alone.by_id == by.pk:
        raise Refused(_("Somebody else has to read this story."))
    if not edition.decisions.filter(verb=Verb.READ).exists():
        Decision.objects.create(
            article_id=edition.article_id, edition=edition, verb=Verb.READ, by=by
        )


def unread():
    """Return the decisions to publish alone that nobody else has read since, newest first."""
    read = Decision.objects.filter(verb=Verb.READ, edition=OuterRef("edition")).values("pk")[:1]
    return (
        Decision.objects.filter(is_alone=True)
        .annotate(read=Subquery(read))
        .filter(read=None)
        .select_related("article", "edition", "by")
        .order_by("-id")
    )
