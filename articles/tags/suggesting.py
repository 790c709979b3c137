"""Which tags a writer may mean: by the letters typed so far, or by what the story says.

Both are read from an index, a bounded number of rows at a time: it is all the same whether the
house has a hundred tags or a hundred thousand.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles.models import Language, Tag, TagBeginning, TagPhrase, TagUse
from articles.search import tongues
from articles.search.suggestion import other_keys
from kazakh.homoglyphs import as_drawn

from . import filing

#: So many are offered at once.
FEW = 8
#: Rows looked at for them: a tag begins in several of its words, and some are in the field already.
ROWS = 40
#: Letters typed, and words of a story that are looked at.
LETTERS, WORDS = 60, 600


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

    Most used lately first. `but` are names that stand in the field already. What finds nothing is
    read as drawn in other letters, then as typed with the keyboard left in Latin.
    """
    typed = typed[:LETTERS]
    readings = (typed, as_drawn(typed), other_keys(typed))
    for letters in dict.fromkeys(filing.loosely(reading) for reading in readings):
        if letters and (found := _beginning(letters, Tag.key(typed), but, most)):
            return found
    return []


def _beginning(letters: str, key: str, but, most) -> list[Suggested]:
    first = letters[: filing.LETTERS].encode()
    # No letter is longer than what begins with FF, which is none.
    rows = TagBeginning.objects.filter(begins__gte=first, begins__lt=first + b"\xff")
    # Of each kind the best: names that begin so, then those with a word within that does.
    rows = rows.order_by("-worth", "tag").values_list("tag", flat=True)
    ids = list(rows.filter(place=0)[:ROWS])
    if len(ids) < most + len(but):
        ids += rows.filter(place__gt=0)[:ROWS]
    found = _offered(ids, but)
    # As it was typed letter by letter before what a Russian keyboard may have meant.
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
    rows = _phrases(language, list(wanted))
    ranks = {}
    for tag, stems in rows:
        ranks[tag] = min(ranks.get(tag, (9, 0)), wanted[stems])
    found = _offered(list(ranks), but)
    worths = dict(
        TagUse.objects.filter(tag__in=[each.tag.pk for each in found]).values_list("tag", "worth")
    )
    found.sort(
        key=lambda each: (*ranks.get(each.tag.pk, (9, 0)), -worths.get(each.tag.pk, 0), each.name)
    )
    return found[:most]


def _phrases(language: str, stems: list[str]) -> list[tuple[int, str]]:
    found = []
    for first in range(0, len(stems), 900):
        some = TagPhrase.objects.filter(language=language, stems__in=stems[first : first + 900])
        found += some.values_list("tag", "stems")
    return found


def _offered(ids: list[int], but) -> list[Suggested]:
    """Return the tags of these ids that may be offered, in their order, each once."""
    keys = {Tag.key(name) for name in but}
    tags = Tag.objects.select_related("merged_into", "use", "merged_into__use").in_bulk(ids)
    found: dict[int, Suggested] = {}
    for pk in dict.fromkeys(ids):
        if (by := tags.get(pk)) is None:
            continue
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
