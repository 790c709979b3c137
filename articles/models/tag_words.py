"""What the desk keeps about tags for itself: how they are found, used, and what was merged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .decision import AppendOnly
from .taxonomy import Tag


class TagUse(models.Model):
    """How much a tag is used; beside the tag, since no page for readers is made of it."""

    tag = models.OneToOneField(Tag, on_delete=models.CASCADE, primary_key=True, related_name="use")
    # Neither retired nor merged; kept here so that the lists below read one index.
    is_offered = models.BooleanField(default=True)
    stories = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    # Of each story 2 to the power of its age in half-lives, summed, as a power of 2: nothing has
    # to run for it to fade (`articles/tags/counting.py`).
    worth = models.FloatField(default=0)
    # The stems of the name in one order: of two tags alike in it, one is probably too many.
    likeness = models.CharField(max_length=200, default="")

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["stories", "-tag"], condition=Q(is_offered=True), name="taguse_stories"
            ),
            models.Index(
                fields=["last_used_at", "tag"],
                condition=Q(is_offered=True, stories__gt=0),
                name="taguse_last",
            ),
            models.Index(
                fields=["likeness", "tag"], condition=Q(is_offered=True), name="taguse_likeness"
            ),
        ]

    def __str__(self):
        return str(self.tag_id)


class TagBeginning(models.Model):
    """A tag's name from one of its words on, in letters that every keyboard has."""

    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, db_index=False, related_name="beginnings"
    )
    # Bytes, which both databases compare alike: what begins so is one range of the index.
    begins = models.BinaryField()
    place = models.PositiveSmallIntegerField()
    worth = models.FloatField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["tag", "place"], name="tagbeginning_once")]
        indexes = [
            models.Index(fields=["begins", "place", "worth", "tag"], name="tagbeginning_begins")
        ]

    def __str__(self):
        return str(self.tag_id)


class TagPhrase(models.Model):
    """The stems of a tag's words, as they follow each other in a text of a language."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, db_index=False, related_name="phrases")
    language = models.CharField(max_length=2)
    stems = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["tag", "language"], name="tagphrase_once")]
        indexes = [models.Index(fields=["language", "stems", "tag"], name="tagphrase_stems")]

    def __str__(self):
        return self.stems


class TagsCounted(models.Model):
    """Up to which row of editions' tags the uses were counted: one row."""

    row = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="tagscounted_is_one")]

    def __str__(self):
        return str(self.row)


class TagMerge(AppendOnly):
    """Who put one tag into another, and when."""

    tag = models.ForeignKey(
        Tag, on_delete=models.PROTECT, related_name="merges", verbose_name=_("tag")
    )
    into = models.ForeignKey(
        Tag, on_delete=models.PROTECT, related_name="+", verbose_name=_("merged into")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.tag_id} → {self.into_id}"
