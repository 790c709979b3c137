"""One story, from a journalist's first line to a reader's page, in a real browser.

Two server processes share the database and no job runs: what becomes visible on its second does
so because the moment came.
"""

import io
import time
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

from articles.models import Article, Category, Edition, Region, Status

PASSWORD = "құпия-сөз-2026"


def picture() -> bytes:
    """Draw a photo: a field below a sky."""
    image = Image.new("RGB", (1200, 800), "#9cc3e6")
    ImageDraw.Draw(image).rectangle((0, 500, 1200, 800), fill="#c9a94f")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def read(address: str) -> tuple[int, str]:
    """Ask for a page as a reader without cookies does."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def sign_in(page, server, user):
    page.goto(f"{server}/admin/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/")


def choose(page, field, text):
    """Choose in one of the admin's searching selects."""
    page.click(f".field-{field} .select2-selection")
    page.keyboard.type(text)
    page.click(f".select2-results__option >> text={text}")


def press(page, verb):
    with page.expect_navigation():
        page.click(f".desk-verbs [value={verb}]")


@pytest.mark.browser
@pytest.mark.parametrize("body_editor", ["prose", "ckeditor"])
def test_a_story_from_its_first_line_to_its_reader(
    body_editor, new_page, shipped, person, write, editor
):
    first, second = (shipped(BODY_EDITOR=body_editor) for _server in range(2))
    journalist, chief = person("journalist", "tilshi"), person("chief_editor", "bas")
    section = Category.objects.get(slug="qogam")
    region = Region.objects.get(code="KZ-61")
    older = write(journalist, headline="Түркістанда бұрын болған жаңалық", region=region)
    from articles import workflow

    workflow.approve(older, by=editor)
    at_journalists, at_editors = new_page(), new_page()

    # A journalist writes, with a photo and its credit, and submits.
    sign_in(at_journalists, first, journalist)
    at_journalists.click("#content a[href$='/article/add/']")
    at_journalists.fill("#id_headline", "Түркістанда жаңа көпір ашылды")
    at_journalists.fill("#id_lead", "Көпір екі ауданды қосты.")
    if body_editor == "prose":
        at_journalists.click(".field-body [contenteditable=true]")
    else:
        frame = at_journalists.frame_locator(".field-body iframe")
        frame.locator("body").click()
    at_journalists.keyboard.type("Құрылыс екі жылға созылды.")
    at_journalists.keyboard.press("Enter")
    at_journalists.keyboard.type("Қозғалыс бүгін ашылды.")
    at_journalists.select_option("#id_category", str(section.pk))
    choose(at_journalists, "region", "Түркістан облысы")
    at_journalists.fill("#id_tags", "көпір, жол")
    at_journalists.set_input_files(
        "#id_new_photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    at_journalists.fill("#id_new_source", "Aqorda.resmi")
    at_journalists.fill("#id_new_caption", "Ашылу сәті")
    at_journalists.fill("#id_new_alt_text", "Дала үстіндегі көпір")
    press(at_journalists, "submit")
    at_journalists.wait_for_url("**/change/")
    article = Article.objects.get(headline="Түркістанда жаңа көпір ашылды")
    assert article.status == Status.SUBMITTED
    assert article.body == "<p>Құрылыс екі жылға созылды.</p><p>Қозғалыс бүгін ашылды.</p>"
    assert str(article.photo.credit) == "Aqorda.resmi"
    desk = f"{first}/admin/articles/article/{article.pk}"

    # An editor looks at the preview and sends it back with a reason.
    sign_in(at_editors, first, editor)
    at_editors.goto(f"{desk}/preview/page/")
    assert "Сурет: Aqorda.resmi" in at_editors.inner_text("main")
    at_editors.goto(f"{desk}/change/")
    press(at_editors, "send_back")
    at_editors.wait_for_url("**/verb/send_back/")
    at_editors.fill("#id_note", "Ұзындығын жаз")
    at_editors.click(".submit-row button")
    at_editors.wait_for_url("**/change/")

    # The journalist reads why on the desk's home, mends it, submits again.
    at_journalists.goto(f"{first}/admin/")
    assert "Ұзындығын жаз" in at_journalists.inner_text("main")
    at_journalists.goto(f"{desk}/change/")
    at_journalists.fill("#id_lead", "Ұзындығы екі шақырым көпір екі ауданды қосты.")
    press(at_journalists, "submit")
    at_journalists.wait_for_url("**/change/")

    # Approved for a moment ahead. Everywhere the readers look, it is not there before.
    at_editors.goto(f"{desk}/verb/approve/")
    moment = timezone.localtime() + timedelta(seconds=14)
    at_editors.fill("#id_at_0", moment.strftime("%d.%m.%Y"))
    at_editors.fill("#id_at_1", moment.strftime("%H:%M:%S"))
    at_editors.click(".submit-row [value=at]")
    at_editors.wait_for_url("**/change/")
    edition = Edition.objects.get(article=article)
    assert edition.visible_from == moment.replace(microsecond=0)
    path = f"/news/{article.pk}-{edition.slug}/"
    lists = ["/", "/latest/", "/section/qogam/", "/region/turkistan/", "/tag/jol/"]
    beside = f"/news/{older.pk}-{older.slug}/"
    # No tag stands on a visible story yet, so its page is not there at all.
    for server in (first, second):
        assert read(server + path)[0] == 404
        for each in [*lists, beside]:
            assert article.headline not in read(server + each)[1], each
    assert timezone.now() < edition.visible_from, "the look before the moment came too late"
    time.sleep((edition.visible_from - timezone.now()).total_seconds() + 0.05)
    for server in (first, second):
        status, page = read(server + path)
        assert status == 200
        for words in ("Сурет: Aqorda.resmi", "Ашылу сәті", "Ұзындығы екі шақырым"):
            assert words in page
        for each in [*lists, beside]:
            assert article.headline in read(server + each)[1], each

    # Changed while live: readers keep the old text until it is approved.
    at_journalists.goto(f"{desk}/change/")
    at_journalists.fill("#id_lead", "Ұзындығы үш шақырым көпір екі ауданды қосты.")
    with at_journalists.expect_navigation():
        at_journalists.click(".desk-verbs [name=_save]")
    at_journalists.wait_for_load_state()
    assert "екі шақырым" in read(second + path)[1]
    at_editors.goto(f"{desk}/verb/correct/")
    at_editors.check("[name=kind][value=correction]")
    at_editors.fill("#id_note", "Көпірдің ұзындығы қате жазылған еді.")
    at_editors.click(".submit-row button")
    at_editors.wait_for_url("**/change/")
    page = read(second + path)[1]
    assert "үш шақырым" in page
    assert "Көпірдің ұзындығы қате жазылған еді." in page

    # Held, released, killed.
    for verb, status, then in (("hold", 404, "whereabouts"), ("release", 200, "change")):
        at_editors.goto(f"{desk}/verb/{verb}/")
        at_editors.click(".submit-row button")
        at_editors.wait_for_url(f"**/{then}/")
        assert read(second + path)[0] == status, verb
    at_chiefs = new_page()
    sign_in(at_chiefs, second, chief)
    at_chiefs.goto(f"{second}/admin/articles/article/{article.pk}/verb/kill/")
    at_chiefs.fill("#id_note", "Дерек расталмады")
    at_chiefs.click(".submit-row button")
    at_chiefs.wait_for_url("**/whereabouts/")
    assert at_chiefs.locator(".is-still").count() == 0
    for server in (first, second):
        assert read(server + path)[0] == 410
        for each in ("/", "/latest/", "/section/qogam/", "/region/turkistan/", beside):
            assert article.headline not in read(server + each)[1], each
