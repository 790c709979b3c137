"""The box «find anything»: a page without a script, and what the palette asks while one types."""

from django.contrib import admin
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from articles.desk.forged import number

from . import answers

#: Stories that a browser remembers as opened.
OPENED = 12


@require_GET
def page(request):
    """Show what answers `q`, in groups."""
    text = _asked(request)
    groups = answers.to(request.user, text)
    context = {
        **admin.site.each_context(request),
        "title": _("Find"),
        "text": text,
        "groups": groups,
        "said": _said(groups) if text.strip() else "",
    }
    return TemplateResponse(request, "desk/finding/page.html", context)


@require_GET
def told(request):
    """Answer the same to the palette; `story` are the numbers of those opened last."""
    opened = [number(each) for each in request.GET.getlist("story")[:OPENED]]
    groups = answers.to(request.user, _asked(request), opened=[pk for pk in opened if pk])
    return JsonResponse(
        {
            "said": _said(groups),
            "groups": [
                {
                    "key": group.key,
                    "name": group.name,
                    "links": [vars(link) for link in group.links],
                }
                for group in groups
            ],
        }
    )


def _asked(request) -> str:
    return request.GET.get("q", "")[: answers.LONGEST_ADDRESS]


def _said(groups) -> str:
    found = sum(len(group.links) for group in groups)
    if not found:
        return _("Nothing was found.")
    said = ngettext("%(number)s answer", "%(number)s answers", found)
    return said % {"number": found}
