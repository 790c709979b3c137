"""A story behind nginx as docs/nginx.conf sets it up, beside a file that nginx serves as it is.

The measure is CPU time for a request, of nginx and the site behind it together: the page is asked
of the site again each second. Under that load a change, a story's moment and a kill are waited for.
"""

import shutil
import subprocess
import time
from contextlib import contextmanager
from datetime import timedelta
from statistics import median

from bench.served import get, serving, spent
from tests.nginx import nginx, program

ROUNDS, SECONDS = 3, 4
#: What nginx may keep a page for, and the site's own look at what changed.
SOON = 1.1


def lacking() -> list[str]:
    """Return the programs that this needs and that are not installed."""
    found = {"nginx": program(), "wrk": shutil.which("wrk")}
    return [name for name, place in found.items() if place is None]


def measure(path: str, url: str):
    """Yield what a story behind nginx costs beside a static file, and how soon changes show."""
    if lacking():
        return
    site = serving(
        "newsroom.wsgi:application", DATABASE_URL=url, TRUSTED_PROXIES="1", COUNT_READERS="log"
    )
    with site as (behind, site_pids):
        body = get(behind, path)[2]
        with nginx(behind, {"story.html": body}) as (port, plain, pids):
            ours, limit = [], []
            for _round in range(ROUNDS):
                ours.append(cpu(port, path, [*pids, *site_pids]))
                limit.append(cpu(plain, "/story.html", pids))
            yield "a story behind nginx, CPU", median(ours), "ms", "", True
            share = median(limit) / median(ours)
            yield "  of a static file's speed", share, "", ">= 0.70", share >= 0.70
            with loaded(port, path):
                for name, took in changes(port, path):
                    yield f"  {name} is seen after", took, "s", f"<= {SOON}", took <= SOON


def cpu(port: int, path: str, pids: list[int]) -> float:
    """Return the CPU milliseconds of the servers for one request of many."""
    begun = spent(pids)
    done = subprocess.run([*_wrk(port, path, SECONDS)], check=True, capture_output=True, text=True)
    took = spent(pids) - begun
    line = next(each for each in done.stdout.splitlines() if " requests in " in each)
    if "Non-2xx" in done.stdout:
        raise RuntimeError(done.stdout)
    return took * 1000 / int(line.split()[0])


@contextmanager
def loaded(port: int, path: str):
    """Keep a crowd on one page meanwhile."""
    crowd = subprocess.Popen(_wrk(port, path, 60), stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        crowd.terminate()
        crowd.wait(10)


def _wrk(port: int, path: str, seconds: int) -> list[str]:
    return [
        "wrk", "-t1", "-c8", f"-d{seconds}s", "-H", "Accept-Encoding: gzip",
        "-H", "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        f"http://127.0.0.1:{port}{path}",
    ]  # fmt: skip


def changes(port: int, path: str):
    """Yield how long a change of the house, a story's moment and its kill take to be seen."""
    from django.utils import timezone

    from articles.models import Edition, Ended, House

    before = get(port, path)[2]
    House.objects.update_or_create(pk=1, defaults={"phone": f"+7 {time.monotonic_ns()}"})
    yield "a change", _until(lambda: get(port, path)[2] != before)
    edition = Edition.objects.visible().newest_first().first()
    address = f"/news/{edition.article_id}-{edition.slug}/"
    opens = timezone.now() + timedelta(seconds=2.5)
    Edition.objects.filter(pk=edition.pk).update(visible_from=opens)
    _until(lambda: _status(port, address) == 404)
    _until(lambda: _status(port, address) == 200)
    yield "a story's moment", max(0.0, (timezone.now() - opens).total_seconds())
    Edition.objects.filter(pk=edition.pk).update(
        visible_until=timezone.now(), ended_as=Ended.KILLED
    )
    yield "a kill", _until(lambda: _status(port, address) == 410)


def _status(port: int, address: str) -> int:
    return int(get(port, address)[0].split()[0])


def _until(is_there) -> float:
    begun = time.monotonic()
    while not is_there():
        if time.monotonic() - begun > 10:
            return float("inf")
        time.sleep(0.01)
    return time.monotonic() - begun
