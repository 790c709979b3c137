"""Finding stories at the desk: in every language, drafts too, by number as well as by words."""

from django.db.models import Q

from articles.models import Language

from . import engine
from .question import Either, Question, read
from .terms import NARROW

#: More answers than anybody reads through.
MOST = 1000


def at_the_desk(stories, text: str, *, person: int | None = None):
    """Return those of `stories` (a queryset of articles) that answer what was typed.

    `person` is the id of whose own stories alone are asked: so that the newest answers are not
    other people's. A number also finds the story of that number.
    """
    chosen = Q()
    if (number := text.strip().lstrip("№ ")).isascii() and number.isdecimal() and len(number) < 18:
        chosen |= Q(pk=int(number))
    readings = [read(text, language=language) for language in Language]
    for asked in ([each.strict for each in readings], [each.loose for each in readings]):
        questions = [_own(question, person) for question in asked if question]
        ids = (
            engine.stories(Either(tuple(questions)), limit=MOST, using=stories.db)
            if questions
            else []
        )
        if ids:
            chosen |= Q(pk__in=ids)
            break
    return stories.filter(chosen) if chosen else stories.none()


def _own(question: Question, person: int | None) -> Question:
    return question.narrowed(f"{NARROW}u{person}") if person else question
