"""Keeping what is known of photos, and queueing what their files need after a change.

Whoever changes a photo's words or a credit's names does it here, so that search, labels and
crops follow; the tasks are queued in the transaction of the change.
"""

from django.conf import settings
from django.db import transaction

from . import finding, tasks
from .models import Photo, PhotoCredit

#: Fields of a photo that its files carry, and those that its crops are cut by.
CARRIED = (
    "credit_id", "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url",
)  # fmt: skip
CUT_BY = ("focal_x", "focal_y")
#: Names and terms of a credit that the files of its photos carry.
NAMES = ("photographer", "source", "line_kk", "licence", "terms")


def add(photo: Photo):
    """Save a photo that has just come in, and queue the files that are made later."""
    with transaction.atomic():
        photo.save()
        finding.file(photo)
        if settings.PHOTO_AVIF:
            tasks.finish.enqueue(photo.pk)


def keep(photo: Photo):
    """Save what is known of a photo; its files get another label or other crops if they need it."""
    with transaction.atomic():
        before = Photo.objects.filter(pk=photo.pk).values(*CARRIED, *CUT_BY).get()
        photo.save()
        finding.file(photo)
        if any(before[name] != getattr(photo, name) for name in CARRIED):
            tasks.relabel.enqueue(photo.pk)
        if any(before[name] != getattr(photo, name) for name in CUT_BY):
            tasks.recut.enqueue(photo.pk)


def keep_credit(credit: PhotoCredit):
    """Save a credit; its printed line changes at once everywhere, the labels of files soon."""
    with transaction.atomic():
        before = PhotoCredit.objects.filter(pk=credit.pk).values(*NAMES).first()
        credit.save()
        if before and any(before[name] != getattr(credit, name) for name in NAMES):
            tasks.relabel_credit.enqueue(credit.pk)
