"""Cards for the stories that have none."""

from django.core.management.base import BaseCommand

from articles import tasks


class Command(BaseCommand):
    help = (
        "Have the worker draw the social cards of stories that have none, the newest first, when"
        " nothing else waits. An import asks for this by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            help="look at every story: cards that say what the story no longer says are drawn anew",
        )

    def handle(self, *args, **options):
        tasks.draw_lacking.enqueue({} if options["all"] else None)
        self.stdout.write("The worker draws them: manage.py work.")
