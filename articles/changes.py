"""What changed between two texts: the words taken away and the words put in, marked."""

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

#: A longer paragraph is shown as changed without looking for the words: the search is quadratic.
LONGEST = 2000


def marked(before: str, after: str) -> SafeString:
    """Return `after` with what was taken from `before` and what is new marked, line by line."""
    old, new = before.split("\n"), after.split("\n")
    lines = []
    for what, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [format_html("{}", line) for line in new[m:n]]
        elif what == "replace" and j - i == n - m:
            lines += [_words(*pair) for pair in zip(old[i:j], new[m:n], strict=True)]
        else:
            lines += [*_all("del", old[i:j]), *_all("ins", new[m:n])]
    return mark_safe("<br>".join(line for line in lines if line))  # noqa: S308 (escaped above)


def _words(before: str, after: str) -> SafeString:
    old, new = before.split(" "), after.split(" ")
    if len(before) + len(after) > 2 * LONGEST:
        return mark_safe("<br>".join([*_all("del", [before]), *_all("ins", [after])]))  # noqa: S308
    pieces = []
    for what, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(format_html("{}", " ".join(new[m:n])))
        else:
            pieces += [*_all("del", [" ".join(old[i:j])]), *_all("ins", [" ".join(new[m:n])])]
    return format_html_join(" ", "{}", ((piece,) for piece in pieces))


def _all(tag: str, texts) -> list[SafeString]:
    # The tag is one of our two; the text is escaped.
    return [format_html(f"<{tag}>{{}}</{tag}>", text) for text in texts if text]
