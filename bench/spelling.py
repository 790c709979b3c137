"""Hints of spelling: learned from one part of real news, judged on another.

The material is correct, so every hint on it is a false alarm; then its words are damaged as a
Russian keyboard damages them, and the first suggestion should give each back.
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

from kazakh.slips import as_typed
from kazakh.spelling import KNOWN, Hint, Words, hints
from kazakh.terms import words

#: Tenths of the material that are learned; the latest articles are judged, and every so many
#: of the sentences, which have no dates.
LEARNED = 7
#: Every so many of the known words is damaged.
EVERY = 5
PARAGRAPH = 80
_WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+")


def measure(folder: Path) -> Iterator[tuple]:
    """Yield the share of false alarms, of words put right, and the time a paragraph takes."""
    learned, judged = parts(folder)
    counts = Counter(word for text in learned for word in set(words(text)) if word.isalpha())
    lexicon = Words(counts)
    lines = [line for text in judged for line in text.split("\n")]
    alarms = sum(len(hints(line, lexicon)) for line in lines)
    share = alarms / sum(len(words(line)) for line in lines)
    yield "false alarms, of the words of unseen news", share, "", "<= 0.06", share <= 0.06
    for name, damage in (("one wrong letter", one), ("all letters wrong", all_of_them)):
        hinted, right, of = put_right(lines, counts, lexicon, damage)
        yield (
            f"{name}: first suggestion right",
            right / hinted,
            "",
            ">= 0.95",
            right >= 0.95 * hinted,
        )
        yield f"{name}: of all damaged words, right", right / of, "", "", True
    yield from times(paragraphs(lines), lambda text: hints(text, lexicon), "in memory")


def parts(folder: Path) -> tuple[list[str], list[str]]:
    """Return the texts that are learned, and those that are judged."""
    with gzip.open(folder / "kk_articles_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = sorted(map(json.loads, file), key=lambda article: article["published_at"])
    with gzip.open(folder / "kk_sentences_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        sentences = [json.loads(line)["text"] for line in file]
    texts = [f"{article['title']}\n{article['body']}" for article in articles]
    first = len(texts) * LEARNED // 10
    learned = texts[:first] + [s for n, s in enumerate(sentences) if n % 10 < LEARNED]
    return learned, texts[first:] + [s for n, s in enumerate(sentences) if n % 10 >= LEARNED]


def put_right(lines, counts, lexicon, damage) -> tuple[int, int, int]:
    """Damage known words where they stand; return how many got a hint, the right one, and all."""
    dice, hinted, right, of = random.Random(7), 0, 0, 0
    known = [
        (line, match)
        for line in lines
        for match in _WORD.finditer(line)
        if counts[match[0].lower()] >= KNOWN
        and as_typed(match[0].lower()) != match[0].lower()
        and not match[0][1:].isupper()
    ]
    for line, match in known[::EVERY]:
        start, end = match.span()
        damaged = line[:start] + damage(match[0], dice) + line[end:]
        found = [hint for hint in hints(damaged, lexicon) if (hint.start, hint.end) == (start, end)]
        of += 1
        hinted += len(found)
        right += any(hint.suggestions[0] == match[0] for hint in found)
    return hinted, right, of


def one(word: str, dice: random.Random) -> str:
    """Write one letter of a word as a Russian keyboard has it."""
    place = dice.choice([n for n, letter in enumerate(word) if _typed(letter) != letter])
    return word[:place] + _typed(word[place]) + word[place + 1 :]


def all_of_them(word: str, dice: random.Random) -> str:
    """Write a word as a Russian keyboard has it."""
    return "".join(map(_typed, word))


def _typed(letter: str) -> str:
    return as_typed(letter.lower()).upper() if letter.isupper() else as_typed(letter)


def paragraphs(lines: list[str]) -> list[str]:
    """Join lines to paragraphs of about so many words."""
    made, length = [[]], 0
    for line in lines:
        made[-1].append(line)
        length += len(words(line))
        if length >= PARAGRAPH:
            made.append([])
            length = 0
    return [" ".join(each) for each in made[:-1]]


def times(texts: list[str], ask: Callable[[str], list[Hint]], where: str) -> Iterator[tuple]:
    """Yield what hints of a paragraph take."""
    took = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - begun) * 1000)
    for name, figure in (("median", median(took)), ("p95", quantiles(took, n=20)[18])):
        yield f"a paragraph, lexicon {where}, {name}", figure, "ms", "<= 50", figure <= 50


def in_archive(folder: Path) -> Iterator[tuple]:
    """Yield what a paragraph takes with the database for a lexicon, filled with what is learned."""
    from django.db import connection

    from articles import lexicon, spelling
    from articles.models import Word

    learned, judged = parts(folder)
    counts = Counter(word for text in learned for word in set(words(text)) if word.isalpha())
    Word.objects.filter(language="kk").delete()
    Word.objects.bulk_create(
        Word(language="kk", word=word, stem=lexicon.stem_of("kk", word), stories=count)
        for word, count in counts.items()
        if len(word) <= lexicon.LONGEST
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    lines = [line for text in judged for line in text.split("\n")]
    yield from times(
        paragraphs(lines), lambda text: spelling.hints(text, language="kk"), "in the database"
    )


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1])):
        print(*row)
