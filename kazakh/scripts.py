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
from kazakh.homoglyphs import repair
from kazakh.latin import Scheme

_LEADS = re.compile(
    r"\S*(?://|www\.|@)\S*|#\w+|(?<![^\W_])[\w-]+(?:\.[\w-]+)*\.(?:қаз|рф|kz|ru|com|org|net)\b\S*",
    re.IGNORECASE,
)
_HAS_CYRILLIC = re.compile(r"[^\s\u0400-\u04ff]*[\u0400-\u04ff]\S*")
_NUMERAL = re.compile(r"(?<![^\W_])(?=[ХІVX]{2})Х{0,3}(?:ІХ|ІV|V?І{0,3})(?![^\W_])")
_AS_LATIN = str.maketrans("ХІ", "XI")

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
    spans = [match.span() for match in _LEADS.finditer(text)]
    return _joined([*spans, *russian(text)])


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
    text = _HAS_CYRILLIC.sub(lambda match: repair(match[0]), text)
    return _NUMERAL.sub(lambda match: match[0].translate(_AS_LATIN), text)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
