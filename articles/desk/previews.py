"""A story as readers would see it: on a phone, a tablet or a desktop, and in each script."""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import pages, scripts
from articles.models import Article

from . import shared_previews, windows
from .verbs import story


def screen(request, pk):
    """Show the desk's copy in a window of a size; each choice is a link."""
    article = story(request, pk)
    looking = windows.looking(request, windows.written_in(article.language))
    own = reverse("admin:articles_article_preview_page", args=[article.pk])
    context = {
        **admin.site.each_context(request),
        **looking.choices(lambda asked: f"?{urlencode(asked)}"),
        "title": _("Preview"),
        "article": article,
        "frame": f"{own}?{urlencode({'script': looking.asked['script']})}",
        "may_share": shared_previews.may_look(request.user, article),
        "opts": Article._meta,
    }
    response = TemplateResponse(request, "desk/preview.html", context)
    return csp_update({"frame-src": [SELF]})(lambda: response)()


def page(request, pk):
    """Print the desk's copy as readers would see it, for the frame of the screen."""
    article = story(request, pk)
    written = windows.written_in(article.language)
    with scripts.override(windows.asked_script(request, written)):
        # A link opens beside the frame: the pages of readers stand in none.
        context = pages.preview(article) | {"opens_beside": True}
        return windows.framed(pages.answer("public/article.html", context))
