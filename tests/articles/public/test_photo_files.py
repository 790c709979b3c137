"""Photo files: what a visible page prints, to everyone; the rest, to staff alone."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles.models import House
from media.files import renditions
from media.models import Photo, Rendition

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(picture):
    """Return a maker of photos whose files lie in the storage."""

    def make(name, **fields):
        photo = picture(name, **fields)
        for row in Rendition.objects.filter(photo=photo):
            if not renditions().exists(row.file.name):
                renditions().save(row.file.name, ContentFile(b"bytes of " + name.encode()))
        return photo, f"/photos/{name[:2]}/{name}-640.webp"

    return make


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_visible_storys_photo_is_everyones_for_long(client, now, publish, filed):
    photo, path = filed("v1seen")
    publish(photo=photo)
    answer = client.get(path)
    assert body(answer) == b"bytes of v1seen"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, s-maxage=600, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in answer.headers
    assert not answer.cookies


def test_a_photo_is_as_visible_as_its_story(client, now, publish, filed):
    photo, path = filed("v2hour")
    publish(photo=photo, hours=1, until=2)
    missing = client.get("/photos/no/such.webp")
    assert client.get(path).content == missing.content
    assert client.get(path).headers == missing.headers
    now.move(hours=1)
    assert body(client.get(path)) == b"bytes of v2hour"
    now.move(hours=1)
    assert client.get(path).status_code == 404


def test_a_withdrawn_photo_and_an_unused_one_are_no_ones(client, now, publish, filed):
    photo, path = filed("v3gone")
    publish(photo=photo)
    Photo.objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now())
    assert client.get(path).status_code == 404
    _other, unused = filed("v4free")
    assert client.get(unused).status_code == 404


def test_the_logo_and_a_photo_in_a_body_are_printed(client, now, publish, filed):
    logo, path = filed("v5logo")
    House.objects.create(pk=1, logo=logo)
    assert body(client.get(path)) == b"bytes of v5logo"
    inside, path = filed("v6body")
    publish(body=f'<figure data-photo="{inside.pk}"></figure>')
    assert body(client.get(path)) == b"bytes of v6body"


def test_staff_see_what_is_not_printed_yet_and_nobody_keeps_it(now, filed, person):
    _photo, path = filed("v7desk")
    desk = Client()
    desk.force_login(person("photo_editor"))
    answer = desk.get(path)
    assert body(answer) == b"bytes of v7desk"
    assert answer.headers["Cache-Control"] == "private, no-store"
    stranger = Client()
    stranger.cookies["sessionid"] = "made-up"
    refused, missing = stranger.get(path), stranger.get("/photos/no/such.webp")
    assert refused.status_code == 404
    assert refused.headers == missing.headers
    assert refused.content == missing.content


def test_a_row_without_its_file_is_a_404(client, now, publish, picture):
    publish(photo=picture("v8lost"))
    assert client.get("/photos/v8/v8lost-640.webp").status_code == 404


def test_no_address_leads_to_an_original(client, now, publish, filed):
    photo, _path = filed("v9orig")
    publish(photo=photo)
    for path in (photo.original.name, f"../originals/{photo.original.name}", "%2e%2e/originals/x"):
        assert client.get(f"/photos/{path}").status_code == 404


def test_a_file_that_somebody_has_is_not_sent_again(client, now, publish, filed):
    photo, way = filed("a1")
    publish(photo=photo)
    answer = client.get(way)
    assert body(answer)
    again = client.get(way, HTTP_IF_NONE_MATCH=answer.headers["ETag"])
    assert again.status_code == 304
