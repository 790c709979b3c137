"""Twelve ways in which two people, two windows or a lost line meet in one story: no letter is lost.

Each test types words of its own, and at the end every one of them is found again: in the story, in
a text kept for its writer, in what the browser itself kept, or on the page that shows both.
"""

import os
import signal
import subprocess
import time

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from articles import markup, workflow
from articles.models import Article, KeptText, Presence, Status, WhyKept
from tests.browser import ARGUMENTS, chromium

pytestmark = pytest.mark.browser
BODY = "<p>Бірінші абзац.</p><p>Екінші абзац.</p><p>Үшінші абзац.</p>"
READY = "[data-body-editor][data-ready]"
#: Asks the browser's shelf on disk for words.
ON_DISK = """words => new Promise(done => {
  const asked = indexedDB.open("newsroom", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("texts").objectStore("texts").getAll();
    all.onsuccess = () => done(JSON.stringify(all.result).includes(words));
  };
})"""
KEPT_HERE = "Object.values(localStorage).join(' ')"


@pytest.fixture
def story(write, person):
    """A journalist's story, and an editor who may write in it too."""
    journalist, editor = person("journalist", "tilshi"), person("editor", "redaktor")
    article = write(journalist, headline="Су келді", lead="Лид.", body=BODY)
    article.journalist, article.editor = journalist, editor
    return article


@pytest.fixture
def desk(new_page, serve, story):
    """Return an opener of the story in a browser of a person's own."""
    server = serve()

    def open_story(user):
        page = new_page()
        enter(page.context, server, user)
        page.goto(f"{server}/admin/articles/article/{story.pk}/change/")
        page.wait_for_selector(READY)
        return page

    open_story.server = server
    return open_story


def enter(context, server, user):
    """Sign a person in without the form."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": server}]
    )


def type_into(page, field, text):
    """Type at the end of a field, or of one paragraph of the body (`body:1`)."""
    name, _colon, paragraph = field.partition(":")
    if name == "body":
        page.click(f".ProseMirror > p:nth-of-type({int(paragraph or 0) + 1})")
    else:
        page.focus(f"#id_{name}")
    page.keyboard.press("Control+End" if name != "body" else "End")
    page.keyboard.type(text)


def save(page, button="_save"):
    with page.expect_navigation():
        page.click(f".desk-verbs [name={button}]")
    page.wait_for_load_state()


def sign(page):
    """Let a form give its signs now, instead of in some seconds."""
    page.evaluate("dispatchEvent(new Event('online'))")


def told(page, words):
    """Wait until the head of the form says something of others."""
    for _attempt in range(60):
        if words in page.inner_text(".here"):
            return True
        sign(page)
        page.wait_for_timeout(100)
    raise AssertionError(f"“{words}” is not among: {page.inner_text('.here')}")


def lost(*typed, pages=(), browsers=()) -> int:
    """Return how many of the letters that were typed are found nowhere."""
    places = []
    for each in Article.objects.all():
        places.append(" ".join([each.headline, each.lead, markup.plain(each.body)]))
    for each in KeptText.objects.filter(settled_at=None).exclude(why=WhyKept.AS_TYPED):
        posted = [text for texts in each.content["post"].values() for text in texts]
        places += [markup.plain(text) if "<p>" in text else text for text in posted]
    places += [page.inner_text("#content") for page in pages]
    places += [page.evaluate(KEPT_HERE) for page in browsers]
    return sum(len(text) for text in typed if not any(text in place for place in places))


def test_a_page_that_was_saved_is_no_other_window(desk, story):
    page = desk(story.journalist)
    sign(page)
    for _save in range(2):
        with page.expect_navigation(url="**/change/"):
            page.keyboard.press("Control+s")
        page.wait_for_selector(READY)
        for _sign in range(8):
            sign(page)
            page.wait_for_timeout(100)
            assert page.inner_text(".here").strip() == ""
    assert Presence.objects.count() == 1


def test_two_windows_of_one_person(desk, story):
    first = desk(story.journalist)
    second = first.context.new_page()
    first.watch.follow(second)
    second.goto(first.url)
    second.wait_for_selector(READY)
    assert told(second, "басқа терезе")
    type_into(first, "lead", " Бірінші терезе.")
    type_into(second, "headline", " екінші терезеде")
    save(first)
    assert told(second, "сақтадыңыз")
    assert second.input_value("#id_headline").endswith("екінші терезеде")
    save(second)
    story.refresh_from_db()
    assert story.lead == "Лид. Бірінші терезе." and story.headline == "Су келді екінші терезеде"
    assert lost("Бірінші терезе.", "екінші терезеде") == 0


def test_two_people_in_different_fields_and_paragraphs(desk, story):
    one, other = desk(story.journalist), desk(story.editor)
    assert told(one, "redaktor")
    type_into(one, "lead", " Тілшінің сөзі.")
    type_into(one, "body:0", " Тілші мұнда.")
    type_into(other, "body:2", " Редактор мұнда.")
    assert told(one, "redaktor жазып отыр") and told(other, "tilshi жазып отыр")
    save(other)
    assert told(one, "redaktor")
    save(one)
    story.refresh_from_db()
    assert story.body == (
        "<p>Бірінші абзац. Тілші мұнда.</p><p>Екінші абзац.</p><p>Үшінші абзац. Редактор мұнда.</p>"
    )
    assert lost("Тілшінің сөзі.", "Тілші мұнда.", "Редактор мұнда.") == 0
    assert not KeptText.objects.filter(settled_at=None).exclude(why=WhyKept.AS_TYPED).exists()


def test_two_people_in_one_paragraph(desk, story):
    one, other = desk(story.journalist), desk(story.editor)
    one.watch.expect("409")
    type_into(one, "body:1", " Тілші осында.")
    type_into(other, "body:1", " Редактор осында.")
    save(other)
    save(one)
    assert lost("Тілші осында.", "Редактор осында.", pages=[one]) == 0
    shown = one.inner_text(".side-by-side")
    assert "Тілші осында." in shown and "Редактор осында." in shown
    one.click("#take [name=take]")
    one.wait_for_selector(READY)
    type_into(one, "body:1", " Редактор осында.")
    save(one)
    story.refresh_from_db()
    assert "Екінші абзац. Тілші осында. Редактор осында." in story.body


def test_somebody_takes_over_and_the_first_returns(desk, story):
    first, second = desk(story.journalist), desk(story.editor)
    type_into(first, "lead", " Кофеге дейін.")
    assert told(second, "tilshi")
    second.click(".here button")
    assert told(first, "өз қолына алған: redaktor")
    type_into(second, "body:0", " Редактор жалғастырды.")
    save(second)
    second.close()
    # Back from the corridor: what was typed stands, and the form says what happened.
    assert told(first, "сақтады")
    assert first.input_value("#id_lead") == "Лид. Кофеге дейін."
    type_into(first, "lead", " Кофеден кейін.")
    save(first)
    story.refresh_from_db()
    assert story.lead == "Лид. Кофеге дейін. Кофеден кейін."
    assert lost("Кофеге дейін.", "Кофеден кейін.", "Редактор жалғастырды.") == 0


def test_a_session_ends_while_somebody_types(desk, story):
    page = desk(story.journalist)
    page.watch.expect("403")
    page.watch.expect("hints.json")
    type_into(page, "lead", " Сеансқа дейін.")
    Session.objects.all().delete()
    type_into(page, "body:0", " Сеанстан кейін.")
    page.wait_for_selector(".autosave a:not([hidden])")
    assert lost("Сеансқа дейін.", "Сеанстан кейін.") == 0
    type_into(page, "body:2", " Ең соңғы сөз.")
    save(page)
    assert lost("Сеансқа дейін.", "Сеанстан кейін.", "Ең соңғы сөз.") == 0
    enter(page.context, desk.server, story.journalist)
    page.goto(f"{desk.server}/admin/articles/article/kept/")
    page.click("#content a[href*='/kept/']")
    page.click("#take [name=take]")
    page.wait_for_selector(READY)
    save(page)
    story.refresh_from_db()
    assert story.lead == "Лид. Сеансқа дейін." and "Ең соңғы сөз." in story.body


def test_ten_minutes_without_a_network(new_page, desk, story):
    page = new_page()
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    page.watch.expect("409")
    enter(page.context, desk.server, story.journalist)
    page.clock.install()
    page.goto(f"{desk.server}/admin/articles/article/{story.pk}/change/")
    page.wait_for_selector(READY)
    page.context.set_offline(True)
    type_into(page, "body:1", " Желісіз жазылды.")
    page.clock.run_for(30_000)
    page.wait_for_selector(".autosave.is-alone")
    assert lost("Желісіз жазылды.", browsers=[page]) == 0
    colleague = desk(story.editor)
    type_into(colleague, "body:1", " Редактор желіде.")
    type_into(colleague, "headline", " желіде")
    save(colleague)
    page.clock.fast_forward(570_000)
    type_into(page, "body:1", " Тағы да желісіз.")
    page.clock.run_for(30_000)
    page.context.set_offline(False)
    sign(page)
    page.wait_for_selector(".autosave:not(.is-alone) span:not(:empty)")
    assert told(page, "сақтады")
    assert lost("Желісіз жазылды. Тағы да желісіз.") == 0
    save(page)
    assert lost("Желісіз жазылды. Тағы да желісіз.", "Редактор желіде.", "желіде") == 0
    assert "Редактор желіде." in page.inner_text(".side-by-side")


def test_the_back_button_after_a_save(desk, story):
    page = desk(story.journalist)
    page.watch.expect("409")
    type_into(page, "lead", " Бірінші сақтау.")
    save(page)
    page.go_back()
    page.wait_for_selector(READY)
    type_into(page, "lead", " Қайтып келіп.")
    type_into(page, "body:0", " Тағы сөз.")
    save(page)
    story.refresh_from_db()
    assert story.lead == "Лид. Бірінші сақтау. Қайтып келіп."
    assert lost("Бірінші сақтау.", "Қайтып келіп.", "Тағы сөз.") == 0


def test_a_double_press_of_save(desk, story):
    page = desk(story.journalist)
    type_into(page, "lead", " Екі рет басылды.")
    page.dblclick(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_load_state("networkidle")
    story.refresh_from_db()
    assert story.lead == "Лид. Екі рет басылды." and story.versions.count() == 2
    assert page.is_visible(".messagelist .success")
    assert lost("Екі рет басылды.") == 0
    assert not KeptText.objects.filter(settled_at=None).exclude(why=WhyKept.AS_TYPED).exists()


def test_a_second_person_looks_at_the_preview(desk, story):
    writer, looker = desk(story.journalist), desk(story.editor)
    type_into(writer, "body:0", " Әлі сақталмаған.")
    type_into(looker, "body:2", " Қараушының сөзі.")
    save(looker, "_preview")
    frame = looker.frame_locator("iframe")
    frame.locator("text=Қараушының сөзі.").wait_for()
    assert writer.inner_text(".ProseMirror").count("Әлі сақталмаған.") == 1
    save(writer)
    looker.reload()
    frame.locator("text=Әлі сақталмаған.").wait_for()
    assert frame.locator("text=Қараушының сөзі.").count() == 1
    assert lost("Әлі сақталмаған.", "Қараушының сөзі.") == 0


def test_a_save_after_the_story_was_approved(desk, story):
    page = desk(story.journalist)
    type_into(page, "lead", " Мақұлданғаннан кейін.")
    workflow.approve(Article.objects.get(pk=story.pk), by=story.editor)
    assert told(page, "Жариялау")
    save(page)
    story.refresh_from_db()
    assert (story.lead, story.status) == ("Лид. Мақұлданғаннан кейін.", Status.DRAFT)
    assert story.editions.visible().get().lead == "Лид."
    assert lost("Мақұлданғаннан кейін.") == 0
    page.click(".standing a")
    assert "Мақұлданғаннан кейін." in page.inner_text(".differences")


def test_a_save_after_the_story_was_killed(desk, story, person):
    page, chief = desk(story.journalist), person("chief_editor", "bas-redaktor")
    page.watch.expect("409")
    page.watch.expect("403")
    type_into(page, "lead", " Жойылғаннан кейін.")
    workflow.approve(Article.objects.get(pk=story.pk), by=story.editor)
    workflow.kill(Article.objects.get(pk=story.pk), by=chief, note="Қате")
    assert told(page, "bas-redaktor")
    save(page)
    story.refresh_from_db()
    assert story.lead == "Лид."
    assert "Жойылғаннан кейін." in page.inner_text(".side-by-side")
    assert lost("Жойылғаннан кейін.") == 0
    assert not story.editions.visible().exists()


def test_a_browser_is_killed_and_opened_again(browser, desk, story, tmp_path):
    server = desk.server
    address = f"{server}/admin/articles/article/{story.pk}/change/"

    def start():
        process = subprocess.Popen(
            [chromium(), *ARGUMENTS, "--headless=new", f"--user-data-dir={tmp_path}",
             "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        told_at = tmp_path / "DevToolsActivePort"
        for _attempt in range(300):
            if told_at.exists() and told_at.read_text().count("\n"):
                break
            time.sleep(0.05)
        port = told_at.read_text().split()[0]
        reached = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        context = reached.contexts[0]
        enter(context, server, story.journalist)
        return process, reached, context.new_page()

    process, reached, page = start()
    page.goto(address)
    page.wait_for_selector(READY)
    type_into(page, "body:0", " Өшкенге дейін.")
    with page.expect_response("**/autosave/"):
        type_into(page, "lead", " Соңғы әріпке дейін.")
    page.wait_for_selector(".autosave span:not(:empty)")
    # What no desk has heard of yet is on the disk of the machine.
    page.context.set_offline(True)
    type_into(page, "lead", " Желісіз соңғы сөз.")
    page.wait_for_function(ON_DISK, arg="Желісіз соңғы сөз.")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    (tmp_path / "DevToolsActivePort").unlink(missing_ok=True)
    assert lost("Өшкенге дейін.", "Соңғы әріпке дейін.") == 0
    assert lost("Желісіз соңғы сөз.") > 0

    process, reached, page = start()
    try:
        page.goto(address)
        page.wait_for_selector("[data-brought]:not([hidden])")
        assert lost("Өшкенге дейін.", "Соңғы әріпке дейін. Желісіз соңғы сөз.") == 0
        page.click("[data-brought] a")
        assert "Желісіз соңғы сөз." in page.inner_text(".side-by-side")
        page.click("#take [name=take]")
        page.wait_for_selector(READY)
        save(page)
    finally:
        reached.close()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
    story.refresh_from_db()
    assert story.lead == "Лид. Соңғы әріпке дейін. Желісіз соңғы сөз."
    assert "Өшкенге дейін." in story.body
