"""Note of every edition how many characters it has; a report counts those that are not noted yet.

A thousand at a time, each in a transaction of its own: nobody waits for it, and begun again it
goes on where it was.
"""

from django.db import migrations
from django.db.models import F, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Length, Replace

PORTION = 1000


def _length(name):
    return Length(Replace(Replace(F(name), Value("\n"), Value("")), Value("\r"), Value("")))


def count(apps, schema_editor):
    database = schema_editor.connection.alias
    Edition = apps.get_model("articles", "Edition")
    texts = apps.get_model("articles", "EditionText").objects.filter(edition=OuterRef("pk"))
    characters = (
        _length("headline")
        + _length("lead")
        + Coalesce(Subquery(texts.values(length=_length("plain"))), 0)
    )
    editions = Edition.objects.using(database)
    last = editions.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, PORTION):
        portion = editions.filter(pk__gte=first, pk__lt=first + PORTION, characters=None)
        portion.update(characters=characters)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0022_reports_of_the_desk")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
