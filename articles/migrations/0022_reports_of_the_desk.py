"""Let editors and the chief see everyone's reports; editions note how many characters they have.

A house that cut its own roles keeps them.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "chief_editor")


def give(apps, schema_editor):
    # Permissions are made after all migrations have run; these groups need this one now.
    config = apps.get_app_config("articles")
    before = getattr(config, "models_module", None)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = before
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename="view_reports"
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_generation_of_pages")]
    operations = [
        migrations.AlterModelOptions(
            name="edition",
            options={
                "default_permissions": ("view",),
                "permissions": [("view_reports", "Can see everyone's reports")],
                "verbose_name": "published edition",
                "verbose_name_plural": "published editions",
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="characters",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(give, take),
    ]
