"""The way to an advertiser, counted: no cookie, and to nowhere but the stored address."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponseRedirect

from articles.models import Banner

from . import reading
from .answers import for_readers


@for_readers
def follow(request, *, at, pk):
    """Lead from a banner to the page of its advertiser."""
    # A page that was opened before the banner's last moment still leads on.
    banner = Banner.objects.begun(at).filter(pk=pk).first()
    if banner is None or not _is_web(banner.link):
        raise Http404
    response = HttpResponseRedirect(banner.link)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.seen = reading.Seen(request.path, followed=banner.pk)
    return response


def _is_web(link: str) -> bool:
    """Tell whether a stored link is one of the web: it may have come otherwise than by the form."""
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and link.isprintable()
    except ValueError:
        return False
