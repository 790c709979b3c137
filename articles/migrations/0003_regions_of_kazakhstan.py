"""Ship every oblast, city and district with its code and its three names."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "regions.csv"


def fill(apps, schema_editor):
    Region = apps.get_model("articles", "Region")
    made = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), start=1):
            made[row["code"]], _new = Region.objects.update_or_create(
                code=row["code"],
                defaults={
                    "parent": made.get(row["parent"]),
                    "kind": row["kind"],
                    "slug": row["slug"],
                    "name_kk": row["name_kk"],
                    "name_ru": row["name_ru"],
                    "name_en": row["name_en"],
                    "kato": row["kato"],
                    "order": order,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_one_visible_edition")]
    # Backwards the rows stay: stories may name them, and forwards finds them again.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
