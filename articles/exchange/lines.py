"""Files of JSON lines, plain or gzipped, one line in memory at a time."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: A line longer than this is read past, not read.
MAX_LINE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """A line of a file: its number from 1, and its bytes, or why it has none."""

    number: int
    raw: bytes
    problem: str = ""


def read(path: Path) -> Iterator[Line]:
    """Yield the lines of a file that say something; a broken archive ends with a problem.

    Raises OSError if the file cannot be opened.
    """
    number = 0
    with _opened(path) as file:
        while True:
            number += 1
            try:
                raw = file.readline(MAX_LINE + 1)
                is_long = len(raw) > MAX_LINE
                while len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                    raw = file.readline(MAX_LINE + 1)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                yield Line(number, b"", f"the archive is broken from here on: {error}")
                return
            if not raw and not is_long:
                return
            if is_long:
                yield Line(number, b"", f"longer than {MAX_LINE // 1024 // 1024} MB")
            elif raw.strip():
                yield Line(number, raw if number > 1 else raw.removeprefix(b"\xef\xbb\xbf"))


@contextmanager
def writer(path: Path):
    """Give a function that writes one object as a line; the same objects give the same bytes."""
    with open(path, "wb") as file:
        if path.suffix == ".gz":
            # No name and no time in the archive: they would differ from run to run.
            with gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
                yield lambda line: packed.write(_encoded(line))
        else:
            yield lambda line: file.write(_encoded(line))


def _encoded(line: dict) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _opened(path):
    with open(path, "rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if is_packed else open(path, "rb")
