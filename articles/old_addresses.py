"""Addresses that stories had before, on another system: each leads to its story for ever.

Many systems tell their stories apart by the query alone (`/?p=12`, `/news.php?id=7`), so it is part
of the address; what follows a reader from a letter, a network or an advertisement is not.
"""

import re

#: Parameters that say whence a reader came, never which story is meant.
_WHENCE = re.compile(
    r"(?:utm_\w*|mtm_\w*|[a-z]{1,3}clid|msclkid|ysclid|igshid?|si|_ga|_gl|_openstat|etext|mc_[ce]id"
    r"|fb_\w*|share|rb_clickid)(?:=|$)"
)
#: Letters of the longest that is stored.
LONGEST = 500


def spelled(path: str, query: str) -> str:
    """Return an old address as it is stored and looked for: its path, and what the query means."""
    told = meaning(query)
    return f"{path}?{told}" if told else path


def meaning(query: str) -> str:
    """Return a query without what only says whence a reader came; "" if nothing is left."""
    return "&".join(part for part in query.split("&") if part and not _WHENCE.match(part))
