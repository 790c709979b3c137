"""The verbs that give readers an edition, or take back the promise of one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import editions, lexicon, moments, originals, requirements, tasks
from articles.models import (
    Article,
    CorrectionKind,
    Decision,
    Ended,
    Status,
    Stopped,
    Verb,
    Version,
)
from articles.refusals import Refused
from articles.tags import counting
from kazakh.alphabet import legible, lines

from .moves import is_sole_writer, may_publish_alone
from .orders import Given, misfit, order


def approve(
    article: Article,
    *,
    by,
    at: datetime | None = None,
    alone: bool = False,
    despite: bool = False,
    note="",
):
    """Make an edition for readers, visible now or from a moment `at`.

    `alone` confirms that an editor on duty publishes a story that nobody else has read; the
    decision says so and stays on the chief's list until somebody has. `despite` confirms that a
    translation appears although its original is held or killed; the decision says that, too.
    """
    with order(article, Verb.APPROVE, by=by, note=note) as given:
        _publish(given, by=by, at=at, alone=alone, despite=despite)


def correct(
    article: Article,
    *,
    by,
    kind: CorrectionKind,
    note: str = "",
    at=None,
    alone: bool = False,
    despite: bool = False,
):
    """Make the next edition of a story that readers have seen, saying what kind of change it is."""
    with order(article, Verb.CORRECT, by=by, note=note) as given:
        if kind not in CorrectionKind.values:
            raise Refused(_("Say what kind of change this is."), field="correction_kind")
        if (
            kind not in CorrectionKind.public()
            and given.article.status == Status.APPROVED
            and given.article.editions.visible(given.now).exists()
        ):
            # Readers would be told of news where there is none.
            raise Refused(_("Readers have this very text: nothing has changed since."))
        given.article.correction_kind, given.article.correction_note = kind, note
        _publish(given, by=by, at=at, alone=alone, despite=despite)


def _publish(given: Given, *, by, at, alone, despite):
    """Open the next edition: the common part of approve and correct."""
    article, now = given.article, given.now
    if at is not None and at <= now:
        raise Refused(
            _("The time %(time)s has passed. Give a later one, or publish now.")
            % {"time": moments.at_desk(at)},
            field="at",
        )
    opens = at or now
    given.decision.is_alone = _alone(by, article, now, alone)
    given.decision.for_moment = at
    given.decision.details |= _despite(article, despite)
    requirements.ready(article, opens)

    number = editions.number_after(article)
    is_held = article.stopped == Stopped.HELD
    seen = before = []
    # Of a story's first edition there is nothing to ask.
    if number > 1:
        seen = list(article.editions.seen(now).order_by("number"))
        editions.withdraw_from(article, opens, now=now)
        # What readers will have had when this one opens.
        before = seen + editions.ahead(article, now)
    if not seen:
        article.slug = _address(article)
    kind, told = article.correction_kind, lines(article.correction_note)
    if before and kind in CorrectionKind.public() and not legible(told):
        raise Refused(
            _("Write the sentence that readers will see about this change."), field="note"
        )
    if number > 1 and not is_held:
        editions.retime(article, now, opening=opens)
    is_minor = kind == CorrectionKind.MINOR
    given.decision.edition = editions.from_article(
        article,
        number=number,
        visible_from=opens,
        visible_until=opens if is_held else article.expires_at,
        ended_as=Ended.HELD if is_held else Ended.EXPIRED if article.expires_at else Ended.NO,
        published_at=min((edition.published_at for edition in before), default=opens),
        updated_at=before[-1].updated_at if before and is_minor else opens,
        approved_by=by,
        corrected_at=_corrected_at(before, kind, opens),
        correction_kind=kind if before else "",
        correction_note=told if before else "",
    )
    tasks.draw_cards.enqueue(given.decision.edition.pk)
    article.submitted_at = None
    article.correction_kind = article.correction_note = ""
    # The story is out: whatever fails from here on is no reason to tell the editor otherwise.
    transaction.on_commit(lexicon.catch_up, robust=True)
    transaction.on_commit(counting.catch_up, robust=True)


def _corrected_at(before, kind, opens) -> datetime | None:
    """Return when the story was last corrected in public: now, or by an edition before."""
    if not before:
        return None
    return opens if kind in CorrectionKind.public() else before[-1].corrected_at


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
    if not is_sole_writer(by, article):
        return False
    if not may_publish_alone(by, now):
        raise Refused(_("Nobody else has read this story. Ask a colleague to read and approve it."))
    if not confirmed:
        raise Refused(
            _("Nobody else has read this story. Confirm that you publish it alone, on duty."),
            field="alone",
        )
    return True


def _despite(article, confirmed) -> dict:
    """Refuse a translation of a stopped original, unless it was confirmed; return the record."""
    original = article.translation_of
    if original is None or not original.stopped:
        return {}
    if not confirmed:
        raise Refused(
            _("The original of this translation is held: confirm that it appears all the same.")
            if original.stopped == Stopped.HELD
            else _(
                "The original of this translation was killed: confirm that it appears all the same."
            ),
            field="despite",
        )
    return {"despite": original.stopped, "original": original.pk}


def unschedule(article: Article, *, by, note: str = ""):
    """Take back what has not appeared yet; the story waits for an editor again."""
    with order(article, Verb.UNSCHEDULE, by=by, note=note) as given:
        coming = editions.ahead(given.article, given.now)
        for edition in coming:
            editions.close(edition, at=edition.visible_from, ended_as=Ended.WITHDRAWN)
        editions.retime(given.article, given.now)
        given.decision.edition = coming[0]
        if given.article.status == Status.APPROVED:
            given.article.status = Status.SUBMITTED
            given.article.submitted_at = given.now


def reschedule(
    article: Article, *, by, at: datetime, alone: bool = False, despite: bool = False, note=""
):
    """Give a story that is to appear another moment: taken back and approved anew, or neither.

    Both stand in the record. Only of a first appearance whose text nobody touched since it was
    approved: else other words would appear than those that an editor read.
    """
    if len(editions.ahead(article, timezone.now())) != 1 or article.status != Status.APPROVED:
        raise Refused(
            _("This is not the one approved text that waits for its moment: look at the story.")
        )
    if article.editions.seen().exists():
        raise Refused(
            _("Readers have this story already: take back its coming change and give it anew.")
        )
    # What the caller holds was read before: the swap of the first verb refuses what is older.
    try:
        with transaction.atomic():
            unschedule(article, by=by, note=note)
            approve(article, by=by, at=at, alone=alone, despite=despite, note=note)
    except Refused:
        # The first verb was undone, too; the caller holds what it had made of the story.
        article.refresh_from_db()
        raise


def admit(article: Article, *, published_at: datetime, now: datetime, by=None):
    """Open an edition of an imported story: the first at its own moment, a changed one now.

    The import has no editor: its decision says so. Runs in the import's transaction.
    """
    if article.stopped == Stopped.KILLED or article.status == Status.SPIKED:
        raise Refused(misfit(Verb.IMPORT, article, now))
    seen = article.editions.seen(now).order_by("published_at").first()
    opens = now if seen else published_at
    if until := originals.embargo(article):
        opens = max(opens, until)
    is_held = article.stopped == Stopped.HELD
    editions.withdraw_from(article, opens, now=now)
    if not is_held:
        editions.retime(article, now, opening=opens)
    article.slug = article.slug or article.make_slug()
    article.status = Status.APPROVED
    article.save(update_fields=["slug", "status"])
    ends = article.expires_at and max(article.expires_at, opens)
    edition = editions.from_article(
        article,
        number=editions.number_after(article),
        visible_from=opens,
        visible_until=opens if is_held else ends,
        ended_as=Ended.HELD if is_held else Ended.EXPIRED if ends else Ended.NO,
        published_at=seen.published_at if seen else opens,
        updated_at=opens,
        approved_by=by,
    )
    Decision.objects.create(article=article, edition=edition, verb=Verb.IMPORT, by=by, at=now)
    return edition
