"""The archive teaches the hints: what was printed in some stories is offered, nothing before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import lexicon, spelling
from articles.models import Language

pytestmark = pytest.mark.django_db

KAZAKH = {"language": Language.KAZAKH}


@pytest.fixture
def printed(publish):
    """Return a printer of stories whose words are then learned."""

    def make(headline, *, stories=lexicon.KNOWN, **fields):
        for _n in range(stories):
            publish(headline, body="", **fields)
        lexicon.learn()

    return make


def test_a_word_is_offered_once_some_stories_have_it(printed):
    printed("Қоршау салынды", stories=lexicon.KNOWN - 1)
    assert spelling.hints("Бұл коршау", **KAZAKH) == []
    printed("Қоршау биік", stories=1)
    (hint,) = spelling.hints("Бұл коршау", **KAZAKH)
    assert (hint.word, hint.suggestions) == ("коршау", ("қоршау",))


def test_a_story_under_embargo_alone_teaches_no_word(printed):
    printed("Құпиялық туралы", stories=1, hours=5)
    assert spelling.hints("Бұл купиялык", **KAZAKH) == []


def test_a_form_of_a_printed_stem_is_offered_too(printed):
    printed("Қоршауда")
    (hint,) = spelling.hints("Бұл коршаулар", **KAZAKH)
    assert hint.suggestions == ("қоршаулар",)


@pytest.mark.parametrize("language", [Language.RUSSIAN, Language.ENGLISH, "", "xx"])
def test_no_other_language_has_hints(printed, language):
    printed("Қоршау")
    assert spelling.hints("коршау және және", language=language) == []


def test_a_paragraph_asks_three_questions(printed):
    printed("Қоршау")
    with CaptureQueriesContext(connection) as asked:
        spelling.hints("Бұл коршау мен белгісіз сөздерр " * 20, **KAZAKH)
    assert len(asked) == 3


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 коршау", "%_'\"\\", "ә" * 10_000])
def test_any_text_is_asked_about(printed, text):
    printed("Қоршау")
    assert all(hint.suggestions for hint in spelling.hints(text, **KAZAKH))
