"""What a worker does from time to time by itself, beside the tasks that wait in the queue.

Several workers may do a round at once, and one may be killed in the middle: a round does each of
its things in a way that a second one does not do again.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass
class Round:
    """What is done every so many seconds, and when it was done last here."""

    do: Callable
    every: float
    done_at: float = field(default=float("-inf"))


_ROUNDS: dict[str, Round] = {}


def add(name: str, do: Callable, *, every: float):
    """Let workers call `do(now)` every so many seconds; a name stands once."""
    _ROUNDS[name] = Round(do, every)


def go():
    """Do what is due here; what fails is told to the log and keeps nothing else from being done."""
    for name, each in list(_ROUNDS.items()):
        if time.monotonic() - each.done_at < each.every:
            continue
        each.done_at = time.monotonic()
        try:
            each.do(timezone.now())
        except Exception:
            logger.exception("the round “%s” failed", name)
