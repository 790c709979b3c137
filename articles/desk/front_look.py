"""A front page that is composed and not yet saved, seen as readers would have it at a moment.

Only the screen around it: `newsroom.front_look` makes the page itself by the readers' own view.
"""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import front_page, moments, time_machine
from articles.models import Article

from . import front_form, windows
from .forged import Moment


class MomentForm(forms.Form):
    """The moment at which the page is looked at."""

    seen_at = Moment(label=gettext_lazy("See it at"), required=False)


def may_look(user) -> bool:
    """Tell whether a person may see a page that is being composed: what is to come stands on it."""
    return front_page.may_compose(user) and time_machine.may_look(user)


def screen(request):
    """Show the page in a window of a size; moments, sizes and scripts are links and a form."""
    if not may_look(request.user):
        raise PermissionDenied
    draft = front_form.unsealed(request.GET.get("draft", ""))
    if draft is None:
        raise Http404
    now = timezone.now()
    looking = windows.looking(request, windows.written_in(draft.language))
    form = MomentForm(request.GET if "seen_at_0" in request.GET else None)
    at = moment_of(request, draft, now)
    if form.is_bound and form.is_valid() and form.cleaned_data["seen_at"]:
        at = form.cleaned_data["seen_at"]
    opens = draft.at or now
    following = _following(draft, opens)
    fault = _fault(at, opens, following)
    sealed = request.GET["draft"]

    def way(asked):
        return "?" + urlencode({"draft": sealed, "at": time_machine.written(at)} | asked)

    back = f"{reverse('admin:articles_article_front')}?language={draft.language}"
    context = {
        **admin.site.each_context(request),
        **looking.choices(way),
        "title": _("The front page before it is saved"),
        "form": form if form.is_bound else MomentForm(initial={"seen_at": at}),
        "fault": fault,
        "seen": moments.at_desk(at),
        "draft": sealed,
        "chosen": looking.asked,
        "frame": "" if fault else f"{reverse('front-look')}{way(looking.asked)}",
        "back": f"{back}&{urlencode({'draft': sealed})}",
        "opts": Article._meta,
    }
    status = 422 if fault or form.errors else 200
    response = TemplateResponse(request, "desk/front_look.html", context, status=status)
    return csp_update({"frame-src": [SELF]})(lambda: response)()


def moment_of(request, draft, now):
    """Return the moment that an address names, else the one at which the layout begins."""
    return time_machine.read(request.GET.get("at", "")) or draft.at or now


def _following(draft, opens):
    """Return the layout that would end this one."""
    rows = front_page.coming(draft.language, opens)
    return rows.exclude(pk=draft.instead_of).first() if draft.instead_of else rows.first()


def _fault(at, opens, following) -> str:
    """Say why a moment shows nothing of this layout; "" where it does."""
    # An address says the whole second.
    if at + time_machine.SECOND < opens:
        return _("The layout begins at %(time)s.") % {"time": moments.at_desk(opens)}
    if following is not None and at >= following.visible_from:
        when = {"time": moments.at_desk(following.visible_from)}
        return _("At %(time)s the next layout takes its place.") % when
    return ""


def around(at) -> dict:
    """Return what the page begins with, as `rerouted` takes it: who sees it, and when."""
    band = {
        "said": _("The front page as it would be: %(time)s") % {"time": time_machine.line(at)},
        "language": get_language(),
    }
    # Its links open beside the frame.
    head = format_html(
        '<base target="_blank"><meta name="robots" content="noindex, nofollow">'
        '<link rel="stylesheet" href="{}">',
        static("desk/time_machine.css"),
    )
    return {
        "head": head,
        "top": render_to_string("desk/_front_look.html", band),
        "title": f"[{time_machine.line(at)}] ",
    }
