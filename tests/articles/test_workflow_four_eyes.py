"""Four eyes: nobody publishes a story that nobody else has read."""

import pytest

from articles import workflow
from articles.models import CorrectionKind, Duty, Status, Verb
from articles.refusals import NotAllowed, Refused


def test_the_sole_writer_may_not_approve(write, editor):
    article = write(editor)
    with pytest.raises(Refused) as refusal:
        workflow.approve(article, by=editor)
    assert not isinstance(refusal.value, NotAllowed)
    assert Verb.APPROVE not in workflow.offered(editor, article)
    assert not article.editions.exists()


def test_whatever_the_owner_field_says(write, editor, journalist, person):
    """Who wrote is what versions tell; the owner may be changed in the form."""
    article = write(editor, owner=journalist, assignee=person("journalist"))
    with pytest.raises(Refused):
        workflow.approve(article, by=editor)
    theirs = write(journalist, owner=editor)
    workflow.approve(theirs, by=editor)
    assert theirs.status == Status.APPROVED


def test_who_mended_a_comma_may_publish(write, journalist, editor, rewrite):
    article = write(journalist)
    rewrite(article, by=editor, lead=article.lead.replace(".", "!"))
    workflow.approve(article, by=editor)
    assert article.status == Status.APPROVED


def test_filing_a_story_is_not_writing_it(write, editor, journalist, rewrite):
    """A colleague who only chose the age mark has not read the story."""
    article = write(editor, assignee=journalist)
    rewrite(article, by=journalist, age_mark=16, urgency=3)
    with pytest.raises(Refused):
        workflow.approve(article, by=editor)


def test_submitting_it_does_not_make_others_read_it(write, editor, person):
    article = write(editor)
    workflow.submit(article, by=person("editor"))
    with pytest.raises(Refused):
        workflow.approve(article, by=editor)


def test_the_chief_alone_is_alone_too(write, chief):
    article = write(chief)
    with pytest.raises(Refused):
        workflow.approve(article, by=chief)


def test_a_colleague_may_approve_it(write, editor, person):
    article = write(editor)
    workflow.approve(article, by=person("editor"))
    assert article.status == Status.APPROVED


def test_a_sole_writer_does_not_change_a_live_story_unread(write, editor, person, rewrite):
    article = write(editor)
    workflow.approve(article, by=person("editor"))
    rewrite(article, by=editor, lead="Мұны ешкім оқыған жоқ")
    offered = workflow.offered(editor, article)
    assert Verb.APPROVE not in offered
    assert Verb.CORRECT not in offered
    for verb, more in ((workflow.approve, {}), (workflow.correct, {"kind": "minor"})):
        with pytest.raises(Refused):
            verb(article, by=editor, **more)
        article.refresh_from_db()


def test_an_imported_story_had_other_writers(write, editor, rewrite):
    """It came from elsewhere, where others wrote and read it: an editor may mend its spelling."""
    article = write(None, imported_from="old", imported_id="7")
    rewrite(article, by=editor, lead="Түзетілген сөз")
    workflow.approve(article, by=editor)
    assert article.status == Status.APPROVED


def test_a_newsroom_of_one_turns_the_rule_off(write, editor, settings):
    settings.FOUR_EYES = False
    article = write(editor)
    assert Verb.APPROVE in workflow.offered(editor, article)
    workflow.approve(article, by=editor)
    assert not article.decisions.get(verb=Verb.APPROVE).is_alone


class TestOnDuty:
    """The exception: an editor on duty, after confirming one sentence."""

    def test_the_sentence_must_be_confirmed(self, write, editor, on_duty):
        on_duty(editor)
        article = write(editor)
        assert Verb.APPROVE in workflow.offered(editor, article)
        assert workflow.asks_alone(editor, article)
        with pytest.raises(Refused) as refusal:
            workflow.approve(article, by=editor)
        assert refusal.value.sentences[0][0] == "alone"
        article.refresh_from_db()
        workflow.approve(article, by=editor, alone=True)
        assert article.decisions.get(verb=Verb.APPROVE).is_alone

    def test_confirming_is_not_enough_off_duty(self, write, editor, clock):
        Duty.objects.create(
            editor=editor, starts_at=clock.after(hours=-9), ends_at=clock.after(hours=-1)
        )
        Duty.objects.create(
            editor=editor, starts_at=clock.after(hours=1), ends_at=clock.after(hours=9)
        )
        with pytest.raises(Refused):
            workflow.approve(write(editor), by=editor, alone=True)

    def test_a_colleagues_duty_is_not_mine(self, write, editor, person, on_duty):
        on_duty(person("editor"))
        with pytest.raises(Refused):
            workflow.approve(write(editor), by=editor, alone=True)

    def test_a_duty_ends_on_its_minute(self, write, editor, clock):
        duty = Duty.objects.create(editor=editor, starts_at=clock.now, ends_at=clock.after(hours=8))
        assert workflow.may_publish_alone(editor)
        clock.tick(hours=8)
        assert duty.ends_at == clock.now
        assert not workflow.may_publish_alone(editor)

    def test_a_journalist_on_the_list_of_duties_publishes_nothing(self, write, journalist, on_duty):
        on_duty(journalist)
        with pytest.raises(NotAllowed):
            workflow.approve(write(journalist), by=journalist, alone=True)

    def test_what_others_wrote_is_not_published_alone(self, write, journalist, editor, on_duty):
        on_duty(editor)
        article = write(journalist)
        assert not workflow.asks_alone(editor, article)
        workflow.approve(article, by=editor, alone=True)
        assert not article.decisions.get(verb=Verb.APPROVE).is_alone

    def test_a_correction_published_alone_says_so_too(
        self, write, editor, person, on_duty, rewrite
    ):
        article = write(editor)
        workflow.approve(article, by=person("editor"))
        rewrite(article, by=editor, lead="Жаңа дерек")
        on_duty(editor)
        workflow.correct(article, by=editor, kind=CorrectionKind.UPDATE, alone=True)
        assert workflow.unread().get().verb == Verb.CORRECT


class TestTheChiefsList:
    """«Published, not yet read» empties only by reading."""

    @pytest.fixture
    def alone(self, write, editor, on_duty):
        on_duty(editor)
        article = write(editor)
        workflow.approve(article, by=editor, alone=True)
        return article

    def test_it_stands_there_until_somebody_else_has_read_it(self, alone, editor, chief):
        edition = alone.editions.get()
        assert [decision.edition for decision in workflow.unread()] == [edition]
        with pytest.raises(Refused):
            workflow.mark_read(edition, by=editor)
        assert workflow.unread().exists()
        workflow.mark_read(edition, by=chief)
        assert not workflow.unread().exists()
        assert alone.decisions.get(verb=Verb.READ).by == chief

    def test_reading_twice_is_noted_once(self, alone, chief, person):
        edition = alone.editions.get()
        workflow.mark_read(edition, by=chief)
        workflow.mark_read(edition, by=person("editor"))
        assert alone.decisions.filter(verb=Verb.READ).count() == 1

    def test_a_journalists_eyes_do_not_count(self, alone, journalist):
        with pytest.raises(NotAllowed):
            workflow.mark_read(alone.editions.get(), by=journalist)

    def test_what_two_had_read_before_is_not_marked(self, write, journalist, editor, chief):
        article = write(journalist)
        workflow.approve(article, by=editor)
        with pytest.raises(Refused):
            workflow.mark_read(article.editions.get(), by=chief)

    def test_a_hold_a_release_and_a_next_edition_do_not_empty_it(
        self, alone, editor, rewrite, person, clock
    ):
        clock.tick()
        workflow.hold(alone, by=editor)
        clock.tick()
        workflow.release(alone, by=editor)
        assert workflow.unread().count() == 1
        rewrite(alone, by=person("editor"), lead="Басқа біреу түзетті")
        workflow.approve(alone, by=editor)
        assert workflow.unread().count() == 1

    def test_the_newest_stands_first(self, alone, write, editor):
        second = write(editor, headline="Екінші")
        workflow.approve(second, by=editor, alone=True)
        assert [decision.article for decision in workflow.unread()] == [second, alone]
