"""One tag for one look: keys of tags are made anew, in portions, with the site up."""

from django.db import migrations

from articles.models import Tag
from kazakh.alphabet import fold

PORTION = 1_000


def by_look(apps, schema_editor):
    """Give each tag the key of its look; where another tag has that, it keeps its own."""
    _rekey(apps.get_model("articles", "Tag"), Tag.key)


def by_letters(apps, schema_editor):
    """Give each tag the key that its letters have."""
    _rekey(apps.get_model("articles", "Tag"), lambda name: fold(name)[:120])


def _rekey(model, key):
    last = 0
    while portion := list(model.objects.filter(pk__gt=last).order_by("pk")[:PORTION]):
        last = portion[-1].pk
        changed = {tag.pk: key(tag.name) for tag in portion if key(tag.name) != tag.folded}
        wanted = {each for each in changed.values() if each}
        taken = set(model.objects.filter(folded__in=wanted).values_list("folded", flat=True))
        for tag in portion:
            new = changed.get(tag.pk)
            if new and new not in taken:
                taken.add(new)
                model.objects.filter(pk=tag.pk).update(folded=new)


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_social_cards")]
    # Each portion by itself: no row stays locked while the others are looked at.
    atomic = False
    operations = [migrations.RunPython(by_look, by_letters)]
