"""Hold and release: a story is away while something is checked, and comes back as it would be."""

import pytest

from articles import workflow
from articles.models import Edition, Ended, Status, Stopped, Verb
from articles.refusals import Refused


def headline(article, at=None):
    """Return the headline readers have at a moment; None when they have nothing."""
    edition = Edition.objects.visible(at).filter(article=article).first()
    return edition and edition.headline


def future(article, clock):
    """Return what readers will have, by the hour, for the next half day."""
    return [headline(article, clock.after(hours=hours)) for hours in range(13)]


@pytest.fixture
def live(write, journalist, editor, clock):
    """A story on the site."""
    article = write(journalist, headline="Бір")
    workflow.approve(article, by=editor)
    clock.tick()
    return article


@pytest.fixture
def live_and_ahead(live, editor, journalist, rewrite, clock):
    """A story on the site, with its next edition two hours ahead."""
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor, at=clock.after(hours=2))
    clock.tick()
    return live


def test_nothing_of_a_held_story_is_seen_or_opens(live_and_ahead, editor, clock):
    workflow.hold(live_and_ahead, by=editor, note="Дерек тексерілуде")
    assert live_and_ahead.stopped == Stopped.HELD
    assert set(future(live_and_ahead, clock)) == {None}
    assert live_and_ahead.editions.get(number=1).ended_as == Ended.HELD
    assert live_and_ahead.editions.get(number=2).is_withdrawn


def test_released_at_once_the_story_has_the_same_future_as_before(live_and_ahead, editor, clock):
    before = future(live_and_ahead, clock)
    moments = set(Edition.objects.visible().values_list("published_at", "updated_at"))
    workflow.hold(live_and_ahead, by=editor)
    clock.tick()
    workflow.release(live_and_ahead, by=editor)
    assert future(live_and_ahead, clock)[1:] == before[1:]
    assert headline(live_and_ahead) == "Бір"
    # It was no change: the story does not return to the top, nor does it call itself updated.
    assert set(Edition.objects.visible().values_list("published_at", "updated_at")) == moments
    assert live_and_ahead.stopped == Stopped.NO


def test_released_after_the_scheduled_moment_the_scheduled_one_is_seen(
    live_and_ahead, editor, clock
):
    workflow.hold(live_and_ahead, by=editor)
    clock.tick(hours=3)
    workflow.release(live_and_ahead, by=editor)
    assert set(future(live_and_ahead, clock)) == {"Екі"}
    shown = live_and_ahead.editions.visible().get()
    # The change became visible now, not at the moment it was meant for.
    assert shown.updated_at == clock.now
    assert shown.published_at == live_and_ahead.editions.get(number=1).published_at


def test_what_ran_out_during_the_hold_stays_away(write, journalist, editor, clock):
    article = write(journalist, expires_at=clock.after(hours=1))
    workflow.approve(article, by=editor)
    clock.tick()
    workflow.hold(article, by=editor)
    clock.tick(hours=1)
    workflow.release(article, by=editor)
    assert set(future(article, clock)) == {None}
    assert article.stopped == Stopped.NO
    assert article.decisions.latest("id").edition is None


def test_an_expiry_still_to_come_comes_after_a_release(write, journalist, editor, clock):
    expiry = clock.after(hours=5)
    article = write(journalist, expires_at=expiry)
    workflow.approve(article, by=editor)
    clock.tick()
    workflow.hold(article, by=editor)
    clock.tick()
    workflow.release(article, by=editor)
    shown = article.editions.visible().get()
    assert (shown.visible_until, shown.ended_as) == (expiry, Ended.EXPIRED)


def test_approving_a_held_storys_text_does_not_publish_it(live, editor, journalist, rewrite, clock):
    workflow.hold(live, by=editor)
    clock.tick()
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor)
    assert (live.status, live.stopped) == (Status.APPROVED, Stopped.HELD)
    assert set(future(live, clock)) == {None}
    clock.tick()
    workflow.release(live, by=editor)
    assert set(future(live, clock)) == {"Екі"}
    assert live.editions.visible().get().updated_at == clock.now


def test_a_text_approved_during_a_hold_for_a_later_time_waits_for_it(
    live, editor, journalist, rewrite, clock
):
    workflow.hold(live, by=editor)
    clock.tick()
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor, at=clock.after(hours=3, minutes=30))
    clock.tick()
    workflow.release(live, by=editor)
    assert future(live, clock)[:4] == ["Бір"] * 4
    assert set(future(live, clock)[4:]) == {"Екі"}


def test_the_last_text_approved_during_a_hold_is_what_comes_back(
    live_and_ahead, editor, journalist, rewrite, clock
):
    workflow.hold(live_and_ahead, by=editor)
    for words in ("Үш", "Төрт"):
        clock.tick()
        rewrite(live_and_ahead, by=journalist, headline=words)
        workflow.approve(live_and_ahead, by=editor)
    clock.tick()
    workflow.release(live_and_ahead, by=editor)
    assert set(future(live_and_ahead, clock)) == {"Төрт"}


def test_a_second_hold_brings_back_what_the_second_took(
    live_and_ahead, editor, journalist, rewrite, clock
):
    """What the first release passed over does not return with the second."""
    workflow.hold(live_and_ahead, by=editor)
    clock.tick()
    rewrite(live_and_ahead, by=journalist, headline="Үш")
    workflow.approve(live_and_ahead, by=editor)
    clock.tick()
    workflow.release(live_and_ahead, by=editor)
    assert not live_and_ahead.editions.filter(ended_as=Ended.HELD, number__in=[2, 3]).exists(), (
        "what waited and was passed over has ended"
    )
    clock.tick()
    workflow.hold(live_and_ahead, by=editor)
    clock.tick(hours=4)
    workflow.release(live_and_ahead, by=editor)
    assert set(future(live_and_ahead, clock)) == {"Үш"}


def test_a_story_held_before_anyone_saw_it_appears_at_its_own_time(
    write, journalist, editor, clock
):
    article = write(journalist, headline="Бір")
    due = clock.after(hours=2)
    workflow.approve(article, by=editor, at=due)
    workflow.hold(article, by=editor)
    clock.tick()
    workflow.release(article, by=editor)
    again = article.editions.scheduled().get()
    assert (again.visible_from, again.published_at, again.updated_at) == (due, due, due)


def test_a_story_first_seen_at_its_release_was_published_then_in_every_edition(
    write, journalist, editor, rewrite, clock
):
    """Both waited in the hold; the second must not carry the story to the top once more."""
    article = write(journalist, headline="Бір")
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    rewrite(article, by=journalist, headline="Екі")
    workflow.approve(article, by=editor, at=clock.after(hours=4))
    workflow.hold(article, by=editor)
    released = clock.tick(hours=2)
    workflow.release(article, by=editor)
    seen = [e for e in article.editions.order_by("number") if not e.is_withdrawn]
    assert [e.headline for e in seen] == ["Бір", "Екі"]
    assert [e.published_at for e in seen] == [released, released]
    assert seen[0].updated_at == released


def test_a_held_story_is_not_spiked(write, journalist, editor, rewrite, clock):
    """Its editions wait for the release: they would open from the basket."""
    article = write(journalist)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    workflow.hold(article, by=editor)
    rewrite(article, by=journalist, lead="Басқа сөз")
    with pytest.raises(Refused):
        workflow.spike(article, by=journalist)
    assert Verb.SPIKE not in workflow.offered(editor, article)


def test_a_held_story_is_not_held_again_nor_unscheduled_nor_corrected(
    live_and_ahead, editor, rewrite, journalist
):
    workflow.hold(live_and_ahead, by=editor)
    for verb, more in (
        (workflow.hold, {}),
        (workflow.unschedule, {}),
        (workflow.correct, {"kind": "update"}),
    ):
        live_and_ahead.refresh_from_db()
        with pytest.raises(Refused):
            verb(live_and_ahead, by=editor, **more)


def test_a_story_that_is_not_on_its_way_is_not_held(write, journalist, editor):
    article = write(journalist)
    with pytest.raises(Refused):
        workflow.hold(article, by=editor)


def test_the_desk_goes_on_working_on_a_held_story(live, journalist, editor, rewrite):
    workflow.hold(live, by=editor)
    rewrite(live, by=journalist, lead="Нақтыланды")
    workflow.submit(live, by=journalist)
    workflow.send_back(live, by=editor, note="Тағы бір дереккөз керек")
    assert live.stopped == Stopped.HELD
    assert not live.editions.visible().exists()
