"""Where photo files lie and what they are called: nothing of the sender's name is kept."""

from pathlib import PurePosixPath

from django.core.files.storage import storages


def originals():
    """Return the private storage: no address leads to it."""
    return storages["originals"]


def renditions():
    """Return the storage of the files that readers may be given."""
    return storages["renditions"]


def original_name(photo, filename: str) -> str:
    """Name an original after its own bytes, in folders small enough to list."""
    suffix = PurePosixPath(filename).suffix.lower()
    return f"{photo.digest[:2]}/{photo.digest[:24]}{suffix}"


def rendition_name(rendition, filename: str) -> str:
    """Name a rendition after its own bytes (`filename` carries them, see `renditions.py`)."""
    return f"{filename[:2]}/{filename}"
