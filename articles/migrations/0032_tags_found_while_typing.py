"""Keep tags to be found while one types, count them, and note what was merged: new tables alone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_breaking_bands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TagMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.tag",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="articles.tag",
                        verbose_name="tag",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TagsCounted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.BigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="tagscounted_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="TagUse",
            fields=[
                (
                    "tag",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="articles.tag",
                    ),
                ),
                ("is_offered", models.BooleanField(default=True)),
                ("stories", models.PositiveIntegerField(default=0)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("worth", models.FloatField(default=0)),
                ("likeness", models.CharField(default="", max_length=200)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_offered", True)),
                        fields=["stories", "-tag"],
                        name="taguse_stories",
                    ),
                    models.Index(
                        condition=models.Q(("is_offered", True), ("stories__gt", 0)),
                        fields=["last_used_at", "tag"],
                        name="taguse_last",
                    ),
                    models.Index(
                        condition=models.Q(("is_offered", True)),
                        fields=["likeness", "tag"],
                        name="taguse_likeness",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TagBeginning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins", models.BinaryField()),
                ("place", models.PositiveSmallIntegerField()),
                ("worth", models.FloatField(default=0)),
                (
                    "tag",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="beginnings",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["begins", "place", "worth", "tag"], name="tagbeginning_begins"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tag", "place"), name="tagbeginning_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TagPhrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("stems", models.CharField(max_length=200)),
                (
                    "tag",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["language", "stems", "tag"], name="tagphrase_stems")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tag", "language"), name="tagphrase_once")
                ],
            },
        ),
    ]
