"""An editor's morning in a browser: ten stories by few clicks, a comment that costs no word."""

import pytest

from articles import workflow
from articles.models import Article, Comment, Mention, Notice, NoticeKind, Status
from tests.browser import enter

pytestmark = pytest.mark.browser
#: Of the issue: from the queue to approved.
MOST_CLICKS = 25


class Clicks:
    """Counts what a person presses on a page."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def __call__(self, selector):
        self.number += 1
        self.page.click(selector)


@pytest.fixture
def ten(person, write):
    """Ten stories of a journalist that wait for an editor."""
    journalist = person("journalist", "tilshi")
    stories = [write(journalist, headline=f"Ауылға су келді, {number}") for number in range(10)]
    for article in stories:
        workflow.submit(article, by=journalist)
    return stories


@pytest.mark.parametrize("viewport", [(1280, 900), (390, 844)])
def test_ten_stories_are_approved_in_few_clicks(new_page, serve, ten, person, viewport):
    server, editor = serve(), person("editor", "redaktor")
    width, height = viewport
    page = new_page(viewport={"width": width, "height": height})
    enter(page, server, editor)
    click = Clicks(page)
    click(".desk-places a[href$='/queue/']")
    page.wait_for_url("**/queue/")
    if width > 640:
        click("[data-all] input")
    else:
        # On a phone each is ticked by itself: its headline is read first.
        for article in ten:
            click(f".desk-queue tr:has(a[href*='/{article.pk}/change/']) [name=story]")
    assert page.inner_text("[data-count]").endswith("10")
    click("[name=act][value=approve]")
    page.wait_for_url("**/several/done/")
    assert Article.objects.filter(status=Status.APPROVED).count() == 10
    assert page.locator("#results-done + ul > li").count() == 10
    assert click.number <= MOST_CLICKS
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_one_by_one_the_verbs_page_leads_back_to_the_queue(new_page, serve, ten, person):
    """For who reads each before deciding: two clicks a story, and the queue shows what is left."""
    server, editor, page = serve(), person("editor", "redaktor"), new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/queue/")
    click = Clicks(page)
    for left in range(10, 0, -1):
        assert page.locator(".desk-queue tbody tr").count() == left
        click(".desk-queue tbody tr:first-child .verb")
        page.wait_for_url("**/verb/approve/")
        click(".submit-row [value=now]")
        page.wait_for_url("**/queue/" if left > 1 else "**/change/")
    assert Article.objects.filter(status=Status.APPROVED).count() == 10
    assert click.number <= MOST_CLICKS


def test_a_run_is_ticked_with_shift_and_goes_back_with_one_reason(new_page, serve, ten, person):
    server, editor, page = serve(), person("editor", "redaktor"), new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/queue/")
    ticks = page.locator(".desk-queue [name=story]")
    ticks.nth(1).click()
    ticks.nth(4).click(modifiers=["Shift"])
    assert page.inner_text("[data-count]").endswith("4")
    page.click(".several details:has(#id_note) summary")
    page.fill("#id_note", "Дереккөзін жаз")
    page.click("[name=act][value=send_back]")
    page.wait_for_url("**/several/done/")
    assert Article.objects.filter(status=Status.DRAFT).count() == 4


def test_in_the_list_of_stories_all_of_a_page_are_ticked_and_set(new_page, serve, ten, person):
    server, editor, page = serve(), person("editor", "redaktor"), new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/")
    page.click("th.column-tick input")
    assert page.inner_text("[data-count]").endswith("10")
    page.click(".several details:has(#id_urgency) summary")
    page.select_option("#id_urgency", "2")
    page.click("[name=act][value=assign]")
    page.wait_for_url("**/several/done/")
    assert set(Article.objects.values_list("urgency", flat=True)) == {2}


@pytest.fixture
def at_story(new_page, serve, person, write):
    """A journalist at a story of theirs, with an editor to be named: server, page, story."""
    server, journalist = serve(), person("journalist", "tilshi")
    editor = person("editor", "redaktor")
    editor.first_name, editor.last_name = "Гүлнар", "Әбдіраман"
    editor.save()
    article = write(journalist, headline="Су келді")
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    return server, page, article


def test_a_comment_touches_nothing_of_the_text_that_is_being_written(at_story):
    _server, page, article = at_story
    page.click(".ProseMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Сақталмаған сөйлем.")
    page.fill("#id_lead", "Сақталмаған лид")
    page.click("#comment-beside")
    told = page.locator(".comments-beside [data-names-found]")
    page.keyboard.type("Қараңызшы, @щщ")
    page.wait_for_function(
        "e => e.textContent && !/\\d/.test(e.textContent)", arg=told.element_handle()
    )
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("гүл")
    page.wait_for_selector(".to-name:not([hidden]) [aria-selected=true]")
    page.keyboard.press("Enter")
    assert page.input_value("#comment-beside") == "Қараңызшы, @Гүлнар Әбдіраман "
    page.keyboard.type("<b>рақмет</b>")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".comments-beside [data-list] li")
    assert "<b>рақмет</b>" in page.inner_text(".comments-beside [data-list]")
    assert page.input_value("#comment-beside") == ""
    assert "Сақталмаған сөйлем." in page.inner_text(".ProseMirror")
    assert page.input_value("#id_lead") == "Сақталмаған лид"
    assert Mention.objects.get().person.username == "redaktor"
    assert Notice.objects.get().kind == NoticeKind.MENTIONED
    article.refresh_from_db()
    assert article.versions.count() == 1
    # And the form still saves what was typed, over no newer version.
    with page.expect_navigation():
        page.click("[name=_save]")
    article.refresh_from_db()
    assert article.lead == "Сақталмаған лид" and "Сақталмаған сөйлем." in article.body


def test_a_comment_is_about_the_words_that_were_selected_and_is_settled_there(at_story):
    _server, page, _article = at_story
    page.click(".ProseMirror")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    page.wait_for_selector("[data-about]:not([disabled])")
    page.fill("#comment-beside", "Дереккөзі қайда?")
    page.click("[data-about]")
    page.click("[data-say]")
    page.wait_for_selector(".comments-beside [data-list] li blockquote")
    comment = Comment.objects.get()
    assert comment.passage == "Жаңа мектепте алты жүз оқушы білім алады."
    page.click("[data-settle]")
    page.wait_for_selector(".comments-beside li.is-settled")
    comment.refresh_from_db()
    assert comment.settled_by.username == "tilshi"
    page.click("[data-settle][data-open]")
    page.wait_for_selector(".comments-beside li:not(.is-settled)")


def test_a_comment_that_was_not_sent_outlives_a_save_for_its_writer_alone(at_story, person):
    server, page, _article = at_story
    page.fill("#comment-beside", "Әлі айтылмады")
    with page.expect_navigation(url="**/change/"):
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert page.input_value("#comment-beside") == "Әлі айтылмады"
    address = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    enter(page, server, person("editor", "baska"))
    page.goto(address)
    page.wait_for_selector("[data-write]:not([hidden])")
    assert page.input_value("#comment-beside") == ""


def test_what_could_not_be_sent_stays_where_it_was_typed(at_story):
    _server, page, _article = at_story
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    page.fill("#comment-beside", "Жолда жазылды")
    page.context.set_offline(True)
    page.click("[data-say]")
    page.wait_for_selector(".comments-beside [data-status]:not(:empty)")
    assert page.input_value("#comment-beside") == "Жолда жазылды"
    page.context.set_offline(False)
    page.click("[data-say]")
    page.wait_for_selector(".comments-beside [data-list] li")
    assert Comment.objects.count() == 1


def test_after_the_session_ended_the_comment_and_the_text_stay(at_story):
    _server, page, _article = at_story
    page.watch.expect("403")
    page.watch.expect("hints.json")
    page.fill("#comment-beside", "Кіру бітті")
    page.context.clear_cookies(name="sessionid")
    page.click("[data-say]")
    page.wait_for_selector(".comments-beside [data-status]:not(:empty)")
    assert page.input_value("#comment-beside") == "Кіру бітті"
    assert not Comment.objects.exists()
