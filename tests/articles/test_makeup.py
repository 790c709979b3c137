"""Making up a front page: what was placed stays in its place, no story stands twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from articles import makeup
from articles.front_page import BLOCK, SECONDS, Slot, spread
from articles.models import Category, Edition, Place
from tests.published import NOW

pytestmark = pytest.mark.django_db
LEAD, SECOND, SECTION = Place.LEAD, Place.SECOND, Place.SECTION


@pytest.fixture
def tops(sections):
    return [sections["qogam"], sections["sport"]]


@pytest.fixture
def news(publish, picture, sections):
    """Sixty stories, newest first, each second one with a photo, of two sections by turns."""
    photo = picture()
    return [
        publish(
            f"Жаңалық {n}",
            hours=-n - 1,
            photo=None if n % 2 else photo,
            category=sections["qogam" if n % 3 else "futbol"],
        )
        for n in range(60)
    ]


def numbers(editions):
    return [each.article_id for each in editions]


def make_up(slots, tops, at=NOW):
    return makeup.make_up("kk", tops, slots, at=at)


def everything(made):
    blocks = [each for block in made.blocks.values() for each in block]
    return numbers([made.lead, *made.seconds, *made.latest, *blocks])


def test_without_a_layout_the_newest_fill_the_page(news, tops):
    made = make_up([], tops)
    assert made.lead == news[0]
    assert made.seconds == [news[2], news[4], news[6], news[8]]
    assert len(made.latest) == makeup.LATEST
    assert [len(block) for block in made.blocks.values()] == [BLOCK, BLOCK]
    assert len(set(everything(made))) == len(everything(made))


def test_a_story_stands_in_the_very_place_it_was_put_into(news, tops):
    _society, sport = tops
    old = [edition for edition in news if edition.section_id == sport.pk][15:17]
    made = make_up(
        [
            Slot(SECOND, news[50].article_id, order=3),
            Slot(SECTION, old[0].article_id, section=sport.pk, order=2),
            Slot(SECTION, old[1].article_id, section=sport.pk, order=0),
        ],
        tops,
    )
    assert made.lead == news[0]
    assert made.seconds == [news[2], news[4], news[50], news[6]]
    assert made.blocks[sport.pk][0] == old[1]
    assert made.blocks[sport.pk][2] == old[0]
    assert len(made.blocks[sport.pk]) == BLOCK


def test_the_newest_put_into_a_block_is_taken_from_the_top_and_from_the_latest(news, tops):
    society, _sport = tops
    newest = next(edition for edition in news if edition.section_id == society.pk)
    made = make_up([Slot(SECTION, newest.article_id, section=society.pk, order=0)], tops)
    assert made.blocks[society.pk][0] == newest
    assert everything(made).count(newest.article_id) == 1
    # The list of the latest is none the shorter.
    assert len(made.latest) == makeup.LATEST


def test_a_story_that_moved_to_another_section_leaves_the_block(news, tops):
    society, sport = tops
    slot = Slot(SECTION, news[3].article_id, section=society.pk, order=0)
    assert news[3].section_id == sport.pk
    made = make_up([slot], tops)
    assert news[3] not in made.blocks[society.pk]
    assert everything(made).count(news[3].article_id) == 1


def test_a_section_that_was_retired_gives_its_stories_back(news, tops):
    society, sport = tops
    slot = Slot(SECTION, news[0].article_id, section=sport.pk, order=0)
    made = make_up([slot], [society])
    assert made.lead == news[0]


def test_the_one_story_there_is_leads_wherever_it_was_put(publish, tops):
    story = publish("Жалғыз")
    made = make_up([Slot(SECOND, story.article_id, order=2)], tops)
    assert (made.lead, made.seconds, made.latest) == (story, [], [])


def test_nothing_makes_an_empty_page(tops):
    assert make_up([], tops).is_empty


def test_the_page_costs_as_many_queries_however_much_was_placed(news, tops):
    costs = []
    for slots in ([], [Slot(LEAD, news[9].article_id, order=0)],
                  [Slot(SECOND, each.article_id, order=n + 1) for n, each in enumerate(news[9:13])]):  # fmt: skip  # noqa: E501
        with CaptureQueriesContext(
            connection,
        ) as asked:
            make_up(slots, tops)
        costs.append(len(asked))
    assert max(costs) <= 4


@given(
    wanted=st.lists(st.integers(-3, 12), max_size=10),
    room=st.integers(1, 8),
)
def test_nothing_that_is_spread_is_lost_or_doubled(wanted, room):
    things = [(order, f"t{number}") for number, order in enumerate(wanted)]
    places = spread(things, room)
    assert sorted(filter(None, places)) == sorted(thing for _order, thing in things)
    assert len(places) == max(room, len(things))
    if things and 0 <= things[0][0] < len(places):
        assert places[things[0][0]] == "t0"


@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_layout_puts_a_story_on_the_page_twice(news, tops, data):
    chosen = data.draw(st.lists(st.integers(0, 59), max_size=14))
    slots = []
    for number in chosen:
        place = data.draw(st.sampled_from(Place))
        section = data.draw(st.sampled_from([each.pk for each in tops]))
        order = data.draw(st.integers(0, 5))
        slots.append(
            Slot(place, news[number].article_id, None,
                 section if place == SECTION else None, order)
        )  # fmt: skip
    made = make_up(slots, tops)
    shown = everything(made)
    assert len(set(shown)) == len(shown)
    assert made.lead is not None
    assert len(made.seconds) >= SECONDS
    assert Edition.objects.visible(NOW).filter(article__in=shown).count() == len(shown)
    assert Category.objects.count() == 3
