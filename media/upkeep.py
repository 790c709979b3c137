"""Keeping what is known of photos, and queueing what their files need after a change.

Whoever changes a photo's words or a credit's names does it here, so that search, labels and
crops follow; the tasks are queued in the transaction of the change.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kazakh.alphabet import legible, visible

from . import changing, copies, finding, printed, tasks
from .models import Photo, PhotoCredit
from .validators import BadPhoto

#: Fields of a photo that its files carry, and those that its crops are cut by.
CARRIED = (
    "credit_id", "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url",
)  # fmt: skip
CUT_BY = ("focal_x", "focal_y")
#: Whose a photo is and on what terms it may be printed: a blurred copy, the same photograph, has
#: these of its original and none of its own.
WHOSE = (*CARRIED, "instructions", "rights_until", "is_synthetic")
#: What a change of a photo is judged by: see `check`.
WATCHED = (*WHOSE, "alt_text", "withdrawn_at")
#: What people say of a photo: what `keep` writes, and nothing that was decided of it meanwhile.
SAID = (
    "caption", "alt_text", "credit", "headline", "keywords", "taken_at", "taken_where", "focal_x",
    "focal_y", "copyright_notice", "usage_terms", "instructions", "rights_url", "licensor",
    "licensor_url", "rights_until", "is_synthetic", "is_legacy",
)  # fmt: skip
#: Names and terms of a credit that the files of its photos carry.
NAMES = ("photographer", "source", "line_kk", "licence", "terms")


def add(photo: Photo):
    """Save a photo that has just come in, and queue the files that are made later.

    Raises BadPhoto of a copy whose original was withdrawn while it was made.
    """
    tidy(photo)
    with transaction.atomic():
        _settle(photo)
        is_other = photo.copied_from_id is not None and _follow_original(photo)
        photo.save()
        finding.file(photo)
        if is_other:
            tasks.relabel.enqueue(photo.pk)
        if settings.PHOTO_AVIF:
            tasks.finish.enqueue(photo.pk)


def keep(photo: Photo) -> list[int]:
    """Save what is said of a photo; its files get another label or other crops if they need it.

    Whoever changes a photo that others may be changing, too, reads it `held()`. Its blurred copies
    follow in whose they are and how long they may be printed; their numbers are returned. Raises
    ValidationError with what `check` refuses.
    """
    tidy(photo)
    with transaction.atomic():
        _settle(photo)
        before = Photo.objects.held().values(*WATCHED, *CUT_BY).get(pk=photo.pk)
        check(photo, before)
        photo.save(update_fields=SAID)
        finding.file(photo)
        changed = {name for name in before if before[name] != getattr(photo, name)}
        if changed & set(CUT_BY):
            tasks.recut.enqueue(photo.pk)
        followed = list(copies.below([photo.pk])) if changed & set(WHOSE) else []
        if followed:
            said = {name: getattr(photo, name) for name in changed & set(WHOSE)}
            Photo.objects.filter(pk__in=followed).update(**said)
        if changed & set(CARRIED):
            for pk in (photo.pk, *followed):
                tasks.relabel.enqueue(pk)
    return followed


def check(photo: Photo, before: dict):
    """Refuse what may not become of a photo that was as `before` says (`WATCHED`).

    A photo that was withdrawn meanwhile is changed no more. A copy has the credit and the rights
    of its original. A retired credit is for where it stands. What readers may have loses neither
    its credit nor its alt text.
    """
    if before["withdrawn_at"] is not None:
        raise ValidationError(changing.withdrawn(Photo.objects.get(pk=photo.pk)))
    if photo.copied_from_id and any(before[name] != getattr(photo, name) for name in WHOSE):
        said = _(
            "A blurred copy has the credit and rights of photo № %(number)s: change them there."
        )
        raise ValidationError(said % {"number": photo.copied_from_id})
    refused = {}
    is_other = before["credit_id"] != photo.credit_id
    if is_other and photo.credit is not None and photo.credit.is_retired:
        refused["credit"] = _("This credit is retired: choose one in use.")
    lost = {}
    if before["credit_id"] and photo.credit_id is None:
        lost["credit"] = _("This photo is in print: name another credit, it cannot have none.")
    if before["alt_text"] and not photo.alt_text:
        lost["alt_text"] = _("This photo is in print: say what it shows, in other words.")
    if lost and printed.is_printed(photo):
        refused |= lost
    if refused:
        raise ValidationError(refused)


def _follow_original(copy: Photo) -> bool:
    """Give a copy what its original says by now of whose it is; tell whether that is another."""
    original = Photo.objects.held().filter(pk=copy.copied_from_id, withdrawn_at=None).first()
    if original is None:
        raise BadPhoto(changing.withdrawn(Photo.objects.get(pk=copy.copied_from_id)))
    other = [name for name in WHOSE if getattr(copy, name) != getattr(original, name)]
    for name in other:
        setattr(copy, name, getattr(original, name))
    return bool(other)


def _settle(photo: Photo):
    """Save a credit that was first named with this photo, in one transaction with it."""
    if photo.credit is not None:
        photo.credit = photo.credit.settled()


def tidy(photo: Photo):
    """Take out of words what nobody sees, so that no text of nothing passes for one."""
    for name in ("alt_text", "headline", "taken_where"):
        setattr(photo, name, legible(getattr(photo, name)))
    lines = (visible(line) for line in photo.caption.splitlines())
    caption = "\n".join(lines).strip()
    photo.caption = caption if legible(caption) else ""


def keep_credit(credit: PhotoCredit):
    """Save a credit; its printed line changes at once everywhere, the labels of files soon."""
    with transaction.atomic():
        before = PhotoCredit.objects.filter(pk=credit.pk).values(*NAMES).first()
        credit.save()
        if before and any(before[name] != getattr(credit, name) for name in NAMES):
            tasks.relabel_credit.enqueue(credit.pk)
