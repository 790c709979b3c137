"""Moving on the plan: an event, a wish, a due time; and what is scheduled, on a page of its own."""

from datetime import datetime, time

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import events, moments, wishes, workflow
from articles.models import Article, PlannedEvent, Verb
from articles.refusals import NotAllowed, Overtaken, Refused

from .forged import number
from .forms import VerbForm
from .plan import PlanDay, query
from .verbs import story, told

#: What is moved: an event, a story's planned day, the hour at which a story is due.
KINDS = ("event", "planned", "due")


class MoveForm(forms.Form):
    """Where something is moved: a day, and an hour where it has one."""

    day = PlanDay(label=gettext_lazy("Day"))
    time = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if kind == "planned":
            del self.fields["time"]


def move(request):
    """Ask where something is to stand on the plan, and move it there; a script asks by itself."""
    given = request.POST if request.method == "POST" else request.GET
    kind, pk = given.get("kind", ""), number(given.get("pk", ""))
    if kind not in KINDS:
        raise Http404
    thing = _thing(request, kind, pk)
    is_asked_by_script = request.headers.get("Accept", "").startswith("application/json")
    if request.method != "POST" or not is_asked_by_script:
        _allow(request.user, kind, thing)
    was = given.get("was") or _was(kind, thing)
    form = MoveForm(
        request.POST if request.method == "POST" else None, kind=kind, initial=_place(kind, thing)
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _move(kind, thing, by=request.user, was=was, **form.cleaned_data)
        except Refused as refusal:
            status = 403 if isinstance(refusal, NotAllowed) else 409
            for field, sentence in refusal.sentences:
                form.add_error(field if field in form.fields else None, sentence)
            if isinstance(refusal, Overtaken):
                # Pressed once more, it is meant.
                was = _was(kind, _thing(request, kind, pk))
        else:
            thing.refresh_from_db()
            # An order that was given twice has moved it; one to where it was looked at has not.
            if was == _was(kind, thing):
                said = _("“%(what)s” stands there already: %(time)s.")
            else:
                said = _("Moved: “%(what)s”, %(time)s.")
            said %= {"what": _name(thing), "time": _stands(kind, thing)}
            if is_asked_by_script:
                return JsonResponse({"said": said})
            messages.success(request, said)
            return redirect(_back(given.get("back", "")))
    if request.method == "POST" and is_asked_by_script:
        words = [text for texts in form.errors.values() for text in texts]
        status = status if status != 200 else 422
        return JsonResponse({"refused": " ".join(words)}, status=status)
    context = {
        **admin.site.each_context(request),
        "title": _("Move"),
        "form": form,
        "kind": kind,
        "pk": pk,
        "was": was,
        "back": given.get("back", ""),
        "way_back": _back(given.get("back", "")),
        "name": _name(thing),
        "embargoed_until": None if kind == "event" else thing.embargoed_until,
        "stands": _stands(kind, thing),
        "zone": moments.zone_at_desk(),
        "opts": Article._meta,
    }
    if form.errors and status == 200:
        status = 422
    return TemplateResponse(request, "desk/plan_move.html", context, status=status)


def retime(request, pk):
    """Ask for another moment of appearance of a scheduled story, and decide it through workflow."""
    article = story(request, pk)
    both = (Verb.UNSCHEDULE, Verb.APPROVE)
    if not all(workflow.may(request.user, verb, article) for verb in both):
        raise PermissionDenied
    coming = article.editions.scheduled().first()
    form = VerbForm(
        request.POST or None,
        verb=Verb.APPROVE,
        article=article,
        asks_alone=workflow.asks_alone(request.user, article),
        initial={"version": article.version, "at": _asked(request.GET, coming)},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        article.version = data["version"]
        given = {name: data[name] for name in ("note", "alone", "despite") if name in data}
        try:
            if data["at"] is None:
                raise Refused(_("Give the day and the time."), field="at")
            workflow.reschedule(article, by=request.user, at=data["at"], **given)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.refuse(refusal)
            status = 409
            if isinstance(refusal, Overtaken):
                article = story(request, pk)
                coming = article.editions.scheduled().first()
                form.data = form.data.copy()
                form.data["version"] = article.version
        else:
            messages.success(request, told(Verb.APPROVE, article))
            return redirect(_back(request.GET.get("back", "")))
    context = {
        **admin.site.each_context(request),
        "title": _("Change the time of appearance"),
        "article": article,
        "form": form,
        "coming": coming,
        "way_back": _back(request.GET.get("back", "")),
        "zone": moments.zone_at_desk(),
        "now": timezone.now(),
        "opts": Article._meta,
    }
    if form.errors and status == 200:
        status = 422
    return TemplateResponse(request, "desk/plan_retime.html", context, status=status)


def _asked(given, coming) -> datetime | None:
    """Return the moment that a scheduled story was dropped on; its own where none can be read."""
    own = coming and timezone.localtime(coming.visible_from)
    form = MoveForm({"day": given.get("day", ""), "time": given.get("time", "")}, kind="retime")
    if not form.is_valid():
        return own
    at = form.cleaned_data["time"] or (own.time() if own else time(9))
    return timezone.make_aware(datetime.combine(form.cleaned_data["day"], at))


def _thing(request, kind, pk):
    if kind != "event":
        return story(request, pk)
    if not events.may_look(request.user):
        raise Http404
    return get_object_or_404(PlannedEvent.objects.select_related("story"), pk=pk)


def _allow(user, kind, thing):
    """Show nobody the form of a move that is not theirs; a script hears so in a sentence."""
    try:
        (events.allow if kind == "event" else wishes.allow)(user, thing)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def _was(kind, thing) -> str:
    """Return where a thing stands as its row says it."""
    if kind == "event":
        return str(thing.version)
    value = thing.planned_for if kind == "planned" else thing.due_at
    return value.isoformat() if value else ""


def _place(kind, thing) -> dict:
    if kind == "planned":
        return {"day": thing.planned_for}
    moment = thing.starts_at if kind == "event" else thing.due_at
    local = moment and timezone.localtime(moment)
    has_hour = local and not (kind == "event" and thing.is_whole_day)
    return {"day": local and local.date(), "time": local.time() if has_hour else None}


def _move(kind, thing, *, by, was, day, time=None):
    if kind == "event":
        events.move(thing, by=by, based_on=number(was), day=day, at=time)
    elif kind == "planned":
        wishes.replan(thing, by=by, was=_read(parse_date, was), day=day)
    else:
        at = time or (thing.due_at and timezone.localtime(thing.due_at).time())
        if at is None:
            raise Refused(_("Give the day and the time."), field="time")
        due_at = timezone.make_aware(datetime.combine(day, at))
        wishes.put_off(thing, by=by, was=_read(parse_datetime, was), due_at=due_at)


def _read(parse, text):
    """Read what a row said of a place; None, which is no place of anything, where it is none."""
    try:
        value = parse(text)
    except (ValueError, ValidationError):
        return None
    if isinstance(value, datetime) and timezone.is_naive(value):
        return None
    return value


def _name(thing) -> str:
    return thing.what if isinstance(thing, PlannedEvent) else thing.headline


def _stands(kind, thing) -> str:
    if kind == "planned":
        return moments.day_line(thing.planned_for) if thing.planned_for else "–"
    moment = thing.starts_at if kind == "event" else thing.due_at
    if moment is None:
        return "–"
    if kind == "event" and thing.is_whole_day:
        return moments.day_line(timezone.localdate(moment))
    return moments.at_desk(moment)


def _back(asked: str) -> str:
    """Return the plan as it was looked at: of a question, only what the plan asks itself."""
    try:
        known = QueryDict(asked.removeprefix("?"))
    except ValueError:
        known = {}
    return reverse("admin:articles_article_plan") + query(known)
