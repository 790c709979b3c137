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


@pytest.fixture
def serve(transactional_db, django_db_serialized_rollback, sessions):
    """Return a starter of servers: `serve(BODY_EDITOR="ckeditor")` gives its address."""
    running = []

    def start(**environment):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
                "--port", str(port), "--workers", "1", "--blocking-threads", "4",
                "--log-level", "error", "newsroom.wsgi:application",
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "TEST_DATABASE_URL": database_url(),
                "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
                "SITE_URL": f"http://127.0.0.1:{port}",
                "PYTHONPATH": str(ROOT),
                **environment,
            },
            stdout=subprocess.DEVNULL,
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
    # A page that is still open may ask once more, and would find nobody.
    close(sessions)
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)
