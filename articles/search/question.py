"""What somebody asks: words, «phrases», minus words; and the same in the writing of a database.

Whatever is typed becomes a question: what holds no word asks nothing. The databases see only
terms of ours, never what was typed, so there is no syntax to break out of.
"""

import re
from dataclasses import dataclass, field, replace

from . import tongues
from .terms import HEADLINE

#: More than anybody means; the rest is left unread.
LONGEST, NEEDS, REFUSALS = 300, 12, 8
#: Letters after which a word is taken for the beginning of another.
BEGUN = 3

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟〝〞", '"'))
_PIECES = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<chunk>[^\s"]+))')


@dataclass(frozen=True)
class Any:
    """A word: any of these terms answers for it."""

    terms: tuple[str, ...]

    def in_headline(self) -> "Any":
        return Any(tuple(HEADLINE + term for term in self.terms))

    def for_sqlite(self) -> str:
        return f"({' OR '.join(map(_quoted, self.terms))})"

    def for_postgresql(self) -> str:
        return f"({' | '.join(map(_literal, self.terms))})"


@dataclass(frozen=True)
class Begun:
    """A word that is still being typed: any of these terms, or any that begins with one."""

    terms: tuple[str, ...]
    beginnings: tuple[str, ...]

    def in_headline(self) -> "Begun":
        above = (tuple(HEADLINE + term for term in each) for each in (self.terms, self.beginnings))
        return Begun(*above)

    def for_sqlite(self) -> str:
        begun = (f"{_quoted(term)} *" for term in self.beginnings)
        return f"({' OR '.join((*map(_quoted, self.terms), *begun))})"

    def for_postgresql(self) -> str:
        begun = (f"{_literal(term)}:*" for term in self.beginnings)
        return f"({' | '.join((*map(_literal, self.terms), *begun))})"


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after another, each in any of its forms."""

    terms: tuple[str, ...]

    def in_headline(self) -> "All":
        # Where a phrase stands is not kept apart for headlines: there, and its words above.
        return All((self, *(Any((HEADLINE + term,)) for term in self.terms)))

    def for_sqlite(self) -> str:
        return _quoted(" ".join(self.terms))

    def for_postgresql(self) -> str:
        return f"({' <-> '.join(map(_literal, self.terms))})"


@dataclass(frozen=True)
class All:
    """Several things at once."""

    parts: tuple

    def for_sqlite(self) -> str:
        return f"({' AND '.join(part.for_sqlite() for part in self.parts)})"

    def for_postgresql(self) -> str:
        return f"({' & '.join(part.for_postgresql() for part in self.parts)})"


@dataclass(frozen=True)
class Either:
    """Any of several questions: the desk's, which asks in every language."""

    parts: tuple

    def for_sqlite(self) -> str:
        return f"({' OR '.join(part.for_sqlite() for part in self.parts)})"

    def for_postgresql(self) -> str:
        return f"({' | '.join(part.for_postgresql() for part in self.parts)})"


@dataclass(frozen=True)
class Question:
    """What must be there and what must not; nothing at all is asked without a word."""

    needs: tuple = ()
    refuses: tuple = ()
    narrow: tuple = ()

    def __bool__(self):
        return bool(self.needs)

    def narrowed(self, *terms: str) -> "Question":
        """Ask the same within a section, a region or a person's own."""
        return replace(self, narrow=(*self.narrow, *(Any((term,)) for term in terms)))

    def narrowed_to_any(self, *terms: str) -> "Question":
        """Ask the same within any of several months."""
        return replace(self, narrow=(*self.narrow, Any(terms)))

    def in_headlines(self) -> "Question":
        """Ask for stories that have every word in the headline."""
        return replace(self, needs=tuple(need.in_headline() for need in self.needs))

    def elsewhere(self) -> "Question":
        """Ask for those that have not."""
        above = All(tuple(need.in_headline() for need in self.needs))
        return replace(self, refuses=(*self.refuses, above))

    def for_sqlite(self) -> str:
        asked = All((*self.needs, *self.narrow)).for_sqlite()
        for refused in self.refuses:
            asked = f"({asked} NOT {refused.for_sqlite()})"
        return asked

    def for_postgresql(self) -> str:
        refused = (f" & !{each.for_postgresql()}" for each in self.refuses)
        return All((*self.needs, *self.narrow)).for_postgresql() + "".join(refused)


@dataclass(frozen=True)
class Read:
    """A question as it is asked first, and as it is asked when nothing answers."""

    strict: Question = field(default_factory=Question)
    loose: Question | None = None


def read(text: str, *, language: str) -> Read:
    """Read what was typed; at most so many words of it, and of any text at all."""
    strict, loose, phrases, refuses = [], [], [], []
    for piece in _PIECES.finditer(text[:LONGEST].translate(_QUOTES)):
        said = tongues.words(piece["phrase"] if piece["chunk"] is None else piece["chunk"])
        words = [word for word in said if _is_word(language, word)]
        if not words:
            continue
        first = tuple(tongues.keys(language, word)[0] for word in words)
        if piece["minus"]:
            if len(refuses) < REFUSALS:
                asked = tongues.asked(language, words[0])
                refuses.append(Phrase(first) if len(words) > 1 else Any(asked.strict))
            continue
        for word in words:
            if len(loose) < NEEDS:
                asked = tongues.asked(language, word)
                strict.append(Any(asked.strict))
                loose.append(Any(tuple(dict.fromkeys((*asked.strict, *asked.loose)))))
        if piece["phrase"] is not None and 1 < len(words) <= NEEDS:
            # A phrase is meant as it is written: it is not loosened.
            phrases.append(Phrase(first))
    asked = Question((*strict, *phrases), tuple(refuses))
    looser = Question((*loose, *phrases), tuple(refuses))
    return Read(asked, looser if looser != asked else None)


def begun(question: Question, text: str, *, language: str) -> Question:
    """Return a question whose last word, if it may be unfinished, answers by its beginning too."""
    words = tongues.words(text[:LONGEST])
    if not question or not words or text[-1:].isspace() or len(words[-1]) < BEGUN:
        return question
    for place in range(len(question.needs) - 1, -1, -1):
        if isinstance(last := question.needs[place], Any):
            beginnings = tongues.beginnings(language, words[-1])
            needs = list(question.needs)
            needs[place] = Begun(last.terms, beginnings)
            return replace(question, needs=tuple(needs))
    return question


def _is_word(language: str, word: str) -> bool:
    """Tell whether there is a term to ask for and one that has its place in a text."""
    return bool(tongues.keys(language, word) and tongues.asked(language, word).strict)


def _quoted(term: str) -> str:
    return '"{}"'.format(term.replace('"', '""'))


def _literal(term: str) -> str:
    return "'{}'".format(term.replace("\\", "\\\\").replace("'", "''"))
