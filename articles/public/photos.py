"""The files of photos: to everyone what a page shows them, the rest to staff alone."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db.models import Q
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from articles import social, time_machine
from articles.models import Author, Banner, EditionPhoto, House, SocialCard
from articles.models.banners import FOLDER as BANNERS
from media.models import Rendition
from media.pictures import TYPES

from .answers import for_readers

BANNER_TYPES = {**TYPES, "gif": "image/gif"}
#: The name of a file is made from its bytes, so what it names never changes; but a photo may be
#: withdrawn, so what others keep for many (a proxy, a CDN) is asked for again in ten minutes.
FOR_EVER = "public, max-age=31536000, s-maxage=600, immutable"


@for_readers
def rendition(request, *, at, path):
    """A file that a visible page prints now, or that a member of staff may look at."""
    # Asked before the file is looked for, so that a refusal is the same for every reason.
    is_staff = _may_view(request)
    if "\0" in path or len(path) > 200:
        raise Http404
    if path.startswith(f"{social.FOLDER}/"):
        return _card(path, at, is_staff, request)
    if path.startswith(f"{BANNERS}/"):
        return _banner(path, at, request)
    files = list(Rendition.objects.filter(file=path).select_related("photo")[:20])
    public = [each for each in files if is_public(each.photo, at)]
    if not public and not (files and is_staff):
        raise Http404
    file = (public or files)[0]
    kind = TYPES.get(file.format, "application/octet-stream")
    return _answer(request, file.file, kind, is_public=bool(public))


def _card(path, at, is_staff, request):
    """Hand out a card that a story of readers shows; staff see those to come."""
    drawn = SocialCard.objects.filter(file=path)
    shown = social.shown(drawn, at).first()
    card = shown or (drawn.first() if is_staff else None)
    if card is None:
        raise Http404
    return _answer(request, card.file, "image/jpeg", is_public=shown is not None)


def _banner(path, at, request):
    """Hand out the file of a banner that readers have; the desk sees those to come."""
    named = Q(image=path) | Q(narrow=path)
    banner = Banner.objects.filter(named).order_by("is_retired", "shows_from").first()
    is_shown = banner is not None and Banner.objects.begun(at).filter(named).exists()
    may_see = is_shown or _may_view(request, "articles.view_banner")
    # Whoever looks at the pages of tomorrow sees what will stand on them.
    if banner is None or not (may_see or _may_view(request, time_machine.PERMISSION)):
        raise Http404
    file = banner.image if banner.image.name == path else banner.narrow
    kind = BANNER_TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    return _answer(request, file, kind, is_public=is_shown)


def _answer(request, file, kind, *, is_public):
    # Its name is made from its bytes, so it is asked for before the file is opened.
    etag = quote_etag(PurePosixPath(file.name).stem) if is_public else None
    response = is_public and get_conditional_response(request, etag=etag)
    if not response:
        try:
            response = FileResponse(file.open("rb"), content_type=kind)
        except FileNotFoundError:
            raise Http404 from None
    if is_public:
        response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOR_EVER if is_public else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def is_public(photo, at) -> bool:
    """Tell whether a visible page prints a photo: a story, an author's or the house itself."""
    return photo.is_printable(at) and (
        EditionPhoto.objects.visible(at).filter(photo=photo).exists()
        or House.objects.filter(logo=photo).exists()
        or Author.objects.filter(portrait=photo).exists()
    )


def _may_view(request, permission="media.view_photo") -> bool:
    # Without a session cookie there is nobody to ask about, and the answer varies on none.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_active and request.user.is_staff and request.user.has_perm(permission)
