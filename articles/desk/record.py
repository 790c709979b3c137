"""What can be looked up of a story: its decisions, its versions, and the queue."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import shared_previews, whereabouts
from articles.models import Article, Decision, Status, Verb, Version

from . import comments, several
from .verbs import story


def latest(article: Article):
    """Return the last decisions about a story, for the margin of its form."""
    return list(article.decisions.select_related("by").order_by("-id")[:5])


def sent_back(article: Article, *, latest: list[Decision] = ()) -> Decision | None:
    """Return the decision that sent a draft back, while nothing was decided since.

    `latest` are its last decisions, the newest first, where they were read already.
    """
    if decided := [each for each in latest if each.verb != Verb.CHECK]:
        is_sent_back = article.status == Status.DRAFT and decided[0].verb == Verb.SEND_BACK
        return decided[0] if is_sent_back else None
    return sent_back_of([article]).get(article.pk)


def sent_back_of(articles) -> dict[int, Decision]:
    """Return the same of several stories by their ids, in one question."""
    drafts = [article.pk for article in articles if article.status == Status.DRAFT]
    # Holding a translation against its original decides nothing about it.
    decided = Decision.objects.filter(article=OuterRef("article")).exclude(verb=Verb.CHECK)
    last = decided.order_by("-id").values("pk")[:1]
    found = Decision.objects.filter(
        article__in=drafts, verb=Verb.SEND_BACK, pk=Subquery(last)
    ).select_related("by")
    return {decision.article_id: decision for decision in found}


def page(request, site, object_id):
    """Show every decision and every version of a story."""
    article = story(request, object_id)
    context = {
        **site.each_context(request),
        "title": _("History"),
        "article": article,
        "decisions": article.decisions.select_related("by", "edition").order_by("-id")[:500],
        "is_shown": article.editions.visible().exists(),
        "versions": article.versions.defer("content")
        .select_related("by")
        .order_by("-number")[:200],
        "editions": article.editions.select_related("approved_by").order_by("-number")[:200],
        "made_from": made_from(article.versions.filter(number=1).first()),
        "shared": shared_previews.of(article),
        "askings": whereabouts.askings(article),
        "comments": comments.beside(article),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/record.html", context)


def made_from(first: Version | None) -> str:
    """Say which story, and which text of it, a translation was begun from; "" of any other."""
    told = first and first.content.get("made_from")
    if not told:
        return ""
    return _("Begun as a translation of story № %(story)s, version %(version)s.") % told


def queue(request, site):
    """Show what waits for an editor, oldest first."""
    if not request.user.has_perm("articles.approve"):
        raise PermissionDenied
    stories = Article.objects.waiting().select_related("category", "owner", "assignee", "photo")
    context = {
        **site.each_context(request),
        **several.on_page(request),
        "title": _("Waiting for an editor"),
        "stories": stories[: several.MOST],
        "ticked": request.GET.get("ticked") == "all",
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/queue.html", context)
