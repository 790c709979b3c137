"""What the writing form asks while a journalist pauses: hints for the paragraphs that changed."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import spelling
from kazakh.spelling import Hint

#: What one question may hold; the form asks for a longer story in parts.
PARAGRAPHS, LETTERS = 20, 20_000


@require_POST
def hints(request):
    """Answer a list of hints for each posted paragraph; nothing of it is kept."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    paragraphs = request.POST.getlist("paragraph")
    if len(paragraphs) > PARAGRAPHS or sum(map(len, paragraphs)) > LETTERS:
        return JsonResponse({"refusal": _("Too much text for one question.")}, status=413)
    language = request.POST.get("language", "")
    found = [
        [_told(hint) for hint in spelling.hints(paragraph, language=language)]
        for paragraph in paragraphs
    ]
    return JsonResponse({"hints": found})


def _told(hint: Hint) -> dict:
    return {
        "start": hint.start,
        "end": hint.end,
        "word": hint.word,
        "suggestions": hint.suggestions,
    }
