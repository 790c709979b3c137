"""Every text that somebody saved, and every text that could not be saved."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import markup

from .article import Article


class Version(models.Model):
    """A save of the desk's copy: whole, numbered, with its writer."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, db_index=False, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    content = models.JSONField(_("content"))
    # Whether printed words changed: who wrote is what four eyes ask, not who filed it.
    is_writing = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number")]

    def __str__(self):
        return f"{self.article_id}/{self.number}"


class WhyKept(models.TextChoices):
    """Why a text was kept beside the story instead of in it."""

    OVERTAKEN = "overtaken", _("somebody saved first")
    SIGNED_OUT = "signed_out", _("the session had ended")
    CLOSED = "closed", _("the story no longer takes changes")
    AUTOSAVE = "autosave", _("saved while typing")
    SUMMARY = "summary", _("arranged from the entries of the live story")
    AS_TYPED = "as_typed", _("as it was typed, before it was mended")


class KeptText(models.Model):
    """A text that could not become the story's next version, kept for its author."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="kept_texts"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_texts"
    )
    why = models.CharField(max_length=12, choices=WhyKept)
    based_on = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        default_permissions = ()
        indexes = [models.Index(fields=["by", "settled_at", "-at"], name="kepttext_of_author")]

    def __str__(self):
        return f"{self.article_id or '+'}: {self.by_id}"

    @property
    def named(self) -> str:
        """The headline of its story, else its own or its first words; "" where there is none."""
        if self.article:
            return self.article.headline.strip()
        post = self.content.get("post", {})
        for name in ("headline", "lead", "body"):
            words = str((post.get(name) or [""])[0])
            words = " ".join((markup.plain(words) if name == "body" else words).split())
            if words:
                return words
        return ""
