"""Write stories into a file of JSON lines that import_articles reads."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.exchange import lines
from articles.exchange.outgoing import Export

EPILOGUE = """
Writes every story that readers have, had (an expired one) or will have (a scheduled one): of each
the text they have now, or will have first. A change approved for later, drafts, and held and
killed stories are not written; how many, is said at the end. The originals of the photos are
copied into FILE.photos/ beside FILE, with everything their cameras wrote into them: keep the
folder as private as they are here. What was withdrawn, and a photo whose file is missing, stays
away. Earlier editions, corrections and decisions are not stories: `backup` keeps those.

An import of the file into an empty newsroom and an export from there give the same bytes.
"""


class Command(BaseCommand):
    help = "Write stories into a file of JSON lines that import_articles reads."

    def create_parser(self, *args, **kwargs):
        return super().create_parser(
            *args,
            epilog=EPILOGUE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
        parser.add_argument("--source", default="", help="only what was imported from this source")

    def handle(self, *args, file, source, **options):
        export = Export(
            file.with_name(f"{file.name}.photos"),
            at=timezone.now(),
            source=source,
            say=lambda text: self.stderr.write(text, self.style.WARNING),
        )
        try:
            with lines.writer(file) as write:
                for line in export.lines():
                    write(line)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error}") from error
        counts = export.counts
        self.stdout.write(
            f"{counts['written']} stories and {counts['photos']} photos written;"
            f" {counts['stopped']} held or killed and"
            f" {counts['ahead']} coming changes left out."
        )
