"""The number of the generation: another after each change that readers can see, and after no other.

The tables are compared with the models, so that a new model must be decided about.
"""

import threading
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from articles import generation, readership
from articles.models import (
    Article,
    Category,
    Edition,
    EditionTag,
    Generation,
    House,
    HousePage,
    KeptText,
    Tag,
)
from media.models import Photo, PhotoCredit
from tests.published import NOW

pytestmark = pytest.mark.django_db

#: What no page for readers is made of: the desk's own, what follows from editions, what is counted.
UNSEEN = {
    "articles_duty", "articles_articletag", "articles_article_further_regions",
    "articles_article_topics", "articles_article", "articles_contribution", "articles_bannerday",
    "articles_decision", "articles_redaction", "articles_word", "articles_learnt",
    "articles_livestory_posters", "articles_readernote", "articles_articleviews",
    "articles_accesslog", "articles_popularity", "articles_editionterms", "articles_articleterms",
    "articles_version", "articles_kepttext", "articles_generation", "media_photoword",
    "articles_sharedpreview", "articles_demand", "articles_demand_stories", "articles_demandact",
    "articles_whereabouts",
    "articles_presence", "articles_comment", "articles_mention",
    "articles_plannedevent", "articles_markedday", "articles_notice", "articles_noticechoice",
    "articles_taguse", "articles_tagbeginning", "articles_tagphrase",
    "articles_tagscounted", "articles_tagmerge",
}  # fmt: skip


def settled(current=generation.current):
    """Let what PostgreSQL leaves to the end of a transaction happen; return the number."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            # Each change of a test stands for a transaction of its own.
            cursor.execute("SELECT set_config('newsroom.renewed_in', '', true)")
    return current()


@pytest.fixture
def changes():
    """Return whether an act gives the generation a new number."""

    def tell(act):
        before = settled()
        act()
        return settled() != before

    return tell


def test_each_of_our_models_is_seen_or_unseen():
    ours = {
        model._meta.db_table
        for label in ("articles", "media")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    assert set(generation.SEEN) | UNSEEN == ours
    assert not set(generation.SEEN) & UNSEEN


def test_every_table_of_readers_has_its_triggers():
    assert not generation._missing(connection)
    assert not generation.check_guard(None, databases=["default"])


def test_a_publication_an_edit_and_an_end_are_changes(changes, publish):
    made = []
    assert changes(lambda: made.append(publish("Су келді", tags=["су"])))
    assert changes(lambda: Edition.objects.update(visible_until=NOW + timedelta(days=1)))
    assert changes(lambda: Tag.objects.filter(name="су").update(name="ауызсу"))
    assert changes(lambda: EditionTag.objects.all()._raw_delete("default"))


def test_the_house_its_pages_sections_and_credits_are_seen(changes, house, sections, picture):
    photo = picture()
    assert changes(lambda: House.objects.update(phone="+7 700"))
    assert changes(lambda: HousePage.objects.create(slug="zharnama", name_kk="Жарнама"))
    assert changes(lambda: Category.objects.filter(slug="sport").update(colour="#aa0000"))
    assert changes(lambda: PhotoCredit.objects.update(photographer="Әлия Қуанышқызы"))
    assert changes(lambda: Photo.objects.filter(pk=photo.pk).update(focal_x=0.2))
    assert changes(lambda: photo.renditions.first().delete())


def test_what_the_desk_keeps_for_itself_is_none(changes, publish, journalist):
    edition = publish("Су келді")
    article = edition.article

    def keep():
        Article.objects.filter(pk=article.pk).update(body="<p>Жаңа мәтін</p>")
        KeptText.objects.create(article=article, by=journalist, content={}, digest="a")

    assert not changes(keep)
    assert not changes(lambda: readership.add({(article.pk, NOW.date()): 7}, at=NOW))
    assert not changes(lambda: Photo.objects.create(original="x", digest="x", width=1, height=1))


def test_what_is_taken_back_was_no_change(changes, house):
    class Stop(Exception):
        pass

    def fail():
        with pytest.raises(Stop), transaction.atomic():
            House.objects.update(phone="+7 700")
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            raise Stop

    assert not changes(fail)
    assert changes(lambda: House.objects.update(phone="+7 701"))


def test_lost_triggers_are_told_of_and_made_again(publish):
    table = "articles_house"
    with connection.cursor() as cursor:
        name = f"{generation.PREFIX}{table}_update"
        of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{of_table}")
    assert [each.id for each in generation.check_guard(None, databases=["default"])] == [
        "articles.W003"
    ]
    generation.guard()
    assert not generation.check_guard(None, databases=["default"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL empties a table so")
def test_an_emptied_table_and_a_trigger_switched_off_are_noticed(changes, house):
    def run(sql):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(sql)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    assert changes(lambda: run("TRUNCATE articles_besidechoice"))
    run("ALTER TABLE articles_house DISABLE TRIGGER USER")
    assert generation.check_guard(None, databases=["default"])
    generation.guard()
    assert not generation.check_guard(None, databases=["default"])
    assert changes(lambda: House.objects.update(phone="+7 700"))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_migration_goes_back_and_forth():
    call_command("migrate", "articles", "0020", verbosity=0)
    House.objects.update_or_create(pk=1, defaults={"name_kk": "Дала"})
    call_command("migrate", "articles", verbosity=0)
    assert not generation.check_guard(None, databases=["default"])
    House.objects.update(name_kk="Дала-Ақпарат")
    assert Generation.objects.get().number


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_tag_renamed_while_a_story_with_it_appears_waits_for_nobody_in_a_ring(publish, house):
    """Foreign keys are looked at when a transaction ends, and wait for the one who renames."""
    publish("Су келді", tags=["су"])
    tag, renamed, go_on, faults = Tag.objects.get(), threading.Event(), threading.Event(), []

    def rename():
        try:
            with transaction.atomic():
                Tag.objects.filter(pk=tag.pk).update(slug="auyzsu")
                renamed.set()
                go_on.wait(20)
                time.sleep(1)
        except OperationalError as error:
            faults.append(error)
        finally:
            connection.close()

    def appear():
        try:
            with transaction.atomic():
                House.objects.update(phone="+7 700")
                publish("Тағы су", tags=["су"])
                go_on.set()
        except OperationalError as error:
            faults.append(error)
        finally:
            connection.close()

    hands = [threading.Thread(target=rename), threading.Thread(target=appear)]
    hands[0].start()
    assert renamed.wait(20)
    before = generation.current()
    hands[1].start()
    for hand in hands:
        hand.join(30)
    assert not faults
    assert generation.current() != before
    assert Generation.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no search path")
def test_a_restore_without_a_search_path_finds_the_row(changes, house):
    def restore():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL search_path = ''")
            cursor.execute("UPDATE public.articles_house SET phone = '+7 702'")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL search_path = public")

    assert changes(restore)
