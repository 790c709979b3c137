"""A tag carries the key it is filed under, so that a long list of tags is read off an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_words_of_the_archive")]

    operations = [
        migrations.AddField(
            "tag",
            "filed_as",
            models.BinaryField(default=b"", editable=False),
            preserve_default=True,
        ),
        migrations.AddIndex("tag", models.Index(fields=["filed_as", "id"], name="tag_in_order")),
    ]
