"""What is sent is UTF-8, whatever a header says.

Django believes the `charset` of a Content-Type, even of a request that sends nothing: an address
would then mean one page to one reader and another page to the next, and a charset that is no text
at all (`base64`, `rot13`) would be an error of the server.
"""

from django.conf import settings


class Utf8:
    """Read questions and forms in the one encoding that our pages have."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Not `request.encoding = …`, which first reads the question as the header says.
        request._encoding = settings.DEFAULT_CHARSET
        return self.get_response(request)
