"""Let an editor place stories in the blocks of sections on the front page."""

import django.db.models.deletion
from django.db import migrations, models


def take_out(apps, schema_editor):
    apps.get_model("articles", "FrontSlot").objects.filter(place="section").delete()
    if schema_editor.connection.vendor == "postgresql":
        # The table is altered next, and its triggers would still be waiting for the end.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_comments_and_notices")]
    operations = [
        migrations.AddField(
            model_name="frontslot",
            name="section",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.category",
                verbose_name="section",
            ),
        ),
        migrations.AlterField(
            model_name="frontslot",
            name="place",
            field=models.CharField(
                choices=[
                    ("lead", "leads the page"),
                    ("second", "below the lead"),
                    ("section", "in the block of a section"),
                ],
                max_length=8,
                verbose_name="place",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontslot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", "section"), ("section__isnull", False)),
                    models.Q(
                        models.Q(("place", "section"), _negated=True), ("section__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="frontslot_section",
            ),
        ),
        # A layout of before knows no sections: on the way back theirs are filled by the newest.
        migrations.RunPython(migrations.RunPython.noop, take_out),
    ]
