"""Give the chief editor the banners; a house that cut its own roles keeps them as they are."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

PERMISSIONS = ("add_banner", "change_banner", "view_banner")


def give(apps, schema_editor):
    # Permissions are made after all migrations have run; the role needs them now.
    config = apps.get_app_config("articles")
    before = getattr(config, "models_module", None)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = before
    chief = apps.get_model("auth", "Group").objects.filter(name="chief_editor").first()
    if chief is not None:
        chief.permissions.add(*_permissions(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.all():
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=PERMISSIONS
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_what_is_read_and_advertised")]
    operations = [migrations.RunPython(give, take)]
