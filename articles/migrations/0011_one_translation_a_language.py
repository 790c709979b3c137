"""Hold that a story has one translation into a language, and find those whose originals moved.

What was linked by hand before is put right first, in short batches: a translation of a
translation becomes one of the first original; of two into one language the earlier keeps its
original; and every translation counts as checked against what its original says today, since
nobody could say otherwise. No text is touched, and no edition.

Nothing here runs in one long transaction. On PostgreSQL the indexes are built concurrently, with
the site up and people writing; a run that was interrupted, or that met two translations made
meanwhile, is simply begun again.
"""

from django.db import migrations, models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

BATCH = 2000
OF_USE = ~Q(status="spiked") & ~Q(stopped="killed")
#: Longer chains than this are rings.
LONGEST = 10

FOLLOWS = models.Index(
    fields=["translation_of", "follows", "id"],
    condition=Q(translation_of__isnull=False),
    name="article_follows",
)
OVER = models.Index(
    fields=["id"], condition=Q(stopped__gt="") | Q(status="spiked"), name="article_over"
)
LATER = models.Index(fields=["article", "number"], condition=Q(number__gt=1), name="edition_later")
ONCE = models.UniqueConstraint(
    fields=["translation_of", "language"],
    condition=Q(translation_of__isnull=False) & OF_USE,
    name="article_translated_once",
)


def put_right(apps, schema_editor):
    """Leave every translation bound to a first original, in another language, once."""
    stories = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    edition = apps.get_model("articles", "Edition")
    translations = stories.filter(translation_of__isnull=False)
    for _step in range(LONGEST):
        chained = translations.filter(translation_of__translation_of__isnull=False)
        first = stories.filter(pk=OuterRef("translation_of")).values("translation_of")
        for pks in _batches(chained):
            chained.filter(pk__in=pks).update(translation_of=Subquery(first))
    rings = translations.filter(translation_of__translation_of__isnull=False)
    for wrong in (rings, translations.filter(translation_of__language=F("language"))):
        for pks in _batches(wrong):
            stories.filter(pk__in=pks).update(translation_of=None)
    earlier = stories.filter(
        OF_USE,
        translation_of=OuterRef("translation_of"),
        language=OuterRef("language"),
        pk__lt=OuterRef("pk"),
    )
    for pks in _batches(translations.filter(OF_USE, models.Exists(earlier))):
        stories.filter(pk__in=pks).update(translation_of=None)
    last = (
        edition.objects.using(stories.db)
        .filter(article=OuterRef("translation_of"))
        .order_by()
        .values("article")
        .annotate(last=Max("number"))
        .values("last")
    )
    for pks in _batches(translations.filter(follows=None)):
        stories.filter(pk__in=pks).update(follows=Coalesce(Subquery(last), 0))


def _batches(rows):
    """Yield the ids of rows, a batch at a time, in their order."""
    after = 0
    while pks := list(
        rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        after = pks[-1]
        yield pks


def build(apps, schema_editor):
    article, edition = apps.get_model("articles", "Article"), apps.get_model("articles", "Edition")
    indexes = ((article, FOLLOWS), (article, OVER), (edition, LATER))
    if schema_editor.connection.vendor != "postgresql":
        # All are plain indexes here; no table is made anew.
        for model, index in indexes:
            schema_editor.add_index(model, index)
        schema_editor.add_constraint(article, ONCE)
        return
    made = [
        (index.name, index.create_sql(model, schema_editor, concurrently=True))
        for model, index in indexes
    ]
    unique = str(ONCE.create_sql(article, schema_editor))
    made.append((ONCE.name, unique.replace(" INDEX ", " INDEX CONCURRENTLY ", 1)))
    for name, sql in made:
        # What an interrupted run left is no index.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.execute(str(sql), params=None)


def unbuild(apps, schema_editor):
    concurrently = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    for made in (ONCE, LATER, OVER, FOLLOWS):
        schema_editor.execute(f"DROP INDEX {concurrently}IF EXISTS {made.name}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0010_what_a_translation_follows")]
    operations = [
        migrations.RunPython(put_right, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, unbuild)],
            state_operations=[
                migrations.AddIndex("article", FOLLOWS),
                migrations.AddIndex("article", OVER),
                migrations.AddIndex("edition", LATER),
                migrations.AddConstraint("article", ONCE),
            ],
        ),
    ]
