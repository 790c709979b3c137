"""Photographs, the people and houses they came from, and the files made from them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Now, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kazakh.alphabet import fold, legible

from .fields import WebAddress
from .files import original_name, originals, rendition_name, renditions


class Licence(models.TextChoices):
    """On what right we print a photo (the values that news agencies sort by)."""

    OWN = "own", _("Our own")
    AGENCY = "agency", _("An agency's, by contract")
    PRESS = "press", _("From a press service, free for news")
    READER = "reader", _("A reader's, with consent")
    PERMISSION = "permission", _("By the owner's permission")
    CC_BY = "cc-by", _("Creative Commons Attribution")
    CC_BY_SA = "cc-by-sa", _("Creative Commons Attribution-ShareAlike")
    PUBLIC = "public", _("Public domain")


class HeldQuerySet(models.QuerySet):
    """Rows that several people change at once."""

    def held(self):
        """Rows held until the transaction ends: whoever else changes one of them waits.

        What is read of a row before it is held may be another thing by then.
        """
        return self.select_for_update(no_key=True, of=("self",))


class PhotoCredit(models.Model):
    """Who is named under a photo: a photographer, a source, or a ready line for those without."""

    photographer = models.CharField(_("photographer"), max_length=200, blank=True)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("For example Aqorda.resmi.")
    )
    link = WebAddress(_("link"), max_length=500, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence, default=Licence.PERMISSION
    )
    terms = models.TextField(_("standing terms"), blank=True)
    line_kk = models.CharField(
        _("ready line in Kazakh"),
        max_length=200,
        blank=True,
        help_text=_("Printed whole, for photos whose author is not named: «Оқырман суреті»."),
    )
    line_ru = models.CharField(_("ready line in Russian"), max_length=200, blank=True)
    line_en = models.CharField(_("ready line in English"), max_length=200, blank=True)
    folded = models.CharField(max_length=620, unique=True, editable=False)
    is_retired = models.BooleanField(_("retired"), default=False)

    #: What a credit is listed under: its first name, as `__str__` has it.
    NAME = Coalesce(NullIf("line_kk", Value("")), NullIf("photographer", Value("")), "source")

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo credit")
        verbose_name_plural = _("photo credits")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=~Q(photographer="", source="", line_kk=""),
                name="photocredit_names_somebody",
                violation_error_message=_("A credit names a photographer, a source or a line."),
            )
        ]

    def __str__(self):
        return self.line_kk or " / ".join(filter(None, (self.photographer, self.source)))

    def save(self, *args, **kwargs):
        self._tidy()
        self.folded = self.key(
            photographer=self.photographer, source=self.source, line=self.line_kk
        )
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def _tidy(self):
        """Take out of the names what nobody sees: a name without a letter or digit is none."""
        for name in ("photographer", "source", "line_kk", "line_ru", "line_en"):
            setattr(self, name, legible(getattr(self, name)))

    @classmethod
    def of(cls, *, photographer: str = "", source: str = "") -> "PhotoCredit | None":
        """Return the credit of these names, not saved yet where it is new; None of nobody's.

        A maker alone is given the credit of our own photographer of that name: who works for the
        house writes no house into a camera. Of others none is told that nobody has named.
        """
        names = {"photographer": legible(photographer), "source": legible(source)}
        if not any(names.values()):
            return None
        if known := cls.objects.filter(folded=cls.key(**names)).first():
            return known
        if not names["source"]:
            start = cls.key(photographer=photographer).split("|")[0] + "|"
            ours = cls.objects.filter(licence=Licence.OWN, is_retired=False)
            same = ours.filter(folded__startswith=start)[:2]
            if len(same) == 1:
                return same[0]
        return cls(**names)

    def settled(self) -> "PhotoCredit":
        """Return this credit as the database has it, saved where it was new."""
        if self.pk is not None:
            return self
        names = {"photographer": self.photographer, "source": self.source}
        return PhotoCredit.objects.get_or_create(folded=self.key(**names), defaults=names)[0]

    def clean(self):
        """Refuse a credit that is there already, in whatever letters it was typed."""
        self._tidy()
        if not (self.photographer or self.source or self.line_kk):
            return  # The constraint says so.
        key = self.key(photographer=self.photographer, source=self.source, line=self.line_kk)
        if same := PhotoCredit.objects.filter(folded=key).exclude(pk=self.pk).first():
            raise ValidationError(
                _("This credit is there already: “%(name)s”.") % {"name": str(same).strip("«»")}
            )

    @staticmethod
    def key(*, photographer="", source="", line="") -> str:
        """Return the key under which two spellings of one credit are the same credit."""
        return "|".join(fold(part) for part in (photographer, source, line))

    @property
    def is_named(self) -> bool:
        """Tell whether somebody in particular is named, rather than a ready line."""
        return bool(self.photographer or self.source)


class PhotoQuerySet(HeldQuerySet):
    """Photos by what may be done with them."""

    def printable(self, at=None):
        """Photos that readers may see at a moment (now): not withdrawn, rights not run out."""
        at = at or timezone.now()
        return self.filter(Q(rights_until=None) | Q(rights_until__gt=at), withdrawn_at=None)

    def indebted(self):
        """Photos that came without a credit and still lack one."""
        return self.filter(credit=None, withdrawn_at=None)


class Photo(models.Model):
    """A photograph as it came: one private original, and everything we know of it."""

    original = models.FileField(
        _("file"), upload_to=original_name, storage=originals, max_length=200
    )
    digest = models.CharField(max_length=64, editable=False, db_index=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0, editable=False)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    focal_x = models.FloatField(
        _("focal point across"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the left edge, 1 the right one."),
    )
    focal_y = models.FloatField(
        _("focal point down"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the top edge, 1 the bottom one."),
    )
    caption = models.CharField(_("caption"), max_length=2000, blank=True)
    alt_text = models.CharField(
        _("alt text"),
        max_length=1000,
        blank=True,
        help_text=_("What the photo shows, in one sentence, for those who cannot see it."),
    )
    credit = models.ForeignKey(
        PhotoCredit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="photos",
        verbose_name=_("credit"),
    )
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    keywords = models.TextField(_("keywords"), blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    taken_where = models.CharField(_("taken where"), max_length=200, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    rights_url = WebAddress(_("web statement of rights"), max_length=500, blank=True)
    licensor = models.CharField(_("licensor"), max_length=200, blank=True)
    licensor_url = WebAddress(_("licensor's page"), max_length=500, blank=True)
    instructions = models.TextField(
        _("instructions"),
        blank=True,
        db_default="",
        help_text=_("What whoever sent the photo asks of those who print it."),
    )
    rights_until = models.DateTimeField(_("rights end at"), null=True, blank=True)
    told = models.JSONField(
        _("what the file says"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        editable=False,
        help_text=_("Word for word as it was read when the photo came in."),
    )
    is_synthetic = models.BooleanField(
        _("made or altered with AI"),
        default=False,
        db_default=False,
        help_text=_("As the file says, or as you know; readers are told."),
    )
    is_legacy = models.BooleanField(
        _("came without a credit"),
        default=False,
        editable=False,
        help_text=_("An imported photo whose author is still to be found."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    copied_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("copy of"),
        help_text=_("The photo that this one was made from, with faces or plates blurred."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(
        _("uploaded at"), default=timezone.now, db_default=Now(), editable=False, db_index=True
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        default_permissions = ("add", "change", "view")
        permissions = [("withdraw_photo", _("Can withdraw a photo from everywhere"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="photo_focal_point",
            )
        ]
        indexes = [
            models.Index(fields=["credit", "-id"], name="photo_of_credit"),
            models.Index(
                fields=["-id"],
                condition=Q(credit=None, withdrawn_at=None),
                name="photo_uncredited",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(alt_text="", withdrawn_at=None),
                name="photo_undescribed",
            ),
            models.Index(
                fields=["rights_until"],
                condition=Q(rights_until__isnull=False, withdrawn_at=None),
                name="photo_rights",
            ),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="photo_withdrawn",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt_text or f"№ {self.pk}"

    def is_printable(self, at=None) -> bool:
        """Tell of one photo what `PhotoQuerySet.printable` tells of all."""
        at = at or timezone.now()
        return self.withdrawn_at is None and (self.rights_until is None or self.rights_until > at)


class PhotoWord(models.Model):
    """One term that a photo is found by at the desk (see `finding.py`)."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, db_index=False, related_name="words")
    word = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["photo", "word"], name="photoword_once")]
        indexes = [models.Index(fields=["word", "-photo"], name="photoword_found")]


class Rendition(models.Model):
    """One file made from a photo for readers; its name is made from its bytes."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    file = models.FileField(upload_to=rendition_name, storage=renditions, max_length=200)
    format = models.CharField(max_length=8)
    crop = models.CharField(max_length=8, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    label = models.CharField(
        max_length=16,
        blank=True,
        db_default="",
        help_text="A digest of what the file says of its maker.",
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "crop", "format", "width"],
                condition=Q(replaced_at=None),
                name="rendition_once",
            )
        ]
        indexes = [
            models.Index(fields=["file"], name="rendition_file"),
            models.Index(
                fields=["replaced_at"],
                condition=Q(replaced_at__isnull=False),
                name="rendition_replaced",
            ),
        ]

    def __str__(self):
        return self.file.name
