"""Related news in one database: how good the nine are, and what they cost beside nine by a tag.

Runs beside the database that DATABASE_URL names, in one made for it; prints one line of JSON.
"""

import json
import random
import sys
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile

from bench import judged
from bench.own_database import measured
from bench.search import timed

STORIES, TAGS = 100, 400


def goodness(folder: Path):
    """Yield rows about the labelled sets, the usual feeds among them, and our answers."""
    from tests.articles.exchange.emptied import empty

    for name, (_stories, _labels, goal) in judged.SETS.items():
        empty()
        lines, grades = judged.stories(folder, name), judged.labels(folder, name)
        answers = answered(lines)
        ours = judged.mean_ndcg(answers.__getitem__, grades)
        yield f"{name}, nDCG@9", ours, "", f">= {goal}", ours >= goal
        for feed in (judged.latest_in_section, judged.shared_tags):
            theirs = judged.mean_ndcg(feed(lines), grades)
            yield f"  beside it: {feed.__name__.replace('_', ' ')}", theirs, "", "", True
        part = judged.recent(answers, lines)
        yield "  of a week, where there are such", part, "", ">= 0.9", part >= 0.9
        wrong = judged.faults(answers, lines)
        yield "  itself, of the future, twice", wrong, "", "= 0", wrong == 0


def answered(lines: list[dict]) -> dict[str, list[str]]:
    """Import stories and return what `manage.py related --json --at own` says of them."""
    from django.core.management import call_command

    with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        file.flush()
        call_command("import_articles", file.name, stdout=StringIO())
    said = StringIO()
    call_command("related", "--json", "--at", "own", stdout=said)
    return json.loads(said.getvalue())


def costs(size: int):
    """Yield what the nine cost in a tenth of an archive and in all of it."""
    from tests.articles.exchange.emptied import empty

    took = {}
    for number in (size // 10, size):
        empty()
        fill(number)
        ours, nine = cost()
        took[number] = ours / nine
        yield f"{number:,} stories, the nine, p50", ours, "ms", "", True
        yield "  nine newest by a tag, p50", nine, "ms", "", True
        yield "  beside that query", ours / nine, "times", "<= 4", ours / nine <= 4
    small, large = took.values()
    yield "ten times the archive", large / small, "times", "<= 1.25", large / small <= 1.25


def fill(size: int):
    """Write an archive whose stories have five tags each, the first tags the commonest."""
    from django.db import connection

    from articles import search
    from articles.models import Edition, EditionTag, Tag
    from bench import archive

    archive.fill(size)
    dice = random.Random(5)
    tags = [Tag.objects.create(name=f"белгі{number}") for number in range(TAGS)]
    weights = [1 / (number + 1) for number in range(TAGS)]
    last = 0
    while some := list(Edition.objects.filter(pk__gt=last).order_by("pk")[:1000]):
        last = some[-1].pk
        EditionTag.objects.bulk_create(
            EditionTag(
                edition=edition, article_id=edition.article_id, language=edition.language,
                published_at=edition.published_at, tag=tag,
            )
            for edition in some
            for tag in set(dice.choices(tags, weights, k=5))
        )  # fmt: skip
        search.put_editions(some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cost() -> tuple[float, float]:
    """Return the milliseconds of the nine, and of the nine newest of one tag, in turn."""
    from django.utils import timezone

    from articles.models import Edition, EditionTag
    from articles.related import related

    at = timezone.now()
    editions = list(Edition.objects.order_by("-pk")[5 : 5 + STORIES])
    tags = {
        edition.pk: list(edition.edition_tags.values_list("tag_id", flat=True))
        for edition in editions
    }

    def nine(edition):
        rows = EditionTag.objects.visible(at).filter(tag=tags[edition.pk][0], language="kk")
        rows = rows.select_related("edition").newest_first(at=at)
        return list(rows.only("published_at", "article", "edition__headline")[: judged.DEPTH])

    ours = timed(lambda edition: related(edition, at=at, tags=tags[edition.pk]), editions)
    return median(ours), median(timed(nine, editions))


def main(size: int, folder: Path | None) -> dict:
    """Return the rows of one database."""
    rows = [*goodness(folder)] if folder else []
    rows += costs(size) if size else []
    return {"rows": rows}


if __name__ == "__main__":
    measured(lambda: main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None))
