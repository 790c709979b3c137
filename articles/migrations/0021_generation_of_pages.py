"""Let the database say when pages that readers have were made anew.

The triggers themselves are made after every migrate (`articles.generation.guard`): they stand on
tables of two applications, and on SQLite a table that is made anew loses them.
"""

from django.db import migrations, models

from articles import generation


def unguard(apps, schema_editor):
    for statement in generation.drop(schema_editor.connection):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_pinned_and_banned"),
        ("media", "0004_withdrawn_photos"),
    ]
    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        # Entries are as new as this release: their table is small.
        migrations.AddIndex(
            model_name="liveentry",
            index=models.Index(fields=["visible_from"], name="liveentry_opens"),
        ),
        migrations.AddIndex(
            model_name="liveentry",
            index=models.Index(
                condition=models.Q(("visible_until__isnull", False)),
                fields=["visible_until"],
                name="liveentry_closes",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, unguard),
    ]
