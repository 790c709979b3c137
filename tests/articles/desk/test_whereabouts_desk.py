"""The check list after a takedown, on the screen of whoever took the story down."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import scripts, shared_previews, workflow
from articles.models import Article, Decision, Whereabouts

pytestmark = pytest.mark.django_db


def page(article):
    return f"/admin/articles/article/{article.pk}/whereabouts/"


def text(response):
    return response.content.decode()


@pytest.fixture
def article(write, journalist, editor, photo, house):
    article = write(journalist, headline="Көпір ашылды", tags=["көпір"], photo=photo)
    workflow.approve(article, by=editor)
    return article


@pytest.fixture
def translation(write, journalist, editor, article):
    words = {"headline": "Мост открыт", "lead": "Он широк.", "body": "<p>Мост через реку.</p>"}
    told = write(journalist, language="ru", translation_of=article, **words)
    workflow.approve(told, by=editor)
    return told


def kill(client, article, note="Қате дерек"):
    way = f"/admin/articles/article/{article.pk}/verb/kill/"
    version = Article.objects.get(pk=article.pk).version
    return client.post(way, {"note": note, "version": version})


def test_a_kill_leads_to_the_list_which_is_noted_at_once(at_desk, article, chief):
    client = at_desk(chief)
    answer = kill(client, article)
    assert answer.url == page(article)
    html = text(client.get(answer.url))
    assert "410" in html
    assert 'class="is-still"' not in html
    assert html.count('class="is-gone"') >= 10
    assert "search.google.com" in html
    assert "webmaster.yandex.ru" in html
    asking = Whereabouts.objects.get()
    assert (asking.by, asking.still) == (chief, 0)
    assert asking.decision == Decision.objects.get(verb="kill")
    assert ["address", 0, False, "410"] in asking.places
    client.get(page(article))
    assert Whereabouts.objects.count() == 1
    client.post(page(article), {"note": "1"})
    assert Whereabouts.objects.count() == 2
    record = text(client.get(f"/admin/articles/article/{article.pk}/history/"))
    assert record.count(chief.username) >= 2


def test_the_page_of_a_held_story_is_not_there_and_of_a_running_one_is(at_desk, article, editor):
    client = at_desk(editor)
    html = text(client.get(page(article)))
    assert 'class="is-still"' in html
    assert not Whereabouts.objects.exists()
    workflow.hold(article, by=editor)
    html = text(client.get(page(article)))
    assert "404" in html
    assert 'class="is-still"' not in html


def test_its_address_in_another_script_says_which(at_desk, article, editor, house):
    house.has_latin_script = house.has_arabic_script = True
    house.save()
    rows = re.findall(r'<li class="is-.*?</li>', text(at_desk(editor).get(page(article))), re.S)
    told = {row for row in rows if "/latyn/" in row or "/tote/" in row}
    assert len(told) == 2
    for script in scripts.OTHERS:
        [row] = [row for row in told if f'href="{script.prefix}/news/' in row]
        assert f"<bdi>{script.name}</bdi>" in row
    places = [re.search(r'class="place">(.*?)</span>', row)[1] for row in rows]
    assert len(places) == len(set(places))


def test_a_photo_that_another_story_prints_is_named(at_desk, article, chief, write, editor):
    other = write(editor, photo=article.photo, headline="Басқа оқиға")
    workflow.approve(other, by=chief)
    client = at_desk(chief)
    kill(client, article)
    html = text(client.get(page(article)))
    assert 'class="is-still"' not in html
    assert html.count('class="is-of-others"') == 1
    assert Whereabouts.objects.get().still == 0
    assert f"/admin/media/photo/{article.photo_id}/change/" in html


def test_a_translation_is_stopped_by_itself_with_the_reason(at_desk, article, translation, chief):
    client = at_desk(chief)
    kill(client, article)
    html = text(client.get(page(article)))
    assert translation.headline in html
    assert 'value="Қате дерек"' in html
    version = Article.objects.get(pk=translation.pk).version
    stop = {"stop": translation.pk, "verb": "kill", "version": version, "reason": "Қате дерек"}
    client.post(page(article), {**stop, "version": version - 1})
    assert Article.objects.get(pk=translation.pk).stopped == ""
    client.post(page(article), {**stop, "reason": " "})
    assert Article.objects.get(pk=translation.pk).stopped == ""
    client.post(page(article), stop)
    client.post(page(article), stop)
    killed = Decision.objects.get(verb="kill", article=translation)
    assert (killed.note, killed.by) == ("Қате дерек", chief)


@pytest.mark.parametrize(
    "forged",
    [
        {"stop": "x", "verb": "kill"},
        {"stop": "99999999999999999999", "verb": "kill"},
        {"stop": "-1", "verb": "hold", "version": "x"},
        {},
    ],
)
def test_forged_orders_stop_nothing(at_desk, article, translation, chief, forged):
    answer = at_desk(chief).post(page(article), forged)
    assert answer.status_code == 404
    assert Article.objects.exclude(stopped="").count() == 0


def test_no_other_verb_is_given_from_here_and_none_to_a_stranger(
    at_desk, article, translation, chief, write, journalist
):
    client = at_desk(chief)
    other = write(journalist, headline="Бөтен")
    for data in ({"stop": translation.pk, "verb": "redact"}, {"stop": translation.pk}):
        assert client.post(page(article), {**data, "version": "1"}).status_code == 403
    assert client.post(page(article), {"stop": other.pk, "verb": "kill"}).status_code == 404
    assert client.post(page(article), {"stop": article.pk, "verb": "kill"}).status_code == 404


def test_who_may_not_stop_a_story_does_not_ask(at_desk, article, journalist, editor, person):
    assert at_desk(journalist).get(page(article)).status_code == 403
    assert at_desk(person()).get(page(article)).status_code == 404
    # An editor may hold, and not kill.
    workflow.hold(article, by=editor)
    html = text(at_desk(editor).get(page(article)))
    assert 'value="kill"' not in html


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_of_no_story_nothing_is_asked(at_desk, chief, pk):
    assert at_desk(chief).get(f"/admin/articles/article/{pk}/whereabouts/").status_code == 404


def test_the_screen_costs_thirty_questions_at_most(
    at_desk, article, translation, chief, editor, write, journalist
):
    for number in range(12):
        workflow.approve(write(journalist, headline=f"Жаңалық {number}"), by=editor)
    shared_previews.make(article, by=editor, lasts="day")
    client = at_desk(chief)
    kill(client, article)
    with CaptureQueriesContext(connection) as asked:
        client.get(page(article))
    assert len(asked) <= 30, len(asked)


def test_after_a_removal_by_law_the_copies_are_asked(at_desk, article, chief):
    client = at_desk(chief)
    way = f"/admin/articles/article/{article.pk}/verb/redact/"
    version = Article.objects.get(pk=article.pk).version
    answer = client.post(way, {"note": "Сот шешімі", "version": version, "fields": ["lead"]})
    assert answer.url == page(article)
    html = text(client.get(answer.url))
    assert html.count('class="is-gone"') == 2
    assert 'class="is-still"' not in html
    article.editions.update(lead="Асан")
    assert text(client.get(answer.url)).count('class="is-still"') == 1
