"""How long a story takes to read."""

#: Words of Kazakh or Russian that an adult reads in a minute, silently (both write long words:
#: Trauzettel-Klosinski and Dietz, 2012, found 184 for Russian, 228 for English).
A_MINUTE = 180


def to_read(words: int) -> int:
    """Return the minutes that so many words take, rounded; 0 for less than half of one."""
    return round(words / A_MINUTE)
