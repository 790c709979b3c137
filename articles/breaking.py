"""Breaking news: a band above readers' pages that takes itself down.

Of a language's bands the one that began last stands, until its end: a second one takes the place
of the first, which does not come back. One that leads to a story stands while readers see it.
What of this is up is asked of the clock; nothing has to run at the hour.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import legible, one_line, visible

from . import moments
from .models import BreakingBand, Commercial, Edition, House, Language
from .models.breaking import LONGEST
from .refusals import NotAllowed, Refused
from .written import AT

#: Whoever may tell every reader something at once.
PERMISSION = "articles.break_in"
#: A band that nobody takes down is what other sites have: each has an end, and soon.
USUAL, LONGEST_TIME = timedelta(hours=2), timedelta(hours=24)


@dataclass(frozen=True)
class Band:
    """A band as a page prints it: its words, and the story it leads to, if any."""

    words: str
    article_id: int | None
    slug: str
    is_everywhere: bool


def may_break_in(user) -> bool:
    """Tell whether a person may put up a band, and take one down."""
    return user.is_active and user.is_staff and user.has_perm(PERMISSION)


def _slug(at):
    """Return, for a query of bands, the address of the story that readers see, or NULL."""
    story = Edition.objects.visible(at).filter(
        article=OuterRef("article"), language=OuterRef("language")
    )
    return Subquery(story.values("slug")[:1], output_field=CharField())


def on_pages(language: str):
    """Return the band of a language's pages at `written.AT`, for a question written once.

    Its columns: id, words, slug, is_everywhere, article_id.
    """
    begun = BreakingBand.objects.begun(AT).filter(language=language)
    rows = BreakingBand.objects.filter(pk__in=begun.values("pk")[:1], visible_until__gt=AT)
    rows = rows.exclude(words="").annotate(slug=_slug(AT))
    return rows.filter(Q(article=None) | Q(slug__isnull=False))


def now(at: datetime | None = None) -> list[BreakingBand]:
    """Return the bands that readers see at a moment (now), one of a language at most."""
    at = at or timezone.now()
    begun = BreakingBand.objects.begun(at).filter(visible_from__gt=at - LONGEST_TIME)
    last: dict[str, BreakingBand] = {}
    for band in begun.annotate(slug=_slug(at)):
        last.setdefault(band.language, band)
    return [band for band in last.values() if band.visible_until > at and is_shown(band)]


def is_shown(band: BreakingBand) -> bool:
    """Tell of a band whose `slug` was read whether its words and its story are there to be seen."""
    return bool(band.words) and (band.article_id is None or band.slug is not None)


def coming(at: datetime | None = None) -> list[BreakingBand]:
    """Return the bands that are still to begin, soonest first."""
    return list(BreakingBand.objects.ahead(at or timezone.now()))


def put_up(
    language: str, words: str, *, by, until: datetime | None, at: datetime | None = None,
    story: int | None = None, is_everywhere: bool = True,
) -> BreakingBand:  # fmt: skip
    """Tell every reader of a language something, now or from `at` on, until a moment.

    `story` is the number of the one it leads to, which readers see then. The same band given
    twice by one person is one.
    """
    if not may_break_in(by):
        raise NotAllowed(_("Your role does not allow putting up a breaking band."))
    words = one_line(visible(words))
    with transaction.atomic():
        # Two people at once: the house's one row is what both wait for.
        House.objects.select_for_update().filter(pk=1).first()
        given = timezone.now()
        opens = at or given
        told = {
            "language": language, "words": words, "article_id": story, "visible_until": until,
            "is_everywhere": is_everywhere, "made_by": by, "ended_by": None,
        }  # fmt: skip
        if (same := _same(told, at, given)) is not None:
            return same
        _check(language, words, story, opens, until, given)
        # What was to begin at this very moment is what this one is given instead of.
        twin = BreakingBand.objects.filter(language=language, visible_from=opens)
        twin.update(visible_until=F("visible_from"), ended_by=by)
        return BreakingBand.objects.create(**told, visible_from=opens, made_at=given)


def _same(told: dict, at: datetime | None, given: datetime) -> BreakingBand | None:
    """Return the band that a form posted once more has put up already."""
    last = BreakingBand.objects.filter(language=told["language"]).order_by("-pk").first()
    if last is None or any(getattr(last, name) != told[name] for name in told if name != "made_by"):
        return None
    is_when = last.visible_from == at or (at is None and last.visible_from <= given)
    return last if is_when and last.made_by_id == told["made_by"].pk else None


def _check(language, words, story, opens, until, given):
    faults = []

    def fault(field, sentence):
        faults.append((field, sentence))

    if language not in Language.values:
        fault("language", _("Say in which language the band is."))
    if not legible(words):
        fault("words", _("Say in a few words what has happened."))
    elif len(words) > LONGEST:
        fault(
            "words",
            _("The band has %(number)s letters; %(most)s fit.")
            % {"number": len(words), "most": LONGEST},
        )
    if opens < given:
        fault(
            "at",
            _("The time %(time)s has passed. Give a later one.") % {"time": moments.at_desk(opens)},
        )
    if until is None:
        fault("until", _("A band has an end: say when."))
    elif not opens < until <= opens + LONGEST_TIME:
        fault("until", _("A band ends after it begins, and within a day of it."))
    if story is not None and not faults:
        seen = Edition.objects.visible(opens).filter(article=story, language=language).first()
        if seen is None:
            fault(
                "story",
                _("Readers of this language do not see story № %(number)s then.")
                % {"number": story},
            )
        elif seen.commercial != Commercial.NONE:
            fault("story", _("What was paid for does not stand among the news."))
    if faults:
        raise Refused(more=faults)


def take_down(number: int, *, by) -> BreakingBand:
    """End a band at once, or take back one that is still to begin; a second press changes nothing.

    Refused of a band that is over by itself.
    """
    if not may_break_in(by):
        raise NotAllowed(_("Your role does not allow putting up a breaking band."))
    with transaction.atomic():
        band = BreakingBand.objects.select_for_update().filter(pk=number).first()
        at = timezone.now()
        if band is None or (band.visible_until <= at and band.ended_by_id is None):
            raise Refused(_("This band is over already."))
        if band.ended_by_id is None:
            band.visible_until = max(at, band.visible_from)
            band.ended_by = by
            band.save(update_fields=["visible_until", "ended_by"])
    return band
