"""Events that are to be covered, and marked days: tables of the desk, and who may what with them.

A house that cut its own roles keeps them.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

_EVENTS = ("view_plannedevent", "add_plannedevent", "change_plannedevent")
_DAYS = ("view_markedday", "add_markedday", "change_markedday", "delete_markedday")
GIVEN = {
    "journalist": _EVENTS,
    "editor": _EVENTS,
    "chief_editor": (*_EVENTS, *_DAYS),
    "photo_editor": ("view_plannedevent",),
}


def give(apps, schema_editor):
    # Permissions are made after all migrations have run; these groups need them now.
    config = apps.get_app_config("articles")
    before = getattr(config, "models_module", None)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = before
    for role, names in GIVEN.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.add(*_permissions(apps, names))


def take(apps, schema_editor):
    for role, names in GIVEN.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.remove(*_permissions(apps, names))


def _permissions(apps, names):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=names
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_who_is_at_a_story"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MarkedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("off", "day off"),
                            ("work", "workday, moved here"),
                            ("told", "a date to remember"),
                        ],
                        default="off",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "marked day",
                "verbose_name_plural": "marked days",
            },
        ),
        migrations.CreateModel(
            name="PlannedEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what happens")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("is_whole_day", models.BooleanField(default=False, verbose_name="the whole day")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="called off at"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "form_token",
                    models.CharField(
                        blank=True, editable=False, max_length=32, null=True, unique=True
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="put down by",
                    ),
                ),
                (
                    "photographer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who takes photos",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who writes",
                    ),
                ),
                (
                    "story",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_event",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned event",
                "verbose_name_plural": "planned events",
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.AddIndex(
            model_name="plannedevent",
            index=models.Index(fields=["starts_at", "id"], name="plannedevent_by_time"),
        ),
        migrations.AddConstraint(
            model_name="plannedevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="plannedevent_ends_after_it_starts",
            ),
        ),
        migrations.RunPython(give, take),
    ]
