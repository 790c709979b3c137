"""Somebody without an account, with a link: one version of one story, and nothing else."""

import re

import pytest
from django.test import Client

from articles import live, shared_previews, workflow
from articles.models import Article, ArticleViews, House, SharedPreview
from articles.public import reading
from media.models import Rendition
from newsroom.page_cache import PageCache
from tests.outside import ways_outside
from tests.wsgi import BROWSER, MEGABYTE, Answer

pytestmark = pytest.mark.django_db
CYRILLIC = re.compile("[\u0400-\u04ff]")


@pytest.fixture
def guest():
    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def story(now, house, write, journalist, picture):
    return write(journalist, headline="Көпір ашылды", lead="Алғашқы сөз", photo=picture())


@pytest.fixture
def link(story, editor):
    """Return a maker of links: the address of one."""

    def make(article=None, **how):
        how = {"lasts": "day", "asks": True, **how}
        return f"/preview/{shared_previews.make(article or story, by=editor, **how)[1]}/"

    return make


def text(response):
    return response.content.decode()


def test_the_holder_of_a_link_sees_the_story_and_leaves_no_trace(guest, link, editor):
    way = link()
    response = guest.get(way)
    assert response.status_code == 200
    assert "<h1>Көпір ашылды</h1>" in text(response)
    assert "Алғашқы сөз" in text(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"].startswith("noindex")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert not guest.cookies
    assert '<meta name="robots" content="noindex, nofollow">' in text(response)
    guest.cookies["csrftoken"] = "x"
    assert not guest.get(way).cookies
    # Nothing of the desk is told, and no way into it.
    for word in ("/admin/", editor.username, "csrfmiddlewaretoken"):
        assert word not in text(response)


def test_nothing_on_the_page_leads_the_story_outside(guest, link, story, editor, client, address):
    House.objects.update(has_latin_script=True)
    way = link()
    workflow.approve(story, by=editor)
    # Published meanwhile, in whichever words: the link shows those of its own version.
    public = address(story.editions.get())
    assert len(ways_outside(text(client.get(public)))) == 5
    for each in (way, f"/latyn{way}"):
        page = text(guest.get(each))
        assert "Көпір ашылды" in page or "Kópir ashyldy" in page
        assert ways_outside(page) == []
        assert public not in page


def test_whatever_is_no_link_is_the_same_page_that_is_not_there(guest, link, now, story, chief):
    withdrawn, over, killed = link(), link(lasts="hour"), link()
    shared_previews.withdraw(SharedPreview.objects.first(), by=chief)
    now.move(hours=2)
    workflow.spike(story, by=chief)
    nowhere = guest.get("/preview/joq/")
    for way in (withdrawn, over, killed, f"/preview/{'x' * 43}/", "/preview/ә/"):
        for response in (guest.get(way), guest.get(f"{way}photos/a1/a1-640.webp")):
            assert (response.status_code, response.content) == (404, nowhere.content)
            assert dict(response.headers) == dict(nowhere.headers)
        said = guest.post(way, {"opinion": "approves", "name": "А"})
        assert (said.status_code, said.content) == (404, nowhere.content)


def test_what_is_written_later_is_not_shown(guest, link, story):
    way = link()
    Article.objects.update(headline="Құпия", lead="Құпия")
    assert "Құпия" not in text(guest.get(way))


def test_the_photo_is_shown_by_the_link_alone(guest, link, story, picture, settings):
    other = picture("b2")
    files = list(Rendition.objects.filter(photo=story.photo))
    for file in [*files, *Rendition.objects.filter(photo=other)]:
        path = file.file.storage.path(file.file.name)
        __import__("pathlib").Path(path).parent.mkdir(parents=True, exist_ok=True)
        __import__("pathlib").Path(path).write_bytes(b"photo")
    way = link()
    page = text(guest.get(way))
    shown = set(re.findall(r'(?:src|srcset)="([^"]*)"', page))
    shown = {part.split()[0] for each in shown for part in each.split(",") if "a1/" in part}
    assert shown
    for each in shown:
        assert each.startswith(f"{way}photos/")
        response = guest.get(each)
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == b"photo"
        assert "no-store" in response.headers["Cache-Control"]
        assert guest.get(each.replace(way, "/")).status_code == 404
    # A photo of another story is asked for where everybody asks.
    response = guest.get(f"{way}photos/b2/b2-640.webp")
    assert response.headers["Location"] == "/photos/b2/b2-640.webp"
    assert guest.get(response.headers["Location"]).status_code == 404
    shared_previews.withdraw(SharedPreview.objects.get(), by=SharedPreview.objects.get().made_by)
    assert guest.get(shown.pop()).status_code == 404


def test_each_script_of_the_house_is_a_page_of_the_link(guest, link):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    way = link()
    page = text(guest.get(way))
    for prefix in ("/latyn", "/tote"):
        assert f'href="{prefix}{way}"' in page
        assert guest.get(f"{prefix}{way}").status_code == 200
    latin = text(guest.get(f"/latyn{way}"))
    assert "<h1>Kópir ashyldy</h1>" in latin
    assert f'action="/latyn{way}"' in latin
    assert f'src="{way}photos/' in latin


@pytest.mark.parametrize(
    ("prefix", "tag", "direction", "words"),
    [
        ("", "kk", "ltr", ["Сілтеменің", "Пікіріңіз қандай?", "Мақұлдаймын"]),
        ("/latyn", "kk-Latn", "ltr", ["Siltemeniń", "Pikirińiz qandaı?", "Maquldaımyn"]),
        ("/tote", "kk-Arab", "rtl", ["سىلتەمەنىڭ", "پىكىرىڭىز قانداي؟", "ماقۇلدايمىن"]),
    ],
)
def test_the_frame_around_the_story_is_in_the_letters_of_the_page(
    guest, link, prefix, tag, direction, words
):
    House.objects.update(
        has_latin_script=True, has_arabic_script=True, name_kk="Дала News", name_ru="Степь"
    )
    way = link()

    def frame(response):
        found = re.search(r'<aside class="guest".*?</aside>', text(response), re.DOTALL)[0]
        assert f'<aside class="guest" lang="{tag}" dir="{direction}">' in found
        # Names in Latin letters stay as they are.
        assert "News" in found
        assert bool(CYRILLIC.search(re.sub("<[^>]*>", "", found))) is (prefix == "")
        return found

    page = guest.get(f"{prefix}{way}")
    asked = frame(page)
    assert [word for word in words if word not in asked] == []
    assert f'<p class="preview" role="note" lang="{tag}">' in text(page)
    refused = frame(guest.post(f"{prefix}{way}", {"opinion": "returns", "name": "Асан"}))
    assert 'role="alert"' in refused
    # What was typed stands in its field as it was typed.
    assert 'value="Асан"' in refused
    said = {"opinion": "returns", "name": "Асан", "note": "Сан қате"}
    given = guest.post(f"{prefix}{way}", said).headers["Location"]
    assert given == f"{prefix}{way}?given=1"
    frame(guest.get(given))


def test_a_note_in_russian_keeps_its_letters(guest, link):
    House.objects.update(has_latin_script=True)
    note = "Это не так: он сказал об этом ещё в прошлом году."
    way = f"/latyn{link()}"
    said = {"opinion": "returns", "name": "Асан", "note": note}
    page = text(guest.get(guest.post(way, said).headers["Location"]))
    assert note in page
    assert "<bdi>Asan</bdi>" in page


def test_the_frame_around_a_story_in_russian_has_one_script(guest, link, write, journalist):
    House.objects.update(has_latin_script=True, has_russian=True)
    way = link(write(journalist, headline="Новая школа", language="ru"))
    for each in (way, f"/latyn{way}"):
        page = text(guest.get(each))
        assert '<aside class="guest" lang="ru" dir="ltr">' in page
        assert "Что вы об этом думаете?" in page


def test_openings_by_people_are_counted_and_no_card_is_drawn_of_a_link(guest, link, story):
    way = link()
    for agent in ("TelegramBot (like TwitterBot)", "WhatsApp/2.23", "facebookexternalhit/1.1", "",
                  "Mozilla/5.0 (compatible; Googlebot/2.1)"):  # fmt: skip
        response = Client(headers={"User-Agent": agent}).get(way)
        assert response.status_code == 404
        assert "Көпір" not in text(response)
    guest.head(way)
    guest.get(way, headers={"Sec-Purpose": "prefetch"})
    assert SharedPreview.objects.get().opened == 0
    guest.get(way)
    guest.get(way)
    assert SharedPreview.objects.get().opened == 2
    reading.flush()
    assert not ArticleViews.objects.exists()


def test_an_opinion_is_given_once_through_the_page(guest, link):
    way = link()
    assert "<form" in text(guest.get(way)).partition("</aside>")[0]
    half = guest.post(way, {"opinion": "returns", "name": "Асан", "note": ""})
    assert half.status_code == 422
    assert 'value="Асан"' in text(half)
    assert 'role="alert"' in text(half)
    given = guest.post(way, {"opinion": "returns", "name": "<b>Асан</b>", "note": "Сан қате"})
    assert (given.status_code, given.headers["Location"]) == (303, f"{way}?given=1")
    assert SharedPreview.objects.get().opened == 1
    page = text(guest.get(given.headers["Location"]))
    assert SharedPreview.objects.get().opened == 1
    assert "&lt;b&gt;Асан&lt;/b&gt;" in page
    assert "<form" not in page.partition("</aside>")[0]
    again = guest.post(way, {"opinion": "approves", "name": "Үсен", "note": ""})
    assert again.status_code == 422
    assert SharedPreview.objects.get().answer == "returns"
    assert not given.cookies


def test_a_form_of_another_site_is_not_heard(guest, link):
    way = link()
    said = {"opinion": "approves", "name": "Асан", "note": ""}
    response = guest.post(way, said, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 303
    assert SharedPreview.objects.get().answer == ""
    # Without a referrer a browser says that the form comes from nowhere.
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    guest.post(way, said, headers=ours)
    assert SharedPreview.objects.get().answer == "approves"


def test_a_link_that_asks_nothing_takes_nothing(guest, link):
    way = link(asks=False)
    assert "<form" not in text(guest.get(way)).partition("</aside>")[0]
    assert guest.post(way, {"opinion": "approves", "name": "Асан"}).status_code == 422
    assert guest.put(way).status_code == 405
    assert SharedPreview.objects.get().answer == ""


def test_no_page_of_a_link_is_kept(house, write, journalist, editor, django):
    article = write(journalist, headline="Көпір ашылды")
    way = f"/preview/{shared_previews.make(article, by=editor, lasts='day')[1]}/"
    cache = PageCache(django, most=8 * MEGABYTE)
    for _again in range(2):
        assert Answer(cache, way).status == 200
    assert django.asked.count(way) == 2
    SharedPreview.objects.update(withdrawn_at="2026-01-01T00:00:00Z")
    assert Answer(cache, way).status == 404


def test_of_a_story_that_readers_have_nobody_is_told_that_they_have_not(guest, link, story, editor):
    way = link()
    before = text(guest.get(way))
    assert "оқырман әлі көрмеген" in before and "Әлі жарияланған жоқ" in before
    workflow.approve(story, by=editor)
    after = text(guest.get(way))
    assert "оқырман әлі көрмеген" not in after and "Әлі жарияланған жоқ" not in after
    assert "ешкімге таратпауыңызды" in after


def test_a_story_told_live_is_shown_with_its_entries(guest, link, story, editor):
    live.open_live(story, by=editor)
    workflow.approve(story, by=editor)
    live.post(story, by=editor, text="Алғашқы гол соғылды")
    assert "Алғашқы гол соғылды" in text(guest.get(link()))
