"""The index follows what it is an index of: approvals, releases, removals, and old archives."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import search, workflow
from articles.models import Article, ArticleTerms, EditionTerms
from articles.search import guard

pytestmark = pytest.mark.django_db


def numbers(text):
    found = search.find(text, language="kk", at=timezone.now())
    return [edition.article_id for edition in found.editions]


def test_a_story_is_found_from_its_approval_to_its_kill(write, journalist, editor, chief, clock):
    article = write(journalist, headline="Көпір салынды", body="<p>Өзеннің екі жағы қосылды.</p>")
    assert numbers("көпір") == []
    workflow.approve(article, by=editor)
    assert numbers("көпірдің") == numbers("өзен") == [article.pk]
    clock.tick()
    workflow.hold(article, by=editor)
    assert numbers("көпір") == []
    clock.tick()
    workflow.release(article, by=editor)
    assert numbers("көпір") == [article.pk]
    clock.tick()
    workflow.kill(article, by=chief, note="Қате")
    assert numbers("көпір") == []


def test_a_changed_story_is_found_by_its_new_words_alone(write, journalist, editor, rewrite, clock):
    article = write(journalist, headline="Көпір салынды")
    workflow.approve(article, by=editor)
    clock.tick()
    rewrite(article, by=editor, headline="Қоршау салынды")
    assert numbers("көпір") == [article.pk]
    assert numbers("қоршау") == []
    workflow.approve(article, by=editor)
    assert numbers("көпір") == []
    assert numbers("қоршау") == [article.pk]


def test_removed_words_find_nothing_anywhere(write, journalist, editor, chief, clock):
    article = write(journalist, headline="Көпір", lead="Айсұлу куәлік берді", tags=[])
    workflow.approve(article, by=editor)
    clock.tick()
    workflow.redact(article, by=chief, fields=["lead"], note="Сот шешімі")
    assert numbers("Айсұлу") == []
    assert numbers("көпір") == [article.pk]
    assert not search.at_the_desk(Article.objects.all(), "Айсұлу").stories.exists()
    kept = [*EditionTerms.objects.all(), *ArticleTerms.objects.all()]
    assert kept
    assert not any("айсұлу" in row.terms for row in kept)


def test_an_archive_without_terms_is_indexed_by_the_command(publish, write, journalist):
    made = [publish(f"Көпір {n}").article_id for n in range(3)]
    write(journalist, headline="Көпір жобасы")
    EditionTerms.objects.all().delete()
    ArticleTerms.objects.all().delete()
    assert numbers("көпір") == []
    said = StringIO()
    call_command("index_search", stdout=said)
    assert "editions: terms made for 3" in said.getvalue()
    assert "stories: terms made for 4" in said.getvalue()
    assert set(numbers("көпір")) == set(made)
    assert search.at_the_desk(Article.objects.all(), "көпірдің").stories.count() == 4


def test_the_command_makes_again_only_what_is_older(publish):
    publish("Көпір")
    late = publish("Қоршау")
    call_command("index_search")
    EditionTerms.objects.filter(edition=late).update(made_by=0)
    said = StringIO()
    call_command("index_search", stdout=said)
    assert said.getvalue() == "editions: terms made for 1\n"
    said = StringIO()
    call_command("index_search", "--all", stdout=said)
    assert "editions: terms made for 2" in said.getvalue()
    assert numbers("қоршау") == [late.article_id]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself")
def test_a_missing_trigger_is_seen_and_made_again(db):
    assert guard.check_guard(None, databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER articles_search_delete")
    assert [each.id for each in guard.check_guard(None, databases=["default"])] == ["articles.W002"]
    guard.guard()
    assert guard.check_guard(None, databases=["default"]) == []


def test_a_page_of_answers_costs_the_same_however_many_there_are(now, publish):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert numbers("көпір")
        return len(asked)

    publish("Көпір")
    few = queries()
    for n in range(70):
        publish(f"Көпір {n}", body="<p>Көпір</p>")
    assert queries() <= max(few, 6)


def test_an_approval_costs_one_or_two_queries_more(write, journalist, editor):
    article = write(journalist, headline="Көпір")
    with CaptureQueriesContext(connection) as asked:
        workflow.approve(article, by=editor)
    assert len([q for q in asked if "articles_editionterms" in q["sql"]]) == 1
    assert len(asked) <= 25
