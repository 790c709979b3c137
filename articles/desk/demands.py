"""Demands at the desk: the list, one of them with its stories and what may be done, the answer."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import demand_acts, demands, whereabouts, workflow
from articles.models import Article, Decision, Demand, Stopped, Verb
from articles.refusals import NotAllowed, Refused

from .demand_forms import AnswerForm, DecideForm, DemandForm
from .forged import number
from .refused import telling
from .standing import standing, with_standing
from .verbs import story

#: Demands that a page of the list shows of each kind.
SHOWN = 100
#: What may be done to a story for a demand, in this order.
VERBS = (Verb.HOLD, Verb.CORRECT, Verb.KILL, Verb.REDACT)


@dataclass(frozen=True)
class Row:
    """A story of a demand: how it stands, its photos, and what may be done to it."""

    article: Article
    headline: str
    standing: str
    photos: list[demand_acts.Held]
    verbs: list[Verb]
    may_see: bool
    may_write: bool
    may_ask: bool


def page(request):
    """List the demands: those that wait for an answer by deadline, then the answered ones."""
    _check(request)
    before = number(request.GET.get("before", ""))
    answered = Demand.objects.answered().prefetch_related("stories")
    if before and (last := Demand.objects.answered().filter(pk=before).first()):
        answered = answered.filter(answered_at__lte=last.answered_at).exclude(
            answered_at=last.answered_at, pk__gte=last.pk
        )
    found = list(answered[: SHOWN + 1])
    now = timezone.now()
    context = {
        **_common(request, _("Demands")),
        "waiting": [] if before else _listed(request.user, demands.open_by_deadline()[:SHOWN], now),
        "answered": _listed(request.user, found[:SHOWN], now),
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "is_later": bool(before),
        "may_change": demands.may_change(request.user),
    }
    return TemplateResponse(request, "desk/demands.html", context)


def new(request):
    """Note a demand, begun from a story or not."""
    _check(request, changing=True)
    asked = number(request.GET.get("story", ""))
    begun = Article.objects.filter(pk=asked).first() if asked else None
    stories = _family(request.user, begun) if begun is not None else []
    form = DemandForm(
        request.POST or None,
        user=request.user,
        initial={
            "stories": ", ".join(str(each.pk) for each in stories),
            "received_at": timezone.now().replace(second=0, microsecond=0),
            "token": get_random_string(32),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            demand = demands.take(
                by=request.user, token=form.cleaned_data["token"] or None, **form.said()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The demand is noted."))
            return redirect("admin:articles_article_demand", demand.pk)
    return _form(request, form, _("New demand"))


def mend(request, pk):
    """Mend what was noted of a demand."""
    demand = _demand(request, pk, changing=True)
    form = DemandForm(
        request.POST or None,
        user=request.user,
        initial={
            **{name: getattr(demand, name) for name in DemandForm.SAID},
            "stories": ", ".join(str(pk) for pk in demand.stories.values_list("pk", flat=True)),
            "version": demand.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            demands.change(
                demand, by=request.user, version=form.cleaned_data["version"], **form.said()
            )
        except Refused as refusal:
            form.refuse(refusal)
            _renew(form, demand)
        else:
            messages.success(request, _("Noted."))
            return redirect("admin:articles_article_demand", demand.pk)
    return _form(request, form, _("Demand № %(number)s") % {"number": demand.pk}, demand)


def one(request, pk):
    """Show a demand with its stories and what was done, and take what is decided."""
    demand = _demand(request, pk)
    deciding = DecideForm(initial={"decision": demand.decision, "reason": demand.reason,
                                   "version": demand.version})  # fmt: skip
    answering = AnswerForm(initial={"sent_at": timezone.now().replace(second=0, microsecond=0),
                                    "version": demand.version})  # fmt: skip
    status = 200
    if request.method == "POST":
        if not demands.may_change(request.user):
            raise PermissionDenied
        if "decide" in request.POST:
            form = deciding = DecideForm(request.POST)
        elif "send" in request.POST:
            form = answering = AnswerForm(request.POST)
        else:
            return _act(request, demand)
        if form.is_valid():
            try:
                form.give(demand, by=request.user)
            except Refused as refusal:
                form.refuse(refusal)
                _renew(form, demand)
            else:
                messages.success(request, _("Noted."))
                return redirect("admin:articles_article_demand", demand.pk)
        status = 422
    context = {
        **_common(request, _("Demand № %(number)s") % {"number": demand.pk}),
        "demand": demand,
        "paper": demand_acts.paper_line(demand),
        "is_overdue": demand.is_overdue(),
        "stories": _rows(request.user, demand),
        "acts": demand.acts.select_related("decision__article", "decision__by").order_by("-pk"),
        "since": demand_acts.since(demand) if demand.is_open else [],
        "form": deciding,
        "deciding": deciding,
        "answering": answering,
        "may_change": demands.may_change(request.user) and demand.is_open,
        "may_forget": demands.may_forget(request.user, demand),
    }
    return TemplateResponse(request, "desk/demand.html", context, status=status)


def paragraphs(request, pk, article):
    """Offer what readers see, paragraph by paragraph, and take the chosen ones out of the text."""
    demand = _demand(request, pk, changing=True)
    this = story(request, article)
    if demands.find(request.user, demand.pk, article=this) is None or not workflow.may_write(
        request.user, this
    ):
        raise Http404
    edition = demand_acts.shown(this)
    if request.method == "POST":
        chosen = {number(place) - 1 for place in request.POST.getlist("paragraph")}
        if (done := _changed(request, demand, this, _remove_paragraphs, chosen)) is not None:
            return done
    blocks = demand_acts.paragraphs(edition) if edition is not None else []
    context = {
        **_common(request, _("Remove a part of the text")),
        "demand": demand,
        "article": this,
        "edition": edition,
        # Cleaned on the way in, as everything that readers see.
        "blocks": [mark_safe(block) for block in blocks],  # noqa: S308
        "has_other_changes": edition and demand_acts.has_other_changes(this, edition),
    }
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "desk/demand_paragraphs.html", context, status=status)


def _remove_paragraphs(request, article, chosen):
    demand_acts.remove_paragraphs(
        article, edition=number(request.POST.get("edition", "")), chosen=chosen, by=request.user
    )


def _act(request, demand):
    """Take a photo out of a story, note a decision as given for the demand, or forget who asked."""
    if "forget" in request.POST:
        with telling(request, _("Who demanded is forgotten; what was decided stays.")):
            demands.forget(demand, by=request.user)
        return redirect("admin:articles_article_demand", demand.pk)
    if not demand.is_open:
        messages.error(request, _("The demand was answered; it takes no changes any more."))
        return redirect("admin:articles_article_demand", demand.pk)
    if given := request.POST.get("given"):
        decision = get_object_or_404(Decision, pk=number(given), article__in=demand.stories.all())
        with telling(request, _("Noted.")):
            demands.note_act(demand, decision, by=request.user)
        return redirect("admin:articles_article_demand", demand.pk)
    if photo := request.POST.get("photo"):
        this = get_object_or_404(demand.stories, pk=number(request.POST.get("story", "")))
        if not workflow.may_write(request.user, this):
            raise PermissionDenied
        done = _changed(request, demand, this, _remove_photo, number(photo))
        return done or redirect("admin:articles_article_demand", demand.pk)
    raise Http404


def _remove_photo(request, article, photo):
    demand_acts.remove_photo(article, photo=photo, by=request.user)


def _changed(request, demand, article, change, what):
    """Change a working copy and go on to the verb that gives it to readers; None if refused."""
    try:
        change(request, article, what)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    verb = demand_acts.next_verb(article)
    if verb is None or not workflow.may(request.user, verb, article):
        messages.success(request, _("The working copy no longer holds it."))
        return redirect("admin:articles_article_change", article.pk)
    messages.success(
        request,
        _("The working copy no longer holds it. Readers have it until you publish the change."),
    )
    way = reverse("admin:articles_article_verb", args=[article.pk, verb.value])
    return redirect(f"{way}?demand={demand.pk}")


# --- What a screen shows ------------------------------------------------------------------


def _check(request, *, changing=False):
    allowed = demands.may_change if changing else demands.may_look
    if not (demands.may_look(request.user) and allowed(request.user)):
        raise PermissionDenied


def _demand(request, pk, *, changing=False) -> Demand:
    _check(request, changing=changing)
    rows = Demand.objects.select_related("decided_by", "answered_by", "noted_by")
    return get_object_or_404(rows, pk=number(str(pk)))


def _common(request, title) -> dict:
    return {**admin.site.each_context(request), "title": title, "opts": Article._meta}


def _form(request, form, title, demand=None):
    context = {**_common(request, title), "form": form, "demand": demand}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/demand_form.html", context, status=status)


def _renew(form, demand):
    """Let a form that came too late be posted over what was read since."""
    form.data = form.data.copy()
    form.data["version"] = demand.version


def _listed(user, found, now) -> list[dict]:
    return [
        {
            "demand": demand,
            "is_overdue": demand.is_overdue(now),
            "stories": [
                each.headline if workflow.may_see(user, each) else f"№ {each.pk}"
                for each in demand.stories.all()
            ],
        }
        for demand in found
    ]


def _family(user, article) -> list[Article]:
    """Return a story with its translations: a demand about one mostly means them all."""
    if not workflow.may_see(user, article):
        raise Http404
    others = Article.objects.filter(translation_of=article).exclude(stopped=Stopped.KILLED)
    seen = [each for each in others.order_by("pk") if workflow.may_see(user, each)]
    return [article, *seen][: demands.MOST_STORIES]


def _rows(user, demand) -> list[Row]:
    found = list(with_standing(demand.stories.order_by("pk")))
    photos = demand_acts.photos_of_all(found, at=timezone.now())
    rows = []
    for article in found:
        may_see = workflow.may_see(user, article)
        said = standing(article, is_live=article.is_live, is_ahead=article.is_ahead)
        rows.append(
            Row(
                article,
                article.headline if may_see else _("story № %(number)s") % {"number": article.pk},
                said,
                photos[article.pk] if may_see else [],
                [verb for verb in VERBS if workflow.is_conceivable(user, verb, article)],
                may_see,
                workflow.may_write(user, article),
                bool(article.stopped) and whereabouts.may_ask(user, article),
            )
        )
    return rows
