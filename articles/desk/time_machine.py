"""Choosing the moment at which the readers' site is looked at, and what stands around its pages."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import moments, time_machine
from articles.models import Article, Edition, FrontPage, House
from articles.refusals import Refused

from .forged import Moment

#: The hour at which a newsroom's day is looked at.
MORNING = time(9)
TUESDAY = 1
#: How many of the moments that are to come are offered.
COMING = 10


class WhenForm(forms.Form):
    """The moment, and the page that was being looked at."""

    at = Moment(label=gettext_lazy("Day and time"))
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_at(self):
        """Refuse a moment of which there is no site."""
        try:
            return time_machine.check(self.cleaned_data["at"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def choose(request):
    """Offer moments, and lead to the site as of the one that was chosen."""
    if not time_machine.may_look(request.user):
        raise PermissionDenied
    now = timezone.now()
    asked = request.GET if "at_0" in request.GET or "at_1" in request.GET else None
    page = request.GET.get("page", "")
    form = WhenForm(asked, initial={"at": tomorrow(now), "page": page})
    if asked is not None and form.is_valid():
        return redirect(_shown(form.cleaned_data["at"], form.cleaned_data["page"]))
    context = {
        **admin.site.each_context(request),
        "title": _("The site at another moment"),
        "form": form,
        "presets": [(label, at, _shown(at, page)) for label, at in presets(now)],
        "coming": [(at, said, _shown(at, "")) for at, said in _coming(now)],
        "zone": moments.zone_at_desk(),
        "opts": Article._meta,
    }
    status = 422 if asked is not None else 200
    return TemplateResponse(request, "desk/time_machine.html", context, status=status)


def presets(now: datetime) -> list[tuple[str, datetime]]:
    """Return the moments that are asked for most, each with its name."""
    today = timezone.localdate(now)
    back = (today.weekday() - TUESDAY) % 7 or 7
    return [
        (_("Tomorrow at nine"), tomorrow(now)),
        (_("In an hour"), now + timedelta(hours=1)),
        (_("Yesterday at this time"), now - timedelta(days=1)),
        (_("Last Tuesday at nine"), _morning(today - timedelta(days=back))),
    ]


def tomorrow(now: datetime) -> datetime:
    """Return the morning of the next day in the site's zone."""
    return _morning(timezone.localdate(now) + timedelta(days=1))


def _morning(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def _coming(now):
    """Return the next moments at which something that was decided already happens."""
    told = [
        (each.visible_from, each.headline)
        for each in Edition.objects.scheduled(now).only("visible_from", "headline")[:COMING]
    ]
    pages = FrontPage.objects.filter(visible_from__gt=now).order_by("visible_from")[:COMING]
    told += [
        (each.visible_from, f"{_('Front page of the site')}: {each.get_language_display()}")
        for each in pages
    ]
    return sorted(told)[:COMING]


def _shown(at: datetime, page: str) -> str:
    """Return the way to a page as of a moment; to the front page where it is none of ours."""
    way = time_machine.within(at, page, page="/") if page else None
    is_inside = way is not None and way.startswith(time_machine.inside(at))
    return way if is_inside else time_machine.inside(at, front_of(get_language()))


def front_of(language: str | None) -> str:
    """Return the address of the front page in a language, or in that of the house."""
    code, spoken = (language or "kk")[:2], House.get().languages
    return reverse("front", kwargs={"language": code if code in spoken else spoken[0]})


# --- What is put around a page of readers -------------------------------------------------


def around_page(request, at: datetime, page: str) -> dict:
    """Return what a page shown as of a moment begins with, as `rerouted` takes it.

    `page` is its address, which other moments keep.
    """
    is_ahead = at > timezone.now()
    said = _("The site as it will be: %(time)s") if is_ahead else _("The site as it was: %(time)s")
    said %= {"time": time_machine.line(at)}
    steps = [("earlier", time_machine.earlier(at)), ("later", time_machine.later(at))]
    band = {
        "said": said,
        "is_ahead": is_ahead,
        "language": get_language(),
        "steps": {
            name: {"line": time_machine.line(to), "address": time_machine.inside(to, page)}
            for name, to in steps
            if to is not None
        },
        "choose": f"{reverse('time-machine-choose')}?{urlencode({'page': page})}",
    }
    head = format_html(
        '<meta name="robots" content="noindex, nofollow"><link rel="stylesheet" href="{}">',
        static("desk/time_machine.css"),
    )
    return {
        "head": head,
        "top": render_to_string("desk/_time_machine.html", band),
        "title": f"[{time_machine.line(at)}] ",
    }


def not_shown(request, at: datetime):
    """Answer to an address that has no page to be shown as of another moment, with the way back."""
    context = {
        "title": _("Not shown at another moment"),
        "said": _(
            "Only the pages of the site are shown as they were or will be: feeds, files, forms and"
            " other sites are not."
        ),
        "back": _shown(at, ""),
    }
    return TemplateResponse(request, "desk/not_shown.html", context, status=404).render()
