"""Saying no to a person: a page of ours, in their language, with a way back."""

from django.template.response import TemplateResponse


def forbidden(request, exception=None):
    """Answer 403 with the sentence of the rule that refused, if it gave one."""
    said = str(exception or "")
    response = TemplateResponse(request, "desk/forbidden.html", {"said": said}, status=403)
    return response.render()
