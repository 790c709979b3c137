"""Telling people at the desk what concerns them: each of one thing once, nobody of their own doing.

The rules that something follows from call this in their own transaction: who is told and what
was done stand or fall together. A notice is a row; mail is written from the rows, later.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from .models import (
    Article,
    Comment,
    Decision,
    Duty,
    Notice,
    NoticeChoice,
    NoticeKind,
    SharedPreview,
    Submissions,
    Verb,
)
from .models.article import OF_USE

#: What the people of a story hear of a verb.
KIND_OF = {
    Verb.SEND_BACK: NoticeKind.SENT_BACK,
    Verb.APPROVE: NoticeKind.PUBLISHED,
    Verb.CORRECT: NoticeKind.PUBLISHED,
    Verb.RELEASE: NoticeKind.PUBLISHED,
    Verb.UNSCHEDULE: NoticeKind.STOPPED,
    Verb.HOLD: NoticeKind.STOPPED,
    Verb.KILL: NoticeKind.STOPPED,
    Verb.REDACT: NoticeKind.STOPPED,
    Verb.SPIKE: NoticeKind.STOPPED,
}
#: What the people of its translations hear of, too.
OF_ORIGINAL = {Verb.CORRECT, Verb.HOLD, Verb.KILL}
#: How long before a story is due its people are told.
AHEAD = timedelta(hours=1)


def people_of(article: Article) -> set[int]:
    """Return the ids of those whose story it is: who began it, and who it was given to."""
    return {pk for pk in (article.owner_id, article.assignee_id) if pk}


def tell(people, *, kind: NoticeKind, article: Article, key: str, by=None, at=None, **about):
    """Tell people (ids) of one thing, known by its `key`; whoever was told of it is not told again.

    Left out are who did it, who has left, and who does not want to hear of this kind.
    """
    people = {pk for pk in people if pk} - {by and by.pk}
    if not people:
        return
    there = get_user_model().objects.filter(pk__in=people, is_active=True, is_staff=True)
    Notice.objects.bulk_create(
        [
            Notice(
                to_id=pk,
                kind=kind,
                article=article,
                by=by,
                at=at or timezone.now(),
                key=key,
                **about,
            )
            for pk, muted in there.values_list("pk", "notice_choice__muted")
            if kind not in (muted or ())
        ],
        ignore_conflicts=True,
    )


def of_decision(decision: Decision):
    """Tell whom a decision concerns; called by the verb, in its transaction."""
    article, verb = decision.article, Verb(decision.verb)
    about = {"by": decision.by, "at": decision.at, "decision": decision}
    if verb is Verb.SUBMIT:
        _of_submission(article, about)
        return
    # It waits no longer: nobody has to be told that it did.
    waited = Notice.objects.filter(article=article, kind=NoticeKind.SUBMITTED, read_at=None)
    waited.update(read_at=decision.at)
    if verb in KIND_OF:
        key = f"decision:{decision.pk}"
        tell(people_of(article), kind=KIND_OF[verb], article=article, key=key, **about)
    if verb in OF_ORIGINAL and article.translation_of_id is None:
        for translation in Article.objects.filter(OF_USE, translation_of=article):
            tell(
                people_of(translation),
                kind=NoticeKind.ORIGINAL,
                article=translation,
                key=f"original:{decision.pk}:{translation.pk}",
                **about,
            )


def _of_submission(article: Article, about: dict):
    """Tell the editors on duty, and those who always want to hear, that a story waits."""
    on_duty = set(Duty.objects.at(about["at"]).values_list("editor", flat=True))
    chosen = dict(
        NoticeChoice.objects.exclude(submissions=Submissions.ON_DUTY).values_list(
            "person", "submissions"
        )
    )
    wanting = {pk for pk in on_duty if chosen.get(pk) != Submissions.NEVER}
    wanting |= {pk for pk, when in chosen.items() if when == Submissions.ALWAYS}
    editors = get_user_model().objects.filter(pk__in=wanting - people_of(article), is_active=True)
    tell(
        [each.pk for each in editors if each.has_perm("articles.approve")],
        kind=NoticeKind.SUBMITTED,
        article=article,
        key=f"decision:{about['decision'].pk}",
        **about,
    )


def of_comment(comment: Comment, *, mentioned):
    """Tell who was named (ids), and whose story it is; who is both hears of it as named."""
    about = {
        "article": comment.article,
        "key": f"comment:{comment.pk}",
        "by": comment.by,
        "at": comment.at,
        "comment": comment,
    }
    tell(mentioned, kind=NoticeKind.MENTIONED, **about)
    tell(people_of(comment.article) - set(mentioned), kind=NoticeKind.COMMENTED, **about)


def of_giving(article: Article, *, by, before=()):
    """Tell those who have a story now and had it not `before` (ids) that it was given to them."""
    tell(
        people_of(article) - set(before),
        kind=NoticeKind.GIVEN,
        article=article,
        by=by,
        key=f"given:{article.pk}:{article.version}",
    )


def of_opinion(shared: SharedPreview):
    """Tell who showed a story outside, and whose it is, that its reader has answered."""
    tell(
        people_of(shared.article) | {shared.made_by_id},
        kind=NoticeKind.OPINION,
        article=shared.article,
        at=shared.answered_at,
        key=f"opinion:{shared.pk}",
        shared=shared,
    )


def of_due(now: datetime):
    """Tell who writes what is due within the hour, once for each time it is due."""
    soon = Article.objects.due().filter(due_at__gt=now - AHEAD, due_at__lte=now + AHEAD)
    found = list(soon.order_by("due_at")[:500])
    told = Notice.objects.filter(kind=NoticeKind.DUE, article__in=found)
    known = set(told.values_list("key", flat=True)) if found else set()
    for article in found:
        key = f"due:{article.pk}:{article.due_at.timestamp():.0f}"
        if key not in known:
            tell(
                {article.assignee_id or article.owner_id},
                kind=NoticeKind.DUE,
                article=article,
                at=now,
                key=key,
            )
