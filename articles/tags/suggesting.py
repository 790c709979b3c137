"""Which tags a writer may mean: by the letters typed so far, or by what the story says.

Both are read from an index, a bounded number of rows at a time: it is all the same whether the
house has a hundred tags or a hundred thousand.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Q, When

from articles.models import Language, Tag, TagBeginning, TagPhrase
from articles.search import tongues
from articles.search.keys import other_keys
from kazakh.homoglyphs import as_drawn

from . import filing

#: So many are offered at once.
FEW = 8
#: Rows looked at for them: a tag begins in several of its words, and some are in the field already.
ROWS = 40
#: Letters typed, and words of a story that are looked at.
LETTERS, WORDS = 60, 600
#: Tags of a text that are looked at.
MANY = 200


@dataclass(frozen=True)
class Suggested:
    """A tag that is offered, and how many stories have it."""

    tag: Tag
    stories: int
    #: The name by which it was found, where another tag was merged into it.
    by: str = ""

    @property
    def name(self) -> str:
        return self.tag.name


def beginning(typed: str, *, but: Collection[str] = (), most: int = FEW) -> list[Suggested]:
    """Return the tags of which the name, else one of its words, begins with what was typed.

    Most used lately first. `but` are names that stand in the field already. It is read as it is
    typed, as drawn in other letters, and as typed with the keyboard left in Latin.
    """
    typed = typed[:LETTERS]
    readings = map(filing.loosely, (typed, as_drawn(typed), other_keys(typed)))
    readings = list(dict.fromkeys(filter(None, readings)))
    if not readings:
        return []
    # What begins so is one range of the index: no letter of ours begins with FF.
    bounds = (letters[: filing.LETTERS].encode() for letters in readings)
    ranges = reduce(or_, (Q(begins__gte=each, begins__lt=each + b"\xff") for each in bounds))
    # Names that begin so, then those with a word within that does.
    order = (Case(When(place=0, then=0), default=1), "-worth", "tag")
    best = TagBeginning.objects.filter(ranges).order_by(*order).values("pk")
    rows = TagBeginning.objects.filter(pk__in=best[: ROWS + len(but)]).order_by(*order)
    beside = rows.select_related("tag__use", "tag__merged_into__use")
    found = _offered([row.tag for row in beside], but)
    # As it was typed letter by letter before what a Russian keyboard may have meant.
    key = Tag.key(typed)
    found.sort(key=lambda each: (each.tag.folded != key, not each.tag.folded.startswith(key)))
    return found[:most]


def in_text(
    parts: Iterable[str], *, language: str, but: Collection[str] = (), most: int = FEW
) -> list[Suggested]:
    """Return the tags whose words, in any of their forms, follow each other in a story.

    Those of the first part (its headline) first, then the longest, then the most used lately.
    """
    if language not in Language.values:
        return []
    wanted: dict[str, tuple[int, int]] = {}
    left = WORDS
    for number, part in enumerate(parts):
        words = tongues.words(part)[:left]
        left -= len(words)
        stems = [(tongues.keys(language, word) or ("",))[0] for word in words]
        for length in range(1, filing.LONGEST_PHRASE + 1):
            for start in range(len(stems) - length + 1):
                run = stems[start : start + length]
                if all(run):
                    wanted.setdefault(" ".join(run), (min(number, 1), -length))
    ranks: dict[int, tuple[int, int]] = {}
    for tag, stems in _phrases(language, list(wanted)):
        ranks[tag] = min(ranks.get(tag, (9, 0)), wanted[stems])
    # Of a long story with many tags, the best by their place in it.
    ids = sorted(ranks, key=ranks.__getitem__)[:MANY]
    tags = Tag.objects.filter(pk__in=ids).select_related("use", "merged_into__use")
    worths = {tag.pk: tag.use.worth for tag in tags if hasattr(tag, "use")}
    tags = sorted(tags, key=lambda tag: (ranks[tag.pk], -worths.get(tag.pk, 0), tag.name))
    found = _offered(tags, but)
    return found[:most]


def _phrases(language: str, stems: list[str]) -> list[tuple[int, str]]:
    found = []
    for first in range(0, len(stems), 900):
        some = TagPhrase.objects.filter(language=language, stems__in=stems[first : first + 900])
        found += some.values_list("tag", "stems")
    return found


def _offered(tags: Iterable[Tag], but) -> list[Suggested]:
    """Return those of tags that may be offered, in their order, each once."""
    keys = {Tag.key(name) for name in but}
    found: dict[int, Suggested] = {}
    for by in tags:
        tag = by.merged_into or by
        if tag.is_retired or tag.folded in keys:
            continue
        found.setdefault(
            tag.pk, Suggested(tag, _stories(tag), by=by.name if tag.pk != by.pk else "")
        )
    return list(found.values())


def _stories(tag: Tag) -> int:
    use = getattr(tag, "use", None)
    return use.stories if use else 0


def new_among(names: Iterable[str]) -> list[str]:
    """Return those of some names that no tag has, in any of its letters."""
    keys = {name: Tag.key(name) for name in names}
    known = set(Tag.objects.filter(folded__in=set(keys.values())).values_list("folded", flat=True))
    return [name for name, key in keys.items() if key and key not in known]
