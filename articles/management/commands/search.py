"""The answers to a search of readers, in the ids of the import: what judges them reads this."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import Article, Language
from articles.search import find

MANY = 10_000


class Command(BaseCommand):
    help = "Find what readers would find, best first."

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*", help="What is asked, as it would be typed.")
        parser.add_argument("--queries", type=Path, help="A JSON file: a list of such questions.")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Imported ids in order; with --queries a list of such lists.",
        )
        parser.add_argument("--language", choices=Language.values, default=Language.KAZAKH)
        parser.add_argument("--limit", type=int, default=MANY, help="Default: %(default)s")

    def handle(self, *args, words, queries, language, limit, **options):
        if limit < 1:
            raise CommandError("--limit is 1 or more.")
        if queries:
            asked = _questions(queries)
        elif words:
            asked = [" ".join(words)]
        else:
            raise CommandError("Say what to find, or name a file of --queries.")
        # One moment for all, and words to print only where somebody reads them.
        at = timezone.now()
        columns = ("edition__article", "edition__headline")
        answers = [
            find(each, language=language, at=at, columns=columns, length=limit).editions
            for each in asked
        ]
        names = _names({edition.article_id for found in answers for edition in found})
        if options["json"]:
            told = [[names[edition.article_id] for edition in found] for found in answers]
            self.stdout.write(json.dumps(told if queries else told[0], ensure_ascii=False))
            return
        for question, found in zip(asked, answers, strict=True):
            if queries:
                self.stdout.write(f"{question}: {len(found)}")
            for edition in found:
                self.stdout.write(f"  {names[edition.article_id]} {edition.headline}")


def _questions(path: Path) -> list[str]:
    try:
        asked = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if not isinstance(asked, list) or not all(isinstance(each, str) for each in asked):
        raise CommandError(f"{path} holds no list of strings.")
    return asked


def _names(ids) -> dict[int, str]:
    """Name each story by its imported id; one of our own, which has none, by its number."""
    ids, names = sorted(ids), {}
    for first in range(0, len(ids), 900):
        rows = Article.objects.filter(pk__in=ids[first : first + 900])
        names |= {pk: told or f"#{pk}" for pk, told in rows.values_list("pk", "imported_id")}
    return names
