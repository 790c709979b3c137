"""Answers to addresses that lead nowhere: staff at the desk get another page than readers."""

from articles.desk.refused import no_such_page
from articles.public import answers


def missing(request, exception=None):
    """Answer 404, in the look of where it was asked."""
    user = getattr(request, "user", None)
    if request.path_info.startswith("/admin/") and user is not None and user.is_staff:
        return no_such_page(request)
    return answers.missing(request, exception)
