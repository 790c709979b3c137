"""The desk in a real browser: a flash from a phone, a session that ends while somebody types."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from articles import workflow
from articles.models import Article, Comment, Demand, KeptText, PlannedEvent, Status
from tests.browser import enter
from tests.journeys.test_from_first_line_to_reader import read

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.browser
def test_an_editor_on_duty_sends_a_flash_from_a_phone(new_page, serve, person, on_duty):
    server, editor = serve(), person("editor", "redaktor")
    on_duty(editor)
    page = new_page(**PHONE)
    enter(page, server, editor)
    page.tap("#content a[href$='/flash/']")
    page.fill("#id_headline", "Шұғыл: Түркістанда өзен арнасынан асты")
    page.tap("#id_alone")
    page.tap("[name=publish]")
    page.wait_for_url("**/change/")
    flash = Article.objects.get()
    edition = flash.editions.visible().get()
    status, answer = read(f"{server}/news/{flash.pk}-{edition.slug}/")
    assert status == 200
    assert "Шұғыл: Түркістанда өзен арнасынан асты" in answer
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_on_a_phone_saving_and_the_next_verb_are_in_sight(language, new_page, serve, person, write):
    server = serve()
    journalist, editor = person("journalist", "tilshi"), person("editor", "redaktor")
    draft, waiting, live = (write(journalist, headline=f"Су келді {n}") for n in range(3))
    workflow.submit(waiting, by=journalist)
    workflow.approve(live, by=editor)
    for who, looked_at in (
        (journalist, {"add/": "submit", f"{draft.pk}/change/": "submit"}),
        (editor, {f"{waiting.pk}/change/": "approve", f"{live.pk}/change/": "correct"}),
    ):
        page = new_page(**PHONE)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": server}])
        enter(page, server, who)
        for path, verb in looked_at.items():
            page.goto(f"{server}/admin/articles/article/{path}")
            page.wait_for_selector("[data-body-editor][data-ready]")
            for button in ("[name=_save]", f"[name=_verb][value={verb}]"):
                box = page.locator(f".desk-verbs {button}").bounding_box()
                assert box["x"] >= 0 and box["x"] + box["width"] <= 390 - 24, (path, button)
        # The rest is moved to with a finger.
        row = page.locator(".verb-row")
        assert row.evaluate("row => row.clientWidth <= 390 && row.scrollWidth > row.clientWidth")


@pytest.fixture
def waiting(new_page, serve, person, write):
    """A server, an editor's page at the desk, and a story that waits for them."""
    server, journalist = serve(), person("journalist", "tilshi")
    story = write(journalist)
    workflow.submit(story, by=journalist)
    page = new_page()
    enter(page, server, person("editor", "redaktor"))
    return server, page, story


@pytest.mark.browser
def test_enter_in_the_due_time_of_several_sets_it_and_publishes_nothing(waiting):
    server, page, story = waiting
    for path in ("queue/", ""):
        page.goto(f"{server}/admin/articles/article/{path}")
        page.check("[name=story]")
        page.press("[name=story]", "Enter")
        page.wait_for_timeout(500)
        story.refresh_from_db()
        assert story.status == Status.SUBMITTED
        page.click(".several summary >> nth=1")
        page.fill("#id_due_at_0", "05.12.2099")
        page.fill("#id_due_at_1", f"10:0{len(path)}")
        with page.expect_navigation():
            page.press("#id_due_at_1", "Enter")
        story.refresh_from_db()
        assert story.status == Status.SUBMITTED
        assert timezone.localtime(story.due_at).minute == len(path)


@pytest.mark.browser
def test_enter_in_the_time_of_appearance_never_publishes_at_once(waiting):
    server, page, story = waiting
    page.goto(f"{server}/admin/articles/article/{story.pk}/verb/approve/")
    with page.expect_navigation():
        page.press("#id_at_0", "Enter")
    assert page.is_visible(".errorlist")
    page.fill("#id_at_0", "05.12.2099")
    page.fill("#id_at_1", "10:00")
    with page.expect_navigation():
        page.click(".submit-row [value=now]")
    assert page.is_visible(".errorlist")
    assert page.input_value("#id_at_1") == "10:00"
    with page.expect_navigation():
        page.press("#id_at_1", "Enter")
    assert not story.editions.visible().exists()
    assert story.editions.scheduled().get().visible_from.year == 2099


@pytest.mark.browser
def test_a_form_that_is_gone_back_to_and_sent_once_more_does_nothing_twice(
    new_page, serve, person, write
):
    server, editor = serve(), person("editor", "redaktor")
    story = write(editor)
    page = new_page()
    enter(page, server, editor)
    for path, field, button, made in (
        (f"{story.pk}/comments/", "[name=words]", ".comment-form button", Comment),
        ("plan/new/", "#id_what", ".submit-row button", PlannedEvent),
        ("demands/new/", "#id_words", ".submit-row button", Demand),
    ):
        page.goto(f"{server}/admin/articles/article/{path}")
        if made is Demand:
            page.fill("#id_stories", str(story.pk))
            page.check("[name=asks] >> nth=0")
        page.fill(field, "Екі рет басылған")
        for _press in range(2):
            with page.expect_navigation():
                page.click(f"#content {button} >> nth=0")
            page.wait_for_selector(".messagelist .success")
            page.go_back()
            page.wait_for_selector(field)
        assert made.objects.count() == 1, made


@pytest.mark.browser
@pytest.mark.parametrize("path", ["add/", "flash/"])
def test_whoever_goes_back_to_a_blank_form_is_led_to_its_story(path, new_page, serve, person):
    server, journalist = serve(), person("journalist", "tilshi")
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{path}")
    page.fill("#id_headline", "Шалқарда жаңа мектеп ашылды")
    page.click("[name=_save], [name=submit]")
    page.wait_for_url("**/change/")
    story = page.url
    page.go_back()
    page.wait_for_url(story)
    assert Article.objects.count() == 1


@pytest.mark.browser
def test_a_session_that_ends_while_somebody_types_costs_no_word(new_page, serve, person, write):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist)
    page = new_page()
    page.watch.expect("403")
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.fill("#id_lead", "Сеанс біткенде жазылып жатқан лид.")
    Session.objects.all().delete()
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.click("main a.button")
    page.fill("[name=login]", "tilshi")
    page.fill("[name=password]", "құпия-сөз-2026")
    page.click("main button[type=submit]")
    page.wait_for_url("**/kept/*/")
    assert "Сеанс біткенде жазылып жатқан лид." in page.inner_text(".side-by-side .differs .yours")
    page.click("[name=take]")
    page.wait_for_url("**kept=*")
    assert page.input_value("#id_lead") == "Сеанс біткенде жазылып жатқан лид."
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_load_state()
    article.refresh_from_db()
    assert article.lead == "Сеанс біткенде жазылып жатқан лид."
    assert KeptText.objects.get().settled_at is not None


@pytest.mark.browser
def test_two_people_in_one_story_lose_nothing(new_page, serve, person, write):
    server = serve()
    journalist, editor = person("journalist", "tilshi"), person("editor", "redaktor")
    article = write(journalist)
    address = f"{server}/admin/articles/article/{article.pk}/change/"
    first, second = new_page(), new_page()
    second.watch.expect("409")
    for page, user in ((first, editor), (second, journalist)):
        enter(page, server, user)
        page.goto(address)
    first.fill("#id_lead", "Редактордың сөзі.")
    second.fill("#id_headline", "Тілшінің тақырыбы")
    second.fill("#id_lead", "Тілшінің сөзі.")
    with first.expect_navigation():
        first.click(".desk-verbs [name=_save]")
    first.wait_for_load_state()
    with second.expect_navigation():
        second.click(".desk-verbs [name=_save]")
    second.wait_for_selector(".side-by-side")
    shown = second.inner_text(".side-by-side")
    assert "Редактордың сөзі." in shown
    assert "Тілшінің тақырыбы" in shown and "Тілшінің сөзі." in shown
    article.refresh_from_db()
    assert (article.lead, article.status) == ("Редактордың сөзі.", Status.DRAFT)


@pytest.mark.browser
def test_a_writer_sees_what_a_save_mended_and_takes_it_back(new_page, serve, person, write):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist)
    page = new_page(**PHONE)
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.fill("#id_lead", '✅ Жаңа "Қaла" паркi 5 км аумақты алып жатыр - бұл аз емес.')
    with page.expect_navigation():
        page.tap(".desk-verbs [name=_save]")
    page.wait_for_selector(".mended")
    assert page.inner_text(".mended mark") == "a"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.input_value("#id_lead") == (
        "Жаңа «Қала» паркі 5\xa0км аумақты алып жатыр\xa0– бұл аз емес."
    )
    page.tap(".mended button")
    page.wait_for_selector(".mended", state="detached")
    assert page.input_value("#id_lead").startswith('✅ Жаңа "Қaла" паркi 5 км')


@pytest.mark.browser
def test_the_calendar_of_a_form_is_kazakh(new_page, serve, person):
    server, chief = serve(), person("chief_editor", "bas-redaktor")
    page = new_page()
    enter(page, server, chief)
    page.goto(f"{server}/admin/articles/duty/add/")
    page.fill("#id_ends_at_0", "19.02.2026")
    page.click("#calendarlink1")
    calendar = page.locator("#calendarbox1")
    assert calendar.locator("caption").inner_text() == "ақпан 2026"
    assert calendar.locator("th").all_inner_texts() == ["дс", "сс", "ср", "бс", "жм", "сб", "жс"]
    # The first of February 2026 was a Sunday: the last day of the first row.
    assert calendar.locator("tr").nth(1).inner_text().split() == ["1"]
    assert calendar.locator("td.selected").inner_text() == "19"


@pytest.mark.browser
def test_a_hard_space_outlives_the_editor(new_page, serve, person, write):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist, body="<p>Жол 5\xa0км\xa0– алыс.<br>Ия, № 7\xa0үй.</p>")
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist")
    assert article.versions.count() == 1
    page.fill("#id_lead", "Жаңа лид.")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist")
    article.refresh_from_db()
    assert article.body == "<p>Жол 5\xa0км\xa0– алыс.<br>Ия, № 7\xa0үй.</p>"
    assert article.lead == "Жаңа лид."


@pytest.mark.browser
def test_words_that_are_not_saved_are_not_left_without_a_question(new_page, serve, person, write):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist)
    page, asked = new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    enter(page, server, journalist)
    address = f"{server}/admin/articles/article/{article.pk}/change/"
    for written, questions in (("", 0), ("Жаңа лид.", 1)):
        page.goto(address)
        page.wait_for_selector("[data-body-editor][data-ready]")
        page.click("#id_lead")
        page.keyboard.type(written)
        page.click("a.historylink")
        page.wait_for_url("**/history/")
        assert asked == ["beforeunload"] * questions
    page.goto(address)
    page.fill("#id_lead", "Сақталған лид.")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_load_state()
    assert len(asked) == 1


_DRAWN = """() => {
    const frame = document.querySelector(".preview-frame iframe"), box = frame.parentElement;
    const [inner, outer] = [frame, box].map((each) => each.getBoundingClientRect());
    return {
        isWithin: inner.left >= outer.left && inner.right <= outer.right
            && inner.bottom <= outer.bottom,
        isCut: box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight,
        isSideways: document.documentElement.scrollWidth > innerWidth,
        width: frame.contentWindow.innerWidth,
        isSmaller: box.querySelector(".is-smaller").offsetWidth > 0,
    };
}"""


@pytest.mark.browser
@pytest.mark.parametrize("screen", [320, 390, 900, 1600])
def test_a_preview_of_each_size_stands_whole_within_any_screen(
    new_page, serve, person, write, screen
):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist)
    page = new_page(viewport={"width": screen, "height": 844})
    enter(page, server, journalist)
    for size, width in (("phone", 390), ("tablet", 820), ("desktop", 1024)):
        page.goto(f"{server}/admin/articles/article/{article.pk}/preview/?size={size}")
        page.wait_for_load_state("networkidle")
        drawn = page.evaluate(_DRAWN)
        is_whole = drawn["isWithin"] and not drawn["isCut"] and not drawn["isSideways"]
        assert is_whole, (size, drawn)
        # However small it is drawn, its page has the width that is said.
        assert drawn["width"] == width or (size == "desktop" and drawn["width"] > width), size
        assert str(width) in page.inner_text(".preview-frame p")
        assert drawn["isSmaller"] is (screen < width + 50), size
