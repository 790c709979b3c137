"""Counts of what is read, and the house's own banners with theirs."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import media.files


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_who_composes_and_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="house",
            name="has_most_read_beside_story",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="most read stories below a story"
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="has_most_read_on_front",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="most read stories on the front page"
            ),
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("head", models.CharField(max_length=64, unique=True)),
                ("position", models.PositiveBigIntegerField(default=0)),
                ("read_at", models.DateTimeField(auto_now=True)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Banner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="For the desk alone.", max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("front_top", "top of the front page"),
                            ("front_blocks", "front page, above the sections"),
                            ("story", "below the text of a story"),
                            ("list", "above a list"),
                        ],
                        max_length=16,
                        verbose_name="slot",
                    ),
                ),
                (
                    "advertiser",
                    models.CharField(
                        help_text="Printed above the banner, after the word “Advertising”.",
                        max_length=200,
                        verbose_name="advertiser",
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        help_text="Where the banner leads to: a web address.",
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="link",
                    ),
                ),
                (
                    "image",
                    models.FileField(
                        max_length=200,
                        storage=media.files.renditions,
                        upload_to="banners",
                        verbose_name="file",
                    ),
                ),
                ("image_width", models.PositiveIntegerField(default=0, editable=False)),
                ("image_height", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "narrow",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=media.files.renditions,
                        upload_to="banners",
                        verbose_name="file for phones",
                    ),
                ),
                ("narrow_width", models.PositiveIntegerField(default=0, editable=False)),
                ("narrow_height", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "alt_text",
                    models.CharField(
                        help_text="What the banner says and shows, for those who cannot see it.",
                        max_length=500,
                        verbose_name="alt text",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "every language"),
                            ("kk", "Қазақша"),
                            ("ru", "Русский"),
                            ("en", "English"),
                        ],
                        max_length=2,
                        verbose_name="language of the pages",
                    ),
                ),
                (
                    "shows_from",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="shown from"
                    ),
                ),
                (
                    "shows_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="shown until"),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Of several in one slot, one of weight 2 has twice the hours.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="weight",
                    ),
                ),
                ("is_retired", models.BooleanField(default=False, verbose_name="retired")),
            ],
            options={
                "verbose_name": "banner",
                "verbose_name_plural": "banners",
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shows_until", None),
                            ("shows_until__gt", models.F("shows_from")),
                            _connector="OR",
                        ),
                        name="banner_interval",
                        violation_error_message="A banner ends later than it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 10)),
                        name="banner_weight",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Popularity",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="popularity",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("published_at", models.DateTimeField()),
                ("score", models.FloatField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["language", "-score", "-article"], name="popularity_highest"
                    ),
                    models.Index(fields=["published_at"], name="popularity_old"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleViews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("views", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["day", "article"], name="articleviews_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "day"), name="articleviews_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BannerDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("shown", models.PositiveIntegerField(default=0)),
                ("followed", models.PositiveIntegerField(default=0)),
                (
                    "banner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="articles.banner",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("banner", "day"), name="bannerday_once")
                ],
            },
        ),
    ]
