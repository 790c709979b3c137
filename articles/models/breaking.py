"""The band of breaking news above readers' pages: a few words, for some hours at most."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .story import Language

#: Letters that fit on a telephone without pushing the news off it.
LONGEST = 120


class BreakingBandQuerySet(models.QuerySet):
    """Bands by the clock; whether readers see one also hangs on its story (`articles.breaking`)."""

    def begun(self, at):
        """Bands that were not taken back before their moment, last begun first."""
        begun = self.filter(visible_from__lte=at).exclude(visible_until=F("visible_from"))
        return begun.order_by("-visible_from", "-pk")

    def ahead(self, at):
        """Bands that begin after a moment, soonest first."""
        coming = self.filter(visible_from__gt=at).exclude(visible_until=F("visible_from"))
        return coming.order_by("visible_from", "pk")


class BreakingBand(models.Model):
    """What one language's readers are told above every page, from one moment until another."""

    language = models.CharField(_("language"), max_length=2, choices=Language)
    words = models.CharField(_("words of the band"), max_length=LONGEST, blank=True)
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("story"),
    )
    is_everywhere = models.BooleanField(_("above every page"), default=True)
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    # Whoever took it down before its end.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("taken down by"),
    )

    objects = BreakingBandQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking band")
        verbose_name_plural = _("breaking bands")
        default_permissions = ()
        permissions = [("break_in", _("Can put up a breaking band"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(visible_until__gte=F("visible_from")), name="breakingband_interval"
            ),
        ]
        indexes = [
            models.Index(fields=["language", "-visible_from", "-id"], name="breakingband_begun"),
            models.Index(fields=["visible_from"], name="breakingband_opens"),
            models.Index(fields=["visible_until"], name="breakingband_closes"),
        ]

    def __str__(self):
        return self.words
