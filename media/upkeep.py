"""Keeping what is known of photos, and queueing what their files need after a change.

Whoever changes a photo's words or a credit's names does it here, so that search, labels and
crops follow; the tasks are queued in the transaction of the change.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kazakh.alphabet import visible

from . import finding, tasks
from .models import Photo, PhotoCredit

#: Fields of a photo that its files carry, and those that its crops are cut by.
CARRIED = (
    "credit_id", "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url",
)  # fmt: skip
CUT_BY = ("focal_x", "focal_y")
#: What people say of a photo: what `keep` writes, and nothing that was decided of it meanwhile.
SAID = (
    "caption", "alt_text", "credit", "headline", "keywords", "taken_at", "taken_where", "focal_x",
    "focal_y", "copyright_notice", "usage_terms", "instructions", "rights_url", "licensor",
    "licensor_url", "rights_until", "is_synthetic", "is_legacy",
)  # fmt: skip
#: Names and terms of a credit that the files of its photos carry.
NAMES = ("photographer", "source", "line_kk", "licence", "terms")


def add(photo: Photo):
    """Save a photo that has just come in, and queue the files that are made later."""
    tidy(photo)
    with transaction.atomic():
        _settle(photo)
        photo.save()
        finding.file(photo)
        if settings.PHOTO_AVIF:
            tasks.finish.enqueue(photo.pk)


def keep(photo: Photo):
    """Save what is said of a photo; its files get another label or other crops if they need it.

    Raises ValidationError where a photo in print would lose its credit or its alt text: either
    can be changed, not taken away.
    """
    tidy(photo)
    with transaction.atomic():
        _settle(photo)
        before = Photo.objects.filter(pk=photo.pk).values(*CARRIED, *CUT_BY, "alt_text").get()
        check(photo, before)
        photo.save(update_fields=SAID)
        finding.file(photo)
        if any(before[name] != getattr(photo, name) for name in CARRIED):
            tasks.relabel.enqueue(photo.pk)
        if any(before[name] != getattr(photo, name) for name in CUT_BY):
            tasks.recut.enqueue(photo.pk)


def check(photo: Photo, before: dict):
    """Refuse that a photo readers may have loses its credit or its alt text."""
    refused = {}
    if before["credit_id"] and photo.credit_id is None:
        refused["credit"] = _("This photo is in print: name another credit, it cannot have none.")
    if before["alt_text"] and not photo.alt_text:
        refused["alt_text"] = _("This photo is in print: say what it shows, in other words.")
    if refused and photo.is_printed:
        raise ValidationError(refused)


def _settle(photo: Photo):
    """Save a credit that was first named with this photo, in one transaction with it."""
    if photo.credit is not None:
        photo.credit = photo.credit.settled()


def tidy(photo: Photo):
    """Take out of words what nobody sees, so that no text of nothing passes for one."""
    for name in ("alt_text", "headline", "taken_where"):
        setattr(photo, name, visible(getattr(photo, name)))
    lines = (visible(line) for line in photo.caption.splitlines())
    photo.caption = "\n".join(lines).strip()


def keep_credit(credit: PhotoCredit):
    """Save a credit; its printed line changes at once everywhere, the labels of files soon."""
    with transaction.atomic():
        before = PhotoCredit.objects.filter(pk=credit.pk).values(*NAMES).first()
        credit.save()
        if before and any(before[name] != getattr(credit, name) for name in NAMES):
            tasks.relabel_credit.enqueue(credit.pk)
