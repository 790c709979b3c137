"""Readers' pages, feeds and sitemaps are sent compressed to whoever takes it: a third of the bytes.

Never the desk: its pages hold tokens, and what is compressed together with something that a
stranger chooses tells them letter by letter (BREACH, 2013). Photos are compressed already.
"""

import re
from functools import lru_cache
from http import HTTPStatus

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from articles.public.answers import is_kept

from .languages import STAFF_PREFIXES

#: Words; pictures and archives would only grow.
WORDS = ("text/", "application/json", "application/feed+json", "application/rss+xml",
         "application/atom+xml", "application/xml", "image/svg+xml")  # fmt: skip


_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=([0-9.]+)\s*)?(?=,|$)", re.IGNORECASE)


def takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding takes gzip: named, and not with a weight of nothing."""
    return _takes_gzip(accepted[:200])


@lru_cache(maxsize=500)
def _takes_gzip(accepted: str) -> bool:
    found = _GZIP.search(accepted)
    return found is not None and (found[1] or "1").strip("0.") != ""


class Compressed(GZipMiddleware):
    """Django's own, for what readers get and has words in it."""

    # Nothing in a reader's page is secret, and the same page is the same bytes for everyone.
    max_random_bytes = 0

    def process_response(self, request, response):
        kind = response.get("Content-Type", "")
        if (
            # The page cache compresses what it keeps, once for everyone.
            is_kept(request)
            or response.streaming
            or not kind.startswith(WORDS)
            or request.path_info.startswith(STAFF_PREFIXES)
        ):
            return response
        if response.status_code == HTTPStatus.NOT_MODIFIED or not takes_gzip(
            request.headers.get("Accept-Encoding", "")
        ):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        # Asked once, above, and not once more by Django's narrower rule.
        request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
        return super().process_response(request, response)
