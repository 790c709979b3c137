"""Photos that stand on pages without a story: portraits of authors, the mark of the house."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from media.lacking import lacks
from media.models import Photo


def fit(model, name: str):
    """Refuse the photo of a field if it lacks what readers must be given, as approval would."""
    if (photo := getattr(model, name)) is None:
        return
    if connection.in_atomic_block:
        # Nobody empties it until the page that prints it is there.
        photo = Photo.objects.held().get(pk=photo.pk)
    stands = type(model).objects.filter(pk=model.pk, **{name: photo}).exists()
    if found := list(lacks(photo, timezone.now(), is_debt=stands)):
        raise ValidationError({name: found})
