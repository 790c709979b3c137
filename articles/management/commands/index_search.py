"""Makes the terms of stories that have none yet, or whose were made by an earlier version."""

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import Article, ArticleTerms, Edition, EditionTerms
from articles.search import MADE_BY, put_articles, put_editions
from media import finding

BATCH = 100


class Command(BaseCommand):
    help = (
        "Make the terms by which stories and photos are found, where they are missing or older"
        " than this version makes them. Safe to run at any time, with the site up; stopped, it"
        " goes on."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Make all of them again.")

    def handle(self, *args, **options):
        if filed := finding.file_missing():
            self.stdout.write(f"photos: terms made for {filed}")
        for name, rows, terms, key, put in (
            ("editions", Edition.objects, EditionTerms, "edition", put_editions),
            ("stories", Article.objects, ArticleTerms, "article", put_articles),
        ):
            made = self.fill(rows, terms, key, put, is_all=options["all"])
            if made or options["verbosity"] > 1:
                self.stdout.write(f"{name}: terms made for {made}")

    def fill(self, rows, terms, key, put, *, is_all: bool) -> int:
        """Walk the table by id, a batch at a time; each batch is kept before the next is read."""
        made, last = 0, 0
        while ids := list(
            rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[: 10 * BATCH]
        ):
            last, found = ids[-1], set()
            if not is_all:
                done = terms.objects.filter(made_by=MADE_BY, terms__isnull=False)
                found = set(done.filter(**{f"{key}__in": ids}).values_list(f"{key}_id", flat=True))
            wanted = [pk for pk in ids if pk not in found]
            for first in range(0, len(wanted), BATCH):
                with transaction.atomic():
                    some = list(rows.filter(pk__in=wanted[first : first + BATCH]))
                    put(some)
                made += len(some)
        return made
