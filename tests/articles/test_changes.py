"""Two texts beside each other: what is marked adds up to both of them, and is never HTML."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.changes import LONGEST, marked

LINES = st.lists(
    st.lists(st.sampled_from(["су", "жол", "400", "<b>", "&amp;", "қар"]), min_size=1).map(
        " ".join
    ),
    max_size=6,
).map("\n".join)


def words(text):
    return re.sub(r"<br>|</?(?:ins|del)>|\n", " ", text).split()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Билет 400 теңге", "Билет 500 теңге", "Билет <del>400</del> <ins>500</ins> теңге"),
        ("Бір", "Бір\nЕкі", "Бір<br><ins>Екі</ins>"),
        ("Бір\nЕкі", "Екі", "<del>Бір</del><br>Екі"),
        ("", "Жаңа", "<ins>Жаңа</ins>"),
        ("Ескі", "", "<del>Ескі</del>"),
        ("Бірдей", "Бірдей", "Бірдей"),
        ("<script>", "<b>", "<del>&lt;script&gt;</del> <ins>&lt;b&gt;</ins>"),
    ],
)
def test_words_taken_away_and_put_in_are_marked(before, after, said):
    assert marked(before, after) == said


@given(LINES, LINES)
def test_without_its_marks_it_is_either_text(before, after):
    page = marked(before, after)
    old = re.sub(r"<ins>.*?</ins>", "", page)
    new = re.sub(r"<del>.*?</del>", "", page)
    assert [unescape(word) for word in words(old)] == before.split()
    assert [unescape(word) for word in words(new)] == after.split()


def test_a_very_long_paragraph_is_shown_as_a_whole():
    before, after = "су " * LONGEST, "жол " * LONGEST
    assert marked(before, after).count("<del>") == marked(before, after).count("<ins>") == 1
