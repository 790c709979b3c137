"""What an editor approved for readers: complete, unchanging, visible for an interval.

Everything public begins at `Edition.objects.visible()` or at the rows of a list of its own
(tags, regions, topics, bylines), whose queryset asks the same question.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .people import Author
from .story import Byline, CorrectionKind, Story
from .taxonomy import Category, Region, Tag, Topic


class Ended(models.TextChoices):
    """Why an edition's interval closed, or will."""

    NO = "", _("open")
    SUPERSEDED = "superseded", _("superseded by the next one")
    WITHDRAWN = "withdrawn", _("withdrawn before its moment")
    HELD = "held", _("held")
    KILLED = "killed", _("killed")
    EXPIRED = "expired", _("expired")


@dataclass(frozen=True)
class Position:
    """Where a list page ended: the last row's moment and article (`?before=` carries both)."""

    published_at: datetime
    article_id: int


def visible_at(at: datetime, *, through: str = "") -> Q:
    """Return the one condition of visibility, seen from another table `through` a relation."""
    return Q(**{f"{through}visible_from__lte": at}) & (
        Q(**{f"{through}visible_until": None}) | Q(**{f"{through}visible_until__gt": at})
    )


class NewestFirst(models.QuerySet):
    """Rows that carry `published_at` and `article`, in the order of every list."""

    def newest_first(self, *, at: datetime | None = None, before: Position | None = None):
        """Order by first appearance, below a moment and a page's key.

        Exactly one upper bound is put on `published_at`, the smaller of the two: with none the
        index has no start, and of two SQLite uses only one and reads half the table.
        """
        at = at or timezone.now()
        if before is None or before.published_at > at:
            rows = self.filter(published_at__lte=at)
        else:
            rows = self.filter(published_at__lte=before.published_at).filter(
                Q(published_at__lt=before.published_at) | Q(article_id__lt=before.article_id)
            )
        return rows.order_by("-published_at", "-article_id")


class EditionQuerySet(NewestFirst):
    """Editions by what readers may see."""

    def visible(self, at: datetime | None = None):
        """What the public may read at a moment (now): the root of every public query."""
        return self.filter(visible_at(at or timezone.now()))

    def led_by(self, photo: int, at: datetime):
        """Editions that readers see at a moment, or will see, with this main photo."""
        return self.shown_or_to_be(at).filter(
            photo=photo,
            edition_photos__photo=photo,  # By its index; the main photo is among them.
        )

    def shown_or_to_be(self, at: datetime):
        """Editions that readers see at a moment, or will see."""
        found = self.filter(Q(visible_until=None) | Q(visible_until__gt=at))
        return found.exclude(visible_until=F("visible_from"))

    def scheduled(self, at: datetime | None = None):
        """What will open after a moment (now), soonest first."""
        return (
            self.filter(visible_from__gt=at or timezone.now())
            .exclude(visible_until=F("visible_from"))
            .order_by("visible_from", "pk")
        )

    def seen(self, at: datetime | None = None):
        """What readers have seen before a moment (now), still visible or not."""
        return self.filter(visible_from__lte=at or timezone.now()).exclude(
            visible_until=F("visible_from")
        )


class Edition(Story):
    """A story as readers get it, from one moment until another."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="editions"
    )
    number = models.PositiveIntegerField(_("number"))
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)
    ended_as = models.CharField(_("ended as"), max_length=12, choices=Ended, blank=True)
    published_at = models.DateTimeField(_("published at"))
    updated_at = models.DateTimeField(_("updated at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    correction_kind = models.CharField(
        _("kind of change"), max_length=12, choices=CorrectionKind, blank=True
    )
    correction_note = models.TextField(_("note to readers"), blank=True)
    # When the story was last corrected in public; a later minor change does not forget it.
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    slug = models.SlugField(_("address"), max_length=120, db_index=False)
    section = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("section"),
    )
    oblast = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("oblast"),
    )
    words = models.PositiveIntegerField(_("words"), default=0)
    # With spaces, for reports (`articles/characters.py`): a year of long texts takes minutes to
    # count. None until they were counted; redaction counts anew.
    characters = models.PositiveIntegerField(null=True, editable=False)
    # What it is about, for related news (`articles/search/gist.py`); none until it was made.
    gist = models.BinaryField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published edition")
        verbose_name_plural = _("published editions")
        default_permissions = ("view",)
        permissions = [("view_reports", _("Can see everyone's reports"))]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(visible_until=None), name="edition_one_open"
            ),
            # Also finds an article's editions.
            models.UniqueConstraint(fields=["article", "number"], name="edition_number"),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="edition_interval",
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("visible_from")), name="edition_published_first"
            ),
            models.CheckConstraint(
                condition=Q(embargoed_until=None) | Q(visible_from__gte=F("embargoed_until")),
                name="edition_embargo",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-article"], name="edition_newest"),
            models.Index(fields=["language", "-published_at", "-article"], name="edition_language"),
            models.Index(
                fields=["language", "section", "-published_at", "-article"],
                name="edition_section",
            ),
            models.Index(
                fields=["language", "category", "-published_at", "-article"],
                name="edition_category",
            ),
            models.Index(fields=["visible_from"], name="edition_opens"),
            # Of a large archive, the few stories that changed.
            models.Index(
                fields=["article", "number"], condition=Q(number__gt=1), name="edition_later"
            ),
            models.Index(
                fields=["visible_until"],
                condition=Q(visible_until__isnull=False),
                name="edition_closes",
            ),
            models.Index(
                fields=["-corrected_at", "-article"],
                condition=Q(corrected_at__isnull=False),
                name="edition_corrections",
            ),
        ]

    def is_visible(self, at: datetime | None = None) -> bool:
        """Tell of one edition what `EditionQuerySet.visible` tells of all."""
        at = at or timezone.now()
        return self.visible_from <= at and (self.visible_until is None or self.visible_until > at)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the interval is empty: approved once, never to be seen."""
        return self.visible_until == self.visible_from

    @property
    def position(self) -> Position:
        """Where a list that ends here goes on."""
        return Position(self.published_at, self.article_id)

    @property
    def is_updated(self) -> bool:
        """Tell whether the story honestly changed after it appeared."""
        return self.updated_at > self.published_at


class EditionText(models.Model):
    """An edition's long text, in a table of its own so that lists read short rows."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    plain = models.TextField(blank=True)

    def __str__(self):
        return self.plain[:80]


class EditionRowQuerySet(NewestFirst):
    """Rows of a list of editions."""

    def visible(self, at: datetime | None = None):
        """Rows whose edition the public may read at a moment (now)."""
        return self.filter(visible_at(at or timezone.now(), through="edition__"))


class EditionRow(models.Model):
    """An edition's place in one list; carries what the list is ordered by."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    language = models.CharField(max_length=2)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, db_index=False, related_name="+")
    published_at = models.DateTimeField()

    objects = EditionRowQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class EditionTag(EditionRow):
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(EditionRow.Meta):
        default_related_name = "edition_tags"
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="editiontag_once")]
        indexes = [
            models.Index(
                fields=["tag", "language", "-published_at", "-article", "edition"],
                name="editiontag_newest",
            )
        ]


class EditionRegion(EditionRow):
    """A region of the story or an oblast above one: one index serves both kinds of page."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(EditionRow.Meta):
        default_related_name = "edition_regions"
        constraints = [
            models.UniqueConstraint(fields=["edition", "region"], name="editionregion_once")
        ]
        indexes = [
            models.Index(
                fields=["region", "language", "-published_at", "-article", "edition"],
                name="editionregion_newest",
            )
        ]


class EditionTopic(EditionRow):
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(EditionRow.Meta):
        default_related_name = "edition_topics"
        constraints = [
            models.UniqueConstraint(fields=["edition", "topic"], name="editiontopic_once")
        ]
        indexes = [
            models.Index(
                fields=["topic", "language", "-published_at", "-article", "edition"],
                name="editiontopic_newest",
            )
        ]


class EditionByline(EditionRow, Byline):
    author = models.ForeignKey(Author, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(EditionRow.Meta):
        default_related_name = "edition_bylines"
        constraints = [
            models.UniqueConstraint(fields=["edition", "author", "role"], name="editionbyline_once")
        ]
        indexes = [
            models.Index(
                fields=["author", "language", "-published_at", "-article", "edition"],
                condition=Q(is_printed=True),
                name="editionbyline_newest",
            )
        ]


class EditionPhoto(EditionRow):
    """A photo that an edition prints: the main one, or one in its body."""

    PRINTS = ("photo",)

    photo = models.ForeignKey(
        "media.Photo", on_delete=models.PROTECT, db_index=False, related_name="printings"
    )

    class Meta(EditionRow.Meta):
        default_related_name = "edition_photos"
        constraints = [
            models.UniqueConstraint(fields=["edition", "photo"], name="editionphoto_once")
        ]
        indexes = [
            models.Index(
                fields=["photo", "-published_at", "-article", "edition"],
                name="editionphoto_newest",
            )
        ]
