"""Banners at the desk: what is shown where and until when, and how often it was."""

from datetime import timedelta
from hashlib import sha256

from django import forms
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles import moments
from articles.models import Banner, BannerDay
from articles.models.banners import SIZES, Slot
from media import validators
from media.order import Filed, kazakh_order

from .forged import Moment
from .taxonomy import Lasting

#: A banner is loaded by every reader: heavier ones are refused.
MAX_BYTES = 500 * 1024
#: How far the proportions of a file may be from those of its slot.
TOLERANCE = 0.02
#: Days whose counts are shown one by one.
DAYS = 30
#: What every browser shows.
FORMATS = (validators.JPEG, validators.PNG, validators.WEBP, validators.GIF)


class BannerForm(forms.ModelForm):
    """A banner whose files have the size that its slot reserves."""

    def clean(self):
        data = super().clean()
        slot = data.get("slot")
        if slot in Slot.values:
            for name, size in zip(("image", "narrow"), SIZES[Slot(slot)], strict=True):
                self._measure(name, size)
        return data

    def _measure(self, name, size):
        file = self.cleaned_data.get(name)
        try:
            if isinstance(file, UploadedFile):
                file, width, height = _taken(file)
                self.cleaned_data[name] = file
            elif file:
                width = getattr(self.instance, f"{name}_width")
                height = getattr(self.instance, f"{name}_height")
            else:
                width = height = 0
            if file:
                _fit(width, height, size)
        except forms.ValidationError as error:
            self.add_error(name, error)
            return
        setattr(self.instance, f"{name}_width", width)
        setattr(self.instance, f"{name}_height", height)


def _taken(file):
    """Return a file that was sent, named after its bytes, with its width and height."""
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(
            _("The file is too large: a banner may have %(limit)s KB at most.")
            % {"limit": MAX_BYTES // 1024}
        )
    try:
        data = validators.read(file)
        seen = validators.decode(data) if validators.format_of(data) in FORMATS else None
    except validators.BadPhoto:  # Says it of photos, which may be more than banners.
        seen = None
    if seen is None:
        raise forms.ValidationError(
            _("A banner is a whole JPEG, PNG, WebP or GIF file: this is none, or damaged.")
        )
    name = f"{sha256(data).hexdigest()[:24]}{seen.format.suffix}"
    return ContentFile(data, name=name), seen.width, seen.height


def _fit(width, height, size):
    """Refuse a file that would leave the room of its slot empty, or be cut."""
    is_alike = abs(width * size.height - height * size.width) <= TOLERANCE * height * size.width
    if width < size.width or not is_alike:
        raise forms.ValidationError(
            _("This slot takes %(wanted)s or the same shape with more pixels; this is %(sent)s.")
            % {"wanted": size, "sent": f"{width}×{height}"}
        )


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("when it is shown")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [("now", _("now")), ("later", _("later")), ("over", _("no more"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "now":
            return queryset.visible(now)
        if self.value() == "later":
            return queryset.filter(is_retired=False, shows_from__gt=now)
        if self.value() == "over":
            return queryset.exclude(pk__in=queryset.visible(now).values("pk")).exclude(
                is_retired=False, shows_from__gt=now
            )
        return queryset


@admin.register(Banner)
class BannerAdmin(Lasting):
    form = BannerForm
    list_display = [
        "named", "slot", "advertiser", "language", "begins", "ends", "is_shown", "times_shown",
        "times_followed",
    ]  # fmt: skip
    list_filter = [StandingFilter, "slot", "language", "is_retired"]
    search_fields = ["name", "advertiser"]
    ordering = kazakh_order("name")
    fields = [
        "name", "slot", "advertiser", "link", "image", "narrow", "alt_text", "language",
        "shows_from", "shows_until", "weight", "is_retired", "counts",
    ]  # fmt: skip
    readonly_fields = ["counts"]
    formfield_overrides = {models.DateTimeField: {"form_class": Moment}}

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(times_shown=_total("shown"), times_followed=_total("followed"))
        )

    @admin.display(description=pgettext_lazy("banner", "name"), ordering=Filed("name"))
    def named(self, banner):
        """Name the banner."""
        return banner.name

    @admin.display(description=gettext_lazy("shown from"), ordering="shows_from")
    def begins(self, banner):
        """Print when a banner is first shown."""
        return moments.at_desk(banner.shows_from)

    @admin.display(description=gettext_lazy("shown until"), ordering="shows_until")
    def ends(self, banner):
        """Print when a banner is no longer shown."""
        return moments.at_desk(banner.shows_until) if banner.shows_until else None

    @admin.display(description=gettext_lazy("shown now"), boolean=True)
    def is_shown(self, banner):
        """Tell whether readers see a banner now."""
        return banner.is_visible()

    @admin.display(description=gettext_lazy("times shown"), ordering="times_shown")
    def times_shown(self, banner):
        """Count how often readers were shown a banner."""
        return banner.times_shown

    @admin.display(description=gettext_lazy("times followed"), ordering="times_followed")
    def times_followed(self, banner):
        """Count how often readers went to the advertiser."""
        return banner.times_followed

    @admin.display(description=gettext_lazy("counts"))
    def counts(self, banner):
        """Print what was counted: in all, and on each of the last days."""
        if banner.pk is None:
            return "–"
        since = timezone.localdate() - timedelta(days=DAYS)
        days = banner.days.filter(day__gt=since).order_by("-day")
        return render_to_string("desk/_banner_counts.html", {"banner": banner, "days": days})


def _total(name):
    days = BannerDay.objects.filter(banner=OuterRef("pk")).order_by().values("banner")
    total = days.annotate(total=Sum(name)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), Value(0))
