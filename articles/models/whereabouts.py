"""What was found when the desk asked where readers still meet a story that was taken down."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article
from .decision import AppendOnly, Decision


class Whereabouts(AppendOnly):
    """One asking of every place: who asked, when, after which decision, and what each said.

    `places` names places and numbers alone, no words of the story: no removal by law needs to
    reach it.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="whereabouts"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    places = models.JSONField(default=list)
    #: How many of them still show the story.
    still = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["article", "-id"], name="whereabouts_of_article")]

    def __str__(self):
        return f"{self.article_id}: {self.still}"
