"""A story shown before it is published to somebody without an account, and what they say of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article


class Opinion(models.TextChoices):
    """What somebody outside thinks of a story; it moves nothing."""

    NONE = "", pgettext_lazy("opinion of a story", "no answer yet")
    APPROVES = "approves", pgettext_lazy("opinion of a story", "approves")
    RETURNS = "returns", pgettext_lazy("opinion of a story", "asks for changes")


class SharedPreview(models.Model):
    """A link to one version of a story: the house keeps its digest, the holder alone the link."""

    digest = models.CharField(max_length=64, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shared_previews")
    version = models.PositiveIntegerField(_("version"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    asks = models.BooleanField(_("asks for an opinion"), default=False)
    answer = models.CharField(
        _("opinion"), max_length=10, choices=Opinion, default=Opinion.NONE, blank=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by_name = models.CharField(_("who answered"), max_length=100, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")
        # Who may publish a story may show it: no permission of its own.
        default_permissions = ()

    def __str__(self):
        return f"{self.article_id}/{self.version}"
