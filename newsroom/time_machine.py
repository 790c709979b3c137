"""Walking the readers' site as of another moment: their own addresses and views, another `at`.

A page is asked for as a stranger would ask, by a request that holds nothing of who looks: no
cookie, no header. What comes back is marked, kept by nobody, and leads nowhere out.
"""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.views.decorators.csrf import csrf_exempt

from articles import rerouted, scripts, time_machine
from articles.desk.time_machine import around_page, not_shown
from articles.public.answers import AS_OF, VERBS, tells_of_a_moment

from .languages import LanguageOfAddress

#: Addresses of readers that are no pages: files, the way to an advertiser, a part of a page.
NO_PAGES = frozenset({"rendition", "go", "entries"})
#: What a request has to say for its own address to be known.
_ADDRESS = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "QUERY_STRING")


class NotShown(Exception):
    """An address has no page that could be shown as of another moment."""


# The machine takes no form: another verb is refused as such, not for want of a token.
@csrf_exempt
def page(request, moment, path=""):
    """Show a page of readers as it was or will be at a moment."""
    if not time_machine.may_look(request.user):
        raise PermissionDenied
    if request.method not in VERBS:
        return HttpResponseNotAllowed(VERBS)
    at = time_machine.read(moment)
    if at is None:
        raise Http404
    own = escape_leading_slashes(f"/{path}")
    try:
        response = LanguageOfAddress(answered)(as_a_reader(request, own, at))
        response = _marked(request, response, at, own)
    except NotShown:
        response = not_shown(request, at)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def as_a_reader(request, path: str, at) -> HttpRequest:
    """Return the request of nobody in particular for a page of readers."""
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = request.method, path, path
    asked.GET = request.GET
    asked.META = {name: request.META[name] for name in _ADDRESS if name in request.META}
    asked.META |= {"REQUEST_METHOD": request.method, AS_OF: at}
    return asked


def answered(request):
    """Let the view of an address answer, if it is one that tells of a moment."""
    match = _shown(request.path_info)
    if match is None:
        raise NotShown
    return match.func(request, *match.args, **match.kwargs)


def _bare(address: str) -> str:
    """Return the path of an address in the letters of every script: what views are found by."""
    path = unquote(urlsplit(address).path)
    for script in scripts.OTHERS:
        if path.startswith(f"{script.prefix}/"):
            return path.removeprefix(script.prefix)
    return path


def _shown(path: str):
    """Return the view of a page that tells of a moment; None of any other address."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    is_page = match.url_name not in NO_PAGES and "feed" not in match.kwargs
    return match if is_page and tells_of_a_moment(match.func) else None


def _marked(request, response, at, own: str):
    """Return what readers would get as staff are shown it: banded, and leading nowhere out."""
    # The address in full: links may be told from the query alone.
    page = escape_uri_path(own)
    if query := request.META.get("QUERY_STRING"):
        page += f"?{query}"

    def way(address):
        return time_machine.within(at, address, page=page)

    if "Location" in response.headers:
        there = way(response.headers["Location"])
        if there is None or there.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            raise NotShown
        return HttpResponseRedirect(there)
    if response.streaming or not response.headers["Content-Type"].startswith("text/html"):
        raise NotShown
    machine = time_machine.inside(at, "")

    def shown(address):
        there = way(address)
        if there and there.startswith(f"{machine}/"):
            # A feed, a form, a file: pressed, it would say that it is not shown.
            return there if _shown(_bare(there.removeprefix(machine))) else None
        return there

    response.content = rerouted.rerouted(
        response.content.decode(), shown, is_still=True, **around_page(request, at, page)
    )
    for name in ("ETag", "Last-Modified", "Content-Length"):
        del response.headers[name]
    return response
