"""After a removal by law: whether any copy that the house keeps still holds what was removed.

Each kind of copy is asked; what was written into a field since is another text, and no remainder.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .models import Article, Decision, KeptText
from .redaction import REMOVED

#: What an edition holds itself; its body and its tags stand in tables of their own.
_ELSEWHERE = frozenset({"body", "ed_note", "tags"})


class Copy(models.TextChoices):
    """Where words and photos of a story are kept."""

    EDITIONS = "editions", _("What readers had")
    VERSIONS = "versions", _("Versions")
    KEPT = "kept", _("Texts kept for their writers")
    ENTRIES = "entries", _("Live entries")


@dataclass(frozen=True)
class Left:
    """How many copies of a kind were asked, and how many still hold something of it."""

    copy: Copy
    asked: int
    still: int


def ask(article: Article, removal: Decision) -> list[Left]:
    """Ask every copy of before about what a decision removed."""
    fields, photo = removal.details.get("fields", []), removal.details.get("photo")
    before = article.editions.filter(decisions__pk__lt=removal.pk).order_by().distinct()
    held = before.filter(_holding(article, fields, photo)) if fields or photo else before.none()
    versions = article.versions.filter(number__lte=removal.details.get("version", 0))
    contents = list(versions.values_list("content", flat=True))
    kept = [
        {name: (values or [""])[0] for name, values in content.get("post", {}).items()}
        for content in KeptText.objects.filter(article=article).values_list("content", flat=True)
    ]
    entries = list(article.live_entries.filter(posted_at__lt=removal.at))
    found = [
        Left(Copy.EDITIONS, before.count(), held.count()),
        Left(Copy.VERSIONS, *_counted(contents, article.language, fields, photo)),
        Left(Copy.KEPT, *_counted(kept, article.language, fields, photo)),
        Left(
            Copy.ENTRIES,
            len(entries),
            sum(
                bool("body" in fields and (each.text or each.headline))
                or (photo is not None and each.photo_id == photo)
                for each in entries
            ),
        ),
    ]
    return [each for each in found if each.asked]


def _holding(article: Article, fields, photo) -> Q:
    """Return the condition of an edition that still holds what was removed."""
    held = Q(pk=None)
    for name in set(fields) - _ELSEWHERE:
        held |= ~Q(**{name: REMOVED[article.language] if name == "headline" else ""})
    if "body" in fields:
        held |= ~Q(text__body="") | ~Q(text__plain="") | ~Q(text__html="")
    if "tags" in fields:
        held |= Q(edition_tags__isnull=False)
    if photo is not None:
        held |= Q(photo=photo) | Q(edition_photos__photo=photo)
        held |= Q(text__body__contains=f'data-photo="{photo}"')
    return held


def _counted(contents: list[dict], language: str, fields, photo) -> tuple[int, int]:
    """Return how many texts there are, and how many still hold what was removed."""
    still = 0
    for content in contents:
        words = {name: content.get(name) or "" for name in fields}
        if words.get("headline") == REMOVED[language]:
            del words["headline"]
        is_shown = photo is not None and (
            str(content.get("photo") or "") == str(photo)
            or f'data-photo="{photo}"' in (content.get("body") or "")
        )
        still += any(words.values()) or is_shown
    return len(contents), still
