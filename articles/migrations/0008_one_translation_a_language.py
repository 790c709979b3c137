"""Hold that a story has one translation into a language, and find stopped stories by an index.

What was linked by hand before is put right first, in short batches: a translation of a
translation becomes one of the first original; of two into one language the earlier keeps its
original; and every translation counts as checked against what its original says today, since
nobody could say otherwise. No text is touched, and no edition.

Nothing here runs in one long transaction. On PostgreSQL both indexes are built concurrently, with
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

STOPPED = models.Index(fields=["id"], condition=Q(stopped__gt=""), name="article_stopped")
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
    article = apps.get_model("articles", "Article")
    if schema_editor.connection.vendor != "postgresql":
        # Both are plain indexes here; no table is made anew.
        schema_editor.add_index(article, STOPPED)
        schema_editor.add_constraint(article, ONCE)
        return
    for made, name in (
        (STOPPED.create_sql(article, schema_editor, concurrently=True), STOPPED.name),
        (ONCE.create_sql(article, schema_editor), ONCE.name),
    ):
        # What an interrupted run left is no index.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        sql = str(made).replace("CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX CONCURRENTLY ")
        schema_editor.execute(sql, params=None)


def unbuild(apps, schema_editor):
    concurrently = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    for name in (ONCE.name, STOPPED.name):
        schema_editor.execute(f"DROP INDEX {concurrently}IF EXISTS {name}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0007_what_a_translation_follows")]
    operations = [
        migrations.RunPython(put_right, migrations.RunPython.noop, elidable=False),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, unbuild)],
            state_operations=[
                migrations.AddIndex("article", STOPPED),
                migrations.AddConstraint("article", ONCE),
            ],
        ),
    ]
