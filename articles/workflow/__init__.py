"""The verbs of the newsroom, and the one table that says who may give which, when.

A verb checks, changes and writes its `Decision` in one transaction whose first statement is the
compare-and-swap on `Article.version`: of two people who press at once one wins, and the other
hears so and loses nothing. `now` is taken after the swap is won, never before: a story may have
appeared while the verb waited.
"""

from .moves import (
    MOVES,
    PUBLISHING,
    asks_alone,
    is_conceivable,
    is_own,
    may,
    may_publish_alone,
    may_see,
    may_write,
    offered,
    writers,
)
from .orders import claim
from .publishing import admit, approve, correct, reschedule, unschedule
from .reading import mark_read, unread
from .stopping import hold, kill, redact, release
from .writing import reopen, restore, send_back, spike, submit

__all__ = [
    "MOVES",
    "PUBLISHING",
    "admit",
    "approve",
    "asks_alone",
    "claim",
    "correct",
    "hold",
    "is_conceivable",
    "is_own",
    "kill",
    "mark_read",
    "may",
    "may_publish_alone",
    "may_see",
    "may_write",
    "offered",
    "redact",
    "release",
    "reopen",
    "reschedule",
    "restore",
    "send_back",
    "spike",
    "submit",
    "unread",
    "unschedule",
    "writers",
]
