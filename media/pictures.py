"""Photos as a page prints them: their files in every size, their words, their credit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings

from . import credits
from .models import Photo, Rendition

#: What browsers are offered, best first; the last one that a photo has is for all the others.
TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
}
#: A browser that knows no srcset gets a file of about this width.
PLAIN_WIDTH = 1000

#: Letters that no other language of the house has.
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
#: What a page needs of a photo; the rest of its long row stays where it is.
_PRINTED = (
    "file", "format", "crop", "width", "height", "photo__caption", "photo__alt_text",
    "photo__focal_x", "photo__focal_y", "photo__rights_until", "photo__withdrawn_at",
    "photo__credit__photographer", "photo__credit__source", "photo__credit__link",
    "photo__credit__line_kk", "photo__credit__line_ru", "photo__credit__line_en",
    "photo__credit__licence", "photo__copyright_notice", "photo__rights_url",
    "photo__licensor_url", "photo__is_synthetic", "photo__digest",
)  # fmt: skip


def address(row) -> str:
    """Return the address at which readers get the file of a row."""
    return address_of(row.file)


def address_of(file) -> str:
    """Return the address at which readers get a file of theirs."""
    return settings.MEDIA_URL + quote(file.name)


def smallest(photo: Photo) -> str:
    """Return the address of a photo's smallest whole file, for lists at the desk, or ""."""
    made = [row for row in photo.renditions.all() if row.replaced_at is None and not row.crop]
    return address(min(made, key=lambda row: row.width)) if made else ""


@dataclass(frozen=True)
class Source:
    """One format of a photo, in all its widths."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Figure:
    """Everything that templates/media/_photo.html prints."""

    src: str
    srcset: str
    sources: list[Source]
    width: int
    height: int
    alt: str
    #: The language of the alt text where it is surely another than the page's.
    alt_language: str
    caption: str
    credit: str
    credit_link: str
    is_synthetic: bool
    focus: str  # classes of the stylesheet: a style attribute would need a looser CSP


class Picture:
    """A printable photo with its files."""

    def __init__(self, photo: Photo, files: list[Rendition]):
        self.photo = photo
        self.files = files

    def figure(self, language: str, *, caption: str = "", crop: str = "") -> Figure:
        """Return what a page prints; `caption` stands instead of the photo's own.

        A photo that was never cut to `crop` is given whole.
        """
        files = [f for f in self.files if f.crop == crop] or [f for f in self.files if not f.crop]
        files = files or self.files
        by_type: dict[str, list[Rendition]] = {}
        for name, kind in TYPES.items():
            if wide := sorted((f for f in files if f.format == name), key=lambda f: f.width):
                by_type.setdefault(kind, []).extend(wide)
        *better, (_kind, plain) = by_type.items() or [("", files)]
        shown = next((f for f in plain if f.width >= PLAIN_WIDTH), plain[-1])
        photo, credit = self.photo, self.photo.credit
        alt = photo.alt_text or photo.caption
        is_foreign = language != "kk" and bool(_KAZAKH.search(alt))
        return Figure(
            src=address(shown),
            srcset=_srcset(plain),
            sources=[Source(kind, _srcset(wide)) for kind, wide in better],
            width=shown.width,
            height=shown.height,
            alt=alt,
            alt_language="kk" if is_foreign else "",
            caption=caption or photo.caption,
            credit=credits.line(credit, language),
            credit_link=credits.link(credit),
            is_synthetic=photo.is_synthetic,
            focus=f"x{round(photo.focal_x * 10)} y{round(photo.focal_y * 10)}",
        )


def _srcset(files: list[Rendition]) -> str:
    return ", ".join(f"{address(f)} {f.width}w" for f in files)


def printable(ids: Iterable[int], *, at: datetime) -> dict[int, Picture]:
    """Return the pictures of these photos that may be printed at a moment, in one query.

    A photo that was withdrawn, whose rights ran out, or that has no file for readers yet is not
    among them: whoever prints leaves out its figure.
    """
    found = at_desk(ids)
    return {pk: picture for pk, picture in found.items() if picture.photo.is_printable(at)}


def at_desk(ids: Iterable[int]) -> dict[int, Picture]:
    """Return the pictures of these photos for staff, whether or not readers may see them."""
    ids = {pk for pk in ids if pk}
    if not ids:
        return {}
    files: dict[int, list[Rendition]] = {}
    photos = {}
    for file in (
        Rendition.objects.filter(photo_id__in=ids, replaced_at=None)
        .select_related("photo__credit")
        .only(*_PRINTED)
        .order_by("photo_id", "width")
    ):
        files.setdefault(file.photo_id, []).append(file)
        photos.setdefault(file.photo_id, file.photo)
    return {pk: Picture(photo, files[pk]) for pk, photo in photos.items()}
