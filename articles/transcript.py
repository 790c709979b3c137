"""A finished Kazakh page written in another script: its text, and the links between such pages.

The page is ours, so its HTML is regular: attributes hold no `>` and everything is closed. Text is
what stands between tags; attributes, addresses, code, scripts, styles and whatever says that it
is in another language stay byte for byte. Whether words are Russian is judged by the whole
paragraph, through the tags inside it.
"""

import re
from bisect import bisect_right

from kazakh import scripts as kazakh_scripts

from .scripts import Script, letters

_TOKEN = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|code|pre|textarea|kbd|samp)\b[^>]*>.*?</(?P=raw)\s*>"
    r"|<[^>]*>|&#?\w+;",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FOREIGN = re.compile(r'\s(?:lang="(?!kk)[^"]*"|translate="no")', re.IGNORECASE)
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
#: Tags within a sentence; any other ends it.
_INLINE = {"a", "abbr", "b", "bdi", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup"}
_LINK = re.compile(r'(<(?:a|form)\b[^>]*?\s(?:href|action)=")(/(?!/)[^"]*)(")', re.IGNORECASE)
#: A telephone number and the like: digits with marks between, which a line from the right turns.
_NUMBER = re.compile(
    r"(?<![\d.,])\+?\d+(?:[ \u00a0]?[()/-]+[ \u00a0]?\d+|[ \u00a0]\d+)+|\+\d+|\d+\+"
)
#: A link that says in which language or script it leads on.
_HREFLANG = re.compile(r'\s(?:hreflang="(?!kk")|rel="alternate")', re.IGNORECASE)
_ELSEWHERE = re.compile(r"/(?:ru|en|static|photos|admin|accounts|language|latyn|tote)(?:/|$)")


def written(html: str, script: Script) -> str:
    """Return a page in a script; its links lead to pages in the same one."""
    pieces = _pieces(html)
    convert = letters(script)
    out = []
    for text, is_ours, spans in pieces:
        if is_ours:
            text = kazakh_scripts.written(text, convert, spans)
            text = _NUMBER.sub(_isolated, text) if script.is_rtl else text
        out.append(text)
    return _LINK.sub(lambda link: _within(link, script), "".join(out))


def _isolated(number: re.Match[str]) -> str:
    """Keep «8 (72533) 7-00-00» from being read from its end: an isolate (Unicode, UAX 9)."""
    return f"\u2066{number[0]}\u2069"


def _within(link: re.Match[str], script: Script) -> str:
    """Lead a link to the page of the same script, unless it says which language it leads to."""
    tag = link.string[link.start() : link.string.index(">", link.start())]
    if _HREFLANG.search(tag) or _ELSEWHERE.match(link[2]):
        return link[0]
    return f"{link[1]}{script.prefix}{link[2]}{link[3]}"


def _pieces(html: str) -> list[tuple[str, bool, list]]:
    """Take a page apart into (text, whether it is Kazakh words, what of it keeps its letters)."""
    pieces: list[tuple[str, bool, list]] = []
    sentence: list[int] = []
    skipped = _Skipped()

    def finish():
        _mark(pieces, sentence)
        sentence.clear()

    last = 0
    for token in _TOKEN.finditer(html):
        if token.start() > last:
            if not skipped:
                sentence.append(len(pieces))
            pieces.append((html[last : token.start()], not skipped, []))
        last = token.end()
        tag = _TAG.match(token[0])
        if tag and tag[2].lower() not in _INLINE:
            finish()
        if tag and not token["raw"]:
            skipped.pass_by(tag, token[0])
        pieces.append((token[0], False, []))
    if last < len(html):
        sentence.append(len(pieces))
        pieces.append((html[last:], True, []))
    finish()
    return pieces


class _Skipped:
    """The element in another language that is being passed, if any: its tag, and how deep."""

    def __init__(self):
        self.tag, self.depth = "", 0

    def __bool__(self):
        return self.depth > 0

    def pass_by(self, tag: re.Match[str], token: str):
        name = tag[2].lower()
        if self.depth and name == self.tag:
            self.depth += -1 if tag[1] else 1
        elif not self.depth and not tag[1] and name not in _VOID and _FOREIGN.search(token):
            self.tag, self.depth = name, 1


def _mark(pieces, sentence: list[int]):
    """Find what of a sentence keeps its letters, and tell each of its pieces."""
    if not sentence:
        return
    starts, text = [], ""
    for index in sentence:
        starts.append(len(text))
        text += pieces[index][0]
    for start, end in kazakh_scripts.kept(text):
        at = bisect_right(starts, start) - 1
        while at < len(sentence) and starts[at] < end:
            index, begins = sentence[at], starts[at]
            length = len(pieces[index][0])
            span = max(0, start - begins), min(length, end - begins)
            if span[0] < span[1]:
                pieces[index][2].append(span)
            at += 1
