"""Search at the desk: drafts too, in every language, by number, and one's own for a journalist."""

import pytest

from articles.models import Article

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def found(client, text):
    response = client.get(LIST, {"q": text})
    assert response.status_code == 200
    return {article.headline for article in response.context["cl"].result_list}


def test_drafts_are_found_by_any_form_of_their_words(client, write, editor):
    write(editor, headline="Көпір салынды", body="<p>Өзеннің жағасында</p>")
    write(editor, headline="Жол жөнделді", ed_note="Суретін күтеміз")
    client.force_login(editor)
    assert found(client, "көпірге") == found(client, "өзен") == {"Көпір салынды"}
    assert found(client, "сурет") == {"Жол жөнделді"}
    assert found(client, "көпір -өзен") == set()
    assert found(client, "көпір -сурет") == {"Көпір салынды"}


def test_stories_of_every_language_are_found_at_once(client, write, editor):
    write(editor, headline="Школы открыты", language="ru")
    write(editor, headline="Elections were held", language="en")
    client.force_login(editor)
    assert found(client, "школ") == {"Школы открыты"}
    assert found(client, "election") == {"Elections were held"}


def test_a_number_finds_the_story_of_that_number(client, write, editor):
    article = write(editor, headline="Көпір")
    client.force_login(editor)
    assert found(client, str(article.pk)) == found(client, f"№ {article.pk}") == {"Көпір"}


def test_a_journalist_finds_their_own_stories_alone(client, write, person):
    one, other = person(), person()
    write(one, headline="Көпір бірінші")
    given = write(other, headline="Көпір екінші")
    write(other, headline="Көпір үшінші")
    Article.objects.filter(pk=given.pk).update(assignee=one)
    client.force_login(one)
    assert found(client, "көпір") == {"Көпір бірінші"}
    from articles.search import put_article

    put_article(Article.objects.get(pk=given.pk))
    assert found(client, "көпір") == {"Көпір бірінші", "Көпір екінші"}


@pytest.mark.parametrize(
    "text", ["", "\x00", "🙂", "'", '"', "a'b:*&|!()", "%", "_", "ә" * 10_000, "-", "№", "9" * 30]
)
def test_whatever_is_typed_is_an_ordinary_list(client, write, editor, text):
    write(editor, headline="Көпір")
    client.force_login(editor)
    assert client.get(LIST, {"q": text}).status_code == 200
