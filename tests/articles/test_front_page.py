"""Composing the front page."""

from datetime import timedelta

import pytest

from articles import front_page
from articles.front_page import Slot
from articles.models import FrontPage, Place
from articles.refusals import NotAllowed, Overtaken, Refused
from tests.published import NOW

pytestmark = pytest.mark.django_db
LEAD, SECOND = Place.LEAD, Place.SECOND


def test_a_layout_ends_where_the_next_begins(now, publish, editor):
    one, two = publish().article_id, publish().article_id
    first = front_page.compose("kk", [Slot(LEAD, one)], by=editor)
    now.move(hours=1)
    front_page.compose("kk", [Slot(LEAD, two), Slot(SECOND, one)], by=editor)
    first.refresh_from_db()
    assert first.visible_until == now.moment
    assert front_page.composed("kk", NOW) == [(LEAD, one)]
    assert front_page.composed("kk", now.moment) == [(LEAD, two), (SECOND, one)]
    assert front_page.composed("ru", now.moment) == []


def test_a_layout_may_open_later_and_takes_the_place_of_what_was_planned(now, publish, editor):
    story = publish().article_id
    later = NOW + timedelta(hours=6)
    front_page.compose("kk", [], by=editor)
    front_page.compose("kk", [Slot(LEAD, story)], by=editor, at=later)
    front_page.compose("kk", [Slot(SECOND, story)], by=editor, at=later - timedelta(hours=1))
    assert front_page.composed("kk", NOW) == []
    assert front_page.composed("kk", later) == [(SECOND, story)]
    assert FrontPage.objects.count() == 2


def test_a_story_leaves_its_place_at_its_moment(now, publish, editor):
    story, ends = publish().article_id, NOW + timedelta(hours=2)
    front_page.compose("kk", [Slot(LEAD, story, ends)], by=editor)
    assert front_page.composed("kk", ends - timedelta(seconds=1)) == [(LEAD, story)]
    assert front_page.composed("kk", ends) == []


@pytest.mark.parametrize(
    ("fields", "slots"),
    [
        ({"hours": 1}, 1),
        ({"until": -0.5, "ended_as": "killed"}, 1),
        ({"language": "ru"}, 1),
        ({"commercial": "advertising"}, 1),
        ({}, 2),
    ],
)
def test_what_does_not_belong_on_the_page_is_refused_in_its_place(
    now, publish, editor, fields, slots
):
    story = publish(**fields).article_id
    with pytest.raises(Refused) as refusal:
        front_page.compose("kk", [Slot(LEAD, story)] * slots, by=editor)
    assert [field for field, _sentence in refusal.value.sentences] == ["slot-0"]
    assert not FrontPage.objects.exists()


def test_moments_that_have_passed_are_refused(now, publish, editor):
    story = publish().article_id
    with pytest.raises(Refused):
        front_page.compose("kk", [], by=editor, at=NOW - timedelta(minutes=1))
    with pytest.raises(Refused):
        front_page.compose("kk", [Slot(LEAD, story, NOW)], by=editor)


def test_a_journalist_does_not_compose(now, journalist):
    with pytest.raises(NotAllowed):
        front_page.compose("kk", [], by=journalist)


def test_of_two_who_compose_at_once_the_second_hears_so(now, publish, editor, chief):
    one, two = publish().article_id, publish().article_id
    seen = front_page.newest("kk")
    front_page.compose("kk", [Slot(LEAD, one)], by=editor, based_on=seen)
    with pytest.raises(Overtaken):
        front_page.compose("kk", [Slot(LEAD, two)], by=chief, based_on=seen)
    assert front_page.composed("kk", NOW) == [(LEAD, one)]
    front_page.compose("kk", [Slot(LEAD, two)], by=chief, based_on=front_page.newest("kk"))
