"""The writing form in a browser: its columns and folds, what is missing, the source of a paste."""

import pytest

from articles.models import Article, Status
from tests.browser import enter
from tests.journeys.test_desk_in_browser import PHONE
from tests.journeys.test_editors_in_browser import PASTE

pytestmark = pytest.mark.browser

LONG = "Аудан орталығында жаңа мәдениет үйі ашылды. " * 6
QUESTION = "[data-source-question]"


@pytest.fixture
def blank(new_page, serve, person):
    """Return an opener of a journalist's blank form: `blank(**PHONE)`."""
    server, journalist = serve(), person("journalist", "tilshi")

    def opened(**options):
        page = new_page(**options)
        enter(page, server, journalist)
        page.goto(f"{server}/admin/articles/article/add/")
        page.wait_for_selector("[data-body-editor][data-ready]")
        return page

    return opened


def paste(page, text=LONG, html=""):
    page.locator(".ProseMirror").evaluate(PASTE, [html, text])


@pytest.mark.parametrize("width", [320, 390, 768, 1100, 1280, 1920])
def test_nothing_is_wider_than_the_window(width, blank):
    page = blank(viewport={"width": width, "height": 800})
    for group in page.query_selector_all("details"):
        group.evaluate("each => (each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Nor a field than its group.
    wide = """[...document.querySelectorAll('.sheet-group')].flatMap(group => {
      const right = group.getBoundingClientRect().right;
      return [...group.querySelectorAll('input, select, textarea, .select2, .help')]
        .filter(each => each.getBoundingClientRect().right > right).map(each => each.id);
    })"""
    assert page.evaluate(wide) == []
    text, sheet = (page.locator(f".writing-{name}").bounding_box() for name in ("text", "sheet"))
    if width >= 1100:
        assert sheet["x"] > text["x"] + text["width"]
        assert text["width"] > sheet["width"]
    else:
        assert sheet["y"] >= text["y"] + text["height"]


def test_the_verbs_are_in_sight_wherever_one_writes(blank):
    for options in ({"viewport": {"width": 1280, "height": 800}}, PHONE):
        page = blank(**options)
        height = options["viewport"]["height"]
        for top in (0, 400, 100_000):
            page.evaluate(f"scrollTo(0, {top})")
            save = page.locator(".desk-verbs [name=_save]").bounding_box()
            assert 0 <= save["y"] <= height - save["height"]
        page.evaluate("document.querySelector('[data-sheet]').open = true")
        # The last field can be brought above them.
        note = page.locator("#id_ed_note")
        note.focus()
        bar = page.locator(".desk-verbs").bounding_box()
        box = note.bounding_box()
        assert box["y"] + box["height"] <= bar["y"] + 1


def test_on_a_phone_the_sheet_is_folded_and_what_is_missing_leads_to_its_field(blank):
    page = blank(**PHONE)
    assert not page.is_visible("#id_category")
    page.fill("#id_headline", "Су келді")
    # The rule is asked again with each autosave: the headline is there now.
    page.wait_for_selector("[data-missing] li:only-child", timeout=20_000)
    page.tap("[data-missing] a")
    assert page.is_visible("#id_category")
    assert page.evaluate("document.activeElement.id") == "id_category"


def test_an_error_opens_the_fold_it_is_in(blank):
    page = blank(**PHONE)
    page.fill("#id_headline", "Су келді")
    page.evaluate("document.getElementById('id_source_url').value = 'бұл адрес емес'")
    with page.expect_navigation():
        page.tap(".desk-verbs [name=_save]")
    page.wait_for_selector(".errornote")
    assert page.is_visible("#id_source_url")
    assert page.is_visible(".field-source_url .errorlist")


def test_folds_stay_as_they_were_left(blank):
    page = blank(viewport={"width": 1280, "height": 800})
    assert not page.is_visible("#id_dateline")
    page.click("#group-agency")
    page.click("#group-category")
    page.reload()
    page.wait_for_selector("[data-body-editor][data-ready]")
    assert page.is_visible("#id_dateline")
    assert not page.is_visible("#id_category")
    kept = page.evaluate("localStorage.getItem('newsroom:sheet')")
    assert kept == '{"agency":true,"category":false}'


def test_without_scripts_every_field_can_be_reached(blank):
    page = blank()
    address = page.url
    plain = page.context.browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    try:
        form = plain.new_page()
        form.goto(address)
        while (closed := form.locator(".sheet-group:not([open]) > summary")).count():
            closed.first.click()
        for name in ("headline", "lead", "body", "category", "tags", "source_url", "ed_note"):
            assert form.is_visible(f"#id_{name}"), name
        assert not form.is_visible(QUESTION)
    finally:
        plain.close()


def test_a_long_paste_asks_for_its_source_and_the_answer_is_the_storys(blank):
    page = blank()
    page.fill("#id_headline", "Мәдениет үйі ашылды")
    paste(page, "Қысқа сөз.")
    assert not page.is_visible(QUESTION)
    paste(page, f"{LONG} https://t.me/audan_arna/12")
    page.wait_for_selector(QUESTION)
    assert page.input_value("[data-for=source_url]") == "https://t.me/audan_arna/12"
    # Offered is not answered.
    assert page.input_value("#id_source_url") == ""
    page.fill("[data-for=source_name]", "Аудан арнасы")
    page.keyboard.press("Enter")
    assert not page.is_visible(QUESTION)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")
    story = Article.objects.get()
    assert (story.source_name, story.source_url) == ("Аудан арнасы", "https://t.me/audan_arna/12")
    assert story.status == Status.SUBMITTED
    assert not page.query_selector(".messagelist .warning")


def test_our_own_text_is_asked_about_once(blank):
    page = blank()
    page.fill("#id_headline", "Мәдениет үйі ашылды")
    paste(page)
    page.click("[data-own]")
    assert not page.is_visible(QUESTION)
    # What is moved within the text is no paste from elsewhere.
    page.click(".ProseMirror")
    for keys in ("Control+a", "Control+x", "Control+v"):
        page.keyboard.press(keys)
    assert LONG.strip() in page.inner_text(".ProseMirror")
    assert not page.is_visible(QUESTION)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")
    assert not page.query_selector(".messagelist .warning")


def test_without_an_answer_a_sentence_reminds_and_refuses_nothing(blank):
    page = blank()
    page.fill("#id_headline", "Мәдениет үйі ашылды")
    paste(page)
    page.wait_for_selector(QUESTION)
    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    # Saved, it is still open; submitted, it is said once more.
    page.wait_for_selector(QUESTION)
    with page.expect_navigation():
        page.click(".desk-verbs [value=submit]")
    page.wait_for_selector(".messagelist .warning")
    assert Article.objects.get().status == Status.SUBMITTED


@pytest.mark.parametrize("width", [390, 1280])
def test_a_headline_and_a_lead_are_seen_whole(width, blank):
    page = blank(viewport={"width": width, "height": 800})
    words = "Су тасқынынан зардап шеккен отбасыларға жаңа үйлердің кілті табысталды "
    for name, often in (("headline", 3), ("lead", 8)):
        field = page.locator(f"#id_{name}")
        low = field.bounding_box()["height"]
        page.fill(f"#id_{name}", (words * often).strip())
        assert field.bounding_box()["height"] > low
        assert field.evaluate("field => field.scrollHeight <= field.clientHeight"), name
