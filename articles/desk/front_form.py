"""The form of a front page: a place a row, its story and the moment at which it leaves.

Whatever is dragged on the screen is chosen here: without a script the form does everything.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.front_page import BLOCK, PLACES, SECONDS, Slot, spread
from articles.models import Category, Place

from .forged import Moment, number

_SALT = "articles.front_page"
#: What of a posted page is shown again to whoever was signed out when it was sent.
_ARRANGES = re.compile(r"(slot|until)-|(at|seen_at)_[01]$|based_on$|instead_of$")
#: Seconds for which a layout that was looked at can be gone back to.
_KEPT = 12 * 3600


@dataclass(frozen=True)
class Spot:
    """A place on the page that may be filled: its key in the form, its name, where it is."""

    key: str
    name: str
    place: Place
    order: int
    section: int | None = None


@dataclass(frozen=True)
class Group:
    """Places that stand together: those on top, or the block of a section."""

    name: str
    spots: list[Spot] = field(default_factory=list)
    section: int | None = None


def groups(sections: list[Category]) -> list[Group]:
    """Return the places of a page: those on top, then each section's."""
    top = Group(_("On top"))
    for order, place in enumerate(PLACES):
        below = _("Below the lead, %(number)s") % {"number": order}
        name = _("Leads the page") if place == Place.LEAD else below
        top.spots.append(Spot(str(order), name, place, order))
    found = [top]
    for section in sections:
        block = Group(section.name, section=section.pk)
        for order in range(BLOCK):
            name = f"{section.name}, {order + 1}"
            key = f"{section.pk}-{order}"
            block.spots.append(Spot(key, name, Place.SECTION, order, section.pk))
        found.append(block)
    return found


class FrontForm(forms.Form):
    """The places of a page, from when it stands, and what the person had seen."""

    at = Moment(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Left empty: at once."),
    )
    seen_at = Moment(
        label=gettext_lazy("See it at"),
        required=False,
        help_text=gettext_lazy("Left empty: when it begins."),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, groups: list[Group], choices=None, names=None, **kwargs):
        """Take what may be chosen, by section (None: on top), and the names of what is there."""
        super().__init__(*args, **kwargs)
        self.spots = [spot for group in groups for spot in group.spots]
        given = self.data if self.is_bound else self.initial
        for spot in self.spots:
            offered = list((choices or {}).get(spot.section, []))
            there = number(str(given.get(f"slot-{spot.key}") or ""))
            if there in (names or {}) and there not in dict(offered):
                offered.append((there, names[there]))
            self.fields[f"slot-{spot.key}"] = forms.IntegerField(
                label=spot.name,
                required=False,
                min_value=1,
                max_value=10**17,
                widget=forms.Select(choices=[("", _("– the newest –")), *offered]),
            )
            self.fields[f"until-{spot.key}"] = Moment(
                label=pgettext_lazy("a place on the front page", "until"), required=False
            )

    def filled(self) -> list[tuple[Spot, Slot]]:
        """Return the places as they were filled."""
        data = self.cleaned_data
        return [
            (spot, Slot(spot.place, pk, data.get(f"until-{spot.key}"), spot.section, spot.order))
            for spot in self.spots
            if (pk := data.get(f"slot-{spot.key}"))
        ]

    def slots(self) -> list[Slot]:
        """Return the places as a layout takes them."""
        return [slot for _spot, slot in self.filled()]

    def refuse(self, refusal):
        """Put the sentences of a refusal to the places they are about."""
        filled = self.filled()
        for name, sentence in refusal.sentences:
            if name.startswith("slot-"):
                name = f"slot-{filled[int(name.removeprefix('slot-'))][0].key}"
            self.add_error(name if name in self.fields else None, sentence)


def is_arranged(data) -> bool:
    """Tell whether posted or asked data arranges a page."""
    return any(name.startswith("slot-") for name in data)


def way_back(request) -> str:
    """Return the address that shows a posted page again as it was arranged, saved nowhere."""
    told = QueryDict(mutable=True)
    told["language"] = request.GET.get("language", "")
    for name, value in request.POST.items():
        if _ARRANGES.match(name) and value:
            told[name] = value
    return f"{request.path}?{told.urlencode()}"


def chosen(data) -> set[int]:
    """Return the numbers of the stories that a posted form places."""
    return {number(data[name]) for name in data if name.startswith("slot-")} - {0}


def initial(slots: list[Slot], groups: list[Group]) -> dict:
    """Return what a form of a layout is filled with."""
    lead = [slot for slot in slots if slot.place == Place.LEAD][:1]
    below = [(slot.order - 1, slot) for slot in slots if slot.place == Place.SECOND]
    keys = {"0": lead[0]} if lead else {}
    keys |= {str(n + 1): slot for n, slot in enumerate(spread(below, SECONDS)[:SECONDS])}
    for group in groups:
        own = [(s.order, s) for s in slots if s.section == group.section and group.section]
        spots = spread(own, len(group.spots)) if own else []
        keys |= {spot.key: slot for spot, slot in zip(group.spots, spots, strict=False)}
    filled = {}
    for key, slot in keys.items():
        if slot is not None:
            filled |= {f"slot-{key}": slot.article_id, f"until-{key}": slot.until}
    return filled


# --- A layout on its way ------------------------------------------------------------------


@dataclass(frozen=True)
class Draft:
    """A layout that was not saved, as it is looked at."""

    language: str
    slots: list[Slot]
    at: datetime | None
    based_on: int | None = None
    instead_of: int | None = None


def sealed(draft: Draft) -> str:
    """Write a layout so that an address can carry it, and nobody change it."""
    told = [draft.language, _written(draft.at), draft.based_on, draft.instead_of]
    told += [
        [str(slot.place), slot.article_id, _written(slot.until), slot.section, slot.order]
        for slot in draft.slots
    ]
    return signing.dumps(told, salt=_SALT, compress=True)


def unsealed(text: str) -> Draft | None:
    """Read what `sealed` wrote; None of anything else, and of what was written long ago."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        return None
    language, at, based_on, instead_of, *slots = told
    return Draft(
        language,
        [Slot(Place(place), pk, _read(until), *rest) for place, pk, until, *rest in slots],
        _read(at),
        based_on,
        instead_of,
    )


def _written(moment):
    return moment and moment.isoformat()


def _read(text):
    return text and datetime.fromisoformat(text)
