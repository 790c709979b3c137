"""Machines are told whose the photos are, in the words of the page, and nothing breaks out."""

import json
import re

import pytest

from media.models import PhotoCredit

pytestmark = pytest.mark.django_db


def told(client, address):
    html = client.get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(each) for each in found]


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
    [said] = told(client, address(publish(photo=first, body=body)))
    assert [re.search(r"photos/(\w\w)", each["contentUrl"])[1] for each in said["@graph"]] == [
        "a1", "b2",
    ]  # fmt: skip


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


def test_a_page_without_photos_tells_nothing(client, now, publish, address):
    assert told(client, address(publish())) == []
