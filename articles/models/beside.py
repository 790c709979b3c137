"""What an editor decided about the stories beside one: which stand there always, which never."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article


class BesideChoice(models.Model):
    """That one story stands beside another, or must not."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="beside"
    )
    other = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    is_banned = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="beside_once"),
        ]

    def __str__(self):
        return f"{self.article_id}: {self.other_id}"
