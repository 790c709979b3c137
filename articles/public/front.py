"""The front page: what leads, what stands below it, the latest, and a block for each section."""

from django.urls import reverse

from articles import front_page, makeup
from articles.moments import today_line
from articles.pages import answer

from . import feeds, lists, margins
from .answers import COMPOSED, for_readers, masthead_for, of_before


@for_readers
def front(request, *, at, language):
    """The newest: one that leads with its picture, some with pictures, the rest as lists."""
    masthead = masthead_for(language, at)
    if (found := of_before(request, at)) is not None:
        return found
    slots = request.META.get(COMPOSED)
    if slots is None:
        slots = front_page.composed(language, at)
    made = makeup.make_up(language, masthead.sections, slots, at=at, also=[masthead.house.logo_id])

    def items(found):
        return lists.items(found, masthead, made.photos, lists.WIDE)

    top = items([made.lead, *made.seconds] if made.lead else [])
    context = masthead.context() | {
        "lead": top[0] if top else None,
        "seconds": top[1:],
        "items": items(made.latest),
        "blocks": [
            (section, items(made.blocks[section.pk]))
            for section in masthead.sections
            if section.pk in made.blocks
        ],
        "canonical": (own := reverse("front", kwargs={"language": language})),
        "feeds": feeds.links(masthead, own, ""),
        "logo": masthead.logo(made.photos),
        "more": reverse("latest", kwargs={"language": language}),
        "today": today_line(at, language=language),
        # One that is for the front page alone, too.
        "band": masthead.band,
    }
    context |= lists.told(masthead, "", lists.headlines(top))
    context |= margins.on_front(masthead)
    return margins.counted(answer("public/front.html", context), request.path, context)
