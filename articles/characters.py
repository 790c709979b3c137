"""Characters with spaces: what an article's length is in a contract. One rule, counted in two ways.

Those of the headline, the lead and the words of the body (captions in it among them), without
markup. Line breaks are none, as in Word, so that whoever counts by hand comes to the same number.
Letters are counted, not their bytes; Python and both databases agree.
"""

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Length, Replace

from .models import EditionText

_BREAKS = ("\n", "\r")


def count(*texts: str) -> int:
    """Count the characters of texts that were read already."""
    return sum(len(text) - sum(map(text.count, _BREAKS)) for text in texts)


def counted():
    """Return the characters of an edition, for a query: as noted, else counted by the database."""
    plain = EditionText.objects.filter(edition=OuterRef("pk")).values(length=_length("plain"))
    return Coalesce(
        F("characters"),
        _length("headline") + _length("lead") + Coalesce(Subquery(plain), 0),
    )


def _length(name: str):
    bare = F(name)
    for each in _BREAKS:
        bare = Replace(bare, Value(each), Value(""))
    return Length(bare)
