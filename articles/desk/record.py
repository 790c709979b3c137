"""What can be looked up of a story: its decisions, its versions, and the queue."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import shared_previews, whereabouts
from articles.models import Article, Decision, Status, Verb, Version
from kazakh.alphabet import sort_key

from .verbs import story


def latest(article: Article):
    """Return the last decisions about a story, for the margin of its form."""
    return article.decisions.select_related("by").order_by("-id")[:5]


def sent_back(article: Article) -> Decision | None:
    """Return the decision that sent a draft back, while nothing was decided since."""
    if article.status != Status.DRAFT:
        return None
    # Holding a translation against its original decides nothing about it.
    decisions = article.decisions.exclude(verb=Verb.CHECK)
    last = decisions.select_related("by").order_by("-id").first()
    return last if last and last.verb == Verb.SEND_BACK else None


def page(request, site, object_id):
    """Show every decision and every version of a story."""
    article = story(request, object_id)
    context = {
        **site.each_context(request),
        "title": _("Record"),
        "article": article,
        "decisions": article.decisions.select_related("by", "edition").order_by("-id")[:500],
        "versions": article.versions.select_related("by").order_by("-number")[:200],
        "editions": article.editions.select_related("approved_by").order_by("-number")[:200],
        "made_from": made_from(article.versions.filter(number=1).first()),
        "shared": shared_previews.of(article),
        "askings": whereabouts.askings(article),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/record.html", context)


def made_from(first: Version | None) -> str:
    """Say which story, and which text of it, a translation was begun from; "" of any other."""
    told = first and first.content.get("made_from")
    if not told:
        return ""
    return _("Begun as a translation of story № %(story)s, version %(version)s.") % told


def version(request, pk, number):
    """Show one version as it was saved."""
    article = story(request, pk)
    saved = get_object_or_404(Version.objects.select_related("by"), article=article, number=number)
    names = ("headline", "lead", "body", "tags", "dateline", "source_name", "photo_caption")
    rows = [
        {
            "label": Article._meta.get_field(name).verbose_name,
            "value": ", ".join(sorted(value, key=sort_key)) if isinstance(value, list) else value,
            "is_html": name == "body",
        }
        for name in names
        if (value := saved.content.get(name))
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Version %(number)s") % {"number": number},
        "article": article,
        "version": saved,
        "made_from": made_from(saved),
        "rows": rows,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/version.html", context)


def queue(request, site):
    """Show what waits for an editor, oldest first."""
    if not request.user.has_perm("articles.approve"):
        raise PermissionDenied
    stories = Article.objects.waiting().select_related("category", "owner", "assignee", "photo")
    context = {
        **site.each_context(request),
        "title": _("Waiting for an editor"),
        "stories": stories[:100],
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/queue.html", context)
