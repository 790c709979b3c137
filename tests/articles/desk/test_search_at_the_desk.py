"""Search at the desk: drafts too, in every language, by number, and one's own for a journalist."""

from urllib.parse import quote

import pytest

from articles import lexicon, workflow
from articles.models import Article, Region

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


def test_answers_stand_best_first_with_their_words_marked(client, write, editor, clock):
    write(editor, headline="Көпір салынды")
    clock.tick(hours=1)
    write(editor, headline="Өзен тасыды", body="<p>Су көпірдің үстінен асты.</p>")
    client.force_login(editor)
    page = client.get(LIST, {"q": "көпір"})
    listed = [article.headline for article in page.context["cl"].result_list]
    assert listed == ["Көпір салынды", "Өзен тасыды"]
    html = page.content.decode()
    assert "<mark>Көпір</mark> салынды" in html
    assert "Су <mark>көпірдің</mark> үстінен асты." in html
    # Another order is the reader's own.
    other = client.get(LIST, {"q": "көпір", "o": "-7"}).context["cl"].result_list
    assert [article.headline for article in other] == ["Өзен тасыды", "Көпір салынды"]


def test_what_nothing_answers_is_asked_otherwise(client, write, journalist, editor):
    workflow.approve(write(journalist, headline="Мектеп ашылды"), by=editor)
    lexicon.learn()
    client.force_login(editor)
    page = client.get(LIST, {"q": "мектпе"}).content.decode()
    assert f'<a href="?q={quote("мектеп")}">мектеп</a>' in page
    assert client.get(LIST, {"q": "жоқсөздің"}).context["other"] == ""


def test_answers_are_narrowed_by_region(client, write, editor):
    town = Region.objects.get(code="KZ-79")
    write(editor, headline="Көпір бірінші", region=town)
    further = write(editor, headline="Көпір екінші")
    further.further_regions.add(town)
    write(editor, headline="Көпір үшінші")
    client.force_login(editor)
    page = client.get(LIST, {"q": "көпір", "region": town.pk})
    shown = {article.headline for article in page.context["cl"].result_list}
    assert shown == {"Көпір бірінші", "Көпір екінші"}
    for forged in ("abc", "-1", "9" * 40, "1' OR 1"):
        assert client.get(LIST, {"region": forged}).status_code in (200, 302)


def test_a_story_without_a_section_has_no_bare_dash(client, write, editor, category):
    write(editor, headline="Айдарлы", category=category)
    write(editor, headline="Айдарсыз", category=None)
    client.force_login(editor)
    client.cookies["django_language"] = "en"
    page = client.get(LIST).content.decode()
    assert '<td class="field-section"></td>' in page
    assert ">no section</a>" in page
    only = client.get(LIST, {"category__isnull": "True"})
    assert {each.headline for each in only.context["cl"].result_list} == {"Айдарсыз"}
