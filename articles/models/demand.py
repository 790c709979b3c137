"""What somebody outside demands of the house about stories: by which paper, until when, and the
answer. For the desk alone: no page, feed, search or export of readers holds any of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article
from .decision import AppendOnly, Decision


class Asker(models.TextChoices):
    """Who demands."""

    PERSON = "person", pgettext_lazy("who demands", "person")
    ORGANISATION = "organisation", pgettext_lazy("who demands", "organisation")
    COURT = "court", pgettext_lazy("who demands", "court")
    STATE_BODY = "state_body", pgettext_lazy("who demands", "state body")
    ADVOCATE = "advocate", pgettext_lazy("who demands", "advocate")


class Paper(models.TextChoices):
    """By what they demand."""

    LETTER = "letter", pgettext_lazy("paper of a demand", "letter")
    MAIL = "mail", pgettext_lazy("paper of a demand", "mail")
    ADVOCATES_REQUEST = "advocates", pgettext_lazy("paper of a demand", "advocate's request")
    COURT_ACT = "court_act", pgettext_lazy("paper of a demand", "act of a court")
    ORDER = "order", pgettext_lazy("paper of a demand", "order of a state body")


class Ask(models.TextChoices):
    """What is demanded; a paper may demand several things."""

    REFUTATION = "refutation", pgettext_lazy("what is demanded", "a refutation")
    REPLY = "reply", pgettext_lazy("what is demanded", "to print a reply")
    PHOTO = "photo", pgettext_lazy("what is demanded", "to remove a photo")
    PARAGRAPH = "paragraph", pgettext_lazy("what is demanded", "to remove a part of the text")
    PERSONAL = "personal", pgettext_lazy("what is demanded", "to remove a name or personal data")
    WHOLE = "whole", pgettext_lazy("what is demanded", "to remove the whole story")


class Granted(models.TextChoices):
    """What the house decided."""

    NO_DECISION = "", pgettext_lazy("decision on a demand", "not decided yet")
    GRANTED = "granted", pgettext_lazy("decision on a demand", "granted")
    IN_PART = "in_part", pgettext_lazy("decision on a demand", "granted in part")
    REFUSED = "refused", pgettext_lazy("decision on a demand", "refused")


class DemandQuerySet(models.QuerySet):
    """Demands by what waits."""

    def open(self):
        """What was not answered yet, by deadline."""
        return self.filter(answered_at=None).order_by("due_at", "pk")

    def answered(self):
        """What was answered, the latest first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")


class Demand(models.Model):
    """One paper: who, about which stories, what, until when, decided how, answered when."""

    stories = models.ManyToManyField(Article, related_name="demands", verbose_name=_("stories"))
    asker = models.CharField(_("who demands"), max_length=12, choices=Asker)
    asker_name = models.CharField(_("name"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    paper = models.CharField(_("paper"), max_length=12, choices=Paper)
    paper_number = models.CharField(_("number of the paper"), max_length=100, blank=True)
    paper_date = models.DateField(_("date of the paper"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    asks = models.JSONField(_("what is demanded"), default=list)
    words = models.TextField(_("words of the demand"), blank=True)
    due_at = models.DateTimeField(_("deadline"))
    is_urgent = models.BooleanField(_("urgent"), default=False)
    decision = models.CharField(
        pgettext_lazy("decision on a demand", "decision"), max_length=8, choices=Granted,
        default=Granted.NO_DECISION, blank=True,
    )  # fmt: skip
    reason = models.TextField(pgettext_lazy("decision on a demand", "reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_how = models.CharField(_("how the answer was sent"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answer sent at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    # When who demanded, and every word of theirs and to them, was blanked.
    forgotten_at = models.DateTimeField(null=True, blank=True)
    # Two people who change one demand: the second hears of the first.
    version = models.PositiveIntegerField(default=1)
    # The blank form posted again is the same demand.
    form_token = models.CharField(max_length=32, unique=True, null=True, blank=True)

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        default_permissions = ("add", "change", "view")
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(answered_at=None), name="demand_due"),
            models.Index(
                fields=["-answered_at", "-id"],
                condition=Q(answered_at__isnull=False),
                name="demand_answered",
            ),
        ]

    def __str__(self):
        return f"№ {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is still owed."""
        return self.answered_at is None

    def is_overdue(self, at=None) -> bool:
        """Tell whether an answer is still owed although its deadline has passed."""
        return self.is_open and self.due_at <= (at or timezone.now())

    @property
    def asked(self) -> str:
        """What is demanded, in words."""
        return ", ".join(str(Ask(each).label) for each in self.asks if each in Ask.values)


class DemandAct(AppendOnly):
    """That a decision about a story was given for a demand."""

    demand = models.ForeignKey(
        Demand, on_delete=models.PROTECT, db_index=False, related_name="acts"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="demand_acts")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["demand", "decision"], name="demandact_once")
        ]

    def __str__(self):
        return f"{self.demand_id}: {self.decision_id}"
