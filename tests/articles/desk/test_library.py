"""The photos that the editor's dialog lists."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def ids(client, query):
    answer = client.get(f"{reverse('admin:articles_article_photos')}?{query}").json()
    return [each["id"] for each in answer["photos"]]


def test_the_photos_of_a_text_are_asked_for_together(client, journalist, picture):
    captions = ("Ағаш көпір", "Темір көпір", "Тас көпір")
    first, second, third = (picture(f"b{n}", caption=each).pk for n, each in enumerate(captions))
    client.force_login(journalist)
    assert ids(client, "") == [third, second, first]
    assert ids(client, "q=темір көпірдің") == [second]
    assert ids(client, f"id={first}&id={third}&id=999999") == [third, first]
    assert ids(client, "id=x") == []


def test_a_gallery_of_many_is_answered_whole(client, journalist, picture):
    many = [picture(f"m{n:02}").pk for n in range(45)]
    client.force_login(journalist)
    assert len(ids(client, "")) == 40
    assert len(ids(client, "&".join(f"id={pk}" for pk in many))) == 45
