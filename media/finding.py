"""Finding photos at the desk: by their words in any form, by who made them, by place and date.

A photo is kept under the terms of its words (`kazakh.terms`), a row for each, so that the same
question has the same answers on every database.
"""

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kazakh import terms
from kazakh.alphabet import fold

from .models import Photo, PhotoCredit, PhotoWord

#: Stands before the terms of a place, so that one can ask for places alone.
PLACE = "@"
#: No photo is kept under more terms, and no question asks for more words.
MOST_TERMS, MOST_WORDS = 400, 8
#: Credits whose names a question may mean: a house has some hundreds.
_CREDITS = 200


def words_of(photo: Photo) -> set[str]:
    """Return the terms a photo is kept under: what is said of it and what its file says."""
    said = (
        photo.caption, photo.headline, photo.alt_text, photo.keywords, photo.taken_where,
        *(text for text in photo.told.values() if isinstance(text, str)),
        *(text for texts in photo.told.values() if isinstance(texts, list) for text in texts),
    )  # fmt: skip
    kept: dict[str, None] = {}
    for word in terms.words(photo.taken_where):
        kept.update(dict.fromkeys(PLACE + term[: terms.LONGEST - 1] for term in terms.keys(word)))
    for text in said:
        for word in terms.words(text):
            if len(kept) >= MOST_TERMS:
                break
            kept.update(dict.fromkeys(term[: terms.LONGEST] for term in terms.keys(word)))
    return set(kept)


def file(photo: Photo):
    """Keep a photo under the terms it has now; rows that stay right are not touched."""
    wanted = words_of(photo)
    have = set(photo.words.values_list("word", flat=True))
    if gone := have - wanted:
        photo.words.filter(word__in=gone).delete()
    PhotoWord.objects.bulk_create(
        [PhotoWord(photo=photo, word=word) for word in sorted(wanted - have)],
        ignore_conflicts=True,
    )


def file_missing() -> int:
    """Keep every photo that has no term yet; return how many there were."""
    done = 0
    missing = Photo.objects.filter(~Exists(PhotoWord.objects.filter(photo=OuterRef("pk"))))
    for photo in missing.order_by("pk").iterator(chunk_size=500):
        if words_of(photo):
            file(photo)
            done += 1
    return done


def by_words(photos: QuerySet, question: str) -> QuerySet:
    """Narrow photos to those that answer every word of a question, by a text or by a maker.

    A number with or without № is a photo's own number too.
    """
    words = terms.words(question)[:MOST_WORDS]
    makers = _makers(words)
    for word in words:
        asked = terms.asked(word)
        kept = PhotoWord.objects.filter(
            photo=OuterRef("pk"), word__in=(*asked.strict, *asked.loose)
        )
        credits = [pk for pk, folded in makers if fold(word) in folded][:_CREDITS]
        answers = Q(Exists(kept)) | Q(credit__in=credits)
        if word.isdecimal() and len(word) < 16:
            answers |= Q(pk=int(word))
        photos = photos.filter(answers)
    return photos


def _makers(words: list[str]) -> list[tuple[int, str]]:
    """Return the credits whose names hold any of some words, in one query."""
    if not words:
        return []
    named = reduce(or_, (Q(folded__contains=fold(word)) for word in words))
    rows = PhotoCredit.objects.filter(named).values_list("pk", "folded")
    return list(rows[: _CREDITS * len(words)])


def at_place(photos: QuerySet, place: str) -> QuerySet:
    """Narrow photos to those taken at a place, named in any form and from any keyboard."""
    for word in terms.words(place)[:MOST_WORDS]:
        asked = terms.asked(word)
        wanted = [PLACE + term[: terms.LONGEST - 1] for term in (*asked.strict, *asked.loose)]
        kept = PhotoWord.objects.filter(photo=OuterRef("pk"), word__in=wanted)
        photos = photos.filter(Exists(kept))
    return photos


def between(photos: QuerySet, since: date | None, until: date | None) -> QuerySet:
    """Narrow photos to those taken on these days (both included), or sent in where nobody knows."""
    zone = timezone.get_current_timezone()
    for day, lookup, shift in ((since, "gte", 0), (until, "lt", 1)):
        if day is None:
            continue
        try:
            at = datetime.combine(day + timedelta(days=shift), time(), tzinfo=zone)
            at.utctimetuple()
        except OverflowError:
            continue
        photos = photos.filter(
            Q(**{f"taken_at__{lookup}": at}) | Q(taken_at=None, **{f"uploaded_at__{lookup}": at})
        )
    return photos
