"""Banners on readers' pages: labelled, in room of their own, counted, and led to by us alone."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Banner, BannerDay, House, Slot
from articles.models.banners import SIZES
from articles.public import reading
from articles.stylesheet import sheet
from tests.agents import CHROME

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def batch(monkeypatch):
    """Count in a batch of the test's own."""
    monkeypatch.setattr(reading, "_batch", reading.Batch())


def shown(page: str) -> list[str]:
    """Return the slots of a page that hold a banner."""
    return re.findall(r'<div role="group" class="banner (\w+)', page)


def counts() -> dict:
    """Write what was counted; return how often each banner was shown and followed."""
    assert reading.flush()
    rows = BannerDay.objects.values_list("banner__name", "shown", "followed")
    return {name: (shown, followed) for name, shown, followed in rows}


def given_file(client, file):
    """Ask for an image as a browser does; return the answer with its bytes read."""
    answer = client.get(f"/photos/{file.name}")
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer


def test_a_banner_stands_in_its_slot_with_its_label(client, now, publish, banner, address, house):
    edition = publish()
    for slot in Slot:
        banner(slot, slot=slot)
    pages = {page: client.get(page).content.decode()
             for page in ("/", "/latest/", address(edition))}  # fmt: skip
    assert shown(pages["/"]) == ["front_top", "front_blocks"]
    assert shown(pages["/latest/"]) == ["list"]
    assert shown(pages[address(edition)]) == ["story"]
    one = Banner.objects.get(slot="story")
    story = pages[address(edition)]
    part = re.search(r"<div role=.group. class=.banner.*?</div>", story, re.DOTALL)[0]
    assert f'<p id="banner-{one.pk}">Жарнама · «Дала» банкі</p>' in part
    assert f'<a href="/go/{one.pk}/" rel="sponsored nofollow noopener">' in part
    assert f'src="{one.image_address}" width="728" height="90"' in part
    assert 'alt="Несие он күнде беріледі"' in part
    assert "bank.example" not in pages[address(edition)]
    assert " style=" not in part


def test_the_label_speaks_the_language_and_the_script_of_the_page(
    client, now, publish, banner, house
):
    House.objects.update(has_latin_script=True)
    one = banner(slot=Slot.LIST)
    publish("По-русски", language="ru")
    publish()
    assert "Реклама · «Дала» банкі" in client.get("/ru/latest/").content.decode()
    assert "Advertising · «Дала» банкі" in client.get("/en/latest/").content.decode()
    latin = client.get("/latyn/latest/").content.decode()
    assert "Jarnama · «Dala» bank" in latin
    assert f'href="/latyn/go/{one.pk}/"' in latin
    assert client.get(f"/latyn/go/{one.pk}/").headers["Location"] == one.link


def test_room_is_reserved_for_every_slot():
    css = sheet(pages=["banners"])
    for slot, (wide, narrow) in SIZES.items():
        assert f"--shape:{wide.width} / {wide.height}" in css, slot
        assert f"--shape:{narrow.width} / {narrow.height}" in css, slot
    assert re.search(r"\.banner img\{[^}]*aspect-ratio:var\(--shape\)", css)
    assert "@media print{.banner,.most-read{display:none}}" in css


def test_phones_are_given_their_own_image(client, now, publish, banner, address):
    edition = publish()
    one = banner(has_narrow=True)
    page = client.get(address(edition)).content.decode()
    assert '<source media="(max-width: 40rem)"' in page
    assert 'width="300" height="250"' in page
    assert "has-narrow" in page
    for file in (one.image, one.narrow):
        assert given_file(client, file).headers["Content-Type"] == "image/png"


def test_where_no_banner_belongs_none_stands(client, now, publish, banner, address, editor):
    edition = publish()
    gone = publish("Алынған", hours=-5, until=-1, ended_as="killed")
    for slot in Slot:
        banner(slot, slot=slot)
    client.force_login(editor)
    for page in ("/search/?q=жаңалық", "/imprint/", address(gone), "/joq/", "/feed.rss",
                 "/feed.json", "/sitemap.xml",
                 f"/admin/articles/article/{edition.article_id}/preview/page/"):  # fmt: skip
        html = client.get(page).content.decode()
        assert "/go/" not in html, page
        assert 'class="banner' not in html, page
    assert "Disallow: /go/" in client.get("/robots.txt").content.decode()


def test_a_paid_story_stands_beside_banners(client, now, publish, banner, house):
    publish("Ақылы хабар", commercial="advertising")
    banner(slot=Slot.LIST)
    page = client.get("/latest/").content.decode()
    assert "Ақылы хабар" in page
    assert shown(page) == ["list"]


def test_what_is_over_or_still_to_come_is_nowhere(client, now, publish, banner, address):
    edition = publish()
    one = banner(shows_until=now.moment)
    coming = banner("Ертең", shows_from=now.moment.replace(day=30))
    page = client.get(address(edition)).content.decode()
    assert shown(page) == []
    # Who has the page still open finds the image and the way; of what is to come, nothing.
    assert given_file(client, one.image).status_code == 200
    assert client.get(f"/go/{one.pk}/").status_code == 302
    assert given_file(client, coming.image).status_code == 404
    assert client.get(f"/go/{coming.pk}/").status_code == 404
    Banner.objects.update(is_retired=True)
    assert given_file(client, one.image).status_code == 404
    assert client.get(f"/go/{one.pk}/").status_code == 404


def test_the_desk_sees_the_image_of_a_banner_to_come(client, now, banner, chief, journalist):
    coming = banner(shows_from=now.moment.replace(day=30))
    client.force_login(chief)
    answer = given_file(client, coming.image)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    other = Client()
    other.force_login(journalist)
    assert given_file(other, coming.image).status_code == 404


def test_banners_are_counted_with_the_page_they_stand_on(
    client, now, publish, banner, address, house
):
    editions = [publish(), publish("Екінші")]
    banner("мәтін")
    banner("басы", slot=Slot.FRONT_TOP)

    def read(page, **said):
        client.get(page, HTTP_USER_AGENT=CHROME, **said)

    for edition in editions:
        read(address(edition))
        read(address(edition))
    read("/")
    read("/", HTTP_SEC_PURPOSE="prefetch")
    client.get("/", HTTP_USER_AGENT="Googlebot/2.1")
    assert counts() == {"мәтін": (2, 0), "басы": (1, 0)}


def test_a_click_leads_to_the_advertiser_and_is_counted_once(client, now, banner):
    one = banner()
    for _time in range(3):
        answer = client.get(f"/go/{one.pk}/", HTTP_USER_AGENT=CHROME)
        assert answer.status_code == 302
        assert answer.headers["Location"] == "https://bank.example/kk?from=site"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
    client.get(f"/go/{one.pk}/", HTTP_USER_AGENT="curl/8.0")
    client.head(f"/go/{one.pk}/", HTTP_USER_AGENT=CHROME)
    assert counts() == {"Жәрмеңке": (0, 1)}


@pytest.mark.parametrize(
    "way", ["?to=https://evil.example/", "?next=//evil.example", "https://evil.example/",
            "//evil.example"],
)  # fmt: skip
def test_the_way_leads_to_the_stored_address_alone(client, now, banner, way):
    one = banner()
    answer = client.get(f"/go/{one.pk}/{way}")
    assert answer.headers.get("Location") in ("https://bank.example/kk?from=site", None)
    assert "evil" not in answer.headers.get("Location", "")


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(link=st.one_of(
    st.text(max_size=60),
    st.builds(lambda rest: f"javascript:{rest}", st.text(max_size=20)),
    st.builds(lambda rest: f"https://{rest}", st.text(max_size=40)),
    st.builds(lambda rest: f"https://bank.example/{rest}", st.text(max_size=40)),
))  # fmt: skip
def test_whatever_link_is_stored_a_reader_is_led_to_the_web_or_nowhere(client, now, banner, link):
    link = link.replace("\0", "")
    one = Banner.objects.first() or banner()
    Banner.objects.update(link=link)
    answer = client.get(f"/go/{one.pk}/")
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(("https://", "http://"))
        assert not set("\r\n") & set(answer.headers["Location"])


def test_nothing_that_an_advertiser_is_called_can_run(client, now, publish, banner, address):
    evil = "\"><script>alert(1)</script>'"
    edition = publish()
    banner(advertiser=evil, alt_text=evil)
    page = client.get(address(edition)).content.decode()
    assert "<script>alert" not in page


def test_banners_cost_a_page_one_query(
    client, now, publish, banner, address, house, django_assert_max_num_queries
):
    edition = publish(tags=["а"])
    for number in range(10):
        banner(f"№ {number}", has_narrow=True)
    with django_assert_max_num_queries(7):
        client.get(address(edition))


def test_what_is_counted_stands_on_the_page(client, now, publish, banner, house, sections):
    """Each list of the site that counts a banner prints it."""
    publish("Су келді", tags=["су"], category=sections["qogam"])
    banner(slot=Slot.LIST)
    for number, path in enumerate(
        ("/latest/", "/section/qogam/", "/tag/su/", "/archive/2026/07/", "/archive/2026/07/29/"), 1
    ):
        page = client.get(path, HTTP_USER_AGENT=CHROME).content.decode()
        assert shown(page) == ["list"], path
        assert counts() == {"Жәрмеңке": (number, 0)}


def test_two_banners_of_one_house_are_no_landmarks_of_one_name(client, now, publish, banner):
    publish("Су келді")
    banner("Бірінші", slot=Slot.FRONT_TOP), banner("Екінші", slot=Slot.FRONT_BLOCKS)
    page = client.get("/").content.decode()
    assert shown(page) == ["front_top", "front_blocks"]
    assert "<aside" not in page
