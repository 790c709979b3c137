"""Who decided what, when and why. Written once, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import Edition


class Verb(models.TextChoices):
    """The orders a newsroom gives, and the acts that leave a trace beside them."""

    SUBMIT = "submit", _("Submit")
    SEND_BACK = "send_back", _("Send back")
    APPROVE = "approve", _("Approve")
    UNSCHEDULE = "unschedule", _("Unschedule")
    HOLD = "hold", _("Hold")
    RELEASE = "release", _("Release")
    CORRECT = "correct", _("Correct")
    KILL = "kill", _("Kill")
    REDACT = "redact", _("Redact")
    SPIKE = "spike", _("Spike")
    RESTORE = "restore", _("Restore")
    READ = "read", _("Read afterwards")
    REOPEN = "reopen", _("Change the approved text")
    IMPORT = "import", _("Import")
    CHECK = "check", _("Checked against the original")
    OPEN_LIVE = "open_live", _("Open live")
    CLOSE_LIVE = "close_live", _("Close live")


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"A {self._meta.model_name} is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"A {self._meta.model_name} is never deleted.")


class Decision(AppendOnly):
    """One verb, given by one person to one story."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, db_index=False, related_name="decisions"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    verb = models.CharField(_("decision"), max_length=12, choices=Verb)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    note = models.TextField(_("why"), blank=True)
    # The moment the verb was given for, where it names one (a schedule).
    for_moment = models.DateTimeField(null=True, blank=True)
    is_alone = models.BooleanField(_("published alone"), default=False)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["article", "-id"], name="decision_of_article"),
            models.Index(fields=["-id"], condition=Q(is_alone=True), name="decision_alone"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.article_id}"


class Redaction(AppendOnly):
    """The tombstone of what the law made us remove; a restored backup applies it again."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="redactions")
    fields = models.JSONField(_("fields"), default=list)
    photo = models.ForeignKey(
        "media.Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis = models.CharField(_("legal basis"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    digest = models.CharField(_("digest of what was removed"), max_length=64)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.article_id}: {self.basis}"
