"""What a reader found wrong in a story, told to the desk: no name, no address, nothing of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class Handled(models.TextChoices):
    """What the desk made of a note."""

    WAITING = "", _("not yet looked at")
    MENDED = "mended", _("mended")
    DISMISSED = "dismissed", _("nothing to mend")


class ReaderNoteQuerySet(models.QuerySet):
    def waiting(self):
        """Notes that nobody has looked at, oldest first."""
        return self.filter(handled_as=Handled.WAITING).order_by("sent_at", "pk")


class ReaderNote(models.Model):
    """A passage as the reader had it before their eyes, and what they say of it."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="reader_notes", verbose_name=_("story")
    )
    passage = models.CharField(_("passage"), max_length=500, blank=True)
    words = models.TextField(_("what the reader says"), max_length=1000, blank=True)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    handled_as = models.CharField(
        _("what was done"), max_length=10, choices=Handled, default=Handled.WAITING, blank=True
    )
    handled_at = models.DateTimeField(_("done at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )

    objects = ReaderNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader's note")
        verbose_name_plural = _("readers' notes")
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["handled_as", "sent_at"], name="readernote_waiting"),
            models.Index(fields=["-sent_at"], name="readernote_latest"),
        ]

    def __str__(self):
        return self.passage[:80] or self.words[:80]
