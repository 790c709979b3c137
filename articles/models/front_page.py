"""The front page as an editor composed it: a layout that never changes, for an interval."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import visible_at
from .story import Language
from .taxonomy import Category


class Place(models.TextChoices):
    """Where on the front page a story stands."""

    LEAD = "lead", _("leads the page")
    SECOND = "second", _("below the lead")
    SECTION = "section", _("in the block of a section")


class FrontPageQuerySet(models.QuerySet):
    def visible(self, at=None):
        """The layouts that readers see at a moment (now): one in each language at most."""
        return self.filter(visible_at(at or timezone.now()))


class FrontPage(models.Model):
    """A layout of one language's front page: composing another closes this one."""

    language = models.CharField(_("language"), max_length=2, choices=Language)
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)
    composed_at = models.DateTimeField(_("composed at"), default=timezone.now)
    composed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("composed by"),
    )

    objects = FrontPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        default_permissions = ()
        permissions = [("compose_front", _("Can compose the front page"))]
        constraints = [
            models.UniqueConstraint(
                fields=["language"], condition=Q(visible_until=None), name="frontpage_one_open"
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="frontpage_interval",
            ),
        ]
        indexes = [models.Index(fields=["language", "-visible_from"], name="frontpage_newest")]

    def __str__(self):
        return f"{self.get_language_display()}, {self.visible_from}"


class FrontSlot(models.Model):
    """One place of a layout, and the story that stands there, until a moment if one is named."""

    page = models.ForeignKey(FrontPage, on_delete=models.CASCADE, related_name="slots")
    place = models.CharField(_("place"), max_length=8, choices=Place)
    # Which of such places it is: a free one before it is filled up by the newest.
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    section = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("section"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="+", verbose_name=_("story")
    )
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["page", "article"], name="frontslot_story_once"),
            models.CheckConstraint(
                condition=(
                    Q(place=Place.SECTION, section__isnull=False)
                    | (~Q(place=Place.SECTION) & Q(section__isnull=True))
                ),
                name="frontslot_section",
            ),
        ]

    def __str__(self):
        return f"{self.get_place_display()}: {self.article_id}"
