"""Links to a story at the desk: made and shown once, withdrawn, and what came of them."""

import re

import pytest

from articles import shared_previews
from articles.models import SharedPreview

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(write, journalist):
    return write(journalist, headline="Көпір ашылды")


def share(article, way=""):
    return f"/admin/articles/article/{article.pk}/share/{way}"


def text(response):
    return response.content.decode()


def test_an_editor_makes_a_link_and_sees_its_address_once(at_desk, editor, article, settings):
    client = at_desk(editor)
    assert share(article) in text(client.get(f"/admin/articles/article/{article.pk}/change/"))
    page = text(client.post(share(article), {"lasts": "day", "asks": "on"}, follow=True))
    link = re.search(r'value="(http[^"]*/preview/[\w-]{43}/)"', page)[1]
    assert link.startswith(f"{settings.SITE_URL}/preview/")
    shared = SharedPreview.objects.get()
    assert (shared.made_by, shared.asks, shared.version) == (editor, True, 1)
    assert shared_previews.find(link.split("/")[-2], at=shared.made_at) == shared
    assert link not in text(client.get(share(article)))
    assert "no-store" in client.get(share(article)).headers["Cache-Control"]


def test_a_button_pressed_twice_makes_one_link(at_desk, editor, article):
    client = at_desk(editor)
    form = {"lasts": "day", "token": client.get(share(article)).context["form"]["token"].value()}
    for _press in range(2):
        assert client.post(share(article), form).status_code == 302
    assert SharedPreview.objects.count() == 1
    assert "/preview/" in client.get(share(article)).context["link"]
    assert client.get(share(article)).context["link"] == ""


def test_a_link_without_an_end_is_refused(at_desk, editor, article):
    response = at_desk(editor).post(share(article), {"lasts": "year"})
    assert response.status_code == 422
    assert "errorlist" in text(response)
    assert not SharedPreview.objects.exists()


def test_who_may_not_publish_shows_nothing_outside(at_desk, journalist, article, editor):
    shared, _token = shared_previews.make(article, by=editor, lasts="day")
    client = at_desk(journalist)
    assert client.get(share(article)).status_code == 403
    assert client.post(share(article), {"lasts": "day"}).status_code == 403
    assert client.post(share(article, f"{shared.pk}/withdraw/")).status_code == 403
    assert SharedPreview.objects.get().withdrawn_at is None
    assert share(article) not in text(client.get(f"/admin/articles/article/{article.pk}/change/"))


def test_a_link_is_withdrawn_by_a_button_of_its_story(at_desk, editor, article, write, journalist):
    shared, token = shared_previews.make(article, by=editor, lasts="day")
    client, other = at_desk(editor), write(journalist)
    assert client.get(share(article, f"{shared.pk}/withdraw/")).status_code == 405
    assert client.post(share(other, f"{shared.pk}/withdraw/")).status_code == 404
    client.post(share(article, f"{shared.pk}/withdraw/"))
    assert shared_previews.find(token, at=shared.made_at) is None
    assert "withdraw/" not in text(client.get(share(article)))


def test_an_opinion_stands_in_the_record_and_beside_the_form(
    at_desk, editor, journalist, article, rewrite
):
    shared, _token = shared_previews.make(article, by=editor, lasts="day", asks=True)
    shared_previews.give_opinion(
        shared, opinion="returns", name="Асан Үсенов", note="Сан <b>қате</b>"
    )
    for user in (editor, journalist):
        client = at_desk(user)
        for way in ("change", "history"):
            page = text(client.get(f"/admin/articles/article/{article.pk}/{way}/"))
            assert "Асан Үсенов" in page
            assert "Сан &lt;b&gt;қате&lt;/b&gt;" in page
            assert f"/article/{article.pk}/version/1/" in page
            assert "withdraw/" not in page
    before = text(client.get(f"/admin/articles/article/{article.pk}/history/"))
    rewrite(article, by=journalist, lead="Жаңа сөз")
    after = text(client.get(f"/admin/articles/article/{article.pk}/history/"))
    assert before.count('class="alone"') + 1 == after.count('class="alone"')


def test_a_stopped_story_says_why_no_link_is_made(at_desk, chief, article):
    from articles import workflow

    workflow.spike(article, by=chief)
    client = at_desk(chief)
    page = text(client.get(share(article)))
    assert 'name="lasts"' not in page
    assert client.post(share(article), {"lasts": "day"}).status_code == 422
