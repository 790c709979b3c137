"""What a story is made of: the fields that the desk's copy and the readers' share, once."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.fields import WebAddress

from .people import Agency, Author
from .taxonomy import Category, Region


class Language(models.TextChoices):
    KAZAKH = "kk", "Қазақша"
    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class Origin(models.TextChoices):
    """Where the words came from; printed where honesty asks for it."""

    OWN = "own", _("our own")
    PRESS_RELEASE = "press_release", _("press release")
    AGENCY = "agency", _("agency")
    TRANSLATION = "translation", _("translation")
    REPRINT = "reprint", _("reprint")
    READER = "reader", _("reader")
    PARTNER = "partner", _("partner")


class Genre(models.TextChoices):
    NEWS = "news", _("news")
    FLASH = "flash", _("flash")
    ARTICLE = "article", _("feature article")
    INTERVIEW = "interview", _("interview")
    OPINION = "opinion", _("opinion")
    PHOTO_REPORT = "photo_report", _("photo report")
    VIDEO = "video", _("video")
    OFFICIAL = "official", _("official")
    ANNOUNCEMENT = "announcement", _("announcement")


class Commercial(models.TextChoices):
    """Paid words carry a printed label and are never offered as news."""

    NONE = "none", _("not paid for")
    ADVERTISING = "advertising", _("advertising")
    PARTNER = "partner", _("partner material")
    STATE_ORDER = "state_order", _("state order")


class AgeMark(models.IntegerChoices):
    """Age categories of the law on the protection of children from information."""

    NONE = 0, "0+"
    SIX = 6, "6+"
    TWELVE = 12, "12+"
    FOURTEEN = 14, "14+"
    SIXTEEN = 16, "16+"
    EIGHTEEN = 18, "18+"


class CorrectionKind(models.TextChoices):
    """What a change after publication is, said as what it is."""

    MINOR = "minor", _("minor: spelling")
    UPDATE = "update", _("update: the news goes on")
    CORRECTION = "correction", _("correction: we erred")
    WITHDRAWAL = "withdrawal", _("withdrawal: we take it back")
    REFUTATION = "refutation", _("refutation: the law asks")

    @classmethod
    def public(cls) -> set:
        """The kinds that stand on the public corrections page, each with its sentence."""
        return {cls.CORRECTION, cls.WITHDRAWAL, cls.REFUTATION}


class Role(models.TextChoices):
    AUTHOR = "author", _("author")
    TRANSLATOR = "translator", _("translator")
    PHOTOGRAPHER = "photographer", _("photographer")
    EDITOR = "editor", _("editor")


class Story(models.Model):
    """The content of a story. `Article` is the desk's copy of it, `Edition` the readers'."""

    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.KAZAKH
    )
    headline = models.CharField(_("headline"), max_length=300)
    lead = models.TextField(_("lead"), max_length=2000, blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=120, blank=True, help_text=_("Where the news comes from.")
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("Whose signature stands below the story."),
    )
    source_name = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Whom we cite.")
    )
    source_url = WebAddress(_("link to the source"), max_length=500, blank=True)
    origin = models.CharField(_("origin"), max_length=16, choices=Origin, default=Origin.OWN)
    genre = models.CharField(_("genre"), max_length=16, choices=Genre, default=Genre.NEWS)
    commercial = models.CharField(
        _("commercial kind"), max_length=16, choices=Commercial, default=Commercial.NONE
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
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("region"),
    )
    photo = models.ForeignKey(
        "media.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("main photo"),
    )
    photo_caption = models.CharField(
        _("caption here"),
        max_length=500,
        blank=True,
        help_text=_("Instead of the photo's own caption, in this story."),
    )
    translation_of = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translated_%(class)ss",
        verbose_name=_("translation of"),
    )
    age_mark = models.PositiveSmallIntegerField(
        _("age mark"), choices=AgeMark, default=AgeMark.NONE
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("1 is the most urgent, 9 the least (ninjs)."),
    )
    embargoed_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    expires_at = models.DateTimeField(
        _("expires at"), null=True, blank=True, help_text=_("Leaves the site by itself.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline


class Byline(models.Model):
    """A person's part in a story; the byline is made from the printed ones."""

    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.AUTHOR)
    share = models.PositiveSmallIntegerField(
        _("share, %"), default=100, validators=[MaxValueValidator(100)]
    )
    is_printed = models.BooleanField(_("printed"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.author} ({self.get_role_display()})"


#: The names of Story's own fields, in their order here: what an edition copies at approval.
STORY_FIELDS = tuple(field.name for field in Story._meta.local_fields)
