"""A card says whether a photo is drawn on it, so that it goes when the right to print that ends."""

from django.db import migrations, models

PORTION = 1_000


def told(apps, schema_editor):
    """Take every card of before for one with its story's photo, in portions, with the site up."""
    cards, last = apps.get_model("articles", "SocialCard"), 0
    while portion := list(
        cards.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PORTION]
    ):
        last = portion[-1]
        cards.objects.filter(pk__in=portion, edition__photo__isnull=False).update(has_photo=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_tags_by_their_look")]
    atomic = False
    operations = [
        migrations.AddField(
            "socialcard", "has_photo", models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunPython(told, migrations.RunPython.noop),
    ]
