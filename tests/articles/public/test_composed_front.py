"""The front page as composed: what leads, what fills up, what has gone."""

import re

import pytest

from articles import front_page
from articles.front_page import Slot
from articles.models import Place
from tests.published import NOW

pytestmark = pytest.mark.django_db


def top(client):
    """Return the headlines on top of the page: the one that leads, those below it."""
    html = client.get("/").content.decode()
    html = html.split('class="top-stories"')[1].split('class="rail"')[0]
    return re.findall(r"<h[23]><a [^>]+>([^<]+)</a>", html)


def test_what_an_editor_placed_leads_and_the_newest_fill_up(client, now, publish, picture, editor):
    old = publish("Ескі, маңызды", hours=-60)
    second = publish("Ескі, екінші", hours=-50)
    for number in range(4):
        publish(f"Жаңа {number}", hours=-number - 1, photo=picture(f"p{number}"))
    front_page.compose(
        "kk",
        [Slot(Place.LEAD, old.article_id), Slot(Place.SECOND, second.article_id)],
        by=editor,
    )
    # One that leads without a photo leaves room for two more.
    assert top(client) == ["Ескі, маңызды", "Ескі, екінші", *(f"Жаңа {n}" for n in range(4))]
    html = client.get("/").content.decode()
    assert html.count("Ескі, маңызды</a>") == 1


def test_a_placed_story_that_is_gone_leaves_its_place_to_the_newest(
    client, now, publish, picture, editor
):
    gone = publish("Алынған", hours=-60)
    publish("Жаңа", photo=picture())
    below = publish("Астында", hours=-50)
    front_page.compose(
        "kk", [Slot(Place.LEAD, gone.article_id), Slot(Place.SECOND, below.article_id)], by=editor
    )
    gone.visible_until, gone.ended_as = NOW, "killed"
    gone.save()
    assert top(client) == ["Жаңа", "Астында"]


def test_the_page_of_another_language_is_not_touched(client, now, publish, editor):
    story = publish("Қазақша")
    publish("По-русски", language="ru", hours=-3)
    publish("Главное", language="ru", hours=-9)
    front_page.compose("kk", [Slot(Place.LEAD, story.article_id)], by=editor)
    assert "По-русски" in client.get("/ru/").content.decode()
