"""The verbs, each with what it does to readers and to the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import CorrectionKind, Decision, Edition, Ended, Status, Stopped, Verb
from articles.refusals import Overtaken, Refused


def visible(article, at=None):
    return Edition.objects.visible(at).filter(article=article)


def test_a_submitted_story_is_approved_and_seen(write, journalist, editor):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    workflow.approve(article, by=editor)
    assert article.status == Status.APPROVED
    edition = visible(article).get()
    assert edition.number == 1
    assert edition.text.body == article.body
    assert edition.slug == "onirde-jana-mektep-ashyldy"
    assert [d.verb for d in Decision.objects.order_by("id")] == ["submit", "approve"]


def test_a_change_of_a_live_story_opens_where_the_one_before_closes(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.reopen(article, by=journalist)
    workflow.correct(article, by=editor, kind=CorrectionKind.UPDATE)
    first, second = article.editions.order_by("number")
    assert first.visible_until == second.visible_from
    assert first.ended_as == Ended.SUPERSEDED
    assert second.published_at == first.published_at
    assert second.updated_at == second.visible_from


def test_hold_and_release_give_back_what_would_be_visible(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.hold(article, by=editor)
    assert not visible(article).exists()
    assert article.stopped == Stopped.HELD
    workflow.release(article, by=editor)
    assert visible(article).get().number == 2
    assert visible(article).get().published_at == article.editions.get(number=1).published_at


def test_the_sole_writer_may_not_approve(write, editor):
    article = write(editor)
    with pytest.raises(Refused):
        workflow.approve(article, by=editor)
    assert Verb.APPROVE not in workflow.offered(editor, article)


def test_of_two_editors_the_second_hears_it(write, journalist, editor, person):
    from articles.models import Article

    article = write(journalist)
    same = Article.objects.get(pk=article.pk)
    workflow.approve(article, by=editor)
    with pytest.raises(Overtaken):
        workflow.approve(same, by=person("editor"))


def test_a_killed_story_leaves_and_its_last_edition_says_so(write, journalist, editor, chief):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.hold(article, by=editor)
    workflow.kill(article, by=chief, note="Дерек расталмады")
    assert article.editions.get().ended_as == Ended.KILLED
    assert workflow.offered(chief, article) == [Verb.REDACT]


def test_a_schedule_is_taken_back_and_the_live_edition_keeps_its_end(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.reopen(article, by=journalist)
    workflow.approve(article, by=editor, at=timezone.now() + timedelta(hours=1))
    live = visible(article).get()
    assert live.visible_until is not None
    workflow.unschedule(article, by=editor)
    live.refresh_from_db()
    assert live.visible_until is None
    assert article.status == Status.SUBMITTED
