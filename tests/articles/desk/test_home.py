"""The first page of the desk: for each role what waits, what appears, what is wrong."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import events, workflow
from articles.events import When
from articles.models import Duty, Status
from articles.roles import StaffRole
from media import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(at_desk):
    """Return the words and the context of a person's home: `home(editor)`."""

    def look(user):
        answer = at_desk(user).get("/admin/")
        assert answer.status_code == 200
        return answer.content.decode(), answer.context

    return look


def headlines(rows):
    return [getattr(row, "headline", None) or row["article"].headline for row in rows]


def test_what_waits_stands_oldest_first_with_its_age_its_owner_and_its_time(
    home, write, journalist, editor
):
    now = timezone.now()
    journalist.first_name, journalist.last_name = "Айгүл", "Серік"
    journalist.save()
    second = write(journalist, headline="Екінші", due_at=now - timedelta(hours=1), urgency=2)
    first = write(journalist, headline="Бірінші", assignee=editor)
    for story, hours in ((first, 3), (second, 1)):
        workflow.submit(story, by=journalist)
        type(story).objects.filter(pk=story.pk).update(submitted_at=now - timedelta(hours=hours))
    words, context = home(editor)
    assert headlines(context["waiting"]) == ["Бірінші", "Екінші"]
    assert context["waiting_number"] == 2
    waiting = words[words.index('id="home-waiting"') : words.index('id="home-mine"')]
    assert (
        "күтуде: <time" in waiting
        and ">3 сағат<" in waiting
        and "Айгүл Серік" in waiting
        and "→" in waiting
    )
    assert 'class="overdue"' in waiting and 'class="urgent"' in waiting


def test_mine_begins_with_what_is_due_and_says_where_each_stands(home, write, journalist):
    now = timezone.now()
    write(journalist, headline="Мерзімсіз")
    write(journalist, headline="Ертең", due_at=now + timedelta(days=1))
    write(journalist, headline="Бүгін", due_at=now + timedelta(hours=1))
    write(journalist, headline="Себетте", status=Status.SPIKED)
    _words, context = home(journalist)
    assert headlines(context["mine"]) == ["Бүгін", "Ертең", "Мерзімсіз"]
    assert {each["standing"] for each in context["mine"]} == {Status.DRAFT.label}


def test_a_journalist_hears_nothing_of_a_colleagues_stories(home, write, person, journalist):
    now, other = timezone.now(), person(username="tilshi2")
    secret = write(
        other,
        headline="Құпия тақырып",
        due_at=now - timedelta(hours=1),
        embargoed_until=now + timedelta(days=1),
    )
    workflow.submit(secret, by=other)
    words, context = home(journalist)
    assert "Құпия тақырып" not in words
    assert context["warnings"] == {}
    assert "Құпия тақырып" in home(other)[0]


def test_a_journalist_sees_when_their_own_stories_appear(home, write, journalist, editor, person):
    soon = timezone.now() + timedelta(hours=2, minutes=11)
    story, foreign = (
        write(journalist, headline="Менің"),
        write(person(username="b"), headline="Өзгенің"),
    )
    for each in (story, foreign):
        workflow.approve(each, by=editor, at=soon)
    words, context = home(journalist)
    assert headlines(context["coming"]) == ["Менің"]
    assert "2 сағат 10 минуттан кейін" in words
    assert len(home(editor)[1]["coming"]) == 2


def test_embargoes_and_what_is_overdue_are_loud(home, write, journalist, editor):
    now = timezone.now()
    write(journalist, headline="Кешіккен", due_at=now - timedelta(hours=5))
    write(journalist, headline="Эмбаргода", embargoed_until=now + timedelta(hours=5, minutes=1))
    for user in (editor, journalist):
        words, context = home(user)
        assert headlines(context["warnings"]["overdue"]) == ["Кешіккен"]
        assert headlines(context["warnings"]["embargoed"]) == ["Эмбаргода"]
        assert "5 сағаттан кейін" in words


def test_an_editor_is_told_of_stories_without_a_section_and_without_a_language(
    home, publish, house, editor, journalist, monkeypatch, now
):
    publish("Шұғыл хабар", category=None, urgency=1)
    _words, context = home(editor)
    assert headlines(context["warnings"]["unfiled"]) == ["Шұғыл хабар"]
    assert context["warnings"]["untold"][0]["edition"].headline == "Шұғыл хабар"
    assert home(journalist)[1]["warnings"] == {}


def test_a_worker_that_is_silent_is_told_of_to_editors(home, editor, journalist):
    assert "silence" not in home(editor)[1]["warnings"]
    tasks.finish.enqueue(1)
    tasks.finish.enqueue(2)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=30))
    words, context = home(editor)
    assert context["warnings"]["silence"].waiting == 2
    assert "manage.py work" in words
    assert "manage.py work" not in home(journalist)[0]


def test_home_says_who_comes_on_duty_next(home, editor, chief, on_duty):
    on_duty(chief)
    starts = timezone.now() + timedelta(hours=9)
    Duty.objects.create(editor=editor, starts_at=starts, ends_at=starts + timedelta(hours=8))
    words, context = home(editor)
    assert context["next_duty"].editor == editor
    assert "bas-redaktor" in words and f"{timezone.localtime(starts):%H:%M}" in words


def test_a_photo_editor_sees_who_goes_where_today(home, person, editor):
    foto = person(StaffRole.PHOTO_EDITOR, "foto")
    events.put_down(
        by=editor, what="Көпірдің ашылуы", when=When(timezone.localdate()), photographer=foto
    )
    page, context = home(foto)
    assert "Көпірдің ашылуы" in page
    assert "<strong>сіз</strong>" in page
    assert context["today"].stories == []


def test_home_asks_a_constant_number_of_questions(at_desk, write, journalist, editor):
    now, client = timezone.now(), at_desk(editor)

    def questions():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/").status_code == 200
        return len(queries)

    def fill(number):
        for n in range(number):
            story = write(
                journalist,
                headline=f"№ {n}",
                due_at=now - timedelta(hours=n),
                embargoed_until=now + timedelta(days=1),
            )
            workflow.submit(story, by=journalist)

    fill(2)
    questions()
    few = questions()
    fill(8)
    assert questions() == few <= 30
