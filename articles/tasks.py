"""What the worker does for stories; each task may be done again at any time."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task

from media.models import Photo

from . import social
from .models import Edition, SocialCard
from .tags import merging

#: Photos of a credit, or stories, in one task.
BATCH = 50
#: What has just appeared is shared now; an archive waits until nothing else does.
SOON, LAST = 10, -10


@task(priority=SOON)
def draw_cards(edition_id: int):
    """Draw the cards that an edition lacks."""
    edition = Edition.objects.select_related("agency").filter(pk=edition_id).first()
    if edition is not None and not edition.is_withdrawn:
        social.draw(edition)


@task(priority=SOON)
def draw_cards_of_photo(photo_id: int):
    """Draw anew the cards of the stories, shown or to be shown, that a photo leads."""
    _draw_of(photo_id)


@task
def draw_cards_of_credit(credit_id: int, after: int = 0):
    """Draw anew the cards of stories that photos of a credit lead, a batch at a time."""
    photos = Photo.objects.filter(credit=credit_id, pk__gt=after).order_by("pk")
    found = list(photos.values_list("pk", flat=True)[:BATCH])
    for pk in found:
        _draw_of(pk)
    if len(found) == BATCH:
        draw_cards_of_credit.enqueue(credit_id, after=found[-1])


def _draw_of(photo_id):
    for edition in Edition.objects.led_by(photo_id, timezone.now()).select_related("agency"):
        social.draw(edition)


@task(priority=LAST)
def draw_lacking(of: dict | None = None, before: int = 0):
    """Draw the cards of stories that have none, the newest first, a batch at a time.

    Of an agency, a section or the whole house (`of`: what editions are filtered by, {} for all)
    those, too, that say what their story no longer says.
    """
    rows = Edition.objects.shown_or_to_be(timezone.now()).select_related("agency")
    if of is None:
        rows = rows.exclude(Exists(SocialCard.objects.filter(edition=OuterRef("pk"))))
    rows = rows.filter(**of or {}, **{"pk__lt": before} if before else {})
    found = list(rows.order_by("-pk")[:BATCH])
    for edition in found:
        social.draw(edition)
    if len(found) == BATCH:
        draw_lacking.enqueue(of, before=found[-1].pk)


@task(priority=SOON)
def move_merged(tag_id: int):
    """Let the stories of a merged tag follow it, some batches at a time."""
    if merging.move(tag_id, batches=5):
        move_merged.enqueue(tag_id)
