"""A live story: what is told of an event while it goes on, in entries of a few lines each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import visible_at


class LiveStory(models.Model):
    """That a story is told live: since when, by whom, and until when."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="live"
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    posters = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="live_stories",
        verbose_name=_("who may post"),
        help_text=_("Besides the editors: whoever is here posts without asking."),
    )

    class Meta:
        verbose_name = _("live story")
        verbose_name_plural = _("live stories")
        default_permissions = ()

    def __str__(self):
        return str(self.article)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class LiveEntryQuerySet(models.QuerySet):
    """Entries by what readers may see; the story itself must be visible, too."""

    def visible(self, at=None):
        """What the public may read at a moment (now), of a story that it may read."""
        return self.filter(visible_at(at or timezone.now()))

    def newest_first(self):
        """In the order of the page."""
        return self.order_by("-posted_at", "-id")


class LiveEntry(models.Model):
    """One entry: its words never change. One that was mended is another row, in its place."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="live_entries"
    )
    posted_at = models.DateTimeField(_("posted at"))
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    photo = models.ForeignKey(
        "media.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    is_key = models.BooleanField(
        _("important"), default=False, help_text=_("Stands out among the entries.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("by"),
    )
    # The row whose place this one took.
    mends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    # The button of one form pressed twice posts once.
    token = models.CharField(max_length=40, null=True, unique=True)

    objects = LiveEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("live entry")
        verbose_name_plural = _("live entries")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="liveentry_interval",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "-posted_at", "-id"], name="liveentry_newest"),
            models.Index(fields=["visible_from"], name="liveentry_opens"),
            models.Index(
                fields=["visible_until"],
                condition=Q(visible_until__isnull=False),
                name="liveentry_closes",
            ),
        ]

    def __str__(self):
        return self.headline or self.text[:80]
