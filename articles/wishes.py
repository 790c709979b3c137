"""For which day a story is wished, and when it is due: moved on the plan, kept in its versions."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import assignments, events, moments, workflow, writing
from .models import Article, Status
from .refusals import NotAllowed, Overtaken, Refused


def may_move(user, article: Article) -> bool:
    """Tell whether a person says for when a story is wished, and when it is due."""
    return user.has_perm("articles.write_any") and workflow.may_write(user, article)


def allow(by, article: Article):
    """Raise NotAllowed where a person does not say for when a story is wished."""
    if not may_move(by, article):
        raise NotAllowed(_("An editor says for which day a story is planned."))


def replan(article: Article, *, by, was: date | None, day: date):
    """Wish a story for another day than it `was` wished for when it was looked at."""
    if not events.is_day(day):
        raise Refused(_no_day(), field="day")
    _save(article, by=by, name="planned_for", was=was, to=day)


def put_off(article: Article, *, by, was: datetime | None, due_at: datetime):
    """Give a story another time at which it is due."""
    allow(by, article)
    if not events.is_day(timezone.localdate(due_at)):
        raise Refused(_no_day(), field="day")
    assignments.check_due(due_at, was=article.due_at)
    _save(article, by=by, name="due_at", was=was, to=due_at)


def _no_day() -> str:
    bounds = {"first": events.FIRST_YEAR, "last": events.LAST_YEAR}
    return _("Give a day between %(first)s and %(last)s.") % bounds


def _save(article, *, by, name, was, to):
    """Save one field of the planning as the next version, if it still is what was looked at.

    Words that somebody saved meanwhile are no reason to refuse: they stay.
    """
    allow(by, article)
    present = getattr(article, name)
    if present == to:
        return
    if present != was:
        raise Overtaken(
            _("Somebody moved this story meanwhile; it stands at: %(time)s.")
            % {"time": _told(present)}
        )
    if article.status == Status.APPROVED:
        # A version with another wish would be a change of the approved text, and reopen it.
        raise Refused(
            _("The story is approved: it has its time of appearance, and no wish beside it.")
        )
    with transaction.atomic():
        writing.begin(article, by=by, based_on=article.version)
        setattr(article, name, to)
        article.modified_at = timezone.now()
        article.save(update_fields=[name, "version", "modified_at"])
        writing.finish(article, by=by)


def _told(value) -> str:
    if value is None:
        return "–"
    return moments.at_desk(value) if isinstance(value, datetime) else moments.day_line(value)
