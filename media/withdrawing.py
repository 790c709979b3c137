"""Taking a photo back: from then on no page, list, feed or file of ours shows it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import legible

from . import copies, files, renditions
from .models import Photo, Rendition


def copies_of(photo: Photo):
    """Return the blurred copies of a photo that are still there, and copies of those."""
    below = copies.below([photo.pk])
    return Photo.objects.filter(pk__in=below, withdrawn_at=None).order_by("pk")


def withdraw(photo: Photo, *, by, why: str, with_copies: bool = False):
    """Take a photo from everywhere at once, with the files made from it; the original stays.

    The same file sent in twice is the same photo; its blurred copies are photos of their own and
    go `with_copies`. Raises ValidationError without a reason, and if somebody withdrew it before.
    """
    why = why.strip()
    if not legible(why):
        raise ValidationError(_("Say why the photo is withdrawn: it stays on record."))
    now = timezone.now()
    with transaction.atomic():
        changed = Photo.objects.filter(digest=photo.digest, withdrawn_at=None).update(
            withdrawn_at=now, withdrawn_why=why[:500], withdrawn_by=by
        )
        if not changed:
            raise ValidationError(_("This photo is withdrawn already."))
        rows = Rendition.objects.filter(photo__digest=photo.digest)
        names = list(rows.values_list("file", flat=True))
        rows.delete()
        transaction.on_commit(lambda: files.delete_unnamed(files.renditions(), names))
        # One by one: two copies with the same boxes are one file, and go together.
        while with_copies and (copy := copies_of(photo).first()):
            withdraw(copy, by=by, why=why)
    photo.refresh_from_db()


def bring_back(photo: Photo):
    """Let a photo that was withdrawn by mistake be printed again; its files are made anew.

    Raises BadPhoto or OSError if they cannot be made: it stays withdrawn then.
    """
    made = renditions.first(photo, renditions.decoded(photo))
    with renditions.written(made), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(
            withdrawn_at=None, withdrawn_why="", withdrawn_by=None
        )
        renditions.record(photo, made)
    photo.refresh_from_db()
