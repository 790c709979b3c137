"""What is about to go wrong though nobody did anything: asked of the clock, never stored."""

from datetime import datetime, timedelta

from . import originals
from .assignments import URGENT
from .models import Commercial, Edition, Language, Status
from .models.article import OF_USE

#: So far back is a story without a section still worth a hand.
FILED_WITHIN = timedelta(days=30)
#: So long after it appeared is a pressing story still news in another language.
TOLD_WITHIN = timedelta(days=1)
#: So many of the day's pressing stories are looked at.
MOST = 40


def embargoed(stories, at: datetime):
    """Return those of the stories whose embargo still runs, the nearest end first."""
    return stories.filter(OF_USE, embargoed_until__gt=at).order_by("embargoed_until", "pk")


def overdue(stories, at: datetime):
    """Return the overdue ones of the stories (`assignments.is_overdue`), the longest first."""
    unfinished = stories.filter(status__in=[Status.DRAFT, Status.SUBMITTED])
    return unfinished.filter(OF_USE, due_at__lt=at).order_by("due_at", "pk")


def unfiled(at: datetime):
    """Return what readers see without a section, the newest first: a flash, as a rule."""
    rows = Edition.objects.visible(at).filter(
        # By the index of sections, which begins with the language.
        language__in=Language.values,
        category=None,
        published_at__gt=at - FILED_WITHIN,
    )
    return rows.newest_first(at=at)


def untold(at: datetime) -> list[tuple[Edition, list[Language]]]:
    """Return the day's pressing stories with the languages of the house they are not told in."""
    pressing = Edition.objects.visible(at).filter(
        published_at__gt=at - TOLD_WITHIN, urgency__lte=URGENT, commercial=Commercial.NONE
    )
    told = pressing.select_related("article__translation_of").newest_first(at=at)
    editions = list(told[:MOST])
    left = originals.languages_left_of([edition.article for edition in editions])
    return [(edition, left[edition.article_id]) for edition in editions if left[edition.article_id]]
