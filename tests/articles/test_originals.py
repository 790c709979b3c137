"""What became of an original: told to its translations by its editions and its standing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import originals, translating, workflow
from articles.models import Article, CorrectionKind, House
from articles.originals import Turn


@pytest.fixture
def original(write, journalist, editor, clock):
    story = write(journalist)
    workflow.approve(story, by=editor)
    clock.tick()
    return story


@pytest.fixture
def translation(original, editor):
    return translating.translate(original, into="ru", by=editor)[0]


def turns(translation):
    """Return what happened; the query for lists must say the same as the telling of one."""
    translation = Article.objects.get(pk=translation.pk)
    told = [event.turn for event in originals.events(translation)]
    assert originals.behind(Article.objects.all()).filter(pk=translation.pk).exists() == bool(told)
    rows = originals.behind(originals.with_last(Article.objects.all())).filter(pk=translation.pk)
    assert [event.turn for _story, event in originals.last_events(rows)] == told[-1:]
    row = originals.with_original(Article.objects.all()).get(pk=translation.pk)
    if row.status != "spiked" and row.stopped != "killed":
        stopped = bool(row.original_stopped) or row.original_status == "spiked"
        assert (row.is_original_changed or stopped) == bool(told)
    return told


def change(original, rewrite, editor, clock, kind=CorrectionKind.UPDATE, note="", **fields):
    clock.tick()
    original.refresh_from_db()
    rewrite(original, by=editor, **fields)
    clock.tick()
    workflow.correct(original, by=editor, kind=kind, note=note, alone=True)


def test_a_translation_just_begun_is_in_step(translation):
    assert turns(translation) == []


@pytest.mark.parametrize(
    ("kind", "turn"),
    [
        (CorrectionKind.MINOR, Turn.CHANGED),
        (CorrectionKind.UPDATE, Turn.CHANGED),
        (CorrectionKind.CORRECTION, Turn.CORRECTED),
        (CorrectionKind.WITHDRAWAL, Turn.WITHDRAWN),
        (CorrectionKind.REFUTATION, Turn.REFUTED),
    ],
)
def test_a_changed_original_says_what_kind_of_change_it_was(
    original, translation, rewrite, editor, clock, kind, turn
):
    change(original, rewrite, editor, clock, kind=kind, note="Сан түзетілді.", lead="Жаңа лид.")
    assert turns(translation) == [turn]
    [event] = originals.events(translation)
    assert (event.note, event.at, event.edition) == ("Сан түзетілді.", clock.now, 2)


def test_a_correction_held_and_released_is_told_once(original, translation, rewrite, editor, clock):
    kind = CorrectionKind.CORRECTION
    change(original, rewrite, editor, clock, kind=kind, note="Сан түзетілді.", lead="Жаңа лид.")
    clock.tick()
    workflow.hold(original, by=editor, note="Тексеру")
    clock.tick()
    workflow.release(original, by=editor)
    assert turns(translation) == [Turn.CORRECTED]


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Басқа тақырып"},
        {"lead": "Басқа лид."},
        {"body": "<p>Басқа мәтін.</p>"},
        {"photo_caption": "Басқа сөз"},
        {"source_name": "Aqorda.resmi"},
    ],
)
def test_any_word_that_readers_get_counts(original, translation, rewrite, editor, clock, fields):
    change(original, rewrite, editor, clock, **fields)
    assert turns(translation) == [Turn.CHANGED]


def test_another_photo_counts(original, translation, rewrite, editor, clock, photo):
    change(original, rewrite, editor, clock, photo=photo)
    assert turns(translation) == [Turn.CHANGED]


def test_the_same_words_in_another_edition_are_nothing_to_translate(
    original, translation, rewrite, editor, clock
):
    change(original, rewrite, editor, clock, urgency=2)
    assert original.editions.count() == 2
    assert turns(translation) == []


def test_a_sentence_to_readers_counts_even_where_no_word_changed(
    original, translation, rewrite, editor, clock
):
    change(
        original, rewrite, editor, clock, kind=CorrectionKind.WITHDRAWAL, note="Дерек расталмады.",
        urgency=2,
    )  # fmt: skip
    assert turns(translation) == [Turn.WITHDRAWN]


def test_a_held_original_is_told_and_its_release_is_no_news(original, translation, editor, clock):
    workflow.hold(original, by=editor, note="Тексеріп жатырмыз")
    assert turns(translation) == [Turn.HELD]
    assert originals.events(translation)[0].note == "Тексеріп жатырмыз"
    clock.tick()
    workflow.release(original, by=editor)
    assert original.editions.count() == 2
    assert turns(translation) == []


def test_a_release_of_a_corrected_original_does_not_tell_the_correction_twice(
    original, translation, rewrite, editor, clock
):
    change(original, rewrite, editor, clock, kind=CorrectionKind.CORRECTION, note="Сан.", lead="Б.")
    translating.check(translation, edition=2, by=editor)
    clock.tick()
    workflow.hold(original, by=editor)
    clock.tick()
    workflow.release(original, by=editor)
    assert turns(translation) == []


def test_a_killed_original_is_told_after_its_changes(
    original, translation, rewrite, editor, chief, clock
):
    change(original, rewrite, editor, clock, lead="Жаңа лид.")
    clock.tick()
    workflow.kill(original, by=chief, note="Дерек жалған")
    assert turns(translation) == [Turn.CHANGED, Turn.KILLED]


def test_an_original_in_the_basket_is_told(write, journalist, editor):
    original = write(journalist)
    translation, _new = translating.translate(original, into="en", by=editor)
    workflow.spike(original, by=editor)
    assert turns(translation) == [Turn.SPIKED]


def test_a_draft_that_was_translated_is_told_when_it_is_published(write, journalist, editor, clock):
    original = write(journalist)
    translation, _new = translating.translate(original, into="en", by=editor)
    assert turns(translation) == []
    workflow.approve(original, by=editor, at=clock.after(hours=3))
    assert turns(translation) == [Turn.PUBLISHED], "while there is time to change both at once"
    original.refresh_from_db()
    workflow.unschedule(original, by=editor)
    assert turns(translation) == []


def test_a_change_taken_back_before_its_moment_is_no_change(
    original, translation, rewrite, editor, clock
):
    rewrite(original, by=editor, lead="Ертеңгі лид.")
    workflow.approve(original, by=editor, at=clock.after(hours=3))
    assert turns(translation) == [Turn.CHANGED]
    original.refresh_from_db()
    workflow.hold(original, by=editor)
    assert turns(translation) == [Turn.HELD]


@pytest.mark.parametrize("end", ["spike", "kill"])
def test_a_translation_that_is_over_hears_nothing_more(
    original, translation, rewrite, editor, chief, clock, end
):
    if end == "spike":
        workflow.spike(translation, by=editor)
    else:
        rewrite(translation, by=editor, body="<p>Новая школа на шестьсот мест.</p>")
        workflow.approve(translation, by=chief)
        workflow.kill(translation, by=chief, note="Қате аударма")
    change(original, rewrite, editor, clock, lead="Жаңа лид.")
    assert turns(translation) == []


def test_what_happened_lately_begins_at_the_originals(
    original, translation, rewrite, editor, clock
):
    since = clock.now
    assert not originals.behind_anywhere(Article.objects.all(), since=since).exists()
    change(original, rewrite, editor, clock, lead="Жаңа лид.")
    stories = Article.objects.all()
    assert list(originals.behind_anywhere(stories, since=since)) == [translation]
    assert not originals.behind_anywhere(stories, since=clock.after(days=1)).exists()
    workflow.hold(original, by=editor)
    assert list(originals.behind_anywhere(stories, since=clock.after(days=1))) == [translation]


def test_a_list_costs_the_same_for_any_number_of_translations(
    write, journalist, editor, django_assert_num_queries
):
    for number in range(5):
        original = write(journalist, headline=f"Хабар {number}")
        workflow.approve(original, by=editor)
        for language in ("ru", "en"):
            translating.translate(original, into=language, by=editor)
    with django_assert_num_queries(1):
        assert len(originals.with_original(Article.objects.all())) == 15


# --- Rules --------------------------------------------------------------------------------


def faults(article):
    return {field for field, sentence in originals.faults(article) if sentence}


def test_no_story_translates_itself(original):
    original.translation_of = original
    assert faults(original) == {"translation_of"}


def test_a_translation_stands_in_another_language(original, write, editor):
    other = write(editor, language="kk")
    other.translation_of = original
    assert faults(other) == {"language"}


def test_there_are_no_chains(original, translation, write, editor):
    third = write(editor, language="en")
    third.translation_of = translation
    [(field, sentence)] = originals.faults(third)
    assert field == "translation_of"
    assert f"№ {original.pk}" in sentence
    other = write(editor, language="en")
    original.translation_of = other
    assert faults(original) == {"translation_of"}


def test_a_language_is_taken_once(original, translation, write, editor):
    second = write(editor, language="ru")
    second.translation_of = original
    [(field, sentence)] = originals.faults(second)
    assert field == "translation_of"
    assert f"№ {translation.pk}" in sentence
    original.language = "ru"
    assert faults(original) == {"language"}


def test_the_database_takes_a_language_once(original, translation, write, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(editor, language="ru", translation_of=original)
    workflow.spike(translation, by=editor)
    write(editor, language="ru", translation_of=original)


def test_the_languages_left_are_those_of_the_house(original, translation):
    assert originals.languages_left(original) == ["en"]
    assert originals.languages_left(translation) == ["en"]
    House.objects.create(pk=1, has_english=False)
    assert originals.languages_left(original) == []


def test_an_embargo_is_the_later_of_the_two(original, translation, clock):
    assert originals.embargo(translation) is None
    original.embargoed_until = clock.after(hours=2)
    translation.translation_of = original
    assert originals.embargo(translation) == clock.after(hours=2)
    translation.embargoed_until = clock.after(hours=2) + timedelta(hours=1)
    assert originals.embargo(translation) == clock.after(hours=3)
    assert originals.embargo(original) == clock.after(hours=2)
