"""What a person was told, as far as they may still see what it is about."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import moments
from .models import Comment, Notice, NoticeKind, Stopped, Verb

#: What was read stays so long, what was never read so much longer; the story keeps its own record.
READ_KEPT, UNREAD_KEPT = timedelta(days=30), timedelta(days=180)
LISTED = 100


def of(user):
    """Return the notices of a person, without those of stories that they may no longer see."""
    if not user.has_perm("articles.view_article"):
        return Notice.objects.none()
    notices = Notice.objects.filter(to=user)
    if user.has_perm("articles.write_any"):
        return notices
    return notices.filter(Q(article__owner=user) | Q(article__assignee=user))


def unread_count(user) -> int:
    """Return how many notices a person has not read: a hundred stand for any more."""
    return of(user).filter(read_at=None)[:LISTED].count()


def latest(user, number: int = LISTED, *, unread_alone: bool = False) -> list[Notice]:
    """Return a person's newest notices, each with what its lines are made of."""
    notices = of(user).filter(read_at=None) if unread_alone else of(user)
    return list(with_all(notices).order_by("-id")[:number])


def with_all(notices):
    """Return notices with the rows that `sentence` and `words` ask."""
    return notices.select_related("article", "by", "decision", "comment", "shared")


def read(notice: Notice):
    """Note that a notice was read."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def read_all(user, *, until: int):
    """Note that a person has read everything up to the newest notice they were shown."""
    of_person = Notice.objects.filter(to=user, read_at=None, pk__lte=until)
    of_person.update(read_at=timezone.now())


def clear(now: datetime):
    """Let go of what was read a month ago, and of what nobody reads any more."""
    Notice.objects.filter(read_at__lt=now - READ_KEPT).delete()
    last = Notice.objects.filter(at__lt=now - UNREAD_KEPT).order_by("-id").values("pk")[:1]
    if oldest := last.values_list("pk", flat=True).first():
        Notice.objects.filter(pk__lte=oldest, at__lt=now - UNREAD_KEPT).delete()


def sentence(notice: Notice) -> str:
    """Say in the language in use what a notice is about; who did it stands beside."""
    verb = notice.decision and Verb(notice.decision.verb)
    match notice.kind:
        case NoticeKind.MENTIONED:
            return _("You were named in a comment")
        case NoticeKind.COMMENTED:
            return _("A comment on your story")
        case NoticeKind.GIVEN:
            return _("The story was given to you")
        case NoticeKind.SUBMITTED:
            return _("The story waits for an editor")
        case NoticeKind.OPINION:
            return _("An opinion came from outside")
        case NoticeKind.DUE:
            if notice.article.due_at is None:
                return _("The story is due soon")
            return _("The story is due: %(time)s") % {
                "time": moments.at_desk(notice.article.due_at)
            }
        case NoticeKind.ORIGINAL:
            return {
                Verb.HOLD: _("The original of your translation is held"),
                Verb.KILL: _("The original of your translation was taken off the site"),
            }.get(verb, _("The original of your translation was corrected"))
    if verb is Verb.APPROVE and notice.article.stopped == Stopped.HELD:
        return _("Approved; it opens when the story is released")
    if verb is Verb.APPROVE and notice.decision.for_moment:
        return _("Approved; it appears at %(time)s") % {
            "time": moments.at_desk(notice.decision.for_moment)
        }
    return {
        Verb.SEND_BACK: _("Sent back to be changed"),
        Verb.APPROVE: pgettext("notice", "Published"),
        Verb.CORRECT: _("Corrected on the site"),
        Verb.RELEASE: _("Given back to readers"),
        Verb.UNSCHEDULE: _("Taken off the schedule"),
        Verb.HOLD: _("Held while something is checked"),
        Verb.KILL: _("Taken off the site for ever"),
        Verb.REDACT: _("Something was removed as the law requires"),
        Verb.SPIKE: _("Put into the basket"),
    }[verb]


def words(notice: Notice) -> str:
    """Return what was said with it: a reason, a comment, the note of a guest; "" of the others."""
    if notice.comment:
        return said(notice.comment)
    if notice.shared:
        opinion = notice.shared.get_answer_display()
        return f"{opinion}: {notice.shared.note}" if notice.shared.note else str(opinion)
    # Of an original a colleague's reason stays with that story.
    if notice.decision and notice.kind != NoticeKind.ORIGINAL:
        return notice.decision.note
    return ""


def said(comment: Comment) -> str:
    """Return the words of a comment, or that the law has removed them."""
    return comment.words or _("Removed as the law requires.")
