"""What the field of tags asks while somebody types; nothing of it is kept."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from articles import markup
from articles.tags import suggesting

#: Names that stand in a field, and letters of a text, that are looked at.
NAMES, NAME, LETTERS = 20, 100, 60_000


def _may(request):
    if not request.user.has_perm("articles.view_tag"):
        raise PermissionDenied


def _names(asked) -> list[str]:
    return [name[:NAME] for name in asked.getlist("name")[:NAMES]]


@require_GET
def suggest(request):
    """Answer the tags that begin with `q`, and which of the field's names no tag has yet."""
    _may(request)
    names = _names(request.GET)
    found = suggesting.beginning(request.GET.get("q", ""), but=names)
    return JsonResponse({"tags": _told(found), "new": suggesting.new_among(names)})


@require_POST
def in_text(request):
    """Answer the tags of the house whose words stand in a posted story, but those it has."""
    _may(request)
    headline, lead, body = (
        request.POST.get(name, "")[:LETTERS] for name in ("headline", "lead", "body")
    )
    parts = [headline, lead, markup.plain(markup.clean(body))]
    language = request.POST.get("language", "")
    found = suggesting.in_text(parts, language=language, but=_names(request.POST))
    return JsonResponse({"tags": _told(found)})


def _told(found) -> list[dict]:
    return [
        {
            "name": each.name,
            "stories": ngettext("%(number)s story", "%(number)s stories", each.stories)
            % {"number": each.stories}
            if each.stories
            else _("on no story yet"),
            "by": each.by,
        }
        for each in found
    ]
