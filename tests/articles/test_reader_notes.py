"""What readers say is wrong."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import reader_notes
from articles.models import Article, Edition, Handled, ReaderNote
from articles.refusals import NotAllowed, Overtaken, Refused
from tests.published import NOW

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_with_its_passage_and_words(now, publish):
    note = reader_notes.send(
        publish(), passage=" «Алматтыда» \u200b", words="Алматыда\r\nболуы керек"
    )
    assert (note.passage, note.words) == ("«Алматтыда»", "Алматыда\nболуы керек")
    assert note.handled_as == Handled.WAITING


def test_the_same_note_is_kept_once(now, publish):
    edition = publish()
    assert reader_notes.send(edition, passage="қате", words="")
    assert reader_notes.send(edition, passage="қате", words="") is None
    assert ReaderNote.objects.count() == 1


@pytest.mark.parametrize(
    ("passage", "words"), [("", ""), (" \u200b", "\u2060\n"), ("а" * 501, ""), ("а", "б" * 1001)]
)
def test_nothing_and_too_much_are_refused(now, publish, passage, words):
    with pytest.raises(Refused):
        reader_notes.send(publish(), passage=passage, words=words)
    assert not ReaderNote.objects.exists()


def test_a_flood_of_notes_is_refused_until_its_hour_is_over(now, publish):
    edition, other = publish(), publish()
    for number in range(reader_notes.HOURLY_OF_STORY):
        reader_notes.send(edition, passage=f"қате {number}", words="")
    with pytest.raises(Refused):
        reader_notes.send(edition, passage="тағы", words="")
    assert reader_notes.send(other, passage="тағы", words="")
    now.move(hours=1, minutes=1)
    assert reader_notes.send(edition, passage="тағы", words="")


def test_of_two_editors_the_second_hears_that_it_is_done(now, publish, editor, chief, journalist):
    note = reader_notes.send(publish(), passage="қате", words="")
    with pytest.raises(NotAllowed):
        reader_notes.handle(note, by=journalist, as_=Handled.MENDED)
    with pytest.raises(Refused):
        reader_notes.handle(note, by=editor, as_=Handled.WAITING)
    reader_notes.handle(note, by=editor, as_=Handled.MENDED)
    with pytest.raises(Overtaken):
        reader_notes.handle(note, by=chief, as_=Handled.DISMISSED)
    note.refresh_from_db()
    assert (note.handled_as, note.handled_by, note.handled_at) == (Handled.MENDED, editor, NOW)
    assert not ReaderNote.objects.waiting().exists()


class Anything(TestCase):
    @given(st.text(max_size=600), st.text(max_size=1100))
    @settings(max_examples=40, deadline=timedelta(seconds=2))
    def test_whatever_is_sent_is_kept_or_refused_with_a_sentence(self, passage, words):
        article = Article.objects.create(headline="т", version=1)
        edition = Edition.objects.create(
            article=article, headline="т", number=1, slug="t", visible_from=NOW,
            published_at=NOW, updated_at=NOW,
        )  # fmt: skip
        try:
            note = reader_notes.send(edition, passage=passage, words=words)
        except Refused as refusal:
            assert all(sentence for _field, sentence in refusal.sentences)
        else:
            assert note.passage or note.words
