"""Find what is due soon without a look at the archive; made while the desk goes on writing."""

from django.db import migrations, models
from django.db.models import Q


class AddIndexMeanwhile(migrations.AddIndex):
    """An index that on PostgreSQL keeps nobody from writing while it is made."""

    atomic = False

    def _how(self, schema_editor):
        return {"concurrently": True} if schema_editor.connection.vendor == "postgresql" else {}

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, **self._how(schema_editor))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, **self._how(schema_editor))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0025_comments_and_notices")]
    operations = [
        AddIndexMeanwhile(
            model_name="article",
            index=models.Index(
                fields=["due_at"], condition=Q(due_at__isnull=False), name="article_due"
            ),
        ),
    ]
