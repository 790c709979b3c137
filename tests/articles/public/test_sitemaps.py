"""What search engines are told: every visible story once, the lists, the news of two days."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from articles.models import House

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def places(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    return [each.text.removeprefix(SITE) for each in root.iter(f"{MAP}loc")]


def way(edition):
    return f"/news/{edition.article_id}-{edition.slug}/"


def test_every_visible_story_stands_in_the_sitemap_of_its_month(client, now, publish):
    # The clock of these tests stands at 29 July 2026; 24 * 40 hours are 40 days.
    new, old = publish("Жаңа & <жақсы>"), publish("Ескі", hours=-24 * 40)
    russian = publish("По-русски", language="ru")
    publish("Ертең", hours=5)
    publish("Өшкен", hours=-9, until=-2)
    index = places(client, "/sitemap.xml")
    assert index == ["/sitemap-lists.xml", "/sitemap-2026-07.xml", "/sitemap-2026-06.xml"]
    assert set(places(client, index[1])) == {way(new), way(russian)}
    assert places(client, index[2]) == [way(old)]


@pytest.mark.parametrize("month", ["2026-05", "1000-01", "9999-12", "2026-13", "2026-1", "x"])
def test_a_month_without_a_story_has_none(client, now, publish, month):
    publish("Жаңа")
    assert client.get(f"/sitemap-{month}.xml").status_code == 404


def test_a_site_without_a_story_has_its_lists(client, now, db):
    assert places(client, "/sitemap.xml") == ["/sitemap-lists.xml"]
    assert places(client, "/news-sitemap.xml") == ["/"]


def test_the_lists_stand_there_in_every_language_of_the_house(
    client, now, publish, sections, house
):
    House.objects.update(has_english=False)
    for language in ("kk", "ru", "en"):
        publish("Футбол", language=language, category=sections["sport"])
    told = places(client, "/sitemap-lists.xml")
    assert {"/", "/ru/", "/latest/", "/section/sport/", "/ru/section/sport/"} <= set(told)
    assert not [each for each in told if each.startswith("/en/")]
    assert len(told) == len(set(told))
    for each in told[:40]:
        assert client.get(each).status_code == 200, each


def test_the_news_of_two_days_are_told_with_their_moment_and_without_what_was_paid(
    client, now, publish, house
):
    new = publish("A & <B>", hours=-3)
    publish("Ескі", hours=-49)
    publish("Жарнама", hours=-2, commercial="advertising")
    html = client.get("/news-sitemap.xml").content
    root = ElementTree.fromstring(html)
    assert places(client, "/news-sitemap.xml") == [way(new)]
    assert root.find(f".//{NEWS}title").text == "A & <B>"
    assert root.find(f".//{NEWS}language").text == "kk"
    moment = datetime.fromisoformat(root.find(f".//{NEWS}publication_date").text)
    assert moment == new.published_at
    assert moment.utcoffset().total_seconds() == 5 * 3600


def test_robots_are_told_where_the_sitemaps_are(client, db):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    for address in re.findall(r"Sitemap: (\S+)", text):
        assert client.get(address.removeprefix(SITE)).status_code == 200
    assert client.get("/latyn/robots.txt").status_code == 404


def test_any_archive_is_told_in_as_many_queries(
    client, now, publish, django_assert_max_num_queries
):
    for months in range(15):
        publish(f"Жаңалық {months}", hours=-1 - 31 * 24 * months)
    # Three for each language of the house, and the house.
    with django_assert_max_num_queries(10):
        assert len(places(client, "/sitemap.xml")) == 16


@pytest.mark.parametrize("address", ["/", "/feed.rss", "/feed.json", "/sitemap.xml", "/latest/"])
def test_what_has_not_changed_is_not_sent_again(client, now, publish, address):
    publish("Бір")
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address, headers={"if-none-match": tag}).status_code == 304
    publish("Екі")
    if address != "/sitemap.xml":
        assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_one_story_of_a_century_ago_costs_little(
    client, now, publish, django_assert_max_num_queries
):
    publish("Су келді")
    publish("Көне", hours=-24 * 365 * 110)
    with django_assert_max_num_queries(12):
        told = client.get("/sitemap.xml").content.decode()
    assert re.findall(r"sitemap-(\d{4})-", told) == ["2026", "1916"]
