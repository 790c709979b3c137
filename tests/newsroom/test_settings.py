"""The settings: safe unless somebody says otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


def start(**environment):
    """Import the settings in a process of its own, with nothing but this environment."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import newsroom.settings as s; print(s.DEBUG, s.SITE_URL)"],
        cwd=ROOT, env={**keep, **environment}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("key", ["", "only-for-development-and-tests"])
def test_the_newsroom_does_not_start_on_a_development_key(key):
    ended = start(SECRET_KEY=key)
    assert ended.returncode != 0
    assert "Set SECRET_KEY" in ended.stderr


def test_debug_is_off_unless_it_is_asked_for():
    assert start(SECRET_KEY="a-key").stdout.startswith("False")


def test_an_unknown_body_editor_is_refused_with_the_known_ones():
    ended = start(SECRET_KEY="a-key", BODY_EDITOR="word")
    assert "prose, ckeditor, textarea" in ended.stderr


def test_an_unknown_latin_alphabet_is_refused_with_the_known_ones():
    assert "KAZAKH_LATIN is 2018" in start(SECRET_KEY="a-key", KAZAKH_LATIN="1929").stderr


def test_sqlite_waits_instead_of_failing(settings):
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        assert options["transaction_mode"] == "IMMEDIATE"
        assert options["timeout"] >= 20
        assert "journal_mode=WAL" in options["init_command"]
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


@pytest.mark.django_db
def test_postgresql_compiles_no_question():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite compiles nothing")
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/articles/article/add/", "/"])
def test_no_page_allows_inline_script_or_style_by_name(client, chief, path):
    client.force_login(chief)
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_a_reader_gets_no_cookie_and_no_page_varies_on_one(client):
    for path in ("/", "/latest/", "/ru/", "/imprint/", "/no-such-page/"):
        answer = client.get(path)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.django_db
def test_the_desk_speaks_the_language_that_was_chosen(client, journalist):
    client.force_login(journalist)
    assert client.get("/admin/").headers["Content-Language"] == "kk"
    client.post("/language/", {"language": "ru", "next": "/admin/"})
    assert client.get("/admin/").headers["Content-Language"] == "ru"
    assert client.get("/").headers["Content-Language"] == "kk"
    assert client.get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "kk"
