"""What every view for readers has in common: two verbs, one cache rule, and the refusals."""

import sys
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps

from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from articles import old_addresses, stylesheet
from articles.masthead import Masthead
from articles.models import Edition, Ended, OldAddress
from articles.pages import address, answer

from . import reading

#: Everyone gets the same page and asks again each time: a takedown is gone at once.
FRESH = "public, max-age=0, must-revalidate"
VERBS = ("GET", "HEAD")
#: Seconds after which whoever met a site without its database may ask again.
AWAY = 30


#: Where a page cache in front of Django says, in `request.META`, that it would keep an answer.
KEPT = "newsroom.kept"
#: Where the desk says, in `request.META`, as of which moment it looks at the site of readers. As
#: with `KEPT`, no header can: Django names each of a client's `HTTP_…`.
AS_OF = "newsroom.as_of"
#: And, in the same way, the slots of a front page that is composed and not yet saved.
COMPOSED = "newsroom.composed"
#: Answers worth keeping; of what is not there there is as much as anybody types.
WORTH_KEEPING = (200, 410)


@dataclass
class Kept:
    """What a page cache and the view agree on: as of when, and whether it is everyone's."""

    at: datetime
    is_kept: bool = False
    seen: reading.Seen | None = None


class Gone(Exception):
    """The story was killed after readers had seen it."""

    def __init__(self, language: str):
        self.language = language


def for_readers(view=None, *, keeps: bool = True):
    """Make a view answer readers: `view(request, at=…)`, as of one moment.

    One that answers a question of the reader's own `keeps` nothing for the next.
    """
    if view is None:
        return partial(for_readers, keeps=keeps)

    # Nothing here takes a form: another verb is refused as such, not for want of a token.
    @csrf_exempt
    @wraps(view)
    def page(request, **kwargs):
        if request.method not in VERBS:
            return HttpResponseNotAllowed(VERBS)
        moment = request.META.get(AS_OF)
        # What the desk looks at is nobody's view, and no page for anybody else.
        kept = request.META.get(KEPT) if moment is None else None
        at = moment or (kept.at if kept is not None else timezone.now())
        is_here = True
        try:
            response = view(request, at=at, **kwargs)
        except Http404:
            # By the query as well, which is no part of what is kept.
            response, is_here = elsewhere(request, at=at), False
        except Gone as gone:
            response = message("gone", status=410, language=gone.language, at=at)
        response.headers.setdefault("Cache-Control", FRESH)
        seen = getattr(response, "seen", None)
        if seen is not None and moment is None:
            # Whoever has it already will be told so (304), and reads it all the same.
            reading.note_view(seen, request.META)
        # A cookie of no shape is none of ours to mend: readers are given none.
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        is_here = is_here and not getattr(response, "is_asked", False)
        if kept is not None and keeps and is_here and response.status_code in WORTH_KEEPING:
            kept.is_kept = response.headers["Cache-Control"] == FRESH
            kept.seen = seen
        return response

    page.tells_of_a_moment = True
    return page


def tells_of_a_moment(view) -> bool:
    """Tell whether a view answers as of any moment: those of `for_readers`, and no other."""
    return getattr(view, "tells_of_a_moment", False)


def is_kept(request) -> bool:
    """Tell whether a page cache keeps what a view has answered."""
    kept = request.META.get(KEPT)
    return kept is not None and kept.is_kept


def elsewhere(request, *, at) -> HttpResponse:
    """Lead from an address of before to the story it meant; else say that there is nothing."""
    if (found := _old(request, at)) is not None:
        return found
    if _lacks_a_slash(request.path_info):
        whole = request.get_full_path(force_append_slash=True)
        return HttpResponsePermanentRedirect(escape_leading_slashes(whole))
    return message("missing", status=404, language=get_language() or "kk", at=at)


def _lacks_a_slash(path: str) -> bool:
    """Tell whether an address would be one of ours with its last slash.

    The routes that take anything, those of photos' files too, have none.
    """
    try:
        return not path.endswith("/") and resolve(f"{path}/").route.endswith("/")
    except Resolver404:
        return False


def of_before(request, at) -> HttpResponse | None:
    """Return the way to a story whose address of before had this query, on one of our own pages."""
    asked = old_addresses.meaning(request.META["QUERY_STRING"])
    found = _old(request, at) if asked else None
    if found is not None:
        found.is_asked = True
    return found


def _old(request, at):
    path, query = request.path, request.META["QUERY_STRING"]
    spellings = {path, path.rstrip("/"), f"{path}/", old_addresses.spelled(path, query)}
    spellings = [s for s in spellings if "\0" not in s and len(s) <= old_addresses.LONGEST]
    old = OldAddress.objects.filter(path__in=spellings).order_by("-path").values_list("article_id")
    if not spellings or not (rows := old[:1]):
        return None
    edition = Edition.objects.visible(at).filter(article_id=rows[0][0]).first()
    if edition is not None:
        return HttpResponsePermanentRedirect(address(edition.article_id, edition.slug))
    if language := killed(rows[0][0], at=at):
        return message("gone", status=410, language=language, at=at)
    return None


def killed(article_id: int, *, at) -> str:
    """Return the language of a story that readers had and that was killed; "" of any other."""
    ended = Edition.objects.seen(at).filter(
        article_id=article_id, ended_as=Ended.KILLED, visible_until__lte=at
    )
    return ended.values_list("language", flat=True).first() or ""


def not_there(pk: int, *, at):
    """Answer for a story that readers do not see: gone if they had it and it was killed."""
    if language := killed(pk, at=at):
        raise Gone(language)
    raise Http404


def masthead_for(language: str, at) -> Masthead:
    """Return the masthead of a page, or 404 where the house has no pages in this language."""
    masthead = Masthead(language, at)
    if language not in masthead.house.languages:
        raise Http404
    return masthead


def message(what: str, *, status: int, language: str, at) -> HttpResponse:
    """Answer with one of the short pages: the same bytes for every reason there may be."""
    masthead = Masthead(language, at)
    return answer("public/message.html", masthead.context() | {"what": what}, status=status)


# --- What Django asks when a view was not reached, or failed ------------------------------


def missing(request, exception=None) -> HttpResponse:
    """Handler of 404."""
    response = elsewhere(request, at=timezone.now())
    response.headers.setdefault("Cache-Control", FRESH)
    return response


def unreadable(request) -> HttpResponse:
    """Answer 400 to what no browser sends: a form cut short, a host that is none of ours."""
    language = get_language() or "kk"
    response = message("unreadable", status=400, language=language, at=timezone.now())
    response.headers["Cache-Control"] = "no-store"
    return response


def failed(request) -> HttpResponse:
    """Handler of 500, and of 503 where the database is away: asks nothing of it."""
    css = stylesheet.sheet(pages=["failed"])
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    is_desk = request.path.startswith(reverse("admin:index"))
    told = {"stylesheet": css, "is_away": is_away, "is_desk": is_desk}
    html = render_to_string("public/failed.html", told)
    response = stylesheet.allow(HttpResponse(html, status=503 if is_away else 500), css)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = str(AWAY)
    return response
