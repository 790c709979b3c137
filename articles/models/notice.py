"""What a person at the desk is told of, and how they want to be told.

A notice holds no words of a story: it names the decision, the comment or the link that has them,
so that a removal by law reaches them there.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article
from .comment import Comment
from .decision import Decision
from .shared_preview import SharedPreview
from .story import Language


class NoticeKind(models.TextChoices):
    """What a notice is about, as far as a person may choose to hear of it or not."""

    MENTIONED = "mentioned", _("I was named in a comment")
    COMMENTED = "commented", _("a comment on my story")
    SENT_BACK = "sent_back", _("my story was sent back")
    PUBLISHED = "published", _("my story was approved, corrected or released")
    STOPPED = "stopped", _("my story was held, killed, spiked or taken off the schedule")
    GIVEN = "given", _("a story was given to me")
    DUE = "due", _("my story is due within the hour")
    SUBMITTED = "submitted", _("a story waits for an editor")
    OPINION = "opinion", _("an opinion came from outside")
    ORIGINAL = "original", _("the original of my translation was corrected or stopped")


class Notice(models.Model):
    """One thing that one person is told once."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="notices"
    )
    kind = models.CharField(max_length=10, choices=NoticeKind)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notices")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    shared = models.ForeignKey(
        SharedPreview,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    # What happened, the same for everybody who is told of it: nobody is told of it twice.
    key = models.CharField(max_length=60)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["to", "-id"], name="notice_of_person"),
            models.Index(fields=["to", "id"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["read_at"], condition=Q(read_at__isnull=False), name="notice_read"
            ),
        ]

    def __str__(self):
        return f"{self.to_id}: {self.key}"


class Digest(models.TextChoices):
    """When a person's mail is written."""

    NEVER = "never", pgettext_lazy("mail", "never")
    HOURLY = "hourly", pgettext_lazy("mail", "every hour")
    DAILY = "daily", pgettext_lazy("mail", "once a day")


class Submissions(models.TextChoices):
    """When an editor hears that a story waits."""

    ON_DUTY = "on_duty", _("while I am on duty")
    ALWAYS = "always", _("always")
    NEVER = "never", pgettext_lazy("notices", "never")


class NoticeChoice(models.Model):
    """How one person wants to be told; who has chosen nothing is told at the desk alone."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_choice",
    )
    digest = models.CharField(_("Mail"), max_length=8, choices=Digest, default=Digest.NEVER)
    hour = models.PositiveSmallIntegerField(
        _("at the hour"), default=9, validators=[MaxValueValidator(23)]
    )
    at_once = models.BooleanField(_("By mail at once when I am named"), default=False)
    language = models.CharField(
        _("language of the mail"), max_length=2, choices=Language, default=Language.KAZAKH
    )
    submissions = models.CharField(
        _("Stories that wait for an editor"),
        max_length=8,
        choices=Submissions,
        default=Submissions.ON_DUTY,
    )
    # Kinds that are left out: one that is new some day is told until somebody says otherwise.
    muted = models.JSONField(default=list, blank=True)
    unmailed = models.JSONField(default=list, blank=True)
    # Until when it was looked what there is to be mailed.
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.person_id}: {self.digest}"
