"""The desk's working copy of a story: half written, wrong or under embargo; never public."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from kazakh.slugs import slug as kazakh_slug

from .story import Byline, CorrectionKind, Story
from .taxonomy import Region, Tag, Topic


class Status(models.TextChoices):
    """What people decided about the working copy. What the clock decides is not stored."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for an editor")
    APPROVED = "approved", _("approved")
    SPIKED = "spiked", _("spiked")


class Stopped(models.TextChoices):
    """Whether the story was stopped; only hold, release and kill move it."""

    NO = "", _("not stopped")
    HELD = "held", _("held")
    KILLED = "killed", _("killed")


#: A story that may still become something: neither in the basket nor killed.
OF_USE = ~Q(status=Status.SPIKED) & ~Q(stopped=Stopped.KILLED)
#: A story that was stopped or dropped, so that what was made from it is to be thought of.
OVER = Q(stopped__gt="") | Q(status=Status.SPIKED)


class ArticleTag(ItemBase):
    """A tag on the desk's copy."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="article_tags")
    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="article_tags"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="articletag_once")
        ]


class ArticleQuerySet(models.QuerySet):
    """Working copies by what waits for whom."""

    def waiting(self):
        """What waits for an editor: a flash has no time to wait, then the oldest first."""
        return self.by_patience().filter(status=Status.SUBMITTED)

    def by_patience(self):
        """Stories that know their `patience` (0: none), the least first, then the oldest."""
        none = When(urgency=1, then=Value(0))
        patience = Case(none, default=Value(1), output_field=models.SmallIntegerField())
        return self.annotate(patience=patience).order_by("patience", "submitted_at", "pk")

    def due(self):
        """What is to be written or approved by a moment, and is neither yet."""
        unfinished = self.filter(status__in=[Status.DRAFT, Status.SUBMITTED], due_at__isnull=False)
        return unfinished.exclude(stopped=Stopped.KILLED)

    def of(self, user):
        """The stories that are a person's own: written by them or given to them."""
        return self.filter(Q(owner=user) | Q(assignee=user))


class Article(Story):
    """A story at the desk."""

    body = models.TextField(_("body"), blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        db_index=False,
        help_text=_("Made from the headline; stays as it is once readers have seen it."),
    )
    further_regions = models.ManyToManyField(
        Region, blank=True, related_name="+", verbose_name=_("further regions")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    tags = TaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))

    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    stopped = models.CharField(
        _("stopped"), max_length=8, choices=Stopped, default=Stopped.NO, blank=True, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("owner"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_articles",
        verbose_name=_("given to"),
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    planned_for = models.DateField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("A wish of the planning, not a time of appearance."),
    )
    ed_note = models.TextField(
        _("note to the desk"), blank=True, help_text=_("Between colleagues; never printed.")
    )
    correction_kind = models.CharField(
        _("kind of change"), max_length=12, choices=CorrectionKind, blank=True
    )
    correction_note = models.TextField(
        _("what readers are told about the change"), max_length=1000, blank=True
    )
    # What a writer took back of the mending of the text: articles.tidying reads and writes it.
    left_as_typed = models.JSONField(default=dict, blank=True, editable=False)
    # Of the blank form it was written in: the same form posted again is the same story.
    form_token = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)
    # Of a translation: the number of the original's edition that it was made from or last checked
    # against; 0 while the original had none. NULL of a story that translates nothing.
    follows = models.IntegerField(null=True, blank=True, editable=False)
    imported_from = models.CharField(max_length=60, null=True, blank=True, editable=False)
    imported_id = models.CharField(max_length=200, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    modified_at = models.DateTimeField(_("saved at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        default_permissions = ("add", "change", "view")
        # One permission for each verb of workflow.py, and two for what one may see and touch.
        permissions = [
            ("write_any", _("Can write in any story")),
            ("submit", _("Can submit a story")),
            ("send_back", _("Can send a story back")),
            ("approve", _("Can approve a story")),
            ("approve_alone", _("Can publish alone when on duty")),
            ("unschedule", _("Can take back a schedule")),
            ("hold", _("Can hold a story")),
            ("release", _("Can release a held story")),
            ("correct", _("Can publish a correction")),
            ("kill", _("Can kill a story")),
            ("redact", _("Can redact by law")),
            ("spike", _("Can spike a story")),
            ("restore", _("Can restore a spiked story")),
            ("read_after", _("Can read what was published alone")),
        ]
        constraints = [
            # Both NULL for a story of our own: a unique key lets any number of those stand.
            models.UniqueConstraint(
                fields=["imported_from", "imported_id"], name="article_imported_once"
            ),
            # A spiked or a killed one leaves its place to another.
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=Q(translation_of__isnull=False) & OF_USE,
                name="article_translated_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-modified_at", "-id"], name="article_saved"),
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(status=Status.SUBMITTED),
                name="article_waiting",
            ),
            models.Index(fields=["owner", "-modified_at"], name="article_of_owner"),
            models.Index(
                F("planned_for"), condition=Q(planned_for__isnull=False), name="article_planned"
            ),
            models.Index(
                fields=["embargoed_until"],
                condition=Q(embargoed_until__isnull=False),
                name="article_embargoed",
            ),
            models.Index(F("due_at"), condition=Q(due_at__isnull=False), name="article_due"),
            # Of a large archive, what is being written now.
            models.Index(
                fields=["-modified_at", "-id"],
                condition=Q(status=Status.DRAFT),
                name="article_drafts",
            ),
            # From the originals that moved to their translations, without a look at these rows.
            models.Index(
                fields=["translation_of", "follows", "id"],
                condition=Q(translation_of__isnull=False),
                name="article_follows",
            ),
            models.Index(fields=["id"], condition=OVER, name="article_over"),
        ]

    def make_slug(self) -> str:
        """Return an address made from the headline; a story without letters gets a plain one."""
        return kazakh_slug(self.headline, limit=100) or "news"


class Contribution(Byline):
    """A person's part in the desk's copy."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="contributions")

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="contribution_once",
                violation_error_message=_("This person already stands here in this role."),
            )
        ]
