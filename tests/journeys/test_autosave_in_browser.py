"""Words typed into the writing form are found again: left, without a network, in another window."""

import pytest

from articles.models import KeptText, WhyKept
from tests.journeys.test_from_first_line_to_reader import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(new_page, serve, person, write):
    """A journalist at a story of theirs: the server, the page, the story."""
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist, headline="Су келді")
    page = new_page()
    sign_in(page, server, journalist)
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
