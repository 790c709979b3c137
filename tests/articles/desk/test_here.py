"""Who else is here: said to those who may see the story, and to nobody else."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.desk.forms import seal
from articles.models import Article, Presence
from tests.forms import fields_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/here/"


@pytest.fixture
def story(write, journalist, editor):
    return write(journalist, headline="Су келді")


@pytest.fixture
def window(at_desk, story):
    """Return an opener of the form: what it signs with, and what it is told."""

    def opened(user):
        client = at_desk(user)
        form = fields_of(client.get(f"/admin/articles/article/{story.pk}/change/"))
        sealed = {"desk_seal": form["desk_seal"][0]}

        def sign(*names, **more):
            return client.post(ADDRESS, sealed | dict.fromkeys(names, "1") | more)

        return sign

    return opened


def said(answer):
    return " ".join(line["said"] for line in answer.json()["lines"])


def test_two_people_see_each_other_and_who_writes(window, journalist, editor):
    mine, theirs = window(journalist), window(editor)
    assert mine().json()["lines"] == []
    assert "tilshi" in said(theirs())
    theirs("typed")
    assert "redaktor" in said(mine())
    assert mine().json()["may_take_over"] is True
    theirs("left")
    assert mine().json() == {"is_here": True, "lines": [], "may_take_over": False}


def test_the_form_says_who_is_here_before_any_script(window, at_desk, story, journalist, editor):
    window(editor)()
    page = at_desk(journalist).get(f"/admin/articles/article/{story.pk}/change/").content.decode()
    assert (
        "redaktor" in page[page.index("data-here") : page.index("</ul>", page.index("data-here"))]
    )


def test_two_windows_of_one_person_know_of_each_other(window, journalist):
    first, second = window(journalist), window(journalist)
    first()
    assert len(second().json()["lines"]) == 1
    assert "tilshi" not in said(second())


def test_taking_over_is_told_to_the_other_and_locks_nobody_out(
    window, story, at_desk, journalist, editor
):
    mine, theirs = window(journalist), window(editor)
    mine(), theirs()
    answer = theirs("take_over")
    assert not any(line["is_loud"] for line in answer.json()["lines"])
    loud = [line["said"] for line in mine().json()["lines"] if line["is_loud"]]
    assert len(loud) == 1 and "redaktor" in loud[0]
    # The first takes it back: now the other hears of it.
    mine("take_over")
    assert any(line["is_loud"] for line in theirs().json()["lines"])
    assert not any(line["is_loud"] for line in mine().json()["lines"])
    assert workflow.may_write(journalist, story) and workflow.may_write(editor, story)


def test_a_save_and_a_decision_since_the_form_was_opened_are_told(
    window, story, at_desk, journalist, editor, chief
):
    mine = window(journalist)
    opened = str(int((timezone.now() - timedelta(seconds=5)).timestamp()))
    client = at_desk(editor)
    address = f"/admin/articles/article/{story.pk}/change/"
    client.post(address, fields_of(client.get(address)) | {"lead": "Редактордың лиді"})
    [line] = mine(opened=opened).json()["lines"]
    assert "redaktor" in line["said"] and line["link"].endswith("/compare/?before=1&after=2")
    assert client.get(line["link"]).status_code == 200
    workflow.approve(Article.objects.get(), by=editor)
    assert "redaktor" in mine(opened=opened).json()["lines"][-1]["said"]
    workflow.kill(Article.objects.get(), by=chief, note="Қате")
    answer = mine(opened=opened).json()
    assert len(answer["lines"]) == 3 and answer["may_take_over"] is False


def test_a_stranger_hears_nothing_and_leaves_no_trace(window, story, person, at_desk, journalist):
    stranger = person("journalist", "basqa")
    answer = at_desk(stranger).post(ADDRESS, {"desk_seal": seal(stranger, story)})
    assert answer.status_code == 404
    # With the seal of another, or without a session, nothing is told and nothing stays.
    for client in (at_desk(stranger), Client()):
        told = client.post(ADDRESS, {"desk_seal": seal(journalist, story)})
        assert told.json() == {"is_here": False, "lines": []}
    assert not Presence.objects.exists()
    assert story.headline not in json.dumps(answer.json(), ensure_ascii=False)


@pytest.mark.parametrize(
    "sealed", ["", "x", "\x00", "[1,2,3]", "\ud800".encode("utf-8", "replace")]
)
def test_what_is_no_seal_of_ours_is_refused(at_desk, journalist, sealed):
    assert at_desk(journalist).post(ADDRESS, {"desk_seal": sealed}).status_code == 400
    assert at_desk(journalist).get(ADDRESS).status_code == 405


@pytest.mark.parametrize("opened", ["", "x", "-1", "99999999999999999", "0", "\x00", "1" * 400])
def test_a_forged_moment_is_no_error(window, journalist, opened):
    assert window(journalist)(opened=opened).status_code == 200


def test_a_blank_form_is_no_story_to_be_at(at_desk, journalist):
    answer = at_desk(journalist).post(ADDRESS, {"desk_seal": seal(journalist, None)})
    assert answer.status_code == 400


def test_a_sign_costs_as_much_among_many(clock, window, story, journalist, editor, person,
                                         django_assert_max_num_queries):  # fmt: skip
    mine = window(journalist)
    mine()
    for number in range(10):
        window(person("editor", f"redaktor-{number}"))("typed")
    with django_assert_max_num_queries(12):
        answer = mine()
    assert said(answer).count("redaktor-") == 10


def test_whoever_only_reads_a_killed_story_is_seen_by_nobody(window, story, journalist, editor,
                                                             chief, at_desk):  # fmt: skip
    workflow.approve(Article.objects.get(), by=editor)
    workflow.kill(Article.objects.get(), by=chief, note="Қате")
    page = at_desk(journalist).get(f"/admin/articles/article/{story.pk}/change/").content.decode()
    assert "desk/here.js" not in page
