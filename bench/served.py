"""A page from memory over the network, beside the limit of the server, and how soon a change shows.

The measure is the CPU time of the server's processes for a request: who asks may be slower than the
server, and the machine busy.
"""

import json
import os
import socket
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.nginx import processes
from tests.run import ROOT

REQUESTS, ROUNDS = 4_000, 5
#: Seconds until a change is on a page, on top of the second that a proxy keeps it.
SOON = 0.1


def measure(path: str, url: str):
    """Yield what a kept page costs beside a bare function, and how soon a change is on it."""
    with TemporaryDirectory(prefix="newsroom-served-") as folder:
        answer = Path(folder) / "answer.json"
        counted = serving("newsroom.wsgi:application", DATABASE_URL=url)
        logged = serving("newsroom.wsgi:application", DATABASE_URL=url, COUNT_READERS="log")
        with counted as (port, pids), logged as (other, other_pids):
            get(port, path)
            status, headers, body = get(port, path)
            if not status.startswith("200"):
                raise RuntimeError(f"{path} answered {status}")
            told = {"status": status, "headers": headers, "body": b64encode(body).decode()}
            answer.write_text(json.dumps(told), encoding="utf-8")
            ours, uncounted, limit = [], [], []
            with serving("bench.bare:application", BARE=str(answer)) as (bare, bare_pids):
                for _round in range(ROUNDS):
                    ours.append(cpu(port, pids, path))
                    uncounted.append(cpu(other, other_pids, path))
                    limit.append(cpu(bare, bare_pids, path))
            yield "a page from memory, CPU", median(uncounted), "ms", "", True
            share = median(limit) / median(uncounted)
            yield "  of a bare function's speed", share, "", ">= 0.85", share >= 0.85
            share = median(limit) / median(ours)
            yield "  with each reader counted here", share, "", "", True
            took = max(change(port, path) for _change in range(5))
            yield "  a change is on it after", took, "s", f"<= {SOON}", took <= SOON


@contextmanager
def serving(application: str, **environment):
    """Serve an application as operations.md says, and give its port and its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(port), "--workers", "1", "--blocking-threads", "1",
            "--log-level", "error", application,
        ],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, processes(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def cpu(port: int, pids: list[int], path: str) -> float:
    """Return the CPU milliseconds of the server for one request of many."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        ask(line, path)
        begun = spent(pids)
        for _request in range(REQUESTS):
            ask(line, path)
        return (spent(pids) - begun) * 1000 / REQUESTS


def change(port: int, path: str) -> float:
    """Change the house and return the seconds until the page is another."""
    from articles.models import House

    before = get(port, path)[2]
    House.objects.update_or_create(pk=1, defaults={"phone": f"+7 {time.monotonic_ns()}"})
    begun = time.monotonic()
    while get(port, path)[2] == before:
        if time.monotonic() - begun > 5:
            return float("inf")
        time.sleep(0.005)
    return time.monotonic() - begun


def get(port: int, path: str):
    """Return the status, the headers and the body of a page."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        head, body = ask(line, path)
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = [tuple(each.split(": ", 1)) for each in lines if each]
    left_out = {"date", "server", "connection"}
    return status.partition(" ")[2], [h for h in headers if h[0].lower() not in left_out], body


def ask(line: socket.socket, path: str) -> tuple[bytes, bytes]:
    """Ask on an open connection and read one answer."""
    line.sendall(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n\r\n".encode()
    )
    told = b""
    while b"\r\n\r\n" not in told:
        if not (more := line.recv(65536)):
            raise ConnectionError("the server went away")
        told += more
    head, _, body = told.partition(b"\r\n\r\n")
    length = next(
        int(each.partition(b":")[2])
        for each in head.split(b"\r\n")
        if each.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        body += line.recv(65536)
    return head, body


def spent(pids: list[int]) -> float:
    """Return the CPU seconds that processes have taken so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
