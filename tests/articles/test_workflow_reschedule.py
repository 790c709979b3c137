"""Another moment for what is to appear: through the verbs, both in the record, or not at all."""

import pytest

from articles import workflow
from articles.models import Duty, Edition, Status, Verb
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(write, journalist, editor, clock):
    article = write(journalist)
    workflow.approve(article, by=editor, at=clock.after(hours=5))
    return article


def ahead(article):
    return [each.visible_from for each in article.editions.scheduled()]


def test_it_appears_at_the_new_moment_alone(story, editor, clock):
    workflow.reschedule(story, by=editor, at=clock.after(days=2))
    assert ahead(story) == [clock.after(days=2)]
    assert story.status == Status.APPROVED
    verbs = story.decisions.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [Verb.APPROVE, Verb.UNSCHEDULE, Verb.APPROVE]
    clock.tick(hours=6)
    assert not Edition.objects.visible().exists()
    clock.tick(days=2)
    assert Edition.objects.visible().get().published_at == Edition.objects.visible().get(
    ).visible_from  # fmt: skip


def test_a_moment_that_has_passed_leaves_everything_as_it_was(story, editor, clock):
    before = ahead(story)
    with pytest.raises(Refused):
        workflow.reschedule(story, by=editor, at=clock.now)
    assert story.version == type(story).objects.get().version
    assert ahead(story) == before and story.status == Status.APPROVED
    assert story.decisions.count() == 1


def test_second_editor_loses_the_race(story, editor, chief, clock):
    other = type(story).objects.get()
    workflow.reschedule(story, by=editor, at=clock.after(days=1))
    with pytest.raises(Overtaken):
        workflow.reschedule(other, by=chief, at=clock.after(days=2))
    assert ahead(story) == [clock.after(days=1)]


def test_words_that_nobody_approved_do_not_slip_out(story, journalist, editor, rewrite, clock):
    rewrite(story, by=journalist, lead="Тексерілмеген.")
    with pytest.raises(Refused):
        workflow.reschedule(story, by=editor, at=clock.after(days=1))
    assert ahead(story) == [clock.after(hours=5)]
    assert story.status == Status.DRAFT


def test_what_readers_have_is_not_rescheduled(write, journalist, editor, rewrite, clock):
    story = write(journalist)
    workflow.approve(story, by=editor)
    clock.tick()
    rewrite(story, by=journalist, lead="Жаңа лид.")
    workflow.correct(story, by=editor, kind="update", at=clock.after(hours=1))
    with pytest.raises(Refused):
        workflow.reschedule(story, by=editor, at=clock.after(days=1))
    assert ahead(story) == [clock.after(hours=1)]


def test_nothing_to_appear_is_refused(write, journalist, editor, clock):
    with pytest.raises(Refused):
        workflow.reschedule(write(journalist), by=editor, at=clock.after(days=1))


def test_a_journalist_does_not(story, journalist, clock):
    with pytest.raises(NotAllowed):
        workflow.reschedule(story, by=journalist, at=clock.after(days=1))
    assert ahead(story) == [clock.after(hours=5)]


def test_the_sole_writer_does_not_without_the_sentence(write, editor, clock):
    Duty.objects.create(editor=editor, starts_at=clock.now, ends_at=clock.after(hours=8))
    story = write(editor)
    workflow.approve(story, by=editor, at=clock.after(hours=5), alone=True)
    with pytest.raises(Refused):
        workflow.reschedule(story, by=editor, at=clock.after(hours=6))
    assert ahead(story) == [clock.after(hours=5)]
    workflow.reschedule(story, by=editor, at=clock.after(hours=6), alone=True)
    assert ahead(story) == [clock.after(hours=6)]
    assert story.decisions.order_by("-id").first().is_alone


def test_an_embargo_is_kept(write, journalist, editor, clock):
    story = write(journalist, embargoed_until=clock.after(hours=4))
    workflow.approve(story, by=editor, at=clock.after(hours=5))
    with pytest.raises(Refused):
        workflow.reschedule(story, by=editor, at=clock.after(hours=3))
    assert ahead(story) == [clock.after(hours=5)]
