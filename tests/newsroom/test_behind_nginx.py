"""The configuration for nginx that docs ship: what it keeps, for whom, and for how long."""

import gzip
import http.client
import os
import signal
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Edition
from tests.nginx import nginx, processes, program

pytestmark = pytest.mark.skipif(program() is None, reason="nginx is not installed")

#: A page is kept until its second ends, and then is made or fetched.
SOON = 1.1


class Site(BaseHTTPRequestHandler):
    """Answers as the site does, and counts how often it was asked."""

    protocol_version = "HTTP/1.1"
    asked, headers_of, extra = [], [], ()

    def do_GET(self):
        type(self).asked.append(self.path)
        type(self).headers_of.append(dict(self.headers))
        body = f"{len(self.asked)}".encode()
        self.send_response(200)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.extra or [("X-Accel-Expires", f"@{int(time.time())}")]:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=0, must-revalidate")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told):
        """Say nothing."""


@pytest.fixture
def site():
    """A site behind nginx: `site.ask(path, **headers)`."""

    class Fresh(Site):
        asked, headers_of = [], []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Fresh)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with nginx(server.server_address[1]) as (port, _plain, _pids):
        Fresh.ask = staticmethod(lambda path="/", **headers: ask(port, path, **headers))
        yield Fresh
    server.shutdown()
    server.server_close()


def ask(port, path, **headers):
    """Return the status, the headers and the body of an answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, dict(answer.headers), body


def at_the_start_of_a_second():
    time.sleep(1.02 - time.time() % 1)


def test_within_a_second_the_site_is_asked_once_and_then_again(site):
    at_the_start_of_a_second()
    answers = {site.ask()[2] for _reader in range(20)}
    assert answers == {b"1"}
    at_the_start_of_a_second()
    assert site.ask()[2] == b"2"
    assert site.asked == ["/", "/"]


def test_a_crowd_at_once_asks_the_site_once_for_each_packing(site):
    at_the_start_of_a_second()
    packed = ["gzip", "gzip, deflate", "gzip;q=1.0, br", "br", "", "identity"] * 4
    readers = [
        threading.Thread(target=site.ask, kwargs={"Accept_Encoding": each}) for each in packed
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(site.asked) == 3


def test_everyone_gets_the_packing_they_can_read(site):
    at_the_start_of_a_second()
    _status, headers, body = site.ask(Accept_Encoding="gzip, deflate")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(body)
    _status, headers, body = site.ask(Accept_Encoding="identity")
    assert "Content-Encoding" not in headers and body.isdigit()


@pytest.mark.parametrize("header", [{"Cookie": "sessionid=a"}, {"Authorization": "Bearer a"}])
def test_whoever_is_signed_in_is_neither_given_a_kept_page_nor_kept_one(site, header):
    at_the_start_of_a_second()
    assert site.ask()[2] == b"1"
    assert site.ask(**header)[2] == b"2"
    assert site.ask(**header)[2] == b"3"
    assert site.ask()[2] == b"1"


@pytest.mark.parametrize(
    "extra",
    [
        [("Cache-Control", "no-store, private"), ("Vary", "Cookie")],
        [("X-Accel-Expires", "@99999999999"), ("Set-Cookie", "sessionid=b")],
        [("X-Other", "no moment is named")],
    ],
)
def test_what_the_site_does_not_give_to_everyone_is_not_kept(site, extra):
    site.extra = extra
    site.ask()
    site.ask()
    assert len(site.asked) == 2


def test_the_site_hears_who_asks_and_for_which_host(site):
    site.ask(X_Forwarded_For="198.51.100.7", Host="news.example.kz")
    heard = site.headers_of[0]
    assert heard["Host"] == "news.example.kz"
    assert heard["X-Forwarded-For"] == "198.51.100.7, 127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "http"


def until(port, path, is_there):
    """Return the seconds until an answer is as it should be."""
    begun = time.monotonic()
    while not is_there(ask(port, path)):
        assert time.monotonic() - begun < 10, "it never came"
        time.sleep(0.01)
    return time.monotonic() - begun


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_story_opens_on_its_second_and_a_kill_is_there_at_once(shipped, house, publish, chief):
    address = shipped(TRUSTED_PROXIES="1", COUNT_READERS="log")
    opens = timezone.now() + timedelta(seconds=2)
    edition = publish("Жаңа мектеп ашылды")
    Edition.objects.filter(pk=edition.pk).update(
        visible_from=opens, published_at=opens, updated_at=opens
    )
    path = f"/news/{edition.article_id}-{edition.slug}/"
    with nginx(int(address.rpartition(":")[2])) as (port, _plain, _pids):
        assert ask(port, path)[0] == 404
        until(port, path, lambda answer: answer[0] == 200)
        assert timedelta() <= timezone.now() - opens < timedelta(seconds=SOON + 0.5)
        edition.article.refresh_from_db()
        workflow.kill(edition.article, by=chief, note="Қате хабар")
        assert until(port, path, lambda answer: answer[0] == 410) < SOON + 0.5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_sites_own_page_is_kept_until_its_second_ends(shipped, house, publish):
    address = shipped(TRUSTED_PROXIES="1", COUNT_READERS="log")
    with nginx(int(address.rpartition(":")[2])) as (port, _plain, _pids):
        ask(port, "/")
        at_the_start_of_a_second()
        kept = ask(port, "/")
        for pid in processes(shipped.running[0].pid):
            os.kill(pid, signal.SIGKILL)
        assert ask(port, "/")[2] == kept[2]
        assert "X-Accel-Expires" not in kept[1]
        at_the_start_of_a_second()
        assert ask(port, "/")[0] == 502
