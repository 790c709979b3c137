"""Pages of the house that its people write themselves: advertising, rules, what they like."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .taxonomy import Named

#: The page whose text stands below the facts of the imprint, at its address.
IMPRINT = "imprint"


class HousePage(Named):
    """A page outside the news; in a language in which nothing is written it does not exist."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    body_kk = models.TextField(_("text in Kazakh"), blank=True)
    body_ru = models.TextField(_("text in Russian"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("page of the house")
        verbose_name_plural = _("pages of the house")
        default_permissions = ("add", "change", "view")

    def body_in(self, language: str) -> str:
        """Return the text in a language; "" where there is none."""
        return getattr(self, f"body_{language}", "")

    @property
    def body(self) -> str:
        """The text in the language of the page."""
        return self.body_in((get_language() or "kk")[:2])
