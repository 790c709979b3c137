"""Whose session it is: only a key of the shape that we give is asked of the database."""

import re

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware

_KEY = re.compile(r"[0-9a-z]{8,40}")


class Sessions(SessionMiddleware):
    """Django's own, for cookies that may be ours.

    A cookie may hold anything, a NUL too, which PostgreSQL refuses to compare with.
    """

    def process_request(self, request):
        if not _KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)
