"""Search in one database: right answers to real questions, and what a page of them costs.

Runs beside the database that DATABASE_URL names, in one made for it; prints one line of JSON.
"""

import json
import random
import sys
import time
from io import StringIO
from pathlib import Path
from statistics import median, quantiles

from bench import spelling
from bench.own_database import measured

QUESTIONS, WARM = 200, 10


def right_answers(folder: Path):
    """Yield rows about the labelled questions of a folder, and the answers themselves."""
    from django.core.management import call_command

    call_command("import_articles", folder / "kk_articles_dev.jsonl.gz", stdout=StringIO())
    asked = json.loads((folder / "kk_search_forms_dev.json").read_text(encoding="utf-8"))
    answers = answered([each["query"] for each in asked])
    right = wrong = missed = 0
    for each, found in zip(asked, answers, strict=True):
        found, relevant = set(found) - set(each["ignore"]), set(each["relevant"])
        right += len(found & relevant)
        wrong += len(found - relevant)
        missed += len(relevant - found)
    f1 = 2 * right / (2 * right + wrong + missed)
    confused = json.loads((folder / "kk_suffixes.json").read_text(encoding="utf-8"))
    keys = str.maketrans(confused["spelling_confusions"])
    damaged = [each for each in asked if each["query"].translate(keys) != each["query"]]
    on_russian = answered([each["query"].translate(keys) for each in damaged])
    recalled = sum(
        len(set(found) & set(each["relevant"])) / len(each["relevant"])
        for each, found in zip(damaged, on_russian, strict=True)
    ) / len(damaged)
    rows = [
        ("words in any form, F1", f1, "", ">= 0.86", f1 >= 0.86),
        ("typed on a Russian keyboard, recall", recalled, "", ">= 0.75", recalled >= 0.75),
    ]
    return rows, answers + on_russian


def answered(questions: list[str]) -> list[list[str]]:
    """Return what `manage.py search --queries` answers."""
    from tempfile import NamedTemporaryFile

    from django.core.management import call_command

    said = StringIO()
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(questions, file)
        file.flush()
        call_command("search", queries=Path(file.name), json=True, stdout=said)
    return json.loads(said.getvalue())


def costs(size: int):
    """Yield what a page of answers costs in an archive of our own, beside one row by its key."""
    from django.db import connection
    from django.test import Client

    from articles.models import Edition
    from bench import archive

    begun = time.perf_counter()
    words = archive.fill(size)
    filled = size / (time.perf_counter() - begun)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    dice, client = random.Random(3), Client(SERVER_NAME="127.0.0.1")
    one = [words[dice.randrange(100, 5000)] for _n in range(QUESTIONS)]
    two = [f"{dice.choice(one)} {words[dice.randrange(100, 5000)]}" for _n in range(QUESTIONS)]
    common = [words[rank] for rank in range(20)]
    last = Edition.objects.latest("pk").article_id
    by_key = timed(
        lambda n: Edition.objects.filter(article_id=last - n).values_list("headline").first(),
        list(range(QUESTIONS)),
    )
    yield "stories written with their terms", filled, "a second", "", True
    yield "one row by its key, p50", median(by_key), "ms", "", True
    plain_list = timed(lambda _n: client.get("/latest/"), list(range(60)))
    yield "a plain list of as many stories, whole page, p50", median(plain_list), "ms", "", True
    for name, questions in (("one word", one), ("two words", two), ("a common word", common)):
        took = timed(found, questions)
        yield f"{name}, the finding alone, p50", median(took), "ms", "", True
        took = timed(lambda text: client.get("/search/", {"q": text}), questions)
        middle, late = median(took), quantiles(took, n=100)[98]
        goals = (5, 25) if size <= 100_000 else (10, 50)
        yield f"{name}, whole page, p50", middle, "ms", f"<= {goals[0]}", middle <= goals[0]
        yield f"{name}, whole page, p99", late, "ms", f"<= {goals[1]}", late <= goals[1]


def found(text: str):
    """Ask what the search page asks, without the page."""
    from django.utils import timezone

    from articles.public import lists
    from articles.search import find

    return find(text, language="kk", at=timezone.now(), columns=lists.ROW_COLUMNS)


def timed(ask, questions) -> list[float]:
    """Return the milliseconds of each question, after some to warm up."""
    for each in questions[:WARM]:
        ask(each)
    took = []
    for each in questions:
        begun = time.perf_counter()
        ask(each)
        took.append((time.perf_counter() - begun) * 1000)
    return took


def main(size: int, folder: Path | None) -> dict:
    """Return the rows and the answers of one database."""
    rows, answers = right_answers(folder) if folder else ([], [])
    rows += costs(size) if size else []
    # Last: the words of the archive become those of the learned part alone.
    rows += spelling.in_archive(folder) if folder else []
    return {"rows": rows, "answers": answers}


if __name__ == "__main__":
    measured(lambda: main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None))
