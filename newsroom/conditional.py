"""An answer that has not changed is not sent again, asked for with GET or with HEAD."""

from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe

from articles.public.answers import is_kept


class Conditional(ConditionalGetMiddleware):
    """Django's own, which gives HEAD another answer than GET (RFC 9110, 9.3.2)."""

    def process_response(self, request, response):
        if is_kept(request):
            # Whole, whatever this reader has: the page cache answers the others with it, too.
            if not response.has_header("ETag"):
                set_response_etag(response)
            return response
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        changed = response.get("Last-Modified")
        return get_conditional_response(
            request,
            etag=response.get("ETag"),
            last_modified=parse_http_date_safe(changed) if changed else None,
            response=response,
        )
