"""The plan of days: what stands on which of them, for whom, and what it costs to look."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import events, planning, workflow
from articles.events import When
from articles.models import Article, Category, Duty, MarkedDay, PlannedEvent
from articles.planning import Asked
from articles.roles import StaffRole

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
TODAY = date(2026, 2, 19)


@pytest.fixture
def put_down(editor, clock):
    def make(what="Жиын", day=TODAY, at=None, **said):
        when = {name: said.pop(name) for name in ("last_day", "until") if name in said}
        return events.put_down(by=editor, what=what, when=When(day, at, **when), **said)

    return make


@pytest.fixture
def look(clock):
    """Return the days of the plan as a person sees them: `look(editor)` of today."""

    def see(user, first=TODAY, last=None, **narrowed):
        return planning.plan(user, Asked(first, last or first, **narrowed), now=clock.now).days

    return see


def names(rows):
    return [getattr(row, "headline", None) or row.what for row in rows]


def test_planned_and_scheduled_are_two_things(write, journalist, editor, look, clock):
    write(journalist, headline="Ниет", planned_for=TODAY)
    fixed = write(journalist, headline="Шешім")
    workflow.approve(fixed, by=editor, at=clock.after(hours=2))
    [day] = look(editor)
    assert (names(day.planned), names(day.scheduled)) == (["Ниет"], ["Шешім"])


def test_a_wish_that_came_true_stands_once(write, journalist, editor, look, clock):
    story = write(journalist, planned_for=TODAY)
    workflow.approve(story, by=editor, at=clock.after(hours=2))
    [day] = look(editor)
    assert (day.planned, len(day.scheduled)) == ([], 1)
    clock.tick(hours=3)
    [day] = look(editor)
    assert (day.planned, day.scheduled, day.appeared) == ([], [], 1)


def test_a_wish_that_differs_from_the_decision_is_seen(write, journalist, editor, look, clock):
    story = write(journalist, planned_for=TODAY)
    workflow.approve(story, by=editor, at=clock.after(days=1))
    first, second = look(editor, TODAY, TODAY + timedelta(1))
    assert first.planned[0].opens_at == clock.after(days=1)
    assert names(second.scheduled) == [story.headline]


def test_what_is_withdrawn_held_spiked_or_killed_is_not_planned(
    write, journalist, editor, chief, look, clock
):
    withdrawn = write(journalist, headline="Қайтарылған")
    workflow.approve(withdrawn, by=editor, at=clock.after(hours=1))
    workflow.unschedule(withdrawn, by=editor)
    held = write(journalist, headline="Алынған")
    workflow.approve(held, by=editor, at=clock.after(hours=1))
    workflow.hold(held, by=editor)
    spiked = write(journalist, headline="Себеттегі", planned_for=TODAY, due_at=clock.now)
    workflow.spike(spiked, by=journalist)
    killed = write(journalist, headline="Алып тасталған", planned_for=TODAY)
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    [day] = look(editor)
    assert day.is_empty


def test_a_story_due_is_one_that_is_not_handed_in(write, journalist, editor, look, clock):
    story = write(journalist, due_at=clock.after(hours=1))
    assert names(look(editor)[0].due) == [story.headline]
    workflow.approve(story, by=editor)
    assert look(editor)[0].due == []


def test_an_event_of_days_stands_on_each_of_them(put_down, look, journalist):
    put_down("Көрме", last_day=TODAY + timedelta(2))
    put_down("Түнгі", day=TODAY, at=time(23), until=time(1), last_day=TODAY + timedelta(1))
    days = look(journalist, TODAY - timedelta(1), TODAY + timedelta(3))
    assert [names(day.events) for day in days] == [
        [], ["Көрме", "Түнгі"], ["Көрме", "Түнгі"], ["Көрме"], [],
    ]  # fmt: skip


def test_an_event_that_began_before_the_days_asked_for_is_found(put_down, look, editor):
    put_down("Көрме", last_day=TODAY + timedelta(30))
    put_down("Кеше", at=time(9))
    assert names(look(editor, TODAY + timedelta(30))[0].events) == ["Көрме"]
    assert look(editor, TODAY + timedelta(31))[0].events == []


def test_no_headline_of_a_colleague_is_on_a_journalists_plan(
    write, journalist, person, editor, put_down, look, clock
):
    colleague = person(StaffRole.JOURNALIST)
    write(colleague, headline="Құпия жоспар", planned_for=TODAY, due_at=clock.after(hours=1))
    coming = write(colleague, headline="Құпия шығу")
    workflow.approve(coming, by=editor, at=clock.after(hours=1))
    given = write(colleague, headline="Маған берілген", planned_for=TODAY, assignee=journalist)
    put_down("Жиын", reporter=colleague)
    [day] = look(journalist)
    assert names(day.planned) == [given.headline]
    assert (day.due, day.scheduled) == ([], [])
    assert names(day.events) == ["Жиын"]
    assert len(look(editor)[0].planned) == 2


def test_a_photo_editor_sees_events_alone(write, journalist, person, put_down, look, clock):
    write(journalist, planned_for=TODAY, due_at=clock.after(hours=1))
    put_down("Жиын")
    [day] = look(person(StaffRole.PHOTO_EDITOR))
    assert (names(day.events), day.planned, day.due) == (["Жиын"], [], [])


def test_somebody_without_a_role_sees_nothing(put_down, look, django_user_model):
    put_down("Жиын")
    nobody = django_user_model.objects.create_user("x", is_staff=True)
    assert look(nobody)[0].is_empty
    assert planning.today(nobody).events == []


def test_the_plan_is_narrowed_to_a_section_and_a_person(
    write, journalist, editor, put_down, look, category, clock
):
    sub = Category.objects.create(slug="s", name_kk="Аула", parent=category)
    other = Category.objects.create(slug="o", name_kk="Спорт")
    put_down("Қоғам", category=category)
    put_down("Аула", category=sub, reporter=journalist)
    put_down("Спорт", category=other, photographer=journalist)
    write(journalist, headline="Менікі", planned_for=TODAY, category=sub)
    write(editor, headline="Редактордікі", planned_for=TODAY, category=other)
    [day] = look(editor, category=category.pk)
    assert (names(day.events), names(day.planned)) == (["Қоғам", "Аула"], ["Менікі"])
    [day] = look(editor, person=journalist.pk)
    assert (names(day.events), names(day.planned)) == (["Аула", "Спорт"], ["Менікі"])


def test_duties_and_days_out_of_the_common_stand_on_their_days(editor, look, clock):
    Duty.objects.create(
        editor=editor,
        starts_at=datetime(2026, 2, 19, 20, tzinfo=ALMATY),
        ends_at=datetime(2026, 2, 20, 8, tzinfo=ALMATY),
    )
    MarkedDay.objects.create(day=TODAY, name_kk="Газет күні", kind="told")
    first, second, third = look(editor, TODAY, TODAY + timedelta(2))
    assert [len(day.duties) for day in (first, second, third)] == [1, 1, 0]
    assert (first.marked.name_kk, second.marked) == ("Газет күні", None)
    [nauryz] = look(editor, date(2026, 3, 22))
    assert [holiday.name("kk") for holiday in nauryz.holidays] == ["Наурыз мейрамы"]


@pytest.fixture
def a_full_day(write, journalist, editor, put_down, clock, category):
    """Return a filler of today: each call as much again."""

    def fill():
        for number in range(3):
            put_down(f"Жиын {number}", at=time(10), reporter=journalist, category=category)
            write(journalist, planned_for=TODAY, due_at=clock.after(minutes=number + 1))
            coming = write(journalist)
            workflow.approve(coming, by=editor, at=clock.after(hours=1, minutes=number))
            workflow.approve(write(journalist), by=editor)

    return fill


def test_queries_do_not_grow_with_the_day(a_full_day, editor, clock):
    counts = []
    for _more in range(2):
        a_full_day()
        user = type(editor).objects.get(pk=editor.pk)
        user.has_perm("articles.approve")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            planning.plan(user, Asked(TODAY, TODAY + timedelta(30)), now=clock.now)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("article_planned", lambda user, asked, now: planning._planned(user, asked, now)),
        ("article_due", lambda user, asked, now: planning._due(user, asked)),
        ("plannedevent_by_time", lambda user, asked, now: planning._events(user, asked)),
        ("edition_opens", lambda user, asked, now: planning._scheduled(user, asked, now)),
    ],
)
def test_rows_are_found_by_an_index(name, rows, editor, clock):
    if connection.vendor != "sqlite":
        pytest.skip("a small table is read whole on PostgreSQL, whatever indexes it has")
    told = rows(editor, Asked(TODAY, TODAY), clock.now).explain()
    assert name in told


def test_drafts_of_the_board_are_found_by_an_index(editor, clock):
    if connection.vendor != "sqlite":
        pytest.skip("a small table is read whole on PostgreSQL, whatever indexes it has")
    drafts = Article.objects.filter(status="draft", stopped="").order_by("-modified_at", "-id")
    assert "article_drafts" in drafts.explain()


def test_the_board_says_where_stories_stand(write, journalist, editor, clock):
    draft = write(journalist, headline="Қаралама")
    waiting = write(journalist, headline="Күтеді")
    workflow.submit(waiting, by=journalist)
    coming = write(journalist, headline="Шығады")
    workflow.approve(coming, by=editor, at=clock.after(days=2))
    out = write(journalist, headline="Шықты")
    workflow.approve(out, by=editor)
    yesterday = write(journalist, headline="Кеше шыққан")
    workflow.approve(yesterday, by=editor)
    type(yesterday.editions.get()).objects.filter(article=yesterday).update(
        published_at=clock.after(days=-1)
    )
    spiked = write(journalist, headline="Себетте")
    workflow.spike(spiked, by=journalist)
    found = planning.board(editor, Asked(TODAY, TODAY), now=clock.now)
    assert {column.key: names(column.rows) for column in found} == {
        "draft": [draft.headline],
        "submitted": [waiting.headline],
        "scheduled": [coming.headline],
        "published": [out.headline],
    }
    assert not any(column.is_cut for column in found)


def test_a_journalists_board_is_their_own_and_what_readers_have(
    write, journalist, person, editor, clock
):
    colleague = person(StaffRole.JOURNALIST)
    write(colleague, headline="Құпия")
    workflow.submit(write(colleague, headline="Құпия күтеді"), by=colleague)
    workflow.approve(write(colleague, headline="Құпия шығады"), by=editor,
                     at=clock.after(days=2))  # fmt: skip
    workflow.approve(write(colleague, headline="Ашық"), by=editor)
    found = planning.board(journalist, Asked(TODAY, TODAY), now=clock.now)
    assert {column.key: names(column.rows) for column in found} == {
        "draft": [], "submitted": [], "scheduled": [], "published": ["Ашық"],
    }  # fmt: skip


class TestToday:
    def test_it_is_todays_events_and_what_is_wished_or_due(
        self, write, journalist, person, put_down, editor, clock
    ):
        colleague = person(StaffRole.JOURNALIST)
        put_down("Бүгін", at=time(10))
        put_down("Ертең", day=TODAY + timedelta(1))
        off = put_down("Өтпейді")
        events.call_off(off, by=editor, based_on=1)
        write(journalist, headline="Жоспарда", planned_for=TODAY)
        write(journalist, headline="Мерзімі", due_at=clock.after(hours=1))
        write(journalist, headline="Ертеңгі", planned_for=TODAY + timedelta(1))
        write(colleague, headline="Құпия", planned_for=TODAY)
        found = planning.today(journalist)
        assert names(found.events) == ["Бүгін"]
        assert sorted(names(found.stories)) == ["Жоспарда", "Мерзімі"]
        assert len(planning.today(editor).stories) == 3

    def test_it_is_two_queries(self, a_full_day, editor, django_assert_num_queries):
        a_full_day()
        editor.has_perm("articles.approve")
        with django_assert_num_queries(2):
            found = planning.today(editor)
            assert [each.reporter.username for each in found.events]


def test_more_than_a_screen_holds_is_cut_and_said(put_down, editor, clock, monkeypatch):
    monkeypatch.setattr(planning, "MOST", 2)
    for number in range(3):
        put_down(f"Жиын {number}")
    found = planning.plan(editor, Asked(TODAY, TODAY), now=clock.now)
    assert found.is_cut and len(found.days[0].events) == 2
    assert PlannedEvent.objects.count() == 3
