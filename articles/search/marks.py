"""Showing why an answer is one: the words that matched, marked, in the passage they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from . import tongues
from .question import Any, Phrase, Question

#: Letters of a passage before the first match, and of the whole.
BEFORE, LENGTH = 70, 240

#: Letters that may stand for each other where a word was typed or stored loosely.
_ALIKE = (
    "аәaáäə", "гғgǵğ", "еёэe", "иіїйыiıyïí", "кқkq", "нңnhñń", "оөoóö", "уұүuyúýüū", "хһhx", "рp",
    "сcs", "вbv", "мm", "тt", "бпbp", "шsş",
)  # fmt: skip
_WORD = r"[^\W_]"


@dataclass(frozen=True)
class Span:
    start: int
    end: int


class Marks:
    """The words of one question, looked for in the texts of its answers."""

    def __init__(self, question: Question, language: str):
        self.language = language
        self.terms = {
            term
            for need in question.needs
            for term in (need.terms if isinstance(need, Any | Phrase) else ())
        }
        # Only words that begin like a term are looked at: taking every word apart costs far more.
        begins = {term.rpartition(":")[2].lstrip("_~")[:2] for term in self.terms} - {""}
        begins = "|".join("".join(map(_alike, begin)) for begin in sorted(begins))
        self._likely = re.compile(rf"(?<!{_WORD})(?:{begins or '(?!)'}){_WORD}*", re.IGNORECASE)

    def spans(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield where the words of a text that answer begin and end, between two places."""
        for match in self._likely.finditer(text, start, len(text) if end is None else end):
            if not self.terms.isdisjoint(_terms_of(self.language, match[0])):
                yield Span(*match.span())

    def marked(self, text: str) -> SafeString:
        """Return a text as HTML with its matches marked."""
        return _marked(text, list(self.spans(text)))

    def passage(self, *texts: str) -> SafeString:
        """Return the passage of the first of these texts that has a match; else how they begin."""
        for text in texts:
            if (first := next(self.spans(text), None)) is not None:
                start, end = _around(text, first)
                return _cut(text, start, end, list(self.spans(text, start, end)))
        text = next(filter(None, texts), "")
        return _cut(text, *_around(text, Span(0, 0)), [])


@lru_cache(maxsize=50_000)
def _terms_of(language: str, word: str) -> frozenset[str]:
    """Return the terms of a word as it stands in a text."""
    return frozenset(term for each in tongues.words(word) for term in tongues.keys(language, each))


def _alike(letter: str) -> str:
    alike = "".join(letters for letters in _ALIKE if letter in letters) + letter
    return f"[{re.escape(alike)}]"


def _around(text: str, match: Span) -> tuple[int, int]:
    """Return where the passage around a match begins and ends, between words."""
    start = max(0, match.start - BEFORE)
    if start:
        start = text.rfind(" ", 0, start) + 1 or text.find(" ", start, match.start) + 1
    end = max(start + LENGTH, match.end)
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), match.end) if " " in text[start:end] else end
    return start, end


def _cut(text: str, start: int, end: int, spans: list[Span]) -> SafeString:
    inside = [Span(span.start - start, span.end - start) for span in spans]
    words = _marked(text[start:end].replace("\n", " "), inside)
    return format_html(
        "{}{}{}", "… " if start else "", words, " …" if end < len(text.rstrip()) else ""
    )


def _marked(text: str, spans: list[Span]) -> SafeString:
    out, last = [], 0
    for span in spans:
        out.append(conditional_escape(text[last : span.start]))
        out.append(format_html("<mark>{}</mark>", text[span.start : span.end]))
        last = span.end
    out.append(conditional_escape(text[last:]))
    return mark_safe("".join(out))  # noqa: S308 (each piece was escaped)
