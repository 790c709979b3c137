"""Kazakh text in another script, and what in it keeps the letters it has.

Latin words never change, since only Cyrillic letters do. Beside them an address, a letter box, an
@name and a #tag stay as they are, for they lead somewhere; a roman numeral typed in Cyrillic
letters becomes one; and Russian stays Russian (`foreign.py`).
"""

import re
from collections.abc import Callable

from kazakh import arabic as _arabic
from kazakh import latin as _latin
from kazakh.foreign import russian
from kazakh.homoglyphs import repair, roman
from kazakh.latin import Scheme

# What lies between spaces is looked at piece by piece: a pattern that may begin anywhere in a
# run of ten thousand letters would read it ten thousand times.
_CHUNK = re.compile(r"\S+")
#: Most of any text: a word and what closes its sentence.
_LETTERS = re.compile(r"[«(„“\"]*[^\W_]+(?:-[^\W_]+)?[»)”\"]*[.,;:!?…]*[»)”\"]*")
_LEADS = re.compile(r"//|www\.|@", re.IGNORECASE)
_TAG = re.compile(r"#\w+")
_HOST = re.compile(r"[\w.-]+")
#: A name with letters of ours is a host only at home in one of these.
_HOMES = frozenset(
    "қаз рф kz ru com org net info site online app dev me io tv kg uz by edu gov biz pro news media"
    " top shop store club live fm eu asia".split()
)
_A_HOME = re.compile(r"[a-z]{2,24}", re.IGNORECASE)
_AFTER_HOST = ("/", "?", "#", ":")
_AT_THE_END = ".,;:!?…)»”\"'"
_A_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")

Span = tuple[int, int]


def latin(text: str, scheme: str = Scheme.OF_2018) -> str:
    """Take Kazakh text and give it in Latin letters; ValueError for an unknown scheme."""
    scheme = Scheme(scheme)
    return written(text, lambda part: _latin.latin(part, scheme), kept(text))


def arabic(text: str) -> str:
    """Take Kazakh text and give it in Arabic letters, with that script's punctuation."""
    return written(text, _arabic.arabic, kept(text))


def kept(text: str) -> list[Span]:
    """Take Kazakh text and give the (start, end) of what keeps its letters, in order."""
    spans = []
    for chunk in _CHUNK.finditer(text):
        if not _LETTERS.fullmatch(chunk[0]):
            spans += _leading(chunk)
    return _joined([*spans, *russian(text)])


def _leading(chunk: re.Match[str]) -> list[Span]:
    """Give the parts of what lies between two spaces that lead somewhere."""
    text, start = chunk[0], chunk.start()
    end = start + len(text.rstrip(_AT_THE_END))
    if _LEADS.search(text):
        return [(start, end)]
    spans = [(start + tag.start(), start + tag.end()) for tag in _TAG.finditer(text)]
    for host in _HOST.finditer(text) if "." in text else ():
        name = host[0].strip(".-")
        at = host.start() + host[0].index(name) if name else 0
        parts = name.split(".")
        if len(parts) < 2 or not all(parts):
            continue
        is_followed = text.startswith(_AFTER_HOST, at + len(name))
        home = parts[-1].lower()
        if home in _HOMES or (name.isascii() and is_followed and _A_HOME.fullmatch(home)):
            if is_followed:
                return [*spans, (start + at, end)]
            spans.append((start + at, start + at + len(name)))
    return spans


def written(text: str, convert: Callable[[str], str], spans: list[Span]) -> str:
    """Take a text and give it with `convert` done to everything outside of `spans`."""
    out, last = [], 0
    for start, end in spans:
        out += [convert(_as_meant(text[last:start])), text[start:end]]
        last = end
    out.append(convert(_as_meant(text[last:])))
    return "".join(out)


def _as_meant(text: str) -> str:
    """Give «шiлде» its own і, and «ХХІ ғасыр» its roman numeral: each is read as it was meant."""
    return roman(_CHUNK.sub(_repaired, text))


def _repaired(chunk: re.Match[str]) -> str:
    return repair(chunk[0]) if _A_CYRILLIC_LETTER.search(chunk[0]) else chunk[0]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
