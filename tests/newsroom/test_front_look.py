"""A front page before it is saved: the readers' own page, for its editors alone, kept by nobody."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from articles import front_page
from articles.models import FrontPage, House
from tests.published import NOW

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/front/"
HOUR = timedelta(hours=1)


@pytest.fixture
def stories(now, house, publish, picture):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    first = publish("Бірінші", hours=-5, photo=picture())
    return [first, publish("Екінші", hours=-6), publish("Ертеңгі", hours=10)]


@pytest.fixture
def look(client, editor, stories):
    """Return the screen on which a posted layout is looked at, and the page in its frame."""
    client.force_login(editor)

    def ask(fields=None, **how):
        given = {"slot-0": stories[1].article_id, "look": "1"} if fields is None else fields
        posted = client.post(PAGE, given)
        assert posted.status_code == 302, posted.context["form"].errors
        screen = client.get(posted.headers["Location"] + how.pop("more", ""))
        frame = re.search(r'<iframe src="([^"]+)"', screen.content.decode())
        return screen, client.get(frame[1].replace("&amp;", "&")) if frame else None

    return ask


def top(html):
    return re.findall(r"<h[23]><a [^>]+>([^<]+)</a>", html.split('class="top-stories"')[1])


def test_the_page_is_as_readers_would_have_it_and_nothing_is_saved(client, look, stories):
    screen, page = look()
    assert screen.status_code == 200
    html = page.content.decode()
    assert top(html)[0] == "Екінші"
    assert "Сақталмаған" in html
    assert not FrontPage.objects.exists()
    assert top(client.get("/").content.decode())[0] == "Бірінші"


def test_it_is_framed_by_the_desk_alone_marked_and_never_kept(look):
    _screen, page = look()
    assert {"no-store", "private"} <= set(page.headers["Cache-Control"].split(", "))
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "noindex" in page.headers["X-Robots-Tag"]
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy and "unsafe-inline" not in policy
    assert "ETag" not in page.headers and not page.cookies
    assert '<aside class="time-machine' in page.content.decode()


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.tags = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.found += [given[name] for name in ("href", "action", "formaction") if name in given]


def test_no_link_leads_out_of_it(look):
    _screen, page = look()
    links = Links(page.content.decode())
    assert "script" not in links.tags
    inside = ("/admin/time/", "#", "/static/", "/photos/")
    assert [way for way in links.found if not way.startswith(inside)] == []
    assert any("/news/" in way for way in links.found)


def test_it_is_seen_at_a_moment_to_come(look, stories):
    at = {"seen_at_0": "30.07.2026", "seen_at_1": "05:00"}
    _screen, page = look({"slot-0": stories[1].article_id, "look": "1"} | at)
    assert "Ертеңгі" in page.content.decode()
    assert "Екінші" in top(page.content.decode())[0]
    plain = look()[1]
    assert "Ертеңгі" not in plain.content.decode()


def test_a_story_whose_time_has_ended_by_then_leaves_its_place(look, stories):
    until = {"until-0_0": "30.07.2026", "until-0_1": "00:00"}
    at = {"seen_at_0": "30.07.2026", "seen_at_1": "01:00"}
    _screen, page = look({"slot-0": stories[1].article_id, "look": "1"} | until | at)
    assert top(page.content.decode())[0] == "Бірінші"


def test_each_script_and_size_is_a_link(client, look):
    screen, _page = look()
    html = screen.content.decode()
    for size, width in (("phone", 'width="390"'), ("tablet", 'width="820"')):
        way = re.search(rf'href="(\?draft=[^"]*size={size}[^"]*)"', html)[1].replace("&amp;", "&")
        path = screen.request["PATH_INFO"]
        assert width in client.get(path + way).content.decode()
    for tag in ("kk-Latn", "kk-Arab"):
        way = re.search(rf'href="(\?draft=[^"]*)" lang="{tag}"', html)[1].replace("&amp;", "&")
        framed = re.search(r'<iframe src="([^"]+)"', client.get(path + way).content.decode())
        page = client.get(framed[1].replace("&amp;", "&"))
        assert f'<html lang="{tag}"' in page.content.decode()


def test_a_moment_at_which_another_layout_stands_is_refused_with_a_sentence(look, stories, editor):
    front_page.compose("kk", [], by=editor, at=NOW + 2 * HOUR)
    screen, page = look(more="&seen_at_0=29.07.2026&seen_at_1=21:00")
    assert (screen.status_code, page) == (422, None)
    screen, page = look(more="&seen_at_0=29.07.2026&seen_at_1=17:00")
    assert (screen.status_code, page) == (422, None)
    screen, page = look(more="&seen_at_0=01.01.0001&seen_at_1=25:00")
    assert screen.status_code == 422
    assert look()[0].status_code == 200


def test_back_to_composing_nothing_is_lost(client, look, stories):
    fields = {
        "slot-0": stories[1].article_id, "slot-2": stories[0].article_id,
        "until-2_0": "31.07.2026", "until-2_1": "09:00", "at_0": "30.07.2026", "at_1": "08:00",
        "look": "1",
    }  # fmt: skip
    screen, _page = look(fields)
    back = re.search(r'href="([^"]+draft=[^"]+)"[^>]*>[^<]*</a>\s*</nav>', screen.content.decode())
    html = client.get(back[1].replace("&amp;", "&")).content.decode()
    form = client.get(back[1].replace("&amp;", "&")).context["form"]
    assert form["slot-0"].value() == stories[1].article_id
    assert form["slot-2"].value() == stories[0].article_id
    assert form["until-2"].value() == form["at"].value() + timedelta(days=1, hours=1)
    assert "data-unsaved" in html


def test_what_is_refused_is_not_looked_at(client, look, stories):
    answer = client.post(PAGE, {"slot-0": stories[2].article_id, "look": "1"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"slot-0"}


@pytest.mark.parametrize("way", ["/admin/articles/article/front/look/", "/admin/front/look/"])
def test_who_may_not_compose_and_what_nobody_sealed_sees_nothing(client, look, journalist, way):
    screen, _page = look()
    draft = screen.wsgi_request.GET["draft"]
    assert client.get(way, {"draft": draft}).status_code == 200
    for forged in ("", "x", draft[:-1], "x" * 5000, "\0"):
        assert client.get(way, {"draft": forged}).status_code == 404
    client.force_login(journalist)
    assert client.get(way, {"draft": draft}).status_code == 403
    client.logout()
    assert client.get(way, {"draft": draft}).status_code in (302, 403)


def test_no_header_of_a_client_names_a_layout(client, stories):
    for name in ("HTTP_NEWSROOM_COMPOSED", "HTTP_NEWSROOM.COMPOSED"):
        assert top(client.get("/", **{name: "[]"}).content.decode())[0] == "Бірінші"
