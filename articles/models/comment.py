"""What colleagues say to each other about a story, beside it: never printed, never in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .decision import AppendOnly


class Comment(AppendOnly):
    """Words of one colleague about a story: never changed; settled and opened again by anybody."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="comments"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    words = models.TextField(_("comment"), max_length=2000)
    # The words of the story that it is about, as they stood when it was written.
    passage = models.CharField(_("passage"), max_length=500, blank=True)
    # Of the blank form it was written in: the same form posted again is the same comment.
    form_token = models.CharField(max_length=32, unique=True, null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Mention", related_name="+", verbose_name=_("named")
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        # Whoever may see the story may speak of it.
        default_permissions = ()
        indexes = [models.Index(fields=["article", "id"], name="comment_of_article")]

    def __str__(self):
        return f"{self.article_id}: {self.words[:60]}"


class Mention(models.Model):
    """A colleague who was named in a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]

    def __str__(self):
        return f"{self.comment_id}: {self.person_id}"
