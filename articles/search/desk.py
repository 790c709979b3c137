"""Finding stories at the desk: in every language, drafts too, by number as well as by words."""

from dataclasses import dataclass, field

from django.db.models import Case, F, Q, QuerySet, When

from articles.models import Language

from . import engine
from .found import SEASON
from .keys import other_keys
from .question import Either, Question, Read, begun, read
from .terms import NARROW

#: More answers than anybody reads through.
MOST = 1000


@dataclass(frozen=True)
class Answers:
    """The stories that answer, best first, and what was asked for them in each language."""

    stories: QuerySet
    questions: dict[str, Question] = field(default_factory=dict)
    #: The number that was typed, if it was one; a story of that number stands first.
    number: int | None = None


def at_the_desk(
    stories, text: str, *, person: int | None = None, is_typing: bool = False
) -> Answers:
    """Return those of `stories` (a queryset of articles) that answer what was typed.

    Ranked as for readers: a story with every word in its headline counts as if it had been saved
    a season later. `person` is the id of whose own stories alone are asked: so that the newest
    answers are not other people's. A number also finds the story of that number, before all
    others. Of a question that somebody is still typing (`is_typing`) the last word is a beginning
    where no whole word answers, and a keyboard left in Latin is read as it was meant.
    """
    chosen, best, questions = Q(), [], {}
    if (number := _number(text)) is not None:
        chosen |= Q(pk=number)
    readings = {language.value: read(text, language=language) for language in Language}
    if is_typing:
        readings = _typed(readings, text)
    for kind in ("strict", "loose"):
        asked = {code: getattr(reading, kind) for code, reading in readings.items()}
        asked = {code: question for code, question in asked.items() if question}
        ids, above = _ids(asked.values(), person, stories.db)
        if ids:
            chosen |= Q(pk__in=ids)
            best += above
            questions = asked
            break
    if not chosen:
        return Answers(stories.none())
    worth = F("modified_at")
    if best:
        worth = Case(When(pk__in=best, then=F("modified_at") + SEASON), default=worth)
    order = [worth.desc(), "-pk"]
    if number is not None:
        order.insert(0, Case(When(pk=number, then=0), default=1))
    return Answers(stories.filter(chosen).order_by(*order), questions, number)


def _number(text: str) -> int | None:
    """Return the number of a story, where nothing else was typed."""
    number = text.strip().lstrip("№# ")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else None


def _typed(readings: dict[str, Read], text: str) -> dict[str, Read]:
    """Return the readings of what is still being typed, and of the same keys in Cyrillic."""
    texts = {code: (code, text) for code in readings}
    if other := other_keys(text):
        for code in (Language.KAZAKH.value, Language.RUSSIAN.value):
            readings[f"{code} keys"] = read(other, language=code)
            texts[f"{code} keys"] = (code, other)
    return {
        name: Read(
            reading.strict,
            begun(reading.loose or reading.strict, texts[name][1], language=texts[name][0]),
        )
        for name, reading in readings.items()
    }


def _ids(questions, person: int | None, using: str) -> list[list[int]]:
    """Return who answers any of the questions, and who answers one in the headline."""
    own = tuple(_own(question, person) for question in questions)
    above = tuple(_own(question.in_headlines(), person) for question in questions)
    if not own:
        return [[], []]
    return engine.stories([Either(own), Either(above)], limit=MOST, using=using)


def _own(question: Question, person: int | None) -> Question:
    return question.narrowed(f"{NARROW}u{person}") if person else question
