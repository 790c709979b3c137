"""`python -m tests.pictures`: every kind of page as readers see it, and one sheet of them all.

The demo newsroom is loaded into a folder of its own and served from there. A picture of each page
in each script, light and dark, on a phone and at a desk, and as it is printed, is written to
.run/screens; docs/pictures/pages.webp holds a selection side by side.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.browser import ARGUMENTS, chromium

ROOT = Path(__file__).resolve().parent.parent
SCREENS, SHEET = ROOT / ".run" / "screens", ROOT / "docs" / "pictures" / "pages.webp"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
SCRIPTS = {"cyrillic": "", "latin": "/latyn", "arabic": "/tote"}
#: The pages that are looked at in every script; the others in Cyrillic alone.
EVERYWHERE = ("front", "section", "article", "search", "region")
#: What stands on the sheet, row by row: (picture, share of a row's width).
ROWS = (
    ("front-cyrillic-desk-light", "article-cyrillic-desk-light", "front-cyrillic-phone-light"),
    ("section-cyrillic-desk-dark", "search-cyrillic-desk-light", "article-latin-phone-light"),
    ("live-cyrillic-desk-light", "region-arabic-desk-light", "article-arabic-phone-dark"),
    ("archive-cyrillic-desk-light", "corrections-cyrillic-desk-light", "note-cyrillic-phone-light"),
)  # fmt: skip
ROW, GAP = 560, 16


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the page, and how it is looked at."""

    name: str
    path: str
    size: tuple[int, int]
    scheme: str
    media: str = "screen"


@contextmanager
def site() -> Iterator[str]:
    """Serve the demo newsroom from a folder that is gone afterwards; give its address."""
    with TemporaryDirectory(prefix="newsroom-screens-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        address = f"http://127.0.0.1:{port}"
        told = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/uploads",
            "SITE_URL": address,
            "SECRET_KEY": "only-for-pictures-of-pages",
        }
        environment = {**os.environ, **told}
        for command in (
            ["migrate"],
            ["load_demo"],
            ["index_search"],
            ["collectstatic", "--noinput"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command, "--verbosity", "0"],
                cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
             "--port", str(port), "--workers", "1", "--blocking-threads", "2",
             "--log-level", "error", "newsroom.wsgi:application"],
            cwd=ROOT, env=environment,
        )  # fmt: skip
        try:
            for _attempt in range(300):
                try:
                    urllib.request.urlopen(f"{address}/robots.txt", timeout=5)
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def found(address: str) -> dict[str, str]:
    """Return the path of one page of each kind, as the site itself leads to it."""

    def links(path, pattern):
        return re.findall(pattern, urllib.request.urlopen(address + path).read().decode())

    stories = list(dict.fromkeys(links("/", r'href="(/news/[^"]+)"')))
    live = next(path for path in stories if "onlain" in path)
    whole = next(path for path in stories if links(path, r'<figure class="photo main"'))
    section = links("/", r'href="(/section/[^"]+)"')[1]
    topic = next(
        ways[0] for path in stories if (ways := links(path, r'href="(/topic/[^"]+)"'))
    )  # fmt: skip
    region = next(
        ways[0] for path in stories if (ways := links(path, r'href="(/region/[^"/]+/)"'))
    )  # fmt: skip
    author = next(ways[0] for path in stories if (ways := links(path, r'href="(/author/[^"]+)"')))
    archive = links("/archive/", r'href="(/archive/\d{4}/\d\d/\d\d/)"')[-1]
    number = re.search(r"/news/(\d+)-", whole)[1]
    return {
        "front": "/", "section": section, "article": whole, "live": live, "region": region,
        "search": "/search/?q=%D0%BC%D0%B5%D0%BA%D1%82%D0%B5%D0%BF", "topic": topic,
        "author": author, "latest": "/latest/", "archive": archive, "year": "/archive/2026/",
        "corrections": "/corrections/", "regions": "/region/", "imprint": "/imprint/",
        "house": "/page/erejeler/", "note": f"/news/{number}/note/", "missing": "/no-such-page/",
    }  # fmt: skip


def shots(pages: dict[str, str]) -> list[Shot]:
    """Return every picture that is taken."""
    made = []
    for (name, path), (script, prefix) in product(pages.items(), SCRIPTS.items()):
        if prefix and name not in EVERYWHERE:
            continue
        for (width, size), scheme in product(WIDTHS.items(), ("light", "dark")):
            made.append(Shot(f"{name}-{script}-{width}-{scheme}", prefix + path, size, scheme))
    made += [
        Shot(f"{name}-print", pages[name], (800, 1100), "light", "print")
        for name in ("article", "front")
    ]
    return made


def take(address: str, made: list[Shot]):
    """Take the pictures; what the console says or the page asks of others is an error."""
    from playwright.sync_api import sync_playwright

    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for shot in made:
            width, height = shot.size
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=shot.scheme
            )
            page = context.new_page()
            page.goto(address + shot.path)
            page.emulate_media(media=shot.media, color_scheme=shot.scheme)
            # Photos further down wait to be scrolled to, and nobody scrolls here.
            page.evaluate(
                """() => Promise.all([...document.images].map((image) => {
                  image.loading = "eager";
                  return image.decode().catch(() => null);
                }))"""
            )
            page.screenshot(path=SCREENS / f"{shot.name}.png", full_page=True)
            context.close()
        browser.close()


def sheet():
    """Put a selection side by side, each row of one height."""
    rows = []
    for names in ROWS:
        pictures = []
        for name in names:
            with Image.open(SCREENS / f"{name}.png") as taken:
                whole = taken.convert("RGB")
            tall = int(whole.width * (2.1 if whole.width < 600 else 0.95))
            whole = whole.crop((0, 0, whole.width, min(whole.height, tall)))
            pictures.append(whole.resize((whole.width * ROW // whole.height, ROW), Image.LANCZOS))
        rows.append(pictures)
    width = max(sum(each.width + GAP for each in row) for row in rows) + GAP
    paper = Image.new("RGB", (width, len(rows) * (ROW + GAP) + GAP), "#8a8f96")
    for number, row in enumerate(rows):
        x = GAP + (width - GAP - sum(each.width + GAP for each in row)) // 2
        for each in row:
            paper.paste(each, (x, GAP + number * (ROW + GAP)))
            x += each.width + GAP
    paper.save(SHEET, quality=72, method=6)


def main():
    if chromium() is None:
        sys.exit("No Chromium was found: name one by the variable CHROMIUM.")
    with site() as address:
        made = shots(found(address))
        take(address, made)
    sheet()
    print(f"{len(made)} pictures in {SCREENS.relative_to(ROOT)}; {SHEET.relative_to(ROOT)} is new.")


if __name__ == "__main__":
    main()
