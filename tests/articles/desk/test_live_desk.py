"""The desk's page of a live story."""

import re

import pytest

from articles import live, workflow
from articles.models import Article, LiveEntry, LiveStory
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db


def page(article):
    return f"/admin/articles/article/{article.pk}/live/"


def test_an_editor_opens_names_posts_mends_takes_back_and_closes(client, write, editor, journalist):
    article = write(editor)
    client.force_login(editor)
    assert client.get(page(article)).status_code == 200
    client.post(page(article), {"open": "1", "posters": [journalist.pk]})
    assert list(LiveStory.objects.get().posters.all()) == [journalist]
    client.post(page(article), {"text": "Бірінші", "token": "a"})
    client.post(page(article), {"text": "Бірінші", "token": "a"})
    entry = LiveEntry.objects.get()
    assert "Бірінші" in client.get(page(article)).content.decode()
    assert "Бірінші" in client.get(page(article), {"mend": entry.pk}).content.decode()
    client.post(page(article), {"mend": entry.pk, "text": "Түзетілді"})
    after = LiveEntry.objects.visible().get()
    assert after.text == "<p>Түзетілді</p>"
    client.post(page(article), {"take_back": after.pk, "is_meant": "1"})
    assert not LiveEntry.objects.visible().exists()
    client.post(page(article), {"close": "1"})
    assert LiveStory.objects.get().closed_at


def test_who_was_named_posts_to_a_story_that_is_not_theirs(client, write, editor, person):
    article, named = write(editor), person()
    client.force_login(named)
    assert client.get(page(article)).status_code == 404
    live.open_live(article, by=editor, posters=[named])
    html = client.get(page(article)).content.decode()
    assert 'name="text"' in html
    assert 'name="close"' not in html
    client.post(page(article), {"text": "Орнынан"})
    assert LiveEntry.objects.get().by == named
    assert client.post(page(article), {"close": "1"}).status_code == 403
    assert page(article) in client.get("/admin/").content.decode()


def test_who_was_named_reads_the_headline_that_readers_have_and_no_other(
    client, write, editor, person
):
    article, named = write(person(), headline="Құпия тақырып"), person()
    live.open_live(article, by=editor, posters=[named])
    client.force_login(named)

    def told():
        return [client.get(way).content.decode() for way in (page(article), "/admin/")]

    for html in told():
        assert "Құпия тақырып" not in html
        assert f"№ {article.pk}" in html
    workflow.approve(article, by=editor)
    for html in told():
        assert "Құпия тақырып" in html
    Article.objects.filter(pk=article.pk).update(headline="Жаңа құпия")
    for html in told():
        assert "Құпия тақырып" in html and "Жаңа құпия" not in html
        assert f"/admin/articles/article/{article.pk}/change/" not in html
    client.force_login(editor)
    for html in told():
        assert "Жаңа құпия" in html


def test_a_refused_entry_keeps_what_was_typed(client, write, editor):
    article = write(editor)
    live.open_live(article, by=editor)
    client.force_login(editor)
    answer = client.post(page(article), {"text": "Мәтін қалады", "photo": "999"})
    assert answer.status_code == 422
    assert "Мәтін қалады</textarea>" in answer.content.decode()
    for photo in ("x", "-1", "99999999999999999999", "1e5"):
        assert client.post(page(article), {"text": "а", "photo": photo}).status_code == 422
    assert not LiveEntry.objects.exists()


def test_the_photo_of_an_entry_is_seen_where_it_is_chosen(client, write, editor, photo):
    article = write(editor)
    live.open_live(article, by=editor)
    client.force_login(editor)

    def chosen(response):
        html = response.content.decode()
        return re.search(r"data-main-photo.*?<p data-shown.*?</p>", html, re.S)[0]

    assert 'data-library-url="/admin/articles/article/photos.json"' in chosen(
        client.get(page(article))
    )
    entry = live.post(article, by=editor, photo=photo)
    assert "<img" not in chosen(client.get(page(article)))
    assert photo.alt_text in chosen(client.get(page(article), {"mend": entry.pk}))
    # What was refused for another reason keeps the photo in sight.
    refused = client.post(page(article), {"headline": "а" * 300, "photo": photo.pk})
    assert refused.status_code == 422
    assert photo.alt_text in chosen(refused)


def test_an_entry_of_another_story_is_not_touched(client, write, editor):
    one, two = write(editor), write(editor)
    for article in (one, two):
        live.open_live(article, by=editor)
    entry = live.post(two, by=editor, text="Басқа")
    client.force_login(editor)
    for data in (
        {"take_back": entry.pk},
        {"take_back": entry.pk, "is_meant": "1"},
        {"mend": entry.pk, "text": "x"},
        {"mend": "x", "text": "x"},
    ):
        assert client.post(page(one), data).status_code == 404
    assert LiveEntry.objects.visible().get() == entry


def test_an_entry_is_taken_back_after_a_question_that_shows_it(client, write, editor, chief):
    article = write(editor)
    live.open_live(article, by=editor)
    kept = live.post(article, by=editor, text="Қалады")
    entry = live.post(article, by=chief, headline="Гол", text="Есеп ашылды\nАсқар соқты")
    client.force_login(editor)
    shown = client.get(page(article)).content.decode()
    assert f'href="?take_back={entry.pk}"' in shown
    # Neither the way to the question nor a press of an old page takes anything away.
    assert 'name="take_back"' not in shown
    for answer in (
        client.get(page(article), {"take_back": entry.pk}),
        client.post(page(article), {"take_back": entry.pk}),
    ):
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "Гол" in html and "Асқар соқты" in html and "Қалады" not in html
        assert LiveEntry.objects.visible().count() == 2
    form = next(form for form in all_fields_of(answer) if "is_meant" in form)
    client.post(page(article), form | {"take_back": entry.pk})
    assert LiveEntry.objects.visible().get() == kept
    # Whoever asks for it after that hears what happened.
    late = client.get(page(article), {"take_back": entry.pk}, follow=True)
    assert "жаңа ғана біреу өзгертті" in late.content.decode()


def test_who_may_not_post_is_not_asked(client, write, editor, journalist):
    article = write(journalist)
    live.open_live(article, by=editor)
    entry = live.post(article, by=editor, text="Қалады")
    client.force_login(journalist)
    assert client.get(page(article)).status_code == 200
    for answer in (
        client.get(page(article), {"take_back": entry.pk}),
        client.post(page(article), {"take_back": entry.pk, "is_meant": "1"}),
    ):
        assert answer.status_code == 403
    assert LiveEntry.objects.visible().get() == entry


def test_naming_who_posts_neither_opens_a_closed_story_nor_loses_names(
    client, write, editor, journalist
):
    article = write(editor)
    live.open_live(article, by=editor, posters=[journalist])
    live.close_live(article, by=editor)
    client.force_login(editor)
    client.post(page(article), {"posters_changed": "1", "posters": [journalist.pk]})
    story = LiveStory.objects.get()
    assert story.closed_at
    for forged in ("abc", "99999999999999999999", "0", "-1"):
        answer = client.post(page(article), {"open": "1", "posters": [forged]})
        assert answer.status_code == 302
        story.refresh_from_db()
        assert story.closed_at
        assert list(story.posters.all()) == [journalist]


def test_no_words_are_lost_to_a_colleague_who_was_first(client, write, editor, chief):
    article = write(editor)
    live.open_live(article, by=editor)
    entry = live.post(article, by=editor, text="Бірінші")
    live.take_back(entry, by=chief)
    client.force_login(editor)
    late = client.post(page(article), {"mend": entry.pk, "text": "Жазғаным қалсын"})
    assert late.status_code == 422
    assert "Жазғаным қалсын</textarea>" in late.content.decode()
    assert "жаңа ғана біреу өзгертті" in late.content.decode()
    live.close_live(article, by=chief)
    closed = client.post(page(article), {"text": "Бұл да қалсын"})
    assert closed.status_code == 422
    assert "Бұл да қалсын</textarea>" in closed.content.decode()
    assert "репортаж жабылған" in closed.content.decode()


def test_whoever_may_post_no_more_has_their_words_back(client, write, editor, person):
    article, named = write(editor), person()
    live.open_live(article, by=editor, posters=[named])
    client.force_login(named)
    assert client.get(page(article)).status_code == 200
    live.name_posters(article, by=editor, posters=[])
    answer = client.post(page(article), {"text": "Голды Асқар соқты", "token": "a"})
    assert answer.status_code == 403
    assert "Голды Асқар соқты" in answer.content.decode()
    # A stranger hears of no such story.
    other = write(editor)
    assert client.post(page(other), {"text": "Бірдеңе"}).status_code == 404


def test_one_form_posted_to_two_stories_is_an_entry_of_each(client, write, editor):
    client.force_login(editor)
    for article in (write(editor), write(editor)):
        live.open_live(article, by=editor)
        assert client.post(page(article), {"text": "Бір", "token": "a"}).status_code == 302
    assert LiveEntry.objects.count() == 2


def test_the_photo_of_an_entry_is_folded_until_there_is_one_or_a_fault(client, write, editor):
    article = write(editor)
    live.open_live(article, by=editor, posters=[])
    client.force_login(editor)
    assert '<details class="entry-photo"><summary>' in client.get(page(article)).content.decode()
    refused = client.post(page(article), {"text": "Орнынан", "photo": "999"})
    assert '<details class="entry-photo" open><summary>' in refused.content.decode()
