"""Translating at the desk: a page that begins a draft, and what changed in the original since."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import originals, pages, translating, workflow, writing
from articles.models import Article, Edition, Language
from articles.refusals import NotAllowed, Refused
from articles.search import find

from . import changed, tongues
from .forged import number
from .verbs import story

#: What a translator has to follow, in the order of the writing form.
FOLLOWED = ("headline", "lead", "body", "dateline", "source_name", "photo", "photo_caption")

#: Stories that are offered to a translator at once.
LISTED = 30


class TranslateForm(forms.Form):
    """Into which language: of those of the house in which the story is not told yet."""

    into = forms.ChoiceField(
        label=gettext_lazy("Into which language?"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Choose a language of the house in which the story is not told yet."
            ),
            "required": gettext_lazy("Choose a language."),
        },
    )

    def __init__(self, *args, left: list[Language], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [(each.value, each.label) for each in left]
        if len(left) == 1:
            self.fields["into"].initial = left[0].value


def page(request, pk):
    """Ask into which language a story is translated, and begin it; a second press leads to it."""
    article = get_object_or_404(Article, pk=number(str(pk)))
    is_seen = workflow.may_see(request.user, article)
    if not is_seen and not article.editions.visible().exists():
        raise Http404
    if not translating.may_translate(request.user, article):
        raise PermissionDenied(
            _("This story is not yours to translate, or is no longer to be told.")
        )
    left = originals.languages_left(article)
    status = 200
    form = TranslateForm(request.POST if request.method == "POST" else None, left=left)
    if request.method == "POST":
        # What has been begun already is no choice any more, and the answer to a second press.
        posted = request.POST.get("into", "")
        if form.is_valid() or (posted in Language.values and posted not in left):
            try:
                begun, is_new = translating.translate(
                    article, into=Language(posted), by=request.user
                )
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Refused as refusal:
                status = 409
                if not form.errors:
                    form.add_error("into", str(refusal))
            else:
                return _lead_to(request, article, begun, is_new=is_new)
    # Of a colleague's story its translator is shown what readers have.
    shown = (
        article
        if is_seen
        else article.editions.visible().only("headline", "slug", "language").get()
    )
    context = {
        **admin.site.each_context(request),
        "title": _("Translate"),
        # Its own headline may say what readers are not to know yet.
        "article": article if is_seen else None,
        "story": shown,
        "language": article.get_language_display(),
        "public": "" if is_seen else pages.address(article.pk, shown.slug),
        "form": form,
        "left": left,
        "other_tongues": tongues.rows(request.user, article),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/translate.html", context, status=status)


def choose(request):
    """List the stories that readers have, by their words or the newest: a translator's work."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    text, at = " ".join(request.GET.get("q", "").split()), timezone.now()
    columns = ("edition__headline", "edition__slug", "edition__language")
    if text:
        found = [
            find(text, language=language, at=at, columns=columns, length=LISTED)
            for language in Language
        ]
        editions = [edition for each in found for edition in each.editions][:LISTED]
    else:
        editions = list(Edition.objects.visible(at).newest_first(at=at)[:LISTED])
    stories = Article.objects.select_related("translation_of").in_bulk(
        [edition.article_id for edition in editions]
    )
    left = originals.languages_left_of(stories.values())
    rows = [
        {"edition": edition, "left": [language.label for language in left[edition.article_id]]}
        for edition in editions
        if left[edition.article_id]
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Translate a story"),
        "text": text,
        "rows": rows,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/to_translate.html", context)


def _lead_to(request, article, begun, *, is_new):
    if not workflow.may_see(request.user, begun):
        messages.warning(
            request,
            _("Somebody is translating this story into that language already: story № %(number)s.")
            % {"number": begun.pk},
        )
        if workflow.may_see(request.user, article):
            return redirect("admin:articles_article_change", article.pk)
        return redirect("admin:articles_article_to_translate")
    said = (
        _("The translation is begun: here stands the original's text, to be worked over.")
        if is_new
        else _("The translation had been begun already; this is it.")
    )
    messages.success(request, said)
    return redirect("admin:articles_article_change", begun.pk)


# --- Following the original ---------------------------------------------------------------


def checked(request, article: Article):
    """Note that a translation was held against its original, after a save; say what came of it."""
    try:
        translating.check(article, edition=number(request.POST["_checked"]), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        article = Article.objects.get(pk=article.pk)
        changed = any(event.edition for event in tongues.events_for(request.user, article))
        said = (
            _("Noted. The original was changed once more meanwhile: look at it again.")
            if changed
            else _("Noted: the translation follows the original as it stands now.")
        )
        messages.success(request, said)
    return redirect("admin:articles_article_change", article.pk)


def original(request, pk):
    """Show what changed in the original of a translation since it was last followed."""
    article = story(request, pk)
    if article.translation_of is None:
        raise Http404
    numbers = [event.edition for event in originals.events(article) if event.edition]
    shown = article.translation_of.editions.select_related("text").order_by("number")
    if not workflow.may_see(request.user, article.translation_of):
        # What readers have not seen yet is for those who may open the story itself.
        shown = shown.seen()
    before = shown.filter(number=article.follows or 0).first()
    after = shown.filter(number__in=numbers).last()
    context = {
        **admin.site.each_context(request),
        "title": _("What changed in the original"),
        "article": article,
        "original": tongues.original_row(request.user, article),
        "events": tongues.events_for(request.user, article),
        "before": before,
        "after": after,
        "changed": _changed(before, after) if after else [],
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/original.html", context)


def _changed(before: Edition | None, after: Edition) -> list[changed.Row]:
    """Return the parts in which two editions of an original differ, word by word."""
    old, new = _followed(before), _followed(after)
    return changed.of([name for name in FOLLOWED if old[name] != new[name]], old, new)


def _followed(edition: Edition | None) -> dict:
    """Return what of an edition is followed; of none, nothing."""
    if edition is None:
        return dict.fromkeys(FOLLOWED, "") | {"photo": None}
    words = {name: writing.plain(edition, name) for name in FOLLOWED if name != "body"}
    return words | {"body": edition.text.body}
