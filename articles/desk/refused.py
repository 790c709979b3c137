"""Saying no to a person: a page of ours, in their language, with a way back."""

from contextlib import contextmanager
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.refusals import NotAllowed, Refused


@contextmanager
def telling(request, said: str):
    """Tell a person what came of an order given inside: `said`, or why it was refused."""
    try:
        yield
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


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


def too_much(request):
    """Answer 400 to a form with more files, fields or letters than are taken at once."""
    said = _("Send at most %(number)s files at once; the others can follow.")
    number = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return _said(request, _("Too much at once"), said % {"number": number}, status=400)


def not_understood(request):
    """Answer 400 to what no browser of ours sends."""
    said = _("What was sent cannot be read. Go back and try once more.")
    return _said(request, _("Not understood"), said, status=400)


def signed_out(request, words):
    """Answer 403 to a form posted after its session had ended, with its words to be copied."""
    context = {
        "words": words,
        "login": f"{reverse('admin:login')}?{urlencode({'next': request.get_full_path()})}",
    }
    return TemplateResponse(request, "desk/words.html", context, status=403).render()


def no_longer(request, said, words):
    """Answer 403 to what somebody may do no more, with the words that they had typed."""
    return _said(request, _("Not saved"), said, status=403, words=words)


def _said(request, title, said, *, status, words=()):
    context = {"title": title, "said": said, "words": words}
    return TemplateResponse(request, "desk/forbidden.html", context, status=status).render()
