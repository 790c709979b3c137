"""A copy of a photo in which faces or plates cannot be made out; the original stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFilter

from . import encoding, intake, renditions
from .models import Photo

#: More boxes than faces in a crowd are somebody's joke.
MOST = 60
#: A box with fewer pixels on a side hides nothing: no face is told on so few.
LEAST = 8
#: A box becomes so many squares on its longer side: too few to tell one face from another,
#: and no sharpening brings back what an average has thrown away.
SQUARES = 6
_KEPT = (
    "caption", "alt_text", "credit", "headline", "keywords", "taken_at", "taken_where",
    "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url", "instructions",
    "rights_until", "focal_x", "focal_y",
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A part of a picture, in shares of its width and height (0 to 1)."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self):
        inside = (
            0 <= self.left < 1, 0 <= self.top < 1, 0 < self.width <= 1, 0 < self.height <= 1,
        )  # fmt: skip
        if not all(inside):
            raise ValidationError(_("Mark what is to be blurred inside the photo."))


def blurred(photo: Photo, boxes: Iterable[Box], *, by) -> Photo:
    """Return a new photo with these parts of another made out by nobody; its words come along.

    It is as wide as our files for readers need, and carries nothing of what the camera wrote.
    Raises ValidationError without a box or with one that hides nothing, BadPhoto if the original
    no longer decodes or was withdrawn meanwhile.
    """
    boxes = list(boxes)
    if not 0 < len(boxes) <= MOST:
        raise ValidationError(_("Mark what is to be blurred inside the photo."))
    image = encoding.printable(renditions.decoded(photo))
    for box in boxes:
        _blur(image, box)
    file = BytesIO()
    image.save(file, "JPEG", quality=92, optimize=True)
    kept = {name: getattr(photo, name) for name in _KEPT}
    return intake.take_in(
        file.getvalue(), by=by, copied_from=photo, told=photo.told,
        is_synthetic=photo.is_synthetic, **kept,
    )  # fmt: skip


def _blur(image: Image.Image, box: Box):
    """Make one part coarse, then soft: the squares themselves are an average of their pixels."""
    left = min(round(box.left * image.width), image.width - 1)
    top = min(round(box.top * image.height), image.height - 1)
    right = min(image.width, max(left + 1, round((box.left + box.width) * image.width)))
    bottom = min(image.height, max(top + 1, round((box.top + box.height) * image.height)))
    if min(right - left, bottom - top) < LEAST:
        raise ValidationError(_("A box is too small to hide anything: draw it larger."))
    part = image.crop((left, top, right, bottom))
    square = max(1, -(-max(part.size) // SQUARES))
    few = (max(1, -(-part.width // square)), max(1, -(-part.height // square)))
    coarse = part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
    image.paste(coarse.filter(ImageFilter.GaussianBlur(square / 3)), (left, top))
