"""Tags that nobody uses and tags that look like one: retired in bulk, restored, merged."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.forged import number
from articles.models import Tag
from articles.tags import tidying
from articles.tags.tidying import Kind

from . import merging

#: Tags on a page, and pages that anybody turns.
ON_PAGE, PAGES = 50, 200


def page(request):
    """List the tags of a kind; retire or restore those that are ticked."""
    if not request.user.has_perm("articles.change_tag"):
        raise PermissionDenied
    asked = request.GET.get("kind", "")
    kind = Kind(asked) if asked in Kind.values else Kind.NEVER
    if request.method == "POST":
        return _retire(request, kind)
    turned = min(max(number(request.GET.get("page", "")), 1), PAGES)
    rows, groups, following = [], [], ""
    if kind is Kind.ALIKE:
        found = tidying.alike(after=request.GET.get("after", "")[:200], most=ON_PAGE + 1)
        groups = [(uses, merging.address([use.tag for use in uses])) for uses in found[:ON_PAGE]]
        following = found[ON_PAGE - 1][0].likeness if len(found) > ON_PAGE else ""
    else:
        first = (turned - 1) * ON_PAGE
        uses = tidying.unused(kind, at=timezone.now())
        rows = list(uses[first : first + ON_PAGE + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("Unused and alike tags"),
        "kinds": [(each.value, each.label, each is kind) for each in Kind],
        "kind": kind.value,
        "kind_name": kind.label,
        "is_retired": kind is Kind.RETIRED,
        "rows": rows[:ON_PAGE],
        "groups": groups,
        "before": turned - 1,
        "after": following,
        "next": turned + 1 if len(rows) > ON_PAGE and turned < PAGES else 0,
        "opts": Tag._meta,
    }
    return TemplateResponse(request, "desk/tags/tidy.html", context)


def _retire(request, kind: Kind):
    gone = kind is not Kind.RETIRED
    ids = {number(each) for each in request.POST.getlist("tag")[:ON_PAGE]}
    retired(request, tidying.retire(ids, gone=gone), gone=gone)
    return redirect(f"{reverse('admin:articles_tag_tidy')}?kind={kind.value}")


def retired(request, changed, *, gone: bool):
    """Note which tags were retired or restored, and tell how many they were."""
    sheet = admin.site.get_model_admin(Tag)
    for tag in changed:
        sheet.log_change(request, tag, [{"changed": {"fields": ["retired"]}}])
    if not changed:
        messages.warning(request, _("Nothing was changed: tick the tags first."))
        return
    said = (
        ngettext("%(number)s tag was retired.", "%(number)s tags were retired.", len(changed))
        if gone
        else ngettext(
            "%(number)s tag was restored.", "%(number)s tags were restored.", len(changed)
        )
    )
    messages.success(request, said % {"number": len(changed)})
