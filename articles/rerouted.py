"""A finished page whose addresses lead elsewhere: the one place where links of a page are changed.

What is not an address stays byte for byte. The page is read as browsers read it, not by patterns:
however an attribute is quoted, it is found.
"""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

#: Attributes that hold one address, which a browser follows or asks for.
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "background", "ping", "xlink:href"}
)
#: And one that holds several, each with a width.
SETS = frozenset({"srcset", "imagesrcset"})
#: What a browser does by itself, without anybody pressing anything.
BY_ITSELF = frozenset({"script", "base"})


def rerouted(
    html: str, way: Callable[[str], str | None], *, head: str = "", top: str = "", title: str = "",
    is_still: bool = False,
) -> str:  # fmt: skip
    """Return a page each of whose addresses is what `way` returns for it.

    Where that is None the address goes, and the element says that it leads out (`data-leads-out`)
    and where to (its `title`). `head` and `top` are HTML put at the beginning of head and body,
    `title` words put before the page's own. `is_still`: scripts go too, and so does whatever leads
    on by itself.
    """
    page = _Page(html, way, {"head": head, "body": top, "title": escape(title)}, is_still)
    page.feed(html)
    page.close()
    return page.changed()


class _Page(HTMLParser):
    """Reads a page and notes what is to stand in place of what."""

    def __init__(self, html, way, begins, is_still):
        super().__init__(convert_charrefs=False)
        self._html, self._way, self._begins, self._is_still = html, way, begins, is_still
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._edits: list[tuple[int, int, str]] = []
        self._dropped: tuple[str, int] | None = None

    def changed(self) -> str:
        out, last = [], 0
        for start, end, text in self._edits:
            out += [self._html[last:start], text]
            last = end
        return "".join([*out, self._html[last:]])

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if self._dropped is not None and self._dropped[0] == tag:
            self._drop(self._here() + len(self.get_starttag_text()))

    def handle_starttag(self, tag, attrs):
        if self._dropped is not None:
            return
        start, text = self._here(), self.get_starttag_text()
        if self._is_still and tag in BY_ITSELF:
            self._dropped = tag, start
            if tag == "base":  # It has no end.
                self._drop(start + len(text))
            return
        if self._is_still and tag == "meta" and _is_refresh(attrs):
            self._edits.append((start, start + len(text), ""))
            return
        told = self._tag(tag, attrs, text)
        # The first alone: a body holds no second one, and of titles a drawing has its own.
        told += self._begins.pop(tag, "")
        if told != text:
            self._edits.append((start, start + len(text), told))

    def handle_endtag(self, tag):
        if self._dropped is not None and self._dropped[0] == tag:
            self._drop(self._html.index(">", self._here()) + 1)

    def _drop(self, end):
        self._edits.append((self._dropped[1], end, ""))
        self._dropped = None

    def _tag(self, tag, attrs, text) -> str:
        """Write a start tag with its addresses led elsewhere; as it was if none is."""
        told, out = [], ""
        for name, value in attrs:
            if value is None or name not in ADDRESSES | SETS:
                told.append((name, value))
                continue
            led = self._set(value) if name in SETS else self._one(name, value)
            if led is None:
                out = out or value
            else:
                told.append((name, led))
        if out:
            told = [(name, value) for name, value in told if name != "title"]
            told += [("data-leads-out", None), ("title", out)]
        if told == attrs:
            return text
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in told
        )
        return f"<{tag}{written}{' /' if text.endswith('/>') else ''}>"

    def _one(self, name, value):
        # A drawing that the page holds itself asks nobody.
        return value if name == "src" and value.startswith("data:image/") else self._way(value)

    def _set(self, value):
        led = []
        for each in value.split(","):
            address, _space, width = each.strip().partition(" ")
            if (there := self._way(address)) is None:
                return None
            led.append(f"{there} {width}".strip())
        return value if led == [e.strip() for e in value.split(",")] else ", ".join(led)


def _is_refresh(attrs) -> bool:
    return dict(attrs).get("http-equiv", "").lower() == "refresh"
