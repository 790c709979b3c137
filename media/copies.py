"""Blurred copies of photos, and copies of those: the same photograph, with less to be seen."""

from collections.abc import Iterable

from .models import Photo


def below(ids: Iterable[int]) -> dict[int, int]:
    """Return the copies of these photos, each with the one of these that it was made from."""
    found = {}
    first = {pk: pk for pk in ids}
    last = set(first)
    while last:
        rows = dict(Photo.objects.filter(copied_from__in=last).values_list("pk", "copied_from"))
        found |= {pk: first[of] for pk, of in rows.items()}
        first |= found
        last = set(rows)
    return found
