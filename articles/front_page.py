"""Composing the front page: layouts follow one another, each whole, each until the next begins.

What a layout leaves free is filled up by the newest (`articles.makeup`).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import moments
from .models import Category, Commercial, Edition, FrontPage, FrontSlot, House, Place
from .refusals import NotAllowed, Overtaken, Refused

PERMISSION = "articles.compose_front"
#: How many stories stand below the one that leads, and in the block of a section.
SECONDS, BLOCK = 4, 4
PLACES = (Place.LEAD, *[Place.SECOND] * SECONDS)


@dataclass(frozen=True)
class Slot:
    """A story in a place of a layout, until a moment if one is named.

    `order` counts the places on top from the one that leads (0), and those of a `section`'s block;
    without one a slot stands as it comes.
    """

    place: Place
    article_id: int
    until: datetime | None = None
    section: int | None = None
    order: int | None = None


class Meanwhile(Overtaken):
    """Somebody composed a page after it had been looked at: who and when, and which.

    `page` is the newest layout that stands where the refused one would begin, else the newest of
    all; None where one was taken back. `last` is what `based_on` is to be once that was seen.
    """

    def __init__(self, language: str, *, since: int, last: int, opens: datetime, by):
        pages = FrontPage.objects.filter(language=language, pk__gt=since)
        pages = pages.select_related("composed_by").order_by("-pk")
        standing_there = pages.visible(opens).first()
        self.page: FrontPage | None = standing_there or pages.first()
        self.stands_there = standing_there is not None
        self.last = last
        super().__init__(self._said(by))

    def _said(self, by) -> str:
        if self.page is None:
            return _("A layout that you had seen was taken back meanwhile.")
        who, when = self.page.composed_by, moments.at_desk(self.page.composed_at)
        told = {"name": who.get_full_name() or who.get_username(), "time": when}
        if not self.stands_there:
            begins = {"begins": moments.at_desk(self.page.visible_from)}
            return _(
                "%(name)s composed at %(time)s the layout that begins at %(begins)s."
                " Yours leaves it as it is."
            ) % (told | begins)
        if who == by:
            return _("You composed this page yourself at %(time)s, in another window.") % told
        return _("%(name)s composed this page at %(time)s, after you had opened it.") % told


def may_compose(user) -> bool:
    """Tell whether a person may say what stands on the front page."""
    return user.is_active and user.is_staff and user.has_perm(PERMISSION)


def compose(
    language: str, slots: list[Slot], *, by, at: datetime | None = None,
    based_on: int | None = None, instead_of: int | None = None,
) -> FrontPage:  # fmt: skip
    """Open a layout of a language's front page, now or from a moment `at` on, until the next one.

    No slot is filled twice with one story, and what readers do not see then is refused. A
    layout without slots gives the page back to the newest. `based_on` is the newest layout that
    the person had seen (0 for none): if there is another by now, they hear so (`Meanwhile`).
    `instead_of` is one still to come that this one is given for.
    """
    if not may_compose(by):
        raise NotAllowed(_("Your role does not allow composing the front page."))
    slots = [_numbered(slot, order) for order, slot in enumerate(slots)]
    with transaction.atomic():
        pages = _locked(language)
        now = timezone.now()
        if based_on is not None and based_on != (last := newest(language)):
            if (same := _same(last, slots, by=by, at=at, now=now)) is not None:
                return same
            raise Meanwhile(language, since=based_on, last=last, opens=max(at or now, now), by=by)
        opens = check(language, slots, at=at, now=now)
        for other in pages.filter(pk=instead_of, visible_from__gt=now):
            _take_out(pages, other)
        for other in pages.filter(visible_from=opens):
            _take_out(pages, other)
        following = coming(language, opens).first()
        shown = pages.visible(opens).first()
        if shown is not None:
            shown.visible_until = opens
            shown.save(update_fields=["visible_until"])
        page = FrontPage.objects.create(
            language=language,
            visible_from=opens,
            visible_until=following and following.visible_from,
            composed_by=by,
        )
        FrontSlot.objects.bulk_create(
            FrontSlot(
                page=page, place=slot.place, order=slot.order, article_id=slot.article_id,
                until=slot.until, section_id=slot.section,
            )
            for slot in slots
        )  # fmt: skip
    return page


def take_back(language: str, number: int, *, by):
    """Take back a layout that is still to come: the one before it stands on in its place."""
    if not may_compose(by):
        raise NotAllowed(_("Your role does not allow composing the front page."))
    with transaction.atomic():
        pages = _locked(language)
        page = pages.filter(pk=number, visible_from__gt=timezone.now()).first()
        if page is None:
            raise Refused(_("This layout is no longer to come."))
        _take_out(pages, page)


def _locked(language):
    # Two people at once: the house's one row is what both wait for.
    House.objects.select_for_update().filter(pk=1).first()
    return FrontPage.objects.select_for_update().filter(language=language)


def _take_out(pages, page):
    """Take a layout out of the row; the one that it was to follow stands until what followed it."""
    began, until, number = page.visible_from, page.visible_until, page.pk
    page.delete()
    # An empty one that ended where it began is no predecessor.
    before = pages.filter(visible_until=began, visible_from__lt=began).exclude(pk=number)
    before.update(visible_until=until)


def _numbered(slot, order) -> Slot:
    return slot if slot.order is not None else replace(slot, order=order)


def _same(number, slots, *, by, at, now) -> FrontPage | None:
    """Return the newest layout if it is this very one: a form that was posted once more."""
    page = FrontPage.objects.filter(pk=number, composed_by=by).first()
    if page is None or not (page.visible_from == at or (at is None and page.visible_from <= now)):
        return None
    return page if set(_slots(FrontSlot.objects.filter(page=page))) == set(slots) else None


def newest(language: str) -> int:
    """Return the number of the layout that was composed last, open or not; 0 where none was."""
    rows = FrontPage.objects.filter(language=language).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def coming(language: str, at: datetime):
    """Return the layouts that open after a moment, soonest first."""
    rows = FrontPage.objects.filter(language=language, visible_from__gt=at)
    return rows.order_by("visible_from")


# --- What a layout may hold ---------------------------------------------------------------


def check(language: str, slots: list[Slot], *, at: datetime | None, now: datetime) -> datetime:
    """Return the moment at which a layout would open, or refuse it, naming every faulty slot."""
    opens = at or now
    if opens < now:
        raise Refused(
            _("The time %(time)s has passed. Give a later one.") % {"time": moments.at_desk(at)},
            field="at",
        )
    if found := faults(language, slots, opens):
        raise Refused(more=[(f"slot-{order}", fault) for order, fault in found.items()])
    return opens


def faults(language: str, slots: list[Slot], opens: datetime) -> dict[int, str]:
    """Return what is wrong with the slots of a layout, by their order in the list."""
    numbers = [slot.article_id for slot in slots]
    seen = Edition.objects.visible(opens).filter(article__in=numbers, language=language)
    there = {e.article_id: e for e in seen.only("article_id", "commercial", "section_id")}
    wanted = {slot.section for slot in slots if slot.section}
    in_use = Category.objects.filter(pk__in=wanted, parent=None, is_retired=False)
    sections = set(in_use.values_list("pk", flat=True)) if wanted else set()
    found, places = {}, set()
    for order, slot in enumerate(slots):
        edition = there.get(slot.article_id)
        place = (slot.section, slot.order)
        if slot.article_id in numbers[:order] or place in places:
            found[order] = _("A story stands on the page once.")
        elif edition is None:
            told = {"number": slot.article_id}
            found[order] = _("Readers do not see story № %(number)s then.") % told
        elif edition.commercial != Commercial.NONE:
            found[order] = _("What was paid for does not stand among the news.")
        elif slot.section is not None and slot.section not in sections:
            found[order] = _("This section is no longer on the front page.")
        elif slot.section is not None and slot.section != edition.section_id:
            found[order] = _("The block of a section holds its own stories.")
        elif slot.until and slot.until <= opens:
            found[order] = _("A story leaves its place after it came there.")
        if slot.order is not None:
            places.add(place)
    return found


# --- What stands there --------------------------------------------------------------------


def composed(language: str, at: datetime) -> list[Slot]:
    """Return the places that an editor filled, as they stand at a moment.

    One query. Whether readers see a story then is for `visible()` to say.
    """
    pages = FrontPage.objects.visible(at).filter(language=language)
    return standing(_slots(FrontSlot.objects.filter(page__in=pages)), at)


def of_page(page: FrontPage | None) -> list[Slot]:
    """Return all that was placed in a layout."""
    return _slots(FrontSlot.objects.filter(page=page)) if page else []


def standing(slots: list[Slot], at: datetime) -> list[Slot]:
    """Return the slots whose time has not ended at a moment."""
    return [slot for slot in slots if slot.until is None or slot.until > at]


def _slots(rows) -> list[Slot]:
    columns = ("place", "article_id", "until", "section_id", "order")
    rows = rows.order_by("order", "pk").values_list(*columns)
    return [Slot(Place(place), *rest) for place, *rest in rows]


def spread(wanted: list[tuple[int, object]], room: int) -> list:
    """Put each thing into the place it is wanted in, or the next one that is free; None is free."""
    places: list = [None] * max(room, len(wanted))
    for order, thing in wanted:
        first = min(max(order, 0), len(places) - 1)
        around = [*range(first, len(places)), *range(first)]
        places[next(each for each in around if places[each] is None)] = thing
    return places
