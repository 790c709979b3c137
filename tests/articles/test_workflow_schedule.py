"""Schedules, embargoes and expiries: what opens and closes by the clock, with no job running."""

import pytest

from articles import workflow
from articles.models import Edition, Ended, Status, Verb
from articles.refusals import Refused
from articles.workflow import orders


def headline(article, at=None):
    """Return the headline readers have at a moment; None when they have nothing."""
    edition = Edition.objects.visible(at).filter(article=article).first()
    return edition and edition.headline


@pytest.fixture
def scheduled(write, journalist, editor, clock):
    """A story that appears in an hour."""
    article = write(journalist, headline="Бір")
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    return article


@pytest.fixture
def live(write, journalist, editor, clock):
    """A story on the site."""
    article = write(journalist, headline="Бір")
    workflow.approve(article, by=editor)
    clock.tick()
    return article


def test_a_scheduled_story_appears_on_its_second(scheduled, clock):
    moment = clock.after(hours=1)
    assert headline(scheduled) is None
    clock.tick(minutes=59, seconds=59, microseconds=999999)
    assert headline(scheduled) is None
    clock.tick(microseconds=1)
    assert clock.now == moment
    assert headline(scheduled) == "Бір"


def test_a_time_that_has_passed_is_refused(write, journalist, editor, clock):
    article = write(journalist)
    for moment in (clock.now, clock.after(minutes=-1)):
        with pytest.raises(Refused) as refusal:
            workflow.approve(article, by=editor, at=moment)
        assert refusal.value.sentences[0][0] == "at"
    assert not article.editions.exists()


def test_approving_now_overtakes_what_was_scheduled(scheduled, editor, journalist, rewrite, clock):
    rewrite(scheduled, by=journalist, headline="Екі")
    workflow.approve(scheduled, by=editor)
    first, second = scheduled.editions.order_by("number")
    assert (first.ended_as, first.is_withdrawn) == (Ended.WITHDRAWN, True)
    assert second.published_at == clock.now
    assert headline(scheduled) == "Екі"
    assert headline(scheduled, clock.after(hours=2)) == "Екі"


def test_approving_for_an_earlier_time_overtakes_the_later_one(
    scheduled, editor, journalist, rewrite, clock
):
    rewrite(scheduled, by=journalist, headline="Екі")
    workflow.approve(scheduled, by=editor, at=clock.after(minutes=30))
    assert headline(scheduled, clock.after(minutes=29)) is None
    assert headline(scheduled, clock.after(minutes=30)) == "Екі"
    assert headline(scheduled, clock.after(hours=3)) == "Екі"


def test_approving_for_the_same_time_overtakes_it_too(
    scheduled, editor, journalist, rewrite, clock
):
    rewrite(scheduled, by=journalist, headline="Екі")
    workflow.approve(scheduled, by=editor, at=clock.after(hours=1))
    assert headline(scheduled, clock.after(hours=1)) == "Екі"
    assert scheduled.editions.exclude(visible_until=None).get().ended_as == Ended.WITHDRAWN


def test_approving_for_a_later_time_lets_the_scheduled_one_open_first(
    scheduled, editor, journalist, rewrite, clock
):
    rewrite(scheduled, by=journalist, headline="Екі")
    workflow.approve(scheduled, by=editor, at=clock.after(hours=2))
    first, second = scheduled.editions.order_by("number")
    assert first.visible_until == second.visible_from
    assert first.ended_as == Ended.SUPERSEDED
    assert second.published_at == first.visible_from, "the story appears with its first edition"
    assert headline(scheduled, clock.after(minutes=90)) == "Бір"
    assert headline(scheduled, clock.after(hours=2)) == "Екі"


def test_a_change_of_a_live_story_opens_at_its_time_without_a_gap(
    live, editor, journalist, rewrite, clock
):
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor, at=clock.after(hours=1))
    assert headline(live, clock.after(minutes=59, seconds=59)) == "Бір"
    assert headline(live, clock.after(hours=1)) == "Екі"


def test_a_schedule_is_taken_back_and_the_live_edition_keeps_its_end(
    live, editor, journalist, rewrite, clock
):
    rewrite(live, by=journalist, headline="Екі")
    workflow.approve(live, by=editor, at=clock.after(hours=1))
    assert live.editions.visible().get().visible_until is not None
    workflow.unschedule(live, by=editor)
    shown = live.editions.visible().get()
    assert (shown.visible_until, shown.ended_as) == (None, Ended.NO)
    assert live.status == Status.SUBMITTED
    assert live.submitted_at == clock.now
    assert headline(live, clock.after(days=1)) == "Бір"


def test_unscheduling_gives_the_live_edition_its_expiry_back(
    write, journalist, editor, rewrite, clock
):
    expiry = clock.after(hours=5)
    article = write(journalist, headline="Бір", expires_at=expiry)
    workflow.approve(article, by=editor)
    clock.tick()
    rewrite(article, by=journalist, headline="Екі", expires_at=None)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    assert article.editions.get(number=1).ended_as == Ended.SUPERSEDED
    workflow.unschedule(article, by=editor)
    first = article.editions.get(number=1)
    assert (first.visible_until, first.ended_as) == (expiry, Ended.EXPIRED)
    assert headline(article, clock.after(hours=6)) is None


def test_unscheduling_takes_back_all_that_is_to_come(scheduled, editor, journalist, rewrite, clock):
    rewrite(scheduled, by=journalist, headline="Екі")
    workflow.approve(scheduled, by=editor, at=clock.after(hours=2))
    workflow.unschedule(scheduled, by=editor)
    assert set(scheduled.editions.values_list("ended_as", flat=True)) == {Ended.WITHDRAWN}
    for hours in (1, 2, 3):
        assert headline(scheduled, clock.after(hours=hours)) is None


def test_a_schedule_whose_moment_has_come_is_not_taken_back(scheduled, editor, clock):
    clock.tick(hours=1)
    with pytest.raises(Refused):
        workflow.unschedule(scheduled, by=editor)
    assert headline(scheduled) == "Бір"


def test_the_moment_may_come_while_the_verb_waits(scheduled, editor, clock, monkeypatch):
    """`now` is taken after the swap is won: what was scheduled a moment ago has appeared."""
    claim = orders.claim

    def slow(article):
        won = claim(article)
        clock.tick(hours=2)
        return won

    monkeypatch.setattr(orders, "claim", slow)
    assert Verb.UNSCHEDULE in workflow.offered(editor, scheduled)
    with pytest.raises(Refused):
        workflow.unschedule(scheduled, by=editor)
    assert headline(scheduled) == "Бір"


def test_a_time_that_passes_while_the_approval_waits_is_refused(
    write, journalist, editor, clock, monkeypatch
):
    article = write(journalist)
    claim = orders.claim
    monkeypatch.setattr(orders, "claim", lambda a: (claim(a), clock.tick(hours=2))[0])
    with pytest.raises(Refused):
        workflow.approve(article, by=editor, at=clock.after(hours=1))


def test_an_embargoed_story_cannot_appear_before_it_is_lifted(write, journalist, editor, clock):
    article = write(journalist, embargoed_until=clock.after(hours=2))
    for at in (None, clock.after(hours=1)):
        with pytest.raises(Refused) as refusal:
            workflow.approve(article, by=editor, at=at)
        assert [field for field, _sentence in refusal.value.sentences] == ["at"]
    workflow.approve(article, by=editor, at=clock.after(hours=2))
    assert article.editions.get().visible_from == article.embargoed_until


def test_an_embargo_that_was_lifted_stops_nobody(write, journalist, editor, clock):
    article = write(journalist, embargoed_until=clock.after(minutes=-1))
    workflow.approve(article, by=editor)
    assert headline(article)


def test_an_expired_story_leaves_by_itself_and_may_come_back(
    write, journalist, editor, rewrite, clock
):
    first_seen = clock.now
    article = write(journalist, headline="Бір", expires_at=clock.after(hours=1))
    workflow.approve(article, by=editor)
    clock.tick(minutes=59)
    assert headline(article) == "Бір"
    clock.tick(minutes=1)
    assert headline(article) is None
    # As it stands it would be gone before it appears.
    with pytest.raises(Refused) as refusal:
        workflow.correct(article, by=editor, kind="update")
    assert refusal.value.sentences[0][0] == "expires_at"
    article.refresh_from_db()
    rewrite(article, by=journalist, headline="Екі", expires_at=None)
    workflow.correct(article, by=editor, kind="update")
    again = article.editions.visible().get()
    assert (again.published_at, again.updated_at) == (first_seen, clock.now)
    assert article.editions.get(number=1).ended_as == Ended.EXPIRED


def test_a_successor_after_the_expiry_leaves_the_gap(write, journalist, editor, rewrite, clock):
    article = write(journalist, headline="Бір", expires_at=clock.after(hours=1))
    workflow.approve(article, by=editor)
    clock.tick()
    rewrite(article, by=journalist, headline="Екі", expires_at=None)
    workflow.approve(article, by=editor, at=clock.after(hours=2))
    assert headline(article, clock.after(minutes=30)) == "Бір"
    assert headline(article, clock.after(minutes=90)) is None
    assert headline(article, clock.after(hours=2)) == "Екі"
    assert article.editions.get(number=1).ended_as == Ended.EXPIRED


def test_a_story_that_would_expire_before_it_appears_is_refused(write, journalist, editor, clock):
    article = write(journalist, expires_at=clock.after(hours=1))
    with pytest.raises(Refused) as refusal:
        workflow.approve(article, by=editor, at=clock.after(hours=1))
    assert refusal.value.sentences[0][0] == "expires_at"


def test_two_stories_due_at_once_do_not_wait_for_each_other(write, journalist, editor, clock):
    due = clock.after(hours=1)
    both = [write(journalist, headline=f"Хабар {n}") for n in range(2)]
    for article in both:
        workflow.approve(article, by=editor, at=due)
    assert {e.article for e in Edition.objects.visible(due)} == set(both)
