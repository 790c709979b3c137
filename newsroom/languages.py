"""The language and script of an answer: a reader's stand in the address, staff choose theirs.

Nothing is guessed from `Accept-Language`: the same address is the same page for everyone, and a
newsroom in Kazakhstan works in Kazakh unless somebody says otherwise.
"""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.utils import translation

from articles import scripts
from articles.models import House

STAFF_PREFIXES = ("/admin/", "/accounts/", "/language/")


def language_of(request) -> str:
    """Return the language code in which `request` is answered."""
    codes = dict(settings.LANGUAGES)
    if request.path_info.startswith(STAFF_PREFIXES):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return chosen if chosen in codes else settings.LANGUAGE_CODE
    first = request.path_info.removeprefix("/").split("/", 1)[0]
    return first if first in codes and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


#: What has no other script, or is no page at all.
WITHOUT_SCRIPTS = ("/ru/", "/en/", "/photos/", "/static/", *STAFF_PREFIXES)


def script_of(request) -> scripts.Script:
    """Take the script out of an address, if the house has it, and return it."""
    path = request.path_info
    for script in scripts.OTHERS:
        rest = path.removeprefix(script.prefix)
        if rest == path or not rest.startswith("/"):
            continue
        if rest.startswith((*WITHOUT_SCRIPTS, *(f"{each.prefix}/" for each in scripts.OTHERS))):
            continue
        if script in scripts.offered(House.get()):
            request.path_info = rest
            request.path = request.path.removeprefix(script.prefix)
            return script
    return scripts.CYRILLIC


class LanguageOfAddress:
    """Activate the language and the script of the address for the length of one request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        bare = next((each for each in scripts.OTHERS if each.prefix == request.path_info), None)
        if bare is not None and bare in scripts.offered(House.get()):
            return HttpResponsePermanentRedirect(f"{bare.prefix}/")
        script = script_of(request)
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), scripts.override(script):
            response = self.get_response(request)
        if script is not scripts.CYRILLIC:
            # What leads elsewhere on the site leads on in the same script.
            way = response.headers.get("Location", "")
            if way.startswith("/") and not way.startswith("//"):
                response.headers["Location"] = script.address(way)
        tag = language if script is scripts.CYRILLIC else script.tag
        response.headers.setdefault("Content-Language", tag)
        return response
