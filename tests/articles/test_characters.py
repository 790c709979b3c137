"""Characters with spaces: the count that an edition notes is the one that the database makes."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import characters, workflow
from articles.models import Edition, EditionText

pytestmark = pytest.mark.django_db
#: What a database stores of any text: no NUL, no half of a character.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def counted(edition) -> int:
    return Edition.objects.annotate(found=characters.counted()).get(pk=edition.pk).found


def test_line_breaks_are_no_characters_and_spaces_are():
    assert characters.count("Он таңба.", "екі\r\nжол", "") == 9 + 6
    assert characters.count(" \xa0\t") == 3
    assert characters.count("ҚаҒаз😀") == 6


def test_an_edition_notes_what_it_has(publish):
    edition = publish("Көпір", lead="Бүгін\nашылды", body="<p>Ең <em>бірінші</em></p><p>екінші</p>")
    assert edition.characters == len("Көпір") + len("Бүгінашылды") + len("Ең біріншіекінші")
    Edition.objects.update(characters=None)
    assert counted(edition) == edition.characters


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, TEXTS, TEXTS)
def test_python_and_the_database_count_alike(publish, headline, lead, plain):
    edition = Edition.objects.first() or publish()
    Edition.objects.filter(pk=edition.pk).update(headline=headline, lead=lead, characters=None)
    EditionText.objects.filter(edition=edition).update(plain=plain)
    assert counted(edition) == characters.count(headline, lead, plain)


def test_what_the_law_removed_is_counted_no_more(write, journalist, editor, chief):
    article = write(journalist, headline="Көпір", lead="Бүгін", body="<p>Бір сөз</p>")
    workflow.approve(article, by=editor)
    edition = article.editions.get()
    assert edition.characters == len("КөпірБүгінБір сөз")
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["body", "lead"])
    assert counted(edition) == len("Көпір")


def test_a_released_story_keeps_its_count(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.hold(article, by=editor)
    article.refresh_from_db()
    workflow.release(article, by=editor)
    first, second = article.editions.order_by("number")
    assert first.characters == second.characters > 0


def test_editions_of_before_are_counted_by_the_migration(publish):
    noted = [publish(f"Хабар {number}", lead="а\nб").characters for number in range(3)]
    Edition.objects.update(characters=None)
    EditionText.objects.filter(edition=Edition.objects.last()).delete()
    migration = import_module("articles.migrations.0023_characters_counted")
    migration.PORTION = 2
    for _again in range(2):
        migration.count(apps, connection.schema_editor(collect_sql=True))
        found = list(Edition.objects.order_by("pk").values_list("characters", flat=True))
        assert found == [*noted[:2], len("Хабар 2аб")]
