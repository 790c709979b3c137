"""What stands in the writing form while it is written in, kept beside the story every few seconds.

Never the live text, and never the desk's own copy: only saving makes a version. The form carries a
seal of ours that says who opened it, so it is kept for that person even where the session ended
meanwhile. What a browser kept by itself, without a network, comes in here later.
"""

from django.contrib.auth import get_user_model
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import near, workflow, writing
from articles.models import Article, Language, Status
from articles.moments import at_desk

from . import forms, kept, missing, persons
from .forms import unseal
from .standing import standing


@require_POST
def autosave(request):
    """Keep a posted form beside its story; tell when, and what else there is to know of it."""
    sealed = unseal(request.POST.get("desk_seal", ""))
    writer = sealed and get_user_model().objects.filter(pk=sealed.user, is_active=True).first()
    if writer is None or not writer.is_staff:
        return JsonResponse({"refused": _("What was sent cannot be read.")}, status=400)
    is_here = request.user.pk == writer.pk
    nothing_new = {"saved": "", "is_here": is_here}
    if "discard" in request.POST:
        writing.forget_autosave(by=writer, form=sealed.token)
        return JsonResponse(nothing_new)
    now = timezone.now()
    article = Article.objects.filter(pk=sealed.article).first() if sealed.article else None
    if sealed.article and article is None:
        return JsonResponse({"refused": _("There is no such story.")}, status=404)
    is_brought = "brought" in request.POST
    if is_brought and _stands(request, sealed, article):
        # One that was on its way when the form was saved may have come after it.
        writing.forget_autosave(by=writer, form=sealed.token)
        return JsonResponse(nothing_new)
    if is_brought and writing.is_kept(
        request.POST, by=writer, article=article, based_on=sealed.version
    ):
        return JsonResponse(nothing_new)
    text = writing.autosave(
        request.POST, by=writer, article=article, based_on=sealed.version, form=sealed.token, at=now
    )
    told = {"saved": f"{timezone.localtime(now):%H:%M}", "is_here": is_here}
    if is_here and is_brought:
        return JsonResponse(
            told | {"kept": reverse("admin:articles_article_kept_text", args=[text.pk])}
        )
    # A stranger who has the seal may leave a text here; they are told nothing.
    return JsonResponse(told | _known(request, article, now) if is_here else told)


@require_safe
def became(request):
    """Tell the address of the story that a blank form was saved as, to whose form it was.

    A browser that goes back to such a form asks it.
    """
    sealed = unseal(request.GET.get("seal", ""))
    if sealed is None or sealed.user != request.user.pk:
        return JsonResponse({"address": ""})
    found = forms.became(sealed)
    if found is None or not workflow.may_see(request.user, found):
        return JsonResponse({"address": ""})
    return JsonResponse({"address": reverse("admin:articles_article_change", args=[found.pk])})


def _stands(request, sealed, article: Article | None) -> bool:
    """Tell whether what a browser had kept until the desk answered has been saved since."""
    article = article or forms.became(sealed)
    request.sealed = sealed
    return article is not None and kept.is_saved_already(request, article)


def _known(request, article: Article | None, now) -> dict:
    """Return the address that a story will get, and the stories that tell the same."""
    headline = writing.headline(request.POST.get("headline", ""))[:300]
    language = request.POST.get("language", "")
    if language not in Language.values:
        language = article.language if article else Language.KAZAKH
    slug = article.slug if article and article.slug else ""
    if not slug and headline:
        slug = Article(headline=headline, language=language).make_slug()
    found = near.already_ours(headline, language=language, at=now, but=article and article.pk)
    lacks = missing.typed(request.POST, article)
    return {
        "address": slug,
        "near": [_named(request.user, story) for story in found],
        "missing": lacks and [lack._asdict() for lack in lacks],
    }


def _named(user, story: Article) -> dict:
    """Say that a story is there: its words only to those who may see it."""
    owner = persons.name(story.owner) if story.owner else ""
    live, coming = story.editions.visible().first(), story.editions.scheduled().first()
    # Beside «published» stands when readers got it; beside «waits», since when it does.
    at = live.published_at if live else coming.visible_from if coming else None
    at = at or (story.status == Status.SUBMITTED and story.submitted_at) or story.modified_at
    stands = standing(story, is_live=live is not None, is_ahead=coming is not None)
    said = ", ".join(filter(None, (at_desk(at), owner, stands)))
    may_see = workflow.may_see(user, story) or live is not None
    return {"number": story.pk, "headline": story.headline if may_see else "", "said": said}
