"""The house itself: one row, from which footer and imprint are made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .portraits import fit
from .story import AgeMark


class House(models.Model):
    """The publisher as the law on mass media wants it named: owner, editor, certificate."""

    PRINTS = ("logo",)

    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "media.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    owner = models.CharField(_("legal owner"), max_length=300, blank=True)
    chief_editor = models.CharField(_("editor in chief"), max_length=200, blank=True)
    certificate = models.CharField(_("certificate of registration"), max_length=300, blank=True)
    address = models.CharField(_("postal address"), max_length=500, blank=True)
    phone = models.CharField(_("phone"), max_length=100, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    age_mark = models.PositiveSmallIntegerField(
        _("age mark"), choices=AgeMark, default=AgeMark.SIXTEEN
    )
    social_links = models.JSONField(
        _("social links"),
        default=list,
        blank=True,
        help_text=_("One on a line: name, a space, the address."),
    )
    has_russian = models.BooleanField(_("pages in Russian"), default=True)
    has_english = models.BooleanField(_("pages in English"), default=True)
    has_latin_script = models.BooleanField(_("pages in Latin script"), default=False)
    has_arabic_script = models.BooleanField(_("pages in Arabic script"), default=False)
    has_most_read_on_front = models.BooleanField(
        _("most read stories on the front page"), default=True, db_default=True
    )
    has_most_read_beside_story = models.BooleanField(
        _("most read stories below a story"), default=False, db_default=False
    )

    class Meta:
        verbose_name = _("the house")
        verbose_name_plural = _("the house")
        default_permissions = ("change", "view")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="house_is_one")]

    def __str__(self):
        return self.name or str(_("the house"))

    def clean(self):
        """Refuse a logo that readers may not be given, naming what it lacks."""
        fit(self, "logo")

    @classmethod
    def get(cls) -> "House":
        """Return the one row; a house that was not yet described is an empty one."""
        return cls.objects.select_related("logo").filter(pk=1).first() or cls(pk=1)

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        language = (get_language() or "kk")[:2]
        return getattr(self, f"name_{language}", "") or self.name_kk

    @property
    def languages(self) -> list[str]:
        """The languages that readers are offered."""
        offered = {"kk": True, "ru": self.has_russian, "en": self.has_english}
        return [code for code, is_offered in offered.items() if is_offered]
