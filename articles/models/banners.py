"""The house's own banners: what advertisers pay for, where it stands, and how often it was seen."""

from dataclasses import dataclass
from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from media import pictures
from media.fields import WebAddress
from media.files import renditions

from .story import Language

#: Where in the storage of readers' files banners lie.
FOLDER = "banners"
#: How many times more often than another one banner may be shown.
HEAVIEST = 10


class Slot(models.TextChoices):
    """A place for one banner."""

    FRONT_TOP = "front_top", _("top of the front page")
    FRONT_BLOCKS = "front_blocks", _("front page, above the sections")
    STORY = "story", _("below the text of a story")
    LIST = "list", _("above a list")


@dataclass(frozen=True)
class Size:
    """A size in CSS pixels; a file may have more of them, in the same proportions."""

    width: int
    height: int

    def __str__(self):
        return f"{self.width}×{self.height}"


#: What is reserved for each slot on wide screens and on phones: sizes that every advertiser has
#: (IAB). reader.css reserves the same.
SIZES = {
    Slot.FRONT_TOP: (Size(970, 90), Size(320, 100)),
    Slot.FRONT_BLOCKS: (Size(970, 250), Size(300, 250)),
    Slot.STORY: (Size(728, 90), Size(300, 250)),
    Slot.LIST: (Size(728, 90), Size(320, 100)),
}


class BannerQuerySet(models.QuerySet):
    """Banners by what readers see."""

    def visible(self, at: datetime | None = None):
        """Banners that are shown at a moment (now)."""
        at = at or timezone.now()
        return self.begun(at).filter(Q(shows_until=None) | Q(shows_until__gt=at))

    def begun(self, at: datetime | None = None):
        """Banners that readers have, or may still have open in a page of before."""
        return self.filter(is_retired=False, shows_from__lte=at or timezone.now())


class Banner(models.Model):
    """One banner of one advertiser, in one slot, for an interval."""

    name = models.CharField(
        pgettext_lazy("banner", "name"), max_length=200, help_text=_("For the desk alone.")
    )
    slot = models.CharField(_("slot"), max_length=16, choices=Slot)
    advertiser = models.CharField(
        _("advertiser"),
        max_length=200,
        help_text=_("Printed above the banner, after the word “Advertising”."),
    )
    link = WebAddress(
        _("link"),
        max_length=1000,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Where the banner leads to: a web address."),
    )
    image = models.FileField(_("file"), storage=renditions, upload_to=FOLDER, max_length=200)
    image_width = models.PositiveIntegerField(default=0, editable=False)
    image_height = models.PositiveIntegerField(default=0, editable=False)
    narrow = models.FileField(
        _("file for phones"), storage=renditions, upload_to=FOLDER, max_length=200, blank=True
    )
    narrow_width = models.PositiveIntegerField(default=0, editable=False)
    narrow_height = models.PositiveIntegerField(default=0, editable=False)
    alt_text = models.CharField(
        _("alt text"),
        max_length=500,
        help_text=_("What the banner says and shows, for those who cannot see it."),
    )
    language = models.CharField(
        _("language of the pages"),
        max_length=2,
        choices=[("", _("every language")), *Language.choices],
        blank=True,
    )
    shows_from = models.DateTimeField(_("shown from"), default=timezone.now)
    shows_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)],
        help_text=_("Of several in one slot, one of weight 2 has twice the hours."),
    )
    is_retired = models.BooleanField(_("retired"), default=False)

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(shows_until=None) | Q(shows_until__gt=F("shows_from")),
                name="banner_interval",
                violation_error_message=_("A banner ends later than it begins."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="banner_weight"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def image_address(self) -> str:
        """The address at which readers get the image."""
        return pictures.address_of(self.image)

    @property
    def narrow_address(self) -> str:
        """The address of the image for phones, or ""."""
        return pictures.address_of(self.narrow) if self.narrow else ""

    def is_visible(self, at: datetime | None = None) -> bool:
        """Tell of one banner what `BannerQuerySet.visible` tells of all."""
        at = at or timezone.now()
        is_over = self.shows_until is not None and self.shows_until <= at
        return not self.is_retired and self.shows_from <= at and not is_over


class BannerDay(models.Model):
    """How often a banner was shown and followed on one day of the site's zone."""

    banner = models.ForeignKey(
        Banner, on_delete=models.CASCADE, db_index=False, related_name="days"
    )
    day = models.DateField()
    shown = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["banner", "day"], name="bannerday_once")]
