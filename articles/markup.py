"""The HTML that a body may hold: put into one form on the way in, filled on the way out.

A body is plain HTML whatever editor it came from. `clean` gives the same bytes for the same
story from every editor: nesting of marks, paragraphs inside list items and cells, white space
between blocks, ragged tables and entities are put into one form, so that opening and saving a
story changes nothing. Photos and embeds are placeholders (`<figure data-photo="12">`), filled
when a page is made: a corrected credit is then right on every page at once. A gallery is a figure
around several photos (`<figure data-gallery="">`).
"""

import re
from html import escape, unescape
from html.parser import HTMLParser

import nh3

from . import embeds as houses
from . import galleries
from .tables import square

MARKS = ("a", "strong", "em", "s", "sub", "sup")
_SAME = {"b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h4": "h3"}
_SAME |= {"h5": "h3", "h6": "h3"}
_TEXT_BLOCKS = {"p", "h2", "h3"}
_LISTS = {"ul", "ol"}
# What holds lines of text: a paragraph in it is a line of it.
_FLAT = _TEXT_BLOCKS | {"li", "td", "th", "figcaption"}
# Elsewhere than here, an item or a cell is a line of its own.
_HOMES = {"li": _LISTS, "tr": {"table"}, "td": {"tr"}, "th": {"tr"}, "figcaption": {"figure"}}
_BLOCKS = _FLAT | _LISTS | {"blockquote", "hr", "table", "tr", "figure"}
# Their content stays, their tags mean nothing to us but an end of line.
_BREAKING = {"div", "section", "article", "header", "footer", "main", "aside", "pre", "address"}
_BREAKING |= {"dl", "dt", "dd", "thead", "tbody", "tfoot", "caption", "center"}
# Their content goes with them.
_SILENCED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"}
_SILENCED |= {"textarea", "select", "button", "video", "audio"}
_DEEPEST = 24
# Deeper than any page: the parser's time grows with the square of it.
_TOO_DEEP = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_DEEPER = {"p", "br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "embed"}
_NOT_DEEPER |= {"li", "dd", "dt", "option", "tr", "td", "th", "thead", "tbody", "tfoot"}

_cleaner = nh3.Cleaner(
    tags=set(MARKS) | set(_SAME) | _BLOCKS | _BREAKING | {"br", "span"},
    clean_content_tags=_SILENCED,
    attributes={
        "a": {"href"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
        "figure": {"data-photo", "data-embed", "data-gallery"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
_SPACE = re.compile("[ \t\n\r\f\u2028\u2029]+")
# A no-break space beside a space is how browsers write two spaces that were typed.
_SPACES = re.compile("[ \xa0]{2,}")
# Control characters and lone surrogates have no place in a story or in a database.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
# A page elsewhere, a page of ours, a letter, a call: the rule of desk/editor/dialogs.js too.
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+|/(?![/\\])[^\s<>\"]*", re.IGNORECASE)
_EMBEDDED = re.compile(r"https://[^\s<>\"]+")
_PHOTO = re.compile(
    r'<figure data-photo="(\d+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)
# It holds photos alone, so the first two ends that meet are its own.
_GALLERY = re.compile(r'<figure data-gallery="">(.*?</figure>)</figure>', re.DOTALL)
#: A paragraph that is one address, made a link or not.
_ALONE = re.compile(r'<p>(?:<a href="([^"]+)">)?(https://[^\s<>"]+)(?:</a>)?</p>')
_EMBED = re.compile(
    r'<figure data-embed="([^"]+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)
_FIGURE = re.compile("|".join(figure.pattern for figure in (_GALLERY, _PHOTO, _EMBED)), re.DOTALL)


class _Node:
    """A block: its tag, its attributes, its children (blocks, or runs of marked text)."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag, attributes=()):
        self.tag = tag
        self.attributes = dict(attributes)
        self.children = []

    def blocks(self, *tags):
        return [node for node in self.children if isinstance(node, _Node) and node.tag in tags]


class _Reader(HTMLParser):
    """Reads cleaned HTML, whose tags are all closed, into blocks of marked runs."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = _Node("root")
        self.open = [self.root]
        # For each tag that is open: itself, and how many blocks were open around and with it.
        # Blocks open beyond these are ours: a paragraph around loose text.
        self.tags = []
        self.marks = {mark: [] for mark in MARKS}

    def handle_starttag(self, tag, attrs):
        tag = _SAME.get(tag, tag)
        if tag in MARKS:
            href = (dict(attrs).get("href") or "").strip()
            self.marks[tag].append(href if _ADDRESS.fullmatch(href) else "")
        elif tag == "br":
            self._say("\n")
        elif tag in _BLOCKS or tag in _BREAKING:
            del self.open[self.tags[-1][2] if self.tags else 1 :]
            node = self._place(tag, attrs)
            if tag == "hr":
                return
            around = len(self.open)
            if node:
                self.open.append(node)
            self._end_line()
            self.tags.append((tag, around, len(self.open)))

    def handle_endtag(self, tag):
        tag = _SAME.get(tag, tag)
        if tag in MARKS:
            if self.marks[tag]:
                self.marks[tag].pop()
        elif self.tags and self.tags[-1][0] == tag:
            del self.open[self.tags.pop()[1] :]
            self._end_line()

    def handle_data(self, data):
        self._say(_SPACE.sub(" ", _UNPRINTABLE.sub("", data)))

    def _place(self, tag, attrs):
        """Return the block that a tag opens, or None where it only ends a line."""
        here = self.open[-1].tag
        if tag == "caption" and here == "table":
            return self.open[-2]  # The words of a table's caption follow the table.
        if tag in _BREAKING or len(self.open) > _DEEPEST:
            return None
        attributes = _kept_attributes(attrs)
        if tag == "figure" and not attributes:
            return None
        if tag in _HOMES and here not in _HOMES[tag]:
            return None
        if here in _FLAT and tag in _TEXT_BLOCKS | {"blockquote"}:
            return None
        if tag != "figcaption":
            while self.open[-1].tag in _TEXT_BLOCKS | {"figcaption", "figure"}:
                self.open.pop()
            if self.open[-1].tag in _FLAT and tag in _TEXT_BLOCKS | {"blockquote"}:
                return None
        if "data-gallery" in attributes:
            if self.open[-1] is not self.root:
                return None  # Its photos stand where they are, each for itself.
            tag = "gallery"
        if self.open[-1].tag in _LISTS and tag != "li":
            self._open_item(again=tag in _LISTS)
            if tag in _TEXT_BLOCKS | {"blockquote"}:
                return None
        if tag == "figcaption" and self.open[-1].children:
            return self.open[-1].children[0]
        node = _Node(tag, attributes)
        self.open[-1].children.append(node)
        return node

    def _open_item(self, *, again=False):
        """Open an item for what stands loose in a list; a list there is of the item before it."""
        items = self.open[-1].children
        if not (again and items):
            items.append(_Node("li"))
        self.open.append(items[-1])

    def _end_line(self):
        here = self.open[-1]
        last = here.children[-1] if here.tag in _FLAT and here.children else None
        if isinstance(last, tuple) and not last[0].endswith("\n"):
            here.children.append(("\n", ()))

    def _say(self, text):
        while self.open[-1].tag == "figure" and text.strip():
            self.open.pop()
        here = self.open[-1]
        if here.tag not in _FLAT:
            if not text.strip(" \xa0\n") or here.tag in ("table", "tr", "figure"):
                return
            if here.tag in _LISTS:
                self._open_item()
            else:
                here.children.append(_Node("p"))
                self.open.append(here.children[-1])
        marks = [(mark, said[-1]) for mark, said in self.marks.items() if said]
        self.open[-1].children.append((text, tuple(mark for mark in marks if mark != ("a", ""))))


def _kept_attributes(attrs) -> dict:
    """Return the attributes that mean something, in one order; a figure has but one."""
    kept = {}
    for name, value in sorted(attrs, reverse=True):
        value = (value or "").strip()
        if name == "data-photo":
            if re.fullmatch(r"[1-9][0-9]{0,17}", value):
                return {name: value}
        elif name == "data-gallery":
            return {name: ""}
        elif name == "data-embed":
            if _EMBEDDED.fullmatch(value):
                kept[name] = value
        elif re.fullmatch(r"[1-9][0-9]{0,2}", value) and value != "1":
            kept[name] = value
    return dict(sorted(kept.items()))


def _joined(runs):
    """Join neighbours of the same marks."""
    joined = []
    for text, marks in runs:
        if joined and joined[-1][1] == marks:
            joined[-1][0].append(text)
        else:
            joined.append(([text], marks))
    return [("".join(texts), marks) for texts, marks in joined]


def _line(runs):
    """Return a line with single spaces and none at its ends."""
    line, last = [], " "
    for text, marks in _joined(runs):
        text = _SPACES.sub(lambda spaces: " " if " " in spaces[0] else "\xa0", text)
        text = text.lstrip(" \xa0") if last in " \xa0" else text
        if text:
            line.append((text, marks))
            last = text[-1]
    while line:
        text, marks = line.pop()
        if text := text.rstrip(" \xa0"):
            line.append((text, marks))
            break
    return line


def _runs(children):
    """Return lines as runs; a break has the marks of both its sides, whatever was around it."""
    lines = [[]]
    for text, marks in children:
        first, *others = text.split("\n")
        lines[-1].append((first, marks))
        lines += [[(other, marks)] for other in others]
    runs, breaks = [], 0
    for line in map(_line, lines):
        if line and runs:
            shared = tuple(mark for mark in runs[-1][1] if mark in line[0][1])
            runs.append(("\n" * breaks, shared))
        if line:
            runs += line
            breaks = 0
        breaks += 1
    return _joined(runs)


def _write_runs(children) -> str:
    """Write marked runs with marks nested in one order and opened as late as they can be."""
    out, open_marks = [], ()
    for text, marks in (*_runs(children), ("", ())):
        keep = 0
        while keep < min(len(open_marks), len(marks)) and open_marks[keep] == marks[keep]:
            keep += 1
        out += [f"</{mark[0]}>" for mark in reversed(open_marks[keep:])]
        for name, href in marks[keep:]:
            out.append(f'<a href="{escape(href)}">' if name == "a" else f"<{name}>")
        open_marks = marks
        out.append(escape(text, quote=False).replace("\n", "<br>"))
    return "".join(out)


def _write(node) -> str:
    """Write one block in the one form; a block that says nothing is left out."""
    tag = node.tag
    if tag == "hr":
        return "<hr>"
    if tag == "gallery":
        return _write_gallery(node)
    if tag == "table":
        rows = [cells for row in node.blocks("tr") if (cells := row.blocks("td", "th"))]
        square(rows, new_cell=lambda: _Node("td"))
        written = "".join(f"<tr>{''.join(map(_write, row))}</tr>" for row in rows)
        return f"<table><tbody>{written}</tbody></table>" if rows else ""
    pieces, runs = [], []
    for child in (*node.children, None):
        if isinstance(child, tuple):
            runs.append(child)
            continue
        pieces.append(_write_runs(runs))
        runs.clear()
        if child:
            pieces.append(_write(child))
    inside = "".join(pieces)
    if not inside and tag not in ("td", "th", "figure"):
        return ""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _write_gallery(node) -> str:
    """Write a gallery, and after it what is no photo; one photo alone is no gallery."""
    rows, others = galleries.parted(node.children)
    return "".join([_gallery([_write(photo) for photo in row]) for row in rows]) + "".join(
        _write(other) for other in others
    )


def _gallery(photos: list[str]) -> str:
    inside = "".join(photos)
    return f'<figure data-gallery="">{inside}</figure>' if len(photos) > 1 else inside


def is_too_deep(html: str) -> bool:
    """Tell whether HTML is deeper than any page."""
    depth = 0
    for closing, tag in _TAG.findall(html):
        if tag.lower() not in _NOT_DEEPER:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _TOO_DEEP:
                return True
    return False


def clean(html: str) -> str:
    """Return a body in our one form: allowed tags alone, nothing a browser could run.

    Takes HTML, or plain text whose lines are paragraphs. `clean(clean(x)) == clean(x)`.
    """
    return "".join(blocks(html))


def blocks(html: str) -> list[str]:
    """Return the same block by block: paragraphs, headings, lists, tables, figures."""
    html = _UNPRINTABLE.sub("", re.sub("\r\n|[\r\u2028\u2029]", "\n", html))
    if is_too_deep(html):
        html = re.sub(r"<[^>]*>", "\n", html)
    if not re.search(r"<[a-zA-Z/!]", html):
        lines = (line for line in html.split("\n") if line.strip())
        html = "".join(f"<p>{escape(unescape(line), quote=False)}</p>" for line in lines)
    reader = _Reader()
    reader.feed(_cleaner.clean(html))
    reader.close()
    return [_card_or(_write(child)) for child in reader.root.children]


def _card_or(paragraph: str) -> str:
    """Return a line that holds the address of a film or a post alone as its card."""
    if (match := _ALONE.fullmatch(paragraph)) is None or match[1] not in (None, match[2]):
        return paragraph
    read = houses.read(unescape(match[2]))
    return f'<figure data-embed="{match[2]}"></figure>' if read and read.frame else paragraph


def plain(html: str) -> str:
    """Return the words of a cleaned body, a line for each block."""
    text = re.sub(r"</?(?:p|h2|h3|[uo]l|li|td|th|figcaption|tr|figure)\b[^>]*>|<[bh]r>", "\n", html)
    text = unescape(re.sub(r"<[^>]+>", "", text))
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def photo_ids(html: str) -> list[int]:
    """Return the ids of the photos a cleaned body shows, in order, each once."""
    return list(dict.fromkeys(int(match[1]) for match in _PHOTO.finditer(html)))


def embeds(html: str) -> list[str]:
    """Return the addresses of the films and posts a cleaned body shows, in order, each once."""
    return list(dict.fromkeys(unescape(match[1]) for match in _EMBED.finditer(html)))


def opening_embed(html: str) -> tuple[str, str, str] | None:
    """Return the film or post that opens a cleaned body: its address, its caption, the rest."""
    if (match := _EMBED.match(html)) is None:
        return None
    return unescape(match[1]), match[2] or "", html[match.end() :]


def fill(html: str, *, photo, embed, gallery) -> str:
    """Return a cleaned body with its placeholders filled.

    `photo(id, caption_html)` and `embed(url, caption_html)` give the HTML of one figure,
    `gallery([(id, caption_html), …])` that of several photos, or "" to leave it out.
    """

    def filled(match):
        shots, number, caption, url, about = match.groups()
        if shots:
            return gallery([_told(each) for each in _photos(match)])
        return photo(int(number), caption or "") if number else embed(unescape(url), about or "")

    return _FIGURE.sub(filled, html)


def _photos(gallery: re.Match[str]) -> list[re.Match[str]]:
    return list(_PHOTO.finditer(gallery[1]))


def _told(photo: re.Match[str]) -> tuple[int, str]:
    return int(photo[1]), photo[2] or ""


def without_photo(html: str, photo_id: int) -> str:
    """Return a cleaned body with one photo's figures taken out, from galleries too."""

    def thinned(gallery):
        return _gallery([each[0] for each in _photos(gallery) if int(each[1]) != photo_id])

    left = _GALLERY.sub(thinned, html)
    left = _PHOTO.sub(lambda match: "" if int(match[1]) == photo_id else match[0], left)
    # A list or a quotation that held nothing else goes too.
    return html if left == html else clean(left)
