"""A text that was mended is kept as it was typed, and a story remembers what was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_tags_filed")]

    operations = [
        migrations.AddField(
            "article", "left_as_typed", models.JSONField(blank=True, default=dict, editable=False)
        ),
        migrations.AlterField(
            "kepttext",
            "why",
            models.CharField(
                choices=[
                    ("overtaken", "somebody saved first"),
                    ("signed_out", "the session had ended"),
                    ("closed", "the story no longer takes changes"),
                    ("autosave", "saved while typing"),
                    ("as_typed", "as it was typed, before it was mended"),
                ],
                max_length=12,
            ),
        ),
    ]
