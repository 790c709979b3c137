"""Who is told of what: each of one thing once, nobody of their own doing, nothing out of sight."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import assignments, comments, inbox, notices, shared_previews, workflow
from articles.models import Article, Notice, NoticeChoice, NoticeKind, Submissions
from articles.refusals import Refused

pytestmark = pytest.mark.django_db


def told(user):
    return [each.kind for each in Notice.objects.filter(to=user).order_by("id")]


def test_a_writer_hears_what_became_of_the_story(write, journalist, editor, chief, clock):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    workflow.send_back(article, by=editor, note="Дереккөзін жаз")
    workflow.submit(article, by=journalist)
    workflow.approve(article, by=editor)
    clock.tick()
    workflow.hold(article, by=editor)
    workflow.kill(article, by=chief, note="Қате")
    assert told(journalist) == [
        NoticeKind.SENT_BACK, NoticeKind.PUBLISHED, NoticeKind.STOPPED, NoticeKind.STOPPED
    ]  # fmt: skip
    assert not Notice.objects.exclude(to=journalist).exists()
    back = inbox.latest(journalist)[-1]
    assert inbox.words(back) == "Дереккөзін жаз"


def test_what_is_refused_tells_nobody(write, journalist, editor, chief):
    article = write(journalist)
    with pytest.raises(Refused):
        workflow.kill(article, by=chief, note="Қате")
    assert not Notice.objects.exists()


def test_who_decides_on_their_own_story_is_told_nothing(write, editor, chief, rewrite):
    article = write(editor)
    rewrite(article, by=chief, lead="Бас редактор қосты.")
    workflow.approve(article, by=editor)
    assert told(editor) == []


def test_an_editor_on_duty_hears_that_a_story_waits_until_it_does_no_more(
    write, journalist, editor, chief, person, on_duty
):
    on_duty(editor)
    article = write(journalist)
    workflow.submit(article, by=journalist)
    assert told(editor) == [NoticeKind.SUBMITTED] and told(chief) == []
    assert inbox.unread_count(editor) == 1
    workflow.approve(article, by=chief)
    assert inbox.unread_count(editor) == 0


def test_an_editor_may_always_or_never_hear_that_a_story_waits(
    write, journalist, editor, chief, person, on_duty
):
    on_duty(editor)
    other = person()
    NoticeChoice.objects.create(person=editor, submissions=Submissions.NEVER)
    NoticeChoice.objects.create(person=chief, submissions=Submissions.ALWAYS)
    # A choice gives no right.
    NoticeChoice.objects.create(person=other, submissions=Submissions.ALWAYS)
    workflow.submit(write(journalist), by=journalist)
    assert told(editor) == told(other) == []
    assert told(chief) == [NoticeKind.SUBMITTED]


def test_what_is_muted_and_who_has_left_is_not_told(write, journalist, editor, person):
    NoticeChoice.objects.create(person=journalist, muted=[NoticeKind.COMMENTED])
    comments.add(write(journalist), by=editor, words="Тексер")
    gone = person()
    article = write(gone)
    gone.is_active = False
    gone.save()
    comments.add(article, by=editor, words="Тексер")
    assert not Notice.objects.exists()


def test_one_thing_is_told_once(write, journalist, editor):
    article = write(journalist)
    for _time in range(2):
        notices.tell({journalist.pk}, kind=NoticeKind.DUE, article=article, key="due:1", by=editor)
    assert Notice.objects.count() == 1


def test_people_of_translations_hear_what_became_of_the_original(
    write, journalist, editor, person, clock
):
    translator = person()
    original = write(journalist)
    workflow.approve(original, by=editor)
    translation = write(translator, language="ru", translation_of=original, follows=1)
    clock.tick()
    workflow.correct(original, by=editor, kind="correction", note="Сан қате еді")
    notice = Notice.objects.get(to=translator)
    assert (notice.kind, notice.article_id) == (NoticeKind.ORIGINAL, translation.pk)
    # The reason stands with a story that they do not see.
    assert inbox.words(notice) == ""


def test_an_opinion_from_outside_reaches_who_asked_and_whose_story_it_is(write, journalist, editor):
    shared, _token = shared_previews.make(write(journalist), by=editor, lasts="day", asks=True)
    shared_previews.give_opinion(shared, opinion="approves", name="Ә. Ахметов", note="Дұрыс")
    assert told(editor) == told(journalist) == [NoticeKind.OPINION]
    assert "Дұрыс" in inbox.words(inbox.latest(editor)[0])


def test_what_is_due_within_the_hour_is_told_once_for_each_time(write, journalist, editor, clock):
    article = write(journalist, due_at=clock.after(minutes=50))
    write(journalist, due_at=clock.after(hours=5))
    done = write(journalist, due_at=clock.after(minutes=50))
    workflow.approve(done, by=editor)
    Notice.objects.all().delete()
    for _round in range(3):
        notices.of_due(clock.now)
        clock.tick()
    assert told(journalist) == [NoticeKind.DUE]
    article.due_at = clock.after(minutes=30)
    article.save()
    notices.of_due(clock.now)
    assert told(journalist) == [NoticeKind.DUE] * 2


def test_who_was_given_a_story_hears_of_it_and_no_more_when_it_is_taken_away(
    write, journalist, editor, person
):
    other = person()
    article = write(journalist)
    assignments.assign(article, by=editor, assignee=other)
    assert told(other) == [NoticeKind.GIVEN] and told(journalist) == []
    assert inbox.unread_count(other) == 1
    assignments.assign(article, by=editor, assignee=None)
    assert inbox.unread_count(other) == 0 and inbox.latest(other) == []


def test_who_may_see_no_story_has_no_notices(write, journalist, editor, person):
    nobody = person("photo_editor")
    assert inbox.unread_count(nobody) == 0
    assert inbox.latest(nobody) == []


def test_reading_all_leaves_what_came_since(write, journalist, editor):
    article = write(journalist)
    comments.add(article, by=editor, words="Бір")
    seen = Notice.objects.get().pk
    comments.add(article, by=editor, words="Екі")
    inbox.read_all(journalist, until=seen)
    assert [inbox.words(each) for each in inbox.latest(journalist, unread_alone=True)] == ["Екі"]


def test_what_was_read_long_ago_is_let_go(write, journalist, editor, clock):
    article = write(journalist)
    for words in ("Бір", "Екі"):
        comments.add(article, by=editor, words=words)
    inbox.read(Notice.objects.order_by("id")[0])
    inbox.clear(clock.after(days=29))
    assert Notice.objects.count() == 2
    inbox.clear(clock.after(days=31))
    assert [inbox.words(each) for each in inbox.latest(journalist)] == ["Екі"]
    inbox.clear(clock.after(days=181))
    assert not Notice.objects.exists()


def test_the_bell_costs_one_query_and_every_kind_is_said(write, journalist, editor):
    article = write(journalist)
    for number, kind in enumerate(NoticeKind):
        if kind not in (NoticeKind.SENT_BACK, NoticeKind.PUBLISHED, NoticeKind.STOPPED):
            notices.tell({journalist.pk}, kind=kind, article=article, key=f"{number}")
    journalist.has_perm("articles.view_article")
    with CaptureQueriesContext(connection) as asked:
        assert inbox.unread_count(journalist) == len(NoticeKind) - 3
    assert len(asked) == 1
    assert all(inbox.sentence(each) for each in inbox.latest(journalist))


def test_a_hundred_stories_cost_the_due_round_no_more_than_one(write, journalist, clock):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            notices.of_due(clock.now)
        return len(queries)

    Article.objects.bulk_create(
        Article(headline=f"Су {n}", owner=journalist, due_at=clock.after(hours=9 + n))
        for n in range(100)
    )
    assert asked() == 1
    Article.objects.update(due_at=clock.after(minutes=30))
    notices.of_due(clock.now)
    assert Notice.objects.count() == 100
    # All of them were told: nothing is asked of each.
    assert asked() == 2
