"""Many hands on one event and one story of the plan, on real threads and real connections."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from articles import events, wishes, workflow
from articles.events import When
from articles.models import Article, Edition, PlannedEvent
from articles.refusals import Overtaken, Refused

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
HANDS = 6
DAY = date(2026, 2, 20)


def together(work):
    """Run `work(number)` on threads that start at once; return what each gave, or its refusal."""
    start = threading.Barrier(HANDS)

    def run(number):
        start.wait(timeout=30)
        try:
            return work(number)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=HANDS) as pool:
        return list(pool.map(run, range(HANDS)))


@pytest.fixture
def event(editor):
    return events.put_down(by=editor, what="Жиын", when=When(DAY, time(10)))


def test_a_story_of_an_event_is_begun_once(event, editor):
    given = together(
        lambda _n: events.begin_story(PlannedEvent.objects.get(pk=event.pk), by=editor)
    )
    assert sum(isinstance(each, Article) for each in given) == 1
    assert sum(isinstance(each, Overtaken) for each in given) == HANDS - 1
    assert PlannedEvent.objects.get().story == Article.objects.get()


def test_the_same_blank_form_at_once_is_one_event(editor):
    made = together(
        lambda _n: events.put_down(by=editor, what="Жиын", when=When(DAY), token="x" * 32)
    )
    assert {each.pk for each in made} == {PlannedEvent.objects.get().pk}


def test_of_those_who_move_one_event_at_once_one_wins(event, editor):
    def move(number):
        seen = PlannedEvent.objects.get(pk=event.pk)
        events.move(seen, by=editor, based_on=1, day=DAY + timedelta(days=number + 1))
        return seen

    given = together(move)
    [won] = [each for each in given if isinstance(each, PlannedEvent)]
    assert sum(isinstance(each, Overtaken) for each in given) == HANDS - 1
    event.refresh_from_db()
    assert event.starts_at == won.starts_at and event.version == 2


def test_of_those_who_move_one_wish_at_once_one_wins(write, journalist, editor):
    story = write(journalist, planned_for=DAY)

    def move(number):
        seen = Article.objects.get(pk=story.pk)
        wishes.replan(seen, by=editor, was=DAY, day=DAY + timedelta(days=number + 1))
        return seen

    given = together(move)
    [won] = [each for each in given if isinstance(each, Article)]
    assert sum(isinstance(each, Overtaken) for each in given) == HANDS - 1
    story.refresh_from_db()
    assert story.planned_for == won.planned_for
    assert story.versions.count() == 2


def test_of_those_who_retime_one_story_at_once_one_wins(write, journalist, editor):
    story, now = write(journalist), timezone.now()
    workflow.approve(story, by=editor, at=now + timedelta(hours=1))
    seen = [Article.objects.get(pk=story.pk) for _hand in range(HANDS)]

    def retime(number):
        workflow.reschedule(seen[number], by=editor, at=now + timedelta(days=number + 1))
        return number

    given = together(retime)
    [won] = [each for each in given if isinstance(each, int)]
    assert Edition.objects.scheduled().get().visible_from == now + timedelta(days=won + 1)
    assert story.decisions.count() == 3
