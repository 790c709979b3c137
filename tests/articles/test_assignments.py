"""Who writes a story, until when, how urgently: by editors, as a version, over nobody's save."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import assignments, workflow
from articles.models import Article, Decision, Notice, Status, Verb
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db


def test_an_assignment_is_a_version_that_is_no_writing(write, journalist, editor, person, clock):
    article, other, due = write(journalist), person(), clock.after(hours=3)
    assignments.assign(article, by=editor, assignee=other, due_at=due, urgency=2)
    article.refresh_from_db()
    assert (article.assignee, article.due_at, article.urgency) == (other, due, 2)
    last = article.versions.order_by("-number").first()
    assert (last.number, last.by, last.is_writing) == (article.version, editor, False)
    assert last.content["assignee"] == other.pk and last.content["urgency"] == 2
    # Whoever only hands a story on has not written it.
    assert workflow.writers(article) == {journalist.pk}


def test_only_what_is_given_is_set(write, journalist, editor, clock):
    article = write(journalist, urgency=3, due_at=clock.after(hours=1))
    assignments.assign(article, by=editor, assignee=journalist)
    assert (article.urgency, article.due_at) == (3, clock.after(hours=1))
    assignments.assign(article, by=editor, due_at=None)
    assert (article.due_at, article.assignee) == (None, journalist)


def test_what_changes_nothing_is_no_version(write, journalist, editor):
    article = write(journalist)
    assignments.assign(article, by=editor, urgency=5, assignee=None)
    article.refresh_from_db()
    assert article.version == 1 and article.versions.count() == 1


def test_a_journalist_assigns_nothing(write, journalist):
    with pytest.raises(NotAllowed):
        assignments.assign(write(journalist), by=journalist, urgency=1)
    assert Article.objects.get().urgency == 5


def test_who_comes_second_is_told_so(write, journalist, editor, chief):
    article = write(journalist)
    same = Article.objects.get()
    assignments.assign(article, by=editor, urgency=1)
    with pytest.raises(Overtaken):
        assignments.assign(same, by=chief, urgency=2)
    assert Article.objects.get().urgency == 1


@pytest.mark.parametrize(
    "given",
    [{"urgency": 0}, {"urgency": 10}, {"due_at": datetime(1, 1, 1, tzinfo=UTC)},
     {"due_at": datetime(9999, 12, 31, tzinfo=UTC)}],
)  # fmt: skip
def test_what_cannot_be_is_refused(write, journalist, editor, given):
    with pytest.raises(Refused):
        assignments.assign(write(journalist), by=editor, **given)
    assert Article.objects.get().version == 1


def test_a_due_time_that_has_passed_is_not_set_and_one_that_stood_may_stay(
    write, journalist, editor, clock
):
    article = write(journalist, due_at=clock.after(hours=1))
    with pytest.raises(Refused) as refused:
        assignments.assign(article, by=editor, due_at=clock.after(minutes=-1), urgency=2)
    assert [field for field, _sentence in refused.value.sentences] == ["due_at"]
    article.refresh_from_db()
    assert (article.version, article.urgency) == (1, 5)
    clock.tick(hours=2)
    assignments.assign(article, by=editor, due_at=article.due_at, urgency=2)
    assert article.urgency == 2
    # A form shows no seconds: what it sends back is the time that stood.
    assignments.check_due(article.due_at, was=article.due_at + timedelta(seconds=30))


def test_a_story_is_given_to_nobody_who_writes_none(write, journalist, editor, person):
    article = write(journalist)
    with pytest.raises(Refused):
        assignments.assign(article, by=editor, assignee=person("photo_editor"))
    gone = person()
    gone.is_active = False
    gone.save()
    with pytest.raises(Refused):
        assignments.assign(article, by=editor, assignee=gone)
    assert not Notice.objects.exists()


def test_a_killed_or_spiked_story_is_given_to_nobody(write, journalist, editor, chief):
    killed, spiked = write(journalist), write(journalist)
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    workflow.spike(spiked, by=journalist)
    for article in (killed, spiked):
        with pytest.raises(NotAllowed):
            assignments.assign(article, by=editor, urgency=1)


def test_a_due_time_does_not_take_an_approved_text_back_but_urgency_asks_an_editor(
    write, journalist, editor, clock, rewrite
):
    article = write(journalist)
    workflow.approve(article, by=editor)
    assignments.assign(article, by=editor, due_at=clock.after(hours=1), assignee=journalist)
    assert article.status == Status.APPROVED
    rewrite(article, by=editor, due_at=None)
    assert article.status == Status.APPROVED
    assignments.assign(article, by=editor, urgency=1)
    assert article.status == Status.DRAFT
    assert Decision.objects.filter(verb=Verb.REOPEN).count() == 1


def test_overdue_is_what_is_neither_written_nor_approved_in_time(write, journalist, editor, clock):
    article = write(journalist, due_at=clock.after(hours=1))
    assert not assignments.is_overdue(article)
    clock.tick(hours=2)
    assert assignments.is_overdue(article)
    assert not assignments.is_overdue(write(journalist))
    workflow.approve(article, by=editor)
    assert not assignments.is_overdue(article)


def test_what_is_due_is_found_by_its_index(write, journalist):
    now = timezone.now()
    soon = Article.objects.due().filter(due_at__gt=now, due_at__lt=now + timedelta(hours=1))
    with CaptureQueriesContext(connection) as asked:
        list(soon)
    if connection.vendor == "sqlite":
        assert "article_due" in soon.explain()
    assert len(asked) == 1
