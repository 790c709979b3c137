"""The stories that the dialog of links offers: those that readers can see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/own-stories.json"


@pytest.fixture
def stories(write, person, editor, chief):
    """Stories of somebody else: live, in Russian, scheduled, a draft, held."""
    other = person("journalist", "baska")
    made = {
        "live": write(other, headline="Түркістанда су келді"),
        "russian": write(other, headline="Вода в Туркестане", language="ru", body="<p>Вода.</p>"),
        "scheduled": write(other, headline="Ертең су келеді"),
        "draft": write(other, headline="Жоба: су"),
        "held": write(other, headline="Су туралы қате"),
    }
    for name in ("live", "russian", "held"):
        workflow.approve(made[name], by=editor)
    workflow.approve(made["scheduled"], by=editor, at=timezone.now() + timedelta(days=1))
    made["held"].refresh_from_db()
    workflow.hold(made["held"], by=editor, note="тексеру")
    return made


def asked(client, user, **question):
    client.force_login(user)
    answer = client.get(ADDRESS, question)
    assert answer.status_code == 200
    return answer.json()["stories"]


def test_only_what_readers_see_is_offered(stories, client, journalist, editor):
    for user in (journalist, editor):
        for words in ("", "су", "суды"):
            found = {each["number"] for each in asked(client, user, q=words)}
            hidden = {stories[name].pk for name in ("scheduled", "draft", "held")}
            assert stories["live"].pk in found
            assert not found & hidden, words


def test_the_language_of_the_text_comes_first(stories, client, journalist):
    newest = [each["language"] for each in asked(client, journalist, language="ru")]
    assert newest == ["ru", "kk"]
    [first] = asked(client, journalist, q="вода", language="kk")
    assert first["number"] == stories["russian"].pk


def test_a_story_is_found_by_its_number_and_by_its_address(stories, client, journalist):
    live, draft = stories["live"], stories["draft"]
    slug = live.editions.get().slug
    for words in (f"{live.pk}", f"№ {live.pk}", f"https://x.example/news/{live.pk}-{slug}/"):
        [found] = asked(client, journalist, q=words)
        assert found["address"] == f"/news/{live.pk}-{slug}/"
    assert asked(client, journalist, q=str(draft.pk)) == []


@pytest.mark.parametrize("words", ["\x00", "\ud800", "9" * 17, "а" * 5000, "%", "'\"", "№"])
def test_odd_questions_are_answered(words, stories, client, journalist):
    client.force_login(journalist)
    answer = client.get(ADDRESS, {"q": words.encode("utf-8", "surrogatepass"), "language": "xx"})
    assert answer.status_code == 200


def test_nobody_without_a_role_is_told(client, django_user_model):
    user = django_user_model.objects.create_user("bos", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 403


def test_few_queries_however_many_there_are(
    stories, write, journalist, editor, client, django_assert_max_num_queries
):
    for number in range(12):
        workflow.approve(write(journalist, headline=f"Су жаңалығы {number}"), by=editor)
    client.force_login(journalist)
    with django_assert_max_num_queries(20):
        assert len(client.get(ADDRESS, {"q": "су"}).json()["stories"]) == 10


def test_the_desk_is_told_of_links_that_readers_would_not_get(stories, client, editor, write):
    held = stories["held"]
    story = write(editor, body=f'<p><a href="/news/{held.pk}/">а</a></p>')
    client.force_login(editor)
    form = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert f"№ {held.pk}" in form.content.decode()
    assert held.headline not in form.content.decode()
    workflow.submit(story, by=editor)
    page = client.get(reverse("admin:articles_article_verb", args=[story.pk, "approve"]))
    assert f"№ {held.pk}" in page.content.decode()


def test_a_full_address_of_ours_is_stored_without_its_host(client, journalist, write, settings):
    story = write(journalist)
    client.force_login(journalist)
    address = reverse("admin:articles_article_change", args=[story.pk])
    fields = fields_of(client.get(address))
    fields["body"] = [f'<p><a href="{settings.SITE_URL}/news/5-su/">а</a></p>']
    client.post(address, fields | {"_save": ["1"]})
    story.refresh_from_db()
    assert story.body == '<p><a href="/news/5-su/">а</a></p>'
