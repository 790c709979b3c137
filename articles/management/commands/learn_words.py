"""Learns the words of editions that no approval has learned yet."""

from django.core.management.base import BaseCommand

from articles import lexicon


class Command(BaseCommand):
    help = (
        "Learn the words of the archive, for «did you mean» and for hints of spelling. Goes on"
        " where it stopped; approvals learn by themselves, so this is for an archive that came"
        " at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Forget all words and begin again.")

    def handle(self, *args, **options):
        learned = lexicon.learn_again() if options["all"] else lexicon.learn()
        if learned or options["verbosity"] > 1:
            self.stdout.write(f"editions learned: {learned}")
