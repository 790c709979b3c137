"""Load the demo newsroom: an invented agency with its people, photos and two years of stories."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import lexicon
from articles.exchange import demo
from articles.models import Article
from articles.tags import counting, filing

#: Letters and digits that nobody takes for one another.
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = (
        "Load the demo newsroom, once. Its people share one random password, which is printed"
        " and kept in the file named by --logins; a site served over https refuses the demo."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are stories already"
        )
        parser.add_argument(
            "--logins",
            type=Path,
            metavar="FILE",
            help="keep the logins in FILE (for its owner's eyes) and print them again from there",
        )

    def handle(self, *args, if_empty, logins, **options):
        if if_empty and Article.objects.exists():
            if demo.is_loaded():
                self._print(logins)
            return
        if demo.is_loaded():
            self.stdout.write("The demo newsroom is already loaded.")
            self._print(logins)
            return
        if settings.SITE_URL.startswith("https://"):
            raise CommandError(
                "This is a public site (SITE_URL begins with https): the demo would open its"
                " desk to invented people. Load it on your own machine."
            )
        password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
        try:
            roles = demo.load(password)
        except demo.AlreadyThere as error:
            raise CommandError(str(error)) from error
        lexicon.learn()
        filing.file_missing()
        counting.count()
        table = "".join(f"{username:<14}{password:<18}{role}\n" for username, role in roles.items())
        if logins is not None:
            _keep(logins, table)
        self.stdout.write(f"The demo newsroom is loaded: {Article.objects.count()} stories.")
        self.stdout.write(table)

    def _print(self, logins):
        if logins is not None and logins.is_file():
            self.stdout.write(logins.read_text(encoding="utf-8"))


def _keep(path: Path, table: str):
    """Write the logins for the owner of the file alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(table)
