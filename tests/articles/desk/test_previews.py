"""The preview of a story: its window's sizes, its scripts, and who may frame it."""

import re

import pytest
from django.conf import settings

from articles import workflow
from articles.desk import windows
from articles.models import House
from tests.outside import ways_outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(write, journalist):
    return write(journalist, headline="Жаңа мектеп ашылды")


def preview(article, way=""):
    return f"/admin/articles/article/{article.pk}/preview/{way}"


def frame(html):
    return dict(re.findall(r'(\w+)="([^"]*)"', re.search("<iframe ([^>]*)>", html)[1]))


@pytest.mark.parametrize(
    ("asked", "width"), [("phone", "390"), ("tablet", "820"), ("desktop", "100%"), ("x", "100%")]
)
def test_a_window_has_the_size_that_was_asked_for(at_desk, journalist, article, asked, width):
    response = at_desk(journalist).get(preview(article, f"?size={asked}"))
    html = response.content.decode()
    assert frame(html)["width"] == width
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    # Only the page within may be framed.
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("way", "agent", "width"),
    [("", PHONE, "390"), ("", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "100%"),
     ("", "", "100%"), ("?size=desktop", PHONE, "100%")],
)  # fmt: skip
def test_on_a_phone_a_story_is_first_seen_as_on_a_phone(
    at_desk, journalist, article, way, agent, width
):
    html = at_desk(journalist).get(preview(article, way), headers={"user-agent": agent})
    html = html.content.decode()
    assert frame(html)["width"] == width
    chosen = re.findall('href="[?]size=([a-z]+)[^"]*" aria-current="true"', html)
    assert chosen == ["phone" if width == "390" else "desktop"]


def test_the_width_of_the_window_is_said_and_known_to_its_sheet(at_desk, journalist, article):
    sheet = (settings.BASE_DIR / "newsroom/assets/desk/desk.css").read_text(encoding="utf-8")
    for size, window in windows.SIZES.items():
        html = at_desk(journalist).get(preview(article, f"?size={size}")).content.decode()
        width = window.least or window.width
        assert width in html.partition('class="preview-frame')[2].partition("<iframe")[0]
        [rule] = re.findall(rf"\.preview-frame\.{size} {{ (--wide.*?) }}", sheet)
        assert f"{width}px" in rule
        assert f"--high: {window.height}px" in rule
        edge = 0 if window.least else 2
        narrower = int(width) + edge - 1
        assert f"(max-width: {narrower}px) {{ .preview-frame.{size} .is-smaller" in sheet


def test_the_framed_page_is_the_story_and_kept_by_nobody(at_desk, journalist, article, house):
    client = at_desk(journalist)
    html = client.get(preview(article)).content.decode()
    page = client.get(frame(html)["src"])
    assert "Жаңа мектеп ашылды" in page.content.decode()
    assert '<base target="_blank">' in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "'none'" not in policy.partition("frame-ancestors")[2].partition(";")[0]
    assert re.search("style-src 'self' 'sha256-", policy)
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"
    # Readers' pages and other screens are framed by nobody.
    assert client.get("/").headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("is_published", [False, True])
def test_nothing_in_the_frame_leads_the_story_outside(
    at_desk, journalist, editor, article, rewrite, house, is_published
):
    if is_published:
        # Readers have an earlier headline than the one that is shown.
        workflow.approve(article, by=editor)
        rewrite(article, by=journalist, headline="Құпия тақырып")
    House.objects.update(has_latin_script=True)
    client = at_desk(journalist)
    for way in ("page/", "page/?script=latyn"):
        html = client.get(preview(article, way)).content.decode()
        assert '<article class="page' in html
        assert ways_outside(html) == [], way


def test_a_kazakh_story_is_seen_in_each_script_of_the_house(at_desk, journalist, article, house):
    client = at_desk(journalist)
    assert "latyn" not in client.get(preview(article)).content.decode()
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    html = client.get(preview(article, "?size=phone")).content.decode()
    assert 'href="?size=phone&amp;script=latyn"' in html
    html = client.get(preview(article, "?size=phone&script=latyn")).content.decode()
    assert frame(html)["width"] == "390"
    page = client.get(preview(article, "page/?script=latyn"))
    assert "<h1>Jańa mektep ashyldy</h1>" in page.content.decode()
    assert page.headers["Content-Language"] == "kk-Latn"
    page = client.get(preview(article, "page/?script=tote")).content.decode()
    assert 'dir="rtl"' in page
    assert (
        "<h1>Жаңа мектеп ашылды</h1>"
        in client.get(preview(article, "page/?script=x")).content.decode()
    )


def test_another_language_has_one_script(at_desk, journalist, write, house):
    House.objects.update(has_latin_script=True)
    article = write(journalist, headline="Новая школа", language="ru")
    client = at_desk(journalist)
    assert "latyn" not in client.get(preview(article)).content.decode()
    page = client.get(preview(article, "page/?script=latyn")).content.decode()
    assert "<h1>Новая школа</h1>" in page


def test_a_colleagues_story_has_no_preview_for_a_journalist(at_desk, person, article):
    client = at_desk(person("journalist"))
    for way in ("", "page/", "?size=phone"):
        assert client.get(preview(article, way)).status_code == 404
