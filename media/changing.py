"""Who may change what is said of a photo, and in what sentence it is refused."""

from django.utils.translation import gettext as _

from . import printed
from .models import Photo


def is_in_care_of(photo: Photo, user) -> bool:
    """Tell whether a photo's words are a person's to change, as long as nothing came between.

    All photos are a photo editor's and an editor's; one's own are whoever's sent them in.
    """
    if user.has_perm("media.change_photo"):
        return True
    is_own = photo.uploaded_by_id is not None and photo.uploaded_by_id == user.pk
    return is_own and user.has_perm("media.add_photo")


def may_change(photo: Photo, user, *, is_printed: bool | None = None) -> bool:
    """Tell whether a person may change a photo's words now: who sent it in, until readers have it.

    Whoever asks of many photos says of each whether it `is_printed`.
    """
    if photo.withdrawn_at is not None or not is_in_care_of(photo, user):
        return False
    if user.has_perm("media.change_photo"):
        return True
    return not (printed.is_printed(photo) if is_printed is None else is_printed)


def refusal(photo: Photo, user) -> str:
    """Return why a person may not change a photo; "" if they may."""
    if photo.withdrawn_at is not None:
        return withdrawn(photo)
    if not is_in_care_of(photo, user):
        said = _("Photo № %(number)s was sent in by somebody else: ask them, or a photo editor.")
        return said % {"number": photo.pk}
    if not may_change(photo, user):
        said = _("Photo № %(number)s is in print: an editor or a photo editor changes its words.")
        return said % {"number": photo.pk}
    return ""


def withdrawn(photo: Photo) -> str:
    """Say that a photo was withdrawn, and why."""
    said = _("This photo was withdrawn here and may not be printed: %(why)s")
    return said % {"why": photo.withdrawn_why or f"№ {photo.pk}"}
