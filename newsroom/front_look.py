"""The readers' own front page with a layout that nobody has saved, for the frame at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from articles import rerouted, time_machine
from articles.desk import front_form, front_look, windows
from articles.public.answers import COMPOSED

from .languages import LanguageOfAddress
from .time_machine import answered, as_a_reader


def page(request):
    """Print the page as readers would have it at a moment; its links lead to that moment's site."""
    if not front_look.may_look(request.user):
        raise PermissionDenied
    draft = front_form.unsealed(request.GET.get("draft", ""))
    if draft is None:
        raise Http404
    at = front_look.moment_of(request, draft, timezone.now())
    script = windows.asked_script(request, windows.written_in(draft.language))
    own = script.prefix + reverse("front", kwargs={"language": draft.language})
    asked = as_a_reader(request, own, at)
    asked.META |= {COMPOSED: draft.slots, "QUERY_STRING": ""}
    response = LanguageOfAddress(answered)(asked)
    response.content = rerouted.rerouted(
        response.content.decode(),
        lambda way: time_machine.within(at, way, page=own),
        is_still=True,
        **front_look.around(at),
    )
    for name in ("ETag", "Last-Modified", "Content-Length"):
        del response.headers[name]
    return windows.framed(response)
