"""Kill: taken back for ever, and what readers who come back are told."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition, Ended, Stopped, Verb
from articles.refusals import NotAllowed, Refused


def killed_in_sight(article, at=None):
    """Return what a page asks to answer 410: was it seen, and was it killed?"""
    return article.editions.seen(at).filter(ended_as=Ended.KILLED)


@pytest.fixture
def live(write, journalist, editor, clock):
    article = write(journalist)
    workflow.approve(article, by=editor)
    clock.tick()
    return article


def test_a_killed_story_is_gone_and_says_so(live, chief, clock):
    workflow.kill(live, by=chief, note="Дерек расталмады")
    assert not Edition.objects.visible().exists()
    assert killed_in_sight(live).get().visible_until == clock.now
    assert live.stopped == Stopped.KILLED
    assert live.decisions.latest("id").edition == live.editions.get()
    # The time machine still shows what readers had.
    assert Edition.objects.visible(clock.now - timedelta(seconds=1)).exists()


def test_a_kill_needs_a_reason_and_a_chief(live, editor, chief):
    with pytest.raises(Refused):
        workflow.kill(live, by=chief, note=" ")
    live.refresh_from_db()
    with pytest.raises(NotAllowed):
        workflow.kill(live, by=editor, note="Дерек расталмады")
    assert live.editions.visible().exists()


def test_a_killed_story_takes_no_verb_and_no_words_but_removal_by_law(
    live, chief, editor, journalist, rewrite
):
    workflow.kill(live, by=chief, note="Дерек расталмады")
    assert workflow.offered(chief, live) == [Verb.REDACT]
    assert workflow.offered(editor, live) == workflow.offered(journalist, live) == []
    for verb, more in (
        (workflow.submit, {}),
        (workflow.approve, {}),
        (workflow.release, {}),
        (workflow.restore, {}),
        (workflow.spike, {}),
        (workflow.correct, {"kind": "update"}),
        (workflow.kill, {"note": "Тағы"}),
    ):
        live.refresh_from_db()
        with pytest.raises(Refused):
            verb(live, by=chief, **more)
    live.refresh_from_db()
    with pytest.raises(NotAllowed):
        rewrite(live, by=chief, lead="Қайта")


def test_a_story_killed_while_held_was_killed(live, editor, chief, clock):
    workflow.hold(live, by=editor)
    held_at = clock.now
    clock.tick()
    workflow.kill(live, by=chief, note="Дерек расталмады")
    assert killed_in_sight(live).get().visible_until == held_at


def test_a_story_killed_after_it_expired_was_killed(write, journalist, editor, chief, clock):
    article = write(journalist, expires_at=clock.after(hours=1))
    workflow.approve(article, by=editor)
    clock.tick(hours=2)
    workflow.kill(article, by=chief, note="Дерек расталмады")
    assert killed_in_sight(article).exists()


def test_a_scheduled_story_that_is_killed_was_never_there(write, journalist, editor, chief, clock):
    """404, not 410: nobody learns that there was to be a story."""
    article = write(journalist)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    workflow.kill(article, by=chief, note="Дерек расталмады")
    clock.tick(hours=2)
    assert not killed_in_sight(article).exists()
    assert not article.editions.visible().exists()


def test_a_scheduled_story_that_is_held_then_killed_was_never_there(
    write, journalist, editor, chief, clock
):
    article = write(journalist)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    workflow.hold(article, by=editor)
    clock.tick(hours=2)
    workflow.kill(article, by=chief, note="Дерек расталмады")
    assert not killed_in_sight(article).exists()
    assert article.editions.get().ended_as == Ended.KILLED


def test_what_was_to_come_dies_with_a_live_story(live, journalist, editor, chief, rewrite, clock):
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor, at=clock.after(hours=1))
    workflow.kill(live, by=chief, note="Дерек расталмады")
    assert not live.editions.scheduled().exists()
    assert not live.editions.visible(clock.after(days=1)).exists()
    assert killed_in_sight(live).get().number == 1


def test_a_draft_is_spiked_not_killed(write, journalist, chief):
    article = write(journalist)
    with pytest.raises(Refused):
        workflow.kill(article, by=chief, note="Қажет емес")


def test_a_story_taken_back_before_its_moment_is_spiked_not_killed(
    write, journalist, editor, chief, clock
):
    article = write(journalist)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    workflow.unschedule(article, by=editor)
    assert Verb.KILL not in workflow.offered(chief, article)
    workflow.spike(article, by=editor)
