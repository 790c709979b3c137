"""The archive as a lexicon: every edition learned once, by whoever publishes, in any order."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import lexicon, workflow
from articles.models import Learnt, Word

pytestmark = pytest.mark.django_db


def test_words_are_counted_by_stories_in_each_language(publish):
    publish("Көпір", body="<p>Көпір, көпір!</p>")
    publish("Көпірдің жобасы")
    publish("Мост", language="ru")
    assert lexicon.learn() == 3
    assert lexicon.known("kk", ["көпір", "көпірдің", "мост", "жоқ"]) == {"көпір": 1, "көпірдің": 1}
    assert lexicon.known("ru", ["мост", "көпір"]) == {"мост": 1}
    stem = lexicon.stem_of("kk", "көпір")
    assert lexicon.known_stems("kk", [stem, "жоқ"]) == {stem: 2}


def test_each_edition_is_learned_once(publish):
    publish("Көпір")
    assert lexicon.learn() == 1
    assert lexicon.learn() == 0
    publish("Көпір")
    assert lexicon.learn() == 1
    assert lexicon.known("kk", ["көпір"]) == {"көпір": 2}


def test_a_changed_story_adds_only_its_new_words(publish):
    first = publish("Көпір салынды", hours=-3, until=-2)
    article = first.article
    article.headline = "Көпір ашылды"
    article.save()
    publish(article=article, hours=-2)
    lexicon.learn()
    assert lexicon.known("kk", ["көпір", "салынды", "ашылды"]) == {
        "көпір": 1, "салынды": 1, "ашылды": 1,
    }  # fmt: skip


def test_what_teaches_nothing_is_left_out(publish):
    publish("2026 ж " + "а" * 60, body="<p>covid19 🙂</p>")
    lexicon.learn()
    assert not Word.objects.filter(word__in=["2026", "ж", "covid19"]).exists()
    assert not Word.objects.filter(word__startswith="ааа").exists()


def test_learning_goes_on_where_it_stopped(publish):
    for n in range(5):
        publish(f"Көпір {n}")
    assert lexicon.learn(limit=2) == 2
    assert lexicon.learn(limit=2) == 2
    assert lexicon.learn() == 1
    assert lexicon.known("kk", ["көпір"]) == {"көпір": 5}


def test_everything_can_be_learned_again(publish):
    publish("Көпір")
    lexicon.learn()
    Word.objects.create(language="kk", word="артық", stem="артқ", stories=9)
    said = StringIO()
    call_command("learn_words", "--all", stdout=said)
    assert said.getvalue() == "editions learned: 1\n"
    assert lexicon.known("kk", ["көпір", "артық"]) == {"көпір": 1}


def test_an_approval_learns_when_enough_wait(
    write, journalist, editor, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(lexicon, "WAITING", 2)
    for headline, learned in (("Көпір", 0), ("Қоршау", 2)):
        with django_capture_on_commit_callbacks(execute=True):
            workflow.approve(write(journalist, headline=headline), by=editor)
        assert Word.objects.filter(word__in=["көпір", "қоршау"]).count() == learned


def test_an_approval_stands_even_if_nothing_can_be_learned(
    write, journalist, editor, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail():
        raise RuntimeError("no lexicon today")

    monkeypatch.setattr(lexicon, "catch_up", fail)
    article = write(journalist, headline="Көпір")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.approve(article, by=editor)
    assert article.editions.visible().exists()
    assert "no lexicon today" in caplog.text


def test_an_approval_without_enough_asks_two_short_questions(publish):
    publish("Көпір")
    with CaptureQueriesContext(connection) as asked:
        lexicon.catch_up()
    assert len(asked) == 2
    assert not Learnt.objects.exists()


def test_a_thousand_words_are_asked_in_one_query(publish):
    publish("Көпір")
    lexicon.learn()
    with CaptureQueriesContext(connection) as asked:
        found = lexicon.known("kk", ["көпір", *(f"сөз{n}" for n in range(1000))])
    assert found == {"көпір": 1}
    assert len(asked) == 1


def test_no_words_are_no_question():
    with CaptureQueriesContext(connection) as asked:
        assert lexicon.known("kk", []) == lexicon.known_stems("kk", []) == {}
    assert len(asked) == 0
