"""How a story stands in other languages, as one person at the desk may see it."""

from dataclasses import dataclass, replace

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import originals, pages, translating, workflow
from articles.models import Article, Edition, Language, Status, Stopped, Verb

from .standing import standing, with_standing

#: The verbs after which a story's translations are to be thought of.
REACHING = (Verb.HOLD, Verb.CORRECT, Verb.KILL, Verb.REDACT)


@dataclass(frozen=True)
class Row:
    """A story in another language: how it stands, and as much of it as a person may see."""

    article: Article
    headline: str
    address: str
    standing: str
    is_behind: bool = False

    @property
    def language(self) -> str:
        return Language(self.article.language).label


def public_name(article: Article) -> str:
    """Name a story by the headline that readers have, or by its number."""
    shown = article.editions.visible().only("headline").first()
    return f"№ {article.pk} {shown.headline}" if shown else f"№ {article.pk}"


@dataclass(frozen=True)
class Known:
    """What a person may call a story, and where that leads them; "" where nowhere."""

    headline: str
    address: str


def known(user, articles: list[Article]) -> dict[int, Known]:
    """Return what a person may know of stories: of those they may not see, what readers have.

    What readers do not have either is told by its number alone. One query at most.
    """
    found = {
        each.pk: Known(each.headline, reverse("admin:articles_article_change", args=[each.pk]))
        for each in articles
        if workflow.may_see(user, each)
    }
    if rest := [each.pk for each in articles if each.pk not in found]:
        rows = Edition.objects.visible(timezone.now()).filter(article__in=rest)
        for pk, headline, slug in rows.values_list("article_id", "headline", "slug"):
            found[pk] = Known(headline, pages.address(pk, slug))
    for pk in rest:
        found.setdefault(pk, Known(_("story № %(number)s") % {"number": pk}, ""))
    return found


class OriginalField(forms.ModelChoiceField):
    """A choice of stories in which a colleague's is named as readers know it."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def label_from_instance(self, article):
        return str(article) if workflow.may_see(self.user, article) else public_name(article)


def row(user, article: Article) -> Row:
    """Return what a person may see of a story; of a colleague's unpublished one not its words.

    Takes one of `with_standing`.
    """
    name = known(user, [article])[article.pk]
    said = standing(article, is_live=article.is_live, is_ahead=article.is_ahead)
    return Row(article, name.headline, name.address, said, bool(mark(article)))


def rows(user, article: Article) -> list[Row]:
    """Return a story's translations, or of a translation its original and sisters."""
    original = originals.first(article)
    found = originals.with_original(
        with_standing(Article.objects.filter(translation_of=original).order_by("language", "pk"))
    )
    found = [each for each in found if each.status != Status.SPIKED and each.pk != article.pk]
    if original.pk != article.pk:
        [first] = originals.with_original(with_standing(Article.objects.filter(pk=original.pk)))
        found.insert(0, first)
    return [row(user, each) for each in found]


def mark(article: Article) -> str:
    """Say in a word what became of a listed story's original; takes one of `with_original`."""
    if article.translation_of_id is None or article.status == Status.SPIKED:
        return ""
    if article.stopped == Stopped.KILLED:
        return ""
    if article.original_stopped:
        return Stopped(article.original_stopped).label
    if article.original_status == Status.SPIKED:
        return Status.SPIKED.label
    return _("changed") if article.is_original_changed else ""


def listed(article: Article):
    """Show in the list which story a translation was made from, and whether that one moved on."""
    if article.translation_of_id is None:
        return ""
    moved = mark(article)
    return format_html(
        "№ {}{}",
        article.translation_of_id,
        format_html(' <span class="embargo">{}</span>', moved) if moved else "",
    )


class OriginalFilter(admin.SimpleListFilter):
    """Translations, and those among them whose originals moved on."""

    title = gettext_lazy("the original")
    parameter_name = "original"

    def lookups(self, request, model_admin):
        return [("moved", _("the original changed")), ("any", _("translations"))]

    def queryset(self, request, queryset):
        match self.value():
            case "moved":
                return originals.behind_anywhere(queryset)
            case "any":
                return queryset.filter(translation_of__isnull=False)
        return queryset


def events_for(user, article: Article) -> list[originals.Event]:
    """Tell what happened to a translation's original, without what is said at the desk alone.

    Who may not open the original hears of it what readers hear: never why it was held, nor the
    sentence of a correction that is still to appear.
    """
    events = originals.events(article)
    if not events or workflow.may_see(user, article.translation_of):
        return events
    now = timezone.now()
    # An edition that is still to appear is nobody else's knowledge, nor theirs to follow.
    return [
        each if each.edition else replace(each, note="")
        for each in events
        if not each.edition or each.at <= now
    ]


def beside(user, article: Article) -> dict:
    """Return what the writing form shows of a story's other languages."""
    events = events_for(user, article)
    others = rows(user, article)
    return {
        "other_tongues": others,
        "original_events": events,
        "original_row": original_row(user, article) if events else None,
        "original_edition": max((event.edition for event in events), default=0),
        "may_translate": translating.may_translate(user, article)
        and bool(originals.languages_left_by([article, *(each.article for each in others)])),
    }


def original_row(user, article) -> Row:
    return row(user, with_standing(Article.objects.filter(pk=article.translation_of_id)).get())


def before_a_verb(user, verb: Verb, article: Article) -> dict:
    """Return what the page of a verb says of other languages: those it does not reach."""
    is_apart = verb is Verb.REDACT or (verb in REACHING and article.translation_of is None)
    return {
        "tongues_apart": rows(user, article) if is_apart else [],
        "original_events": events_for(user, article),
    }
