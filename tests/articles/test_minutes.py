"""How long a story takes to read."""

from articles import minutes


def test_minutes_are_said_of_stories_that_take_some():
    assert [minutes.to_read(words) for words in (0, 200, 269, 360, 900)] == [0, 1, 1, 2, 5]
