"""Machines are told whose the photos are, in the words of the page, and nothing breaks out."""

import json
import re

import pytest

from articles.models import Author
from media.models import PhotoCredit

pytestmark = pytest.mark.django_db


def elements(client, address):
    html = client.get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(each) for each in found]


def told(client, address):
    """Return what a page tells of its photos."""
    return elements(client, address)[0].get("image", [])


def test_a_photos_maker_licence_and_owner_are_told(client, now, publish, picture, address):
    credit = PhotoCredit.objects.create(
        photographer="Әлия Қуанышқызы", source="JQ-Aqparat", licence="cc-by", link="https://jq.kz/"
    )
    photo = picture(
        credit=credit, copyright_notice="© JQ-Aqparat", licensor_url="https://jq.kz/buy"
    )
    edition = publish(photo=photo)
    [said] = told(client, address(edition))
    assert said["@type"] == "ImageObject"
    assert said["creditText"] == "Әлия Қуанышқызы / JQ-Aqparat"
    assert said["creator"] == {"@type": "Person", "name": "Әлия Қуанышқызы"}
    assert said["copyrightNotice"] == "© JQ-Aqparat"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["acquireLicensePage"] == "https://jq.kz/buy"
    assert said["contentUrl"].endswith("/photos/a1/a1-1280.jpeg")


def test_every_photo_of_the_page_is_told_in_its_order(client, now, publish, picture, address):
    first, second = picture("a1"), picture("b2")
    body = f'<figure data-photo="{second.pk}"></figure>'
    said = told(client, address(publish(photo=first, body=body)))
    names = [re.search(r"photos/(\w\w)", each["contentUrl"])[1] for each in said]
    assert names == ["a1", "b2"]


def test_names_follow_the_script_of_the_page(client, now, house, publish, picture, address):
    house.has_latin_script = True
    house.save()
    credit = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы")
    edition = publish(photo=picture(credit=credit))
    [said] = told(client, f"/latyn{address(edition)}")
    assert said["creditText"] == "Álııa Qýanyshqyzy"


def test_no_text_breaks_out_of_its_element(client, now, publish, picture, address):
    nasty = "</script><script>alert(1)</script><!-- &amp; \u2028"
    [said] = told(client, address(publish(photo=picture(copyright_notice=nasty))))
    assert said["copyrightNotice"] == nasty


def test_a_story_is_told_as_the_page_has_it(client, now, house, publish, sections, address):
    author = Author.objects.create(name="Айгүл Серік", slug="aigul")
    edition = publish(
        "Жаңа мектеп", lead="Лид", category=sections["sport"], tags=["Білім"],
        authors=[(author, "author")], correction=("correction", "Сан түзетілді."),
    )  # fmt: skip
    story, way = elements(client, address(edition))
    site = "http://127.0.0.1:8000"
    assert (story["@context"], story["@type"]) == ("https://schema.org", "NewsArticle")
    assert story["headline"] == "Жаңа мектеп"
    assert story["description"] == "Лид"
    assert story["url"] == story["mainEntityOfPage"] == f"{site}{address(edition)}"
    assert story["datePublished"].endswith("+05:00")
    assert story["dateModified"] >= story["datePublished"]
    assert story["author"] == [
        {"@type": "Person", "name": "Айгүл Серік", "url": f"{site}/author/aigul/"}
    ]
    assert story["publisher"]["@type"] == "Organization"
    assert (story["articleSection"], story["keywords"]) == ([sections["sport"].name], ["Білім"])
    assert story["correction"][0]["text"] == "Сан түзетілді."
    steps = way["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[1]["item"] == f"{site}/section/sport/"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"genre": "opinion"}, "OpinionNewsArticle"),
        ({"commercial": "advertising", "genre": "opinion"}, "AdvertiserContentArticle"),
    ],
)
def test_what_is_no_plain_news_says_so(client, now, publish, address, fields, kind):
    assert elements(client, address(publish(**fields)))[0]["@type"] == kind


def test_a_shared_story_says_what_it_is(client, now, house, publish, picture, address):
    edition = publish("A & <B>", body="<p>Мәтін осында.</p>", photo=picture())
    html = client.get(address(edition)).content.decode()
    said = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)"', html))
    assert said["og:title"] == "A &amp; &lt;B&gt;"
    assert said["og:description"] == "Мәтін осында."
    assert said["og:url"] == f"http://127.0.0.1:8000{address(edition)}"
    assert said["og:locale"] == "kk_KZ"
    assert said["og:image"].endswith("/photos/a1/a1-1280.jpeg")
    assert (said["og:image:width"], said["og:image:alt"]) == ("1280", "Зал")
    assert said["article:published_time"].startswith("20")
    assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_a_page_without_photos_tells_nothing_of_any(client, now, publish, address):
    assert told(client, address(publish())) == []
