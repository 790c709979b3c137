"""Addresses: two headlines have the same one only where they are the same headline."""

import gzip
import json
import sys
from pathlib import Path

from kazakh.alphabet import fold
from kazakh.slugs import slug


def measure(folder: Path):
    """Yield the share of headlines and sentences, told apart by fold, whose slugs differ."""
    texts = set()
    for name, field in (
        ("kk_articles_dev.jsonl.gz", "title"),
        ("kk_sentences_dev.jsonl.gz", "text"),
    ):
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            # Of long sentences the address keeps the beginning: they are no headlines.
            texts |= {
                line for line in (json.loads(each)[field] for each in lines) if len(line) < 90
            }
    told_apart = {"".join(filter(str.isalnum, fold(text))): slug(text, limit=100) for text in texts}
    different = len(set(told_apart.values())) / len(told_apart)
    yield (
        "addresses of different headlines that differ",
        different,
        "",
        ">= 0.999",
        different >= 0.999,
    )
    empty = sum(not each for each in told_apart.values())
    yield "headlines without an address", empty, "", "= 0", empty == 0


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1])):
        print(*row)
