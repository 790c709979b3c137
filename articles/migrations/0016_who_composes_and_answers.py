"""Give the roles that are shipped what came with the readers' pages; other roles stay as cut."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GIVEN = {
    "editor": ("compose_front", "view_readernote", "change_readernote"),
    "chief_editor": (
        "compose_front", "view_readernote", "change_readernote", "view_housepage",
        "add_housepage", "change_housepage",
    ),
}  # fmt: skip


def give(apps, schema_editor):
    # Permissions are made after all migrations have run; these groups need them now.
    config = apps.get_app_config("articles")
    before = getattr(config, "models_module", None)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = before
    Permission = apps.get_model("auth", "Permission")
    for role, names in GIVEN.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label="articles", codename__in=names)
            )


def take(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for role, names in GIVEN.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.remove(
                *Permission.objects.filter(content_type__app_label="articles", codename__in=names)
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_reader_pages")]
    operations = [migrations.RunPython(give, take)]
