"""What a change of words asks of the files: each is queued in the transaction of the change."""

from collections.abc import Iterable

from django.conf import settings

from . import tasks
from .models import Photo, PhotoCredit

#: Fields of a photo that its files carry, and those that its crops are cut by.
CARRIED = {
    "credit", "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url",
}  # fmt: skip
CUT_BY = {"focal_x", "focal_y"}


def photo_came(photo: Photo):
    """Queue the files that a photo is given later."""
    if settings.PHOTO_AVIF:
        tasks.finish.enqueue(photo.pk)


def photo_changed(photo: Photo, fields: Iterable[str]):
    """Queue what the files of a photo need after these of its fields were changed."""
    changed = set(fields)
    if changed & CARRIED:
        tasks.relabel.enqueue(photo.pk)
    if changed & CUT_BY:
        tasks.recut.enqueue(photo.pk)


def credit_changed(credit: PhotoCredit):
    """Queue new labels for all files under a credit; its printed line changes by itself."""
    tasks.relabel_credit.enqueue(credit.pk)
