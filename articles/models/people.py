"""Who writes, who signs, who is on duty."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import moments
from media.fields import WebAddress

from .portraits import fit
from .taxonomy import Tag


class Agency(models.Model):
    """The house that signs a story: «JQ-Aqparat»."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    link = WebAddress(_("link"), max_length=500, blank=True)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        default_permissions = ("add", "change", "view")

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse an agency that is there already, in whatever letters it was typed."""
        own = Tag.key(self.name)
        for other in Agency.objects.exclude(pk=self.pk):
            if Tag.key(other.name) == own:
                said = _("This agency is there already: “%(name)s”.")
                raise ValidationError({"name": said % {"name": other.name.strip("«»")}})


class Author(models.Model):
    """A person whose name readers know."""

    PRINTS = ("portrait",)

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    portrait = models.ForeignKey(
        "media.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    biography = models.TextField(_("short biography"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account at the desk"),
    )
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        default_permissions = ("add", "change", "view")

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse a portrait that readers may not be given, naming what it lacks."""
        fit(self, "portrait")


class DutyQuerySet(models.QuerySet):
    """Duties by moment."""

    def at(self, moment=None):
        """Duties that run at a moment (now)."""
        moment = moment or timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)


class Duty(models.Model):
    """An editor's turn of duty: the only time at which somebody may publish alone."""

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="duties",
        verbose_name=_("editor"),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="duty_ends_after_it_starts",
                violation_error_message=_("A duty ends after it starts."),
            )
        ]
        indexes = [models.Index(fields=["editor", "ends_at"], name="duty_of_editor")]

    def __str__(self):
        name = self.editor.get_full_name() or self.editor.username
        return f"{name}, {moments.at_desk(self.starts_at)}"
