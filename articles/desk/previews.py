"""A story as readers would see it: on a phone, a tablet or a desktop, and in each script."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import admin
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from articles import pages, scripts
from articles.models import Article, House, Language

from . import shared_previews
from .verbs import story


class Window(NamedTuple):
    """A window in which a page is looked at: its name, and its size as CSS counts it.

    desk.css knows the sizes too, to draw a frame smaller where there is less room for it.
    """

    name: str
    width: str
    height: str
    #: How wide at least, of one that takes the room there is.
    least: str = ""


SIZES = {
    "phone": Window(pgettext_lazy("size of a window", "Phone"), "390", "844"),
    "tablet": Window(pgettext_lazy("size of a window", "Tablet"), "820", "1180"),
    "desktop": Window(pgettext_lazy("size of a window", "Desktop"), "100%", "1000", least="1024"),
}


@dataclass(frozen=True)
class Choice:
    """One of the sizes or scripts, as its link prints it."""

    name: str
    address: str
    is_chosen: bool
    tag: str = ""


def offered(article: Article) -> list[scripts.Script]:
    """Return the scripts that readers have this story in; one alone is no choice."""
    found = scripts.offered(House.get()) if article.language == Language.KAZAKH else []
    return found if len(found) > 1 else [scripts.CYRILLIC]


def screen(request, pk):
    """Show the desk's copy in a window of a size; each choice is a link."""
    article = story(request, pk)
    size = request.GET.get("size")
    size = size if size in SIZES else "desktop"
    written = offered(article)
    script = _script(request, written)
    own = reverse("admin:articles_article_preview_page", args=[article.pk])

    def here(to=size, in_script=script):
        return f"?{urlencode({'size': to, 'script': _word(in_script)})}"

    context = {
        **admin.site.each_context(request),
        "title": _("Preview"),
        "article": article,
        "sizes": [Choice(SIZES[each].name, here(to=each), each == size) for each in SIZES],
        "scripts": [
            Choice(each.name, here(in_script=each), each is script, each.tag) for each in written
        ]
        if len(written) > 1
        else [],
        "size": size,
        "window": SIZES[size],
        "frame": f"{own}?{urlencode({'script': _word(script)})}",
        "may_share": shared_previews.may_look(request.user, article),
        "opts": Article._meta,
    }
    response = TemplateResponse(request, "desk/preview.html", context)
    return csp_update({"frame-src": [SELF]})(lambda: response)()


def page(request, pk):
    """Print the desk's copy as readers would see it, for the frame of the screen."""
    article = story(request, pk)
    with scripts.override(_script(request, offered(article))):
        # A link opens beside the frame: the pages of readers stand in none.
        context = pages.preview(article) | {"opens_beside": True}
        return framed(pages.answer("public/article.html", context))


def framed(response: HttpResponse) -> HttpResponse:
    """Let a page stand in a frame of the desk, in nobody's memory."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return csp_replace({"frame-ancestors": [SELF]})(lambda: response)()


def _script(request, written) -> scripts.Script:
    asked = request.GET.get("script", "")
    return next((each for each in written if _word(each) == asked), scripts.CYRILLIC)


def _word(script: scripts.Script) -> str:
    return script.prefix.strip("/")
