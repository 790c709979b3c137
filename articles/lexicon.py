"""The archive as a lexicon: which words the site has printed, learned from every edition once.

No job is needed: an approval learns when enough editions wait, after its own work is done. What
is learned are single words with a count of stories, never texts. Words of a story under embargo
are counted before it appears, so whoever shows words to people asks for some stories (`KNOWN`)
or, for readers, for an answer that is visible.
"""

import json
from collections import Counter
from collections.abc import Iterable

from django.db import connections, router, transaction

from .models import Edition, EditionText, Learnt, Word
from .search import tongues

#: How many editions wait before an approval learns them, and how many it learns at most.
WAITING, AT_ONCE = 10, 20
#: A word that stands in so many stories may be offered to somebody.
KNOWN = 3
#: Longer words, and single letters, teach nothing.
SHORTEST, LONGEST = 2, 40
#: Rows that one statement adds.
ROWS = 400


def known(language: str, words: Iterable[str]) -> dict[str, int]:
    """Return those of folded words that the archive has, with the number of their stories."""
    sql = "SELECT word, stories FROM articles_word WHERE language = %s AND word {among}"
    return _ask(sql, language, words)


def known_stems(language: str, stems: Iterable[str]) -> dict[str, int]:
    """Return those of stems that any word of the archive has, with the stories of all of them."""
    sql = (
        "SELECT stem, SUM(stories) FROM articles_word WHERE language = %s AND stem {among}"
        " GROUP BY stem"
    )
    return _ask(sql, language, stems)


def _ask(sql: str, language: str, values: Iterable[str]) -> dict[str, int]:
    """Ask about all values in one statement with one parameter: one for each costs five times."""
    values = sorted(set(values))
    if not values:
        return {}
    connection = connections[router.db_for_read(Word)]
    is_postgresql = connection.vendor == "postgresql"
    among = "= ANY(%s)" if is_postgresql else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(among=among), [language, values if is_postgresql else json.dumps(values)]
        )
        return dict(cursor.fetchall())


def stem_of(language: str, word: str) -> str:
    """Return the stem under which a folded word is counted."""
    return (tongues.keys(language, word) or (word,))[0][:50]


def catch_up():
    """Learn the editions that wait, if they are enough: called after an approval is committed."""
    last = Learnt.objects.filter(pk=1).values_list("edition_id", flat=True).first() or 0
    waiting = Edition.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    if len(waiting[:WAITING]) == WAITING:
        learn(limit=AT_ONCE, waits=False)


def learn(*, limit: int | None = None, waits: bool = True) -> int:
    """Count the words of editions that were not learned yet, in order; return how many they were.

    Of two processes that learn at once, one does; the other waits for it, or turns away where
    it `waits` for nobody: an editor who approved has better things to do.
    """
    learned = 0
    while limit is None or learned < limit:
        size = min(AT_ONCE, AT_ONCE if limit is None else limit - learned)
        with transaction.atomic():
            Learnt.objects.get_or_create(pk=1)
            mark = Learnt.objects.select_for_update(skip_locked=not waits).filter(pk=1).first()
            if mark is None:
                break
            waiting = Edition.objects.filter(pk__gt=mark.edition_id).order_by("pk")
            if not (editions := list(waiting[:size])):
                break
            _count(editions)
            Learnt.objects.filter(pk=1).update(edition_id=editions[-1].pk)
        learned += len(editions)
    return learned


def learn_again() -> int:
    """Forget everything and learn the whole archive."""
    with transaction.atomic():
        Word.objects.all().delete()
        Learnt.objects.update_or_create(pk=1, defaults={"edition_id": 0})
    return learn()


def _count(editions: list[Edition]):
    """Add the words of editions; of a changed story only those that it did not have before."""
    before = {}
    if articles := [edition.article_id for edition in editions if edition.number > 1]:
        for earlier in Edition.objects.filter(article__in=articles).order_by("number"):
            before[earlier.article_id, earlier.number] = earlier
    every = {edition.pk: edition for edition in (*editions, *before.values())}
    plain = dict(EditionText.objects.filter(edition__in=every).values_list("edition", "plain"))
    counts: Counter[tuple[str, str]] = Counter()
    for edition in editions:
        words = _words(edition, plain)
        if earlier := before.get((edition.article_id, edition.number - 1)):
            words -= _words(earlier, plain)
        counts.update((edition.language, word) for word in words)
    _add(counts)


def _words(edition: Edition, plain) -> set[str]:
    text = f"{edition.headline}\n{edition.lead}\n{plain.get(edition.pk, '')}"
    return {
        word for word in tongues.words(text) if SHORTEST <= len(word) <= LONGEST and word.isalpha()
    }


def _add(counts: Counter):
    sql = (
        "INSERT INTO articles_word (language, word, stem, stories) VALUES {rows}"
        " ON CONFLICT (language, word) DO UPDATE"
        " SET stories = articles_word.stories + excluded.stories, stem = excluded.stem"
    )
    # In one order always: two that learn at once wait for each other, and never in a circle.
    rows = [
        (language, word, stem_of(language, word), stories)
        for (language, word), stories in sorted(counts.items())
    ]
    with connections[router.db_for_write(Word)].cursor() as cursor:
        for first in range(0, len(rows), ROWS):
            some = rows[first : first + ROWS]
            values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(sql.format(rows=values), [cell for row in some for cell in row])
