"""The files that readers get: which a photo has, how they are stored, how they are exchanged.

A file is named after its bytes and never changes. Where another must stand in its place (a
corrected credit, a moved focal point), the new one is stored first, and the old one is given to
those who still have the page open until `sweep` takes it away.
"""

import hashlib
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from . import encoding, files, labels, validators
from .encoding import Made, Wanted
from .models import Photo, Rendition
from .validators import Picture

#: Whole pictures by width, and crops where a template prints them, in the order of need: where
#: the bytes do not suffice for all, the last are left out.
WANTED = (
    Wanted("webp", 1280),
    Wanted("jpeg", 640),
    Wanted("webp", 640),
    Wanted("webp", 320),
    Wanted("jpeg", 1280),
    Wanted("webp", 960),
    Wanted("webp", 640, "16x9"),
    Wanted("webp", 1920),
    Wanted("webp", 480, "4x3"),
    Wanted("webp", 1280, "16x9"),
)
#: Made later, by the worker, where PHOTO_AVIF is on: half the bytes, ten times the work.
LATER = tuple(Wanted("avif", width) for width in (640, 960, 1280, 1920))
#: All files of a photo together may have so many times the bytes of what was sent.
MOST = 1.2
#: So long a replaced file stays for pages that were opened before.
GRACE = timedelta(days=1)


def make(photo: Photo, *, picture: Picture | None = None, later: bool = False) -> list[Rendition]:
    """Make a photo's missing renditions, all or none; return all it has, narrow ones first.

    Decodes the original unless the caller has its `picture` already; with `later`, AVIF too
    where the house wants it. Raises BadPhoto if the original no longer decodes, OSError if it
    cannot be read or a file not be written.
    """
    wanted = wanted_of(photo, later=later)
    have = {_wanted(row): row for row in photo.renditions.filter(replaced_at=None)}
    missing = [each for each in wanted if each not in have]
    if missing:
        picture = picture or decoded(photo)
        room = MOST * photo.size - sum(row.size for row in have.values())
        made = encode(photo, picture, missing, room=room, at_least_one=not have)
        have |= {_wanted(row): row for row in store(photo, made)}
    return sorted(have.values(), key=lambda row: (row.width, row.format, row.crop))


def first(photo: Photo, picture: Picture) -> list[Made]:
    """Encode the first files of a photo that has none yet; nothing is stored."""
    return encode(photo, picture, wanted_of(photo), room=MOST * photo.size, at_least_one=True)


def wanted_of(photo: Photo, *, later: bool = False) -> list[Wanted]:
    """Return the files a photo should have, never enlarged, in the order of need."""
    wanted = []
    for each in WANTED + (LATER if later and settings.PHOTO_AVIF else ()):
        left, _top, right, _bottom = encoding.crop_box(
            photo.width, photo.height, each.crop, (photo.focal_x, photo.focal_y)
        )
        widest = int(right - left)
        if each.crop and widest < each.width:
            continue
        wanted.append(Wanted(each.format, min(each.width, widest), each.crop))
    return list(dict.fromkeys(wanted))


def encode(photo, picture, wanted, *, room: float, at_least_one: bool) -> list[Made]:
    """Encode what is wanted of a photo's picture as far as its `room` in bytes goes."""
    packet, focus = labels.packet_of(photo), (photo.focal_x, photo.focal_y)
    for quality in (encoding.GOOD, encoding.PRESSED):
        made = list(encoding.encode(picture, wanted, packet=packet, focus=focus, quality=quality))
        if sum(len(each.data) for each in made) <= room:
            return made
    kept = []
    for each in made:
        if len(each.data) <= room:
            room -= len(each.data)
            kept.append(each)
    # A picture of a few bytes still needs a file; a page cannot print what is not there.
    smallest = min(made, key=lambda each: len(each.data))
    return kept or ([smallest] if at_least_one else [])


def decoded(photo: Photo) -> Picture:
    """Return the picture of a photo's original; raise BadPhoto or OSError."""
    with photo.original.open("rb") as file:
        return validators.decode(validators.read(file))


def store(photo: Photo, made: list[Made]) -> list[Rendition]:
    """Write encoded files and their rows in the place of those they replace, all or none.

    None if the photo was withdrawn while they were encoded.
    """
    with written(made) as names:
        with transaction.atomic():
            rows = record(photo, made)
        if made and not rows:
            files.delete_unnamed(files.renditions(), names)
    return rows


@contextmanager
def written(made: list[Made]):
    """Write encoded files for the rows that are written inside; without these, none is left."""
    names = write(made)
    try:
        yield names
    except BaseException:
        remove(names)
        raise


def write(made: list[Made]) -> list[str]:
    """Write encoded files, all or none; return the names of those that were not there before."""
    storage, written = files.renditions(), []
    try:
        for each in made:
            name = files.rendition_name(None, each.filename)
            if put(storage, name, each.data):
                written.append(name)
    except BaseException:
        remove(written)
        raise
    return written


def remove(names: list[str]):
    """Delete files that were written for rows which did not come to be."""
    storage = files.renditions()
    for name in names:
        storage.delete(name)


def record(photo: Photo, made: list[Made], *, label: str = "") -> list[Rendition]:
    """Write the rows of files that are stored; the rows they replace keep theirs for a while.

    Within a transaction. `label` is what the files carry, if the photo says otherwise by now.
    Encoding takes seconds and holds none: whether the photo was withdrawn in these is asked here,
    under its lock, and then nothing is written.
    """
    if not Photo.objects.held().filter(pk=photo.pk, withdrawn_at=None):
        return []
    label, now = label or label_of(labels.packet_of(photo)), timezone.now()
    rows = [
        Rendition(
            photo=photo,
            file=files.rendition_name(None, each.filename),
            format=each.wanted.format,
            crop=each.wanted.crop,
            width=each.wanted.width,
            height=each.height,
            size=len(each.data),
            label=label,
        )
        for each in made
    ]
    for row in rows:
        Rendition.objects.filter(
            photo=photo, format=row.format, crop=row.crop, width=row.width, replaced_at=None
        ).update(replaced_at=now)
    return Rendition.objects.bulk_create(rows)


def label_of(packet: bytes) -> str:
    """Return the digest by which a file's label is known to be the right one."""
    return hashlib.sha256(packet).hexdigest()[:16]


def relabel(photo: Photo) -> int:
    """Give the files of a photo the label they should have; return how many were exchanged.

    JPEG and WebP keep their pixels; AVIF is encoded again.
    """
    packet = labels.packet_of(photo)
    wrong = list(photo.renditions.filter(replaced_at=None).exclude(label=label_of(packet)))
    made, again = [], []
    for row in wrong:
        wanted = _wanted(row)
        if row.format not in labels.EXCHANGED:
            again.append(wanted)
            continue
        with row.file.open("rb") as file:
            data = labels.labelled(file.read(), row.format, packet)
        made.append(Made(wanted, row.height, data))
    if again:
        made += encoding.encode(decoded(photo), again, packet=packet)
    made = _in_their_room(photo, made)
    store(photo, made)
    return len(made)


def _in_their_room(photo: Photo, made: list[Made]) -> list[Made]:
    """Leave out what a longer label takes out of a photo's room, the least needed first.

    What is left out goes from the library, too: a file without its credit is worth nothing.
    """
    others = photo.renditions.filter(replaced_at=None)
    sizes = {_wanted(row): row.size for row in others} | {
        each.wanted: len(each.data) for each in made
    }
    order = {wanted: place for place, wanted in enumerate(wanted_of(photo, later=True))}
    least = sorted(sizes, key=lambda wanted: order.get(wanted, len(order)), reverse=True)
    gone = set()
    while sum(sizes.values()) > MOST * photo.size and len(sizes) > 1:
        gone.add(wanted := least.pop(0))
        del sizes[wanted]
    pks = [row.pk for row in others if _wanted(row) in gone]
    Rendition.objects.filter(pk__in=pks).update(replaced_at=timezone.now())
    return [each for each in made if each.wanted not in gone]


def recut(photo: Photo) -> int:
    """Cut the crops of a photo anew, for another focal point; return how many."""
    wanted = [each for each in wanted_of(photo) if each.crop]
    have = {_wanted(row) for row in photo.renditions.filter(replaced_at=None).exclude(crop="")}
    wanted = [each for each in wanted if each in have]
    if not wanted:
        return 0
    focus = (photo.focal_x, photo.focal_y)
    packet = labels.packet_of(photo)
    return len(
        store(photo, list(encoding.encode(decoded(photo), wanted, packet=packet, focus=focus)))
    )


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


def _wanted(row: Rendition) -> Wanted:
    return Wanted(row.format, row.width, row.crop)
