"""Words typed into the writing form are found again: left, without a network, in another window."""

import re

import pytest

from articles.models import Article, KeptText, WhyKept
from tests.browser import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(new_page, serve, person, write):
    """A journalist at a story of theirs: the server, the page, the story."""
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist, headline="Су келді")
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    return server, page, article


def kept():
    return KeptText.objects.filter(why=WhyKept.AUTOSAVE, settled_at=None)


def body_of(text):
    return text.content["post"]["body"][0]


def test_what_was_left_unsaved_is_kept_and_offered(desk):
    server, page, article = desk
    page.click(".ProseMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Тағы бір сөйлем.")
    page.wait_for_selector(".autosave span:not(:empty)", timeout=20_000)
    assert "Тағы бір сөйлем." in body_of(kept().get())
    page.keyboard.type(" Соңғы сөз.")
    page.on("dialog", lambda dialog: dialog.accept())
    # Left at once: the last words go with the page.
    page.goto(f"{server}/admin/")
    for _attempt in range(50):
        if "Соңғы сөз." in body_of(kept().get()):
            break
        page.wait_for_timeout(200)
    assert "Соңғы сөз." in body_of(kept().get())
    page.reload()
    assert page.is_visible(f"a[href$='/kept/{kept().get().pk}/']")
    article.refresh_from_db()
    assert "Тағы" not in article.body


def test_without_a_network_the_browser_keeps_it_and_brings_it_later(desk, new_page):
    server, page, _article = desk
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    page.click(".ProseMirror")
    page.keyboard.press("Control+End")
    page.context.set_offline(True)
    page.keyboard.type(" Жолда жазылды.")
    page.wait_for_selector(".autosave.is-alone", timeout=20_000)
    assert not kept().exists()
    # The browser is closed and opened again; the network is there.
    again = page.context.new_page()
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again.goto(f"{server}/admin/articles/article/add/")
    again.wait_for_selector("[data-brought]:not([hidden])", timeout=20_000)
    assert "Жолда жазылды." in body_of(kept().get())
    again.click("[data-brought] a")
    assert "Жолда жазылды." in again.inner_text("#content")
    again.close()


def test_after_the_session_ended_typing_goes_on(desk):
    _server, page, _article = desk
    page.watch.expect("hints.json")
    page.context.clear_cookies(name="sessionid")
    page.click(".ProseMirror")
    page.keyboard.type("Кіру бітті. ")
    page.wait_for_selector(".autosave a:not([hidden])", timeout=20_000)
    assert "Кіру бітті." in body_of(kept().get())


def test_saved_by_the_keys_it_is_the_storys_and_nowhere_else(desk):
    _server, page, article = desk
    page.click(".ProseMirror")
    page.keyboard.type("Пернемен сақталды. ")
    page.wait_for_selector(".autosave span:not(:empty)", timeout=20_000)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    article.refresh_from_db()
    assert "Пернемен сақталды." in article.body
    assert not kept().exists()
    page.wait_for_load_state("networkidle")
    assert not kept().exists()
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter(k => k.startsWith('newsroom:text:')).length"
        )
        == 0
    )


KEPT_HERE = "Object.values(localStorage).join(' ')"


def type_at_the_end(page, words):
    page.click(".ProseMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def offline(page, is_offline=True):
    page.context.set_offline(is_offline)


def test_saving_without_a_network_stays_in_the_form_and_sends_when_pressed_again(desk):
    _server, page, article = desk
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    address = page.url
    offline(page)
    type_at_the_end(page, " Желісіз сақталды.")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".autosave.is-alone")
    assert "Желісіз сақталды." in page.evaluate(KEPT_HERE)
    page.click(".desk-verbs [name=_preview]")
    page.wait_for_timeout(500)
    assert page.url == address and "Желісіз сақталды." in page.inner_text(".ProseMirror")
    said = page.inner_text(".autosave span")
    told = page.locator(".autosave").get_attribute("data-not-sent")
    assert said == told.replace("{}", re.search(r"\d\d:\d\d", said)[0])
    offline(page, False)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    article.refresh_from_db()
    assert "Желісіз сақталды." in article.body
    page.wait_for_load_state("networkidle")
    assert not kept().exists() and "Желісіз" not in page.evaluate(KEPT_HERE)


def test_saving_while_the_server_is_away_stays_in_the_form(desk):
    _server, page, article = desk
    page.watch.expect("ERR_CONNECTION_REFUSED")
    page.watch.expect("ERR_FAILED")
    address = page.url
    type_at_the_end(page, " Сервер жоқ.")
    page.route("**/*", lambda route: route.abort())
    page.keyboard.press("Control+s")
    page.wait_for_selector(".autosave.is-alone")
    assert page.url == address and "Сервер жоқ." in page.evaluate(KEPT_HERE)
    page.unroute("**/*")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    article.refresh_from_db()
    assert "Сервер жоқ." in article.body


def test_words_of_a_time_without_network_are_never_lost_behind_those_of_before(desk):
    server, page, _article = desk
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    page.goto(f"{server}/admin/articles/article/add/")
    page.wait_for_selector(".ProseMirror")
    page.fill("#id_headline", "Ауылға су келді")
    type_at_the_end(page, "Желі бар кезде жазылды.")
    page.wait_for_selector(".autosave:not(.is-alone) span:not(:empty)", timeout=20_000)
    page.wait_for_timeout(1_000)
    assert "Желі бар кезде жазылды." in body_of(kept().get())
    offline(page)
    type_at_the_end(page, " Желісіз құнды сөйлем.")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".autosave.is-alone")
    # The browser is closed; home offers what it had kept, with its last words.
    home = page.context.new_page()
    page.watch.follow(home)
    page.close(run_before_unload=False)
    offline(home, False)
    home.goto(f"{server}/admin/")
    for _attempt in range(50):
        if "Желісіз құнды сөйлем." in body_of(kept().get()):
            break
        home.wait_for_timeout(200)
    home.click(f"a[href$='/kept/{kept().get().pk}/']")
    home.wait_for_selector("#take")
    assert "Желісіз құнды сөйлем." in home.inner_text(".side-by-side")
    home.click("#take [name=take]")
    home.wait_for_selector(".ProseMirror")
    assert "Желісіз құнды сөйлем." in home.inner_text(".ProseMirror")
    with home.expect_navigation():
        home.keyboard.press("Control+s")
    home.wait_for_load_state("networkidle")
    story = Article.objects.get(headline="Ауылға су келді")
    assert "Желі бар кезде жазылды. Желісіз құнды сөйлем." in story.body
    assert not kept().exists()
    home.close()


def test_a_kept_text_that_the_browser_has_more_of_is_shown_with_it(desk):
    server, page, _article = desk
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    type_at_the_end(page, " Желіде.")
    page.wait_for_selector(".autosave:not(.is-alone) span:not(:empty)", timeout=20_000)
    address = f"{server}/admin/articles/article/kept/{kept().get().pk}/"
    offline(page)
    type_at_the_end(page, " Желісіз.")
    page.wait_for_selector(".autosave.is-alone", timeout=20_000)
    again = page.context.new_page()
    page.watch.follow(again)
    page.close(run_before_unload=False)
    offline(again, False)
    again.goto(address)
    again.wait_for_selector(".side-by-side :text('Желіде. Желісіз.')")
    again.close()
