"""What somebody else composed while a front page was being composed, place by place beside it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles import front_page, moments
from articles.models import FrontPage

from . import front_form, front_tray


@dataclass(frozen=True)
class Beside:
    """What was composed meanwhile: who composed it, where it is looked at, how it differs."""

    said: str
    address: str
    #: What a person says with the button that composes theirs all the same: this was seen.
    last: int
    #: Whether the other layout ends where this one begins.
    gives_way: bool
    #: Whether the two were compared, and what stands in the places that differ, by their keys.
    is_compared: bool
    differs: dict[str, str] = field(default_factory=dict)


def beside(meanwhile: front_page.Meanwhile, form, groups, *, here: str, now) -> Beside:
    """Tell of a refusal what was composed meanwhile; `here` is the address of the screen."""
    page, at = meanwhile.page, form.cleaned_data["at"]
    is_to_come = page is not None and page.visible_from > now
    there = meanwhile.stands_there
    return Beside(
        str(meanwhile),
        f"{here}&layout={page.pk}" if is_to_come else here,
        meanwhile.last,
        there and (at is None or page.visible_from == at),
        there,
        _differing(page, form, groups, opens=max(at or now, now), now=now) if there else {},
    )


def _differing(page: FrontPage, form, groups, *, opens, now) -> dict[str, str]:
    """Return what another layout has in the places that a form fills in another way."""
    standing = front_page.standing(front_page.of_page(page), opens)
    theirs = front_form.initial(standing, groups)
    names = front_tray.headlines({slot.article_id for slot in standing}, now)

    def told(story, until) -> str:
        if story is None:
            return _("the newest")
        name = names.get(story) or _("№ %(number)s, readers do not see it now") % {"number": story}
        if until is None:
            return name
        return _("%(headline)s, until %(time)s") % {
            "headline": name, "time": moments.at_desk(until),
        }  # fmt: skip

    found = {}
    for spot in form.spots:
        keys = f"slot-{spot.key}", f"until-{spot.key}"
        there = [theirs.get(key) for key in keys]
        mine = [form.cleaned_data.get(key) for key in keys]
        # The moment of a place that nobody filled means nothing.
        if there != (mine if mine[0] else [None, None]):
            found[spot.key] = told(*there)
    return found
