"""Sharing a story without scripts."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

pytestmark = pytest.mark.django_db
EVIL = "Қала & ауыл: «100% “дайын”» <b> #1 ?x=1"


def ways(html):
    import html as entities
    import re

    found = re.search(r'<ul class="ways".*?</ul>', html, re.DOTALL)[0]
    return {
        name: entities.unescape(way)
        for way, name in re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', found)
    }


@override_settings(SITE_URL="https://dala.example")
def test_each_way_carries_the_address_and_the_headline_whole(client, now, publish, address):
    edition = publish(EVIL)
    found = ways(client.get(address(edition)).content.decode())
    own = f"https://dala.example{address(edition)}"
    assert list(found) == ["WhatsApp", "Telegram", "Facebook", "X"]
    told = {name: parse_qs(urlsplit(way).query) for name, way in found.items()}
    assert told["Telegram"] == {"url": [own], "text": [EVIL]}
    assert told["X"] == {"url": [own], "text": [EVIL]}
    assert told["Facebook"] == {"u": [own]}
    assert told["WhatsApp"] == {"text": [f"{EVIL} {own}"]}


@override_settings(SITE_URL="https://dala.example")
def test_a_page_in_another_script_is_shared_in_its_letters(client, now, publish, house):
    house.has_latin_script = True
    house.save()
    edition = publish("Қала мен ауыл")
    own = f"/latyn/news/{edition.article_id}-{edition.slug}/"
    told = parse_qs(urlsplit(ways(client.get(own).content.decode())["Telegram"]).query)
    assert told["url"] == [f"https://dala.example{own}"]
    assert told["text"][0].startswith("Q")
