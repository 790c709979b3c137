"""The same form posted twice, one after the other or at once, makes one thing."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError

Made = TypeVar("Made")


def once(find: Callable[[], Made | None], make: Callable[[], Made]) -> Made:
    """Return what `find` finds, else what `make` makes, in a transaction of its own.

    Of two at once the database lets one be made, by a key that is unique; the other finds it.
    Raises what the database says where that was another fault.
    """
    if (there := find()) is not None:
        return there
    try:
        return make()
    except IntegrityError:
        if (there := find()) is None:
            raise
        return there
