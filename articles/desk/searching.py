"""The search of the story list: answers best first, words marked, another question offered."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import markup, search
from articles.models import Article, Language, Region
from articles.search.marks import Marks
from articles.search.suggestion import likely


class SectionFilter(admin.RelatedFieldListFilter):
    """The sections, and last the stories without one."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.empty_value_display = _("no section")


class RegionFilter(admin.SimpleListFilter):
    """The oblasts and great cities, each with its districts."""

    title = _("region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        tops = Region.objects.filter(parent=None, is_retired=False).order_by(*Region.by_name())
        return [(str(region.pk), region.name) for region in tops]

    def queryset(self, request, queryset):
        value = self.value() or ""
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            return queryset
        places = Region.objects.filter(Q(pk=value) | Q(parent=value)).values("pk")
        further = Article.further_regions.through.objects.filter(region__in=places)
        return queryset.filter(Q(region__in=places) | Q(pk__in=further.values("article")))


class SavedFilter(admin.SimpleListFilter):
    """When a story was saved last: today, in some days, this year."""

    title = _("saved at")
    parameter_name = "saved"
    DAYS = {"week": 7, "month": 30, "year": 365}

    def lookups(self, request, model_admin):
        return [
            ("today", _("today")),
            ("week", _("in the last 7 days")),
            ("month", _("in the last 30 days")),
            ("year", _("in the last year")),
        ]

    def queryset(self, request, queryset):
        morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        if self.value() == "today":
            return queryset.filter(modified_at__gte=morning)
        if days := self.DAYS.get(self.value()):
            return queryset.filter(modified_at__gte=morning - timedelta(days=days))
        return queryset


def own_alone(request) -> int | None:
    """Return whose stories alone a list may search; those named as an original are anybody's."""
    is_own = not request.user.has_perm("articles.write_any") and "field_name" not in request.GET
    return request.user.pk if is_own else None


def answered(request, stories, text: str):
    """Return the stories that answer, in the order that was asked for; remember the question."""
    if not text.strip():
        return stories
    request.answers = search.at_the_desk(stories, text, person=own_alone(request))
    if "o" not in request.GET:
        return request.answers.stories
    return request.answers.stories.order_by(*stories.query.order_by)


def show(request, changelist, *, stories):
    """Mark the words of the question in a page of the list; return another question, or ""."""
    if not changelist.query.strip():
        return ""
    answers = getattr(request, "answers", None)
    marks = {
        code: Marks(each, code) for code, each in (answers.questions if answers else {}).items()
    }
    changelist.result_list = list(changelist.result_list)
    for article in changelist.result_list:
        if (mark := marks.get(article.language)) is None:
            continue
        article.marked = mark.marked(article.headline)
        article.passage = mark.passage(article.lead, markup.plain(article.body))
    if changelist.result_count:
        return ""

    def has_answers(text):
        return search.at_the_desk(stories, text, person=own_alone(request)).stories.exists()

    found = (
        likely(changelist.query, language=language, answers=has_answers) for language in Language
    )
    return next(filter(None, found), "")
