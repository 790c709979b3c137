"""What a photo's file says of it: XMP, IPTC-IIM and EXIF put together into one account.

Order of belief (Metadata Working Group, 2010): XMP, unless the digest beside the IIM records
shows that somebody changed those later; what one does not say, the other does; then EXIF.
"""

import re
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from . import iim, xmp

#: No text of a file is kept longer than this; keywords, no more of them than this.
LONGEST, MOST_KEYWORDS = 4000, 100

_ARTIST, _COPYRIGHT, _DESCRIPTION, _MODIFIED = 0x013B, 0x8298, 0x010E, 0x0132
_KEYWORDS = {"Author": "creator", "Copyright": "copyright", "Description": "caption",
             "Title": "headline"}  # fmt: skip
_EXIF_IFD, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
#: What cameras write by themselves says nothing of the picture.
_CAMERAS = re.compile(
    r"(?:olympus digital camera|sony dsc|minolta.*|samsung|digital camera|default|untitled|"
    r"konica.*|dcim.*|dav|cof|hdr|exif_jpeg_picture|<\w+>|charset=.*|screenshot)",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_DATE = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_SYNTHETIC = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia",
              "algorithmicMedia", "algorithmicallyEnhanced",
              "compositeSynthetic", "virtualRecording")  # fmt: skip


@dataclass(frozen=True)
class Account:
    """What a file says of its photo, word for word; "" where it says nothing."""

    creator: tuple[str, ...] = ()
    credit_line: str = ""
    source: str = ""
    copyright: str = ""
    headline: str = ""
    caption: str = ""
    alt_text: str = ""
    keywords: tuple[str, ...] = ()
    sublocation: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    date: str = ""
    instructions: str = ""
    usage_terms: str = ""
    rights_url: str = ""
    licensor: tuple[str, ...] = ()
    licensor_url: tuple[str, ...] = ()
    digital_source: str = ""

    def said(self) -> dict:
        """Return what is said, by name, without what is not: to be stored with a photo."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value
        }

    @property
    def place(self) -> str:
        """Where it was taken, from the narrowest to the widest, in one line."""
        parts = (self.sublocation, self.city, self.region, self.country)
        return ", ".join(dict.fromkeys(filter(None, parts)))

    @property
    def is_synthetic(self) -> bool:
        """Tell whether the file says that a machine made or altered the picture (IPTC's list)."""
        return self.digital_source.rstrip("/").rpartition("/")[2] in _SYNTHETIC

    def taken_at(self, zone: ZoneInfo) -> datetime | None:
        """Return when it was taken; a time without an offset is in `zone`, a date is midnight."""
        return moment(self.date, zone)


def read(image, data: bytes = b"") -> Account:
    """Return what a decoded picture's file says of it; an empty account for broken metadata.

    Takes Pillow's image as it was loaded: what was read of the file stands in its `info`; and the
    file itself, since of a GIF Pillow tells no XMP.
    """
    info = image.info
    photoshop = info.get("photoshop")
    if not isinstance(photoshop, dict):
        photoshop = _of_png(info.get("Raw profile type iptc"))
    written = xmp.read(info.get("xmp") or (_of_gif(data) if image.format == "GIF" else b""))
    records = _by_records(iim.read(iim.records(photoshop)))
    first, second = written, records
    if iim.is_newer_than_xmp(photoshop):
        first, second = records, written
    return _account({**_noted(info), **_exif(image), **second, **first})


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment that a date of XMP, IIM or EXIF names; None if it names none."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    if offset in (None, "Z"):
        where = UTC if offset else zone
    else:
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        where = (
            timezone(-ahead if offset[0] == "-" else ahead) if ahead < timedelta(days=1) else zone
        )
    try:
        return datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=where,
        )  # fmt: skip
    except ValueError:
        return None


def _account(said: dict[str, list[str]]) -> Account:
    kept = {}
    for each in fields(Account):
        texts = [_clean(text) for text in said.get(each.name, [])]
        texts = list(dict.fromkeys(filter(None, texts)))
        if each.default == ():
            kept[each.name] = tuple(texts[:MOST_KEYWORDS])
        else:
            kept[each.name] = texts[0] if texts else ""
    return Account(**kept)


def _clean(text: str) -> str:
    text = _UNPRINTABLE.sub("", re.sub("\r\n?", "\n", text)).strip()
    return text[:LONGEST]


def _by_records(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put the date and the time of IIM together; a date of zeros is none."""
    date = next(iter(said.pop("date", [])), "").strip()
    time = next(iter(said.pop("time", [])), "").strip()
    if date.strip("0"):
        said["date"] = [f"{date}T{time}" if time else date]
    return {name: texts for name, texts in said.items() if any(text.strip() for text in texts)}


def _of_gif(data: bytes) -> bytes:
    """Return the packet of a GIF: between the name of its extension and the «magic trailer»."""
    _before, found, rest = data.partition(b"\x0bXMP DataXMP")
    packet, ends, _after = rest.partition(b"\x01\xff\xfe\xfd\xfc")
    return packet if found and ends else b""


def _of_png(profile) -> dict:
    """Return the resources of Photoshop that ImageMagick writes into a PNG, in hexadecimal."""
    found, data = {}, b""
    if isinstance(profile, str | bytes):
        text = profile if isinstance(profile, str) else profile.decode("latin-1")
        # Its name, its length, then the bytes, each on lines of their own.
        with suppress(ValueError):
            data = bytes.fromhex("".join(text.split()[2:]))
    at = 0
    while data[at : at + 4] == b"8BIM":
        code, name = int.from_bytes(data[at + 4 : at + 6], "big"), data[at + 6 : at + 7] or b"\0"
        at += 6 + (name[0] + 2) // 2 * 2
        size = int.from_bytes(data[at : at + 4], "big")
        found[code] = data[at + 4 : at + 4 + size]
        at += 4 + size + size % 2
    return found


def _noted(info) -> dict[str, list[str]]:
    """Return what a PNG notes of itself under the keywords of its standard (11.3.3.2)."""
    noted = {name: _text(info.get(keyword)) for keyword, name in _KEYWORDS.items()}
    return {name: [text] for name, text in noted.items() if text}


def _exif(image) -> dict[str, list[str]]:
    """Return what EXIF says of the picture and its maker; a place is not among it."""
    try:
        main = image.getexif()
        more = main.get_ifd(_EXIF_IFD)
        tags = {name: _text(main.get(tag)) for name, tag in (
            ("creator", _ARTIST), ("copyright", _COPYRIGHT), ("caption", _DESCRIPTION),
        )}  # fmt: skip
        date, offset = _text(more.get(_TAKEN)), _text(more.get(_OFFSET))
    except Exception:  # Broken EXIF makes Pillow raise whatever it likes.
        return {}
    if _CAMERAS.fullmatch(tags["caption"]):
        tags["caption"] = ""
    if date.strip("0: "):
        tags["date"] = f"{date}{offset}" if moment(f"{date}{offset}", UTC) else date
    return {name: [text] for name, text in tags.items() if text}


def _text(value) -> str:
    """Return a text of EXIF, which Pillow reads as Latin-1, in its own characters."""
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return value.strip("\0 ")
    if not isinstance(value, bytes):
        return ""
    return iim.decoded(value.replace(b"\0", b" ")).strip()
