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
        _label(photo_id)


@task
def relabel(photo_id: int):
    """Give the files of a photo the label that its words ask for now."""
    _label(photo_id)


@task
def relabel_credit(credit_id: int, after: int = 0):
    """Give the files of a credit's photos their label, a batch at a time."""
    photos = Photo.objects.filter(credit=credit_id, pk__gt=after).order_by("pk")
    found = list(photos.values_list("pk", flat=True)[:BATCH])
    for pk in found:
        try:
            _label(pk)
        except (BadPhoto, OSError) as error:  # One file that is gone stops none of the others.
            logger.warning("photo %s keeps its old label: %s", pk, error)
    if len(found) == BATCH:
        relabel_credit.enqueue(credit_id, after=found[-1])


@task
def recut(photo_id: int):
    """Cut the crops of a photo around its focal point."""
    before = None
    while (photo := _photo(photo_id)) and before != (photo.focal_x, photo.focal_y):
        renditions.recut(photo)
        before = photo.focal_x, photo.focal_y


def _label(pk: int):
    """Exchange labels until they say what the photo says: its words may change meanwhile.

    Another worker may have been by with the newer words first.
    """
    while (photo := _photo(pk)) and renditions.relabel(photo):
        pass


def _photo(pk: int) -> Photo | None:
    """Return a photo as it is now; nothing is made of one that was withdrawn."""
    return Photo.objects.select_related("credit").filter(pk=pk, withdrawn_at=None).first()
