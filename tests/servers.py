"""Real server processes on the tests' database: what one process decides, another must see."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.browser import close

ROOT = Path(__file__).resolve().parent.parent


def database_url() -> str:
    """Return the address of the database that the tests have open."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    where = f"{given['HOST'] or '127.0.0.1'}:{given['PORT'] or 5432}"
    return f"postgres://{given['USER']}{secret}@{where}/{given['NAME']}"


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(port: int, **more) -> dict[str, str]:
    """Return what a server of the tests' database is started with."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": database_url(),
        "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
        **more,
    }


class Nursery:
    """Servers at one address, one after the other, each a new process that starts at once."""

    def __init__(self, more: dict[str, str]):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", str(port)],
            cwd=ROOT, env=environment(port, **more), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def order(self, what: str):
        """Have a server started or stopped, and wait until that is done."""
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n", "the server did not start"

    def close(self):
        """Let it end, with its server."""
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)


@pytest.fixture(scope="session")
def nurseries(django_db_setup):
    """The nurseries of the whole run, by what their servers are started with."""
    opened = {}
    yield opened
    for nursery in opened.values():
        nursery.close()


@pytest.fixture
def serve(transactional_db, django_db_serialized_rollback, sessions, nurseries):
    """Return a starter of servers: `serve(BODY_EDITOR="ckeditor")` gives its address.

    They answer with Django's own server; what only the shipped one shows asks `shipped`.
    """
    running = []

    def start(**more):
        key = (len(running), *sorted(more.items()))
        if key not in nurseries:
            nurseries[key] = Nursery(more)
        running.append(nurseries[key])
        nurseries[key].order("start")
        return nurseries[key].address

    yield start
    # A page that is still open may ask once more, and would find nobody.
    close(sessions)
    for nursery in running:
        nursery.order("stop")


@pytest.fixture
def shipped(transactional_db, django_db_serialized_rollback, sessions):
    """Return a starter of servers as a house runs them; its `running` are their processes."""
    running = []

    def start(**more):
        port = free_port()
        process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
                "--port", str(port), "--workers", "1", "--blocking-threads", "4",
                "--log-level", "error", "newsroom.wsgi:application",
            ],
            cwd=ROOT, env=environment(port, **more), stdout=subprocess.DEVNULL,
        )  # fmt: skip
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        for _attempt in range(200):
            try:
                urllib.request.urlopen(f"{address}/robots.txt", timeout=5)
            except urllib.error.HTTPError:
                break
            except OSError:
                assert process.poll() is None, "the server stopped before it answered"
                time.sleep(0.1)
            else:
                break
        return address

    start.running = running
    yield start
    close(sessions)
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)
