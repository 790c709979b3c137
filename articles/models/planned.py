"""What the newsroom means to cover before any of it is a story, and days out of the common."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .taxonomy import Category, Named, Region

#: The longest event: what lasts longer is several. A list of a day need not look further back.
LONGEST = timedelta(days=31)


class PlannedEventQuerySet(models.QuerySet):
    """Events by the time they take."""

    def within(self, first: datetime, after: datetime):
        """Events that touch a span of time: from a moment until just before another."""
        begun = self.filter(starts_at__gte=first - LONGEST, starts_at__lt=after)
        return begun.filter(Q(starts_at__gte=first) | Q(ends_at__gt=first))

    def of(self, user: int):
        """Events that a person goes to, to write or to take photos."""
        return self.filter(Q(reporter=user) | Q(photographer=user))


class PlannedEvent(models.Model):
    """Something that will happen and that somebody is to go to: no story yet."""

    what = models.CharField(_("what happens"), max_length=300)
    place = models.CharField(_("where"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("region"),
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("category"),
    )
    # Of a whole day: the midnight it begins with, and the one it ends with.
    starts_at = models.DateTimeField(_("begins"))
    is_whole_day = models.BooleanField(_("the whole day"), default=False)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who writes"),
    )
    photographer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who takes photos"),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    story = models.OneToOneField(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="planned_event",
        verbose_name=_("story"),
    )
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        db_index=False,
        editable=False,
        related_name="+",
        verbose_name=_("put down by"),
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    # Of the blank form it was put down in: the same form posted again is the same event.
    form_token = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)

    objects = PlannedEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned event")
        verbose_name_plural = _("planned events")
        # Called off, not deleted.
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="plannedevent_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["starts_at", "id"], name="plannedevent_by_time")]

    def __str__(self):
        return self.what

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it was called off."""
        return self.cancelled_at is not None


class DayKind(models.TextChoices):
    """What a day out of the common is."""

    OFF = "off", _("day off")
    WORK = "work", _("workday, moved here")
    TOLD = "told", _("a date to remember")


class MarkedDay(Named):
    """A day off that the government moved, an айт, a date of the house: entered by the chief."""

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=DayKind, default=DayKind.OFF)

    class Meta:
        verbose_name = _("marked day")
        verbose_name_plural = _("marked days")
