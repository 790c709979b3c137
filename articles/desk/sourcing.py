"""Whether it was said where a pasted text is from: asked below the text, reminded of on submitting.

The page notices a paste and asks; the form says whether an answer is still open. Nothing is
refused for it: a text of one's own, typed elsewhere, is pasted too.
"""

from django.contrib import messages
from django.utils.translation import gettext as _

#: What the form's field says of a paste that nobody has answered for yet.
ASKED = "asked"
_OPEN = "articles.sources_asked"
#: So many stories of one person wait for an answer at once.
_MOST = 50


def is_open(request, article) -> bool:
    """Tell whether this person has pasted into a story and not said from where."""
    return article is not None and article.pk in request.session.get(_OPEN, ())


def note(request, article):
    """Remember, after a save, whether the question is still open."""
    others = [pk for pk in request.session.get(_OPEN, ()) if pk != article.pk]
    is_asked = request.POST.get("pasted") == ASKED
    if is_asked and not (article.source_name or article.source_url):
        request.session[_OPEN] = [*others, article.pk][-_MOST:]
    elif len(others) != len(request.session.get(_OPEN, ())):
        request.session[_OPEN] = others


def remind(request, article):
    """Say once more what was asked, when a story is submitted without an answer."""
    if is_open(request, article):
        messages.warning(
            request, _("A part of the text was pasted. If it is not our own, name its source.")
        )
