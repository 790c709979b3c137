"""What was linked by hand before there were rules is put right, and then the index stands."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import workflow
from articles.models import Article

migration = import_module("articles.migrations.0011_one_translation_a_language")


@pytest.fixture
def without_the_index(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX article_translated_once")


def put_right():
    # Not entered as a migration does: SQLite would not have it inside the transaction of a test.
    editor = connection.schema_editor(collect_sql=True)
    migration.put_right(apps, editor)
    # Keys that are still to be looked at keep PostgreSQL from building an index.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(str(migration.ONCE.create_sql(Article, editor)))
    return {row.headline: row for row in Article.objects.select_related("translation_of")}


def test_links_of_before_obey_the_rules_afterwards(without_the_index, write, journalist, editor):
    def linked(headline, language, to, **fields):
        return write(journalist, headline=headline, language=language, translation_of=to, **fields)

    first = write(journalist, headline="түпнұсқа")
    workflow.approve(first, by=editor)
    russian = linked("орысша", "ru", first)
    linked("екінші орысша", "ru", first)
    linked("себеттегі орысша", "ru", first, status="spiked")
    linked("ағылшынша", "en", russian)
    linked("қазақша", "kk", first)
    itself = write(journalist, headline="өзі")
    Article.objects.filter(pk=itself.pk).update(translation_of=itself)

    stories = put_right()
    originals = {
        name: row.translation_of and row.translation_of.pk for name, row in stories.items()
    }
    assert originals == {
        "түпнұсқа": None,
        "орысша": first.pk,
        "екінші орысша": None,
        "себеттегі орысша": first.pk,
        "ағылшынша": first.pk,
        "қазақша": None,
        "өзі": None,
    }
    assert stories["орысша"].follows == stories["ағылшынша"].follows == 1
    assert stories["екінші орысша"].follows is None
    assert len(stories) == 7, "no text is taken away"


def test_a_long_chain_and_a_ring_come_to_an_end(without_the_index, write, journalist):
    chain = [write(journalist, headline="0")]
    for number in range(1, 9):
        language = ("ru", "en")[number % 2]
        chain.append(
            write(journalist, headline=str(number), language=language, translation_of=chain[-1])
        )
    ring = [write(journalist, language=language) for language in ("kk", "ru", "en")]
    for story, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        Article.objects.filter(pk=story.pk).update(translation_of=other)
    put_right()
    links = Article.objects.filter(translation_of__isnull=False)
    assert set(links.values_list("translation_of", flat=True)) == {chain[0].pk}
    assert links.count() == 2
    assert not links.filter(translation_of__translation_of__isnull=False).exists()
