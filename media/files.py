"""Where photo files lie and what they are called: nothing of the sender's name is kept."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import FileField


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


def named(storage, names: Iterable[str]) -> set[str]:
    """Return those of these names in a storage that a row of any model names."""
    names, found = set(names), set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.storage is storage:
                rows = model._default_manager.filter(**{f"{field.name}__in": names})
                found |= set(rows.values_list(field.name, flat=True))
    return found


def delete_unnamed(storage, names: Iterable[str]):
    """Delete those of these files that no row names: two photos of the same bytes share theirs."""
    names = set(names)
    for name in sorted(names - named(storage, names)):
        storage.delete(name)
