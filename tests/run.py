"""Run the whole suite on SQLite and on PostgreSQL, side by side, and say what was left out.

PostgreSQL is the server that TEST_DATABASE_URL names, else one started here from installed
binaries, on a socket of its own, and stopped at the end.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

#: What no database can do differently is run once: plain Python, catalogues and what a browser
#: does beside the rest on SQLite (an entry with «::» is one test, any other a file or a folder),
ON_SQLITE = (
    "kazakh", "articles/demo", "articles/test_cards.py", "articles/test_differences.py",
    "articles/test_markup.py", "articles/test_pasted.py", "articles/test_stylesheet.py",
    "articles/test_transcript.py",
    "media/test_described.py", "media/test_intake.py", "media/test_metadata.py",
    "media/test_naming.py", "media/test_renditions.py", "media/test_validators.py",
    "newsroom/test_behind_nginx.py", "newsroom/test_walking_the_demo.py",
    "test_catalogues.py", "test_glossary.py", "test_imports.py",
    "journeys/test_autosave_in_browser.py",
    "journeys/test_collisions_in_browser.py", "journeys/test_counted_in_browser.py",
    "journeys/test_demo.py", "journeys/test_desk_in_browser.py",
    "journeys/test_editors_in_browser.py", "journeys/test_every_desk_screen_in_browser.py",
    "journeys/test_finding_in_browser.py",
    "journeys/test_from_first_line_to_reader.py::"
    "test_a_story_from_its_first_line_to_its_reader[ckeditor]",
    "journeys/test_front_page_in_browser.py", "journeys/test_gallery_in_browser.py",
    "journeys/test_pasted_in_browser.py", "journeys/test_photo_library_in_browser.py",
    "journeys/test_plan_in_browser.py", "journeys/test_reader_in_browser.py",
    "journeys/test_spelling_in_browser.py",
    "journeys/test_talking_in_browser.py", "journeys/test_words_of_scripts_in_browser.py",
    "journeys/test_writing_form_in_browser.py",
)  # fmt: skip
#: and the desk's screens beside PostgreSQL, if there is one: both then take about as long.
ON_POSTGRESQL = (
    "articles/desk", "newsroom/test_every_screen.py",
    "journeys/test_from_first_line_to_reader.py::"
    "test_a_story_from_its_first_line_to_its_reader[prose]",
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent


def binary(name: str) -> str | None:
    """Return the path of a PostgreSQL program, from PATH or from where packages put it."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name) or next(
        (str(place / name) for place in places if (place / name).exists()), None
    )


def unprivileged() -> dict:
    """Return as whom to run PostgreSQL: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return {}


@contextmanager
def postgresql():
    """Give the address of a PostgreSQL to test on, or None with a word about why not."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url, ""
        return
    initdb, server = binary("initdb"), binary("postgres")
    if not (initdb and server):
        yield None, "PostgreSQL was left out: TEST_DATABASE_URL is not set, no server is installed"
        return
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    as_whom = unprivileged()
    if as_whom:
        os.chown(data, as_whom["user"], as_whom["group"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": "/", **as_whom}
    subprocess.run(
        [initdb, "-D", data, "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
         "--no-sync"],
        check=True, **quiet,
    )  # fmt: skip
    running = subprocess.Popen(
        [server, "-D", data, "-p", str(port), "-k", data, "-c", "listen_addresses=127.0.0.1",
         "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
         "-c", "max_connections=300"],
        **quiet,
    )  # fmt: skip
    try:
        for _attempt in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"postgres://newsroom@127.0.0.1:{port}/postgres", ""
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def pytest(*arguments: str, database: str | None, output=None):
    """Start pytest on one database."""
    environment = dict(os.environ)
    environment.pop("TEST_DATABASE_URL", None)
    environment.pop("DATABASE_URL", None)
    if database:
        environment["TEST_DATABASE_URL"] = database
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT,
    )  # fmt: skip


def but(left_out: tuple[str, ...], chosen: list[str]) -> list[str]:
    """Return what to tell pytest: everything but what the other side runs, or what was chosen."""
    return chosen or [
        f"--{'deselect' if '::' in each else 'ignore'}=tests/{each}" for each in left_out
    ]


def main() -> int:
    """Run both, print both, return 0 if both passed."""
    chosen = sys.argv[1:]
    with postgresql() as (url, left_out), tempfile.TemporaryFile("w+") as kept:
        second = pytest(*but(ON_SQLITE, chosen), database=url, output=kept) if url else None
        print("— on SQLite", flush=True)
        codes = [pytest(*but(ON_POSTGRESQL if url else (), chosen), database=None).wait()]
        if second:
            codes.append(second.wait())
            kept.seek(0)
            print("— on PostgreSQL", kept.read(), sep="\n", flush=True)
    if left_out:
        print(f"Left out: {left_out}.")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
