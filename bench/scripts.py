"""The scripts: as the agency prints its own Latin, and with Russian left alone."""

import gzip
import json
import re
import sys
import time
from pathlib import Path

from kazakh.foreign import russian
from kazakh.scripts import arabic, latin

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def measure(folder: Path):
    """Yield the words that equal the agency's, those taken for Russian, and what a page costs."""
    with gzip.open(folder / "kk_articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    same = words = kept = 0
    for each in articles:
        for ours, theirs in (("title", "title_latn"), ("body", "body_latn")):
            before, after = each[ours].split(), latin(each[ours]).split()
            for word, written, printed in zip(before, after, each[theirs].split(), strict=True):
                if _CYRILLIC.search(word):
                    words += 1
                    same += written == printed
        kept += sum(len(each["body"][start:end].split()) for start, end in russian(each["body"]))
    yield (
        "Latin of 2018 as the agency prints it",
        same / words,
        "",
        ">= 0.995",
        same / words >= 0.995,
    )
    yield (
        "words of Kazakh articles taken for Russian",
        kept / words,
        "",
        "<= 0.001",
        kept / words <= 0.001,
    )
    text = " ".join(each["body"] for each in articles)[:7000]
    for name, write in (("Latin", latin), ("Arabic", arabic)):
        begun = time.perf_counter()
        for _round in range(20):
            write(text)
        took = (time.perf_counter() - begun) / 20 * 1000
        yield (
            f"a page of {len(text.split())} words in {name} letters",
            took,
            "ms",
            "<= 10",
            took <= 10,
        )


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1])):
        print(*row)
