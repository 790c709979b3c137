"""What programs put on the clipboard (articles/pasted/README.md), and what is to come of it."""

import re
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).resolve().parent / "articles" / "pasted"


class Copied(NamedTuple):
    """One thing copied: its HTML ("" of a program that gives none), its text, the body."""

    name: str
    html: str
    text: str
    body: str


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def everything() -> list[Copied]:
    """Return what every program copies."""
    names = sorted(path.name.removesuffix(".body.html") for path in _HERE.glob("*.body.html"))
    return [
        Copied(
            name,
            _text(_HERE / f"{name}.html"),
            _text(_HERE / f"{name}.txt"),
            _text(_HERE / f"{name}.body.html").replace("\n", ""),
        )
        for name in names
    ]


def words(text: str) -> list[str]:
    """Return the words of a text, in order; a word that is broken at the end of a line is one."""
    text = re.sub("[\u00ad\u200b\ufeff]", "", text)
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", text)
    return re.findall(r"\w+", text)
