"""The same form posted twice, one after the other or at once, makes one thing."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.db import IntegrityError
from django.db.models import Manager, Model

Made = TypeVar("Made")


def key(token: str | None, **said) -> str | None:
    """Return what a form's thing is known by, in 32 letters: by its token and what it said.

    The same form with other words is another thing: whoever went back and typed anew would
    otherwise lose what they typed. None of a form without a token.
    """
    if not token:
        return None
    told = json.dumps(said, sort_keys=True, default=_plainly)
    return sha256(f"{token}\n{told}".encode("utf-8", "replace")).hexdigest()[:32]


def _plainly(value) -> str:
    return f"{value._meta.label}.{value.pk}" if isinstance(value, Model) else repr(value)


def finder(rows: Manager, **known) -> Callable[[], Made | None]:
    """Return a finder of the row that is known by a key; it finds none where the key is None."""
    return lambda: None if None in known.values() else rows.filter(**known).first()


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
