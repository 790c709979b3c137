"""What is done to a story for a demand: through its working copy and the verbs, never past them."""

from datetime import date

import pytest
from django.utils import timezone

from articles import demand_acts, demands, editions, workflow
from articles.models import Article, Edition, Verb, Version
from articles.refusals import NotAllowed, Overtaken, Refused
from tests.articles.test_demands import said

pytestmark = pytest.mark.django_db

BODY = "<p>Бірінші.</p><p>Жалған сөз.</p><p>Соңғы.</p>"


@pytest.fixture
def article(write, journalist, editor, clock):
    article = write(journalist, body=BODY)
    workflow.approve(article, by=editor)
    clock.tick()
    return article


def taken(by, article, **other):
    return demands.take(by=by, stories=[article], **said(**other))


def remove(article, by, *chosen):
    edition = demand_acts.shown(article)
    demand_acts.remove_paragraphs(article, edition=edition.pk, chosen=set(chosen), by=by)


def test_paragraphs_go_from_the_working_copy_and_readers_wait_for_the_verb(article, editor):
    remove(article, editor, 1)
    saved = Article.objects.get(pk=article.pk)
    assert saved.body == "<p>Бірінші.</p><p>Соңғы.</p>"
    assert saved.status == "draft"
    assert Version.objects.filter(article=article).latest("number").by == editor
    assert Edition.objects.visible().get(article=article).text.body == BODY
    workflow.correct(saved, by=editor, kind="withdrawal", note="Бір бөлігі алынды.")
    assert "Жалған" not in Edition.objects.visible().get(article=article).text.body


def test_what_a_colleague_changed_elsewhere_stays(article, editor, journalist, rewrite):
    rewrite(article, by=journalist, body=BODY.replace("Соңғы.", "Ең соңғы."))
    assert demand_acts.has_other_changes(article, demand_acts.shown(article))
    remove(article, editor, 1)
    assert Article.objects.get(pk=article.pk).body == "<p>Бірінші.</p><p>Ең соңғы.</p>"


def test_where_a_colleague_changed_the_same_words_nothing_is_decided(
    article, editor, journalist, rewrite
):
    rewrite(article, by=journalist, body=BODY.replace("Жалған сөз.", "Басқа сөз."))
    with pytest.raises(Refused):
        remove(article, editor, 1)
    assert "Басқа сөз." in Article.objects.get(pk=article.pk).body


@pytest.mark.parametrize("chosen", [(), (99,), (-1,)])
def test_nothing_chosen_is_nothing_removed(article, editor, chosen):
    with pytest.raises(Refused):
        remove(article, editor, *chosen)
    assert Version.objects.filter(article=article).count() == 1


def test_what_readers_have_by_now_is_chosen_from(article, editor, rewrite, journalist, clock):
    before = demand_acts.shown(article)
    rewrite(article, by=journalist, lead="Жаңа лид")
    workflow.correct(article, by=editor, kind="minor")
    with pytest.raises(Overtaken):
        demand_acts.remove_paragraphs(article, edition=before.pk, chosen={1}, by=editor)


def test_a_killed_story_takes_no_changes(article, editor, chief):
    workflow.kill(article, by=chief, note="Қате")
    with pytest.raises(NotAllowed):
        remove(article, editor, 1)
    assert demand_acts.next_verb(article) is None


def test_a_photo_goes_from_the_story_and_not_from_the_library(write, editor, journalist, photo):
    body = f'<p>Мәтін.</p><figure data-photo="{photo.pk}"></figure>'
    article = write(journalist, body=body, photo=photo, photo_caption="Мұнда")
    assert held(article) == [(photo, True, False)]
    demand_acts.remove_photo(article, photo=photo.pk, by=editor)
    saved = Article.objects.get(pk=article.pk)
    assert (saved.body, saved.photo, saved.photo_caption) == ("<p>Мәтін.</p>", None, "")
    with pytest.raises(Refused):
        demand_acts.remove_photo(saved, photo=photo.pk, by=editor)
    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def test_a_photo_stands_on_the_list_until_readers_have_it_no_more(write, editor, journalist, photo):
    article = write(journalist, photo=photo)
    workflow.submit(article, by=journalist)
    workflow.approve(article, by=editor)
    assert held(article) == [(photo, True, True)]
    demand_acts.remove_photo(article, photo=photo.pk, by=editor)
    article.refresh_from_db()
    assert held(article) == [(photo, False, True)]
    workflow.correct(article, by=editor, kind="minor")
    assert held(article) == []


def held(article):
    found = demand_acts.photos_of_all([article], at=timezone.now())[article.pk]
    return [(each.photo, each.is_written, each.is_seen) for each in found]


def test_a_verb_is_filled_in_from_the_paper_in_the_language_of_whoever_reads_it(
    article, editor, write, journalist
):
    paper = {"paper": "court_act", "paper_number": "7", "paper_date": date(2026, 2, 10)}
    refuting = taken(editor, article, asks=["refutation"], **paper)
    assert demand_acts.words_for(refuting, Verb.CORRECT, article) == {
        "kind": "refutation", "note": "",
    }  # fmt: skip
    whole = taken(editor, article, asks=["whole"], **paper)
    told = demand_acts.words_for(whole, Verb.REDACT, article)
    assert "№ 7" in told["note"]
    assert "body" in told["fields"]
    assert demand_acts.words_for(refuting, Verb.REDACT, article)["fields"] == ()
    assert demand_acts.words_for(refuting, Verb.REDACT, article)["photo"] is None
    article.photo_id = 7
    assert demand_acts.words_for(whole, Verb.REDACT, article)["photo"] == 7
    assert f"№ {whole.pk}" in demand_acts.words_for(whole, Verb.KILL, article)["note"]
    photo = taken(editor, article, asks=["photo"])
    russian = write(journalist, language="ru")
    kazakh = demand_acts.words_for(photo, Verb.CORRECT, article)
    assert kazakh["kind"] == "withdrawal"
    assert kazakh["note"]
    assert demand_acts.words_for(photo, Verb.CORRECT, russian)["note"]
    assert demand_acts.words_for(photo, Verb.RELEASE, article) == {}


def test_a_basis_has_room_in_a_tombstone(article, editor, chief):
    long = taken(editor, article, paper_number="7" * 100, asks=["whole"])
    told = demand_acts.words_for(long, Verb.REDACT, article)
    workflow.redact(article, by=chief, note=told["note"], fields=list(told["fields"]))
    assert article.redactions.get().basis == told["note"]


def test_what_was_decided_since_the_demand_came_can_be_noted(article, editor, clock):
    demand = taken(editor, article)
    assert list(demand_acts.since(demand)) == []
    clock.tick()
    workflow.hold(article, by=editor)
    assert [each.verb for each in demand_acts.since(demand)] == ["hold"]
    demands.note_act(demand, article.decisions.get(verb="hold"), by=editor)
    assert list(demand_acts.since(demand)) == []
    assert editions.live(article, clock.now) is None
