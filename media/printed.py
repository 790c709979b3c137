"""Which photos readers have, or ever had: told by the models of other apps that print them.

A model whose rows put a photo before readers names its fields for that in `PRINTS`; `media` knows
none of these models.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from . import copies
from .models import Photo


def among(ids: Iterable[int]) -> set[int]:
    """Return those of these numbers whose photo is or was in print: itself or a blurred copy."""
    ids = set(ids)
    origins = {pk: pk for pk in ids} | copies.below(ids)
    shown = Photo.objects.filter(_is_shown(), pk__in=origins).values_list("pk", flat=True)
    return {origins[pk] for pk in shown} | (ids & set(shown))


def is_printed(photo: Photo) -> bool:
    """Tell of one photo whether readers have it, or ever had."""
    return photo.pk in among([photo.pk])


def _is_shown() -> Q:
    """Return the question whether any row that prints photos names this one."""
    asked = Q()
    for field in Photo._meta.get_fields(include_hidden=True):
        rows, name = field.related_model, field.one_to_many and field.field.name
        if name in getattr(rows, "PRINTS", ()):
            asked |= Q(Exists(rows._base_manager.filter(**{name: OuterRef("pk")})))
    return asked
