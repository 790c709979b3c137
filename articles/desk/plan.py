"""The plan at the desk: a day by its hours, a week, a month, and the board of who writes what."""

import calendar
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import events, moments, planning
from articles.models import Article, Category
from articles.planning import Asked
from kazakh import holidays

from . import persons
from .plan_rows import Rows
from .reports import Day

VIEWS = {
    "day": gettext_lazy("Day"),
    "week": gettext_lazy("Week"),
    "month": gettext_lazy("Month"),
    "board": gettext_lazy("Board"),
}
#: The hours that a day shows though nothing is in them.
WORKING = range(8, 20)
COLUMNS = {
    "draft": gettext_lazy("Being written"),
    "submitted": gettext_lazy("Waiting for an editor"),
    "scheduled": gettext_lazy("With a time of appearance"),
    "published": gettext_lazy("Published today"),
}


class PlanDay(Day):
    """A day that can be planned for."""

    def clean(self, value):
        day = super().clean(value)
        if day is not None and not events.is_day(day):
            raise forms.ValidationError(
                _("Give a day between %(first)s and %(last)s.")
                % {"first": events.FIRST_YEAR, "last": events.LAST_YEAR}
            )
        return day


class Question(forms.Form):
    """Which day is shown, how, and of which section and person."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    date = PlanDay(label=gettext_lazy("day"), required=False)
    category = forms.TypedChoiceField(label=gettext_lazy("category"), required=False, coerce=int)
    person = forms.TypedChoiceField(label=gettext_lazy("colleague"), required=False, coerce=int)

    def __init__(self, given, *, today: date):
        given = given.copy()
        if not given.get("date", "").strip():
            given["date"] = today.isoformat()
        super().__init__(given, label_suffix="")
        sections = Category.objects.filter(is_retired=False).select_related("parent")
        in_order = sections.order_by("parent__order", "order", *Category.by_name(), "pk")
        people = persons.in_order(User.objects.filter(is_active=True, is_staff=True))
        for name, choices in {
            "category": [(each.pk, section_name(each)) for each in in_order],
            "person": [(each.pk, persons.name(each)) for each in people],
        }.items():
            self.fields[name].choices = [("", _("– all –")), *choices]

    def told(self, name, default=None):
        """Return an answer that could be read, or what stands for it."""
        return getattr(self, "cleaned_data", {}).get(name) or default


def section_name(section: Category) -> str:
    """Name a section with the one above it."""
    return f"{section.parent.name} – {section.name}" if section.parent else section.name


def page(request):
    """Show the plan of a day, a week or a month, or the board."""
    if not events.may_look(request.user):
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localdate(now)
    form = Question(request.GET, today=today)
    form.is_valid()
    view, day = form.told("view", "day"), form.told("date", today)
    first, last = _span(view, day if view != "board" else today)
    asked = Asked(first, last, form.told("category"), form.told("person"))
    rows = Rows(request.user, now=now, back=query(request.GET))
    show = _board if view == "board" else _days
    if view == "board":
        form.fields["date"].widget = forms.HiddenInput()
    context = {
        **admin.site.each_context(request),
        "title": _("Plan"),
        "heading": _heading(view, day, first, last),
        "view": view,
        "views": [
            {"name": name, "query": query(request.GET, view=key), "key": key}
            for key, name in VIEWS.items()
        ],
        "form": form,
        "opts": Article._meta,
        "zone": moments.zone_at_desk(),
        "way": _ways(request.GET, view, day, first, last, today),
        "new": f"{reverse('admin:articles_article_plan_new')}?{urlencode({'day': day})}"
        if events.may_add(request.user)
        else "",
        "move": reverse("admin:articles_article_plan_move"),
        **show(request, asked, rows, view=view, day=day, now=now),
    }
    return TemplateResponse(request, "desk/plan.html", context)


def query(given: QueryDict | dict, **other) -> str:
    """Return a question of the plan as an address carries it, with something else in it."""
    said = {name: given.get(name, "") for name in ("view", "date", "category", "person")} | other
    said = {name: str(value) for name, value in said.items() if value}
    # Half of a character cannot be carried by a link.
    return f"?{urlencode(said, errors='ignore')}"


def _span(view: str, day: date) -> tuple[date, date]:
    if view == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if view == "month":
        first = day.replace(day=1)
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return first, last
    return day, day


def _heading(view, day, first, last) -> str:
    match view:
        case "week":
            return f"{moments.day_line(first)} – {moments.day_line(last)}"
        case "month":
            return moments.month_line(day.year, day.month)
    # The board is of today, whatever day was looked at.
    return f"{moments.weekdays()[first.weekday()][1]}, {moments.day_line(first)}"


def _ways(given, view, day, first, last, today) -> list[dict]:
    """Return the ways to the time before, to today and to the time after."""
    if view == "board":
        return []
    names = {
        "day": (_("The day before"), _("The day after")),
        "week": (_("The week before"), _("The week after")),
        "month": (_("The month before"), _("The month after")),
    }[view]
    to = [(names[0], "←", first - timedelta(days=1)), (names[1], "→", last + timedelta(days=1))]
    found = [
        {"label": label, "arrow": arrow, "query": query(given, date=way), "day": way}
        for label, arrow, way in to
        if events.is_day(way)
    ]
    here = {"label": _("Today"), "arrow": "", "query": query(given, date=""), "day": today}
    return [*found[:1], here, *found[1:]] if first <= day <= last else found


def _days(request, asked: Asked, rows: Rows, *, view, day, now) -> dict:
    plan = planning.plan(request.user, asked, now=now)
    today = timezone.localdate(now)
    days = [_day(each, rows, today, request.GET) for each in plan.days]
    context = {"days": days, "is_cut": plan.is_cut}
    if view == "day":
        shown = days[0]
        out = list(planning.appeared(asked, now=now)[: planning.MOST + 1])
        context |= {
            "day": shown,
            "hours": _hours(shown, day),
            "strip": _strip(day, today, request.GET),
            "appeared": [rows.appeared(each) for each in out[: planning.MOST]],
            "is_cut": plan.is_cut or len(out) > planning.MOST,
        }
    if view == "month":
        blank = [None] * days[0]["date"].weekday()
        squares = blank + days
        squares += [None] * (-len(squares) % 7)
        context |= {
            "weeks": [squares[start : start + 7] for start in range(0, len(squares), 7)],
            "weekdays": moments.weekdays(),
        }
    return context


def _day(each: planning.Day, rows: Rows, today: date, given) -> dict:
    language = (get_language() or "kk")[:2]
    timed = [row for event in each.events if (row := rows.event(event, each.date))["time"]]
    timed += [rows.due(article) for article in each.due]
    timed += [rows.scheduled(edition) for edition in each.scheduled]
    marked = each.marked
    return {
        "date": each.date,
        "iso": each.date.isoformat(),
        "number": each.date.day,
        "weekday": moments.weekdays()[each.date.weekday()],
        "line": moments.day_line(each.date),
        "query": query(given, view="day", date=each.date),
        "is_today": each.date == today,
        "is_off": _is_off(each),
        "names": [holiday.name(language) for holiday in each.holidays],
        "marked": marked and f"{marked.name} ({marked.get_kind_display()})",
        "duties": [rows.duty(duty, each.date) for duty in each.duties],
        "whole": [row for event in each.events if not (row := rows.event(event, each.date))["time"]]
        + [rows.planned(article) for article in each.planned],
        "timed": sorted(timed, key=lambda row: row["time"]),
        "appeared": each.appeared,
        "is_empty": each.is_empty,
    }


def _is_off(each: planning.Day) -> bool:
    if each.marked and each.marked.kind != "told":
        return each.marked.kind == "off"
    return bool(each.holidays) or holidays.is_weekend(each.date)


def _hours(day: dict, date_: date) -> list[dict]:
    """Return the hours of a day with what is in them; of the night only those with something."""
    found: dict[int, list] = {hour: [] for hour in WORKING}
    for row in day["timed"]:
        found.setdefault(int(row["time"][:2]), []).append(row)
    return [
        {"label": f"{hour:02}:00", "rows": found[hour], "day": date_.isoformat()}
        for hour in sorted(found)
    ]


def _strip(day: date, today: date, given) -> list[dict]:
    """Return the week around a day, to go to and to drop on."""
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=each) for each in range(7)]
    names = moments.weekdays()
    return [
        {
            "iso": each.isoformat(),
            "number": each.day,
            "short": names[each.weekday()][0],
            "line": f"{names[each.weekday()][1]}, {moments.day_line(each)}",
            "query": query(given, date=each),
            "is_shown": each == day,
            "is_today": each == today,
        }
        for each in week
        if events.is_day(each)
    ]


def _board(request, asked: Asked, rows: Rows, *, view, day, now) -> dict:
    found = planning.board(request.user, asked, now=now)
    cards = {
        "draft": rows.card, "submitted": rows.card, "scheduled": rows.scheduled,
        "published": rows.appeared,
    }  # fmt: skip
    return {
        "columns": [
            {
                "key": column.key,
                "name": COLUMNS[column.key],
                "rows": [cards[column.key](row) for row in column.rows],
                "is_cut": column.is_cut,
            }
            for column in found
        ]
    }
