"""Work that waits in the database's queue: who does it, and what becomes of it if they die.

A task says only what is to be looked at; what is missing is found when it runs, and everything
is stored at once at its end. So a task may be done twice, and half of one leaves nothing.
"""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Min, Q, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

#: No task of ours takes so long: its worker is gone.
TOO_LONG = timedelta(minutes=15)
#: A worker that runs has begun what waits long before.
SILENT = timedelta(minutes=10)
#: How long a task that failed waits to be tried again, by how often it was tried already.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10))
TRIES = len(PAUSES) + 1
_READY, _RUNNING, _FAILED = "READY", "RUNNING", "FAILED"


def worker_name() -> str:
    """Return a name for this process, by which others on the machine see whether it lives."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(frozen=True)
class Silence:
    """How many tasks wait, and since when the oldest of them might have been done."""

    waiting: int
    since: datetime


def silence(now=None) -> Silence | None:
    """Return what waits for a worker that does not come; None while there is nothing to say."""
    now = now or timezone.now()
    # One that was put off waits since its own moment; the others name a day that never comes.
    begun = Case(When(run_after__lte=now, then="run_after"), default="enqueued_at")
    told = DBTaskResult.objects.ready().aggregate(waiting=Count("pk"), since=Min(begun))
    if not told["waiting"] or told["since"] > now - SILENT:
        return None
    # A long queue is no silence while something of it is done.
    is_working = DBTaskResult.objects.filter(
        Q(status=_RUNNING, started_at__gt=now - TOO_LONG) | Q(finished_at__gt=now - SILENT)
    ).exists()
    return None if is_working else Silence(**told)


def take_back(now=None) -> int:
    """Put back what dead workers held and what failed not too often; return how many.

    Safe to call from several workers at once: each row is put back once.
    """
    now = now or timezone.now()
    done = 0
    for task in DBTaskResult.objects.filter(status=_RUNNING).iterator():
        if _is_gone(task, now):
            again = _READY if len(task.worker_ids) < TRIES else _FAILED
            done += _moved(
                task, _RUNNING, status=again, finished_at=None if again == _READY else now
            )
    since = now - timedelta(days=1)
    for task in DBTaskResult.objects.filter(status=_FAILED, finished_at__gt=since).iterator():
        tried = len(task.worker_ids)
        if 0 < tried < TRIES and task.finished_at <= now - PAUSES[tried - 1]:
            done += _moved(task, _FAILED, status=_READY, finished_at=None)
    return done


def _moved(task, before, **to) -> int:
    return DBTaskResult.objects.filter(
        pk=task.pk, status=before, started_at=task.started_at
    ).update(**to)


def _is_gone(task, now) -> bool:
    if task.started_at is None or task.started_at <= now - TOO_LONG:
        return True
    host, _colon, rest = (task.worker_ids or [""])[-1].partition(":")
    process = rest.partition(":")[0]
    if host != socket.gethostname()[:32] or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
