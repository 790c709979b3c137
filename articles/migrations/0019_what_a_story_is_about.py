"""Make room for what a story is about, by which related news compares it.

A column that may be empty is added without touching a row. `manage.py index_search` fills it, with
the site up; until then a story has its related news by tags, places and section alone.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_banners_of_the_chief")]
    operations = [
        migrations.AddField("edition", "gist", models.BinaryField(editable=False, null=True)),
    ]
