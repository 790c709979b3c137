"""Saying no to a person: a page of ours, in their language, with a way back."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _


def forbidden(request, exception=None):
    """Answer 403 with the sentence of the rule that refused, if it gave one."""
    return _said(request, _("Not allowed"), str(exception or ""), status=403)


def not_this_way(request):
    """Answer 405 where an address of a button was opened as a page."""
    said = _("This address belongs to a button: it is not opened by itself.")
    return _said(request, _("Nothing to open here"), said, status=405)


def no_such_page(request):
    """Answer 404 to staff, who may have followed a link to what is not theirs to see."""
    said = _("There is nothing at this address, or it is not yours to see.")
    return _said(request, _("No such page"), said, status=404)


def _said(request, title, said, *, status):
    context = {"title": title, "said": said}
    return TemplateResponse(request, "desk/forbidden.html", context, status=status).render()
