"""Moving what is planned for a story: a version of it, and never its words or its appearance."""

from datetime import date, timedelta

import pytest

from articles import wishes, workflow
from articles.models import Article, Status, Verb
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, FRIDAY = date(2026, 2, 23), date(2026, 2, 24), date(2026, 2, 27)


@pytest.fixture
def story(write, journalist, clock):
    return write(journalist, planned_for=MONDAY)


def test_a_wish_moves_and_is_kept_as_a_version(story, editor):
    wishes.replan(story, by=editor, was=MONDAY, day=FRIDAY)
    story.refresh_from_db()
    last = story.versions.order_by("-number").first()
    assert story.planned_for == FRIDAY
    assert (last.number, last.by, last.is_writing) == (story.version, editor, False)
    assert last.content["planned_for"] == "2026-02-27"


def test_a_story_without_a_wish_gets_one(write, journalist, editor):
    story = write(journalist)
    wishes.replan(story, by=editor, was=None, day=FRIDAY)
    assert Article.objects.get().planned_for == FRIDAY


def test_words_saved_meanwhile_stay_and_do_not_stand_in_the_way(story, journalist, editor, rewrite):
    seen = Article.objects.get()
    rewrite(story, by=journalist, lead="Жаңа лид.")
    fresh = Article.objects.get()
    wishes.replan(fresh, by=editor, was=seen.planned_for, day=FRIDAY)
    story.refresh_from_db()
    assert (story.lead, story.planned_for) == ("Жаңа лид.", FRIDAY)


def test_words_saved_between_looking_and_saving_are_not_overwritten(
    story, journalist, editor, rewrite
):
    looked_at = Article.objects.get()
    rewrite(story, by=journalist, lead="Жаңа лид.")
    with pytest.raises(Overtaken):
        wishes.replan(looked_at, by=editor, was=MONDAY, day=FRIDAY)
    story.refresh_from_db()
    assert (story.lead, story.planned_for) == ("Жаңа лид.", MONDAY)


def test_second_of_two_hears_where_it_stands(story, editor, chief):
    wishes.replan(Article.objects.get(), by=chief, was=MONDAY, day=TUESDAY)
    with pytest.raises(Overtaken, match="24"):
        wishes.replan(Article.objects.get(), by=editor, was=MONDAY, day=FRIDAY)
    assert Article.objects.get().planned_for == TUESDAY


def test_the_same_order_twice_is_one(story, editor):
    for _press in range(2):
        wishes.replan(Article.objects.get(), by=editor, was=MONDAY, day=FRIDAY)
    assert story.versions.count() == 2


def test_due_time_moves(write, journalist, editor, clock):
    story = write(journalist, due_at=clock.after(hours=2))
    wishes.put_off(story, by=editor, was=story.due_at, due_at=clock.after(days=1))
    assert Article.objects.get().due_at == clock.after(days=1)


def test_no_story_is_put_off_to_a_time_that_has_passed(write, journalist, editor, clock):
    story = write(journalist, due_at=clock.after(hours=2))
    with pytest.raises(Refused, match="18:52"):
        wishes.put_off(story, by=editor, was=story.due_at, due_at=clock.after(minutes=-1))
    with pytest.raises(NotAllowed):
        wishes.put_off(story, by=journalist, was=story.due_at, due_at=clock.after(minutes=-1))
    assert Article.objects.get().due_at == clock.after(hours=2)


def test_an_approved_story_is_not_reopened_by_the_plan(story, editor, clock):
    workflow.approve(story, by=editor, at=clock.after(days=1))
    with pytest.raises(Refused):
        wishes.replan(story, by=editor, was=MONDAY, day=FRIDAY)
    story.refresh_from_db()
    assert (story.status, story.planned_for) == (Status.APPROVED, MONDAY)
    assert not story.decisions.filter(verb=Verb.REOPEN).exists()


def test_a_writer_does_not_plan_their_own_story(story, journalist, person):
    for user in (journalist, person("journalist")):
        with pytest.raises(NotAllowed):
            wishes.replan(story, by=user, was=MONDAY, day=FRIDAY)


def test_a_killed_and_a_spiked_story_stay_where_they_are(story, journalist, editor):
    workflow.spike(story, by=journalist)
    with pytest.raises(NotAllowed):
        wishes.replan(story, by=editor, was=MONDAY, day=FRIDAY)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_no_day_out_of_our_age(story, editor, day):
    with pytest.raises(Refused):
        wishes.replan(story, by=editor, was=MONDAY, day=day)
    assert MONDAY + timedelta(0) == Article.objects.get().planned_for
