"""How long a story takes to read."""

#: Words of Kazakh or Russian that an adult reads in a minute, silently (both write long words:
#: Trauzettel-Klosinski and Dietz, 2012, found 184 for Russian, 228 for English).
A_MINUTE = 180
#: A shorter story says nothing of its length.
FEWEST = 2


def to_read(words: int) -> int:
    """Return the minutes that so many words take, rounded; 0 where it is not worth saying."""
    minutes = round(words / A_MINUTE)
    return minutes if minutes >= FEWEST else 0
