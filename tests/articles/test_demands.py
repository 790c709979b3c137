"""Demands: who keeps them, until when they are answered, and what is noted with them."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import demands, workflow
from articles.models import Ask, Demand, DemandAct
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db


def said(**other):
    return {
        "asker": "person", "asker_name": "Асан Үсенов", "contact": "asan@example.kz",
        "paper": "letter", "paper_number": "12", "paper_date": None,
        "received_at": timezone.now(), "asks": ["refutation"], "words": "Бұл өтірік.",
        "due_at": None, "is_urgent": False, **other,
    }  # fmt: skip


@pytest.fixture
def article(write, journalist):
    return write(journalist)


@pytest.fixture
def demand(article, editor, clock):
    return demands.take(by=editor, stories=[article], **said())


def local(*parts):
    return timezone.make_aware(datetime(*parts))


@pytest.mark.parametrize(
    ("asks", "received", "due"),
    [
        (["refutation"], (2026, 2, 19, 10), (2026, 3, 19, 18)),
        (["reply"], (2026, 12, 31, 10), (2027, 1, 31, 18)),
        (["reply"], (2026, 1, 31, 23, 59), (2026, 2, 28, 18)),
        # Friday: the first working day is Monday.
        (["personal"], (2026, 2, 20, 10), (2026, 2, 23, 18)),
        (["photo"], (2026, 2, 20, 10), (2026, 2, 25, 18)),
        (["refutation", "photo"], (2026, 2, 20, 10), (2026, 2, 25, 18)),
    ],
)
def test_a_demand_without_a_day_of_its_own_is_answered_until(asks, received, due):
    assert demands.deadline(asks, received_at=local(*received)) == local(*due)


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2199, 12, 31)),
    st.lists(st.sampled_from(Ask.values), min_size=1, max_size=6),
)
def test_a_deadline_comes_after_the_demand(moment, asks):
    received = timezone.make_aware(moment)
    due = demands.deadline(asks, received_at=received)
    assert due.date() > received.date()
    assert due - received < timedelta(days=33)


def test_open_demands_stand_by_deadline_and_answered_ones_do_not(article, editor, clock):
    later = demands.take(by=editor, stories=[article], **said())
    sooner = demands.take(by=editor, stories=[article], **said(asks=["personal"]))
    assert list(demands.open_by_deadline()) == [sooner, later]
    assert demands.due_on(article) == sooner.due_at
    demands.decide(sooner, by=editor, version=1, decision="refused", reason="Негізсіз")
    demands.answer(sooner, by=editor, version=2, words="Жауап", how="Поштамен")
    assert list(demands.open_by_deadline()) == [later]
    assert demands.open_on(article) == [later]
    assert not later.is_overdue()
    assert later.is_overdue(later.due_at)
    assert not sooner.is_overdue(sooner.due_at)


def test_the_same_form_is_one_demand_and_other_words_are_another(article, editor):
    same = said()
    one = demands.take(by=editor, stories=[article], token="a", **same)
    assert demands.take(by=editor, stories=[article], token="a", **same) == one
    assert demands.take(by=editor, stories=[article], token="b", **same) != one
    other = demands.take(by=editor, stories=[article], token="a", **same | {"words": "Басқа"})
    assert other.words == "Басқа"
    assert Demand.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"asker": "x"}, {"paper": ""}, {"asks": []}, {"asks": ["x"]},
        {"received_at": timezone.now() + timedelta(days=400 * 365)},
        {"paper_date": date(9999, 1, 1)}, {"due_at": local(1990, 1, 1)},
    ],
)  # fmt: skip
def test_what_no_demand_is_is_refused_with_a_sentence_for_its_field(article, editor, wrong):
    with pytest.raises(Refused) as refusal:
        demands.take(by=editor, stories=[article], **said(**wrong))
    assert [field for field, _sentence in refusal.value.sentences] == list(wrong)
    assert not Demand.objects.exists()


def test_a_demand_is_about_stories(article, editor, write, journalist):
    for stories in ([], [article] * 21):
        with pytest.raises(Refused):
            demands.take(by=editor, stories=stories, **said())


def test_a_decision_needs_its_reason_and_an_answer_its_decision(demand, editor):
    with pytest.raises(Refused):
        demands.answer(demand, by=editor, version=1, words="Жауап", how="Поштамен")
    for decision, reason in (("", "Иә"), ("x", "Иә"), ("granted", " \u200b"), ("granted", "")):
        with pytest.raises(Refused):
            demands.decide(demand, by=editor, version=1, decision=decision, reason=reason)
    demands.decide(demand, by=editor, version=1, decision="granted", reason="Рас")
    assert (demand.decided_by, demand.version) == (editor, 2)
    early = demand.received_at - timedelta(minutes=1)
    late = timezone.now() + timedelta(minutes=1)
    for words, how, at in (("", "Пошта", None), ("Жауап", "", None), ("Жауап", "Пошта", late),
                           ("Жауап", "Пошта", early)):  # fmt: skip
        with pytest.raises(Refused):
            demands.answer(demand, by=editor, version=2, words=words, how=how, at=at)
    demands.answer(demand, by=editor, version=2, words="Жауап\0", how="Пошта")
    assert (demand.answer, demand.is_open, demand.answered_by) == ("Жауап", False, editor)


def test_the_second_of_two_people_hears_of_the_first(demand, editor, chief, article):
    other = Demand.objects.get(pk=demand.pk)
    demands.decide(demand, by=editor, version=1, decision="granted", reason="Рас")
    with pytest.raises(Overtaken):
        demands.decide(other, by=chief, version=1, decision="refused", reason="Негізсіз")
    with pytest.raises(Overtaken):
        demands.change(other, by=chief, version=1, stories=[article], **said())
    demands.answer(demand, by=editor, version=2, words="Жауап", how="Пошта")
    with pytest.raises(Refused, match=r"\w"):
        demands.change(other, by=chief, version=3, stories=[article], **said())
    demand.refresh_from_db()
    assert demand.decision == "granted"


def test_who_has_no_permission_keeps_reads_and_decides_nothing(demand, journalist, article):
    assert demands.find(journalist, demand.pk) is None
    assert not demands.may_look(journalist)
    for act in (
        lambda: demands.take(by=journalist, stories=[article], **said()),
        lambda: demands.decide(demand, by=journalist, version=1, decision="granted", reason="Рас"),
        lambda: demands.change(demand, by=journalist, version=1, stories=[article], **said()),
    ):
        with pytest.raises(NotAllowed):
            act()
    # That a demand stands on their story they are told, and no more.
    assert demands.due_on(article) == demand.due_at


def test_a_decision_is_noted_once_and_only_about_its_stories(
    demand, editor, article, write, journalist
):
    workflow.approve(article, by=editor)
    workflow.hold(article, by=editor)
    decision = article.decisions.get(verb="hold")
    demands.note_act(demand, decision, by=editor)
    demands.note_act(demand, decision, by=editor)
    assert DemandAct.objects.get().decision == decision
    other = write(journalist)
    workflow.approve(other, by=editor)
    with pytest.raises(Refused):
        demands.note_act(demand, other.decisions.get(), by=editor)
    with pytest.raises(NotAllowed):
        demands.note_act(demand, decision, by=journalist)


def test_who_demanded_is_forgotten_after_three_years_and_not_before(demand, editor, chief, clock):
    demands.decide(demand, by=editor, version=1, decision="refused", reason="Асанға жоқ")
    demands.answer(demand, by=editor, version=2, words="Асан мырза", how="Пошта")
    for by in (editor, chief):
        with pytest.raises(Refused):
            demands.forget(demand, by=by)
    clock.tick(days=3 * 366)
    with pytest.raises(Refused):
        demands.forget(demand, by=editor)
    demands.forget(demand, by=chief)
    told = Demand.objects.filter(pk=demand.pk).values().get()
    assert not any("Асан" in str(value) or "asan" in str(value) for value in told.values())
    assert (told["decision"], told["asks"]) == ("refused", ["refutation"])
    assert told["forgotten_at"]
