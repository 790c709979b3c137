"""The files that readers get: made from an original, without what the camera wrote into it."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageCms

from . import files, validators
from .models import Photo, Rendition
from .validators import Picture

#: Widths of each format; the widest JPEG serves those who read no WebP and the wire.
WIDTHS = {"webp": (320, 640, 960, 1280, 1920), "jpeg": (320, 640, 960, 1280)}
_SUFFIX = {"webp": "webp", "jpeg": "jpg"}
_OPTIONS = {
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
}
#: A picture is shrunk by a whole number as long as it stays this wide.
_ENOUGH = 3 * WIDTHS["webp"][-1] // 2
_STRIP = 4 * validators.MEGA
_PAPER = "white"
_SRGB = ImageCms.createProfile("sRGB")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Made:
    """One encoded file, ready to be stored."""

    format: str
    width: int
    height: int
    data: bytes

    @property
    def filename(self) -> str:
        """Its name, made from its bytes."""
        return f"{hashlib.sha256(self.data).hexdigest()[:24]}.{_SUFFIX[self.format]}"


def make(photo: Photo, *, picture: Picture | None = None) -> list[Rendition]:
    """Make a photo's missing renditions, all or none; return all it has, narrow ones first.

    Decodes the original unless the caller has its `picture` already. Raises BadPhoto if the
    original no longer decodes, OSError if it cannot be read or a file not be written.
    """
    wanted = wanted_of(photo)
    have = {(row.format, row.width): row for row in photo.renditions.filter(crop="")}
    missing = [each for each in wanted if each not in have]
    if missing:
        if picture is None:
            with photo.original.open("rb") as file:
                picture = validators.decode(validators.read(file))
        have |= {(row.format, row.width): row for row in store(photo, encode(picture, missing))}
    return sorted(have.values(), key=lambda row: (row.width, row.format))


def wanted_of(photo: Photo) -> list[tuple[str, int]]:
    """Return the formats and widths a photo should have: never enlarged, at least one of each."""
    return [
        (kind, width)
        for kind, widths in WIDTHS.items()
        for width in [each for each in widths if each <= photo.width] or [photo.width]
    ]


def encode(picture: Picture, wanted) -> list[Made]:
    """Encode a picture in (format, width) pairs, upright, in sRGB, with nothing else in it."""
    upright = printable(picture)
    made, sized = [], {}
    for kind, width in wanted:
        if width not in sized:
            height = max(1, round(picture.height * width / picture.width))
            sized[width] = upright.resize(
                (width, height), Image.Resampling.LANCZOS, reducing_gap=2.0
            )
        image, file = sized[width], BytesIO()
        image.save(file, **_OPTIONS[kind])
        made.append(Made(kind, *image.size, file.getvalue()))
    return made


def store(photo: Photo, made: list[Made]) -> list[Rendition]:
    """Write encoded files and their rows; if one fails, none of either stays behind."""
    storage, written, rows = files.renditions(), [], []
    try:
        for each in made:
            row = Rendition(
                photo=photo,
                format=each.format,
                width=each.width,
                height=each.height,
                size=len(each.data),
            )
            name = files.rendition_name(row, each.filename)
            if put(storage, name, each.data):
                written.append(name)
            row.file = name
            rows.append(row)
        with transaction.atomic():
            Rendition.objects.bulk_create(rows)
    except BaseException:
        for name in written:
            storage.delete(name)
        raise
    return rows


def put(storage, name: str, data: bytes) -> bool:
    """Write bytes under the name made of them, unless they lie there; tell whether we wrote.

    An OSError (a full disk) leaves nothing half written.
    """
    if storage.exists(name):
        if storage.size(name) == len(data):
            return False
        storage.delete(name)  # Cut off when somebody pulled the plug.
    try:
        got = storage.save(name, ContentFile(data))
    except BaseException:
        storage.delete(name)
        raise
    if got != name:  # Somebody wrote the same bytes at the same moment.
        storage.delete(got)
        return False
    return True


def printable(picture: Picture) -> Image.Image:
    """Return a picture as it is printed: upright, 8 bits of RGB in sRGB, on white paper."""
    image = _in_srgb(_flat(picture), picture.image.info.get("icc_profile"))
    if image.mode != "RGB":
        image = image.convert("RGB")
    if picture.orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[picture.orientation])
    # What the file said of itself (EXIF, XMP, profile) stays with the original.
    image.info.clear()
    return image


def _flat(picture):
    """Return the picture in plain 8-bit colours, a very large one shrunk by a whole number.

    Goes strip by strip, so that no second copy of a large picture ever stands in memory.
    """
    image = picture.image
    across = image.height if picture.is_lying else image.width
    factor = max(1, min(across // _ENOUGH, image.width, image.height))
    rows = max(1, _STRIP // image.width // factor) * factor
    whole = None
    for top in range(0, image.height, rows):
        strip = _plain(image.crop((0, top, image.width, min(top + rows, image.height))))
        strip = strip.reduce(factor) if factor > 1 else strip
        if whole is None:
            whole = Image.new(strip.mode, (strip.width, -(-image.height // factor)))
        whole.paste(strip, (0, top // factor))
    return whole


def _plain(image):
    """Return a picture as 8 bits of grey, RGB or CMYK; what is see-through lies on white.

    White in a light page and in a dark one: a logo in black letters stays readable.
    """
    if image.mode.startswith("I"):
        # 16 bits of grey in proportion; a plain conversion clips everything to white.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, _PAPER)
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _in_srgb(image, profile):
    """Return the colours in sRGB; a profile that is broken or of other colours is left aside."""
    if not profile or image.mode not in ("RGB", "L", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
