"""Take stories in from a file of JSON lines."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import lexicon, tasks
from articles.exchange import lines
from articles.exchange.incoming import DATABASE_IS_ILL, Import
from articles.tags import counting, filing

EPILOGUE = """
One JSON object a line: id, headline (or title), published_at (or date; a time without a zone is
in the site's), and where there are any: lead, body (text or HTML), category, region, tags, agency,
bylines, photo {file or url, credit, caption, alt}, language (or lang), url (its old address), and
the further fields that export_articles writes. A file of a photo lies beside FILE or in
FILE.photos/, and nowhere else; an address is fetched as it stands, so import only files you
trust. Photos without a credit come in as a debt.

A story is known by SOURCE and id. Again the same line changes nothing; a changed one gives
readers one new edition; a story that was saved, held, killed or redacted at the desk since is
left alone. A run that was stopped is finished by running it again. Categories, tags, authors,
topics and agencies that are new are made; an unknown region refuses its line.

Refused lines are named on standard error with number and reason, and the rest goes in.
Exit code: 0 all lines went in, 1 some were refused, 2 the file cannot be read or the database
is away: run it again.
"""


class Command(BaseCommand):
    help = "Take stories in from a file of JSON lines, plain or gzipped."

    def create_parser(self, *args, **kwargs):
        return super().create_parser(
            *args,
            epilog=EPILOGUE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
        parser.add_argument(
            "--source",
            default="import",
            help="whose ids these are (default: import); two sources may use the same ids",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )

    def handle(self, *args, file, source, dry_run, verbosity, **options):
        source = source.strip()
        if not 0 < len(source) <= 60:
            raise CommandError("The source's name has 1 to 60 characters.", returncode=2)
        told = 0

        def say(number, kind, text):
            style = self.style.ERROR if kind == "refused" else self.style.WARNING
            self.stderr.write(f"line {number}: {kind}: {text}", style)

        def every(read):
            nonlocal told
            if verbosity > 1 and read // 1000 > told:
                told = read // 1000
                self.stderr.write(f"{read} lines read", lambda text: text)

        run = Import(
            source,
            file.parent,
            file.with_name(f"{file.name}.photos"),
            dry_run=dry_run,
            say=say,
        )
        try:
            run.run(lines.read(file), every=every)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}", returncode=2) from error
        except DATABASE_IS_ILL as error:
            raise CommandError(
                f"The database does not go on ({error}). What was written stays;"
                " run this again when it is well.",
                returncode=2,
            ) from error
        if not dry_run:
            lexicon.learn()
            filing.file_missing()
            counting.count()
            tasks.draw_lacking.enqueue()
        counts = run.counts
        self.stdout.write(
            f"{'Would be: ' if dry_run else ''}{counts['new']} new, {counts['changed']} changed,"
            f" {counts['unchanged']} unchanged, {counts['refused']} refused"
            f" of {counts['read']} lines."
        )
        if counts["refused"]:
            raise SystemExit(1)
