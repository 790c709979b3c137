"""Let what is due and what is being written be found in an archive of any size.

On PostgreSQL the indexes are made beside the running site: nobody waits to save.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class AddIndexBesideTheSite(AddIndexConcurrently):
    """Add an index without a lock where the database can; as ever where it cannot."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            migrations.AddIndex.database_forwards(
                self, app_label, schema_editor, from_state, to_state
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            migrations.AddIndex.database_backwards(
                self, app_label, schema_editor, from_state, to_state
            )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0027_planning")]
    operations = [
        AddIndexBesideTheSite(
            "article",
            models.Index(
                models.F("due_at"), condition=models.Q(due_at__isnull=False), name="article_due"
            ),
        ),
        AddIndexBesideTheSite(
            "article",
            models.Index(
                fields=["-modified_at", "-id"],
                condition=models.Q(status="draft"),
                name="article_drafts",
            ),
        ),
    ]
