"""The front page composed in a browser: by mouse, by keys alone, by touch, and without a script."""

import re

import pytest
from django.utils import timezone

from articles import front_page, workflow
from articles.front_page import Slot
from articles.models import BesideChoice, Category, FrontPage, House, Place
from tests.browser import enter
from tests.journeys.test_from_first_line_to_reader import read

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def desk(serve, person, write):
    """Return a server with five stories and the person who composes: (server, editor, stories)."""
    server, editor, journalist = serve(), person("editor", "redaktor"), person("journalist", "t")
    House.objects.get_or_create(pk=1, defaults={"name_kk": "Дала"})
    sport = Category.objects.create(slug="sport", name_kk="Спорт", order=9)
    stories = []
    for n in range(6):
        about = {"category": sport} if n == 5 else {}
        stories.append(write(journalist, headline=f"Жаңалық {n}", **about))
        workflow.approve(stories[-1], by=editor)
    return server, editor, stories


def opened(page, server, editor):
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/front/")
    page.wait_for_selector(".has-board")


def placed(page):
    return [page.input_value(f"[name=slot-{n}]") for n in range(5)]


def drawn(page, spot, words):
    page.wait_for_selector(f"[data-spot='{spot}'] .front-story:not(.fills) >> text={words}")


def top(server):
    _status, html = read(f"{server}/")
    html = html.split('class="top-stories"')[1].split('class="blocks"')[0]
    return re.findall(r"<h[23]><a [^>]+>([^<]+)</a>", html)


def test_a_story_is_dragged_in_moved_and_out_and_what_is_saved_is_what_was_shown(desk, new_page):
    server, editor, stories = desk
    page = new_page(viewport={"width": 1280, "height": 1400})
    opened(page, server, editor)
    first, second = stories[0].pk, stories[1].pk
    page.drag_and_drop(f".front-candidate[data-story='{first}']", "[data-spot='0'] [data-card]")
    drawn(page, 0, "Жаңалық 0")
    page.drag_and_drop(f".front-candidate[data-story='{second}']", "[data-spot='0'] [data-card]")
    drawn(page, 0, "Жаңалық 1")
    # What led makes room.
    assert placed(page) == [str(second), str(first), "", "", ""]
    page.click("[data-spot='1'] .front-until summary")
    page.fill("[name=until-1_0]", "01.01.2099")
    page.fill("[name=until-1_1]", "09:00")
    page.drag_and_drop("[data-spot='1'] [data-card]", "[data-spot='0'] [data-card]")
    assert placed(page) == [str(first), str(second), "", "", ""]
    # Its time goes with a story.
    assert page.input_value("[name=until-0_0]") == "01.01.2099"
    assert page.input_value("[name=until-1_0]") == ""
    page.drag_and_drop("[data-spot='1'] [data-card]", ".front-candidates")
    assert placed(page) == [str(first), "", "", "", ""]
    drawn(page, 0, "Жаңалық 0")
    page.click("[name=compose]")
    page.wait_for_selector(".messagelist .success")
    slot = FrontPage.objects.get().slots.get()
    assert (slot.article_id, slot.until.year) == (first, 2099)
    assert top(server)[0] == "Жаңалық 0"


def test_nothing_but_what_is_moved_and_what_made_room_for_it_moves(desk, new_page):
    server, editor, stories = desk
    page = new_page(viewport={"width": 1280, "height": 1400})
    opened(page, server, editor)
    a, b, *others, last = (str(each.pk) for each in stories)

    def put(what, spot):
        page.drag_and_drop(what, f"[data-spot='{spot}'] [data-card]")
        return page.inner_text("[data-said]")

    put(f".front-candidate[data-story='{a}']", 0)
    put(f".front-candidate[data-story='{b}']", 1)
    said = put("[data-spot='0'] [data-card]", 2)
    # The place that it left is free; what stood between stays.
    assert placed(page) == ["", b, a, "", ""]
    assert "Жаңалық 0" in said and "Жаңалық 1" not in said
    drawn(page, 2, "Жаңалық 0")
    assert page.locator("[data-spot='0'] .fills").count() == 1
    said = put("[data-spot='2'] [data-card]", 1)
    # Where another stood the two change places, and both are named.
    assert placed(page) == ["", a, b, "", ""]
    assert "Жаңалық 0" in said and "Жаңалық 1" in said
    for spot, story in zip((0, 3, 4), others, strict=True):
        put(f".front-candidate[data-story='{story}']", spot)
    said = put(f".front-candidate[data-story='{last}']", 1)
    # There is no room for what stood there: it leaves, and the others stay.
    assert placed(page) == [others[0], last, b, *others[1:]]
    assert "Жаңалық 5" in said and "«Жаңалық 0» беттен алынды" in said
    said = put(f".front-candidate[data-story='{b}']", 4)
    # Taken from the tray, what stands on the page already is moved no less.
    assert placed(page) == [others[0], last, others[2], others[1], b]
    assert "Жаңалық 1" in said and "Жаңалық 4" in said


def test_all_of_it_is_done_by_keys_and_said_aloud(desk, new_page):
    server, editor, stories = desk
    page = new_page(viewport={"width": 1280, "height": 900})
    opened(page, server, editor)
    said = page.locator("[data-said]")
    assert said.get_attribute("role") == "status"
    page.focus(".front-candidate[tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.dataset.story")
    name = page.evaluate("document.activeElement.dataset.headline")
    page.keyboard.press("Enter")
    assert name in said.inner_text()
    focused = "document.activeElement.closest('[data-spot]')?.dataset.spot"
    assert page.evaluate(focused) == "0"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "1"
    page.keyboard.press("Enter")
    assert placed(page) == ["", chosen, "", "", ""]
    assert name in said.inner_text()
    drawn(page, 1, name)
    assert name in page.get_attribute("[data-spot='1'] [data-card]", "aria-label")
    # Taken up again, and left; put where it stands, it stands there still.
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert placed(page) == ["", chosen, "", "", ""]
    assert page.evaluate(focused) == "1"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert placed(page) == ["", chosen, "", "", ""]
    # Another comes below it; the two change places.
    page.focus(".front-candidate[tabindex='0']")
    page.keyboard.press("Home")
    other = page.evaluate("document.activeElement.dataset.story")
    other_name = page.evaluate("document.activeElement.dataset.headline")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert placed(page) == ["", chosen, other, "", ""]
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert placed(page) == ["", other, chosen, "", ""]
    assert name in said.inner_text() and other_name in said.inner_text()
    assert page.evaluate(focused) == "1"
    page.keyboard.press("Delete")
    assert placed(page) == ["", "", chosen, "", ""]
    assert len(stories) == 6


def test_a_block_takes_its_own_stories_alone(desk, new_page):
    server, editor, stories = desk
    page = new_page(viewport={"width": 1280, "height": 1600})
    opened(page, server, editor)
    sport = stories[5].category_id
    spot = f"{sport}-1"
    page.click(f".front-candidate[data-story='{stories[0].pk}']")
    page.click(f"[data-spot='{spot}'] [data-card]")
    assert page.input_value(f"[name=slot-{spot}]") == ""
    page.click("[data-leave]")
    page.click(f".front-candidate[data-story='{stories[5].pk}']")
    page.click(f"[data-spot='{spot}'] [data-card]")
    assert page.input_value(f"[name=slot-{spot}]") == str(stories[5].pk)
    drawn(page, spot, "Жаңалық 5")


def test_it_is_done_by_touch_on_a_phone(desk, new_page):
    server, editor, stories = desk
    page = new_page(**PHONE)
    opened(page, server, editor)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.tap(f".front-candidate[data-story='{stories[2].pk}']")
    page.tap("[data-spot='2'] [data-card]")
    assert placed(page) == ["", "", str(stories[2].pk), "", ""]
    drawn(page, 2, "Жаңалық 2")
    page.tap(f".front-candidate[data-story='{stories[3].pk}']")
    page.tap("[data-spot='1'] [data-card]")
    page.tap("[data-spot='1'] [data-card]")
    page.tap("[data-spot='2'] [data-card]")
    assert placed(page) == ["", str(stories[2].pk), str(stories[3].pk), "", ""]
    said = page.inner_text("[data-said]")
    assert "Жаңалық 3" in said and "Жаңалық 2" in said
    page.tap("[data-spot='1'] [data-card]")
    page.tap("[data-spot='4'] [data-card]")
    assert placed(page) == ["", "", str(stories[3].pk), "", str(stories[2].pk)]
    page.tap("[data-spot='4'] [data-take]")
    assert placed(page) == ["", "", str(stories[3].pk), "", ""]


def test_the_tray_is_searched_while_one_types(desk, new_page):
    server, editor, stories = desk
    page = new_page()
    opened(page, server, editor)
    page.fill("#tray-words", f"№ {stories[3].pk}")
    page.locator(".front-candidate").nth(1).wait_for(state="detached")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith("/front/")
    assert "Жаңалық 3" in page.inner_text(".front-candidates")


def test_what_a_colleague_composed_meanwhile_is_seen_beside_and_gives_way_to_its_button_alone(
    desk, new_page, person
):
    server, editor, stories = desk
    page = new_page(viewport={"width": 1280, "height": 1400})
    page.watch.expect("422")
    opened(page, server, editor)
    theirs = [Slot(Place.LEAD, stories[0].pk), Slot(Place.SECOND, stories[1].pk)]
    front_page.compose("kk", theirs, by=person("chief_editor", "bas"))
    page.drag_and_drop(
        f".front-candidate[data-story='{stories[2].pk}']", "[data-spot='0'] [data-card]"
    )
    drawn(page, 0, "Жаңалық 2")
    for _press in range(2):
        page.click("[name=compose]")
        page.wait_for_selector(".front-meanwhile")
        assert "bas" in page.inner_text(".front-meanwhile")
        assert "Жаңалық 0" in page.inner_text("[data-spot='0'] .front-theirs")
        assert "Жаңалық 1" in page.inner_text("[data-spot='1'] .front-theirs")
        assert placed(page) == [str(stories[2].pk), "", "", "", ""]
        assert front_page.composed("kk", timezone.now())[0].article_id == stories[0].pk
        drawn(page, 0, "Жаңалық 2")
    with page.expect_popup() as popup:
        page.click(".front-meanwhile a[target]")
    assert placed(popup.value) == [str(stories[0].pk), str(stories[1].pk), "", "", ""]
    page.click("[name=over]")
    page.wait_for_selector(".messagelist .success")
    assert [slot.article_id for slot in front_page.composed("kk", timezone.now())] == [
        stories[2].pk
    ]


def test_without_a_script_the_form_does_everything(desk, new_page):
    server, editor, stories = desk
    page = new_page(java_script_enabled=False)
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/front/")
    page.select_option("[name=slot-0]", str(stories[4].pk))
    page.fill("#tray-words", "жаңалық")
    page.click("[name=find]")
    assert page.input_value("[name=slot-0]") == str(stories[4].pk)
    page.click("[name=look]")
    framed = page.frame_locator(".preview-frame iframe")
    assert "Жаңалық 4" in framed.locator("h2").first.inner_text()
    page.click("nav.desk-actions a[href*='/front/?']")
    page.click("[name=compose]")
    assert FrontPage.objects.get().slots.get().article_id == stories[4].pk
    assert top(server)[0] == "Жаңалық 4"


def test_a_band_is_put_up_seen_and_taken_down_by_one_press(desk, new_page):
    server, editor, stories = desk
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/breaking/")
    page.fill("[name=words]", "Шымкентте су келді")
    page.fill("[name=story]", str(stories[0].pk))
    page.click(".submit-row button")
    page.wait_for_selector(".breaking-now")
    reader = new_page()
    reader.goto(f"{server}/latest/")
    assert "Шымкентте су келді" in reader.inner_text("[role=region][aria-labelledby=band]")
    page.goto(f"{server}/admin/articles/tag/")
    page.click(".breaking-now button")
    page.wait_for_url("**/articles/tag/")
    assert page.locator(".breaking-now").count() == 0
    reader.reload()
    assert reader.locator(".band").count() == 0


def test_enter_in_a_field_overwrites_no_colleague(desk, new_page, person):
    server, editor, stories = desk
    page = new_page()
    page.watch.expect("422")
    opened(page, server, editor)
    slots = [Slot(Place.LEAD, stories[1].pk)]
    front_page.compose("kk", slots, by=person("chief_editor", "bas"))
    with page.expect_navigation():
        page.click("[name=compose]")
    assert page.is_visible("[name=over]")
    for field in ("#tray-words", "#id_at_1"):
        page.locator(field).evaluate("field => (field.closest('details') || {}).open = true")
        page.focus(field)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        assert FrontPage.objects.count() == 1


def test_enter_in_the_field_of_a_neighbour_pins_what_it_names(desk, new_page):
    server, editor, stories = desk
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/{stories[0].pk}/beside/")
    page.fill("#named", str(stories[5].pk))
    with page.expect_navigation():
        page.press("#named", "Enter")
    assert [each.other_id for each in BesideChoice.objects.all()] == [stories[5].pk]
