"""Banners at the desk: the chief's alone, of the size their slot reserves, with their counts."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles import banners
from articles.models import Banner, BannerDay, Slot
from articles.models.banners import SIZES
from media.files import renditions
from tests.advertised import drawn
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/articles/banner/", "/admin/articles/banner/add/"


@pytest.fixture
def send(client, chief):
    """Return a sender of the form as a browser would: `send(image=file)` adds, `send(pk)` saves."""
    client.force_login(chief)

    def post(pk=None, **fields):
        way = f"{LIST}{pk}/change/" if pk else ADD
        form = max(all_fields_of(client.get(way)), key=len)
        if pk is None:
            form |= {
                "name": "Көктем", "slot": "story", "advertiser": "«Дала» банкі",
                "link": "bank.example/kk", "alt_text": "Несие",
                "image": sent(drawn(728, 90), "Баннер (1).png"),
            }  # fmt: skip
        return client.post(way, form | fields)

    return post


def sent(data, name="a.png"):
    return SimpleUploadedFile(name, data)


def errors(answer) -> dict:
    assert answer.status_code == 200
    return dict(answer.context["adminform"].form.errors)


def test_the_chief_puts_a_banner_on_the_site(send, client, publish, address, house):
    assert send().status_code == 302
    one = Banner.objects.get()
    assert one.link == "https://bank.example/kk"
    assert (one.image_width, one.image_height) == (728, 90)
    # Named after its bytes: nothing of the sender's name is kept.
    assert one.image.name.startswith("banners/")
    assert "Баннер" not in one.image.name
    assert renditions().exists(one.image.name)
    assert one.is_visible()
    page = client.get(f"{LIST}{one.pk}/change/").content.decode()
    assert one.image_address in page


def test_banners_are_the_chiefs_alone(client, banner, person):
    one = banner()
    for role in ("journalist", "editor", "photo_editor"):
        client.force_login(person(role))
        for way in (LIST, ADD, f"{LIST}{one.pk}/change/"):
            assert client.get(way).status_code == 403
    client.force_login(person("chief_editor"))
    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{one.pk}/delete/").status_code == 403


@pytest.mark.parametrize("slot", list(Slot))
def test_an_image_has_the_shape_of_its_slot(send, slot):
    wide, narrow = SIZES[slot]
    fits = {"image": sent(drawn(wide.width * 2, wide.height * 2, "JPEG"), "a.jpg"),
            "narrow": sent(drawn(narrow.width, narrow.height, "GIF"), "a.gif")}  # fmt: skip
    assert send(slot=slot, **fits).status_code == 302
    for name, size in (("image", wide), ("narrow", narrow)):
        for width, height in ((size.width, size.height * 2), (size.width // 2, size.height // 2)):
            refused = send(slot=slot, **{**_again(fits), name: sent(drawn(width, height))})
            assert list(errors(refused)) == [name]
            assert f"{size}" in errors(refused)[name][0]
    assert Banner.objects.count() == 1


def _again(files):
    for file in files.values():
        file.seek(0)
    return files


def test_a_banner_moves_to_a_slot_of_its_shape_alone(send, banner):
    one = banner(slot=Slot.STORY)
    assert send(one.pk, slot="list").status_code == 302
    assert "image" in errors(send(one.pk, slot="front_blocks"))
    one.refresh_from_db()
    assert one.slot == "list"
    assert one.image_width == 728


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 100, b"<svg xmlns='http://www.w3.org/2000/svg'/>", drawn(728, 90)[:60],
     drawn(728, 90, "AVIF"), drawn(728, 90, "TIFF"), drawn(728, 90, "BMP"),
     b"<script>alert(1)</script>", drawn(728, 90) + b"\0" * 600_000],
    ids=["empty", "text", "svg", "cut", "avif", "tiff", "bmp", "html", "heavy"],
)  # fmt: skip
def test_what_no_browser_shows_is_refused_with_a_reason(send, data):
    assert list(errors(send(image=sent(data)))) == ["image"]
    assert not Banner.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("link", "javascript:alert(1)"), ("link", "ftp://bank.example/"), ("link", ""),
     ("alt_text", ""), ("advertiser", ""), ("weight", "0"), ("weight", "11"), ("slot", "x"),
     ("language", "de")],
)  # fmt: skip
def test_a_form_that_makes_no_sense_is_kept_and_nothing_saved(send, field, value):
    assert field in errors(send(**{field: value}))
    assert not Banner.objects.exists()


def test_an_end_before_the_beginning_is_refused(send):
    refused = send(
        shows_from_0="29.07.2026", shows_from_1="10:00", shows_until_0="28.07.2026",
        shows_until_1="10:00",
    )  # fmt: skip
    assert errors(refused)
    assert not Banner.objects.exists()


def test_what_was_counted_is_shown(client, chief, banner):
    one, other, today = banner(), banner("Екінші"), timezone.localdate()
    banners.add({(one.pk, today): 1200, (other.pk, today): 7}, {(one.pk, today): 34})
    BannerDay.objects.create(banner=one, day=today - timedelta(days=90), shown=5)
    client.force_login(chief)
    page = client.get(LIST).content.decode()
    assert '<td class="field-times_shown">1205</td>' in page
    assert '<td class="field-times_followed">34</td>' in page
    page = client.get(f"{LIST}{one.pk}/change/").content.decode()
    assert "<td>1205</td><td>34</td>" in page
    assert "<td>1200</td><td>34</td>" in page
    assert page.count('<th scope="row">') == 2  # the sum, and the one day of the last thirty


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("now", ["Қазір"]),
        ("later", ["Кейін"]),
        ("over", ["Бітті", "Шегерілген"]),
        ("", ["Бітті", "Кейін", "Қазір", "Шегерілген"]),
    ],
)
def test_the_list_tells_what_is_shown_when(client, chief, banner, asked, names):
    now = timezone.now()
    banner("Қазір", shows_from=now - timedelta(hours=1))
    banner("Кейін", shows_from=now + timedelta(days=1))
    banner("Бітті", shows_from=now - timedelta(days=2), shows_until=now - timedelta(days=1))
    banner("Шегерілген", is_retired=True)
    client.force_login(chief)
    shown = client.get(LIST, {"shown": asked} if asked else {}).context["cl"].result_list
    assert sorted(each.name for each in shown) == sorted(names)
