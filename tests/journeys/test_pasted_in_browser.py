"""A paste into the editor, as each program gives it: a real paste event in a real browser."""

import pytest

from articles.markup import clean
from tests.journeys import test_editors_in_browser as editors
from tests.journeys.test_editors_in_browser import PASTE, open_story, press, save, text_of
from tests.pasted import everything

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls(editors),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("copied", everything(), ids=lambda copied: copied.name)
def test_what_a_program_copies_is_pasted_word_for_word(copied, page, live_server, settings):
    settings.BODY_EDITOR = "prose"
    open_story(page, live_server, "")
    text = text_of(page, "prose")
    text.click()
    text.evaluate(PASTE, [copied.html, copied.text])
    press(page)
    shown = clean(page.locator("textarea[name=body]").input_value())
    # Nothing is left for the server to mend: what the writer sees is what is stored.
    assert shown == copied.body
    assert save(page) == copied.body


def test_what_is_copied_within_a_text_keeps_its_form(page, live_server, settings):
    settings.BODY_EDITOR = "prose"
    body = "<p>Бірінші</p><ul><li>бір</li><li>екі</li></ul><p>Соңғы <strong>жол</strong></p>"
    open_story(page, live_server, body)
    text = text_of(page, "prose")
    text.click()
    press(page, "Control+a", "Control+c", "Control+End", "Enter", "Control+v")
    assert save(page) == body + body


def test_lines_of_a_poem_stay_lines(page, live_server, settings):
    settings.BODY_EDITOR = "prose"
    poem = "Көктем келді даламызға\nҚұстар қайтты көлімізге\nЖаңбыр жауды жерімізге\nГүл өсірді"
    open_story(page, live_server, "")
    text = text_of(page, "prose")
    text.click()
    text.evaluate(PASTE, ["", poem])
    assert save(page) == "".join(f"<p>{line}</p>" for line in poem.split("\n"))
