"""Closing a live story at the desk, and the draft that opens in its writing form."""

import pytest

from articles import live, workflow
from articles.models import Article, KeptText, Version
from tests.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(write, journalist, editor):
    article = write(journalist, body="<p>Сайлау өтті.</p>")
    workflow.approve(article, by=editor)
    live.open_live(article, by=editor)
    live.post(article, by=editor, text="Учаскелер ашылды")
    return article


def page(article, way="live"):
    return f"/admin/articles/article/{article.pk}/{way}/"


def test_a_closed_story_offers_a_draft_that_is_saved_by_the_editor_alone(
    at_desk, article, editor, house
):
    client = at_desk(editor)
    assert 'name="summary"' not in client.get(page(article)).content.decode()
    client.post(page(article), {"close": "1"})
    assert 'name="summary"' in client.get(page(article)).content.decode()
    answer = client.post(page(article), {"summary": "all"})
    kept = KeptText.objects.get()
    assert answer.url == f"{page(article, 'change')}?kept={kept.pk}"
    assert Version.objects.filter(article=article).count() == 1
    assert Article.objects.get(pk=article.pk).body == "<p>Сайлау өтті.</p>"
    form = client.get(answer.url)
    fields = fields_of(form)
    assert fields["body"][0].startswith("<p></p><p>Сайлау өтті.</p><h2>")
    assert "data-unsaved" in form.content.decode()
    saved = client.post(answer.url, fields | {"_save": "1"})
    assert saved.status_code == 302
    after = Article.objects.get(pk=article.pk)
    assert after.body.startswith("<p>Сайлау өтті.</p><h2>")
    assert "Учаскелер ашылды" in after.body
    kept.refresh_from_db()
    assert kept.settled_at
    # Readers have the text of before until somebody approves the new one.
    shown = client.get(f"/news/{article.pk}-{after.slug}/").content.decode()
    assert "</strong> Учаскелер ашылды" not in shown


def test_a_story_told_to_its_end_is_read_from_its_text_and_keeps_its_entries(
    client, article, editor, house
):
    way = f"/news/{article.pk}-{Article.objects.get(pk=article.pk).slug}/"
    going_on = client.get(way).content.decode().partition("</header>")[2]
    assert going_on.index("Учаскелер ашылды") < going_on.index("Сайлау өтті.</p>")
    live.close_live(article, by=editor)
    over = client.get(way).content.decode().partition("</header>")[2]
    assert over.index("Сайлау өтті.</p>") < over.index("Учаскелер ашылды")
    assert over.count('aria-labelledby="live"') == 1


def test_a_draft_is_for_those_who_close_a_story(at_desk, article, journalist, editor, person):
    live.close_live(article, by=editor)
    client = at_desk(journalist)
    assert 'name="summary"' not in client.get(page(article)).content.decode()
    assert client.post(page(article), {"summary": "all"}).status_code == 403
    assert at_desk(person()).post(page(article), {"summary": "all"}).status_code == 404
    assert not KeptText.objects.exists()


@pytest.mark.parametrize("which", ["", "x", "a" * 1500])
def test_a_forged_choice_is_told_and_keeps_nothing(at_desk, article, editor, which):
    live.close_live(article, by=editor)
    client = at_desk(editor)
    answer = client.post(page(article), {"summary": which}, follow=True)
    assert "messagelist" in answer.content.decode()
    assert not KeptText.objects.exists()
