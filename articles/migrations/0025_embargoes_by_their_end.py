"""Find the few stories under embargo without a look at the others, for the home of the desk.

On PostgreSQL the index is built concurrently: the desk goes on writing meanwhile.
"""

from django.db import migrations, models
from django.db.models import Q

EMBARGOES = models.Index(
    fields=["embargoed_until"],
    condition=Q(embargoed_until__isnull=False),
    name="article_embargoed",
)


def build(apps, schema_editor):
    article = apps.get_model("articles", "Article")
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.add_index(article, EMBARGOES)
        return
    # What an interrupted run left is no index.
    schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {EMBARGOES.name}")
    made = EMBARGOES.create_sql(article, schema_editor, concurrently=True)
    schema_editor.execute(str(made), params=None)


def unbuild(apps, schema_editor):
    concurrently = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP INDEX {concurrently}IF EXISTS {EMBARGOES.name}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0024_shared_previews")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, unbuild)],
            state_operations=[migrations.AddIndex("article", EMBARGOES)],
        ),
    ]
