"""Composing the front page: a layout is made whole, and the one before it ends where it begins."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import moments
from .models import Commercial, Edition, FrontPage, FrontSlot, House, Place
from .refusals import NotAllowed, Overtaken, Refused

#: How many stories stand below the one that leads.
SECONDS = 4
PLACES = (Place.LEAD, *[Place.SECOND] * SECONDS)


@dataclass(frozen=True)
class Slot:
    """A story in a place of the layout that is being made, until a moment if one is named."""

    place: Place
    article_id: int
    until: datetime | None = None


def compose(
    language: str, slots: list[Slot], *, by, at: datetime | None = None, based_on: int | None = None
) -> FrontPage:
    """Open a layout of a language's front page, now or from a moment `at` on.

    No slot is filled twice with one story, and what readers do not see then is refused. A
    layout without slots gives the page back to the newest. `based_on` is the newest layout that
    the person had seen (0 for none): if there is another by now, they hear so.
    """
    if not by.has_perm("articles.compose_front"):
        raise NotAllowed(_("Your role does not allow composing the front page."))
    with transaction.atomic():
        now = timezone.now()
        opens = at or now
        if opens < now:
            raise Refused(
                _("The time %(time)s has passed. Give a later one.")
                % {"time": moments.at_desk(at)},
                field="at",
            )
        _check(language, slots, opens)
        # Two people at once: the house's one row is what both wait for.
        House.objects.select_for_update().filter(pk=1).first()
        if based_on is not None and based_on != newest(language):
            raise Overtaken(
                _("Somebody composed the page a moment ago: look at it before you compose yours.")
            )
        pages = FrontPage.objects.select_for_update().filter(language=language)
        pages.filter(visible_from__lt=opens, visible_until=None).update(visible_until=opens)
        # What was to come after this one was composed for another day.
        pages.filter(visible_from__lt=opens, visible_until__gt=opens).update(visible_until=opens)
        pages.filter(visible_from__gte=opens).delete()
        page = FrontPage.objects.create(language=language, visible_from=opens, composed_by=by)
        FrontSlot.objects.bulk_create(
            FrontSlot(
                page=page, place=slot.place, order=order, article_id=slot.article_id,
                until=slot.until,
            )
            for order, slot in enumerate(slots)
        )  # fmt: skip
    return page


def newest(language: str) -> int:
    """Return the number of the layout that was composed last, open or not; 0 where none was."""
    rows = FrontPage.objects.filter(language=language).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def _check(language, slots, opens):
    numbers = [slot.article_id for slot in slots]
    twice = {number for number in numbers if numbers.count(number) > 1}
    seen = Edition.objects.visible(opens).filter(article__in=numbers, language=language)
    paid = set(seen.exclude(commercial=Commercial.NONE).values_list("article_id", flat=True))
    there = set(seen.values_list("article_id", flat=True))
    for order, slot in enumerate(slots):
        fault = ""
        if slot.article_id in twice:
            fault = _("A story stands on the page once.")
        elif slot.article_id not in there:
            fault = _("Readers do not see story № %(number)s then.") % {"number": slot.article_id}
        elif slot.article_id in paid:
            fault = _("What was paid for does not stand among the news.")
        elif slot.until and slot.until <= opens:
            fault = _("A story leaves its place after it came there.")
        if fault:
            raise Refused(fault, field=f"slot-{order}")


def composed(language: str, at: datetime) -> list[tuple[Place, int]]:
    """Return the places that an editor filled, with the articles that stand there at a moment.

    One query. Whether readers see a story then is for `visible()` to say.
    """
    slots = FrontSlot.objects.filter(page__in=FrontPage.objects.visible(at).filter(
        language=language
    )).order_by("order").values_list("place", "article_id", "until")  # fmt: skip
    return [(Place(place), pk) for place, pk, until in slots if until is None or until > at]
