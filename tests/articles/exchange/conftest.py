"""Lines that come in, and what is said about them."""

import json
from io import BytesIO

import pytest
from PIL import Image

from articles.exchange.incoming import Import
from articles.exchange.lines import Line


@pytest.fixture
def line():
    """Return a maker of lines that lack nothing: `line(id=7, headline="…")`."""

    def make(**said):
        return {
            "id": "a1",
            "headline": "Өңірде жаңа мектеп ашылды",
            "body": "Бірінші абзац.\nЕкінші абзац.",
            "published_at": "2026-02-19T18:53:00+05:00",
            "category": "Қоғам",
            **said,
        }

    return make


class Fed:
    """What an import counted and said."""

    def __init__(self, counts, said):
        self.counts = {kind: number for kind, number in counts.items() if number}
        self.said = said

    @property
    def refused(self) -> list[str]:
        return [text for _number, kind, text in self.said if kind == "refused"]

    @property
    def warnings(self) -> list[str]:
        return [text for _number, kind, text in self.said if kind == "warning"]


@pytest.fixture
def feed(db, tmp_path):
    """Return an import of objects or raw bytes: `feed(line(), b"{", source="wire").counts`."""

    def run(*said, source="import", dry_run=False):
        heard = []
        incoming = Import(
            source,
            tmp_path,
            tmp_path / "in.jsonl.photos",
            dry_run=dry_run,
            say=lambda *words: heard.append(words),
        )
        incoming.run(
            Line(number, each if isinstance(each, bytes) else json.dumps(each).encode())
            for number, each in enumerate(said, 1)
        )
        incoming.counts.pop("read", None)
        return Fed(incoming.counts, heard)

    return run


@pytest.fixture
def picture():
    """Return a maker of JPEG files in bytes, one for each colour."""

    def make(colour="red", size=(400, 300)):
        file = BytesIO()
        Image.new("RGB", size, colour).save(file, "JPEG")
        return file.getvalue()

    return make
