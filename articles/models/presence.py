"""Who has a story's form open now: a row for each form, gone soon after its last sign."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article


class Presence(models.Model):
    """One open form of a story; it holds nobody's words and locks nobody out."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, db_index=False, related_name="presences"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Of the form's seal: two windows of one person are two rows.
    form = models.CharField(max_length=32, unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    # Until when it counts as open if it gives no other sign.
    here_until = models.DateTimeField()
    typed_at = models.DateTimeField(null=True, blank=True)
    took_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["article", "here_until"], name="presence_at_story")]

    def __str__(self):
        return f"{self.article_id}: {self.by_id}"
