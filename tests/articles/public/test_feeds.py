"""Every list as a feed: well formed, whole, visible stories alone, each photo with its credit."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.conf import settings

from articles.models import Author, House, Region, Topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}"
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def titles(client, address):
    """Return the headlines of a list in each form of its feed; they must be the same."""
    found = []
    for end, kind in TYPES.items():
        response = client.get(f"{address}feed.{end}")
        assert response.status_code == 200, (address, end)
        assert response.headers["Content-Type"] == kind
        if end == "json":
            found.append([item["title"] for item in json.loads(response.content)["items"]])
            continue
        root = ElementTree.fromstring(response.content)
        path = "channel/item/title" if end == "rss" else f"{ATOM}entry/{ATOM}title"
        found.append([title.text for title in root.findall(path)])
    assert found[0] == found[1] == found[2]
    return found[0]


def test_every_list_has_its_feeds_and_names_them(client, now, publish, sections):
    author = Author.objects.create(name="Айгүл Серік", slug="aigul")
    region = Region.objects.get(code="KZ-19-talgar")
    topic = Topic.objects.create(slug="t", name_kk="Су", name_ru="Вода")
    publish("Бір", category=sections["sport"], region=region, tags=["Білім"],
            authors=[(author, "author")], topics=[topic])  # fmt: skip
    publish("Екі", hours=-2)
    publish("Ертең", hours=5)
    whole = ["Бір", "Екі"]
    assert titles(client, "/") == titles(client, "/latest/") == whole
    above = f"/region/{region.parent.slug}/"
    for address in ("/section/sport/", above, f"{above}{region.slug}/", "/tag/bilim/",
                    "/author/aigul/", "/topic/t/"):  # fmt: skip
        assert titles(client, address) == ["Бір"], address
        page = client.get(address).content.decode()
        link = r'<link rel="alternate" type="([^"]+)"[^>]* href="https?://[^/"]+([^"]*feed[^"]*)">'
        told = {way: kind for kind, way in re.findall(link, page)}
        assert told == {
            f"{address}feed.{end}": kind.partition(";")[0] for end, kind in TYPES.items()
        }


def test_a_feed_of_what_no_reader_may_open_is_none(client, now, publish):
    publish("Ертең", hours=5, tags=["Құпия"])
    for end in TYPES:
        assert client.get(f"/tag/qupiia/feed.{end}").status_code == 404
        assert client.get(f"/section/joq/feed.{end}").status_code == 404
        assert client.post(f"/feed.{end}").status_code == 405
    assert titles(client, "/") == []


def test_a_story_is_told_whole_with_the_credit_of_each_photo(client, now, publish, picture):
    main, inside = picture("aa", alt_text="Зал"), picture("bb", alt_text="Тау")
    body = f'<p>Мәтін &amp; <strong>сөз</strong></p><figure data-photo="{inside.pk}"></figure>'
    edition = publish("A & <B>", lead="2 < 3 & 4", body=body, photo=main, tags=["Су"],
                      photo_caption="Кездесу")  # fmt: skip
    site = "http://127.0.0.1:8000"
    link = f"{site}/news/{edition.article_id}-{edition.slug}/"
    root = ElementTree.fromstring(client.get("/feed.rss").content)
    item = root.find("channel/item")
    assert (item.find("title").text, item.find("link").text) == ("A & <B>", link)
    assert item.find("guid").text == f"{site}/news/{edition.article_id}"
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.find("description").text == "2 &lt; 3 &amp; 4"
    html = item.find(CONTENT).text
    assert "<p>Мәтін &amp; <strong>сөз</strong></p>" in html
    assert html.count("Сурет: Aqorda.resmi") == 2
    assert item.find(f"{MEDIA}content/{MEDIA}credit").text == "Сурет: Aqorda.resmi"
    assert item.find(f"{MEDIA}content/{MEDIA}description").text == "Зал"
    # Every address leads to the site from wherever it is read.
    assert not re.search(r'(?:src|href)="/|srcset="/|, /', html)
    entry = ElementTree.fromstring(client.get("/feed.atom").content).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}content").text == html
    author = ElementTree.fromstring(client.get("/feed.atom").content).find(f"{ATOM}author")
    assert author is not None, "RFC 4287, 4.1.1"
    [told] = json.loads(client.get("/feed.json").content)["items"]
    assert (told["content_html"], told["url"], told["tags"]) == (html, link, ["Су"])
    assert told["_photo"] == {"credit": "Сурет: Aqorda.resmi", "alt": "Зал"}


def test_a_feed_speaks_the_language_and_the_script_of_its_page(
    client, now, publish, house, picture
):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    publish("Ақпан айы", body="<p>Қысқы мектеп</p>", photo=picture())
    publish("По-русски", language="ru", body="<p>Текст</p>", photo=picture("cc"))
    assert titles(client, "/ru/") == ["По-русски"]
    assert "Фото: Aqorda.resmi" in client.get("/ru/feed.rss").content.decode()
    assert titles(client, "/latyn/") == ["Aqpan aıy"]
    latin = client.get("/latyn/feed.rss").content.decode()
    assert "<language>kk-Latn</language>" in latin
    assert "Sýret: Aqorda.resmi" in latin
    assert "Qysqy mektep" in latin
    assert "/latyn/news/" in latin
    assert titles(client, "/tote/") != ["Ақпан айы"]


def test_a_paid_story_and_a_correction_say_so(client, now, publish):
    publish("Ақылы", commercial="advertising", correction=("correction", "Сан түзетілді."))
    html = json.loads(client.get("/feed.json").content)["items"][0]["content_html"]
    assert "<strong>Жарнама</strong>" in html
    assert "Сан түзетілді." in html


def test_a_feed_changes_only_when_a_story_does(client, now, publish):
    for end in TYPES:
        assert client.get(f"/feed.{end}").content == client.get(f"/feed.{end}").content
    publish("Бір")
    first = client.get("/feed.rss").content
    assert first == client.get("/feed.rss").content
    assert b"<lastBuildDate>" in first


def test_a_feed_asks_as_often_whatever_it_holds(
    client, now, publish, picture, django_assert_max_num_queries
):
    for n in range(12):
        publish(f"Жаңалық {n}", tags=["Су"], photo=picture(f"p{n}"))
    with django_assert_max_num_queries(10):
        assert len(titles_once(client)) == 12


def titles_once(client):
    return json.loads(client.get("/tag/su/feed.json").content)["items"]


def test_a_question_and_a_day_are_lists_that_have_feeds(client, now, publish):
    publish("Су тасқыны басталды")
    publish("Кешегі су", hours=-24)
    for page, query, names in (
        ("/search/", {"q": "су"}, {"Су тасқыны басталды", "Кешегі су"}),
        ("/archive/2026/07/28/", {}, {"Кешегі су"}),
        ("/archive/2026/07/", {}, {"Су тасқыны басталды", "Кешегі су"}),
    ):
        html = client.get(page, query).content.decode()
        for end in TYPES:
            way = re.search(rf'href="([^"]*feed\.{end}[^"]*)"', html.partition("<body>")[0])[1]
            answer = client.get(unescape(way).removeprefix(settings.SITE_URL))
            assert answer.status_code == 200, way
            told = answer.content.decode()
            assert {name for name in names if name in told} == names
        told = client.get(f"{page}feed.json", query).json()
        assert (
            client.get(told["home_page_url"].removeprefix(settings.SITE_URL)).content.decode()
            == html
        )
    assert client.get("/search/feed.rss").status_code == 200
    assert client.get("/archive/2026/07/28/feed.rss").content.decode().count("<item>") == 1
