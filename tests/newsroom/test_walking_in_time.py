"""The whole site as of another moment: for staff alone, kept by nobody, and no way out of it."""

from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.conf import settings as live_settings
from django.test import Client
from django.utils import timezone

from articles import time_machine, workflow
from articles.models import ArticleViews, FrontPage, House, Language, ReaderNote, Slot
from articles.public import reading
from articles.public.answers import AS_OF
from newsroom.page_cache import PageCache
from tests.published import NOW
from tests.wsgi import BROWSER, MEGABYTE, Answer

pytestmark = pytest.mark.django_db


def at(hours: float, way: str = "/") -> str:
    return time_machine.inside(NOW + timedelta(hours=hours), way)


@pytest.fixture
def looking(client, editor):
    client.force_login(editor)
    return client


def text(response) -> str:
    return response.content.decode()


class Ways(HTMLParser):
    """Every address of a page that a browser would follow or ask for."""

    NAMES = ("href", "src", "action", "formaction", "poster", "data", "ping")

    def __init__(self, html):
        super().__init__()
        self.found, self.tags = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in self.NAMES:
                self.found.append((tag, name, value))
            if name == "srcset":
                self.found += [(tag, "src", each.split()[0]) for each in value.split(",")]


def ways_out(html: str, base: str) -> list:
    """Return what of a page leads elsewhere than within the machine, or to its own band's ends."""
    head, _open, rest = html.partition('<aside class="time-machine')
    _band, _close, rest = rest.partition("</aside>")
    assert rest, "without a band"
    page = Ways(head + rest)
    assert {"script", "base", "iframe", "object", "embed"}.isdisjoint(page.tags)
    return [
        each
        for each in page.found
        if not each[2].startswith((base, "#", "/photos/", "/static/"))
        and not (each[1] == "src" and each[2].startswith("data:image/"))
    ]


# --- What it shows ------------------------------------------------------------------------


def test_tomorrow_shows_what_is_scheduled_and_not_what_ends_till_then(now, house, publish, looking):
    coming = publish("Ертеңгі жаңалық", hours=15)
    publish("Кешегі жаңалық", hours=-20, until=10)
    page = text(looking.get(at(16)))
    assert "Ертеңгі жаңалық" in page
    assert "Кешегі жаңалық" not in page
    story = looking.get(at(16, f"/news/{coming.article_id}-{coming.slug}/"))
    assert story.status_code == 200
    assert "Ертеңгі жаңалық" in text(story)
    assert looking.get(at(14, f"/news/{coming.article_id}-{coming.slug}/")).status_code == 404
    assert "Ертеңгі жаңалық" not in text(looking.get("/"))


def test_last_week_shows_what_was_killed_held_or_mended_since(now, house, publish, looking):
    killed = publish("Қате хабар", hours=-100, until=-50, ended_as="killed")
    mended = publish("Бірінші сөз", hours=-100, until=-40, ended_as="superseded")
    publish("Екінші сөз", hours=-40, article=mended.article)
    page = text(looking.get(at(-60)))
    assert "Қате хабар" in page
    assert "Бірінші сөз" in page
    assert looking.get(at(-60, f"/news/{killed.article_id}-{killed.slug}/")).status_code == 200
    assert looking.get(at(-10, f"/news/{killed.article_id}-{killed.slug}/")).status_code == 410


def test_what_the_law_removed_is_removed_from_the_past(
    looking, house, write, journalist, editor, chief
):
    article = write(journalist, headline="Жеке адам туралы")
    workflow.approve(article, by=editor)
    seen = timezone.now()
    article.refresh_from_db()
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["headline", "body"])
    slug = article.editions.get().slug
    response = looking.get(time_machine.inside(seen, f"/news/{article.pk}-{slug}/"))
    assert "Жеке адам" not in text(response)
    assert "алты жүз оқушы" not in text(response)


def test_every_language_script_and_kind_of_page_is_walked(
    now, house, publish, sections, looking, picture
):
    House.objects.update(has_latin_script=True, has_arabic_script=True, has_russian=True)
    one = publish(
        "Жаңа мектеп",
        category=sections["sport"],
        tags=["Білім"],
        photo=picture(),
        lead="Қуаныш",
        body='<p><a href="https://aqorda.kz/">Ақорда</a></p>',
    )
    russian = publish("Новая школа", language=Language.RUSSIAN)
    day = f"{timezone.localtime(one.published_at):%Y/%m/%d}"
    for way in (
        "/",
        "/latest/",
        "/section/sport/",
        "/tag/bilim/",
        "/search/?q=мектеп",
        "/region/",
        f"/archive/{day}/",
        "/archive/",
        "/corrections/",
        "/imprint/",
        "/ru/",
        "/latyn/",
        "/tote/latest/",
        "/latyn/search/?q=мектеп",
        f"/news/{one.article_id}-{one.slug}/",
        f"/tote/news/{one.article_id}-{one.slug}/",
        f"/news/{russian.article_id}-{russian.slug}/",
    ):
        response = looking.get(at(0.5, way), follow=True)
        assert response.status_code == 200, way
        page = text(response)
        assert ways_out(page, at(0.5)) == [], way
        assert response.headers["Cache-Control"].count("no-store") == 1
        assert "private" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "ETag" not in response.headers
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        # Its own words are those readers get.
        own = text(Client().get(way, follow=True))
        assert own.partition("<main")[2][:60] == page.partition("<main")[2][:60]
    assert 'lang="kk-Latn"' in text(looking.get(at(0.5, "/latyn/")))
    assert 'lang="ru"' in text(looking.get(at(0.5, "/ru/")))


@pytest.mark.parametrize("hours", [5, -5])
def test_the_ways_to_share_a_story_are_printed_and_switched_off(
    now, house, publish, looking, hours
):
    one = publish("Ертеңгі құпия", hours=hours)
    page = text(looking.get(at(hours + 1, f"/news/{one.article_id}-{one.slug}/")))
    ways = page.partition('<ul class="ways"')[2].partition("</ul>")[0]
    assert ways.count("data-leads-out") == 4
    assert "href" not in ways
    # The form of a note and the feeds are no pages that are shown: nothing leads to them.
    for path in (f"/news/{one.article_id}-{one.slug}/", "/", "/latest/", "/ru/"):
        inside = text(looking.get(at(hours + 1, path)))
        found = [way for _tag, _name, way in Ways(inside).found]
        assert not [way for way in found if way.endswith(("/note/", ".rss", ".atom", ".json"))]
    assert looking.get(at(hours + 1, f"/news/{one.article_id}/note/")).status_code == 404


def test_redirects_stay_inside_with_their_script(now, house, publish, looking):
    House.objects.update(has_latin_script=True)
    one = publish("Жаңа мектеп")
    story = f"/news/{one.article_id}-{one.slug}/"
    for asked, leads in (
        (f"/news/{one.article_id}/", story),
        ("/latest", "/latest/"),
        ("/latyn", "/latyn/"),
        (f"/latyn/news/{one.article_id}-x/", f"/latyn{story}"),
    ):
        response = looking.get(at(0, asked))
        assert (response.status_code, unquote(response.headers["Location"])) == (302, at(0, leads))


def test_the_band_says_the_moment_in_the_language_of_the_desk_and_leads_on(
    now, house, publish, looking
):
    publish("Бұрынғы", hours=-50)
    publish("Кешегі", hours=-20)
    publish("Ертең", hours=5)
    looking.cookies[live_settings.LANGUAGE_COOKIE_NAME] = "en"
    page = text(looking.get(at(0, "/latest/?before=5-5")))
    band = page.partition('<aside class="time-machine')[2].partition("</aside>")[0]
    assert "The site as it was: 29 July, 18:00" in band
    assert f'href="{at(5, "/latest/?before=5-5")}"' in band
    assert f'href="{at(-50, "/latest/?before=5-5")}"' in band
    assert 'lang="en" dir="ltr"' in band
    assert "<title>[29 July, 18:00] " in page
    assert "The site as it will be" in text(looking.get(at(5)))
    # The page itself is Kazakh.
    assert '<html lang="kk"' in page


def test_feeds_files_forms_and_the_ways_out_are_not_shown(now, house, publish, looking, banner):
    one = publish("Жаңа мектеп")
    advertised = banner(slot=Slot.LIST)
    for way in (
        "/feed.rss",
        "/section/qogam/feed.json",
        "/sitemap.xml",
        "/robots.txt",
        "/admin/",
        "/accounts/login/",
        "/language/",
        f"/go/{advertised.pk}/",
        "/photos/a1/a1-640.webp",
        f"/news/{one.article_id}/note/",
        f"/news/{one.article_id}/entries/",
        "/admin/time/2026-07-30T04:00:00Z/",
        "/static/icon.svg",
        "/healthz",
    ):
        response = looking.get(at(0, way))
        assert response.status_code == 404, way
        assert "no-store" in response.headers["Cache-Control"]
        assert "bank.example" not in text(response)
    assert looking.post(at(0, f"/news/{one.article_id}/note/"), {"words": "x"}).status_code == 405
    assert not ReaderNote.objects.exists()


def test_a_page_that_is_not_there_keeps_the_band(now, house, looking):
    response = looking.get(at(0, "/жоқ/"))
    assert response.status_code == 404
    assert ways_out(text(response), at(0)) == []


# --- Who sees it, and who keeps it --------------------------------------------------------


def test_strangers_and_who_may_not_see_all_stories_see_nothing(now, publish, journalist, person):
    publish("Ертеңгі құпия", hours=5)
    for way in ("", "/latest/", "/joq/"):
        refused = Client().get(at(6, way or "/"))
        assert refused.status_code == 302
        assert "/login/" in refused.headers["Location"]
        for user in (journalist, person("photo_editor")):
            client = Client()
            client.force_login(user)
            response = client.get(at(6, way or "/"))
            assert response.status_code == 403
            assert "құпия" not in text(response)
    client.force_login(journalist)
    assert client.get("/admin/time/").status_code == 403
    assert "/admin/time/" not in text(client.get("/admin/"))


def test_no_header_of_a_client_sets_the_moment(now, house, publish):
    publish("Ертеңгі құпия", hours=5)
    later = (NOW + timedelta(hours=6)).isoformat()
    for name in (AS_OF, "Newsroom.As_Of", "newsroom-as-of", "NEWSROOM_AS_OF"):
        response = Client().get("/", headers={name: later})
        assert "құпия" not in text(response)


def test_no_page_of_the_machine_is_kept(house, publish, editor, django):
    publish("Ертеңгі құпия", hours=5)
    client = Client()
    client.force_login(editor)
    name = live_settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    cache = PageCache(django, most=8 * MEGABYTE)
    way = time_machine.inside(timezone.now() + timedelta(days=1))
    for _again in range(2):
        assert Answer(cache, way, HTTP_COOKIE=cookie).status == 200
    assert django.asked.count(way) == 2
    # The same address without its band is the present one, and a stranger's try is refused.
    assert Answer(cache, way).status == 302
    assert b"time-machine" not in Answer(cache, "/", HTTP_COOKIE=cookie).body
    assert b"time-machine" not in Answer(cache, "/").body


def test_nobody_is_counted(now, house, publish, editor, banner, client, settings, monkeypatch):
    settings.COUNT_READERS = "here"
    monkeypatch.setattr(reading, "_batch", reading.Batch())
    one = publish("Жаңа мектеп")
    banner(slot=Slot.STORY)
    client.force_login(editor)
    for _again in range(2):
        client.get(at(0, f"/news/{one.article_id}-{one.slug}/"), HTTP_USER_AGENT=BROWSER)
    reading.flush()
    assert not ArticleViews.objects.exists()


def test_staff_see_the_photo_of_a_story_to_come(now, house, publish, picture, looking, editor):
    photo = picture()
    publish("Ертең", hours=5, photo=photo)
    assert "/photos/a1/a1-" in text(looking.get(at(6)))
    # The file itself is theirs by the rule of photos.
    assert editor.has_perm("media.view_photo")


# --- Choosing -----------------------------------------------------------------------------


def test_the_moment_is_chosen_at_the_desk(now, house, publish, looking):
    publish("Ертеңгі жаңалық", hours=15)
    assert "/admin/time/" in text(looking.get("/admin/"))
    page = text(looking.get("/admin/time/?page=/latest/"))
    # NOW is a Wednesday at 18:00 of the site.
    for moment in (
        "2026-07-30T04:00:00Z",
        "2026-07-29T14:00:00Z",
        "2026-07-28T13:00:00Z",
        "2026-07-28T04:00:00Z",
    ):
        assert f'href="/admin/time/{moment}/latest/"' in page, moment
    assert "Ертеңгі жаңалық" in page
    chosen = looking.get("/admin/time/", {"at_0": "2026-07-30", "at_1": "09:00", "page": "/ru/"})
    assert chosen.headers["Location"] == "/admin/time/2026-07-30T04:00:00Z/ru/"
    for page in (
        "https://evil.kz/",
        "//evil.kz/",
        "/photos/a",
        "/../../../../x/",
        "\\evil.kz",
        "a\nb",
    ):
        outside = {"at_0": "2026-07-30", "at_1": "09:00", "page": page}
        way = looking.get("/admin/time/", outside).headers["Location"]
        assert way.startswith("/admin/time/2026-07-30T04:00:00Z/"), page
        assert ".." not in way


def test_a_layout_to_come_leads_to_its_morning(now, house, publish, looking, chief):
    FrontPage.objects.create(
        language="kk", visible_from=NOW + timedelta(hours=15), composed_by=chief
    )
    assert at(15) in text(looking.get("/admin/articles/article/front/"))


@pytest.mark.parametrize(
    "asked",
    [
        {"at_0": "ертең", "at_1": "9"},
        {"at_0": "", "at_1": ""},
        {"at_0": "2026-02-30", "at_1": "09:00"},
        {"at_0": "0001-01-01", "at_1": "00:00"},
        {"at_0": "2150-01-01", "at_1": "00:00"},
        {"at_1": "25:00"},
        {"at_0": "2026-07-30\0", "at_1": "\0"},
    ],
)
def test_a_bad_moment_is_refused_with_a_sentence(now, house, looking, asked):
    response = looking.get("/admin/time/", asked)
    assert response.status_code == 422
    assert 'class="errorlist"' in text(response)


@pytest.mark.parametrize(
    "moment", ["now", "2026-07-30T09:00", "9999-99-99T99:99:99Z", "1700-01-01T00:00:00Z"]
)
def test_an_address_that_is_no_moment_is_not_found(now, house, looking, moment):
    assert looking.get(f"/admin/time/{moment}/").status_code == 404
