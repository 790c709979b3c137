"""A real Chromium for tests: `page` is one that reports what it should not have done.

    @pytest.mark.browser
    def test_reader_opens_a_story(page, live_server):
        page.goto(live_server.url + "/")

At the end of the test `page` fails it when the console held an error, when the page broke its
Content-Security-Policy, when a script failed, or when another host was asked for anything.
`new_page()` gives further pages with the same watch (another person, a phone:
`new_page(viewport={"width": 390, "height": 844})`). What a test expects to go wrong it declares:
`page.watch.expect("403")` forgives the reports that hold these words.

With `live_server` mark the test `django_db(transaction=True, serialized_rollback=True)`, or use
`serve` of tests/servers.py: else the rows that migrations made are gone for the tests after it.

Chromium is found by the variable CHROMIUM or on PATH; without one these tests are skipped.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

#: The shell first: the same Chromium without the windows and menus that nobody looks at.
NAMES = (
    "chromium-headless-shell", "chrome-headless-shell",
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip
HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Watch:
    """Gathers what a page should not do."""

    def __init__(self):
        self.reports = []
        self.expected = []

    def expect(self, words: str):
        self.expected.append(words)

    def unexpected(self) -> list[str]:
        return [
            report for report in self.reports if not any(words in report for words in self.expected)
        ]

    def follow(self, page):
        # Violations of the policy are errors of the console, too.
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.reports.append(f"script: {error}"))
        page.on("request", self._request)

    def _console(self, message):
        if message.type == "error" or "Content Security Policy" in message.text:
            address = (message.location or {}).get("url", "")
            self.reports.append(f"console: {message.text} {address}")

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in HERE:
            self.reports.append(f"another host: {request.url}")


@pytest.fixture(scope="session")
def browser():
    """One browser for the whole run."""
    path = chromium()
    if not path:
        pytest.skip("no Chromium: set CHROMIUM to the path of one, or install it")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        # Its event loop stays on this thread to the end of the run; Django's own code in the
        # tests that follow is as synchronous as before.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        launched = tool.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def sessions():
    """The browser's sessions of one test: closed before the server that they speak to stops."""
    opened = []
    yield opened
    close(opened)


def close(sessions):
    while sessions:
        sessions.pop().close()


def enter(page, server: str, user):
    """Open the desk for somebody who signed in before: the form itself has a test of its own."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
    page.goto(f"{server}/admin/")


@pytest.fixture
def new_page(browser, sessions):
    """Return a maker of pages, each in a session of its own, that are watched to the end."""
    watches = []

    def make(**options):
        context = browser.new_context(**{"locale": "kk-KZ", **options})
        sessions.append(context)
        page = context.new_page()
        page.watch = Watch()
        page.watch.follow(page)
        watches.append(page.watch)
        return page

    yield make
    close(sessions)
    reports = [report for watch in watches for report in watch.unexpected()]
    assert not reports, "\n".join(reports)


@pytest.fixture
def page(new_page):
    """A watched page."""
    return new_page()
