"""Files that belong to nothing any more: found, and taken away when they are a day old."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from . import files, renditions
from .models import Photo, Rendition

#: A younger file may belong to an upload whose row is being written just now.
YOUNG = timedelta(days=1)
_BATCH = 500


@dataclass
class Swept:
    """What one sweep found: files that nobody owns, files that were replaced, their bytes."""

    orphans: int = 0
    replaced: int = 0
    size: int = 0


def sweep(*, pretend: bool = False, now=None) -> Swept:
    """Take away replaced files whose time is over and files without a row; tell how many.

    With `pretend` nothing is deleted. What a row names is never touched, but for files that a
    withdrawn photo should not have.
    """
    now = now or timezone.now()
    swept = Swept()
    gone = Photo.objects.filter(withdrawn_at__lte=now - YOUNG).values("pk")
    names = set()
    for over in (
        Rendition.objects.filter(replaced_at__lte=now - renditions.GRACE),
        Rendition.objects.filter(photo__in=gone, replaced_at=None),
    ):
        for row in over.only("file", "size").iterator():
            names.add(row.file.name)
            swept.replaced += 1
            swept.size += row.size
        if not pretend:
            over.delete()
    if not pretend:
        files.delete_unnamed(files.renditions(), names)
    for storage in (files.originals(), files.renditions()):
        for name in _orphans(storage, now - YOUNG):
            if pretend and name in names:
                continue
            swept.orphans += 1
            swept.size += storage.size(name)
            if not pretend:
                storage.delete(name)
    return swept


def _orphans(storage, older_than) -> Iterator[str]:
    some: list[str] = []
    for name in [*_names(storage), None]:
        if name is not None:
            some.append(name)
        if some and (name is None or len(some) == _BATCH):
            for lost in sorted(set(some) - files.named(storage, some)):
                if storage.get_modified_time(lost) <= older_than:
                    yield lost
            some = []


def _names(storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}" if folder else name
    for inner in folders:
        yield from _names(storage, f"{folder}/{inner}" if folder else inner)
