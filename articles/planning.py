"""The plan of days: what is to be covered, what is wished for a day, and what appears at a moment.

Planned is a wish and moves at a touch; scheduled is an editor's decision, with its minute, and is
moved by `workflow` alone. Both are shown, apart. A person sees every event, every duty and what
readers have; of stories that are not published, only those that `workflow.may_see` shows them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from kazakh import holidays

from . import events
from .archive import midnight
from .models import Article, Duty, Edition, MarkedDay, PlannedEvent, Status, Stopped

#: Rows of one kind on one screen; more are not read, and said to be there.
MOST = 300
FEW = 8


@dataclass(frozen=True)
class Asked:
    """Of which days the plan is asked for, both included, and of which section and person."""

    first: date
    last: date
    category: int | None = None
    person: int | None = None

    @property
    def since(self) -> datetime:
        """The moment at which the first day begins."""
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        """The moment at which the day after the last begins."""
        return midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Every day that is asked for."""
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]


@dataclass
class Day:
    """What one day holds."""

    date: date
    holidays: list = field(default_factory=list)
    marked: MarkedDay | None = None
    duties: list[Duty] = field(default_factory=list)
    events: list[PlannedEvent] = field(default_factory=list)
    planned: list[Article] = field(default_factory=list)
    due: list[Article] = field(default_factory=list)
    scheduled: list[Edition] = field(default_factory=list)
    appeared: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is to happen and nothing did."""
        return not (
            self.events or self.planned or self.due or self.scheduled or self.appeared
        )  # fmt: skip


@dataclass
class Plan:
    """The days that were asked for, and whether some had more rows than are shown."""

    days: list[Day]
    is_cut: bool


def plan(user, asked: Asked, *, now: datetime) -> Plan:
    """Return the days as a person may see them, in a number of queries that never grows."""
    by_date = {day: Day(day) for day in asked.days}
    for day, found in holidays.between(asked.first, asked.last).items():
        by_date[day].holidays = found
    for marked in MarkedDay.objects.filter(day__range=(asked.first, asked.last)):
        by_date[marked.day].marked = marked
    for duty in _duties(asked):
        for day in _days_of(asked, duty.starts_at, duty.ends_at):
            by_date[day].duties.append(duty)
    found_events = list(_events(user, asked)[: MOST + 1])
    for event in found_events[:MOST]:
        for day in _days_of(asked, event.starts_at, event.ends_at):
            by_date[day].events.append(event)
    scheduled = list(_scheduled(user, asked, now)[: MOST + 1])
    for edition in scheduled[:MOST]:
        by_date[timezone.localdate(edition.visible_from)].scheduled.append(edition)
    for day, number in _appeared_by_day(asked, now).items():
        by_date[day].appeared = number
    planned = list(_planned(user, asked, now)[: MOST + 1])
    there = {(each.article_id, timezone.localdate(each.visible_from)) for each in scheduled}
    there |= _days_of_appearance(planned, asked, now)
    for article in planned[:MOST]:
        # What was wished for the day and came true is shown as what it is.
        if (article.pk, article.planned_for) not in there:
            by_date[article.planned_for].planned.append(article)
    due = list(_due(user, asked)[: MOST + 1])
    for article in due[:MOST]:
        by_date[timezone.localdate(article.due_at)].due.append(article)
    is_cut = any(len(rows) > MOST for rows in (found_events, scheduled, planned, due))
    return Plan(list(by_date.values()), is_cut)


def appeared(asked: Asked, *, now: datetime):
    """Return what appeared on the days and readers still have, newest first."""
    rows = _with(asked, Edition.objects.visible(now), "article__")
    rows = rows.filter(published_at__gte=asked.since)
    last = min(now, asked.until - timedelta(microseconds=1))
    return rows.newest_first(at=last).select_related("article")


@dataclass
class Today:
    """What the home of the desk tells a person of the day."""

    events: list[PlannedEvent]
    stories: list[Article]


def today(user, *, now: datetime | None = None) -> Today:
    """Return the first events of a person's day and the stories that are wished for it, or due.

    Of a journalist their own stories, of an editor everyone's; two queries.
    """
    now = now or timezone.now()
    day = timezone.localdate(now)
    asked = Asked(day, day)
    if not events.may_look(user):
        return Today([], [])
    found = _events(user, asked).filter(cancelled_at=None)
    wished = Q(planned_for=day) | Q(due_at__gte=asked.since, due_at__lt=asked.until)
    stories = _unfinished(user).filter(wished).select_related("owner", "category")
    return Today(list(found[:FEW]), list(stories.order_by("due_at", "pk")[:FEW]))


@dataclass
class Column:
    """A column of the board, and whether it has more rows than are shown."""

    key: str
    rows: list
    is_cut: bool


def board(user, asked: Asked, *, now: datetime) -> list[Column]:
    """Return stories by where they stand: written, waiting, with their moment, out today."""
    stories = _with(asked, _seen_by(user, Article.objects.all())).filter(stopped=Stopped.NO)
    stories = _with_readers(stories, now).select_related("owner", "category")
    columns = {
        "draft": stories.filter(status=Status.DRAFT).order_by("-modified_at", "-id"),
        "submitted": stories.filter(status=Status.SUBMITTED).order_by("submitted_at", "id"),
        "scheduled": _scheduled_rows(user, asked, now),
        "published": appeared(asked, now=now).select_related("article__owner", "category"),
    }
    most = 60
    found = {key: list(rows[: most + 1]) for key, rows in columns.items()}
    return [Column(key, rows[:most], len(rows) > most) for key, rows in found.items()]


# --- Rows ---------------------------------------------------------------------------------


def _days_of(asked: Asked, starts_at: datetime, ends_at: datetime | None) -> list[date]:
    """Return the days asked for that something touches."""
    first = timezone.localdate(starts_at)
    last = timezone.localdate(ends_at - timedelta(microseconds=1)) if ends_at else first
    first, last = max(first, asked.first), min(last, asked.last)
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _duties(asked: Asked):
    rows = Duty.objects.filter(starts_at__lt=asked.until, ends_at__gt=asked.since)
    if asked.person:
        rows = rows.filter(editor=asked.person)
    return rows.select_related("editor").order_by("starts_at", "pk")[:MOST]


def _events(user, asked: Asked):
    rows = PlannedEvent.objects.within(asked.since, asked.until)
    if not events.may_look(user):
        rows = rows.none()
    if asked.category:
        rows = rows.filter(Q(category=asked.category) | Q(category__parent=asked.category))
    if asked.person:
        rows = rows.of(asked.person)
    people = ("reporter", "photographer", "story")
    return rows.select_related(*people, "region__parent", "category").order_by("starts_at", "id")


def _seen_by(user, stories):
    if not user.has_perm("articles.view_article"):
        return stories.none()
    return stories if user.has_perm("articles.write_any") else stories.of(user)


def _with(asked: Asked, rows, to_story: str = ""):
    """Narrow stories, or what leads to them, to the section and the person asked for."""
    if asked.category:
        rows = rows.filter(Q(category=asked.category) | Q(category__parent=asked.category))
    if asked.person:
        owner, given = f"{to_story}owner", f"{to_story}assignee"
        rows = rows.filter(Q(**{owner: asked.person}) | Q(**{given: asked.person}))
    return rows


def _with_readers(stories, now):
    """Let stories know whether readers have them now, and when they will."""
    editions = Edition.objects.filter(article=OuterRef("pk"))
    return stories.annotate(
        is_live=Exists(editions.visible(now)),
        opens_at=Subquery(editions.scheduled(now).values("visible_from")[:1]),
    )


def _unfinished(user):
    """Return stories that are still to be written, of those that a person sees."""
    rows = _seen_by(user, Article.objects.exclude(stopped=Stopped.KILLED))
    return rows.filter(status__in=[Status.DRAFT, Status.SUBMITTED])


def _planned(user, asked: Asked, now):
    rows = _seen_by(user, Article.objects.exclude(stopped=Stopped.KILLED))
    rows = rows.exclude(status=Status.SPIKED)
    rows = rows.filter(planned_for__range=(asked.first, asked.last))
    rows = _with_readers(_with(asked, rows), now)
    return rows.select_related("owner", "category").order_by("planned_for", "pk")


def _due(user, asked: Asked):
    rows = _with(asked, _unfinished(user))
    rows = rows.filter(due_at__gte=asked.since, due_at__lt=asked.until)
    return rows.select_related("owner", "category").order_by("due_at", "pk")


def _scheduled_rows(user, asked: Asked, now):
    rows = Edition.objects.scheduled(now)
    if not user.has_perm("articles.view_article"):
        rows = rows.none()
    elif not user.has_perm("articles.write_any"):
        rows = rows.filter(Q(article__owner=user) | Q(article__assignee=user))
    return _with(asked, rows, "article__").select_related("article__owner", "category")


def _scheduled(user, asked: Asked, now):
    return _scheduled_rows(user, asked, now).filter(
        visible_from__gte=asked.since, visible_from__lt=asked.until
    )


def _appeared(asked: Asked, now):
    rows = _with(asked, Edition.objects.visible(now), "article__").filter(
        published_at__gte=asked.since, published_at__lt=asked.until
    )
    return rows.order_by()


def _appeared_by_day(asked: Asked, now) -> dict[date, int]:
    """Return how many stories appeared on each day: the database counts, no row is read."""
    of_days = {
        f"day_{number}": Count(
            "pk",
            filter=Q(
                published_at__gte=midnight(day), published_at__lt=midnight(day + timedelta(days=1))
            ),
        )
        for number, day in enumerate(asked.days)
    }
    counts = _appeared(asked, now).aggregate(**of_days)
    return {day: counts[f"day_{number}"] for number, day in enumerate(asked.days)}


def _days_of_appearance(articles: list[Article], asked: Asked, now) -> set[tuple[int, date]]:
    """Return which of some stories appeared on the days, each with its day."""
    rows = _appeared(asked, now).filter(article__in=[each.pk for each in articles])
    found = rows.values_list("article_id", "published_at")
    return {(article, timezone.localdate(moment)) for article, moment in found}
