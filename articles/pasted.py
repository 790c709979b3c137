"""HTML as programs copy it, said in the tags that `markup` knows: Word, Google Docs, messengers.

Word writes a list as paragraphs and says in a style how deep an item is; Google Docs says «bold»
in styles, and puts all that is not bold into a tag of bold; a messenger ends a line with a line
feed. The editor of the desk reads this while somebody pastes (desk/editor/paste.js); here it is
done for what reached us as it was copied, from another editor or from a form without scripts.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import nh3

from . import markup

#: Without one of these no program of that kind has copied it.
_COPIED = re.compile(
    r"mso-|docs-internal-guid|style\s*=|google\.|/l\.php|away\.php|safelinks"
    r"|<img|<(?:button|select|textarea|iframe|svg)|\shidden",
    re.IGNORECASE,
)
_LISTED = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)", re.IGNORECASE)
_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(\d+|[a-zа-яәғқңөұүһі]{1,2}|[ivxlc]+)[.)]", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-element:\s*comment-list", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space(?:-collapse)?:\s*(?:pre|break-spaces)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight:\s*(\w+)", re.IGNORECASE)
#: What a style says, in a tag.
_MEANINGS = (
    (re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE), "em"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"vertical-align:\s*sub", re.IGNORECASE), "sub"),
)
#: Weights of letters that are not bold; half of that a messenger calls bold.
_LIGHT = {"normal", "100", "200", "300", "400"}
_HEAVY = {"bold", "bolder", "600", "700", "800", "900"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "p", "div", "ul", "ol", "li", "table", "tbody", "thead", "tr", "td", "th", "blockquote",
    "section", "article", "main", "header", "footer", "figure", "figcaption", "hr",
}  # fmt: skip
#: Tags that end where the next of their kind begins, whether they are closed or not.
_UNCLOSED = {"p", "li", "tr", "td", "th"}
#: Deeper than any text; the parser's time grows with it.
_DEEPEST = 100
_CONTAINERS = {"td", "th", "table", "div", "blockquote", "body"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "source", "area", "embed"}
_UNREAD = {
    "style", "script", "title", "button", "select", "textarea", "iframe", "object", "noscript",
    "svg", "template", "xml",
}  # fmt: skip
_SAME = {"b": "strong", "i": "em", "del": "s", "strike": "s"}
#: Addresses that only lead on, and the parameters that say where to.
_REDIRECTS = (
    (re.compile(r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})/url"), ("q", "url")),
    (re.compile(r"l\.(?:facebook|instagram)\.com/(?:l\.php)?"), ("u",)),
    (re.compile(r"(?:away\.)?vk\.com/away\.php"), ("to",)),
    (re.compile(r"[\w.-]*safelinks\.protection\.outlook\.com/"), ("url",)),
)
_whole = nh3.Cleaner(
    tags=(_BLOCKS | _VOID | set(_SAME) | set(_SAME.values()) | {"a", "span", "font", "ins"})
    | {"sup", "sub", "pre"},
    clean_content_tags=_UNREAD,
    attributes={
        "*": {"style", "class", "hidden", "cite", "datetime", "alt"},
        "a": {"href"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
        "figure": {"data-photo", "data-embed", "data-gallery"},
    },
    link_rel=None,
    strip_comments=True,
)


def mended(html: str) -> str:
    """Return HTML in which what programs say in styles is said in tags; its words stay."""
    if not _COPIED.search(html) or markup.is_too_deep(html):
        return html
    reader = _Reader()
    # As a browser reads it, so that every tag is whole.
    reader.feed(_whole.clean(html.encode("utf-8", "ignore").decode()))
    reader.close()
    return reader.finished()


def leads_to(address: str) -> str:
    """Return where an address leads in the end; of one that leads nowhere, itself."""
    while True:
        try:
            parts = urlsplit(address)
            told = parse_qs(parts.query)
        except ValueError:
            return address
        place = f"{parts.netloc}{parts.path}".lower()
        names = next((names for pattern, names in _REDIRECTS if pattern.fullmatch(place)), ())
        further = [told[name][0] for name in names if name in told]
        further = [each for each in further if re.match("https?://", each, re.IGNORECASE)]
        if not further or len(further[0]) >= len(address):
            return address
        address = further[0]


class _Reader(HTMLParser):
    """Writes HTML anew tag by tag; for each open tag it knows what closes it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out = []
        self.open = []  # (tag, what closes it, whether its lines are kept)
        self.unread = 0  # How many open tags are within one that nobody reads.
        self.lists = []  # (level, list of Word, tag)
        self.item = None  # (level, list of Word) of an item whose mark is being read
        self.mark = None  # How many tags were open where the mark of an item begins.
        self.said = []  # What the mark says.
        self.is_among_notes = False

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        self.is_among_notes |= "footnote-list" in style
        if tag in _UNCLOSED and self.open and self.open[-1][0] == tag:
            self.handle_endtag(tag)
        if len(self.open) >= _DEEPEST and tag not in _VOID:
            return
        if self.unread or self._is_unread(tag, given, style):
            self.unread += tag not in _VOID
            if tag not in _VOID:
                self.open.append((tag, "", False))
            return
        if tag in _VOID:
            self._void(tag, given)
            return
        keeps = tag == "pre" or bool(_KEEPS_LINES.search(style))
        if not style:
            keeps = keeps or bool(self.open and self.open[-1][2])
        before, after = self._tags(tag, given, style)
        self.out.append(before)
        self.open.append((tag, after, keeps))
        if self.mark is None and _MARK.search(style):
            self.mark = len(self.open)

    def _is_unread(self, tag, given, style) -> bool:
        return (
            tag in _UNREAD
            or "hidden" in given
            or (tag == "del" and ("cite" in given or "datetime" in given))
            or given.get("class", "") in ("msocomanchor", "msocomtxt")
            or bool(_HIDDEN.search(style))
        )

    def _tags(self, tag, given, style) -> tuple[str, str]:
        """Return what opens and what closes a tag in the form that `markup` reads."""
        if tag == "p" and (listed := _LISTED.search(style)):
            self._end_item()
            self.item = (int(listed[2]), listed[1])
            self.said = []
            return "", ""
        if tag in _BLOCKS:
            self._close_lists()
        if tag == "p" and given.get("class") == "MsoTitle":
            return "<h2>", "</h2>"
        weight = _WEIGHT.search(style)
        weight = weight[1].lower() if weight else ""
        if tag in ("b", "strong") and weight in _LIGHT:
            return "", ""
        if tag == "a":
            return f'<a href="{escape(leads_to(given.get("href", "")))}">', "</a>"
        own = "" if tag in ("span", "font", "ins", "html", "body", "o:p") else tag
        kept = "".join(
            f' {name}="{escape(value)}"'
            for name, value in given.items()
            if name in ("colspan", "rowspan", "start") or name.startswith("data-")
        )
        tags = [f"{own}{kept}"] if own else []
        if tag not in _BLOCKS:
            if weight in _HEAVY and not self._is_within(_HEADINGS | {"b", "strong"}):
                tags.append("strong")
            tags += [
                name
                for pattern, name in _MEANINGS
                if pattern.search(style) and _SAME.get(tag, tag) != name
            ]
        if tag in ("b", "strong") and self._is_within(_HEADINGS):
            return "", ""
        closing = "".join(f"</{each.split(' ')[0]}>" for each in reversed(tags))
        return "".join(f"<{each}>" for each in tags), closing

    def _is_within(self, tags) -> bool:
        return any(each[0] in tags and each[1] for each in self.open)

    def _void(self, tag, given):
        if tag == "img":
            # An emoji is a picture elsewhere, and its letter is what it says instead.
            says = given.get("alt", "")
            if says and not any(letter.isalpha() or letter.isspace() for letter in says):
                self._say(escape(says, quote=False))
        elif tag == "br":
            if given.get("class") != "Apple-interchange-newline":
                self._say("<br>")
        elif tag == "hr" and not self.is_among_notes:
            self._close_lists()
            self.out.append("<hr>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not any(each[0] == tag for each in self.open):
            return
        if tag in _CONTAINERS and not self.unread:
            self._end_item()
            self._close_lists()
        while self.open:
            name, closing, _keeps = self.open.pop()
            if self.unread:
                self.unread -= 1
            if self.mark is not None and len(self.open) < self.mark:
                self.mark = None
            self.out.append(closing)
            if name == "p" and self.item:
                self._begin_item()
            if name == tag:
                break

    def handle_data(self, data):
        if self.unread:
            return
        if self.mark is not None:
            self.said.append(data)
            return
        keeps = self.open and self.open[-1][2]
        text = escape(data, quote=False)
        self._say(text.replace("\n", "<br>") if keeps else text)

    def _say(self, text):
        if self.item and text.strip():
            self._begin_item()
        self.out.append(text)

    # --- Lists of Word ------------------------------------------------------------------------

    def _begin_item(self):
        """Open the lists that an item stands in, and the item; its mark is known by now."""
        (level, name), self.item = self.item, None
        mark = "".join(self.said).strip()
        while self.lists and self.lists[-1][0] > level:
            self._close_list()
        if self.lists and self.lists[-1][:2] != (level, name) and self.lists[-1][0] == level:
            self._close_list()
        if self.lists and self.lists[-1][0] == level:
            self.out.append("</li><li>")
            return
        counted = _COUNTED.match(mark)
        tag = "ol" if counted else "ul"
        start = counted[1] if counted and counted[1].isdecimal() and counted[1] != "1" else ""
        self.out.append(f'<{tag} start="{start}"><li>' if start else f"<{tag}><li>")
        self.lists.append((level, name, tag))

    def _end_item(self):
        # An item without words is an item all the same.
        if self.item:
            self._begin_item()

    def _close_list(self):
        self.out.append(f"</li></{self.lists.pop()[2]}>")

    def _close_lists(self):
        while self.lists:
            self._close_list()

    def finished(self) -> str:
        """Return what was written, with everything closed and two breaks made a paragraph."""
        self._end_item()
        self._close_lists()
        self.out += [closing for _tag, closing, _keeps in reversed(self.open)]
        return _apart("".join(self.out))


_BREAKS = re.compile(r"(?:<br>[\s\xa0]*){2,}")


def _apart(html: str) -> str:
    """Put a paragraph's end where an empty line stands."""
    # An empty element of a block's own ends the line and says nothing.
    return _BREAKS.sub("<div></div>", html)
