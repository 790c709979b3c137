"""Judging related news: labelled sets, the usual feeds beside ours, and what a good list scores."""

import gzip
import json
import math
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

#: How many stories are judged, and how old recent news may be.
DEPTH, DAYS = 9, 7
#: Set: its stories, who belongs to whom, and the goal.
SETS = {
    "Kazakh": ("kk_articles_dev.jsonl.gz", "kk_related_dev_qrels.json", 0.72),
    "Reuters": ("reuters_dev_articles.jsonl.gz", "reuters_dev_qrels.json", 0.62),
}
#: Sentences in which an agency links to what it wrote before: they would give the answer away.
_EARLIER = re.compile(
    "бұған дейін|бұдан бұрын|еске сал|айта кет|қоса кет|бұған қоса|жазған|жаздық|хабарлаған"
    "|хабарладық",
    re.IGNORECASE,
)


def stories(folder: Path, name: str) -> list[dict]:
    """Return the lines of a set, without what links to earlier stories."""
    with gzip.open(folder / SETS[name][0], "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    for line in lines:
        if line["lang"] == "kk":
            head, *rest = line["body"].split("\n")
            kept = [part for n, part in enumerate(rest) if n == 0 or not _EARLIER.search(part)]
            line["body"] = "\n".join([head, *kept])
    return lines


def labels(folder: Path, name: str) -> dict[str, dict[str, int]]:
    """Return of some stories the earlier ones that belong to them, with their grades."""
    return json.loads((folder / SETS[name][1]).read_text(encoding="utf-8"))


def latest_in_section(lines: list[dict]):
    """Return the usual feed: of each story the newest of its section."""
    return _feed(lines, lambda one, other: one["category"] == other["category"])


def shared_tags(lines: list[dict]):
    """Return the other usual feed: those with most tags in common, the newest first."""
    return _feed(lines, lambda one, other: len(set(one["tags"]) & set(other["tags"])))


def _feed(lines, score):
    newest = sorted(lines, key=_moment, reverse=True)
    by_id = {line["id"]: line for line in lines}

    def beside(identity: str) -> list[str]:
        one = by_id[identity]
        found = [other for other in newest if other is not one and _moment(other) <= _moment(one)]
        found.sort(key=lambda other: -score(one, other))
        return [other["id"] for other in found[:DEPTH]]

    return beside


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Return nDCG@9 of one list, best first."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(each, 0) for each in found]) / ideal


def _gain(grades) -> float:
    return sum(grade / math.log2(n + 2) for n, grade in enumerate(grades[:DEPTH]))


def mean_ndcg(beside, grades: dict[str, dict[str, int]]) -> float:
    """Return the mean of a feed over the labelled stories."""
    return sum(ndcg(beside(each), grades[each]) for each in grades) / len(grades)


def recent(answers: dict[str, list[str]], lines: list[dict]) -> float:
    """Return what part of the places that recent stories could have they do have."""
    by_day = defaultdict(list)
    moments = {line["id"]: _moment(line) for line in lines}
    for identity, moment in moments.items():
        by_day[moment.date().toordinal()].append((moment, identity))
    had = could = 0
    for identity, found in answers.items():
        at, day = moments[identity], moments[identity].date().toordinal()
        near = [
            other
            for some in range(day - DAYS, day + 1)
            for moment, other in by_day[some]
            if other != identity and 0 <= (at - moment).total_seconds() <= DAYS * 86400
        ]
        could += min(DEPTH, len(near))
        had += len(set(near) & set(found))
    return had / could


def faults(answers: dict[str, list[str]], lines: list[dict]) -> int:
    """Return how many places hold the story itself, one of its future, or one told before."""
    moments = {line["id"]: _moment(line) for line in lines}
    return sum(
        sum(each == identity or moments[each] > moments[identity] for each in found)
        + len(found) - len(set(found))
        for identity, found in answers.items()
    )  # fmt: skip


def _moment(line: dict) -> datetime:
    return datetime.fromisoformat(line["published_at"])
