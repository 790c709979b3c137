"""An editor's word about the stories beside one: pinned, banned, or left to `related.py`."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Article, BesideChoice
from .refusals import NotAllowed, Refused
from .workflow.moves import may_write

#: As many as the page shows.
MOST = 9


@dataclass(frozen=True)
class Choices:
    """What was decided about the stories beside one, by the numbers of their articles."""

    pinned: tuple[int, ...] = ()
    banned: frozenset[int] = field(default_factory=frozenset)


def choices(article_id: int | None) -> Choices:
    """Read what was decided about the stories beside one; nothing for one never saved."""
    if article_id is None:
        return Choices()
    rows = list(
        BesideChoice.objects.filter(article=article_id)
        .order_by("pk")
        .values_list("other_id", "is_banned")
    )
    return Choices(
        tuple(other for other, is_banned in rows if not is_banned),
        frozenset(other for other, is_banned in rows if is_banned),
    )


def may_choose(user, article: Article) -> bool:
    """Tell whether a person may say what stands beside a story."""
    return user.has_perm("articles.approve") and may_write(user, article)


def pin(article: Article, other: Article, *, by):
    """Let a story always stand beside another, as long as readers see it."""
    _check(article, other, by=by)
    if other.language != article.language:
        raise Refused(_("A story in another language does not stand beside this one."))
    pinned = BesideChoice.objects.filter(article=article, is_banned=False).exclude(other=other)
    if pinned.count() >= MOST:
        raise Refused(_("Nine stories are pinned already: let one of them go first."))
    _choose(article, other, is_banned=False, by=by)


def ban(article: Article, other: Article, *, by):
    """Let a story never stand beside another."""
    _check(article, other, by=by)
    _choose(article, other, is_banned=True, by=by)


def leave(article: Article, other: Article, *, by):
    """Take back what was decided about a story beside another."""
    _check(article, other, by=by)
    BesideChoice.objects.filter(article=article, other=other).delete()


def _check(article, other, *, by):
    if not may_choose(by, article):
        raise NotAllowed(_("Your role does not allow this with this story."))
    if (other.translation_of_id or other.pk) == (article.translation_of_id or article.pk):
        raise Refused(_("A story does not stand beside itself."))


def _choose(article, other, **chosen):
    BesideChoice.objects.update_or_create(
        article=article, other=other, defaults={**chosen, "at": timezone.now()}
    )
