"""Who writes a story, until when, and how urgently: set by editors beside the words.

An assignment is a version as any other, so that nobody's save undoes it unseen: a form that was
open meanwhile takes it in, or says that it met.
"""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import moments, notices, workflow, writing
from .models import Article, Status, Stopped, Version
from .refusals import NotAllowed, Refused

PERMISSION = "articles.write_any"
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
URGENCIES = range(1, 10)
#: So urgent that it is said loudly; five is what nobody has thought about.
URGENT, USUAL = 3, 5
FIELDS = ("assignee", "due_at", "urgency")


def may_assign(user, article: Article) -> bool:
    """Tell whether a person may set these of a story as it stands."""
    return user.has_perm(PERMISSION) and workflow.may_write(user, article)


def check_due(due_at: datetime | None, *, was: datetime | None = None):
    """Refuse a due time that has passed: the story would be late at once.

    The one at which it `was` due already may stay, as a form shows it: to the minute.
    """
    if due_at is None or due_at >= timezone.now() or (was and _minute(was) == _minute(due_at)):
        return
    raise Refused(
        _("The time %(time)s has passed. Give a later one.") % {"time": moments.at_desk(due_at)},
        field="due_at",
    )


def is_overdue(article: Article, at: datetime | None = None) -> bool:
    """Tell whether a story should have been written or approved by now, and is neither."""
    return (
        article.due_at is not None
        and article.status in (Status.DRAFT, Status.SUBMITTED)
        and article.stopped != Stopped.KILLED
        and article.due_at < (at or timezone.now())
    )


def assign(article: Article, *, by, **given):
    """Set what is `given` of assignee, due_at and urgency (None: nobody, no time); keep a version.

    Raises Overtaken where somebody changed the story since `article.version`.
    """
    if unknown := given.keys() - set(FIELDS):
        raise TypeError(f"Not of an assignment: {', '.join(sorted(unknown))}")
    _check(given)
    with transaction.atomic():
        fresh = workflow.claim(article)
        if not may_assign(by, fresh):
            raise NotAllowed(_("Your role does not allow this with this story."))
        changed = {name for name in given if getattr(fresh, name) != given[name]}
        if not changed:
            # Nobody is overtaken by what changes nothing.
            transaction.set_rollback(True)
            return
        if "due_at" in changed:
            check_due(given["due_at"], was=fresh.due_at)
        before = notices.people_of(fresh)
        for name in changed:
            setattr(fresh, name, given[name])
        fresh.save(update_fields=sorted(changed))
        if "urgency" in changed:
            # What readers have says another urgency now: an editor decides whether they get it.
            workflow.reopen(fresh, by=by)
        Version.objects.create(
            article=fresh,
            number=fresh.version,
            by=by,
            content=writing.content_of(fresh),
            is_writing=False,
        )
        notices.of_giving(fresh, by=by, before=before)
    article.refresh_from_db()


def _check(given):
    if given.get("urgency", USUAL) not in URGENCIES:
        raise Refused(_("Urgency is a number from 1 to 9."), field="urgency")
    due = given.get("due_at")
    if due is not None and not EARLIEST <= due <= LATEST:
        raise Refused(
            _("Give a day between %(first)s and %(last)s.")
            % {"first": EARLIEST.year, "last": LATEST.year},
            field="due_at",
        )
    person = given.get("assignee")
    if person is not None and not (
        person.is_active and person.is_staff and person.has_perm("articles.change_article")
    ):
        raise Refused(
            _("%(name)s writes no stories: give it to somebody else.")
            % {"name": person.get_full_name() or person.get_username()},
            field="assignee",
        )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
