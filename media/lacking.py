"""What a photo lacks before readers may be given it, each lack in a sentence that names it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from kazakh.alphabet import legible

from .models import Photo


def lacks(photo: Photo, at: datetime, *, is_debt: bool = False) -> Iterator[str]:
    """Yield what keeps a photo from being printed at a moment.

    A photo that was imported without its credit is a debt, not a bar, where it stands already.
    """
    number = f"№ {photo.pk}"
    name = {"photo": number if str(photo) == number else f"{number} «{photo}»"}
    if not photo.is_printable(at):
        yield _("Photo %(photo)s may no longer be printed.") % name
    if is_debt and photo.is_legacy:
        return
    if photo.credit_id is None:
        yield _("Photo %(photo)s has no credit: say who made it.") % name
    if not legible(photo.alt_text):
        yield _("Photo %(photo)s has no alt text: say what it shows.") % name
