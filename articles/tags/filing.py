"""How tags are kept to be found: by what their names begin with, and by their words in a text.

Names stand here in the loose alphabet of search, so that a Russian keyboard, Latin letters and
look-alikes all lead to the same tag. The rows follow from the tags and can be made again.
"""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Language, Tag, TagBeginning, TagPhrase, TagUse
from articles.search import tongues
from kazakh import terms

#: Words of a name from which it may be begun, and letters of what is kept of it.
MOST_WORDS, LETTERS = 8, 80
#: Words of a tag that is looked for in texts: a longer one is a sentence.
LONGEST_PHRASE = 4
#: Shorter words alone are no subject.
SHORTEST = 2
#: Tags filed at once.
BATCH = 500
#: Among the newest so many are looked for those of a save that ended late.
LATE = 200


def loosely(name: str) -> str:
    """Return the letters by which a name is begun, whatever they were typed in."""
    return terms.loosely(name)


def phrase(name: str, language: str) -> str:
    """Return the stems of a name in their order; "" for what is not looked for in texts."""
    words = tongues.words(name)
    stems = [(tongues.keys(language, word) or ("",))[0] for word in words]
    if not 0 < len(stems) <= LONGEST_PHRASE or not all(stems):
        return ""
    if len(words) == 1 and (len(words[0]) < SHORTEST or words[0].isdecimal()):
        return ""
    return " ".join(stems)[:200]


def likeness(name: str) -> str:
    """Return what two names that are probably one have in common: their stems, in one order."""
    found = (terms.loose_stem(word) for word in terms.words(name))
    return " ".join(sorted(found))[:200]


@transaction.atomic
def file(tags: Iterable[Tag]):
    """Keep tags as their names and their standing are now; what they were used for stays."""
    tags = list(tags)
    ids = [tag.pk for tag in tags]
    TagUse.objects.bulk_create(
        [
            TagUse(
                tag=tag,
                is_offered=not tag.is_retired and tag.merged_into_id is None,
                likeness=likeness(tag.name),
            )
            for tag in tags
        ],
        update_conflicts=True,
        unique_fields=["tag"],
        update_fields=["is_offered", "likeness"],
    )
    worth = dict(TagUse.objects.filter(tag__in=ids).values_list("tag", "worth"))
    # A retired tag is offered to nobody; by a merged one's name its target is still found.
    kept = [tag for tag in tags if not tag.is_retired]
    beginnings = [
        TagBeginning(tag=tag, begins=begins, place=place, worth=worth[tag.pk])
        for tag in kept
        for place, begins in enumerate(_beginnings(tag.name))
    ]
    phrases = [
        TagPhrase(tag=tag, language=language, stems=stems)
        for tag in kept
        for language in Language.values
        if (stems := phrase(tag.name, language))
    ]
    TagBeginning.objects.filter(tag__in=ids).delete()
    TagPhrase.objects.filter(tag__in=ids).delete()
    TagBeginning.objects.bulk_create(beginnings, ignore_conflicts=True)
    TagPhrase.objects.bulk_create(phrases, ignore_conflicts=True)


def file_new(tags: Iterable[Tag]):
    """Keep those of some tags that were not kept yet."""
    tags = list(tags)
    filed = set(TagUse.objects.filter(tag__in=tags).values_list("tag", flat=True))
    if new := [tag for tag in tags if tag.pk not in filed]:
        file(new)


def file_missing(*, limit: int | None = None) -> int:
    """Keep the tags that were made since the last one kept; return how many there were."""
    done = 0
    last = TagUse.objects.order_by("-tag").values_list("tag", flat=True).first() or 0
    after = max(last - LATE, 0)
    while limit is None or done < limit:
        some = list(Tag.objects.filter(pk__gt=after).order_by("pk")[:BATCH])
        if not some:
            break
        after = some[-1].pk
        filed = set(TagUse.objects.filter(tag__in=some).values_list("tag", flat=True))
        if new := [tag for tag in some if tag.pk not in filed]:
            file(new)
        done += len(new)
    return done


def file_all() -> int:
    """Keep every tag anew, a batch at a time; return how many there are."""
    done = last = 0
    while some := list(Tag.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        file(some)
        done, last = done + len(some), some[-1].pk
    return done


def _beginnings(name: str) -> list[bytes]:
    words = loosely(name).split()[:MOST_WORDS]
    return [" ".join(words[first:])[:LETTERS].encode() for first in range(len(words))]
