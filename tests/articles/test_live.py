"""Telling a story live."""

from datetime import timedelta

import pytest

from articles import editions, live, redaction
from articles.models import Decision, EditionPhoto, LiveEntry, LiveStory, ReaderNote, Verb
from articles.refusals import NotAllowed, Overtaken, Refused
from media.models import Photo
from media.printed import is_printed
from tests.published import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(now, publish, editor):
    article = publish("Сайлау күні").article
    live.open_live(article, by=editor)
    return article


def shown(article):
    return [
        entry.text
        for entry in LiveEntry.objects.visible().newest_first()
        if entry.article_id == article.pk
    ]


def test_entries_stand_newest_first_and_are_seen_at_once(story, now, editor):
    live.post(story, by=editor, text="Бірінші")
    now.move(minutes=1)
    live.post(story, by=editor, text="Екінші\nЕкінші жол", headline="Маңызды", is_key=True)
    assert shown(story) == ["<p>Екінші</p><p>Екінші жол</p>", "<p>Бірінші</p>"]


def test_who_was_named_posts_and_nobody_else(story, person, editor):
    named, other = person(), person()
    live.open_live(story, by=editor, posters=[named])
    live.post(story, by=named, text="Мен")
    for user in (other, person("photo_editor")):
        with pytest.raises(NotAllowed):
            live.post(story, by=user, text="Мен де")
    with pytest.raises(NotAllowed):
        live.close_live(story, by=named)
    with pytest.raises(NotAllowed):
        live.open_live(story, by=other)


def test_a_mended_entry_keeps_its_place_and_its_first_words_stay_on_record(story, now, editor):
    first = live.post(story, by=editor, text="Он адам")
    now.move(minutes=5)
    live.post(story, by=editor, text="Кейінгі")
    live.mend(first, by=editor, text="Он бір адам")
    assert shown(story) == ["<p>Кейінгі</p>", "<p>Он бір адам</p>"]
    first.refresh_from_db()
    assert first.text == "<p>Он адам</p>"
    assert first.visible_until == now.moment
    with pytest.raises(Overtaken):
        live.mend(first, by=editor, text="Тағы")
    with pytest.raises(Overtaken):
        live.take_back(first, by=editor)


def test_an_entry_taken_back_is_gone_for_readers(story, now, editor):
    entry = live.post(story, by=editor, text="Асығыс")
    now.move(minutes=1)
    live.take_back(entry, by=editor)
    assert shown(story) == []
    assert LiveEntry.objects.count() == 1


def test_a_button_pressed_twice_posts_once(story, editor):
    for _press in range(2):
        live.post(story, by=editor, text="Бір рет", token="t1")
    assert len(shown(story)) == 1


def test_other_words_in_the_same_form_are_another_entry(story, editor):
    live.post(story, by=editor, text="Бірінші", token="t1")
    live.post(story, by=editor, text="Екінші", token="t1")
    assert len(shown(story)) == 2


def test_a_closed_story_takes_no_entry_until_it_is_opened_again(story, editor):
    live.post(story, by=editor, text="Соңы")
    live.close_live(story, by=editor)
    story.refresh_from_db()
    with pytest.raises(Refused):
        live.post(story, by=editor, text="Тағы")
    live.open_live(story, by=editor)
    story.refresh_from_db()
    live.post(story, by=editor, text="Жалғасы")
    verbs = Decision.objects.filter(article=story).values_list("verb", flat=True).order_by("pk")
    assert list(verbs) == [Verb.OPEN_LIVE, Verb.CLOSE_LIVE, Verb.OPEN_LIVE]


def test_nothing_is_posted_to_a_held_or_killed_story(story, editor):
    story.stopped = "held"
    story.save()
    with pytest.raises(Refused):
        live.post(story, by=editor, text="Тағы")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": " \u200b \n"},
        {"text": "а" * 20_001},
        {"text": " \n "},
    ],
)
def test_what_is_no_entry_is_refused_with_a_sentence(story, editor, said):
    with pytest.raises(Refused):
        live.post(story, by=editor, **said)
    assert not LiveEntry.objects.exists()


def test_a_line_that_is_the_address_of_a_film_is_its_card_and_can_be_typed_again(story, editor):
    typed = "Қараңыз:\nhttps://youtu.be/dQw4w9WgXcQ\nhttps://example.kz/a & б"
    entry = live.post(story, by=editor, text=typed)
    assert entry.text == (
        '<p>Қараңыз:</p><figure data-embed="https://youtu.be/dQw4w9WgXcQ"></figure>'
        "<p>https://example.kz/a &amp; б</p>"
    )
    assert live.typed(entry) == typed


def test_an_entry_is_plain_lines_whatever_signs_stand_in_them(story, editor):
    typed = "Ауа температурасы <10 градус\n5<7 және a<b болды\n<p>Үшінші</p>"
    entry = live.post(story, by=editor, text=typed)
    assert live.typed(entry) == typed
    assert entry.text.count("<p>") == 3


def test_the_photo_of_an_entry_is_printed_like_any_other(story, editor, photo, publish):
    story.editions.update(visible_until=NOW + timedelta(hours=1), ended_as="superseded")
    entry = live.post(story, by=editor, photo=photo)
    assert entry.text == ""
    assert EditionPhoto.objects.filter(photo=photo, edition__article=story).count() == 1
    # In an edition that is made later, too.
    publish(article=story, hours=1)
    assert EditionPhoto.objects.filter(photo=photo, edition__article=story).count() == 2
    assert is_printed(photo)


def test_a_photo_without_credit_or_alt_text_is_refused(story, editor, photo):
    Photo.objects.filter(pk=photo.pk).update(credit=None, alt_text="")
    photo.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        live.post(story, by=editor, text="Сурет", photo=photo)
    assert [field for field, _sentence in refusal.value.sentences] == ["photo", "photo"]
    assert not LiveEntry.objects.exists()
    assert editions.Edition.objects.filter(edition_photos__photo=photo).count() == 0


def test_removal_by_law_reaches_entries_and_readers_notes(story, editor, chief, photo):
    live.post(story, by=editor, text="Аты-жөні", headline="Аты", photo=photo)
    note = ReaderNote.objects.create(edition=story.editions.get(), passage="Аты-жөні")
    redaction.remove(story, fields=["body"], photo=photo, basis="сот", by=chief)
    entry = LiveEntry.objects.get()
    assert (entry.text, entry.headline, entry.photo) == ("", "", None)
    note.refresh_from_db()
    assert note.passage == ""


def test_only_one_row_says_that_a_story_is_live(story, editor):
    live.open_live(story, by=editor)
    assert LiveStory.objects.count() == 1
