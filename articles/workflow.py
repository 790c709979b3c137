"""The verbs of the newsroom, and the one table that says who may give which, when.

A verb checks, changes and writes its `Decision` in one transaction whose first statement is the
compare-and-swap on `Article.version`: of two people who press at once one wins, and the other
hears so and loses nothing. `now` is taken after the swap is won, never before: a story may have
appeared while the verb waited.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import editions, redaction, requirements
from .models import (
    Article,
    CorrectionKind,
    Decision,
    Duty,
    Edition,
    Ended,
    Status,
    Stopped,
    Verb,
    Version,
)
from .refusals import NotAllowed, Overtaken, Refused

DRAFT, SUBMITTED, APPROVED, SPIKED = Status
ANY = frozenset(Status)
RUNNING, HELD, KILLED = Stopped


@dataclass(frozen=True)
class Move:
    """One row of the table: from which status to which, by whom, and what it asks for."""

    permission: str
    statuses: frozenset
    to: Status | None = None  # None: the status stays
    stopped: frozenset = frozenset({RUNNING, HELD})
    own: bool = False  # with `write_any` any story, else one's own
    readers: str = ""  # what readers must have of it: see `_fits`
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


# --- Who may ------------------------------------------------------------------------------


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


def offered(user, article: Article, *, at: datetime | None = None) -> list[Verb]:
    """Return exactly the verbs this person may give to this story now, in the table's order."""
    now = at or timezone.now()
    verbs = [
        verb
        for verb, move in MOVES.items()
        if may(user, verb, article) and _fits(move, article, now)
    ]
    if (
        PUBLISHING.intersection(verbs)
        and _is_sole_writer(user, article)
        and not may_publish_alone(user, now)
    ):
        return [verb for verb in verbs if verb not in PUBLISHING]
    return verbs


def _fits(move: Move, article: Article, now: datetime) -> bool:
    """Tell whether a story stands where a row of the table begins."""
    if article.status not in move.statuses or article.stopped not in move.stopped:
        return False
    shown = article.editions
    match move.readers:
        case "ahead":
            return shown.scheduled(now).exists()
        case "open":
            return shown.scheduled(now).exists() or shown.visible(now).exists()
        case "seen":
            return shown.seen(now).exists()
        case "never":
            return not (shown.seen(now).exists() or shown.scheduled(now).exists())
        case "ever":
            return (
                article.stopped == HELD or shown.seen(now).exists() or shown.scheduled(now).exists()
            )
    return True


def writers(article: Article) -> set[int | None]:
    """Return the ids of everyone who changed printed words of a story; None is the import."""
    rows = Version.objects.filter(article=article, is_writing=True)
    return set(rows.values_list("by_id", flat=True).distinct()) | (
        {None} if article.imported_id else set()
    )


def _is_sole_writer(user, article) -> bool:
    return settings.FOUR_EYES and writers(article) == {user.pk}


def asks_alone(user, article: Article) -> bool:
    """Tell whether publishing this story would be publishing alone, and needs its sentence."""
    return _is_sole_writer(user, article) and may_publish_alone(user)


def may_publish_alone(user, at: datetime | None = None) -> bool:
    """Tell whether a person is on duty (now) and may use the exception from four eyes."""
    now = at or timezone.now()
    return user.has_perm("articles.approve_alone") and (
        Duty.objects.at(now).filter(editor=user).exists()
    )


# --- One order at a time ------------------------------------------------------------------


@dataclass
class _Given:
    """A verb that won its swap: the fresh article, the moment, and the decision to write."""

    article: Article
    now: datetime
    decision: Decision


@contextmanager
def _given(article: Article, verb: Verb, *, by, note: str = ""):
    """Win the story or raise `Overtaken`; check the table; write the decision at the end."""
    move = MOVES[verb]
    with transaction.atomic():
        now_article = claim(article)
        now = timezone.now()
        if not may(by, verb, now_article):
            raise NotAllowed(_("Your role does not allow this with this story."))
        if not _fits(move, now_article, now):
            raise Refused(_misfit(verb, now_article, now))
        note = note.strip()
        if move.needs and not note:
            raise Refused(
                _("Say why: the reason is kept with the decision.")
                if move.needs == "reason"
                else _("Name the legal basis."),
                field="note",
            )
        given = _Given(
            now_article,
            now,
            Decision(article=now_article, verb=verb, by=by, at=now, note=note),
        )
        yield given
        if move.to is not None:
            given.article.status = move.to
        given.article.save(
            update_fields=[
                "status",
                "stopped",
                "slug",
                "submitted_at",
                "correction_kind",
                "correction_note",
            ]
        )
        given.decision.save()
    # What the caller holds is now what the database holds.
    article.refresh_from_db()


def claim(article: Article) -> Article:
    """Swap the story's version for the next one, or raise `Overtaken`; return the fresh story.

    Must be the first statement of a transaction, or the first that writes.
    """
    won = Article.objects.filter(pk=article.pk, version=article.version).update(
        version=F("version") + 1
    )
    if not won:
        raise Overtaken(
            _("Somebody changed this story a moment ago: look at it again before you decide.")
        )
    return Article.objects.select_related("category__parent", "region__parent", "photo").get(
        pk=article.pk
    )


def _misfit(verb: Verb, article: Article, now: datetime) -> str:
    """Say why a verb does not fit a story as it stands."""
    if article.stopped == KILLED:
        return _("The story was killed; that is for ever.")
    if verb is Verb.UNSCHEDULE and article.editions.visible(now).exists():
        return _("The story has appeared already. Hold it to take it off the site.")
    if verb is Verb.SPIKE:
        return _("Readers have seen this story, or will: hold or kill it instead.")
    if article.stopped == HELD and verb is Verb.HOLD:
        return _("The story is held already.")
    return _("This cannot be done with the story as it stands now: “%(status)s”.") % {
        "status": article.get_status_display()
    }


# --- The verbs ----------------------------------------------------------------------------


def submit(article: Article, *, by, note: str = ""):
    """Give a draft to the editors."""
    with _given(article, Verb.SUBMIT, by=by, note=note) as given:
        requirements.headline(given.article)
        given.article.submitted_at = given.now


def send_back(article: Article, *, by, note: str):
    """Return a submitted story to its writer, with the reason."""
    with _given(article, Verb.SEND_BACK, by=by, note=note) as given:
        given.article.submitted_at = None


def approve(article: Article, *, by, at: datetime | None = None, alone: bool = False, note=""):
    """Make an edition for readers, visible now or from a moment `at`.

    `alone` confirms that an editor on duty publishes a story that nobody else has read; the
    decision says so and stays on the chief's list until somebody has.
    """
    with _given(article, Verb.APPROVE, by=by, note=note) as given:
        _publish(given, by=by, at=at, alone=alone)


def correct(
    article: Article, *, by, kind: CorrectionKind, note: str = "", at=None, alone: bool = False
):
    """Make the next edition of a story that readers have seen, saying what kind of change it is."""
    with _given(article, Verb.CORRECT, by=by, note=note) as given:
        if kind not in CorrectionKind.values:
            raise Refused(_("Say what kind of change this is."), field="correction_kind")
        given.article.correction_kind, given.article.correction_note = kind, note.strip()
        _publish(given, by=by, at=at, alone=alone)


def _publish(given: _Given, *, by, at, alone):
    """Open the next edition: the common part of approve and correct."""
    article, now = given.article, given.now
    if at is not None and at <= now:
        raise Refused(
            _("The time %(time)s has passed. Give a later one, or publish now.")
            % {"time": date_format(timezone.localtime(at), "DATETIME_FORMAT")},
            field="at",
        )
    opens = at or now
    given.decision.is_alone = _alone(by, article, now, alone)
    given.decision.for_moment = at
    requirements.ready(article, opens)

    seen = list(article.editions.seen(now).order_by("number"))
    if not seen:
        article.slug = _address(article)
    is_held = article.stopped == HELD
    for later in editions.ahead(article, now):
        if later.visible_from >= opens:
            editions.close(later, at=later.visible_from, ended_as=Ended.WITHDRAWN)
    # What readers will have had when this one opens.
    before = seen + editions.ahead(article, now)
    kind, told = article.correction_kind, article.correction_note.strip()
    if before and kind in CorrectionKind.public() and not told:
        raise Refused(
            _("Write the sentence that readers will see about this change."), field="note"
        )
    if not is_held:
        editions.retime(article, now, opening=opens)
    is_minor = kind == CorrectionKind.MINOR
    given.decision.edition = editions.from_article(
        article,
        number=editions.number_after(article),
        visible_from=opens,
        visible_until=opens if is_held else article.expires_at,
        ended_as=Ended.HELD if is_held else Ended.EXPIRED if article.expires_at else Ended.NO,
        published_at=min((edition.published_at for edition in before), default=opens),
        updated_at=before[-1].updated_at if before and is_minor else opens,
        approved_by=by,
        correction_kind=kind if before else "",
        correction_note=told if before else "",
    )
    article.submitted_at = None
    article.correction_kind = article.correction_note = ""


def _address(article: Article) -> str:
    """Return the address of a story that readers never saw: its own, or the headline's of now.

    One that was made from an earlier headline follows the headline: a working title may say
    what the story in the end does not.
    """
    working = Version.objects.filter(article=article).values_list("content__headline", flat=True)
    made = {Article(headline=headline or "").make_slug() for headline in working}
    return article.make_slug() if article.slug in {"", "news", *made} else article.slug


def _alone(by, article, now, confirmed) -> bool:
    """Hold the rule of four eyes; return whether this is the exception of the duty editor."""
    if not _is_sole_writer(by, article):
        return False
    if not may_publish_alone(by, now):
        raise Refused(_("Nobody else has read this story. Ask a colleague to read and approve it."))
    if not confirmed:
        raise Refused(
            _("Nobody else has read this story. Confirm that you publish it alone, on duty."),
            field="alone",
        )
    return True


def unschedule(article: Article, *, by, note: str = ""):
    """Take back what has not appeared yet; the story waits for an editor again."""
    with _given(article, Verb.UNSCHEDULE, by=by, note=note) as given:
        coming = editions.ahead(given.article, given.now)
        for edition in coming:
            editions.close(edition, at=edition.visible_from, ended_as=Ended.WITHDRAWN)
        editions.retime(given.article, given.now)
        given.decision.edition = coming[0]
        if given.article.status == APPROVED:
            given.article.status = SUBMITTED
            given.article.submitted_at = given.now


def hold(article: Article, *, by, note: str = ""):
    """Take a story off the site while something is checked; nothing of it opens until release."""
    with _given(article, Verb.HOLD, by=by, note=note) as given:
        shown = editions.live(given.article, given.now)
        coming = editions.ahead(given.article, given.now)
        for edition in ([shown] if shown else []) + coming:
            editions.close(edition, at=given.now, ended_as=Ended.HELD)
        given.decision.edition = shown or coming[0]
        given.article.stopped = HELD


def release(article: Article, *, by, note: str = ""):
    """Give a held story back to readers: as if it had never been held, from now on.

    What would be visible now opens now; what was scheduled later opens at its own moment; what
    ran out meanwhile stays away. Editions approved while it was held take their place in this.
    """
    with _given(article, Verb.RELEASE, by=by, note=note) as given:
        article_now, now = given.article, given.now
        held_at = article_now.decisions.filter(verb=Verb.HOLD).order_by("-id").first().at
        plan = editions.kept_back(article_now, held_at)
        due = [edition for edition in plan if edition.visible_from <= now][-1:]
        coming = [edition for edition in plan if edition.visible_from > now]
        editions.withdraw_held(article_now, ended_as=Ended.WITHDRAWN)
        seen = article_now.editions.seen(now).order_by("published_at").first()
        first_seen = seen and seen.published_at
        article_now.stopped = RUNNING
        number = editions.number_after(article_now)
        for edition in due + coming:
            opens = max(now, edition.visible_from)
            if edition.expires_at and edition.expires_at <= opens:
                continue
            first_seen = first_seen or opens
            # A change whose moment fell into the hold is new to readers only now.
            updated = now if held_at < edition.updated_at <= now else edition.updated_at
            editions.retime(article_now, now, opening=opens)
            again = editions.again(
                edition,
                number=number,
                visible_from=opens,
                visible_until=edition.expires_at,
                ended_as=Ended.EXPIRED if edition.expires_at else Ended.NO,
                published_at=first_seen,
                updated_at=max(updated, first_seen),
            )
            given.decision.edition = given.decision.edition or again
            number += 1


def kill(article: Article, *, by, note: str):
    """Take a story back for ever: its address answers 410 if readers ever saw it."""
    with _given(article, Verb.KILL, by=by, note=note) as given:
        article_now, now = given.article, given.now
        shown = editions.live(article_now, now)
        for edition in ([shown] if shown else []) + editions.ahead(article_now, now):
            editions.close(edition, at=now, ended_as=Ended.KILLED)
        editions.withdraw_held(article_now, ended_as=Ended.KILLED)
        last = shown or article_now.editions.seen(now).order_by("-number").first()
        if last and last.ended_as != Ended.KILLED:
            # Held or expired before: why it is away now is that it was killed.
            last.ended_as = Ended.KILLED
            last.save(update_fields=["ended_as"])
        given.decision.edition = last
        article_now.stopped = KILLED
        article_now.submitted_at = None


def spike(article: Article, *, by, note: str = ""):
    """Drop a story that readers never saw."""
    with _given(article, Verb.SPIKE, by=by, note=note) as given:
        given.article.submitted_at = None


def restore(article: Article, *, by, note: str = ""):
    """Take a spiked story out of the basket, as a draft."""
    with _given(article, Verb.RESTORE, by=by, note=note):
        pass


def redact(article: Article, *, by, note: str, fields=(), photo=None):
    """Remove what the law makes us remove, from every copy; `note` names the legal basis."""
    with _given(article, Verb.REDACT, by=by, note=note) as given:
        given.decision.details = redaction.remove(
            given.article, fields=fields, photo=photo, basis=note.strip(), by=by
        )
        given.article.refresh_from_db()
        # A save over the words that were removed comes too late, as over any later version.
        last = Version.objects.filter(article=given.article).order_by("-number").first()
        if last is not None:
            Version.objects.create(
                article=given.article,
                number=given.article.version,
                by=by,
                content=last.content,
                is_writing=False,
            )


def reopen(article: Article, *, by):
    """Note that an approved text is being changed: it is a draft again. Readers see no change.

    Called by `writing.py` inside its transaction, after the swap.
    """
    if article.status == APPROVED:
        article.status = DRAFT
        article.save(update_fields=["status"])
        Decision.objects.create(article=article, verb=Verb.REOPEN, by=by)


def mark_read(edition: Edition, *, by):
    """Note that somebody else than its publisher has read what was published alone."""
    if not by.has_perm("articles.read_after"):
        raise NotAllowed(_("Your role does not allow this with this story."))
    alone = edition.decisions.filter(is_alone=True).first()
    if alone is None or alone.by_id == by.pk:
        raise Refused(_("Somebody else has to read this story."))
    if not edition.decisions.filter(verb=Verb.READ).exists():
        Decision.objects.create(
            article_id=edition.article_id, edition=edition, verb=Verb.READ, by=by
        )


def unread():
    """Return the decisions to publish alone that nobody else has read since, newest first."""
    read = Decision.objects.filter(verb=Verb.READ, edition=OuterRef("edition")).values("pk")[:1]
    return (
        Decision.objects.filter(is_alone=True)
        .annotate(read=Subquery(read))
        .filter(read=None)
        .select_related("article", "edition", "by")
        .order_by("-id")
    )


def admit(article: Article, *, published_at: datetime, now: datetime, by=None):
    """Open an edition of an imported story: the first at its own moment, a changed one now.

    The import has no editor: its decision says so. Runs in the import's transaction.
    """
    if article.stopped == KILLED or article.status == SPIKED:
        raise Refused(_misfit(Verb.IMPORT, article, now))
    seen = article.editions.seen(now).order_by("published_at").first()
    opens = now if seen else published_at
    if article.embargoed_until:
        opens = max(opens, article.embargoed_until)
    is_held = article.stopped == HELD
    for later in editions.ahead(article, now):
        if later.visible_from >= opens:
            editions.close(later, at=later.visible_from, ended_as=Ended.WITHDRAWN)
    if not is_held:
        editions.retime(article, now, opening=opens)
    article.slug = article.slug or article.make_slug()
    article.status = APPROVED
    article.save(update_fields=["slug", "status"])
    until = article.expires_at and max(article.expires_at, opens)
    edition = editions.from_article(
        article,
        number=editions.number_after(article),
        visible_from=opens,
        visible_until=opens if is_held else until,
        ended_as=Ended.HELD if is_held else Ended.EXPIRED if until else Ended.NO,
        published_at=seen.published_at if seen else opens,
        updated_at=opens,
        approved_by=by,
    )
    Decision.objects.create(article=article, edition=edition, verb=Verb.IMPORT, by=by, at=now)
    return edition
