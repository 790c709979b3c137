"""The verbs of every day: submit, send back, approve, spike, restore; and who is too late."""

import pytest

from articles import workflow
from articles.models import Article, Decision, Edition, Status, Verb, Version
from articles.refusals import NotAllowed, Overtaken, Refused


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


def test_a_decision_says_who_when_what_and_about_which_edition(write, journalist, editor, clock):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    clock.tick()
    workflow.approve(article, by=editor, note="  Жақсы мәтін  ")
    decision = article.decisions.get(verb=Verb.APPROVE)
    assert (decision.by, decision.at, decision.note) == (editor, clock.now, "Жақсы мәтін")
    assert decision.edition == article.editions.get()
    assert decision.for_moment is None
    assert not decision.is_alone


def test_a_decision_is_written_once_and_never_deleted(write, journalist):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    decision = article.decisions.get()
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_a_story_without_a_headline_is_not_submitted(write, journalist):
    article = write(journalist, headline="  ")
    with pytest.raises(Refused) as refusal:
        workflow.submit(article, by=journalist)
    assert refusal.value.sentences[0][0] == "headline"
    article.refresh_from_db()
    assert (article.status, article.version) == (Status.DRAFT, 1)


def test_a_story_is_sent_back_with_a_reason_and_leaves_the_queue(write, journalist, editor, clock):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    assert article.submitted_at == clock.now
    assert list(Article.objects.waiting()) == [article]
    for reason in ("", "   "):
        with pytest.raises(Refused) as refusal:
            workflow.send_back(article, by=editor, note=reason)
        assert refusal.value.sentences[0][0] == "note"
    workflow.send_back(article, by=editor, note="Дереккөзін көрсетіңіз")
    assert (article.status, article.submitted_at) == (Status.DRAFT, None)
    assert not Article.objects.waiting().exists()
    assert article.decisions.get(verb=Verb.SEND_BACK).note == "Дереккөзін көрсетіңіз"


def test_the_queue_is_oldest_first(write, journalist, clock):
    first, second, third = (write(journalist) for _ in range(3))
    for article in (second, first, third):
        clock.tick()
        workflow.submit(article, by=journalist)
    assert list(Article.objects.waiting()) == [second, first, third]


def test_an_editor_mends_and_approves_another_persons_draft(write, journalist, editor, rewrite):
    article = write(journalist)
    rewrite(article, by=editor, lead="Мектеп алты жүз орынға арналған, дейді әкімдік.")
    workflow.approve(article, by=editor)
    assert visible(article).get().lead.endswith("дейді әкімдік.")


def test_an_approved_story_that_is_changed_is_a_draft_and_readers_see_no_change(
    write, journalist, editor, rewrite
):
    article = write(journalist)
    workflow.approve(article, by=editor)
    rewrite(article, by=journalist, headline="Өңірде екі мектеп ашылды")
    assert article.status == Status.DRAFT
    assert visible(article).get().headline == "Өңірде жаңа мектеп ашылды"
    assert article.decisions.latest("id").verb == Verb.REOPEN


def test_saving_an_approved_story_unchanged_keeps_it_approved(write, journalist, editor, rewrite):
    article = write(journalist)
    workflow.approve(article, by=editor)
    rewrite(article, by=journalist)
    assert article.status == Status.APPROVED


def test_of_two_editors_the_second_hears_it(write, journalist, editor, person):
    article = write(journalist)
    same = Article.objects.get(pk=article.pk)
    workflow.approve(article, by=editor)
    with pytest.raises(Overtaken):
        workflow.approve(same, by=person("editor"))
    assert article.editions.count() == 1


def test_an_editor_does_not_approve_a_text_that_changed_since_it_was_read(
    write, journalist, editor, rewrite
):
    article = write(journalist)
    read = Article.objects.get(pk=article.pk)
    rewrite(article, by=journalist, lead="Бұл сөзді ешкім оқыған жоқ.")
    with pytest.raises(Overtaken):
        workflow.approve(read, by=editor)
    assert not article.editions.exists()


def test_a_verb_that_is_refused_changes_nothing(write, journalist, editor):
    article = write(journalist, category=None)
    workflow.submit(article, by=journalist)
    before = Article.objects.values().get(pk=article.pk)
    with pytest.raises(Refused):
        workflow.approve(article, by=editor)
    assert Article.objects.values().get(pk=article.pk) == before
    assert article.decisions.count() == 1
    # And the person may mend it and try again with what is open before them.
    article.refresh_from_db()
    assert article.version == before["version"]


def test_what_the_caller_holds_is_what_the_database_holds(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.hold(article, by=editor)
    workflow.release(article, by=editor)
    fresh = Article.objects.get(pk=article.pk)
    assert (article.version, article.status, article.stopped) == (
        fresh.version,
        fresh.status,
        fresh.stopped,
    )


def test_a_journalist_gives_no_editors_verbs(write, journalist):
    article = write(journalist)
    with pytest.raises(NotAllowed):
        workflow.approve(article, by=journalist)
    article.refresh_from_db()
    with pytest.raises(NotAllowed):
        workflow.hold(article, by=journalist)


def test_a_story_given_to_a_journalist_is_their_own(write, editor, journalist, person):
    article = write(editor, assignee=journalist)
    assert workflow.may_write(journalist, article)
    assert not workflow.may_see(person("journalist"), article)
    workflow.submit(article, by=journalist)
    assert article.status == Status.SUBMITTED


def test_a_spiked_story_takes_no_words_until_it_is_restored(write, journalist, rewrite):
    article = write(journalist)
    workflow.spike(article, by=journalist)
    assert article.status == Status.SPIKED
    assert not workflow.may_write(journalist, article)
    with pytest.raises(NotAllowed):
        rewrite(article, by=journalist, lead="Себеттегі сөз")
    article.refresh_from_db()
    workflow.restore(article, by=journalist)
    assert article.status == Status.DRAFT
    rewrite(article, by=journalist, lead="Қайта жазылды")


def test_a_story_that_readers_saw_is_not_spiked(write, journalist, editor, rewrite):
    article = write(journalist)
    workflow.approve(article, by=editor)
    rewrite(article, by=editor, lead="Басқа сөз")
    with pytest.raises(Refused):
        workflow.spike(article, by=editor)


def test_the_address_follows_the_headline_until_readers_have_seen_it(
    write, journalist, editor, rewrite
):
    article = write(journalist, headline="Министр қамауға алынды ма?", slug="")
    article.slug = article.make_slug()
    article.save()
    rewrite(article, by=journalist, headline="Министр іссапарда")
    workflow.approve(article, by=editor)
    assert visible(article).get().slug == "ministr-issaparda"
    rewrite(article, by=journalist, headline="Министр іссапардан оралды")
    workflow.approve(article, by=editor)
    assert visible(article).get().slug == "ministr-issaparda"


@pytest.mark.parametrize("own", ["news-of-astana", "tote-jol"])
def test_an_address_that_an_editor_gave_stays(write, journalist, editor, own):
    article = write(journalist, slug=own)
    workflow.approve(article, by=editor)
    assert visible(article).get().slug == own


def test_a_headline_that_cannot_be_spelt_gets_a_plain_address(write, journalist, editor):
    article = write(journalist, headline="北京")
    workflow.approve(article, by=editor)
    assert visible(article).get().slug == "news"


def test_the_four_roles_are_no_rule_of_their_own(write, journalist, person):
    """A house may cut other roles: a verb asks for a permission, never for a group."""
    from django.contrib.auth.models import Permission

    article = write(journalist)
    reader = person("journalist")
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["write_any", "approve"]))
    reader = type(reader).objects.get(pk=reader.pk)
    workflow.approve(article, by=reader)
    assert article.status == Status.APPROVED


def test_a_person_who_left_gives_no_verbs(write, journalist, editor):
    article = write(journalist)
    editor.is_active = False
    with pytest.raises(NotAllowed):
        workflow.approve(article, by=editor)


def test_every_save_is_a_version_and_no_verb_is(write, journalist, editor, rewrite):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    rewrite(article, by=journalist, lead="Екінші")
    workflow.approve(article, by=editor)
    assert list(Version.objects.filter(article=article).values_list("number", flat=True)) == [1, 3]
