"""The versions of a story: one as it was saved, any two beside each other, and putting back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import versions, workflow
from articles.models import Article, Status, Version
from articles.refusals import NotAllowed, Overtaken, Refused
from kazakh.alphabet import sort_key

from . import changed, record
from .forged import number
from .verbs import story

_TEXT = ("headline", "lead", "body", "tags", "dateline", "source_name", "photo_caption")
#: As many are offered to be chosen from.
LISTED = 200


def page(request, pk, number):
    """Show one version: what changed against the one before, and the whole as saved."""
    article = story(request, pk)
    saved = get_object_or_404(Version.objects.select_related("by"), article=article, number=number)
    before = article.versions.filter(number__lt=number).order_by("-number").first()
    may_write = workflow.may_write(request.user, article)
    parts = versions.restorable(article, saved, by=request.user) if may_write else []
    context = _context(
        request,
        article,
        title=_("Version %(number)s") % {"number": number},
        version=saved,
        made_from=record.made_from(saved),
        rows=_text(saved),
        before=before,
        changed=changed.rows(before.content, saved.content) if before else [],
        parts=[{"name": name, "label": versions.label(name)} for name in parts],
        stands=article.version,
        latest=article.versions.order_by("-number").values_list("number", flat=True).first(),
    )
    return TemplateResponse(request, "desk/version.html", context)


def _text(saved: Version) -> list[dict]:
    """Return the words of a version."""
    return [
        {
            "label": versions.label(name),
            "value": ", ".join(sorted(value, key=sort_key)) if isinstance(value, list) else value,
            "is_html": name == "body",
        }
        for name in _TEXT
        if (value := saved.content.get(name))
    ]


def compare(request, pk):
    """Show what changed between any two versions of a story, the earlier one first."""
    article = story(request, pk)
    asked = [number(request.GET.get(name, "")) for name in ("before", "after")]
    if not request.GET:
        asked = article.versions.order_by("-number").values_list("number", flat=True)[:2]
    found = {
        each.number: each
        for each in article.versions.filter(number__in=list(asked)).select_related("by")
    }
    two = sorted(set(asked) & found.keys())
    before, after = (found[each] for each in two) if len(two) == 2 else (None, None)
    offered = list(
        article.versions.defer("content").select_related("by").order_by("-number")[:LISTED]
    )
    listed = {each.number for each in offered}
    offered += [found[each] for each in reversed(two) if each not in listed]
    context = _context(
        request,
        article,
        title=_("What changed"),
        before=before,
        after=after,
        offered=offered,
        changed=changed.rows(before.content, after.content) if before else [],
        is_refused=before is None and bool(request.GET),
    )
    return TemplateResponse(
        request, "desk/compare.html", context, status=422 if context["is_refused"] else 200
    )


def waiting(request, pk):
    """Show what readers see of a story against what waits at the desk."""
    article = story(request, pk)
    edition = changed.waited_against(article)
    context = _context(
        request,
        article,
        title=_("What readers see, and what waits"),
        edition=edition,
        is_ahead=edition is not None and edition.visible_from > timezone.now(),
        last=article.versions.select_related("by").order_by("-number").first(),
        changed=changed.for_readers(article, edition) if edition else [],
        is_waiting=article.status != Status.APPROVED,
    )
    return TemplateResponse(request, "desk/waiting.html", context)


@require_POST
def restore(request, pk, number):
    """Put a version, or the chosen parts of it, back into the story as its next version."""
    article = story(request, pk)
    saved = get_object_or_404(Version, article=article, number=number)
    parts = None if "whole" in request.POST else request.POST.getlist("part")
    here = redirect("admin:articles_article_version", article.pk, saved.number)
    if parts == []:
        messages.error(request, _("Choose what is to be put back."))
        return here
    try:
        restored = versions.restore(
            article, saved, by=request.user, based_on=_stood(request), parts=parts
        )
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Overtaken:
        said = _(
            "Somebody saved the story a moment ago, and nothing was put back: look at it again."
        )
        messages.error(request, said)
        return here
    except Refused as refusal:
        for _field, sentence in refusal.sentences:
            messages.error(request, sentence)
        return here
    for sentence in restored.left:
        messages.warning(request, sentence)
    if restored.version is None:
        if not restored.left:
            messages.info(request, _("The story stands so already."))
        return here
    _tell(request, article, saved, restored)
    return redirect("admin:articles_article_change", article.pk)


def _stood(request) -> int:
    return number(request.POST.get("stands", ""))


def _tell(request, article, saved, restored):
    """Say what was put back, and the way to what stood before."""
    labels = [versions.label(name) for name in restored.parts]
    said = _("Put back from version %(number)s: %(parts)s.") % {
        "number": saved.number,
        "parts": get_text_list(labels, _("and")),
    }
    undo = _("What stood before is version %(number)s; it can be put back from there.")
    where = reverse("admin:articles_article_version", args=[article.pk, restored.stood_in])
    messages.success(
        request,
        format_html('{} <a href="{}">{}</a>', said, where, undo % {"number": restored.stood_in}),
    )


def _context(request, article, **more) -> dict:
    if not request.user.has_perm("articles.view_version"):
        raise Http404
    return {
        **admin.site.each_context(request),
        "article": article,
        "opts": Article._meta,
        **more,
    }
