"""Answers to addresses that lead nowhere: staff at the desk get another page than readers."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent

from articles.desk.refused import no_such_page, not_understood, too_much
from articles.public import answers

from .languages import STAFF_PREFIXES


def missing(request, exception=None):
    """Answer 404, in the look of where it was asked."""
    user = getattr(request, "user", None)
    if request.path_info.startswith("/admin/") and user is not None and user.is_staff:
        return no_such_page(request)
    return answers.missing(request, exception)


def bad_request(request, exception=None):
    """Answer 400 with a sentence: too much was sent at once, or nothing that can be read."""
    if not request.path_info.startswith(STAFF_PREFIXES):
        return answers.unreadable(request)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_much(request)
    return not_understood(request)
