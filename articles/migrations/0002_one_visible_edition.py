"""Let the database itself keep two editions of one article apart."""

from django.db import migrations

from articles import intervals


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in intervals.POSTGRESQL:
            schema_editor.execute(statement)
    # SQLite's triggers are made by post_migrate: a table made anew would lose these.


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in intervals.POSTGRESQL_BACK:
            schema_editor.execute(statement)
    else:
        for name in intervals.SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_stories")]
    operations = [migrations.RunPython(guard, unguard)]
