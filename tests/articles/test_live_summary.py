"""The draft of a summary: entries arranged, nothing invented, nothing saved."""

from datetime import timedelta

import pytest

from articles import live, live_summary, markup, redaction, workflow
from articles.models import Article, KeptText, LiveEntry, WhyKept
from articles.refusals import NotAllowed, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(write, editor, clock):
    """A closed live story with three entries, the second of them important."""
    article = write(editor, body="<p>Сайлау өтті.</p>")
    live.open_live(article, by=editor)
    live.post(article, by=editor, text="Учаскелер ашылды")
    clock.tick(hours=2)
    live.post(
        article, by=editor, headline="Алғашқы <дерек>", text="Келгені – 40 пайыз", is_key=True
    )
    clock.tick(hours=4)
    live.post(article, by=editor, text="Учаскелер жабылды")
    live.close_live(article, by=editor)
    return article


def draft(article, by, which="all"):
    return live_summary.draft(article, by=by, which=which, at=live_summary.timezone.now())


def test_entries_stand_in_the_order_of_events_below_what_stood_and_a_place_for_the_summary(
    told, editor
):
    body = draft(told, editor)
    assert body.startswith("<p></p><p>Сайлау өтті.</p><h2>")
    words = markup.plain(body).splitlines()
    heading = words.pop(1)
    assert heading
    assert words == [
        "Сайлау өтті.", "19 ақпан", "18:53 Учаскелер ашылды",
        "20:53 · Алғашқы <дерек>", "Келгені – 40 пайыз", "20 ақпан", "00:53 Учаскелер жабылды",
    ]  # fmt: skip
    assert markup.clean(body) == body.removeprefix("<p></p>")


def test_of_one_day_no_day_is_said_and_the_important_ones_come_alone(told, editor):
    assert [*markup.plain(draft(told, editor, "key")).splitlines()[:1],
            *markup.plain(draft(told, editor, "key")).splitlines()[2:]] == [
        "Сайлау өтті.", "20:53 · Алғашқы <дерек>", "Келгені – 40 пайыз",
    ]  # fmt: skip
    assert live_summary.choices(told, at=live_summary.timezone.now()) == [("key", 1), ("all", 3)]


def test_photos_and_films_come_along_but_no_photo_that_may_not_be_printed(
    write, editor, photo, clock
):
    article = write(editor, body="", language="ru")
    live.open_live(article, by=editor)
    live.post(article, by=editor, photo=photo)
    clock.tick()
    live.post(article, by=editor, text="https://www.youtube.com/watch?v=abcdefghijk")
    body = draft(article, editor)
    assert body.startswith("<p></p><h2>")
    assert f'<figure data-photo="{photo.pk}"></figure>' in body
    assert '<figure data-embed="https://www.youtube.com/watch?v=abcdefghijk"></figure>' in body
    type(photo).objects.update(rights_until=clock.now)
    assert "data-photo" not in draft(article, editor)


def test_what_stands_in_the_text_already_is_not_put_in_twice(told, editor, clock):
    told.body = markup.clean(draft(told, editor))
    with pytest.raises(Refused):
        draft(told, editor)
    live.open_live(told, by=editor)
    clock.tick()
    live.post(told, by=editor, text="Қорытынды хаттама")
    body = draft(told, editor)
    assert body.count("Учаскелер ашылды") == 1
    assert body.count("<h2>") == 1
    assert body.endswith("<strong>00:54</strong> Қорытынды хаттама</p>")


def test_an_entry_taken_back_or_mended_is_arranged_as_readers_have_it(told, editor):
    first, _second, third = LiveEntry.objects.order_by("pk")
    live.open_live(told, by=editor)
    live.take_back(first, by=editor)
    live.mend(third, by=editor, text="Бәрі жабылды")
    body = draft(told, editor)
    assert "ашылды" not in body
    assert "Бәрі жабылды" in body
    assert "Учаскелер жабылды" not in body


def test_nothing_to_arrange_is_said_in_a_sentence(write, editor, journalist, chief, told):
    other = write(editor)
    for which in ("all", "key", "x", ""):
        with pytest.raises(Refused):
            draft(other, editor, which)
    with pytest.raises(NotAllowed):
        draft(told, journalist)
    workflow.approve(told, by=chief)
    workflow.kill(told, by=chief, note="Қате")
    with pytest.raises(NotAllowed):
        draft(told, chief)


def test_too_many_entries_are_no_summary(told, editor, monkeypatch):
    monkeypatch.setattr(live_summary, "MOST", 2)
    with pytest.raises(Refused):
        draft(told, editor)
    assert draft(told, editor, "key")


def test_a_draft_is_kept_once_in_place_of_the_one_before_and_changes_no_story(told, editor):
    now = live_summary.timezone.now()
    before = Article.objects.get(pk=told.pk)
    one = live_summary.propose(told, by=editor, which="all", at=now)
    same = live_summary.propose(told, by=editor, which="all", at=now)
    assert one == same
    other = live_summary.propose(told, by=editor, which="key", at=now + timedelta(minutes=1))
    assert list(KeptText.objects.filter(why=WhyKept.SUMMARY)) == [other]
    after = Article.objects.get(pk=told.pk)
    assert (after.body, after.version, after.status) == (before.body, before.version, before.status)


def test_a_removal_by_law_reaches_a_draft_that_waits(told, editor, chief):
    live_summary.propose(told, by=editor, which="all", at=live_summary.timezone.now())
    workflow.approve(told, by=chief)
    workflow.redact(told, by=chief, note="Сот шешімі", fields=["body"])
    kept = KeptText.objects.get(why=WhyKept.SUMMARY)
    assert kept.content["post"]["body"] == [""]
    assert "body" in redaction.FIELDS
