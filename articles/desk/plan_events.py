"""An event of the plan: put down, changed, called off, and the story that is begun from it."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import events, moments, workflow
from articles.events import When
from articles.models import Article, Category, PlannedEvent, Region
from articles.refusals import NotAllowed, Overtaken, Refused

from . import persons
from .forged import number
from .persons import PersonField
from .plan import PlanDay, query, section_name
from .plan_rows import Rows

_HOUR = {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), "required": False}
WHEN = ("day", "at", "last_day", "until")


class RegionField(forms.ModelChoiceField):
    """A region with the one above it."""

    def label_from_instance(self, region):
        return f"{region.parent.name} – {region.name}" if region.parent else region.name


class SectionField(forms.ModelChoiceField):
    """A section with the one above it."""

    def label_from_instance(self, section):
        return section_name(section)


class EventForm(forms.Form):
    """What happens, where and when, and who goes there."""

    what = forms.CharField(label=gettext_lazy("What happens"), max_length=300)
    day = PlanDay(label=gettext_lazy("Day"))
    at = forms.TimeField(
        label=gettext_lazy("Begins at"),
        help_text=gettext_lazy("Left empty: the whole day."),
        **_HOUR,
    )
    until = forms.TimeField(label=gettext_lazy("Ends at"), **_HOUR)
    last_day = PlanDay(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Of an event of several days."),
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    region = RegionField(label=gettext_lazy("Region"), queryset=Region.objects, required=False)
    category = SectionField(
        label=gettext_lazy("Category"), queryset=Category.objects, required=False
    )
    reporter = PersonField(label=gettext_lazy("Who writes"), queryset=User.objects, required=False)
    photographer = PersonField(
        label=gettext_lazy("Who takes photos"), queryset=User.objects, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everyone at the desk reads it."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args, user, event: PlannedEvent | None = None, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        own = [event.region_id, event.category_id] if event else [None, None]
        regions = Region.objects.filter(is_retired=False) | Region.objects.filter(pk=own[0])
        sections = Category.objects.filter(is_retired=False) | Category.objects.filter(pk=own[1])
        self.fields["region"].queryset = regions.select_related("parent").order_by(
            *Region.by_name("parent__"), *Region.by_name(), "pk"
        )
        self.fields["category"].queryset = sections.select_related("parent").order_by(
            "parent__order", "order", *Category.by_name(), "pk"
        )
        people = persons.in_order(User.objects.filter(is_active=True, is_staff=True))
        for name in ("reporter", "photographer"):
            known = event and getattr(event, f"{name}_id")
            them = people
            if not events.may_send(user):
                them = people.filter(pk__in=[pk for pk in (user.pk, known) if pk])
            elif known:
                them = persons.in_order(
                    User.objects.filter(is_active=True, is_staff=True)
                    | User.objects.filter(pk=known)
                )
            self.fields[name].queryset = them

    @property
    def rows(self):
        """The fields in the rows of the screen: what is short stands side by side."""
        rows = [["what"], ["day", "at", "until", "last_day"], ["place", "region"],
                ["category", "reporter", "photographer"], ["note"]]  # fmt: skip
        return [[self[name] for name in names] for names in rows]

    def said(self) -> dict:
        """Return what `events.put_down` and `events.change` take."""
        data = self.cleaned_data
        own = (*WHEN, "version", "token")
        said = {name: value for name, value in data.items() if name not in own}
        return said | {"when": When(**{name: data[name] for name in WHEN})}


def new(request):
    """Put an event down; the day is the one that was looked at."""
    if not events.may_add(request.user):
        raise PermissionDenied
    asked = PlanDay(required=False)
    try:
        day = asked.clean(request.GET.get("day", "")) or timezone.localdate()
    except forms.ValidationError:
        day = timezone.localdate()
    form = EventForm(
        request.POST or None,
        user=request.user,
        initial={
            "day": day,
            "token": get_random_string(32),
            "reporter": None if events.may_send(request.user) else request.user.pk,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            event = events.put_down(
                by=request.user, token=form.cleaned_data["token"], **form.said()
            )
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("The event stands on the plan."))
            return redirect(_on_plan(event))
    return _answer(request, form, None, status=422 if form.errors else 200)


def page(request, pk):
    """Show an event, and take what those who may change it change."""
    if not events.may_look(request.user):
        raise PermissionDenied
    event = _event(pk)
    if not events.may_change(request.user, event):
        if request.method == "POST":
            raise PermissionDenied(_("This event is not yours to change."))
        return _answer(request, None, event, status=200)
    initial = {name: getattr(event, name) for name in ("what", "place", "note", "version")}
    initial |= {
        name: getattr(event, f"{name}_id")
        for name in ("region", "category", "reporter", "photographer")
    }
    initial |= vars(When.of(event))
    form = EventForm(request.POST or None, user=request.user, event=event, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            done = _act(request, event, form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            status = 409
            _refuse(form, refusal)
            if isinstance(refusal, Overtaken):
                event = _event(pk)
                form.data = form.data.copy()
                # Pressed once more, it is meant.
                form.data["version"] = event.version
        else:
            messages.success(request, done)
            return redirect(_on_plan(event))
    return _answer(request, form, event, status=422 if form.errors and status == 200 else status)


def _act(request, event, form) -> str:
    based_on = form.cleaned_data["version"] or 0
    if "call_off" in request.POST:
        events.call_off(event, by=request.user, based_on=based_on)
        return _("The event is called off.")
    if "call_on" in request.POST:
        events.call_on(event, by=request.user, based_on=based_on)
        return _("The event will be, after all.")
    events.change(event, by=request.user, based_on=based_on, **form.said())
    return _("The event is saved.")


@require_POST
def begin(request, pk):
    """Begin the story of an event; a second press leads to the story that is there."""
    if not events.may_look(request.user):
        raise PermissionDenied
    event = _event(pk)
    try:
        article = events.begin_story(event, by=request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.info(request, str(refusal))
        article = _event(pk).story
    else:
        messages.success(request, _("The story is begun."))
    if article is None or not workflow.may_see(request.user, article):
        return redirect("admin:articles_article_plan_event", event.pk)
    return redirect("admin:articles_article_change", article.pk)


def _event(pk) -> PlannedEvent:
    rows = PlannedEvent.objects.select_related(
        "story", "region__parent", "category", "reporter", "photographer", "made_by"
    )
    event = rows.filter(pk=number(str(pk))).first()
    if event is None:
        raise Http404
    return event


def _refuse(form, refusal):
    for field, sentence in refusal.sentences:
        form.add_error(field if field in form.fields else None, sentence)


def _on_plan(event) -> str:
    day = timezone.localdate(event.starts_at)
    return reverse("admin:articles_article_plan") + query({}, date=day)


def _answer(request, form, event, *, status):
    context = {
        **admin.site.each_context(request),
        "title": _("Event") if event else _("New event"),
        "form": form,
        "event": event,
        "row": event and _row(request, event),
        "made_by": event and persons.name(event.made_by),
        "way_back": _on_plan(event) if event else reverse("admin:articles_article_plan"),
        "zone": moments.zone_at_desk(),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/plan_event.html", context, status=status)


def _row(request, event) -> dict:
    rows = Rows(request.user, now=timezone.now(), back="")
    return rows.event(event, timezone.localdate(event.starts_at))
