"""The HTML that a body may hold: cleaned and put into one form on the way in, filled on the way out.

A body is plain HTML whatever editor it came from. `clean` gives the same bytes for the same
story from every editor: nesting of marks, paragraphs inside list items and cells, white space
between blocks and entities are put into one form, so that opening and saving a story changes
nothing. Photos and embeds are placeholders (`<figure data-photo="12">`), filled when a page is
made: a corrected credit is then right on every page at once.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser

import nh3

MARKS = ("a", "strong", "em", "s", "sub", "sup")
_SAME = {"b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h4": "h3"}
_SAME |= {"h5": "h3", "h6": "h3"}
_TEXT_BLOCKS = {"p", "h2", "h3"}
_LISTS = {"ul", "ol"}
_VOID = {"br", "hr"}
# A loose item or cell is a paragraph.
_HOMES = {"li": _LISTS, "tr": {"table"}, "td": {"tr"}, "th": {"tr"}, "figcaption": {"figure"}}
_BLOCKS = _TEXT_BLOCKS | _LISTS | {"li", "blockquote", "hr", "table", "tr", "td", "th"}
_BLOCKS |= {"figure", "figcaption"}
# Their content stays, their tags mean nothing to us but an end of paragraph.
_BREAKING = {"div", "section", "article", "header", "footer", "main", "aside", "pre", "address"}
_BREAKING |= {"dl", "dt", "dd", "thead", "tbody", "tfoot", "caption", "center"}

_cleaner = nh3.Cleaner(
    tags=set(MARKS) | set(_SAME) | _BLOCKS | _BREAKING | {"br", "span"},
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg",
                        "math", "title", "textarea", "select", "button", "video", "audio"},
    attributes={
        "a": {"href"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
        "figure": {"data-photo", "data-embed"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
# Control characters and lone surrogates have no place in a story or in a database.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PHOTO = re.compile(
    r'<figure data-photo="(\d+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)
_EMBED = re.compile(
    r'<figure data-embed="([^"]+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)


class _Node:
    """A block: its tag, its attributes, its children (blocks, or runs of marked text)."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag, attributes=()):
        self.tag = tag
        self.attributes = tuple(attributes)
        self.children = []


class _Reader(HTMLParser):
    """Reads cleaned HTML into blocks of marked runs."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = _Node("root")
        self.open = [self.root]
        self.marks = []

    def _close_paragraph(self):
        while self.open[-1].tag in _TEXT_BLOCKS:
            self.open.pop()

    def handle_starttag(self, tag, attrs):
        tag = _SAME.get(tag, tag)
        if tag in MARKS:
            if tag == "a":
                href = (dict(attrs).get("href") or "").strip()
                self.marks.append(("a", href) if href else ("", ""))
            else:
                self.marks.append((tag, ""))
        elif tag == "br":
            self._say("\n")
        elif tag in _BREAKING:
            self._close_paragraph()
        elif tag in _BLOCKS:
            if tag != "figcaption":
                self._close_paragraph()
            if tag in _HOMES and self.open[-1].tag not in _HOMES[tag]:
                tag = "p"
            node = _Node(tag, _kept_attributes(tag, attrs))
            self.open[-1].children.append(node)
            if tag not in _VOID:
                self.open.append(node)

    def handle_endtag(self, tag):
        tag = _SAME.get(tag, tag)
        if tag in MARKS:
            for index in range(len(self.marks) - 1, -1, -1):
                if self.marks[index][0] in (tag, "" if tag == "a" else tag):
                    del self.marks[index]
                    break
        elif tag in _BREAKING:
            self._close_paragraph()
        elif tag in _BLOCKS and any(node.tag == tag for node in self.open[1:]):
            while self.open[-1].tag != tag:
                self.open.pop()
            self.open.pop()

    def handle_data(self, data):
        self._say(_SPACE.sub(" ", data))

    def _say(self, text):
        here = self.open[-1]
        if here.tag in ("root", "blockquote"):
            if not text.strip(" \n"):
                return
            paragraph = _Node("p")
            here.children.append(paragraph)
            self.open.append(paragraph)
            here = paragraph
        elif here.tag in _LISTS | {"table", "tr", "figure"}:
            return
        here.children.append((text, tuple(sorted({m for m in self.marks if m[0]}, key=_rank))))


def _rank(mark):
    return MARKS.index(mark[0]), mark[1]


def _kept_attributes(tag, attrs):
    """Return the attributes that mean something, in one order."""
    kept = []
    for name, value in sorted(attrs):
        value = (value or "").strip()
        if name == "data-photo":
            if re.fullmatch(r"[1-9]\d{0,17}", value):
                kept.append((name, value))
        elif name == "data-embed":
            if re.match(r"https://[^\s\"<>]+$", value):
                kept.append((name, value))
        elif name in ("colspan", "rowspan", "start"):
            if re.fullmatch(r"[1-9]\d{0,2}", value) and value != "1":
                kept.append((name, value))
    return kept


def _runs(children):
    """Join neighbours of the same marks, single spaces across runs, trim the ends of lines."""
    joined = []
    for text, marks in children:
        if joined and joined[-1][1] == marks:
            joined[-1][0] += text
        else:
            joined.append([text, marks])
    last = "\n"
    for run in joined:
        text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", run[0]))
        if last in " \n":
            text = text.lstrip(" ")
        run[0] = text
        last = text[-1:] or last
    while joined and not joined[-1][0].strip(" \n"):
        joined.pop()
    while joined and not joined[0][0].strip(" \n"):
        joined.pop(0)
    if joined:
        joined[0][0] = joined[0][0].lstrip(" \n")
        joined[-1][0] = joined[-1][0].rstrip(" \n")
    for before, after in zip(joined, joined[1:], strict=False):
        if after[0].startswith("\n"):
            before[0] = before[0].rstrip(" ")
    return [(text, marks) for text, marks in joined if text]


def _write_runs(children) -> str:
    """Write marked runs with marks nested in one order and opened as late as they can be."""
    out, open_marks = [], []
    for text, marks in _runs(children):
        keep = 0
        while keep < min(len(open_marks), len(marks)) and open_marks[keep] == marks[keep]:
            keep += 1
        out += [f"</{mark[0]}>" for mark in reversed(open_marks[keep:])]
        for name, href in marks[keep:]:
            out.append(f'<a href="{escape(href)}">' if name == "a" else f"<{name}>")
        open_marks = list(marks)
        out.append(escape(text, quote=False).replace("\n", "<br>"))
    out += [f"</{mark[0]}>" for mark in reversed(open_marks)]
    return "".join(out)


def _write(node) -> str:
    """Write one block in the one form; a block that says nothing is left out."""
    tag = node.tag
    if tag == "hr":
        return "<hr>"
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    blocks = [child for child in node.children if isinstance(child, _Node)]
    if tag == "figure":
        if not attributes:
            return "".join(_write(block) for block in blocks if block.tag != "figcaption")
        captions = [_write(block) for block in blocks if block.tag == "figcaption"]
        return f"<figure{attributes}>{''.join(captions[:1])}</figure>"
    if tag == "table":
        rows = "".join(_write(block) for block in blocks if block.tag == "tr")
        return f"<table><tbody>{rows}</tbody></table>" if rows else ""
    if tag == "tr":
        cells = "".join(_write(block) for block in blocks if block.tag in ("td", "th"))
        return f"<tr>{cells}</tr>" if cells else ""
    if tag in _LISTS:
        items = "".join(_write(block) for block in blocks if block.tag == "li")
        return f"<{tag}{attributes}>{items}</{tag}>" if items else ""
    inside = _inside(node)
    if not inside and tag not in ("td", "th"):
        return ""
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _inside(node) -> str:
    """Write what a block of text holds: its runs, and the blocks between them.

    Editors differ on whether an item of a list or a cell holds a paragraph: a paragraph that
    is alone there is written without its tags, several become lines.
    """
    flat = node.tag in ("li", "td", "th", "figcaption")
    pieces, runs = [], []

    def end_runs():
        if written := _write_runs(runs):
            pieces.append(written)
        runs.clear()

    for child in node.children:
        if not isinstance(child, _Node):
            runs.append(child)
        elif flat and child.tag in _TEXT_BLOCKS | {"blockquote"}:
            if runs:
                runs.append(("\n", ()))
            runs.extend(_flatten(child))
        else:
            end_runs()
            pieces.append(_write(child))
    end_runs()
    return "".join(pieces)


def _flatten(node):
    """Yield the runs of a block and of the blocks in it, a line each."""
    for child in node.children:
        if isinstance(child, _Node):
            yield ("\n", ())
            yield from _flatten(child)
        else:
            yield child


def clean(html: str) -> str:
    """Return a body in our one form: allowed tags alone, nothing a browser could run.

    Takes HTML, or plain text whose lines are paragraphs. `clean(clean(x)) == clean(x)`.
    """
    html = _UNPRINTABLE.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    if not re.search(r"<[a-zA-Z/!]", html):
        html = "".join(f"<p>{escape(unescape(line), quote=False)}</p>" for line in html.split("\n"))
    reader = _Reader()
    reader.feed(_cleaner.clean(html))
    reader.close()
    return "".join(_write(child) for child in reader.root.children)


def plain(html: str) -> str:
    """Return the words of a cleaned body, a line for each block."""
    text = re.sub(r"</?(?:p|h2|h3|[uo]l|li|td|th|figcaption|tr|figure)\b[^>]*>|<[bh]r>", "\n", html)
    text = unescape(re.sub(r"<[^>]+>", "", text))
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def photo_ids(html: str) -> list[int]:
    """Return the ids of the photos a cleaned body shows, in order, each once."""
    return list(dict.fromkeys(int(match[1]) for match in _PHOTO.finditer(html)))


def fill(html: str, *, photo, embed) -> str:
    """Return a cleaned body with its placeholders filled.

    `photo(id, caption_html)` and `embed(url, caption_html)` give the HTML of one figure, or ""
    to leave it out.
    """
    html = _PHOTO.sub(lambda match: photo(int(match[1]), match[2] or ""), html)
    return _EMBED.sub(lambda match: embed(unescape(match[1]), match[2] or ""), html)


def without_photo(html: str, photo_id: int) -> str:
    """Return a cleaned body with one photo's figures taken out."""
    return _PHOTO.sub(lambda match: "" if int(match[1]) == photo_id else match[0], html)
