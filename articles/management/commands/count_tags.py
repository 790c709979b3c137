"""Keeps the tags and counts the stories of an archive that came at once."""

from django.core.management.base import BaseCommand

from articles.tags import counting, filing


class Command(BaseCommand):
    help = (
        "Keep the tags by which writers find them, and count how much each is used. Goes on where"
        " it stopped; approvals count by themselves, so this is for an archive that came at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Begin again from nothing.")

    def handle(self, *args, **options):
        filed = filing.file_all() if options["all"] else filing.file_missing()
        counted = 0
        if options["all"]:
            counting.count_all_again()
        else:
            counted = counting.count()
        if filed or counted or options["verbosity"] > 1:
            self.stdout.write(f"tags kept: {filed}, uses counted: {counted}")
