"""A change after publication is called what it is, and keeps the story in its place."""

import pytest

from articles import workflow
from articles.models import CorrectionKind, Ended, Status
from articles.refusals import Refused


@pytest.fixture
def live(write, journalist, editor, clock):
    article = write(journalist)
    workflow.approve(article, by=editor)
    clock.tick()
    return article


def test_a_change_of_a_live_story_opens_where_the_one_before_closes(
    live, journalist, editor, rewrite
):
    rewrite(live, by=journalist, lead="Жаңа дерек")
    workflow.correct(live, by=editor, kind=CorrectionKind.UPDATE)
    first, second = live.editions.order_by("number")
    assert first.visible_until == second.visible_from
    assert first.ended_as == Ended.SUPERSEDED
    assert second.published_at == first.published_at
    assert second.updated_at == second.visible_from
    assert second.correction_kind == CorrectionKind.UPDATE
    assert (live.correction_kind, live.correction_note) == ("", "")


def test_a_spelling_mended_is_no_update(live, journalist, editor, rewrite, clock):
    first = live.editions.get()
    rewrite(live, by=journalist, lead="Мектеп алты жүз орынға арналған!")
    workflow.correct(live, by=editor, kind=CorrectionKind.MINOR)
    second = live.editions.visible().get()
    assert (second.published_at, second.updated_at) == (first.published_at, first.updated_at)
    assert not second.is_updated


def test_a_spelling_mended_after_a_scheduled_update_keeps_the_time_of_the_update(
    live, journalist, editor, rewrite, clock
):
    update = clock.after(hours=1)
    rewrite(live, by=journalist, lead="Жаңа дерек")
    workflow.correct(live, by=editor, kind=CorrectionKind.UPDATE, at=update)
    rewrite(live, by=journalist, lead="Жаңа дерек.")
    workflow.correct(live, by=editor, kind=CorrectionKind.MINOR, at=clock.after(hours=2))
    assert live.editions.get(number=3).updated_at == update


@pytest.mark.parametrize("kind", sorted(CorrectionKind.public()))
def test_what_stands_on_the_corrections_page_has_its_sentence(live, editor, kind):
    for silence in ("", "   "):
        with pytest.raises(Refused) as refusal:
            workflow.correct(live, by=editor, kind=kind, note=silence)
        assert refusal.value.sentences[0][0] == "note"
        live.refresh_from_db()
    workflow.correct(live, by=editor, kind=kind, note=" Орын саны 600, 60 емес. ")
    shown = live.editions.visible().get()
    assert (shown.correction_kind, shown.correction_note) == (kind, "Орын саны 600, 60 емес.")


def test_the_sentence_is_asked_for_by_whatever_verb_the_kind_comes(
    live, journalist, editor, rewrite
):
    """The kind may have been set with the words; approving it asks for the same."""
    rewrite(live, by=journalist, lead="Түзетілді")
    type(live).objects.filter(pk=live.pk).update(correction_kind=CorrectionKind.REFUTATION)
    with pytest.raises(Refused):
        workflow.approve(live, by=editor)


def test_an_unknown_kind_is_refused(live, editor):
    with pytest.raises(Refused) as refusal:
        workflow.correct(live, by=editor, kind="oops")
    assert refusal.value.sentences[0][0] == "correction_kind"


def test_a_story_nobody_saw_is_not_corrected(write, journalist, editor, clock):
    article = write(journalist)
    with pytest.raises(Refused):
        workflow.correct(article, by=editor, kind=CorrectionKind.UPDATE)
    article.refresh_from_db()
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    with pytest.raises(Refused):
        workflow.correct(article, by=editor, kind=CorrectionKind.UPDATE)


def test_the_first_edition_carries_no_kind(write, journalist, editor):
    article = write(journalist, correction_kind=CorrectionKind.CORRECTION)
    workflow.approve(article, by=editor)
    assert article.editions.get().correction_kind == ""


def test_a_correction_may_say_only_its_sentence(live, editor):
    """Nothing in the text changes: the approved story is republished with the note."""
    assert live.status == Status.APPROVED
    workflow.correct(live, by=editor, kind=CorrectionKind.WITHDRAWAL, note="Хабарды қайтарамыз.")
    assert live.editions.visible().get().number == 2


def test_a_correction_for_later_opens_then(live, editor, clock):
    workflow.correct(
        live, by=editor, kind="correction", note="Қате кетті.", at=clock.after(hours=1)
    )
    assert live.editions.visible().get().number == 1
    assert live.editions.visible(clock.after(hours=1)).get().number == 2


def test_a_released_correction_is_still_one(live, editor, clock):
    workflow.correct(live, by=editor, kind=CorrectionKind.CORRECTION, note="Қате кетті.")
    clock.tick()
    workflow.hold(live, by=editor)
    clock.tick()
    workflow.release(live, by=editor)
    shown = live.editions.visible().get()
    assert (shown.correction_kind, shown.correction_note) == ("correction", "Қате кетті.")


@pytest.mark.parametrize("kind", [CorrectionKind.UPDATE, CorrectionKind.MINOR])
def test_nothing_is_updated_where_nothing_changed(live, journalist, editor, rewrite, kind):
    """A new time of updating would tell readers of news that there are not."""
    with pytest.raises(Refused):
        workflow.correct(live, by=editor, kind=kind)
    live.refresh_from_db()
    assert live.editions.count() == 1
    rewrite(live, by=journalist, lead="Жаңа дерек қосылды.")
    workflow.correct(live, by=editor, kind=kind)
    assert live.editions.visible().get().number == 2


@pytest.mark.parametrize("verb", ["send_back", "kill", "correct"])
@pytest.mark.parametrize("unseen", ["\u200b\u00ad", " \u3164 ", "…", "\x00"])
def test_a_reason_that_nobody_can_read_is_none(live, write, journalist, chief, verb, unseen):
    story, how = live, {}
    if verb == "send_back":
        story = write(journalist)
        workflow.submit(story, by=journalist)
    if verb == "correct":
        how = {"kind": "correction"}
    with pytest.raises(Refused) as refused:
        getattr(workflow, verb)(story, by=chief, note=unseen, **how)
    assert refused.value.sentences[0][0] == "note"


def test_a_reason_is_kept_as_it_is_seen(live, chief):
    workflow.hold(live, by=chief, note=" Дерек\u200b тексеріледі.\r\n Редактор ")
    assert live.decisions.get(verb="hold").note == "Дерек тексеріледі.\nРедактор"
