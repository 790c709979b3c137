"""Demands about stories: who may keep them, until when they are answered, what is done for them.

What is done goes through the verbs of the newsroom and the writing of a story, as ever; a demand
only notes which decision was given for it.
"""

from calendar import monthrange
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import legible, lines, visible

from . import workdays
from .models import Article, Ask, Asker, Decision, Demand, DemandAct, Granted, Paper
from .once import finder, key, once
from .refusals import NotAllowed, Overtaken, Refused
from .workflow.moves import may_see

PERMISSION = "articles.view_demand"
CHANGE = "articles.change_demand"
#: Who forgets: what is blanked does not come back.
FORGETS = "articles.redact"
#: The general limitation of claims is three years (Civil Code of Kazakhstan, article 178): so long
#: the house may have to show what it was asked and what it answered.
KEPT = timedelta(days=3 * 365 + 1)
#: A refutation or a reply that is refused, or not printed within a month, may be asked of a court
#: (Civil Code of Kazakhstan, article 143, part 4): that month is the law's.
A_MONTH = frozenset({Ask.REFUTATION, Ask.REPLY})
#: Working days in which the house answers anything else: its own custom, and no law's. A paper
#: that names a day of its own is answered until that day.
DAYS = {Ask.PERSONAL: 1, Ask.PHOTO: 3, Ask.PARAGRAPH: 3, Ask.WHOLE: 3}
#: The end of a working day.
EVENING = time(18)
MOST_STORIES = 20
LONGEST = 20_000


def may_look(user) -> bool:
    """Tell whether a person may read demands; who demands is told to nobody else."""
    return user.has_perm(PERMISSION)


def may_change(user) -> bool:
    """Tell whether a person may note demands, decide and answer them."""
    return user.has_perm(CHANGE)


# --- Which there are ----------------------------------------------------------------------


def open_by_deadline():
    """Return the demands that wait for an answer, the nearest deadline first."""
    return Demand.objects.open().prefetch_related("stories")


def open_on(article: Article) -> list[Demand]:
    """Return the demands about a story that wait for an answer, the nearest deadline first."""
    return list(Demand.objects.open().filter(stories=article))


def due_on(article: Article) -> datetime | None:
    """Return until when a demand stands on a story, for whoever may see the story; None of none."""
    rows = Demand.objects.open().filter(stories=article)
    return rows.values_list("due_at", flat=True).first()


def find(user, pk: int, *, article: Article | None = None) -> Demand | None:
    """Return a demand by its number, if a person may read it and it is about the story."""
    if not pk or not may_look(user):
        return None
    rows = Demand.objects.filter(pk=pk)
    return (rows if article is None else rows.filter(stories=article)).first()


# --- Until when ---------------------------------------------------------------------------


def deadline(asks, *, received_at: datetime) -> datetime:
    """Return until when a demand is answered where nobody says otherwise.

    The earliest of what is demanded: the law's month for a refutation or a reply, the house's own
    working days for anything else.
    """
    day = timezone.localdate(received_at)
    ends = [_a_month_after(day) for each in asks if each in A_MONTH]
    ends += [workdays.after(day, DAYS[each]) for each in asks if each in DAYS]
    last = min(ends, default=_a_month_after(day))
    return timezone.make_aware(datetime.combine(last, EVENING))


def _a_month_after(day):
    year, month = divmod(day.year * 12 + day.month, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


# --- Keeping, deciding, answering ---------------------------------------------------------


def take(*, by, stories: list[Article], token: str | None = None, **said) -> Demand:
    """Note a demand, `said` as `change` takes it; the same form (`token`) again is the same one."""
    token = key(token, by=by, stories=stories, **said)

    def make():
        demand = Demand(noted_by=by, form_token=token, **_said(by, stories, said))
        with transaction.atomic():
            demand.save()
            demand.stories.set(stories)
        return demand

    return once(finder(Demand.objects, form_token=token), make)


def change(demand: Demand, *, by, version: int, stories: list[Article], **said):
    """Mend what was noted of a demand that was not answered yet."""
    said = _said(by, stories, said)
    with transaction.atomic():
        _swap(demand, by=by, version=version, **said)
        demand.stories.set(stories)


def decide(demand: Demand, *, by, version: int, decision: str, reason: str):
    """Say whether what was demanded is granted, and why; until the answer it may be said anew."""
    reason = lines(reason)
    if decision not in (Granted.GRANTED, Granted.IN_PART, Granted.REFUSED):
        raise Refused(_("Say what was decided."), field="decision")
    if not legible(reason):
        raise Refused(_("Say why: the reason is kept with the demand."), field="reason")
    _swap(
        demand, by=by, version=version,
        decision=decision, reason=reason, decided_by=by, decided_at=timezone.now(),
    )  # fmt: skip


def answer(demand: Demand, *, by, version: int, words: str, how: str, at: datetime | None = None):
    """Note what was answered, when and by which way; the demand is closed by it."""
    words, how, now = lines(words), " ".join(visible(how).split()), timezone.now()
    if not demand.decision:
        raise Refused(_("Decide first: the answer tells the decision."))
    if not legible(words):
        raise Refused(_("Write what was answered."), field="answer")
    if not legible(how):
        raise Refused(_("Say how the answer was sent."), field="how")
    at = at or now
    if at > now:
        raise Refused(_("An answer that is still to be sent is no answer."), field="sent_at")
    # A form says minutes.
    if at < demand.received_at.replace(second=0, microsecond=0):
        raise Refused(_("The answer was not sent before the demand came."), field="sent_at")
    _swap(
        demand, by=by, version=version,
        answer=words, answered_how=how, answered_at=at, answered_by=by,
    )  # fmt: skip


def note_act(demand: Demand, decision: Decision, *, by) -> DemandAct:
    """Note that a decision about one of its stories was given for a demand; once."""
    if not may_change(by):
        raise NotAllowed(_("Your role does not allow this."))
    if not demand.stories.filter(pk=decision.article_id).exists():
        raise Refused(_("The demand is about other stories."))
    made, _is_new = DemandAct.objects.get_or_create(
        demand=demand, decision=decision, defaults={"by": by}
    )
    return made


def may_forget(user, demand: Demand) -> bool:
    """Tell whether a person may blank who demanded, and whether its time has come."""
    return (
        user.has_perm(FORGETS)
        and demand.forgotten_at is None
        and demand.answered_at is not None
        and demand.answered_at <= timezone.now() - KEPT
    )


def forget(demand: Demand, *, by):
    """Blank who demanded, and every word of theirs and to them; what was decided stays.

    Only when the time has passed in which the house may have to show it.
    """
    if not may_forget(by, demand):
        raise Refused(_("Demands are kept for three years after the answer."))
    Demand.objects.filter(pk=demand.pk).update(
        asker_name="", contact="", paper_number="", words="", reason="", answer="",
        answered_how="", forgotten_at=timezone.now(), version=F("version") + 1,
    )  # fmt: skip
    demand.refresh_from_db()


def _swap(demand: Demand, *, by, version: int, **fields):
    """Change a demand that nobody changed meanwhile and that was not answered, or refuse."""
    if not may_change(by):
        raise NotAllowed(_("Your role does not allow this."))
    rows = Demand.objects.filter(pk=demand.pk, version=version, answered_at=None)
    if not rows.update(version=F("version") + 1, **fields):
        demand.refresh_from_db()
        if not demand.is_open:
            raise Refused(_("The demand was answered; it takes no changes any more."))
        raise Overtaken(_("Somebody changed this demand a moment ago: look at it again."))
    demand.refresh_from_db()


def _said(by, stories, said) -> dict:
    """Return what is kept of what was filled in, or refuse it with a sentence for each field."""
    if not may_change(by):
        raise NotAllowed(_("Your role does not allow this."))
    said = dict(said)
    faults = []
    if not stories or not all(may_see(by, story) for story in stories):
        faults.append(("stories", _("Name the story, or stories, by number.")))
    if len(stories) > MOST_STORIES:
        faults.append(
            ("stories", _("At most %(number)s stories at once.") % {"number": MOST_STORIES})
        )
    if said["asker"] not in Asker.values:
        faults.append(("asker", _("Say who demands.")))
    if said["paper"] not in Paper.values:
        faults.append(("paper", _("Say by which paper.")))
    said["asks"] = [each for each in Ask.values if each in said["asks"]]
    if not said["asks"]:
        faults.append(("asks", _("Say what is demanded.")))
    for name in ("asker_name", "contact", "paper_number"):
        said[name] = " ".join(visible(said[name]).split())
    said["words"] = lines(said["words"])
    now = timezone.now()
    if said["received_at"] > now:
        faults.append(("received_at", _("A demand that did not come yet is none.")))
    if said["paper_date"] and said["paper_date"] > timezone.localdate(now):
        faults.append(("paper_date", _("The paper is not of a day to come.")))
    if said["due_at"] and said["due_at"] < said["received_at"]:
        faults.append(("due_at", _("The deadline is not before the demand came.")))
    if faults:
        raise Refused(more=faults)
    said["due_at"] = said["due_at"] or deadline(said["asks"], received_at=said["received_at"])
    return said
