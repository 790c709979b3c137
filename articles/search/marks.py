"""Showing why an answer is one: the words that matched, marked, in the passage they stand in."""

import re
from dataclasses import dataclass

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

    def spans(self, text: str) -> list[Span]:
        """Return where the words of a text that answer begin and end."""
        return [
            Span(*match.span()) for match in self._likely.finditer(text) if self._answers(match[0])
        ]

    def _answers(self, word: str) -> bool:
        return any(
            not self.terms.isdisjoint(tongues.keys(self.language, each))
            for each in tongues.words(word)
        )

    def marked(self, text: str) -> SafeString:
        """Return a text as HTML with its matches marked."""
        return _marked(text, self.spans(text))

    def passage(self, *texts: str) -> SafeString:
        """Return the passage of the first of these texts that has a match; else how they begin."""
        for text in texts:
            if spans := self.spans(text):
                return _passage(text, spans)
        return _passage(next(filter(None, texts), ""), [])


def _alike(letter: str) -> str:
    alike = "".join(letters for letters in _ALIKE if letter in letters) + letter
    return f"[{re.escape(alike)}]"


def _passage(text: str, spans: list[Span]) -> SafeString:
    start = max(0, spans[0].start - BEFORE) if spans else 0
    if start:
        start = text.rfind(" ", 0, start) + 1 or text.find(" ", start, spans[0].start) + 1
    end = start + LENGTH
    if spans:
        end = max(end, spans[0].end)
    if end < len(text):
        end = text.rfind(" ", start + 1, end) if text.rfind(" ", start + 1, end) > 0 else end
        if spans:
            end = max(end, spans[0].end)
    inside = [
        Span(span.start - start, span.end - start)
        for span in spans
        if span.start >= start and span.end <= end
    ]
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
