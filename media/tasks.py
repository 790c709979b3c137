"""What the worker does for photos; each task may be done again at any time."""

import logging

from django_tasks import task

from . import renditions
from .models import Photo
from .validators import BadPhoto

logger = logging.getLogger(__name__)

#: Photos of a credit in one task: a minute's work at most.
BATCH = 100


@task
def finish(photo_id: int):
    """Make the files of a photo that were not made when it came in."""
    if photo := _photo(photo_id):
        renditions.make(photo, later=True)


@task
def relabel(photo_id: int):
    """Give the files of a photo the label that its words ask for now."""
    if photo := _photo(photo_id):
        renditions.relabel(photo)


@task
def relabel_credit(credit_id: int, after: int = 0):
    """Give the files of a credit's photos their label, a batch at a time."""
    photos = list(
        Photo.objects.select_related("credit")
        .filter(credit=credit_id, pk__gt=after)
        .order_by("pk")[:BATCH]
    )
    for photo in photos:
        try:
            renditions.relabel(photo)
        except (BadPhoto, OSError) as error:  # One file that is gone stops none of the others.
            logger.warning("photo %s keeps its old label: %s", photo.pk, error)
    if len(photos) == BATCH:
        relabel_credit.enqueue(credit_id, after=photos[-1].pk)


@task
def recut(photo_id: int):
    """Cut the crops of a photo around its focal point."""
    if photo := _photo(photo_id):
        renditions.recut(photo)


def _photo(pk: int) -> Photo | None:
    """Return a photo as it is now; nothing is made of one that was withdrawn."""
    return Photo.objects.select_related("credit").filter(pk=pk, withdrawn_at=None).first()
