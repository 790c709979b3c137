"""Two texts that grew out of one, put together: nothing that either wrote is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import Meeting, merged

blocks = st.lists(st.sampled_from("абвгде"), max_size=8)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("абв", "абв", "абв"),
        ("Абв", "абВ", "АбВ"),
        ("1абв", "абв2", "1абв2"),
        ("а1бв", "а2бв", "а21бв"),
        ("ав", "абв2", "ав2"),
        ("аб", "аб", "аб"),
        ("абвх", "абвх", "абвх"),
        ("Абв", "Збв", None),
        ("бв", "Абв", None),
        ("а1в", "ав", None),
    ],
)
def test_what_both_changed_apart_stands_together(mine, theirs, both):
    assert merged("абв", mine, theirs) == (None if both is None else list(both))


@given(blocks, blocks)
def test_one_who_changed_nothing_takes_nothing_away(base, text):
    assert merged(base, base, text) == text
    assert merged(base, text, base) == text
    assert merged(base, text, text) == text


@given(blocks, blocks, blocks)
def test_nothing_that_either_put_in_is_lost(base, mine, theirs):
    both = merged(base, mine, theirs)
    if both is None:
        return
    for text in (mine, theirs):
        new = Counter(text) - Counter(base)
        assert not new - Counter(both)
    assert not Counter(both) - (Counter(base) + Counter(mine) + Counter(theirs))


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("Абв", "Збв", "Абв"),
        ("АБв", "аЗҢ", "АБҢ"),
        ("бв", "АбВ", "бВ"),
        ("а1в2", "авҢ", "а1вҢ2"),
    ],
)
def test_where_they_meet_mine_can_stand_and_the_rest_is_of_both(mine, theirs, both):
    assert "".join(merged("абв", mine, theirs, where_they_meet=Meeting.MINE)) == both


@given(blocks, blocks, blocks)
def test_where_they_meet_nothing_of_mine_is_lost(base, mine, theirs):
    made = merged(base, mine, theirs, where_they_meet=Meeting.MINE)
    new = Counter(mine) - Counter(base)
    assert new - Counter(made) == Counter()
    apart = merged(base, mine, theirs)
    assert apart is None or apart == made


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("Абв", "Збв", "ЗАбв"),
        ("АБв", "аЗҢ", "АЗБҢ"),
        ("бв", "АбВ", "АбВ"),
        ("а1в2", "авҢ", "а1вҢ2"),
    ],
)
def test_where_they_meet_both_can_stand_theirs_first(mine, theirs, both):
    assert "".join(merged("абв", mine, theirs, where_they_meet=Meeting.BOTH)) == both


@given(blocks, blocks, blocks)
def test_with_both_where_they_meet_nothing_that_either_wrote_is_lost(base, mine, theirs):
    made = merged(base, mine, theirs, where_they_meet=Meeting.BOTH)
    for text in (mine, theirs):
        assert Counter(text) - Counter(base) - Counter(made) == Counter()
    apart = merged(base, mine, theirs)
    assert apart is None or apart == made
