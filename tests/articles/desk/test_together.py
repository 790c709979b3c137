"""Two people at one story: what they changed apart is one text, what met is shown side by side."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import assignments
from articles.models import Article, KeptText, Region, Topic
from tests.forms import fields_of

BODY = "<p>Бірінші абзац.</p><p>Екінші абзац.</p><p>Үшінші абзац.</p>"


@pytest.fixture
def story(write, journalist, editor):
    return write(journalist, headline="Су келді", lead="Лид", body=BODY, assignee=editor)


@pytest.fixture
def open_form(at_desk, story):
    """Return what a person has open: their client and the fields of the form."""

    def opened(user):
        client = at_desk(user)
        page = client.get(f"/admin/articles/article/{story.pk}/change/")
        return client, fields_of(page, "article_form")

    return opened


def save(opened, story, **typed):
    client, form = opened
    return client.post(f"/admin/articles/article/{story.pk}/change/", form | typed, follow=True)


def test_different_fields_are_put_together_and_said(open_form, story, journalist, editor):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, lead="Редактордың лиді", tags="су, ауыл")
    answer = save(mine, story, headline="Ауылға су келді")
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Ауылға су келді", "Редактордың лиді")
    assert set(story.tags.names()) == {"су", "ауыл"}
    page = answer.content.decode()
    assert "біріктірілді" in page and "redaktor" in page
    assert not KeptText.objects.exclude(why="as_typed").exists()
    assert story.versions.count() == 3


def test_different_paragraphs_are_one_text(open_form, story, journalist, editor):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, body=BODY.replace("Екінші абзац.", "Екінші абзац, түзетілген."))
    save(mine, story, body=f"<p>Жаңа басы.</p>{BODY}<p>Соңы.</p>")
    story.refresh_from_db()
    assert story.body == (
        "<p>Жаңа басы.</p><p>Бірінші абзац.</p><p>Екінші абзац, түзетілген.</p>"
        "<p>Үшінші абзац.</p><p>Соңы.</p>"
    )


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"headline": "Су жоқ"}, {"headline": "Су көп"}),
        ({"body": BODY.replace("Екінші", "Редактор")}, {"body": BODY.replace("Екінші", "Тілші")}),
        ({"lead": "Бір", "headline": "Су жоқ"}, {"headline": "Су көп"}),
    ],
)
def test_what_met_is_kept_and_shown_beside_what_stands_and_what_was(
    open_form, story, journalist, editor, theirs, mine
):
    one, other = open_form(journalist), open_form(editor)
    save(other, story, **theirs)
    answer = save(one, story, **mine)
    assert answer.status_code == 409
    story.refresh_from_db()
    for name, words in theirs.items():
        assert getattr(story, name) == words
    page = answer.content.decode()
    for name, words in mine.items():
        assert words.removeprefix("<p>")[:10] in page
        assert KeptText.objects.get(why="overtaken").content["post"][name] == [words]
    assert "Бұған дейін" in page and "Су келді" in page


def test_of_each_field_either_can_be_taken(open_form, story, journalist, editor):
    one, other = open_form(journalist), open_form(editor)
    save(other, story, headline="Су жоқ", lead="Редактордың лиді")
    save(one, story, headline="Су көп", lead="Тілшінің лиді")
    text = KeptText.objects.get(why="overtaken")
    client, _form = one
    chosen = {"take": "1", "take-headline": "theirs", "take-lead": "yours"}
    way = client.post(f"/admin/articles/article/kept/{text.pk}/", chosen).headers["Location"]
    filled = fields_of(client.get(way), "article_form")
    assert filled["headline"] == ["Су жоқ"]
    assert filled["lead"] == ["Тілшінің лиді"]
    client.post(way, filled)
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Су жоқ", "Тілшінің лиді")


def test_topics_and_regions_that_a_colleague_chose_are_not_lost_where_none_were_chosen(
    open_form, story, journalist, editor
):
    topic = Topic.objects.create(slug="su", name_kk="Су")
    region = Region.objects.exclude(parent=None).first()
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, topics=[topic.pk], further_regions=[region.pk])
    save(mine, story, headline="Ауылға су келді")
    story.refresh_from_db()
    assert story.headline == "Ауылға су келді"
    assert list(story.topics.all()) == [topic]
    assert list(story.further_regions.all()) == [region]


def test_a_second_press_of_one_form_is_one_save(open_form, story, journalist):
    mine = open_form(journalist)
    save(mine, story, headline="Ауылға су келді")
    answer = save(mine, story, headline="Ауылға су келді")
    assert answer.status_code == 200
    assert not KeptText.objects.exclude(why="as_typed").exists()
    assert Article.objects.get().versions.count() == 2


def test_times_that_a_colleague_gave_meanwhile_are_not_overwritten_unseen(
    open_form, story, journalist, editor
):
    mine, theirs = open_form(editor), open_form(editor)
    save(theirs, story, embargoed_until_0="2026-12-01", embargoed_until_1="10:00")
    assert save(mine, story, headline="Ауылға су келді").status_code == 409
    story.refresh_from_db()
    assert story.embargoed_until is not None and story.headline == "Су келді"


def test_an_assignment_made_meanwhile_comes_into_the_save_of_either_form(
    open_form, story, journalist, editor, person
):
    mine, theirs, colleague = open_form(journalist), open_form(editor), person()
    due = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    assignments.assign(story, by=person("editor"), assignee=colleague, due_at=due, urgency=2)
    assert save(mine, story, headline="Ауылға су келді").status_code == 200
    answer = save(theirs, story, lead="Редактордың лиді")
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Ауылға су келді", "Редактордың лиді")
    assert (story.assignee, story.due_at, story.urgency) == (colleague, due, 2)
    assert "біріктірілді" in answer.content.decode()


def test_an_assignment_that_meets_another_is_said(open_form, story, editor, person):
    mine, colleague = open_form(editor), person()
    assignments.assign(story, by=person("editor"), assignee=colleague)
    assert save(mine, story, assignee="").status_code == 409
    story.refresh_from_db()
    assert story.assignee == colleague
