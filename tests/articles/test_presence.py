"""Who is at a story: signs that keep a form open, and their end."""

from datetime import timedelta

import pytest

from articles import presence
from articles.models import Presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(write, journalist):
    return write(journalist)


def at_story(story, clock, but=""):
    return [each.form for each in presence.at_story(story, at=clock.now, but=but)]


def test_a_form_is_here_until_its_signs_end(story, journalist, clock):
    presence.sign(story, by=journalist, form="a", at=clock.now)
    clock.tick(seconds=39)
    assert at_story(story, clock) == ["a"]
    presence.sign(story, by=journalist, form="a", at=clock.now)
    clock.tick(seconds=39)
    assert at_story(story, clock) == ["a"]
    clock.tick(seconds=2)
    assert at_story(story, clock) == []


def test_a_form_out_of_sight_may_sleep_longer(story, journalist, clock):
    presence.sign(story, by=journalist, form="a", at=clock.now, is_hidden=True)
    clock.tick(seconds=120)
    assert at_story(story, clock) == ["a"]


def test_two_windows_of_one_person_are_two_and_one_that_is_left_is_gone(story, journalist, clock):
    for form in "ab":
        presence.sign(story, by=journalist, form=form, at=clock.now)
    assert at_story(story, clock, but="a") == ["b"]
    presence.leave(by=journalist, form="b")
    assert at_story(story, clock) == ["a"]


def test_nobody_closes_the_form_of_another(story, journalist, editor, clock):
    presence.sign(story, by=journalist, form="a", at=clock.now)
    presence.leave(by=editor, form="a")
    assert at_story(story, clock) == ["a"]


def test_who_typed_lately_is_writing(story, journalist, clock):
    row = presence.sign(story, by=journalist, form="a", at=clock.now)
    assert not presence.is_writing(row, at=clock.now)
    row = presence.sign(story, by=journalist, form="a", at=clock.now, has_typed=True)
    assert presence.is_writing(row, at=clock.after(seconds=59))
    assert not presence.is_writing(row, at=clock.after(seconds=61))


def test_forms_that_were_left_without_a_word_are_cleared_away_by_the_next(
    story, write, journalist, clock, django_assert_num_queries
):
    for form in "abc":
        presence.sign(story, by=journalist, form=form, at=clock.now)
    clock.tick(minutes=10)
    other = write(journalist)
    with django_assert_num_queries(6):
        presence.sign(other, by=journalist, form="d", at=clock.now)
    assert list(Presence.objects.values_list("form", flat=True)) == ["d"]


def test_taking_over_is_noted_with_its_moment(story, journalist, clock):
    row = presence.sign(story, by=journalist, form="a", at=clock.now)
    presence.take_over(row, at=clock.tick())
    [seen] = presence.at_story(story, at=clock.now - timedelta(minutes=1))
    assert seen.took_over_at == clock.now
    assert presence.is_writing(seen, at=clock.now)
