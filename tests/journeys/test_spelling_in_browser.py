"""Hints of spelling beside the story, in every editor: taken, ignored, and never in the way."""

import pytest

from articles import lexicon
from articles.models import Article, Word
from tests.browser import enter

BODY = (
    "<p>Бүгін <strong>жана</strong> мектеп ашылды.</p>"
    "<p>Балалар және және ата-аналар 🎉 жиналды.<br>Жана сынып та бар.</p>"
    "<p>«Мектеп &amp; ауыл» жана жоба.</p>"
)


@pytest.fixture
def printed(transactional_db, django_db_serialized_rollback):
    """Words that the site has printed in many stories."""
    words = "қазақстан қазақстанда жаңа мектеп мектебі ашылды бүгін балалар және жиналды".split()
    Word.objects.bulk_create(
        Word(language="kk", word=word, stem=lexicon.stem_of("kk", word), stories=60)
        for word in words
    )


def hint(page, field, word):
    """Return the row of a hint below a field."""
    return page.locator(f".field-{field} .spelling li").filter(has_text=word)


@pytest.mark.browser
@pytest.mark.parametrize("body_editor", ["prose", "ckeditor", "textarea"])
def test_hints_are_taken_and_ignored(body_editor, new_page, serve, person, write, printed):
    server, journalist = serve(BODY_EDITOR=body_editor), person("journalist", "tilshi")
    article = write(journalist, headline="Казакстанда мектеп", lead="", body=BODY)
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")

    # The headline: a press puts the word right, and the hint is gone.
    row = hint(page, "headline", "Казакстанда")
    row.wait_for()
    assert "Қазақстанда" in row.inner_text()
    assert page.locator(".field-lead .spelling li").count() == 0
    row.locator("[data-replace]").press("Enter")
    row.wait_for(state="detached")
    assert page.input_value("#id_headline") == "Қазақстанда мектеп"

    # The body: within bold letters, after an emoji and a break of the line.
    page.locator(".field-body .spelling [role=status]").filter(has_text=": 4").wait_for()
    for word, remaining in (("жана", 3), ("және және", 2), ("Жана", 1), ("жана", 0)):
        row = hint(page, "body", word).first
        row.locator("[data-replace]").first.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.field-body .spelling li').length === n",
            arg=remaining,
        )

    # What is ignored stays ignored after the save.
    page.fill("#id_lead", "Балалар балалар жиналды.")
    row = hint(page, "lead", "Балалар балалар")
    row.wait_for()
    row.locator("[data-ignore]").click()
    row.wait_for(state="detached")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_load_state()
    article.refresh_from_db()
    assert article.headline == "Қазақстанда мектеп"
    assert article.body == (
        "<p>Бүгін <strong>жаңа</strong> мектеп ашылды.</p>"
        "<p>Балалар және ата-аналар 🎉 жиналды.<br>Жаңа сынып та бар.</p>"
        "<p>«Мектеп &amp; ауыл» жаңа жоба.</p>"
    )


@pytest.mark.browser
def test_without_an_answer_nothing_is_shown_and_the_story_is_saved(
    new_page, serve, person, write, printed
):
    server, journalist = serve(), person("journalist", "tilshi")
    article = write(journalist)
    page = new_page()
    page.watch.expect("hints.json")
    enter(page, server, journalist)
    page.route("**/hints.json", lambda route: route.abort())
    with page.expect_request("**/hints.json"):
        page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector("[data-body-editor][data-ready]")
    with page.expect_request("**/hints.json"):
        page.fill("#id_lead", "Казакстанда жана мектеп.")
    assert page.locator(".spelling:visible").count() == 0
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_selector("[data-body-editor][data-ready]")
    assert Article.objects.get().lead == "Казакстанда жана мектеп."
