"""Make room for the number of the original's edition that a translation follows.

One column without a default and without a check: PostgreSQL only writes it into its catalogue,
SQLite only into its schema, and no row of a large archive is read or moved.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_text_as_typed")]
    operations = [
        migrations.AddField(
            "article", "follows", models.IntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AlterField(
            "decision",
            "verb",
            models.CharField(
                choices=[
                    ("submit", "Submit"),
                    ("send_back", "Send back"),
                    ("approve", "Approve"),
                    ("unschedule", "Unschedule"),
                    ("hold", "Hold"),
                    ("release", "Release"),
                    ("correct", "Correct"),
                    ("kill", "Kill"),
                    ("redact", "Redact"),
                    ("spike", "Spike"),
                    ("restore", "Restore"),
                    ("read", "Read afterwards"),
                    ("reopen", "Change the approved text"),
                    ("import", "Import"),
                    ("check", "Checked against the original"),
                ],
                max_length=12,
                verbose_name="decision",
            ),
        ),
    ]
