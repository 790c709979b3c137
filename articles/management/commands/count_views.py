"""Count readers from the log of a proxy that answers without asking us."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.public import access_log


class Command(BaseCommand):
    help = (
        "Count views of stories and banners from nginx's log (the format `combined`), from where"
        " the last reading of it ended; safe to run again. For COUNT_READERS=log: what the site"
        " counts itself is counted once already."
    )

    def add_arguments(self, parser):
        parser.add_argument("--log", type=Path, action="append", required=True, metavar="FILE",
                            help="May be given several times: the older file first.")  # fmt: skip

    def handle(self, *args, **options):
        if settings.COUNT_READERS != "log":
            raise CommandError("Set COUNT_READERS=log: else every view is counted twice.")
        for path in options["log"]:
            try:
                counted = access_log.count(path)
            except access_log.Busy:
                raise CommandError(f"{path} is being counted by somebody else.") from None
            except (OSError, EOFError) as error:
                raise CommandError(f"{path} cannot be read: {error}") from None
            self.stdout.write(f"{path}: {counted.views} views in {counted.lines} new lines.")
