"""A translation and its original: the rules that bind them, and what became of the original since.

What happened is asked, never stored: a translation keeps only the number of the original's edition
that it follows, and the original's later editions and its standing say the rest.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import (
    Article,
    CorrectionKind,
    Decision,
    Edition,
    House,
    Language,
    Status,
    Stopped,
    Verb,
)
from .models.article import OF_USE, OVER

#: What an edition tells readers; photo and embargo may be empty, and nothing equals nothing here.
_TOLD = ("headline", "lead", "dateline", "source_name", "photo_caption", "text__body")
#: The newest of so many are enough to begin with, and one question to SQLite may name them.
MOST = 10_000
_EMPTY = Q(visible_until=F("visible_from"))


class Turn(models.TextChoices):
    """What an original may have done since its translation last followed it."""

    PUBLISHED = "published", gettext_lazy("The original was published")
    CHANGED = "changed", gettext_lazy("The original was changed")
    CORRECTED = "corrected", gettext_lazy("The original was corrected")
    WITHDRAWN = "withdrawn", gettext_lazy("The original was taken back")
    REFUTED = "refuted", gettext_lazy("The original was refuted")
    SPIKED = "spiked", gettext_lazy("The original lies in the basket")
    HELD = "held", gettext_lazy("The original is held")
    KILLED = "killed", gettext_lazy("The original was killed")


_TURNS = {
    CorrectionKind.CORRECTION: Turn.CORRECTED,
    CorrectionKind.WITHDRAWAL: Turn.WITHDRAWN,
    CorrectionKind.REFUTATION: Turn.REFUTED,
}
_STOPS = {Stopped.HELD: (Turn.HELD, Verb.HOLD), Stopped.KILLED: (Turn.KILLED, Verb.KILL)}


@dataclass(frozen=True)
class Event:
    """One thing that happened to an original: when, with which sentence, in which edition."""

    turn: Turn
    at: datetime | None = None
    note: str = ""
    edition: int = 0

    @property
    def label(self) -> str:
        return self.turn.label


# --- Who translates what ------------------------------------------------------------------


def first(article: Article) -> Article:
    """Return the story that a translation and its sisters were made from; itself of an original."""
    return article.translation_of or article


def translations(original: Article):
    """Return the translations that a story has: neither spiked nor killed ones."""
    return Article.objects.filter(OF_USE, translation_of=original)


def languages_left(article: Article) -> list[Language]:
    """Return the languages of the house in which a story is not told yet."""
    return languages_left_of([article])[article.pk]


def languages_left_by(family) -> list[Language]:
    """Return the same of a story and its tellings in other languages, where all are at hand."""
    offered = House.get().languages
    taken = {
        each.language
        for each in family
        if each.translation_of_id is None
        or (each.status != Status.SPIKED and each.stopped != Stopped.KILLED)
    }
    return [Language(code) for code in offered if code not in taken]


def languages_left_of(stories) -> dict[int, list[Language]]:
    """Return the same of many stories by their ids, in a constant number of queries."""
    stories = list(stories)
    offered, taken = House.get().languages, {}
    firsts = {story.pk: first(story) for story in stories}
    for original in firsts.values():
        taken.setdefault(original.pk, {original.language})
    told = Article.objects.filter(OF_USE, translation_of__in=list(taken))
    for original, language in told.values_list("translation_of", "language"):
        taken[original].add(language)
    return {
        pk: [Language(code) for code in offered if code not in taken[original.pk]]
        for pk, original in firsts.items()
    }


def faults(article: Article) -> list[tuple[str, str]]:
    """Return what forbids a story to be the translation it says it is: field and sentence."""
    found = []
    original = article.translation_of
    if article.pk and translations(article).exists():
        if original is not None:
            found.append(
                ("translation_of", _("This story has translations of its own: it is an original."))
            )
        elif translations(article).filter(language=article.language).exists():
            found.append(("language", _("The story has a translation into this language already.")))
    if original is None:
        return found
    if original.pk == article.pk:
        return [*found, ("translation_of", _("A story is no translation of itself."))]
    if original.translation_of_id is not None:
        said = _("This is a translation itself; name its original, story № %(number)s.")
        found.append(("translation_of", said % {"number": original.translation_of_id}))
    if original.language == article.language:
        found.append(
            ("language", _("The original is in this language too. Choose that of the translation."))
        )
    other = translations(original).filter(language=article.language).exclude(pk=article.pk).first()
    if other is not None:
        said = _("The original has a translation into this language already: story № %(number)s.")
        found.append(("translation_of", said % {"number": other.pk}))
    return found


def embargo(article: Article) -> datetime | None:
    """Return until when a story may not appear: no translation comes before its original's end."""
    ends = [article.embargoed_until, first(article).embargoed_until]
    return max((end for end in ends if end is not None), default=None)


# --- What became of the original -----------------------------------------------------------


def last_edition(original: Article) -> int:
    """Return the number of an original's newest edition; 0 while it has none."""
    return original.editions.aggregate(last=Max("number"))["last"] or 0


def later(original, follows):
    """Return the editions after the one followed that tell readers something else.

    Takes values, or references to those of an outer query. A category moved, or a hold that was
    released, gives the same words in another edition, and is nothing to translate.
    """
    followed = Edition.objects.filter(
        article_id=OuterRef("article_id"),
        number=OuterRef(follows) if isinstance(follows, OuterRef) else follows,
    )
    same = {name: OuterRef(name) for name in _TOLD}
    alike = followed.filter(**same).alias(
        photo_or_none=Coalesce("photo_id", 0), embargo_or_never=_moment("embargoed_until")
    )
    alike = alike.filter(
        photo_or_none=Coalesce(OuterRef("photo_id"), 0),
        embargo_or_never=_moment(OuterRef("embargoed_until")),
    )
    said = followed.filter(
        correction_kind=OuterRef("correction_kind"), correction_note=OuterRef("correction_note")
    )
    return (
        Edition.objects.filter(article_id=original, number__gt=follows)
        .exclude(_EMPTY)
        .filter(~Exists(alike) | (~Q(correction_note="") & ~Exists(said)))
    )


def _moment(of):
    # The same for every row: what is not under embargo is under one that ended long ago.
    return Coalesce(of, F("article__created_at"))


def with_original(stories):
    """Return stories that know what became of their originals, without a query for each."""
    # Subqueries, not joins: a count of the list leaves them out.
    original = Article.objects.filter(pk=OuterRef("translation_of"))
    return stories.annotate(
        original_stopped=Subquery(original.values("stopped")),
        original_status=Subquery(original.values("status")),
        is_original_changed=Exists(later(OuterRef("translation_of"), OuterRef("follows"))),
    )


def behind(stories):
    """Return those of `stories` whose originals moved on since; the twin of `events`."""
    return stories.filter(OF_USE, translation_of__isnull=False).filter(
        Q(translation_of__stopped__gt="")
        | Q(translation_of__status=Status.SPIKED)
        | Exists(later(OuterRef("translation_of"), OuterRef("follows")))
    )


def behind_anywhere(stories, *, since: datetime | None = None):
    """Return what `behind` does, of a whole archive; with `since` what moved from then on.

    Begins at the originals that changed or are over, of which there are few, and not at every
    translation there is.
    """
    bound = Article.objects.filter(translation_of__isnull=False)
    newer = bound.filter(
        Exists(
            Edition.objects.filter(
                article=OuterRef("translation_of"), number__gt=OuterRef("follows")
            )
        )
    )
    over = Article.objects.filter(OVER).values("pk")
    if since is None:
        again = Edition.objects.filter(number__gt=1).values("article")
        parts = [newer.filter(translation_of__in=again), newer.filter(follows=0)]
    else:
        lately = Edition.objects.filter(visible_from__gte=since).values("article")
        parts = [newer.filter(translation_of__in=lately)]
    parts.append(bound.filter(translation_of__in=over))
    first, *others = [part.values_list("pk", flat=True) for part in parts]
    ids = set(first.union(*others))
    return behind(stories.filter(pk__in=sorted(ids)[-MOST:]))


def events(article: Article) -> list[Event]:
    """Tell what happened to a story's original since it was last followed, oldest first."""
    original = article.translation_of
    if original is None or article.status == Status.SPIKED or article.stopped == Stopped.KILLED:
        return []
    found = []
    if article.follows is not None:
        for edition in _apart(later(original.pk, article.follows).select_related("text")):
            found.append(_told_by(edition, article.follows))
    if original.status == Status.SPIKED:
        found.append(_decided(original, Turn.SPIKED, Verb.SPIKE))
    if original.stopped in _STOPS:
        found.append(_decided(original, *_STOPS[original.stopped]))
    return found


def with_last(stories):
    """Return stories that know their original and its last edition that told something else."""
    newest = later(OuterRef("translation_of"), OuterRef("follows")).order_by("-number")
    return stories.select_related("translation_of").annotate(
        last_of_original=Subquery(newest.values("pk")[:1])
    )


def last_events(stories) -> list[tuple[Article, Event]]:
    """Return of each translation (as `with_last` reads it) the last that happened to its original.

    Two questions, however many stories; those that are in step are left out.
    """
    stops = {verb: turn for turn, verb in [*_STOPS.values(), (Turn.SPIKED, Verb.SPIKE)]}
    turned = [story.translation_of_id for story in stories if _turned(story.translation_of)]
    decided = Decision.objects.filter(article__in=turned, verb__in=list(stops)).order_by("id")
    decisions = {(each.article_id, stops[each.verb]): each for each in decided}
    editions = Edition.objects.in_bulk([pk for s in stories if (pk := s.last_of_original)])
    found = []
    for story in stories:
        edition = editions.get(story.last_of_original)
        if turn := _turned(story.translation_of):
            decision = decisions.get((story.translation_of_id, turn))
            found.append((story, Event(turn, decision and decision.at)))
        elif edition:
            found.append((story, _told_by(edition, story.follows)))
    return found


def _turned(original: Article) -> Turn | None:
    """Return what stopped or dropped an original, if anything did."""
    if original.stopped in _STOPS:
        return _STOPS[original.stopped][0]
    return Turn.SPIKED if original.status == Status.SPIKED else None


def _told_by(edition: Edition, follows: int) -> Event:
    """Return what an edition of an original tells somebody who follows an earlier one."""
    turn = _TURNS.get(edition.correction_kind, Turn.CHANGED)
    if follows == 0 and turn is Turn.CHANGED and edition.number == 1:
        turn = Turn.PUBLISHED
    return Event(turn, edition.visible_from, edition.correction_note, edition.number)


def _apart(editions):
    """Yield those of an original's later editions that tell something else than the one before.

    A story that was corrected, held and released has two editions with the corrected words.
    """
    before = None
    for edition in editions.order_by("number"):
        told = [
            edition.text.body if name == "text__body" else getattr(edition, name) for name in _TOLD
        ]
        told += [edition.photo_id, edition.embargoed_until]
        said = edition.correction_kind, edition.correction_note
        is_same = before is not None and before[0] == told
        if not is_same or (edition.correction_note and said != before[1]):
            yield edition
        before = told, said


def _decided(original, turn, verb) -> Event:
    decision = original.decisions.filter(verb=verb).order_by("-id").first()
    return Event(turn, decision and decision.at, decision.note if decision else "")
