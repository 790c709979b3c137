"""Asking at WSGI, as a server does: what stands before Django is passed, too."""

import gzip
import io
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.public import reading

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

MEGABYTE = 1024 * 1024


class Answer:
    """What came over WSGI."""

    def __init__(self, application, path, method="GET", query="", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "HTTP_USER_AGENT": BROWSER,
            "REMOTE_ADDR": "192.0.2.7",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **headers,
        }
        environ["QUERY_STRING"] = query.encode().decode("latin-1")
        told = []
        body = application(environ, lambda *answer: told.append(answer))
        self.raw = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        self.status, self.headers = int(told[-1][0][:3]), dict(told[-1][1])
        assert len(told[-1][1]) == len(self.headers), "a header was sent twice"
        self.is_zipped = self.headers.get("Content-Encoding") == "gzip"
        self.body = gzip.decompress(self.raw) if self.is_zipped and self.raw else self.raw
        if "Content-Length" in self.headers and method == "GET":
            assert int(self.headers["Content-Length"]) == len(self.raw)


@pytest.fixture
def left_alone(db):
    """Let Django leave the test's connection alone, as its own client makes it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Counted:
    """Django, and how often it was asked."""

    def __init__(self):
        self.django, self.asked = WSGIHandler(), []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)


@pytest.fixture
def django(left_alone, house, monkeypatch):
    """Django, and how often it was asked."""
    # Readers of these pages are counted in a batch of the test's own.
    monkeypatch.setattr(reading, "_batch", reading.Batch())
    return Counted()
