"""The table: from which status to which, by whom, and what each verb asks for."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article, Duty, Edition, Status, Stopped, Verb, Version

DRAFT, SUBMITTED, APPROVED, SPIKED = Status
RUNNING, HELD, KILLED = Stopped
ANY = frozenset(Status)


@dataclass(frozen=True)
class Move:
    """One row of the table: from which status to which, by whom, and what it asks for."""

    permission: str
    statuses: frozenset
    to: Status | None = None  # None: the status stays
    stopped: frozenset = frozenset({RUNNING, HELD})
    own: bool = False  # with `write_any` any story, else one's own
    readers: str = ""  # what readers must have of it: see `fits`
    needs: str = ""  # what must be said with the verb: reason, basis


MOVES = {
    Verb.SUBMIT: Move("submit", frozenset({DRAFT}), to=SUBMITTED, own=True),
    Verb.SEND_BACK: Move("send_back", frozenset({SUBMITTED}), to=DRAFT, needs="reason"),
    Verb.APPROVE: Move("approve", frozenset({DRAFT, SUBMITTED}), to=APPROVED),
    Verb.UNSCHEDULE: Move("unschedule", ANY, stopped=frozenset({RUNNING}), readers="ahead"),
    Verb.HOLD: Move("hold", ANY, stopped=frozenset({RUNNING}), readers="open"),
    Verb.RELEASE: Move("release", ANY, stopped=frozenset({HELD})),
    Verb.CORRECT: Move(
        "correct",
        frozenset({DRAFT, SUBMITTED, APPROVED}),
        to=APPROVED,
        stopped=frozenset({RUNNING}),
        readers="seen",
    ),
    Verb.KILL: Move("kill", ANY, readers="ever", needs="reason"),
    Verb.REDACT: Move("redact", ANY, stopped=frozenset(Stopped), needs="basis"),
    # Not a held one: its editions wait for release, and would open from the basket.
    Verb.SPIKE: Move(
        "spike",
        frozenset({DRAFT, SUBMITTED}),
        to=SPIKED,
        stopped=frozenset({RUNNING}),
        own=True,
        readers="never",
    ),
    Verb.RESTORE: Move("restore", frozenset({SPIKED}), to=DRAFT, own=True),
}
#: The verbs that give readers new words, and so ask for four eyes.
PUBLISHING = frozenset({Verb.APPROVE, Verb.CORRECT})


def is_own(user, article: Article) -> bool:
    """Tell whether a story is a person's own: begun by them or given to them."""
    return user.pk is not None and user.pk in (article.owner_id, article.assignee_id)


def may_see(user, article: Article) -> bool:
    """Tell whether a person may open the desk's copy."""
    return user.has_perm("articles.view_article") and (
        user.has_perm("articles.write_any") or is_own(user, article)
    )


def may_write(user, article: Article) -> bool:
    """Tell whether a person may change the desk's copy: never of a spiked or killed story."""
    return (
        may_see(user, article)
        and user.has_perm("articles.change_article")
        and article.status != SPIKED
        and article.stopped != KILLED
    )


def may(user, verb: Verb, article: Article) -> bool:
    """Tell whether a person's role allows a verb on this story, whatever its status."""
    move = MOVES[verb]
    return (
        may_see(user, article)
        and user.has_perm(f"articles.{move.permission}")
        and (not move.own or user.has_perm("articles.write_any") or is_own(user, article))
    )


def is_conceivable(user, verb: Verb, article: Article) -> bool:
    """Tell whether a person may give a verb to a story as people left it, in no question at all.

    What readers have of the story may still forbid it: `offered` asks that, too.
    """
    move = MOVES[verb]
    is_there = article.status in move.statuses and article.stopped in move.stopped
    return is_there and may(user, verb, article)


@dataclass(frozen=True)
class Had:
    """What readers have of a story at a moment, will have, and ever had."""

    is_ahead: bool
    is_visible: bool
    is_seen: bool


def had(article: Article, now: datetime) -> Had:
    """Return what readers have of a story, in one question."""
    own = Edition.objects.filter(article=OuterRef("pk"))
    asked = Article.objects.filter(pk=article.pk).values_list(
        Exists(own.scheduled(now)), Exists(own.visible(now)), Exists(own.seen(now))
    )
    return Had(*next(iter(asked), (False, False, False)))


def offered(user, article: Article, *, at: datetime | None = None) -> list[Verb]:
    """Return exactly the verbs this person may give to this story now, in the table's order."""
    now = at or timezone.now()
    readers = had(article, now)
    verbs = [
        verb
        for verb, move in MOVES.items()
        if may(user, verb, article) and fits(move, article, now, readers)
    ]
    if (
        PUBLISHING.intersection(verbs)
        and is_sole_writer(user, article)
        and not may_publish_alone(user, now)
    ):
        return [verb for verb in verbs if verb not in PUBLISHING]
    return verbs


def fits(move: Move, article: Article, now: datetime, readers: Had | None = None) -> bool:
    """Tell whether a story stands where a row of the table begins."""
    if article.status not in move.statuses or article.stopped not in move.stopped:
        return False
    if not move.readers:
        return True
    readers = readers or had(article, now)
    match move.readers:
        case "ahead":
            return readers.is_ahead
        case "open":
            return readers.is_ahead or readers.is_visible
        case "seen":
            return readers.is_seen
        case "never":
            return not (readers.is_seen or readers.is_ahead)
        case "ever":
            return article.stopped == HELD or readers.is_seen or readers.is_ahead
    raise ValueError(move.readers)


def writers(article: Article) -> set[int | None]:
    """Return the ids of everyone who changed printed words of a story; None is the import."""
    rows = Version.objects.filter(article=article, is_writing=True)
    return set(rows.values_list("by_id", flat=True).distinct()) | (
        {None} if article.imported_id else set()
    )


def is_sole_writer(user, article) -> bool:
    return settings.FOUR_EYES and writers(article) == {user.pk}


def asks_alone(user, article: Article) -> bool:
    """Tell whether publishing this story would be publishing alone, and needs its sentence."""
    return is_sole_writer(user, article) and may_publish_alone(user)


def may_publish_alone(user, at: datetime | None = None) -> bool:
    """Tell whether a person is on duty (now) and may use the exception from four eyes."""
    now = at or timezone.now()
    return user.has_perm("articles.approve_alone") and (
        Duty.objects.at(now).filter(editor=user).exists()
    )
