"""File the tags that are there already."""

from django.db import migrations

from kazakh.alphabet import sort_key

BATCH = 1000


def file(apps, schema_editor):
    tags = apps.get_model("articles", "Tag").objects.using(schema_editor.connection.alias)
    last = 0
    while batch := list(tags.filter(pk__gt=last).order_by("pk").only("name")[:BATCH]):
        for tag in batch:
            tag.filed_as = sort_key(tag.name).encode()
        tags.bulk_update(batch, ["filed_as"], batch_size=200)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_tags_in_order")]

    operations = [migrations.RunPython(file, migrations.RunPython.noop, elidable=True)]
