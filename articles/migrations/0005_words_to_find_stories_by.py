"""Make room for the terms that stories are found by, and the index of them.

Both tables are new, so their indexes are made of nothing and nobody waits; `manage.py
index_search` fills them from an archive that is there already, with the site up.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.terms
from articles.search import guard

_GIN = {
    "articles_editionterms": "editionterms_found",
    "articles_articleterms": "articleterms_found",
}


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, name in _GIN.items():
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (terms)")
    else:
        # Its triggers are made by post_migrate: a table made anew would lose these.
        for statement in guard.TABLES:
            schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in _GIN.values():
            schema_editor.execute(f"DROP INDEX {name}")
    else:
        for name in guard.TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in guard.TABLES_BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_roles")]
    operations = [
        migrations.RemoveField("editiontext", "terms"),
        migrations.CreateModel(
            "ArticleTerms",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terms",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("terms", articles.models.terms.TermsField(null=True)),
                ("made_by", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["made_by"], name="articleterms_made_by")],
            },
        ),
        migrations.CreateModel(
            "EditionTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("published_at", models.DateTimeField()),
                ("terms", articles.models.terms.TermsField(null=True)),
                ("made_by", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "default_related_name": "edition_terms",
                "indexes": [
                    models.Index(fields=["made_by"], name="editionterms_made_by"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["edition"], name="editionterms_once")
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
