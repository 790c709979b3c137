"""What is sent is UTF-8, whatever a header says.

Django believes the `charset` of a Content-Type, even of a request that sends nothing: an address
would then mean one page to one reader and another page to the next, and a charset that is no text
at all (`base64`, `rot13`) fails before anything of ours is asked, with an empty answer.
"""

from django.utils.http import parse_header_parameters


class Utf8:
    """A WSGI application around another: it hears of forms in the one encoding our pages have."""

    def __init__(self, application):
        self._application = application

    def __call__(self, environ, start_response):
        kind = environ.get("CONTENT_TYPE") or ""
        if "charset" in kind.lower():
            environ["CONTENT_TYPE"] = _without_charset(kind)
        return self._application(environ, start_response)


def _without_charset(kind: str) -> str:
    """Return a media type with its boundary alone; "" of one that nobody can read."""
    try:
        kind, told = parse_header_parameters(kind)
    except (ValueError, LookupError):
        return ""
    boundary = told.get("boundary", "").replace('"', "")
    return f'{kind}; boundary="{boundary}"' if boundary else kind
