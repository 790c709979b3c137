"""Composing the front page."""

from datetime import timedelta

import pytest

from articles import front_page
from articles.front_page import Slot
from articles.models import FrontPage, Place
from articles.refusals import NotAllowed, Overtaken, Refused
from tests.published import NOW

pytestmark = pytest.mark.django_db
LEAD, SECOND, SECTION = Place.LEAD, Place.SECOND, Place.SECTION


def stands(language, at):
    """Return the places that are filled at a moment, with their stories."""
    return [(slot.place, slot.article_id) for slot in front_page.composed(language, at)]


def test_a_layout_ends_where_the_next_begins(now, publish, editor):
    one, two = publish().article_id, publish().article_id
    first = front_page.compose("kk", [Slot(LEAD, one)], by=editor)
    now.move(hours=1)
    front_page.compose("kk", [Slot(LEAD, two), Slot(SECOND, one)], by=editor)
    first.refresh_from_db()
    assert first.visible_until == now.moment
    assert stands("kk", NOW) == [(LEAD, one)]
    assert stands("kk", now.moment) == [(LEAD, two), (SECOND, one)]
    assert stands("ru", now.moment) == []


def test_what_is_composed_now_stands_until_the_next_layout_which_is_kept(now, publish, editor):
    one, two, three = (publish().article_id for _n in range(3))
    evening, night = NOW + timedelta(hours=6), NOW + timedelta(hours=12)
    front_page.compose("kk", [Slot(LEAD, three)], by=editor, at=night)
    front_page.compose("kk", [Slot(LEAD, one)], by=editor, at=evening)
    front_page.compose("kk", [Slot(SECOND, two)], by=editor)
    front_page.compose("ru", [], by=editor)
    for at, layout in [
        (NOW, [(SECOND, two)]),
        (evening - timedelta(seconds=1), [(SECOND, two)]),
        (evening, [(LEAD, one)]),
        (night, [(LEAD, three)]),
    ]:
        assert stands("kk", at) == layout
    row = FrontPage.objects.filter(language="kk").order_by("visible_from")
    assert list(row.values_list("visible_from", "visible_until")) == [
        (NOW, evening), (evening, night), (night, None),
    ]  # fmt: skip


def test_a_layout_of_the_same_moment_takes_the_place_of_the_other(now, publish, editor):
    one, two = publish().article_id, publish().article_id
    later = NOW + timedelta(hours=6)
    front_page.compose("kk", [], by=editor)
    front_page.compose("kk", [Slot(LEAD, one)], by=editor, at=later)
    front_page.compose("kk", [Slot(LEAD, two)], by=editor, at=later)
    assert stands("kk", later) == [(LEAD, two)]
    assert FrontPage.objects.count() == 2


def test_a_layout_is_put_off_in_place_of_itself(now, publish, editor):
    story = publish().article_id
    front_page.compose("kk", [], by=editor)
    six, nine = NOW + timedelta(hours=6), NOW + timedelta(hours=9)
    first = front_page.compose("kk", [Slot(LEAD, story)], by=editor, at=six)
    front_page.compose("kk", [Slot(LEAD, story)], by=editor, at=nine, instead_of=first.pk)
    assert stands("kk", six) == []
    assert stands("kk", nine) == [(LEAD, story)]
    assert FrontPage.objects.count() == 2
    now.move(hours=10)
    front_page.compose("kk", [], by=editor, instead_of=FrontPage.objects.last().pk)
    # What has begun is the record.
    assert stands("kk", nine) == [(LEAD, story)]


def test_a_layout_taken_back_leaves_its_time_to_the_one_before(now, publish, editor, journalist):
    one, two = publish().article_id, publish().article_id
    six, nine = NOW + timedelta(hours=6), NOW + timedelta(hours=9)
    front_page.compose("kk", [Slot(LEAD, one)], by=editor)
    taken = front_page.compose("kk", [], by=editor, at=six)
    front_page.compose("kk", [Slot(LEAD, two)], by=editor, at=nine)
    with pytest.raises(NotAllowed):
        front_page.take_back("kk", taken.pk, by=journalist)
    with pytest.raises(Refused):
        front_page.take_back("ru", taken.pk, by=editor)
    front_page.take_back("kk", taken.pk, by=editor)
    assert stands("kk", nine - timedelta(seconds=1)) == [(LEAD, one)]
    assert stands("kk", nine) == [(LEAD, two)]
    with pytest.raises(Refused):
        front_page.take_back("kk", taken.pk, by=editor)
    shown = FrontPage.objects.visible(NOW).get()
    with pytest.raises(Refused):
        front_page.take_back("kk", shown.pk, by=editor)


def test_a_form_posted_twice_composes_once(now, publish, editor, chief):
    one, later = publish().article_id, NOW + timedelta(hours=3)
    for at in (None, later):
        seen = front_page.newest("kk")
        slots = [Slot(LEAD, one, NOW + timedelta(hours=5))]
        first = front_page.compose("kk", slots, by=editor, at=at, based_on=seen)
        now.move(seconds=1)
        again = front_page.compose("kk", slots, by=editor, at=at, based_on=seen)
        assert again == first
        with pytest.raises(Overtaken):
            front_page.compose("kk", slots, by=chief, at=at, based_on=seen)
    assert FrontPage.objects.count() == 2


def test_the_block_of_a_section_holds_its_own_stories(now, publish, editor, sections):
    sport, society = sections["sport"], sections["qogam"]
    story = publish(category=sections["futbol"]).article_id
    front_page.compose("kk", [Slot(SECTION, story, section=sport.pk, order=2)], by=editor)
    assert front_page.composed("kk", NOW) == [Slot(SECTION, story, section=sport.pk, order=2)]
    for section in (society.pk, sections["futbol"].pk, 10**6):
        with pytest.raises(Refused) as refusal:
            front_page.compose("kk", [Slot(SECTION, story, section=section, order=0)], by=editor)
        assert [field for field, _sentence in refusal.value.sentences] == ["slot-0"]
    type(sport).objects.filter(pk=sport.pk).update(is_retired=True)
    with pytest.raises(Refused):
        front_page.compose("kk", [Slot(SECTION, story, section=sport.pk, order=2)], by=editor)


def test_every_faulty_slot_is_named(now, publish, editor):
    there = publish().article_id
    slots = [Slot(LEAD, there), Slot(SECOND, 999), Slot(SECOND, there)]
    with pytest.raises(Refused) as refusal:
        front_page.compose("kk", slots, by=editor)
    assert [field for field, _sentence in refusal.value.sentences] == ["slot-1", "slot-2"]


def test_a_story_leaves_its_place_at_its_moment(now, publish, editor):
    story, ends = publish().article_id, NOW + timedelta(hours=2)
    front_page.compose("kk", [Slot(LEAD, story, ends)], by=editor)
    assert stands("kk", ends - timedelta(seconds=1)) == [(LEAD, story)]
    assert stands("kk", ends) == []


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
    assert [field for field, _sentence in refusal.value.sentences] == [f"slot-{slots - 1}"]
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
    with pytest.raises(Overtaken, match=editor.username) as refusal:
        front_page.compose("kk", [Slot(LEAD, two)], by=chief, based_on=seen)
    assert refusal.value.last == refusal.value.page.pk == front_page.newest("kk")
    assert stands("kk", NOW) == [(LEAD, one)]
    front_page.compose("kk", [Slot(LEAD, two)], by=chief, based_on=front_page.newest("kk"))
