"""Readers' pages in one database: their CPU time, queries and bytes, in an archive and in a tenth.

Runs beside the database that DATABASE_URL names, in one made for it; prints one line of JSON.
The measure beside which a page stands is one row read by its key and sent as a response.
"""

import gzip
import sys
import time
from functools import partial
from statistics import median

from bench.own_database import measured

ROUNDS = 15
#: The first view of a story, with its headers, compressed (three of TCP's first packets).
FIRST_VIEW = 13_000


def costs(size: int):
    """Yield what pages cost in a tenth of an archive and in all of it."""
    from django.test import Client

    from bench import proxied, served
    from tests.articles.exchange.emptied import empty
    from tests.servers import database_url

    took: dict[str, list[float]] = {}
    for number in (size // 10, size):
        empty()
        client = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="bench")
        paths = fill(number)
        row = one_row()
        for name, path in paths.items():
            milliseconds = cpu(partial(client.get, path))
            took.setdefault(name, []).append(milliseconds)
            if number == size:
                yield f"{name}, {number:,} stories, CPU", milliseconds, "ms", "", True
                yield "  beside one row and a response", milliseconds / row, "times", "", True
        if number == size:
            yield from story(client, paths["story"])
            yield from served.measure(paths["story"], database_url())
            yield from proxied.measure(paths["story"], database_url())
    for name, (small, large) in took.items():
        yield (
            f"{name}: ten times the archive",
            large / small,
            "times",
            "<= 1.25",
            (large / small <= 1.25),
        )


def story(client, path: str):
    """Yield what the first view of a story holds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    size = len(gzip.compress(answer.content, 6)) + head
    yield "a story's queries", len(queries), "", "<= 2", len(queries) <= 2
    yield "a story's first view", size, "bytes", f"<= {FIRST_VIEW}", size <= FIRST_VIEW


def fill(size: int) -> dict[str, str]:
    """Write an archive; return one page of each kind."""
    from articles.models import Edition
    from bench import archive

    archive.fill(size)
    edition = Edition.objects.order_by("-pk")[size // 2]
    day = edition.published_at
    return {
        "story": f"/news/{edition.article_id}-{edition.slug}/",
        "front page": "/",
        "latest": "/latest/",
        "section": "/section/bench-1/",
        "archive of a month": f"/archive/{day:%Y/%m}/",
        "feed": "/feed.rss",
    }


def one_row() -> float:
    """Return the CPU time of one row read by its key and sent as a response."""
    from django.http import HttpResponse

    from articles.models import EditionText

    pk = EditionText.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def read():
        text = EditionText.objects.filter(pk=pk).values_list("plain", flat=True)[0]
        return HttpResponse(text).serialize()

    return cpu(read)


def cpu(act) -> float:
    """Return the CPU milliseconds that something takes in this process, once it is warm."""
    times = []
    for _round in range(3 + ROUNDS):
        begun = time.process_time()
        act()
        times.append((time.process_time() - begun) * 1000)
    return median(times[3:])


def main(size: int) -> dict:
    """Return the rows of one database."""
    from django.test.utils import setup_test_environment

    setup_test_environment()
    return {"rows": list(costs(size)) if size else []}


if __name__ == "__main__":
    measured(lambda: main(int(sys.argv[1])))
