"""Bands of breaking news, which editors and the chief put up; house-cut roles keep theirs."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
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
    for group in apps.get_model("auth", "Group").objects.all():
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename="break_in"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_sections_on_the_front_page"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="BreakingBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=120, verbose_name="words of the band"),
                ),
                (
                    "is_everywhere",
                    models.BooleanField(default=True, verbose_name="above every page"),
                ),
                ("visible_from", models.DateTimeField(verbose_name="visible from")),
                ("visible_until", models.DateTimeField(verbose_name="visible until")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken down by",
                    ),
                ),
            ],
            options={
                "verbose_name": "breaking band",
                "verbose_name_plural": "breaking bands",
                "default_permissions": (),
                "permissions": [("break_in", "Can put up a breaking band")],
                "indexes": [
                    models.Index(
                        fields=["language", "-visible_from", "-id"], name="breakingband_begun"
                    ),
                    models.Index(fields=["visible_from"], name="breakingband_opens"),
                    models.Index(fields=["visible_until"], name="breakingband_closes"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visible_until__gte", models.F("visible_from"))),
                        name="breakingband_interval",
                    )
                ],
            },
        ),
        migrations.RunPython(give, take),
    ]
