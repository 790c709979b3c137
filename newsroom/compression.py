"""Readers' pages, feeds and sitemaps are sent compressed to whoever takes it: a third of the bytes.

Never the desk: its pages hold tokens, and what is compressed together with something that a
stranger chooses tells them letter by letter (BREACH, 2013). Photos are compressed already.
"""

from django.middleware.gzip import GZipMiddleware

from articles.public.answers import is_kept

from .languages import STAFF_PREFIXES

#: Words; pictures and archives would only grow.
WORDS = ("text/", "application/json", "application/feed+json", "application/rss+xml",
         "application/atom+xml", "application/xml", "image/svg+xml")  # fmt: skip


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
        return super().process_response(request, response)
