"""Asking the readers' pages from the desk, as a stranger would ask, in this very process."""

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles.public.answers import AS_OF
from articles.whereabouts import AsksPages

from .languages import LanguageOfAddress
from .page_cache import HOLDS

#: What a request has to say for its own address to be known.
_ADDRESS = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST")


class AsAReader(AsksPages):
    """Asks for pages by a request that holds nothing of who looks: no cookie, no header."""

    def __init__(self, request):
        self._told = {name: request.META[name] for name in _ADDRESS if name in request.META}
        self._holds = request.META.get(HOLDS)

    def status(self, way: str) -> int:
        """Return the status with which an address answers now."""
        path, _mark, query = way.partition("?")
        asked = HttpRequest()
        asked.method, asked.path, asked.path_info = "GET", path, path
        # The desk's own look is no view, and no page for anybody else.
        asked.META = {
            **self._told,
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": query,
            AS_OF: timezone.now(),
        }
        return LanguageOfAddress(_answer)(asked).status_code

    def kept(self, ways: list[str]) -> set[str] | None:
        """Return which addresses memory would answer with a page; None where there is no memory."""
        return self._holds(ways) if self._holds is not None else None


def _answer(request):
    try:
        match = resolve(request.path_info)
    except Resolver404:
        raise Http404 from None
    return match.func(request, *match.args, **match.kwargs)
