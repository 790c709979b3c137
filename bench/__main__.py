"""`python -m bench`: measure everything that can be measured here, and say what was left out.

The figures about real Kazakh text need a folder of it (NEWSROOM_TEST_DATA, or --data): the texts
belong to their agencies and are no part of the project. The figures about the size of an archive
are made on one of our own making (--size stories).
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import photos, proxied, scripts, slugs, spelling, terms
from tests.run import ROOT, postgresql

NEEDED = (
    "kk_articles_dev.jsonl.gz", "kk_search_forms_dev.json", "kk_sentences_dev.jsonl.gz",
    "kk_related_dev_qrels.json", "reuters_dev_articles.jsonl.gz", "reuters_dev_qrels.json",
)  # fmt: skip
PURE = (terms, scripts, slugs, spelling)


def main(arguments: list[str]) -> int:
    """Print every row, and how many are short: a report, so it never fails."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("NEWSROOM_TEST_DATA", ""))
    parser.add_argument("--size", type=int, default=20_000, help="Stories of the archive.")
    options = parser.parse_args(arguments)
    shorts, left_out = 0, []
    data = Path(options.data) if str(options.data) else None
    if data is None or not all((data / name).is_file() for name in NEEDED):
        data = None
        left_out.append("real texts (NEWSROOM_TEST_DATA names no folder that holds them)")
    for module in PURE if data else ():
        shorts += show(module.__name__.removeprefix("bench."), module.measure(data))
    shorts += show("photos", photos.measure())
    answers = {}
    with postgresql() as (url, why_not), TemporaryDirectory(prefix="newsroom-bench-") as folder:
        places = {"SQLite": f"sqlite:///{folder}/bench.sqlite3"} | (
            {"PostgreSQL": url} if url else {}
        )
        if why_not:
            left_out.append(why_not)
        for name, place in places.items():
            told = in_database("search", place, folder, data, options.size)
            shorts += show(f"search on {name}", told["rows"])
            answers[name] = told["answers"]
            told = in_database("related", place, folder, data, options.size)
            shorts += show(f"related news on {name}", told["rows"])
            told = in_database("pages", place, folder, data, options.size)
            shorts += show(f"readers' pages on {name}", told["rows"])
            # The desk is to hold at five times as many: 100,000 stories of the 20,000 by default.
            told = in_database("desk", place, folder, data, 5 * options.size)
            shorts += show(f"the desk on {name}", told["rows"])
    if len(answers) == 2 and data:
        same = sum(a == b for a, b in zip(*answers.values(), strict=True))
        of = len(answers["SQLite"])
        shorts += show("search", [("the same ids from both", same / of, "", "= 1", same == of)])
    if missing := proxied.lacking():
        left_out.append(f"a page behind nginx ({' and '.join(missing)} not installed)")
    for each in left_out:
        print(f"Left out: {each}.")
    print(f"Short of the goal: {shorts}.")
    return 0


def show(title: str, rows: Iterable) -> int:
    """Print rows (name, figure, unit, goal, is ok) and return how many are short."""
    shorts = 0
    print(f"— {title}")
    for name, figure, unit, goal, is_ok in rows:
        shorts += not is_ok
        figure = f"{figure:,.3f}" if abs(figure) < 100 else f"{figure:,.0f}"
        verdict = ("ok" if is_ok else "SHORT") if goal else ""
        print(f"  {name:<58} {figure:>12} {unit:<10} {goal:<12} {verdict}", flush=True)
    return shorts


def in_database(module: str, url: str, folder: str, data: Path | None, size: int) -> dict:
    """Measure in one database, in a process of its own: the settings are read once a process."""
    environment = os.environ | {
        "DATABASE_URL": url, "SECRET_KEY": "bench", "MEDIA_ROOT": f"{folder}/uploads",
        "SITE_URL": "http://127.0.0.1:8000",
    }  # fmt: skip
    arguments = [str(size), str(data or "")]
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *arguments], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
