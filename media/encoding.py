"""Pixels: from a decoded picture to the files that readers get, without what the camera wrote."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms

from . import labels, validators
from .validators import Picture

SUFFIX = {"webp": "webp", "jpeg": "jpg", "avif": "avif"}
#: How each format is written, but for its quality.
OPTIONS = {
    "webp": {"format": "WEBP", "method": 4},
    "jpeg": {"format": "JPEG", "optimize": True, "progressive": True},
    "avif": {"format": "AVIF", "speed": 7},
}
#: The quality of each format, and the one for pictures that came pressed hard themselves: what
#: a messenger has thrown away is not won back by many bytes.
GOOD = {"webp": 80, "jpeg": 82, "avif": 62}
PRESSED = {"webp": 68, "jpeg": 70, "avif": 52}
#: The crops that templates use: how wide they are for their height.
CROPS = {"16x9": 16 / 9, "4x3": 4 / 3}
#: The widest file that is ever made.
WIDEST = 1920
#: A picture is shrunk by a whole number as long as it stays this wide.
_ENOUGH = 3 * WIDEST // 2
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
class Wanted:
    """A file that a photo should have: its format, its width, its crop ("" for the whole)."""

    format: str
    width: int
    crop: str = ""


@dataclass(frozen=True)
class Made:
    """One encoded and labelled file, ready to be stored."""

    wanted: Wanted
    height: int
    data: bytes

    @property
    def filename(self) -> str:
        """Its name, made from its bytes."""
        return filename(self.data, self.wanted.format)


def filename(data: bytes, kind: str) -> str:
    """Return the name of a file for readers, made from its bytes."""
    return f"{hashlib.sha256(data).hexdigest()[:24]}.{SUFFIX[kind]}"


def encode(
    picture: Picture,
    wanted: Iterable[Wanted],
    *,
    packet: bytes = b"",
    focus=(0.5, 0.5),
    quality=GOOD,
) -> Iterator[Made]:
    """Encode a picture as wanted, one file after another, upright, in sRGB.

    Each carries `packet` (XMP) and nothing else; crops keep `focus` (0 to 1 across and down)
    as near to their middle as the picture lets them.
    """
    upright = printable(picture)
    # What the picture shrank by, so that a crop's place can be told in its pixels.
    scale = upright.width / picture.width
    sized = {}
    for each in wanted:
        key = (each.crop, each.width)
        if key not in sized:
            box = crop_box(picture.width, picture.height, each.crop, focus)
            ratio = (box[3] - box[1]) / (box[2] - box[0])
            size = (each.width, max(1, round(each.width * ratio)))
            inside = tuple(
                min(side * scale, limit)
                for side, limit in zip(box, (*upright.size, *upright.size), strict=True)
            )
            sized[key] = upright.resize(
                size, Image.Resampling.LANCZOS, box=inside, reducing_gap=2.0
            )
        file = BytesIO()
        options = {**OPTIONS[each.format], "quality": quality[each.format]}
        if each.format == "avif" and packet:
            options["xmp"] = packet
        sized[key].save(file, **options)
        data = file.getvalue()
        if each.format != "avif":
            data = labels.labelled(data, each.format, packet)
        yield Made(each, sized[key].height, data)


def crop_box(width: int, height: int, crop: str, focus) -> tuple[float, float, float, float]:
    """Return the largest box of a crop's shape in a picture, its middle as near `focus` as it can.

    The box is (left, top, right, bottom) in pixels; the whole picture for the crop "".
    """
    if not crop:
        return 0, 0, width, height
    wide = min(width, height * CROPS[crop])
    high = wide / CROPS[crop]
    left = min(max(focus[0] * width - wide / 2, 0), width - wide)
    top = min(max(focus[1] * height - high / 2, 0), height - high)
    return left, top, left + wide, top + high


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
