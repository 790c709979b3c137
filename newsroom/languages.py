"""The language of an answer: a reader's stands in the address, a member of staff chooses theirs.

Nothing is guessed from `Accept-Language`: the same address is the same page for everyone, and a
newsroom in Kazakhstan works in Kazakh unless somebody says otherwise.
"""

from django.conf import settings
from django.utils import translation

STAFF_PREFIXES = ("/admin/", "/accounts/", "/language/")


def language_of(request) -> str:
    """Return the language code in which `request` is answered."""
    codes = dict(settings.LANGUAGES)
    if request.path_info.startswith(STAFF_PREFIXES):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return chosen if chosen in codes else settings.LANGUAGE_CODE
    first = request.path_info.split("/", 2)[1]
    return first if first in codes and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


class LanguageOfAddress:
    """Activate the language of the address for the length of one request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
