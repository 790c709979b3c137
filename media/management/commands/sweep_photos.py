"""Takes away photo files that belong to nothing any more."""

from django.core.management.base import BaseCommand

from media.sweeping import sweep


class Command(BaseCommand):
    help = (
        "Delete photo files that no row names (an upload that was cut off) and files that were"
        " replaced more than a day ago. Files younger than a day are left alone. For a nightly"
        " timer."
    )

    def add_arguments(self, parser):
        parser.add_argument("--pretend", action="store_true", help="Count, and delete nothing.")

    def handle(self, *args, **options):
        swept = sweep(pretend=options["pretend"])
        self.stdout.write(
            f"without a row: {swept.orphans}; replaced: {swept.replaced};"
            f" bytes: {swept.size}{' (nothing was deleted)' if options['pretend'] else ''}"
        )
