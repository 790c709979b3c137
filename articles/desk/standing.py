"""Where a story stands: what people decided, and what the clock makes of it."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition, Status, Stopped


def with_standing(stories):
    """Return stories that know whether readers have them now (`is_live`) or will (`is_ahead`)."""
    now = timezone.now()
    shown = Edition.objects.filter(article=OuterRef("pk"))
    return stories.annotate(
        is_live=Exists(shown.visible(now)), is_ahead=Exists(shown.scheduled(now))
    )


def standing(article: Article, *, is_live=None, is_ahead=None) -> str:
    """Say where a story stands: the desk's status, and what the clock makes of its editions."""
    if article.stopped:
        return Stopped(article.stopped).label
    if is_live is None:
        is_live = article.editions.visible().exists()
        is_ahead = article.editions.scheduled().exists()
    words = []
    if is_live:
        words.append(_("published"))
    if is_ahead:
        words.append(_("scheduled"))
    if article.status != Status.APPROVED:
        words.append(
            _("changes waiting")
            if is_live and article.status == Status.DRAFT
            else article.get_status_display()
        )
    elif not words:
        words.append(_("no longer on the site"))
    return ", ".join(str(word) for word in words)


class StandingFilter(admin.SimpleListFilter):
    """What readers have of a story: decided by the clock, so asked, not stored."""

    title = gettext_lazy("for readers")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("live", _("on the site")),
            ("ahead", _("scheduled")),
            ("never", _("never published")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "live":
                return queryset.filter(is_live=True)
            case "ahead":
                return queryset.filter(is_ahead=True)
            case "never":
                return queryset.filter(editions=None)
        return queryset
