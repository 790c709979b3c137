"""Giving a verb at the desk: one page that asks what the verb needs and says what was refused."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import demand_acts, demands, moments, own_links, workflow, writing
from articles.models import Article, Edition, Status, Stopped, Verb
from articles.refusals import NotAllowed, Overtaken, Refused

from . import changed, kept, missing, tongues
from .forged import number
from .forms import VerbForm, seal
from .refused import telling

#: Verbs that need nothing said: their button is enough.
AT_ONCE = {Verb.SUBMIT, Verb.RESTORE}
#: Verbs by which a story goes on its way, the usual one first.
ONWARD = (Verb.APPROVE, Verb.CORRECT, Verb.RELEASE, Verb.RESTORE)


def next_of(article: Article, offered: list[Verb]) -> Verb | None:
    """Return the verb that a story mostly goes on with, of those that a person may give."""
    if Verb.CORRECT in offered:
        # Readers have it: what was changed is to be told them.
        return Verb.CORRECT
    if article.status == Status.DRAFT and Verb.SUBMIT in offered:
        return Verb.SUBMIT
    return next((verb for verb in ONWARD if verb in offered), None)


def story(request, pk) -> Article:
    """Return a story this person may see, or answer that there is none."""
    article = get_object_or_404(
        Article.objects.select_related("category", "owner", "translation_of"), pk=number(str(pk))
    )
    if not workflow.may_see(request.user, article):
        raise Http404
    return article


def go_on(request, article, verb):
    """After a save, give the verb whose button was pressed, or show its page."""
    if verb not in Verb.values or verb not in workflow.MOVES:
        raise Http404
    if Verb(verb) in AT_ONCE:
        article.refresh_from_db()
        try:
            _give(Verb(verb), article, by=request.user)
        except Refused as refusal:
            for _field, sentence in refusal.sentences:
                messages.error(request, sentence)
        else:
            messages.success(request, told(Verb(verb), article))
        return redirect("admin:articles_article_change", article.pk)
    return redirect("admin:articles_article_verb", article.pk, verb)


def page(request, pk, verb):
    """Ask what a verb needs, give it, and say what came of it."""
    article = story(request, pk)
    if verb not in workflow.MOVES:
        raise Http404
    verb = Verb(verb)
    if not workflow.may(request.user, verb, article):
        raise PermissionDenied
    demand = _demand(request, article)
    offered = demand_acts.words_for(demand, verb, article) if demand else {}
    set_before = _moment(verb, article)
    form = VerbForm(
        request.POST or None,
        verb=verb,
        article=article,
        asks_alone=verb in workflow.PUBLISHING and workflow.asks_alone(request.user, article),
        is_set=bool(set_before),
        initial={
            **set_before,
            **offered,
            **_kept(request, article),
            "version": article.version,
        },
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        article.version = form.cleaned_data["version"]
        try:
            _give(verb, article, by=request.user, **form.arguments())
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.refuse(refusal)
            status = 409
            if isinstance(refusal, Overtaken):
                article = story(request, pk)
                form.data = form.data.copy()
                form.data["version"] = article.version
                if "at" in form.fields:
                    form.name_time_button(is_set=bool(_moment(verb, article)))
        else:
            messages.success(request, told(verb, article))
            if text := kept.waiting_for(request.user, request.GET.get("kept"), article=article):
                writing.settle(text)
            if demand is not None:
                given = article.decisions.filter(verb=verb, by=request.user).order_by("-id")
                demands.note_act(demand, given[0], by=request.user)
            if verb in (Verb.HOLD, Verb.KILL):
                # What was ordered is asked at once: where do readers still meet it?
                return redirect("whereabouts", article.pk)
            if demand is not None:
                return redirect("admin:articles_article_demand", demand.pk)
            if verb is Verb.REDACT:
                return redirect("whereabouts", article.pk)
            if verb in (Verb.APPROVE, Verb.SEND_BACK) and (
                Article.objects.waiting().exclude(pk=pk).exists()
            ):
                return redirect("admin:articles_article_queue")
            return redirect("admin:articles_article_change", article.pk)
    waits = changed.waits(article) if verb in workflow.PUBLISHING else []
    context = {
        **admin.site.each_context(request),
        "title": verb.label,
        "article": article,
        "verb": verb,
        "seal": seal(request.user, article),
        "form": form,
        "demand": demand,
        **tongues.before_a_verb(request.user, verb, article),
        "waits": waits,
        # Said before anything is written here, not after.
        "nothing_waits": verb is Verb.CORRECT and not waits,
        "missing": missing.of(article) if verb in workflow.PUBLISHING else [],
        "unseen_links": sorted(own_links.unseen([article.body], at=timezone.now()))
        if verb in workflow.PUBLISHING
        else [],
        "is_offered": verb in workflow.offered(request.user, article),
        "is_final": verb in (Verb.KILL, Verb.REDACT),
        "zone": moments.zone_at_desk(),
        "now": timezone.now(),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/verb.html", context, status=status)


def _moment(verb: Verb, article: Article) -> dict:
    """Return the moment that was set for a story: to approve a mended text keeps it."""
    if verb is not Verb.APPROVE or article.editions.visible().exists():
        return {}
    coming = article.editions.scheduled().first()
    return {"at": coming.visible_from} if coming else {}


def _kept(request, article) -> dict:
    """Return what was filled into a form that was kept when its session had ended."""
    text = kept.waiting_for(request.user, request.GET.get("kept"), article=article)
    if text is None:
        return {}
    post = kept.post_of(text)
    filled = {name: post[name] for name in ("note", "kind", "photo") if post.get(name)}
    return filled | {
        "at": [post.get("at_0", ""), post.get("at_1", "")],
        "fields": post.getlist("fields"),
    }


def _demand(request, article):
    """Return the open demand that a verb is given for, if this person may answer demands."""
    asked = request.POST.get("demand") or request.GET.get("demand")
    if not asked and (kept_one := request.GET.get("kept")):
        text = kept.waiting_for(request.user, kept_one, article=article)
        asked = kept.post_of(text).get("demand") if text else ""
    demand = demands.find(request.user, number(asked or ""), article=article)
    is_good = demand is not None and demand.is_open and demands.may_change(request.user)
    return demand if is_good else None


def _give(verb, article, *, by, **given):
    getattr(workflow, verb.value)(article, by=by, **given)


def told(verb: Verb, article: Article) -> str:
    """Say what a verb did, in a sentence for the person who gave it."""
    if verb in (Verb.APPROVE, Verb.CORRECT, Verb.RELEASE):
        if article.stopped == Stopped.HELD:
            return _("The text is approved; it opens when the story is released.")
        coming = article.editions.scheduled().first()
        if coming is None or verb is Verb.RELEASE:
            return _("The story is on the site.")
        return _("The story appears at %(time)s (%(ahead)s).") % {
            "time": moments.at_desk(coming.visible_from),
            "ahead": moments.ahead_at_desk(coming.visible_from),
        }
    return {
        Verb.SUBMIT: _("The story waits for an editor."),
        Verb.SEND_BACK: _("The story went back to its writer."),
        Verb.UNSCHEDULE: _("The story will not appear; it waits for an editor again."),
        Verb.HOLD: _("The story is off the site until it is released."),
        Verb.KILL: _("The story was taken off the site for ever."),
        Verb.REDACT: _("What the law asked to remove is removed from every copy."),
        Verb.SPIKE: _("The story lies in the basket."),
        Verb.RESTORE: _("The story is a draft again."),
    }[verb]


@require_POST
def read(request, pk):
    """Note that somebody has read a story that was published alone."""
    article = story(request, pk)
    edition = get_object_or_404(
        Edition, article=article, pk=number(request.POST.get("edition", ""))
    )
    with telling(request, _("Noted: you have read it.")):
        workflow.mark_read(edition, by=request.user)
    return redirect("admin:index")
