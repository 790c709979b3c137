"""Finding stories at the desk: in every language, drafts too, by number as well as by words."""

from dataclasses import dataclass, field

from django.db.models import Case, F, Q, QuerySet, When

from articles.models import Language

from . import engine
from .found import SEASON
from .question import Either, Question, read
from .terms import NARROW

#: More answers than anybody reads through.
MOST = 1000


@dataclass(frozen=True)
class Answers:
    """The stories that answer, best first, and what was asked for them in each language."""

    stories: QuerySet
    questions: dict[str, Question] = field(default_factory=dict)


def at_the_desk(stories, text: str, *, person: int | None = None) -> Answers:
    """Return those of `stories` (a queryset of articles) that answer what was typed.

    Ranked as for readers: a story with every word in its headline counts as if it had been saved
    a season later. `person` is the id of whose own stories alone are asked: so that the newest
    answers are not other people's. A number also finds the story of that number.
    """
    chosen, best, questions = Q(), [], {}
    if (number := text.strip().lstrip("№ ")).isascii() and number.isdecimal() and len(number) < 18:
        chosen |= Q(pk=int(number))
        best.append(int(number))
    readings = {language.value: read(text, language=language) for language in Language}
    for kind in ("strict", "loose"):
        asked = {code: getattr(reading, kind) for code, reading in readings.items()}
        asked = {code: question for code, question in asked.items() if question}
        if ids := _ids(asked.values(), person, stories.db):
            chosen |= Q(pk__in=ids)
            best += _ids([each.in_headlines() for each in asked.values()], person, stories.db)
            questions = asked
            break
    if not chosen:
        return Answers(stories.none())
    worth = F("modified_at")
    if best:
        worth = Case(When(pk__in=best, then=F("modified_at") + SEASON), default=worth)
    return Answers(stories.filter(chosen).order_by(worth.desc(), "-pk"), questions)


def _ids(questions, person: int | None, using: str) -> list[int]:
    own = tuple(_own(question, person) for question in questions)
    return engine.stories(Either(own), limit=MOST, using=using) if own else []


def _own(question: Question, person: int | None) -> Question:
    return question.narrowed(f"{NARROW}u{person}") if person else question
