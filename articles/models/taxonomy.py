"""Where a story belongs: category, region, tag, topic. Retired when done with, never deleted."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OrderBy, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from kazakh.alphabet import fold, one_line, sort_key
from kazakh.homoglyphs import as_drawn
from kazakh.slugs import slug as kazakh_slug
from media.order import kazakh_order

_QUOTES = re.compile('[«»“”„‟"]')
_HASH = re.compile(r"^[#＃](?=\w)")
_OPEN, _CLOSED = re.compile("[«„]"), re.compile("[»“”]")
_WHOLLY_QUOTED = re.compile('[«“„"]([^«»“”„"]+)[»”“"]')


class Named(models.Model):
    """Something with a name in each language of the house; Kazakh is the one it must have."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def name_in(self, language: str) -> str:
        """Return the name in a language, in Kazakh where that one is missing."""
        return getattr(self, f"name_{language}", "") or self.name_kk

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_in((get_language() or "kk")[:2])

    @classmethod
    def by_name(cls, above: str = "") -> list[OrderBy]:
        """Return the order of the names as the page prints them; `above` leads to the named."""
        language = (get_language() or "kk")[:2]
        kazakh = F(f"{above}name_kk")
        if language == "kk" or not hasattr(cls, f"name_{language}"):
            return kazakh_order(kazakh)
        return kazakh_order(Coalesce(NullIf(F(f"{above}name_{language}"), Value("")), kazakh))


class Category(Named):
    """A section of the paper, or a subsection: two levels at most."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("section above"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour looks like #1a5276."))],
    )
    related_days = models.PositiveSmallIntegerField(
        _("days a story stays related news"),
        default=30,
        help_text=_("Older stories of this section are no longer offered beside another."),
    )
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="category_not_own_parent"
            )
        ]

    def clean(self):
        """Refuse a third level."""
        if self.parent is None:
            return
        if self.parent.parent_id is not None or self.parent_id == self.pk:
            raise ValidationError({"parent": _("Sections have two levels at most.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("A section with subsections stays at the top.")})

    @property
    def top(self) -> "Category":
        """The section itself, or the one above it."""
        return self.parent or self


class RegionKind(models.TextChoices):
    """The units of Kazakhstan's administrative division."""

    OBLAST = "oblast", _("oblast")
    REPUBLICAN_CITY = "city_republican", _("city of republican significance")
    CITY = "city", _("city of oblast significance")
    DISTRICT = "district", _("district")
    CITY_DISTRICT = "city_district", _("city district")


class Region(Named):
    """An oblast or a great city, or a district of one; shipped whole, with official codes."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kato = models.CharField(_("KATO code"), max_length=9, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=RegionKind)
    slug = models.SlugField(_("address"), max_length=80)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("oblast or city above"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(fields=["parent", "slug"], name="region_address"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(parent=None), name="region_top_address"
            ),
        ]

    @property
    def top(self) -> "Region":
        """The oblast or great city this region is or lies in."""
        return self.parent or self


class Tag(TagBase):
    """A tag under its folded name: «Қазақстан» and «қазақстан» with a Latin i are one."""

    folded = models.CharField(max_length=120, unique=True, editable=False)
    # Bytes, which both databases compare alike: the list of 100,000 tags is read off the index.
    filed_as = models.BinaryField(default=b"", editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        help_text=_("The address of a merged tag leads to the one it was merged into."),
    )
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        default_permissions = ("add", "change", "view")
        indexes = [models.Index(fields=["filed_as", "id"], name="tag_in_order")]

    def save(self, *args, **kwargs):
        self.folded = self.key(self.name)
        self.filed_as = sort_key(self.name).encode()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded", "filed_as"}
        super().save(*args, **kwargs)

    @staticmethod
    def key(name: str) -> str:
        """Return the key under which two names are one tag: those that look the same.

        «НАТО» in Latin letters, the hashtag «#НАТО» and the quoted «НАТО» are one; "" is no tag.
        """
        key = fold(as_drawn(_QUOTES.sub("", Tag.plain(name))))[:120]
        return key if any(map(str.isalnum, key)) else ""

    @staticmethod
    def plain(name: str) -> str:
        """Return a tag's name without the signs around it: of a hashtag, a quotation, a list."""
        # A comma parts tags wherever they are typed: within one there is none.
        name = _HASH.sub("", one_line(name.replace(",", " "))).strip(" \xa0;:")
        if (quoted := _WHOLLY_QUOTED.fullmatch(name)) is not None:
            name = quoted[1]
        elif name.count('"') % 2 or len(_OPEN.findall(name)) != len(_CLOSED.findall(name)):
            # Half of a quotation that a comma has cut.
            name = name.strip('«»“”„‟"').strip()
        # An abbreviation keeps its full stop: «т.б.».
        return name[:-1] if name.endswith(".") and name.count(".") == 1 else name

    def clean(self):
        """Refuse a name that is no word, or that another tag has in other letters."""
        self.name = Tag.plain(self.name)
        if not (key := Tag.key(self.name)):
            raise ValidationError({"name": _("A tag is a word: this has no letter and no digit.")})
        if same := Tag.objects.filter(folded=key).exclude(pk=self.pk).first():
            raise ValidationError(
                {
                    "name": _("This tag is there already: “%(name)s”.")
                    % {"name": same.name.strip("«»")}
                }
            )

    def slugify(self, tag, i=None):
        """Make the tag's address: Kazakh letters by our table, a number for a second of a kind."""
        base = kazakh_slug(tag) or "tag"
        return base if i is None else f"{base}-{i}"

    @property
    def target(self) -> "Tag":
        """The tag itself, or the one at the end of its merges."""
        tag, passed = self, {self.pk}
        while tag.merged_into_id and tag.merged_into_id not in passed:
            passed.add(tag.merged_into_id)
            tag = tag.merged_into
        return tag

    @classmethod
    def called(cls, names) -> list["Tag"]:
        """Return the tags of these names in their order, made where new, each once.

        Names are matched by their folded form before taggit sees them: by plain name it would
        miss a second spelling and run into the unique key.
        """
        wanted = {}
        for name in names:
            # Cut before it is folded: the key must be that of what is stored.
            name = cls.plain(name)[:100].rstrip()
            if key := cls.key(name):
                wanted.setdefault(key, name)
        known = {
            tag.folded: tag
            for tag in cls.objects.filter(folded__in=wanted).select_related("merged_into")
        }
        tags = []
        for key, name in wanted.items():
            tag = known.get(key)
            if tag is None:
                tag, _made = cls.objects.get_or_create(folded=key, defaults={"name": name})
            tag = tag.target
            if tag not in tags:
                tags.append(tag)
        return tags


class Topic(Named):
    """A running story with a page of its own."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    description_kk = models.TextField(_("description in Kazakh"), blank=True)
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        default_permissions = ("add", "change", "view")

    @property
    def description(self) -> str:
        """The description in the language of the page."""
        language = (get_language() or "kk")[:2]
        return getattr(self, f"description_{language}", "") or self.description_kk
