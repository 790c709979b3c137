"""The rows of the plan as a template prints them: each says what it is, and where it may be moved.

An event, a wish and an appearance are three things, each with a look and a word of its own.
"""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import events, wishes, workflow
from articles.models import Article, Duty, Edition, PlannedEvent, Verb
from articles.moments import at_desk

from . import persons


class Rows:
    """Makes rows for one person; `back` is the question to which a move leads back."""

    def __init__(self, user, *, now: datetime, back: str):
        self.user, self.now, self.back = user, now, back

    def event(self, event: PlannedEvent, day: date) -> dict:
        """Return the row of an event on one of its days."""
        begins, ends = timezone.localtime(event.starts_at), _local(event.ends_at)
        is_first = begins.date() == day
        time = f"{begins:%H:%M}" if is_first and not event.is_whole_day else ""
        until = f"{ends:%H:%M}" if time and ends and ends.date() == day else ""
        may_change = events.may_change(self.user, event)
        row = {
            "kind": "event",
            "is_event": True,
            "mark": _("event"),
            "pk": event.pk,
            "name": event.what,
            "address": reverse("admin:articles_article_plan_event", args=[event.pk]),
            "day": day.isoformat(),
            "time": time,
            "until": until,
            "lasts": _lasts(event, day),
            "told": [each for each in (event.place, _region(event), _section(event)) if each],
            "writes": event.reporter and persons.name(event.reporter),
            "shoots": event.photographer and persons.name(event.photographer),
            "note": event.note,
            "is_over": event.is_cancelled,
            "over": _("called off") if event.is_cancelled else "",
            **self._story_of(event),
        }
        # On its first day alone: it is moved by its beginning.
        if may_change and is_first and not event.is_cancelled:
            row |= self._movable("event", event.pk, event.version)
        return row

    def planned(self, article: Article) -> dict:
        """Return the row of a story that is wished for a day."""
        row = self._story(article) | {
            "kind": "planned",
            "is_wish": True,
            "mark": pgettext("a wish, not a time", "planned"),
            "day": article.planned_for.isoformat(),
            "time": "",
        }
        if article.opens_at:
            # The wish and the decision differ: that is to be seen.
            row["standing"] = _("appears at %(time)s") % {"time": at_desk(article.opens_at)}
        elif article.is_live:
            row["standing"] = _("published")
        elif article.status != "approved" and wishes.may_move(self.user, article):
            row |= self._movable("planned", article.pk, article.planned_for.isoformat())
        return row

    def due(self, article: Article) -> dict:
        """Return the row of a story at the hour at which it is due."""
        due = timezone.localtime(article.due_at)
        row = self._story(article) | {
            "kind": "due",
            "is_due": True,
            "mark": pgettext("a story", "due"),
            "day": due.date().isoformat(),
            "time": f"{due:%H:%M}",
            "is_late": article.due_at < self.now,
        }
        if wishes.may_move(self.user, article):
            row |= self._movable("due", article.pk, article.due_at.isoformat())
        return row

    def card(self, article: Article) -> dict:
        """Return the card of a story on the board."""
        row = self._story(article) | {"kind": "card", "mark": "", "time": ""}
        return row | {
            "planned_for": article.planned_for,
            "due_at": article.due_at,
            "is_late": article.due_at is not None and article.due_at < self.now,
        }

    def scheduled(self, edition: Edition) -> dict:
        """Return the row of a story at the minute at which it appears."""
        opens, article = timezone.localtime(edition.visible_from), edition.article
        row = {
            "kind": "scheduled",
            "is_scheduled": True,
            "mark": pgettext("a time, not a wish", "scheduled"),
            "pk": article.pk,
            "name": edition.headline,
            "language": edition.language,
            "address": reverse("admin:articles_article_change", args=[article.pk]),
            "day": opens.date().isoformat(),
            "time": f"{opens:%H:%M}",
            "opens_at": edition.visible_from,
            "embargoed_until": article.embargoed_until,
            "told": [each for each in (_section(edition),) if each],
            "writes": article.owner and persons.name(article.owner),
            "standing": _("a change to a published story")
            if edition.published_at < edition.visible_from
            else "",
        }
        if self._may_retime(article) and not row["standing"]:
            row |= {
                "is_movable": True,
                "move": f"{reverse('admin:articles_article_plan_retime', args=[article.pk])}?"
                f"{urlencode({'back': self.back})}",
            }
        return row

    def appeared(self, edition: Edition) -> dict:
        """Return the row of a story that readers have."""
        article = edition.article
        may_see = workflow.may_see(self.user, article)
        address = (
            reverse("admin:articles_article_change", args=[article.pk])
            if may_see
            else reverse("article", kwargs={"pk": article.pk, "slug": edition.slug})
        )
        return {
            "kind": "appeared",
            "is_out": True,
            "pk": article.pk,
            "name": edition.headline,
            "language": edition.language,
            "address": address,
            "time": f"{timezone.localtime(edition.published_at):%H:%M}",
        }

    def duty(self, duty: Duty, day: date) -> str:
        """Say who is on duty on a day, and from when until when."""
        begins, ends = timezone.localtime(duty.starts_at), timezone.localtime(duty.ends_at)
        since = f"{begins:%H:%M}" if begins.date() == day else "00:00"
        until = f"{ends:%H:%M}" if ends.date() == day else "24:00"
        return f"{persons.name(duty.editor)} ({since}–{until})"

    # --- Parts ------------------------------------------------------------------------------

    def _story(self, article) -> dict:
        return {
            "pk": article.pk,
            "name": article.headline,
            "language": article.language,
            "address": reverse("admin:articles_article_change", args=[article.pk]),
            "told": [each for each in (_section(article),) if each],
            "writes": article.owner and persons.name(article.owner),
            "standing": article.get_status_display(),
            "embargoed_until": article.embargoed_until,
        }

    def _story_of(self, event) -> dict:
        """Lead from an event to its story, or to beginning it, where that is this person's."""
        if events.may_begin(self.user, event):
            return {"begin": reverse("admin:articles_article_plan_begin", args=[event.pk])}
        if not events.is_story_of_use(event):
            return {}
        if not workflow.may_see(self.user, event.story):
            return {"has_story": True}
        return {"story": reverse("admin:articles_article_change", args=[event.story_id])}

    def _movable(self, kind, pk, was) -> dict:
        way = urlencode({"kind": kind, "pk": pk, "back": self.back})
        return {
            "is_movable": True,
            "was": was,
            "move": f"{reverse('admin:articles_article_plan_move')}?{way}",
        }

    def _may_retime(self, article) -> bool:
        return all(
            workflow.may(self.user, verb, article) for verb in (Verb.UNSCHEDULE, Verb.APPROVE)
        )


def _local(moment):
    return moment and timezone.localtime(moment)


def _lasts(event: PlannedEvent, day: date) -> str:
    """Say of an event of several days on which of them this is, and when it ends."""
    if event.ends_at is None:
        return ""
    first = timezone.localdate(event.starts_at)
    last = timezone.localdate(event.ends_at - timedelta(microseconds=1))
    if first == last:
        return ""
    number, days = (day - first).days + 1, (last - first).days + 1
    said = _("day %(number)s of %(days)s") % {"number": number, "days": days}
    ends = timezone.localtime(event.ends_at)
    if number < days or event.is_whole_day or ends.date() != day:
        return said
    return _("%(said)s, until %(time)s") % {"said": said, "time": f"{ends:%H:%M}"}


def _region(event) -> str:
    if event.region is None:
        return ""
    above = event.region.parent
    return f"{above.name}, {event.region.name}" if above else event.region.name


def _section(thing) -> str:
    return thing.category.name if thing.category else ""
