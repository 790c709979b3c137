"""Stories that a link in a text may lead to: those that readers can see, and no others."""

import re

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone

from articles import moments, pages, search
from articles.models import Edition, Language

from .forged import number

#: So many are offered at once.
MOST = 10
_COLUMNS = tuple(
    f"edition__{name}" for name in ("article", "headline", "slug", "language", "published_at")
)
#: A story by its number, or by its address on the site.
_NUMBER = re.compile(r"(?:№ ?)?(\d{1,17})|\S*/news/(\d{1,17})(?:[-/]\S*)?")


def listed(request):
    """Answer the editor's link dialog: the newest stories, or those that answer `q`, best first.

    The language of the text (`language`) comes first; the others fill what is left.
    """
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = _found(words, _languages(request.GET.get("language", "")))
    return JsonResponse({"stories": [_described(edition) for edition in found]})


def _languages(first: str) -> list[str]:
    return sorted(Language.values, key=lambda code: code != first)


def _found(words: str, languages: list[str]) -> list[Edition]:
    at = timezone.now()
    visible = Edition.objects.visible(at)
    if match := _NUMBER.fullmatch(words):
        pk = number(match[1] or match[2])
        return list(visible.filter(article=pk)[:1])
    found = []
    for language in languages:
        wanted = MOST - len(found)
        if wanted and words:
            asked = search.find(words, language=language, at=at, columns=_COLUMNS, length=wanted)
            found += asked.editions
        elif wanted:
            found += visible.filter(language=language).newest_first()[:wanted]
    return found


def _described(edition: Edition) -> dict:
    return {
        "number": edition.article_id,
        "headline": edition.headline,
        "address": pages.address(edition.article_id, edition.slug),
        "language": edition.language,
        "when": moments.at_desk(edition.published_at),
    }
