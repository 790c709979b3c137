"""The check list after a takedown: what each place says now, and the story in other languages."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import demands, originals, removals, whereabouts, workflow
from articles.models import Article, Stopped, Verb
from articles.refusals import NotAllowed, Refused

from . import tongues
from .forged import number
from .verbs import story, told

#: What may be done to the same story in another language from here, one at a time.
STOPS = (Verb.HOLD, Verb.KILL)


@dataclass(frozen=True)
class Sister:
    """The same story in another language: how it stands, and what may be done to it from here."""

    row: tongues.Row
    verbs: list[Verb]


def page(request, pk, asks):
    """Ask every place and show what it said; note it, or stop the story in another language.

    `asks(request)` asks pages as a reader would: `newsroom` knows how.
    """
    article = story(request, pk)
    if not whereabouts.may_ask(request.user, article):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, article, asks)
    before, decision = whereabouts.askings(article), whereabouts.decision(article)
    is_removal = decision is not None and decision.verb == Verb.REDACT
    found = []
    if article.stopped or not is_removal:
        found = whereabouts.ask(article, pages=asks(request), at=timezone.now())
    if found and article.stopped and not any(_is_of(each, decision) for each in before):
        # The first look after a decision is its record, whoever takes it.
        before.insert(0, whereabouts.note(article, found, by=request.user, after=decision))
    context = {
        **admin.site.each_context(request),
        "title": _("Where the story still stands"),
        "article": article,
        "decision": decision,
        "found": found,
        "copies": removals.ask(article, decision) if is_removal else [],
        "is_removal": is_removal,
        "still": whereabouts.still(found),
        "of_others": sum(each.is_of_others for each in found),
        "is_killed": article.stopped == Stopped.KILLED,
        "askings": before,
        "demands": demands.open_on(article) if request.user.has_perm(demands.PERMISSION) else [],
        "sisters": _sisters(request.user, article),
        "reason": decision.note if decision else "",
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/whereabouts.html", context)


def _is_of(asking, decision) -> bool:
    return decision is not None and asking.decision_id == decision.pk


def _act(request, article, asks):
    """Do what the pressed button says, and come back to the list."""
    if "note" in request.POST and "stop" not in request.POST:
        found = whereabouts.ask(article, pages=asks(request), at=timezone.now())
        after = whereabouts.decision(article)
        whereabouts.note(article, found, by=request.user, after=after)
        messages.success(request, _("What each place said is on the story's record."))
        return redirect("whereabouts", article.pk)
    sister = get_object_or_404(_family(article), pk=number(request.POST.get("stop", "")))
    verb = request.POST.get("verb", "")
    if verb not in STOPS or not workflow.may(request.user, Verb(verb), sister):
        raise PermissionDenied
    sister.version = number(request.POST.get("version", ""))
    give = workflow.hold if verb == Verb.HOLD else workflow.kill
    try:
        give(sister, by=request.user, note=request.POST.get("reason", "")[:2000])
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"№ {sister.pk}. {told(Verb(verb), sister)}")
    return redirect("whereabouts", article.pk)


def _family(article: Article):
    """Return the story in other languages: its original and every translation of that."""
    first = originals.first(article)
    family = Article.objects.filter(Q(pk=first.pk) | Q(translation_of=first))
    return family.exclude(pk=article.pk)


def _sisters(user, article: Article) -> list[Sister]:
    return [
        Sister(row, [v for v in STOPS if workflow.is_conceivable(user, v, row.article)])
        for row in tongues.rows(user, article)
    ]
