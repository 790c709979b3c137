"""The plan in a browser: dragged, moved by the keys, refused in words, read on a phone."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from articles import events, workflow
from articles.events import When
from articles.models import Edition, PlannedEvent
from tests.browser import enter

pytestmark = pytest.mark.browser
PLAN = "/admin/articles/article/plan/"


@pytest.fixture
def monday():
    """A Monday that is still to come: the days after it are in its week."""
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
def put_down(person):
    editor = person("editor", "redaktor")

    def make(what, day, at=None, **said):
        return events.put_down(by=editor, what=what, when=When(day, at), **said)

    make.by = editor
    return make


@pytest.fixture
def desk(new_page, serve, put_down):
    """An editor at the plan: the server and the page."""
    server = serve()
    page = new_page(viewport={"width": 1280, "height": 900})
    enter(page, server, put_down.by)
    return server, page


def when(event) -> When:
    event.refresh_from_db()
    return When.of(event)


def told(page) -> str:
    page.wait_for_function(
        "() => { const s = document.querySelector('[data-plan-status]');"
        " return s.textContent && s.textContent !== "
        "document.querySelector('[data-plan-form]').dataset.moving; }"
    )
    return page.inner_text("[data-plan-status]")


def test_an_event_is_dragged_to_another_day(desk, put_down, monday):
    server, page = desk
    event = put_down("Үкімет отырысы", monday, time(10))
    page.goto(f"{server}{PLAN}?view=week&date={monday}")
    thursday = monday + timedelta(days=3)
    page.drag_and_drop(f"[data-pk='{event.pk}']", f"[data-drop-day='{thursday}'] h3")
    assert "Үкімет отырысы" in told(page)
    assert when(event) == When(thursday, time(10))
    assert page.is_visible(f".plan-day[data-drop-day='{thursday}'] [data-pk='{event.pk}']")
    # Once more, of what the page has now.
    page.drag_and_drop(f"[data-pk='{event.pk}']", f".plan-day[data-drop-day='{monday}']")
    page.wait_for_selector(f".plan-day[data-drop-day='{monday}'] [data-pk='{event.pk}']")
    assert when(event) == When(monday, time(10))


def test_an_event_is_dragged_to_another_hour(desk, put_down, monday):
    server, page = desk
    event = put_down("Жиын", monday)
    page.goto(f"{server}{PLAN}?date={monday}")
    page.drag_and_drop(f"[data-pk='{event.pk}']", "[data-drop-time='15:00'] .plan-label")
    told(page)
    assert when(event) == When(monday, time(15))


def test_the_keys_move_a_row_and_the_focus_stays_on_it(desk, put_down, monday):
    server, page = desk
    event = put_down("Жиын", monday, time(23, 45))
    page.goto(f"{server}{PLAN}?view=week&date={monday}")
    page.focus(f"[data-pk='{event.pk}'] .plan-move")
    page.keyboard.press("Shift+ArrowRight")
    told(page)
    assert when(event) == When(monday + timedelta(days=1), time(23, 45))
    page.wait_for_function(
        f"() => document.activeElement.closest('[data-pk]')?.dataset.pk === '{event.pk}'"
    )
    # Over midnight.
    with page.expect_response("**/plan/move/"):
        page.keyboard.press("Shift+ArrowDown")
    page.wait_for_selector(f"[data-pk='{event.pk}'][data-time='00:15']")
    assert when(event) == When(monday + timedelta(days=2), time(0, 15))


def test_a_wish_moves_over_the_month(desk, put_down, write, monday):
    server, page = desk
    story = write(put_down.by, headline="Ниет", planned_for=monday)
    page.goto(f"{server}{PLAN}?view=month&date={monday}")
    page.focus(f"[data-pk='{story.pk}'] .plan-move")
    page.keyboard.press("Shift+ArrowRight")
    told(page)
    story.refresh_from_db()
    assert story.planned_for == monday + timedelta(days=1)


def test_what_is_scheduled_is_not_moved_but_asked_about(desk, put_down, person, write, monday):
    server, page = desk
    story = write(person("journalist"), headline="Ертеңгі жаңалық")
    opens = timezone.make_aware(datetime.combine(monday, time(9, 20)))
    workflow.approve(story, by=put_down.by, at=opens)
    page.goto(f"{server}{PLAN}?view=week&date={monday}")
    friday = monday + timedelta(days=4)
    with page.expect_navigation(url="**/retime/**"):
        page.drag_and_drop(f"[data-pk='{story.pk}']", f"[data-drop-day='{friday}'] h3")
    assert Edition.objects.get().visible_from == opens
    assert page.input_value("#id_at_0") == f"{friday:%d.%m.%Y}"
    assert page.input_value("#id_at_1").startswith("09:20")
    with page.expect_navigation():
        page.click("button[name=when]")
    coming = Edition.objects.scheduled().get()
    assert timezone.localtime(coming.visible_from).date() == friday


def test_moved_by_a_colleague_meanwhile_it_stays_there_and_is_said(desk, put_down, person, monday):
    server, page = desk
    page.watch.expect("409")
    event = put_down("Жиын", monday, time(10))
    page.goto(f"{server}{PLAN}?view=week&date={monday}")
    wednesday = monday + timedelta(days=2)
    events.move(PlannedEvent.objects.get(), by=person("editor"), based_on=1, day=wednesday)
    page.drag_and_drop(f"[data-pk='{event.pk}']", f"[data-drop-day='{monday}'] ~ * h3")
    assert "Жиын" in told(page)
    assert page.is_visible("[data-plan-status].is-refused")
    assert when(event) == When(wednesday, time(10))
    assert page.is_visible(f".plan-day[data-drop-day='{wednesday}'] [data-pk='{event.pk}']")


def test_without_a_network_nothing_is_moved_and_that_is_said(desk, put_down, monday):
    server, page = desk
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    event = put_down("Жиын", monday, time(10))
    page.goto(f"{server}{PLAN}?view=week&date={monday}")
    page.context.set_offline(True)
    page.focus(f"[data-pk='{event.pk}'] .plan-move")
    page.keyboard.press("Shift+ArrowRight")
    assert told(page) == page.get_attribute("[data-plan-form]", "data-failed")
    page.context.set_offline(False)
    assert when(event) == When(monday, time(10))


@pytest.mark.parametrize("width", [390, 1280])
def test_no_view_is_wider_than_its_window(desk, put_down, write, monday, width):
    server, page = desk
    page.set_viewport_size({"width": width, "height": 844})
    put_down("Қазақстанның электроэнергетикасы" * 3, monday, time(10), place="а" * 180)
    write(put_down.by, headline="Ниет", planned_for=monday)
    for view in ("day", "week", "month", "board"):
        page.goto(f"{server}{PLAN}?view={view}&date={monday}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_on_paper_there_is_the_plan_alone(desk, put_down, monday):
    server, page = desk
    put_down("Жиын", monday, time(10))
    for view in ("day", "week"):
        page.goto(f"{server}{PLAN}?view={view}&date={monday}")
        page.emulate_media(media="print")
        assert page.is_visible("text=Жиын")
        for gone in ("#header", ".breadcrumbs", ".plan-bar", ".plan-question", ".plan-move"):
            assert not page.is_visible(gone), gone
        page.emulate_media(media="screen")
