"""Make the four roles from the table in `articles/roles.py`."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from articles.roles import PERMISSIONS


def make(apps, schema_editor):
    # Permissions are made after all migrations have run; these groups need them now.
    for label in ("auth", "media", "articles"):
        config = apps.get_app_config(label)
        before = getattr(config, "models_module", None)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = before
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _new = Group.objects.get_or_create(name=role.value)
        # Those of later models are given by the migration that brings the model.
        group.permissions.set([known[name] for name in names if name in known])


def unmake(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(
        name__in=[role.value for role in PERMISSIONS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_regions_of_kazakhstan"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("media", "0001_photos"),
    ]
    operations = [migrations.RunPython(make, unmake)]
