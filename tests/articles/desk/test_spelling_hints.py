"""The question that the writing form asks: by whom, how much, and what comes back."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(db):
    Word.objects.create(language="kk", word="жаңа", stem="жаңа", stories=40)
    return reverse("admin:articles_article_hints")


@pytest.fixture
def desk(client, journalist):
    client.force_login(journalist)
    return client


def test_each_paragraph_has_its_hints(desk, address):
    answer = desk.post(address, {"language": "kk", "paragraph": ["🎉 Жана үй", "Жаңа үй", ""]})
    assert answer.status_code == 200
    assert answer.json() == {
        "hints": [[{"start": 2, "end": 6, "word": "Жана", "suggestions": ["Жаңа"]}], [], []]
    }


@pytest.mark.parametrize("language", ["ru", "en", "", "қазақша", "\x00"])
def test_a_story_in_another_language_has_none(desk, address, language):
    answer = desk.post(address, {"language": language, "paragraph": ["жана жана"]})
    assert answer.json() == {"hints": [[]]}


def test_a_question_without_paragraphs_has_an_empty_answer(desk, address):
    assert desk.post(address, {"language": "kk"}).json() == {"hints": []}


@pytest.mark.parametrize("paragraphs", [["а"] * 21, ["а" * 20_001]])
def test_too_much_at_once_is_refused_with_a_sentence(desk, address, paragraphs):
    answer = desk.post(address, {"language": "kk", "paragraph": paragraphs})
    assert answer.status_code == 413
    assert answer.json()["refusal"]


@pytest.mark.parametrize("paragraph", ["\x00", "%_'\"\\&<", "🎉" * 50, "ә" * 19_000])
def test_any_paragraph_has_an_ordinary_answer(desk, address, paragraph):
    answer = desk.post(address, {"language": "kk", "paragraph": [paragraph]})
    assert (answer.status_code, len(answer.json()["hints"])) == (200, 1)


def test_only_those_who_write_may_ask(client, person, address):
    assert client.post(address, {"paragraph": ["жана"]}).status_code == 403
    client.force_login(person("photo_editor"))
    assert client.post(address, {"paragraph": ["жана"]}).status_code == 403


def test_a_question_is_posted_with_the_token_of_the_form(journalist, desk, address):
    assert desk.get(address).status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(journalist)
    assert careful.post(address, {"language": "kk", "paragraph": ["жана"]}).status_code == 403


def test_the_writing_form_says_where_to_ask_and_a_story_to_read_does_not(
    desk, address, write, journalist
):
    article = write(journalist)
    page = reverse("admin:articles_article_change", args=[article.pk])
    assert f'data-spelling="{address}"' in desk.get(page).content.decode()
    article.status = "spiked"
    article.save()
    assert "data-spelling" not in desk.get(page).content.decode()
