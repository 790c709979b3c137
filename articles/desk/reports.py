"""Reports at the desk: who wrote how much in a period, on screen and as files for fee sheets."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import reports, spreadsheets
from articles.archive import FIRST_YEAR
from articles.models import (
    Article,
    Author,
    Category,
    Commercial,
    Genre,
    Language,
    Origin,
    Role,
    Stopped,
)
from articles.reports import Asked, Counts
from media.order import kazakh_order

#: More rows than a screen is read for; the files have them all.
MOST = 1000
FILTERS = ("author", "language", "section", "genre", "origin", "commercial")
COMMON = ("since", "until", "author")
FILES = {
    "csv": (spreadsheets.as_csv, spreadsheets.CSV),
    "xlsx": (spreadsheets.as_xlsx, spreadsheets.XLSX),
}
#: What the rows may be sorted by, largest first; by name if by nothing.
SORTS = {
    "stories": lambda counts: counts.stories,
    "characters": lambda counts: counts.characters,
    "own": lambda counts: counts.hundredths,
    "photos": lambda counts: counts.photos,
    "views": lambda counts: counts.views,
}


class Day(forms.DateField):
    """A day of our age, chosen in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        day = super().clean(value)
        if day is not None and not reports.is_day(day):
            raise ValidationError(
                _("Give a day between %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": reports.LAST_YEAR}
            )
        return day


class Question(forms.Form):
    """Which stories a report is asked for: a period, both days included, and what they are."""

    since = Day(label=gettext_lazy("first day"), required=False)
    until = Day(label=gettext_lazy("last day"), required=False)
    author = forms.TypedChoiceField(label=gettext_lazy("author"), required=False, coerce=int)
    language = forms.ChoiceField(label=gettext_lazy("language"), required=False)
    section = forms.TypedChoiceField(label=gettext_lazy("section"), required=False, coerce=int)
    genre = forms.ChoiceField(label=gettext_lazy("genre"), required=False)
    origin = forms.ChoiceField(label=gettext_lazy("origin"), required=False)
    commercial = forms.ChoiceField(label=gettext_lazy("commercial kind"), required=False)

    def __init__(self, given, *, today: date, with_authors: bool):
        first, last = reports.this_month(today)
        given = given.copy()
        if not given.get("since", "").strip() and not given.get("until", "").strip():
            given["since"], given["until"] = first.isoformat(), last.isoformat()
        super().__init__(given, label_suffix="")
        offered = {
            "language": Language.choices,
            "section": [
                (each.pk, each.name)
                for each in Category.objects.filter(parent=None).order_by(*Category.by_name(), "pk")
            ],
            "genre": Genre.choices,
            "origin": Origin.choices,
            "commercial": Commercial.choices,
        }
        if with_authors:
            names = Author.objects.order_by(*kazakh_order("name"), "pk")
            offered["author"] = names.values_list("pk", "name")
        else:
            del self.fields["author"]
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("– all –")), *choices]

    def common(self) -> list:
        """Return the fields that nearly every report is asked by."""
        return [self[name] for name in self.fields if name in COMMON]

    def rarer(self) -> list:
        """Return the other fields: where there is little room they are folded."""
        return [self[name] for name in self.fields if name not in COMMON]

    def asks_rarer(self) -> bool:
        """Tell whether something is asked in the rarer fields."""
        return any(field.value() for field in self.rarer())

    def clean(self):
        data = super().clean()
        first, last = data.get("since"), data.get("until")
        # One day alone begins its month, or goes on until its end.
        if first and not last and "until" not in self.errors:
            data["until"] = reports.this_month(first)[1]
        if last and not first and "since" not in self.errors:
            data["since"] = reports.this_month(last)[0]
        if first and last and last < first:
            self.add_error("until", _("The last day is before the first."))
        return data

    def asked(self, *, own: int | None = None) -> Asked:
        """Return what was asked for; of `own` stories alone where a person may see no others."""
        data = self.cleaned_data
        told = {name: data.get(name) or None for name in ("author", "section")}
        told |= {name: data[name] for name in ("language", "genre", "origin", "commercial")}
        told["author"] = own or told["author"]
        return Asked(data["since"], data["until"], **told)


def page(request):
    """Show what each author did in a period, in each role; or give it as a file."""
    sees_all, own = may_see(request.user)
    form, asked = _asked(request, sees_all, own)
    context = _context(request, form, asked)
    if asked is not None:
        found = reports.report(asked)
        if request.GET.get("as") in FILES:
            return _file(request.GET["as"], _sheet_of_authors(found, asked), asked)
        sort = request.GET.get("o", "") if request.GET.get("o") in SORTS else ""
        context |= {
            "columns": _sortable(request, sort),
            "rows": [_row(request, row) for row in _sorted(found.rows, sort)],
            "total": _sums(found.total) if found.rows else None,
        }
    return TemplateResponse(request, "desk/reports.html", context)


def of_author(request, pk: int):
    """Show one author's stories in a period, as a fee is computed from them; or give the file."""
    sees_all, own = may_see(request.user)
    if not sees_all and pk != own:
        raise PermissionDenied
    author = get_object_or_404(Author, pk=pk)
    form, asked = _asked(request, False, pk)
    context = _context(request, form, asked) | {
        "title": _("Report: %(name)s") % {"name": author.name},
        "author": author,
    }
    if asked is not None:
        found = reports.parts(pk, asked)
        if request.GET.get("as") in FILES:
            return _file(request.GET["as"], _sheet_of_parts(found, asked), asked, author.slug)
        context |= {
            "columns": _columns_of_parts(),
            "rows": [_part(request.user, part) for part in found[:MOST]],
            "total": _sums_of_parts(found) if found else None,
            "left_out": _number(len(found) - MOST) if len(found) > MOST else "",
        }
    return TemplateResponse(request, "desk/reports.html", context)


def may_see(user) -> tuple[bool, int | None]:
    """Return whether a person sees everyone's rows, and which author they are, if one.

    Raises PermissionDenied where there is nothing to be seen.
    """
    sees_all = user.has_perm("articles.view_reports")
    own = Author.objects.filter(user=user).values_list("pk", flat=True).first()
    if not sees_all and own is None:
        raise PermissionDenied
    return sees_all, own


def has_any(user) -> bool:
    """Tell whether there is a report that a person may see."""
    return user.has_perm("articles.view_reports") or Author.objects.filter(user=user).exists()


def _asked(request, sees_all: bool, own: int | None) -> tuple[Question, Asked | None]:
    form = Question(request.GET, today=timezone.localdate(), with_authors=sees_all)
    if not form.is_valid():
        return form, None
    return form, form.asked(own=None if sees_all else own)


def _context(request, form, asked) -> dict:
    today = timezone.localdate()
    months = [
        (_("This month"), reports.this_month(today)),
        (_("Last month"), reports.last_month(today)),
    ]
    return {
        **admin.site.each_context(request),
        "title": _("Reports"),
        "opts": Article._meta,
        "form": form,
        "asked": asked,
        "period": asked and _period(asked),
        "months": [
            {
                "label": label,
                "query": _query(request, since=first, until=last),
                "is_shown": asked and (asked.since, asked.until) == (first, last),
            }
            for label, (first, last) in months
        ],
        "files": [
            {"label": kind.upper(), "query": _query(request, **{"as": kind})} for kind in FILES
        ],
        "everyone": f"{reverse('admin:articles_article_reports')}{_query(request)}",
    }


def _period(asked: Asked) -> str:
    return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in (asked.since, asked.until))


def _query(request, **other) -> str:
    """Return the question as an address carries it, with something else in it."""
    names = ("since", "until", *FILTERS, "o")
    said = {name: request.GET.get(name, "") for name in names} | other
    said = {name: str(value) for name, value in said.items() if value}
    # Half of a character cannot be carried by a link.
    return f"?{urlencode(said, errors='ignore')}" if said else "?"


# --- On screen ------------------------------------------------------------------------------


def _number(value, places: int = 0) -> str:
    # Formatting cuts off what rounding would count.
    value = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(value, decimal_pos=places, force_grouping=True)


def _many(counter, choices) -> str:
    """Return «жаңалық 12, мақала 3»: how many of each kind."""
    return ", ".join(
        f"{label}\xa0{_number(counter[value])}" for value, label in choices if counter[value]
    )


def _sortable(request, sort: str) -> list[dict]:
    """Return the heads of the columns; those that can be sorted by carry the way to it."""
    heads = [
        (_("author"), "", False), (_("role"), None, False), (_("stories"), "stories", True),
        (_("characters"), "characters", True), (_("characters × share"), "own", True),
        (_("author's sheets"), "own", True), (_("genre"), None, False),
        (_("language"), None, False), (_("origin"), None, False), (_("photos"), "photos", True),
        (_("views"), "views", True), (Stopped.KILLED.label, None, True),
    ]  # fmt: skip
    return [
        {
            "label": _head(label),
            "is_number": is_number,
            "query": None if by is None else _query(request, o=by),
            "sorted": (by == sort) and ("descending" if by else "ascending"),
        }
        for label, by, is_number in heads
    ]


def _sorted(rows, sort: str):
    if not sort:
        return rows
    # What nobody signed stays below.
    return sorted(rows, key=lambda row: (row.author is None, -SORTS[sort](row.counts)))


def _row(request, row) -> dict:
    address = row.author and reverse("admin:articles_article_reports_of", args=[row.author.pk])
    return {
        "name": row.name or _("No byline"),
        "address": address and address + _query(request, author="", o=""),
        "cells": [(_role(row.role), False), *_sums(row.counts)[1:]],
    }


def _head(label) -> str:
    return capfirst(str(label))


def _role(role: str) -> str:
    return str(Role(role).label) if role else ""


def _sums(counts: Counts) -> list[tuple[str, bool]]:
    """Return what stands behind a name, each with whether it is a number; first an empty role."""
    return [
        ("", False),
        (_number(counts.stories), True),
        (_number(counts.characters), True),
        (_number(counts.own_characters), True),
        (_number(counts.sheets, 3), True),
        (_many(counts.genres, Genre.choices), False),
        (_many(counts.languages, Language.choices), False),
        (_many(counts.origins, Origin.choices), False),
        (_number(counts.photos), True),
        (_number(counts.views), True),
        (_number(counts.killed) if counts.killed else "", True),
    ]


def _columns_of_parts() -> list[dict]:
    heads = [
        (_("headline"), False), (_("appeared"), False), (_("role"), False), (_("genre"), False),
        (_("language"), False), (_("origin"), False), (_("characters"), True),
        (_("share, %"), True), (_("characters × share"), True), (_("photos"), True),
        (_("views"), True), (_("note"), False),
    ]  # fmt: skip
    return [{"label": _head(label), "is_number": is_number} for label, is_number in heads]


def _part(user, part) -> dict:
    return {
        "name": part.headline,
        "language": part.language,
        "address": _address(user, part),
        "is_killed": part.is_killed,
        "cells": [
            (_day(part.published_at), False),
            (_role(part.role), False),
            (Genre(part.genre).label, False),
            (Language(part.language).label, False),
            (Origin(part.origin).label, False),
            (_number(part.length), True),
            (_number(part.share), True),
            (_number(part.own_characters), True),
            (_number(part.photos), True),
            (_number(part.views), True),
            (_note(part), False),
        ],
    }


def _address(user, part) -> str:
    """Return the story at the desk for who may open it there, else as readers have it; or ""."""
    is_own = user.pk in (part.owner, part.assignee)
    if user.has_perm("articles.view_article") and (is_own or user.has_perm("articles.write_any")):
        return reverse("admin:articles_article_change", args=[part.article])
    if part.is_visible:
        return reverse("article", kwargs={"pk": part.article, "slug": part.slug})
    return ""


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def _note(part) -> str:
    return str(Stopped(part.stopped).label) if part.stopped else ""


def _sums_of_parts(found) -> list[tuple[str, bool]]:
    total = reports.sum_of(found)
    told = _("author's sheets: %(number)s") % {"number": _number(total.sheets, 3)}
    return [
        (_number(total.stories), True),
        *[("", False)] * 4,
        (_number(total.characters), True),
        ("", True),
        (_number(total.own_characters), True),
        (_number(total.photos), True),
        (_number(total.views), True),
        (told, False),
    ]


# --- As files -------------------------------------------------------------------------------


def _file(kind: str, sheet, asked: Asked, whose: str = "") -> HttpResponse:
    write, content_type = FILES[kind]
    name = "-".join(filter(None, ["report", whose, f"{asked.since}", f"{asked.until}"]))
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{kind}")}
    return HttpResponse(write(sheet), content_type=content_type, headers=headers)


def _sheet_of_authors(found, asked: Asked) -> spreadsheets.Sheet:
    """Return the rows of a report, with a column for each kind that there is."""
    kinds = [
        (_("genre"), "genres", Genre.choices),
        (_("language"), "languages", Language.choices),
        (_("origin"), "origins", Origin.choices),
    ]
    # Kinds of killed stories alone are in no sum.
    kinds = [
        (f"{_head(head)}: {label}", name, value)
        for head, name, choices in kinds
        for value, label in choices
        if getattr(found.total, name)[value]
    ]

    def line(counts):
        return [
            counts.stories, counts.characters, counts.own_characters, counts.sheets,
            counts.photos, counts.views, counts.killed,
            *(getattr(counts, name)[value] for _head, name, value in kinds),
        ]  # fmt: skip

    heads = [
        _("author"), _("role"), _("stories"), _("characters with spaces"),
        _("characters × share"), _("author's sheets"), _("photos"), _("views"),
        Stopped.KILLED.label,
    ]  # fmt: skip
    return spreadsheets.Sheet(
        _period(asked),
        [*map(_head, heads), *(head for head, _name, _value in kinds)],
        [[row.name or _("No byline"), _role(row.role), *line(row.counts)] for row in found.rows],
        [capfirst(_("in all")), "", *line(found.total)],
    )


def _sheet_of_parts(found, asked: Asked) -> spreadsheets.Sheet:
    heads = [
        _("appeared"), "№", _("headline"), _("role"), _("genre"), _("language"), _("origin"),
        _("characters with spaces"), _("share, %"), _("characters × share"),
        _("author's sheets"), _("photos"), _("views"), _("note"),
    ]  # fmt: skip
    rows = [
        [
            timezone.localtime(part.published_at).date(), part.article, part.headline,
            _role(part.role), str(Genre(part.genre).label), Language(part.language).label,
            str(Origin(part.origin).label), part.length, part.share, part.own_characters,
            reports.sheets(part.own_characters), part.photos, part.views, _note(part),
        ]
        for part in found
    ]  # fmt: skip
    total = reports.sum_of(found)
    return spreadsheets.Sheet(
        _period(asked),
        [_head(head) for head in heads],
        rows,
        [
            capfirst(_("in all")), total.stories, "", "", "", "", "", total.characters, "",
            total.own_characters, total.sheets, total.photos, total.views, "",
        ],
    )  # fmt: skip
