"""Let the desk keep demands about stories, and what it found when it asked where a story stands.

Tables of their own: nothing else moves. A house that cut its own roles keeps them.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "chief_editor")
CODENAMES = ("view_demand", "add_demand", "change_demand")


def give(apps, schema_editor):
    # Permissions are made after all migrations have run; these groups need these now.
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
        content_type__app_label="articles", codename__in=CODENAMES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0032_tags_found_while_typing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="kepttext",
            name="why",
            field=models.CharField(
                choices=[
                    ("overtaken", "somebody saved first"),
                    ("signed_out", "the session had ended"),
                    ("closed", "the story no longer takes changes"),
                    ("autosave", "saved while typing"),
                    ("summary", "arranged from the entries of the live story"),
                    ("as_typed", "as it was typed, before it was mended"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asker",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("court", "court"),
                            ("state_body", "state body"),
                            ("advocate", "advocate"),
                        ],
                        max_length=12,
                        verbose_name="who demands",
                    ),
                ),
                ("asker_name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="contact")),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("letter", "letter"),
                            ("mail", "mail"),
                            ("advocates", "advocate's request"),
                            ("court_act", "act of a court"),
                            ("order", "order of a state body"),
                        ],
                        max_length=12,
                        verbose_name="paper",
                    ),
                ),
                (
                    "paper_number",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="number of the paper"
                    ),
                ),
                (
                    "paper_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the paper"),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received at"
                    ),
                ),
                ("asks", models.JSONField(default=list, verbose_name="what is demanded")),
                ("words", models.TextField(blank=True, verbose_name="words of the demand")),
                ("due_at", models.DateTimeField(verbose_name="deadline")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="urgent")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not decided yet"),
                            ("granted", "granted"),
                            ("in_part", "granted in part"),
                            ("refused", "refused"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_how",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how the answer was sent"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answer sent at"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("form_token", models.CharField(blank=True, max_length=32, null=True, unique=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stories",
                    models.ManyToManyField(
                        related_name="demands", to="articles.article", verbose_name="stories"
                    ),
                ),
            ],
            options={
                "verbose_name": "demand",
                "verbose_name_plural": "demands",
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="DemandAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demand_acts",
                        to="articles.decision",
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="articles.demand",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Whereabouts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("places", models.JSONField(default=list)),
                ("still", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whereabouts",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.decision",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(
                condition=models.Q(("answered_at", None)),
                fields=["due_at", "id"],
                name="demand_due",
            ),
        ),
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["-answered_at", "-id"],
                name="demand_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="demandact",
            constraint=models.UniqueConstraint(
                fields=("demand", "decision"), name="demandact_once"
            ),
        ),
        migrations.AddIndex(
            model_name="whereabouts",
            index=models.Index(fields=["article", "-id"], name="whereabouts_of_article"),
        ),
        migrations.RunPython(give, take),
    ]
