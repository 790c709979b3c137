"""Comments beside the text and on their own page: with a script, without one, signed out."""

import pytest

from articles import comments
from articles.models import Comment, Mention
from tests.forms import all_fields_of, fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(write, journalist):
    return write(journalist, headline="Су келді")


def address(story):
    return f"/admin/articles/article/{story.pk}/comments/"


def test_a_comment_is_written_on_its_page_without_a_script(at_desk, story, journalist, editor):
    client = at_desk(editor)
    page = client.get(address(story))
    form = next(form for form in all_fields_of(page) if "words" in form)
    answer = client.post(address(story), form | {"words": "@tilshi, <b>тексер</b>"}, follow=True)
    assert "&lt;b&gt;тексер" in answer.content.decode()
    client.post(address(story), form | {"words": "@tilshi, <b>тексер</b>"})
    assert Comment.objects.count() == 1 and Mention.objects.get().person == journalist


def test_what_was_refused_stands_in_the_form_still(at_desk, story, editor, person):
    stranger = person()
    answer = at_desk(editor).post(address(story), {"words": f"@{stranger.username}, қара"})
    assert answer.status_code == 422
    form = next(form for form in all_fields_of(answer) if "words" in form)
    assert form["words"] == [f"@{stranger.username}, қара"]
    assert "errornote" in answer.content.decode()


def test_the_script_is_told_what_stands_now_or_why_not(at_desk, story, editor):
    client, json = at_desk(editor), {"HTTP_ACCEPT": "application/json"}
    told = client.post(address(story), {"words": "Тексер"}, **json).json()
    assert "Тексер" in told["html"] and told["open"] == 1 and "<form" not in told["html"]
    refused = client.post(address(story), {"words": ""}, **json)
    assert refused.status_code == 422 and refused.json()["refused"]
    comment = Comment.objects.get()
    told = client.post(f"{address(story)}{comment.pk}/settle/", {}, **json).json()
    assert told["open"] == 0
    told = client.post(f"{address(story)}{comment.pk}/settle/", {"open": "1"}, **json).json()
    assert told["open"] == 1


def test_a_stranger_finds_no_such_story(at_desk, story, person, editor):
    comment = comments.add(story, by=editor, words="Құпия")
    stranger = at_desk(person())
    assert stranger.get(address(story)).status_code == 404
    assert stranger.post(address(story), {"words": "Қызық"}).status_code == 404
    assert stranger.post(f"{address(story)}{comment.pk}/settle/").status_code == 404
    assert Comment.objects.count() == 1


def test_a_comment_of_another_story_is_not_settled_here(at_desk, story, write, journalist, editor):
    comment = comments.add(story, by=editor, words="Тексер")
    other = write(journalist)
    client = at_desk(editor)
    assert client.post(f"{address(other)}{comment.pk}/settle/").status_code == 404
    assert client.get(f"{address(story)}{comment.pk}/settle/").status_code == 405


def test_who_was_signed_out_gets_the_words_back(client, story):
    answer = client.post(address(story), {"words": "Мұны жоғалтпаңыз, өтінем"}, follow=True)
    assert answer.status_code == 403
    assert "Мұны жоғалтпаңыз, өтінем" in answer.content.decode()
    answer = client.post(address(story), {"words": "Су"}, HTTP_ACCEPT="application/json")
    assert answer.status_code == 403 and answer.json()["refused"]


def test_the_form_of_the_story_posts_nothing_of_a_comment(at_desk, story, editor):
    comments.add(story, by=editor, words="Тексер")
    client = at_desk(editor)
    page = client.get(f"/admin/articles/article/{story.pk}/change/")
    assert "Тексер" in page.content.decode()
    form = fields_of(page, "article_form")
    assert "words" not in form
    client.post(f"/admin/articles/article/{story.pk}/change/", form | {"lead": "Жаңа лид"})
    story.refresh_from_db()
    assert story.lead == "Жаңа лид" and Comment.objects.count() == 1


def test_two_of_one_name_are_offered_by_their_logins(at_desk, story, editor, person):
    for username in ("asan1", "asan2"):
        other = person("editor", username)
        other.first_name, other.last_name = "Асан", "Сапаров"
        other.save()
    page = at_desk(editor).get(address(story)).content.decode()
    assert "@asan1" in page and "@asan2" in page and "@Асан" not in page


@pytest.mark.parametrize("way", ["change/", "comments/", "history/"])
def test_many_comments_and_colleagues_cost_no_more_queries(
    at_desk, story, journalist, editor, person, way, django_assert_max_num_queries
):
    client = at_desk(editor)
    for number in range(12):
        comments.add(story, by=person("editor"), words=f"Пікір {number}")
    with django_assert_max_num_queries(36 if way == "change/" else 20) as asked:
        client.get(f"/admin/articles/article/{story.pk}/{way}")
    few = len(asked)
    for _again in range(12):
        comments.settle(comments.add(story, by=person("editor"), words="Тағы"), by=editor)
    with django_assert_max_num_queries(few):
        client.get(f"/admin/articles/article/{story.pk}/{way}")
