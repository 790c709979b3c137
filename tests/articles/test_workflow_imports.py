"""What the import brings: at its own moment first, and never past what the desk decided."""

import pytest

from articles import workflow
from articles.models import Edition, Ended, Status, Verb
from articles.refusals import Refused


def headline(article, at=None):
    edition = Edition.objects.visible(at).filter(article=article).first()
    return edition and edition.headline


@pytest.fixture
def arrive(write, clock):
    """Return an arrival: `arrive(published_at)`, a first one or with changed words `over` it."""

    def make(published_at, *, over=None, **fields):
        story = {"imported_from": "old", "imported_id": "1", "slug": ""}
        article = over or write(None, headline="Бір", **story | fields)
        if over:
            article.headline = "Екі"
            article.save()
        workflow.admit(article, published_at=published_at, now=clock.now)
        return article

    return make


def test_an_imported_story_was_visible_since_its_own_moment(arrive, clock):
    then = clock.after(days=-400)
    article = arrive(then)
    edition = article.editions.get()
    assert (edition.visible_from, edition.published_at, edition.updated_at) == (then, then, then)
    assert (article.status, edition.slug) == (Status.APPROVED, "bir")
    decision = article.decisions.get()
    assert (decision.verb, decision.by, decision.edition) == (Verb.IMPORT, None, edition)


def test_a_changed_one_opens_now_and_keeps_its_place(arrive, clock):
    then = clock.after(days=-400)
    article = arrive(then)
    arrive(then, over=article)
    assert headline(article) == "Екі"
    assert headline(article, clock.after(minutes=-1)) == "Бір"
    assert article.editions.visible().get().published_at == then


def test_one_from_the_future_waits_for_its_moment_however_often_it_comes(arrive, clock):
    due = clock.after(hours=5)
    article = arrive(due)
    clock.tick()
    arrive(due, over=article)
    assert headline(article) is None
    assert headline(article, due) == "Екі"
    assert article.editions.get(number=1).ended_as == Ended.WITHDRAWN


def test_one_that_was_killed_or_spiked_here_does_not_come_back(
    arrive, editor, journalist, chief, rewrite, clock
):
    killed = arrive(clock.after(days=-1))
    workflow.kill(killed, by=chief, note="Дерек расталмады")
    spiked = arrive(clock.after(days=1), imported_id="2")
    workflow.unschedule(spiked, by=editor)
    workflow.spike(spiked, by=editor)
    for article in (killed, spiked):
        with pytest.raises(Refused) as refusal:
            arrive(clock.after(days=-1), over=article)
        assert str(refusal.value)
        assert headline(article) is None


def test_one_that_is_held_here_stays_away_until_its_release(arrive, editor, clock):
    article = arrive(clock.after(days=-1))
    workflow.hold(article, by=editor)
    clock.tick()
    arrive(clock.after(days=-1), over=article)
    assert headline(article) is None
    article.refresh_from_db()
    clock.tick()
    workflow.release(article, by=editor)
    assert headline(article) == "Екі"


def test_it_overtakes_what_the_desk_had_scheduled(arrive, editor, rewrite, clock):
    article = arrive(clock.after(days=-1))
    rewrite(article, by=editor, headline="Редакция нұсқасы")
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    article.refresh_from_db()
    arrive(clock.after(days=-1), over=article)
    assert headline(article, clock.after(hours=2)) == "Екі"


def test_one_that_ran_out_here_comes_without_being_seen(arrive, editor, rewrite, clock):
    article = arrive(clock.after(days=-1))
    rewrite(article, by=editor, expires_at=clock.after(hours=1))
    workflow.approve(article, by=editor)
    clock.tick(hours=2)
    arrive(clock.after(days=-1), over=article)
    assert headline(article) is None


def test_an_embargo_set_here_holds_for_the_import_too(arrive, editor, rewrite, clock):
    article = arrive(clock.after(days=-1))
    rewrite(article, by=editor, embargoed_until=clock.after(hours=1))
    arrive(clock.after(days=-1), over=article)
    assert headline(article) == "Бір"
    assert headline(article, clock.after(hours=1)) == "Екі"
