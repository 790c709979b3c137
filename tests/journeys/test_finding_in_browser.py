"""The palette and the field of tags in a browser: by keys alone, and where nobody answers."""

import pytest

from articles.models import Article, Tag
from articles.tags import filing
from tests.browser import enter


@pytest.fixture
def tags(transactional_db, django_db_serialized_rollback):
    made = Tag.called(["Мектеп", "Мектеп киімі", "Су"])
    filing.file_missing()
    return made


@pytest.mark.browser
def test_anything_is_found_by_keys_alone(new_page, serve, person, write):
    server, editor = serve(), person("editor", "redaktor")
    story = write(editor, headline="Жаңа мектеп ашылды")
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/")
    page.focus(".to-site")
    page.keyboard.press("Control+k")
    field = page.locator(".find-dialog input")
    field.wait_for()
    page.keyboard.type("vtrntg")
    option = page.locator("#find-answers [role=option]").first
    page.wait_for_function(
        "() => document.querySelector('.find-dialog input').getAttribute('aria-activedescendant')"
    )
    assert "Жаңа мектеп ашылды" in option.inner_text()
    assert page.locator(".find-said").inner_text().strip()
    # Closed, the focus is where it was.
    page.keyboard.press("Escape")
    page.wait_for_selector(".find-dialog[open]", state="detached")
    assert page.evaluate("document.activeElement.className") == "to-site"
    page.keyboard.press("/")
    page.keyboard.type("мектеп")
    page.wait_for_function(
        "() => document.querySelectorAll('#find-answers [role=option]').length > 0"
    )
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/article/{story.pk}/change/")
    # What was opened is offered first, before anything is typed.
    page.goto(f"{server}/admin/")
    page.keyboard.press("/")
    page.wait_for_selector("#find-answers [role=option]")
    assert "Жаңа мектеп" in page.locator("#find-answers [role=option]").first.inner_text()


@pytest.mark.browser
def test_a_slash_in_a_text_and_a_link_in_the_body_are_left_alone(new_page, serve, person, write):
    server, editor = serve(), person("editor", "redaktor")
    story = write(editor)
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}/admin/articles/article/{story.pk}/change/")
    page.focus("#id_lead")
    page.keyboard.press("End")
    page.keyboard.type("1/2")
    assert page.input_value("#id_lead").endswith("1/2")
    assert page.locator(".find-dialog[open]").count() == 0
    page.wait_for_selector("[data-body-editor][data-ready]")
    page.locator("[data-body-editor] [contenteditable=true]").first.click()
    page.keyboard.press("Control+k")
    page.wait_for_timeout(300)
    assert page.locator(".find-dialog[open]").count() == 0


@pytest.mark.browser
def test_the_palette_says_that_nobody_answers_and_asks_little(new_page, serve, person):
    server, editor = serve(), person("editor", "redaktor")
    page = new_page(viewport={"width": 390, "height": 844})
    page.watch.expect("find.json")
    enter(page, server, editor)
    asked = []
    page.on("request", lambda request: "find.json" in request.url and asked.append(request.url))
    page.click("#find-q")
    page.wait_for_selector(".find-dialog[open]")
    box = page.locator(".find-dialog").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    page.keyboard.type("мектеп", delay=20)
    page.wait_for_function("() => document.querySelector('.find-said').textContent")
    page.wait_for_timeout(500)
    assert len(asked) <= 3
    page.route("**/find.json*", lambda route: route.abort())
    page.keyboard.type("тер")
    page.wait_for_selector(".find-said.is-away")


@pytest.mark.browser
def test_tags_are_chosen_by_keys_and_from_the_text(new_page, serve, person, write, tags):
    server, journalist = serve(), person("journalist", "tilshi")
    story = write(journalist, headline="Ауылға су келді", lead="", body="")
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/{story.pk}/change/")
    # From the text, by one press.
    page.locator(".tag-named").filter(has_text="Су").click()
    assert page.input_value("#id_tags") == "Су, "
    page.focus("#id_tags")
    page.keyboard.press("End")
    page.keyboard.type("vtrn")
    page.wait_for_selector(".tags-offered [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#id_tags", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    chosen = page.locator(f"#{active} .tag-name").inner_text()
    page.keyboard.press("Enter")
    assert page.input_value("#id_tags") == f"Су, {chosen}, "
    page.keyboard.type("Мүлдем жаңа")
    page.keyboard.press("Escape")
    page.focus("#id_lead")
    page.wait_for_function("() => document.querySelector('.tags-new').textContent")
    assert "«Мүлдем жаңа»" in page.locator(".tags-new").inner_text()
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist .success")
    story = Article.objects.get()
    assert set(story.tags.names()) == {"Су", chosen, "Мүлдем жаңа"}


@pytest.mark.browser
def test_without_answers_the_field_is_a_line_of_text(new_page, serve, person, write, tags):
    server, journalist = serve(), person("journalist", "tilshi")
    story = write(journalist)
    page = new_page()
    page.watch.expect("suggest.json")
    page.watch.expect("in-text.json")
    enter(page, server, journalist)
    page.route("**/*.json*", lambda route: route.abort())
    page.watch.expect("hints.json")
    page.goto(f"{server}/admin/articles/article/{story.pk}/change/")
    page.fill("#id_tags", "мектеп, су")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert set(Article.objects.get().tags.names()) == {"Мектеп", "Су"}
