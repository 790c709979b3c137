"""Events that are to be covered: put down, changed, moved, called off, and made a story once.

Everyone at the desk sees them. A journalist changes those that they put down or write about, and
names nobody but themselves; editors change any, and send anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import legible, one_line, visible

from . import moments, writing
from .archive import midnight
from .models import Article, PlannedEvent, Status, Stopped
from .models.planned import LONGEST
from .once import finder, key, once
from .refusals import NotAllowed, Overtaken, Refused

#: No newsroom plans before or after, and every zone has these days whole.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class When:
    """When an event is: a day, or an hour of it, until another day or hour if one is known."""

    day: date
    at: time | None = None
    last_day: date | None = None
    until: time | None = None

    @property
    def span(self) -> tuple[datetime, datetime | None]:
        """The moments between which it is; the second is None of an hour without an end."""
        last = self.last_day or self.day
        if self.at is None:
            return midnight(self.day), midnight(last + timedelta(days=1))
        begins = _moment(self.day, self.at)
        if self.until is not None:
            return begins, _moment(last, self.until)
        return begins, midnight(last + timedelta(days=1)) if last > self.day else None

    @classmethod
    def of(cls, event: PlannedEvent) -> "When":
        """Return when an event is, as a form is filled with it."""
        begins = timezone.localtime(event.starts_at)
        if event.is_whole_day:
            last = timezone.localdate(event.ends_at - timedelta(seconds=1))
            return cls(begins.date(), last_day=last if last > begins.date() else None)
        if event.ends_at is None:
            return cls(begins.date(), begins.time())
        ends = timezone.localtime(event.ends_at)
        eve = timezone.localdate(event.ends_at - timedelta(seconds=1))
        if event.ends_at == midnight(ends.date()) and eve > begins.date():
            # The whole of its last day, as it is stored where no hour was given for the end.
            return cls(begins.date(), begins.time(), eve)
        last = ends.date() if ends.date() > begins.date() else None
        return cls(begins.date(), begins.time(), last, ends.time())


def is_day(day: date) -> bool:
    """Tell whether a day can be planned for."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def may_look(user) -> bool:
    """Tell whether a person sees what is to be covered."""
    return user.has_perm("articles.view_plannedevent")


def may_add(user) -> bool:
    """Tell whether a person puts events down."""
    return user.has_perm("articles.add_plannedevent")


def may_send(user) -> bool:
    """Tell whether a person says who goes where; others name themselves alone."""
    return may_add(user) and user.has_perm("articles.write_any")


def may_change(user, event: PlannedEvent) -> bool:
    """Tell whether a person may change, move and call off an event."""
    return user.has_perm("articles.change_plannedevent") and (
        user.has_perm("articles.write_any") or user.pk in (event.made_by_id, event.reporter_id)
    )


def allow(by, event: PlannedEvent):
    """Raise NotAllowed where an event is not a person's to change."""
    if not may_change(by, event):
        raise NotAllowed(_("This event is not yours to change."))


def put_down(*, by, when: When, token: str = "", **said) -> PlannedEvent:
    """Put an event down; the same form (`token`) sent again is the event that it made."""
    form_token = key(token, by=by, when=when, **said)
    if not may_add(by):
        raise NotAllowed(_("Your role does not allow this."))

    def make():
        fields = _checked(by, None, when, said)
        with transaction.atomic():
            return PlannedEvent.objects.create(
                made_by=by, made_at=timezone.now(), form_token=form_token, **fields
            )

    return once(finder(PlannedEvent.objects, form_token=form_token), make)


def change(event: PlannedEvent, *, by, based_on: int, when: When, **said):
    """Save what an event is, over the version that was looked at; or raise Overtaken."""
    allow(by, event)
    _swap(event, based_on, **_checked(by, event, when, said))


def move(event: PlannedEvent, *, by, based_on: int, day: date, at: time | None = None):
    """Give an event another day, and another hour where one is named; it lasts as long as before.

    One that stands there already is left alone: the same order given twice is one.
    """
    allow(by, event)
    begins = timezone.localtime(event.starts_at)
    if at is None and not event.is_whole_day:
        at = begins.time()
    if (begins.date(), at) == (day, None if event.is_whole_day else begins.time()):
        return
    was = When.of(event)
    last = was.last_day and _day(day) + (was.last_day - was.day)
    starts_at, ends_at = When(_day(day), at, last).span
    if was.until is not None:
        ends_at = starts_at + (event.ends_at - event.starts_at)
    fields = {"starts_at": starts_at, "is_whole_day": at is None, "ends_at": ends_at}
    _swap(event, based_on, **fields)


def call_off(event: PlannedEvent, *, by, based_on: int):
    """Note that an event will not be; it stays in sight, struck out."""
    allow(by, event)
    if not event.is_cancelled:
        _swap(event, based_on, cancelled_at=timezone.now())


def call_on(event: PlannedEvent, *, by, based_on: int):
    """Take back that an event was called off."""
    allow(by, event)
    if event.is_cancelled:
        _swap(event, based_on, cancelled_at=None)


def may_begin(user, event: PlannedEvent) -> bool:
    """Tell whether a person may begin the story of an event, which has none yet."""
    return (
        event.story_id is None
        and not event.is_cancelled
        and may_change(user, event)
        and user.has_perm("articles.add_article")
    )


def begin_story(event: PlannedEvent, *, by) -> Article:
    """Make the draft of an event, once: its writer's, or of whoever begins it where none is named.

    Of two who press at once the second is told that there is one.
    """
    allow(by, event)
    if not by.has_perm("articles.add_article"):
        raise NotAllowed(_("Your role does not allow this."))
    with transaction.atomic():
        open_still = PlannedEvent.objects.filter(pk=event.pk, story=None, cancelled_at=None)
        if not open_still.update(version=F("version") + 1):
            event.refresh_from_db()
            if event.is_cancelled:
                raise Refused(_("The event was called off: there is nothing to write about."))
            raise Overtaken(_("The story of this event was begun already."))
        event.refresh_from_db()
        owner = event.reporter if event.reporter and _may_own(event.reporter) else by
        article = Article(
            headline=event.what,
            category=event.category,
            region=event.region,
            planned_for=timezone.localdate(event.starts_at),
            ed_note=event.note,
            owner=owner,
            version=1,
        )
        writing.prepare(article)
        typed = writing.tidy(article)
        article.slug = article.make_slug()
        article.save()
        if hasattr(owner, "author"):
            article.contributions.create(author=owner.author)
        writing.finish(article, by=by)
        writing.keep_as_typed(article, typed, by=by)
        event.story = article
        event.save(update_fields=["story"])
    return article


def is_story_of_use(event: PlannedEvent) -> bool:
    """Tell whether an event's story may still become something."""
    story = event.story
    return story is not None and story.status != Status.SPIKED and story.stopped != Stopped.KILLED


def _may_own(user) -> bool:
    return user.is_active and user.has_perm("articles.change_article")


def _day(day: date) -> date:
    if not is_day(day):
        raise Refused(
            _("Give a day between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
            field="day",
        )
    return day


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at.replace(second=0, microsecond=0)))


def _swap(event, based_on, **fields):
    rows = PlannedEvent.objects.filter(pk=event.pk, version=based_on)
    if not rows.update(version=F("version") + 1, **fields):
        event.refresh_from_db()
        raise Overtaken(
            _("Somebody changed this event meanwhile: “%(what)s”, %(time)s. Look at it again.")
            % {"what": event.what, "time": moments.at_desk(event.starts_at)}
        )
    event.refresh_from_db()


def _checked(by, event: PlannedEvent | None, when: When, said: dict) -> dict:
    """Return the fields of an event as they are stored, or refuse with everything that is wrong."""
    what, place = (one_line(visible(said.get(name, ""))) for name in ("what", "place"))
    note = "\n".join(visible(line) for line in said.get("note", "").splitlines()).strip()
    wrong = []
    if not legible(what):
        wrong.append(("what", _("Say what happens.")))
    for name, text in (("what", what), ("place", place), ("note", note)):
        longest = PlannedEvent._meta.get_field(name).max_length
        if len(text) > longest:
            wrong.append((name, _("At most %(number)s letters.") % {"number": longest}))
    wrong += _faults_of(when)
    wrong += _people(by, event, said)
    if wrong:
        raise Refused(more=wrong)
    starts_at, ends_at = when.span
    return {
        "what": what,
        "place": place,
        "note": note,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "is_whole_day": when.at is None,
        **{name: said.get(name) for name in ("region", "category", "reporter", "photographer")},
    }


def _faults_of(when: When):
    if not is_day(when.day) or not is_day(when.last_day or when.day):
        bounds = {"first": FIRST_YEAR, "last": LAST_YEAR}
        yield "day", _("Give a day between %(first)s and %(last)s.") % bounds
        return
    if when.at is None and when.until is not None:
        yield "at", _("Give the hour at which it begins, too.")
        return
    if when.last_day is not None and when.last_day < when.day:
        yield "last_day", _("It ends before it begins.")
        return
    starts_at, ends_at = when.span
    if ends_at is not None and ends_at <= starts_at:
        yield "last_day" if when.last_day else "until", _("It ends before it begins.")
    elif ends_at is not None and ends_at - starts_at > LONGEST:
        yield "last_day", _("An event lasts %(number)s days at most.") % {"number": LONGEST.days}


def _people(by, event, said):
    if may_send(by):
        return
    for name in ("reporter", "photographer"):
        person = said.get(name)
        known = event and getattr(event, f"{name}_id")
        if person is not None and person.pk not in (by.pk, known):
            yield name, _("An editor says who goes; you may name yourself.")
