"""Comments of colleagues on stories, and what each person is told: tables of their own."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_due_and_drafts_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("words", models.TextField(max_length=2000, verbose_name="comment")),
                ("passage", models.CharField(blank=True, max_length=500, verbose_name="passage")),
                ("form_token", models.CharField(blank=True, max_length=32, null=True, unique=True)),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="settled at"),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentioned", "I was named in a comment"),
                            ("commented", "a comment on my story"),
                            ("sent_back", "my story was sent back"),
                            ("published", "my story was approved, corrected or released"),
                            (
                                "stopped",
                                "my story was held, killed, spiked or taken off the schedule",
                            ),
                            ("given", "a story was given to me"),
                            ("due", "my story is due within the hour"),
                            ("submitted", "a story waits for an editor"),
                            ("opinion", "an opinion came from outside"),
                            ("original", "the original of my translation was corrected or stopped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("key", models.CharField(max_length=60)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notice_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("hourly", "every hour"),
                            ("daily", "once a day"),
                        ],
                        default="never",
                        max_length=8,
                        verbose_name="Mail",
                    ),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=9,
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="at the hour",
                    ),
                ),
                (
                    "at_once",
                    models.BooleanField(
                        default=False, verbose_name="By mail at once when I am named"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                        default="kk",
                        max_length=2,
                        verbose_name="language of the mail",
                    ),
                ),
                (
                    "submissions",
                    models.CharField(
                        choices=[
                            ("on_duty", "while I am on duty"),
                            ("always", "always"),
                            ("never", "never"),
                        ],
                        default="on_duty",
                        max_length=8,
                        verbose_name="Stories that wait for an editor",
                    ),
                ),
                ("muted", models.JSONField(blank=True, default=list)),
                ("unmailed", models.JSONField(blank=True, default=list)),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="article",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="settled by",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="articles.comment",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="mentioned",
            field=models.ManyToManyField(
                related_name="+",
                through="articles.Mention",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="comment",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.comment",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.decision",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="shared",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.sharedpreview",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="to",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="mention_once"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "id"], name="comment_of_article"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["to", "-id"], name="notice_of_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["to", "id"], name="notice_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", False)),
                fields=["read_at"],
                name="notice_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("to", "key"), name="notice_once"),
        ),
    ]
