"""The worker: does what waits in the queue, and what a worker before it left behind."""

import logging
import threading

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from media import queue, rounds

logger = logging.getLogger(__name__)

#: Seconds between two looks for work that dead workers hold.
LOOK = 30


class Command(BaseCommand):
    help = (
        "Do the work that waits: AVIF files, labels after a corrected credit, social cards. The"
        " site runs without it; with it, pages get lighter, and who wants mail gets it. As many may"
        " run as the machines have room for; SIGTERM lets the task in hand end."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-empty", action="store_true", help="Stop when nothing waits any more."
        )
        parser.add_argument(
            "--interval", type=float, default=1, help="Seconds to wait when nothing waits."
        )

    def handle(self, *args, **options):
        queue.take_back()
        rounds.go()
        over = threading.Event()
        if not options["until_empty"]:
            threading.Thread(target=_keep_looking, args=(over,), daemon=True).start()
        try:
            call_command(
                "db_worker",
                queue_name="*",
                batch=options["until_empty"],
                interval=options["interval"],
                startup_delay=False,
                reload=False,
                worker_id=queue.worker_name(),
                verbosity=options["verbosity"],
            )
        finally:
            over.set()


def _keep_looking(over):
    try:
        while not over.wait(LOOK):
            try:
                queue.take_back()
            except DatabaseError:
                # A database that is away comes back; whoever looks then must be there still.
                logger.exception("nobody looked for the work of dead workers")
            rounds.go()
            connection.close()
    finally:
        connection.close()
