"""The lines of a cleaned body as runs of text, so that a rule changes words and never markup."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

from . import markup

_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|[^<]+")
_NO_PROSE = ("td", "th", "figcaption", "li", "blockquote")
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


@dataclass
class Block:
    """A paragraph, heading, item, cell or caption: its runs in their order, `\\n` for a break."""

    runs: list[str]
    #: Whether it is a line of the story, and not a cell, a caption, an item or a quotation.
    is_prose: bool
    #: Where its links lead.
    links: list[str] = field(default_factory=list)


class Lines:
    """A cleaned body taken apart into markup and blocks of runs, and put together again."""

    def __init__(self, html: str):
        self._pieces, self.blocks = [], []
        inside, links, here = [], [], None
        for piece in _PIECE.finditer(html):
            tag = piece[2]
            if tag is None or tag == "br":
                if here is None:
                    here = Block([], not any(each in _NO_PROSE for each in inside), links)
                    self.blocks.append(here)
                self._pieces.append((here, len(here.runs)))
                here.runs.append("\n" if tag else unescape(piece[0]))
                continue
            self._pieces.append(piece[0])
            if tag in markup.MARKS:
                if link := _LINK.match(piece[0]):
                    links.append(unescape(link[1]))
                continue
            here, links = None, []
            if piece[1] and inside:
                inside.pop()
            elif not piece[1] and tag != "hr":
                inside.append(tag)

    def html(self) -> str:
        """Return the body with its runs as they are now, in the one form of a body."""
        written = (
            piece
            if isinstance(piece, str)
            else escape(piece[0].runs[piece[1]], quote=False).replace("\n", "<br>")
            for piece in self._pieces
        )
        return markup.clean("".join(written))
