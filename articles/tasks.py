"""What the worker does for stories; each task may be done again at any time."""

from django.utils import timezone
from django_tasks import task

from media.models import Photo

from . import social
from .models import Edition

#: Photos of a credit in one task.
BATCH = 50


@task
def draw_cards(edition_id: int):
    """Draw the cards that an edition lacks."""
    edition = Edition.objects.select_related("agency").filter(pk=edition_id).first()
    if edition is not None and not edition.is_withdrawn:
        social.draw(edition)


@task
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
