"""What may come in as a photo: decided by its bytes, before and while it is decoded.

The limits keep one photo below about 300 MB of memory, whatever somebody sends: a JPEG is
decoded at a fraction of its size, the other formats only whole, so they may have fewer pixels.
"""

import struct
import threading
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

MAX_BYTES = 40 * 1024 * 1024
MEGA = 1_000_000
#: A progressive JPEG keeps every coefficient until its last scan, however small we decode it.
MAX_PROGRESSIVE_PIXELS = 36 * MEGA
#: Encoders write about ten; each one more costs the time of a whole pass.
MAX_SCANS = 64
#: Decoding a JPEG stops at the smallest eighth that is still this wide.
WIDTH_NEEDED = 1920

_ORIENTATION = 0x0112
_LYING = {5, 6, 7, 8}
_QUIET = threading.Lock()


class BadPhoto(ValidationError):
    """A file that is not taken in as a photo; carries a sentence for the person who sent it."""


@dataclass(frozen=True)
class Format:
    """A format we take: Pillow's reader of it, the suffix it is stored under, its limit."""

    name: str
    suffix: str
    reader: type
    max_pixels: int


JPEG = Format("JPEG", ".jpg", JpegImageFile, 100 * MEGA)
PNG = Format("PNG", ".png", PngImageFile, 36 * MEGA)
GIF = Format("GIF", ".gif", GifImageFile, 36 * MEGA)
WEBP = Format("WebP", ".webp", WebPImageFile, 16 * MEGA)
AVIF = Format("AVIF", ".avif", AvifImageFile, 25 * MEGA)


@dataclass(frozen=True)
class Picture:
    """A photo that proved whole: its format, its upright size, its decoded first frame.

    `image` is in the colours and the position of the file, and smaller than `width` says where
    a JPEG was decoded at a fraction; `orientation` is what EXIF says must be done to it.
    """

    format: Format
    width: int
    height: int
    orientation: int
    image: Image.Image

    @property
    def is_lying(self) -> bool:
        """Tell whether the file's rows are the picture's columns."""
        return self.orientation in _LYING


def read(file) -> bytes:
    """Return the bytes of a file, an upload or bytes; raise BadPhoto if there are too many."""
    if isinstance(file, bytes | bytearray | memoryview):
        data = bytes(file) if len(file) <= MAX_BYTES else None
    else:
        data = None
        if (getattr(file, "size", None) or 0) <= MAX_BYTES:
            if hasattr(file, "seek"):
                file.seek(0)
            data = file.read(MAX_BYTES + 1)
    if data is None or len(data) > MAX_BYTES:
        raise BadPhoto(
            _("The file is too large: a photo may have %(limit)s MB at most.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    if not data:
        raise BadPhoto(_("The file is empty: choose the photo again."))
    return data


def format_of(data: bytes) -> Format:
    """Return the format that the first bytes show, never the name; raise BadPhoto for others."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        brands = _brands(data)
        if brands & {b"avif", b"avis"}:
            return AVIF
        if brands & {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}:
            raise BadPhoto(
                _(
                    "This is a HEIC photo, which browsers do not show; send it as JPEG. On an"
                    " iPhone: Settings, Camera, Formats, “Most Compatible”; a photo already"
                    " taken becomes JPEG when you mail it to yourself or open it and save it"
                    " as JPEG."
                )
            )
    if b"<svg" in data[:4096].lower():
        raise BadPhoto(_("An SVG drawing can carry programs: save it as PNG and send that."))
    raise BadPhoto(_("This is not a photo we can take: send JPEG, PNG, WebP, AVIF or GIF."))


def decode(data: bytes) -> Picture:
    """Decode a photo whole and return it; raise BadPhoto if it is too big, damaged or no photo."""
    kind = format_of(data)
    try:
        return _decode(kind, data)
    except BadPhoto:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(kind, kind.max_pixels) from error
    except Exception as error:  # A hostile file makes a decoder raise whatever it likes.
        raise BadPhoto(_("The photo is damaged or did not arrive whole: send it again.")) from error


def _decode(kind: Format, data: bytes) -> Picture:
    with _quiet():
        image = kind.reader(BytesIO(data))
    width, height = image.size
    limit = kind.max_pixels
    if kind is JPEG and image.info.get("progressive"):
        limit = MAX_PROGRESSIVE_PIXELS
        if data.count(b"\xff\xda") > MAX_SCANS:
            raise BadPhoto(_("The photo is damaged or did not arrive whole: send it again."))
    if width * height > limit:
        raise _too_many_pixels(kind, limit)
    orientation = _orientation(image)
    if kind is JPEG:
        image.draft(None, (1, WIDTH_NEEDED) if orientation in _LYING else (WIDTH_NEEDED, 1))
    image.load()
    if kind is PNG and orientation == 1:
        # EXIF may stand behind the pixels.
        orientation = _orientation(image)
    if orientation in _LYING:
        width, height = height, width
    return Picture(kind, width, height, orientation, image)


def _too_many_pixels(kind, limit) -> BadPhoto:
    return BadPhoto(
        _(
            "The photo has too many pixels: in %(format)s it may have %(limit)s million."
            " Make it smaller and send it again."
        )
        % {"format": kind.name, "limit": limit // MEGA}
    )


def _orientation(image) -> int:
    """Return what EXIF says of the camera's position, 1 (upright) where it says nothing sane."""
    with _quiet():
        try:
            value = image.getexif().get(_ORIENTATION, 1)
        except Exception:  # Broken EXIF spoils no photo.
            return 1
    return value if value in range(1, 9) else 1


def _brands(data: bytes) -> set[bytes]:
    """Return the brands that an ISO media file (AVIF, HEIC) says it keeps to."""
    length = min(struct.unpack(">I", data[:4])[0], 256)
    return {data[8:12]} | {data[at : at + 4] for at in range(16, length, 4)}


@contextmanager
def _quiet():
    """Keep Pillow from warning of broken EXIF and the like; one at a time, filters are global."""
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
