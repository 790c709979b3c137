"""How well a name answers what was typed, both in loose letters (`kazakh.terms.loosely`)."""

#: A name is what was typed, begins so, or has words that begin as those typed.
IS_IT, BEGINS, HOLDS = range(3)


def rank(text: str, name: str) -> int | None:
    """Return how well a name answers, the best first; None where it does not."""
    if not text:
        return None
    if name == text:
        return IS_IT
    if name.startswith(text):
        return BEGINS
    words = name.split()
    is_there = all(any(word.startswith(each) for word in words) for each in text.split())
    return HOLDS if is_there else None


def best(readings: list[str], names: list[str]) -> int | None:
    """Return how well the best of some names answers the best reading of what was typed."""
    ranks = (rank(text, name) for text in readings for name in names)
    return min((each for each in ranks if each is not None), default=None)
