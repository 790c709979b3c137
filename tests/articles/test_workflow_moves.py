"""Who may do what with which story: moves.csv, which an editor can read, against the code.

`own`: this person is the sole writer; `others`: another journalist is. Allowed means with what
the verb asks for: a reason, a kind, and (the editor on duty) the confirmed sentence.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from django.db import transaction

from articles import workflow, writing
from articles.models import Article, Verb
from articles.refusals import Refused
from articles.roles import StaffRole

with (Path(__file__).parent / "moves.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
CASES = {
    key: {row["verb"]: row["allowed"] == "yes" for row in rows}
    for key, rows in groupby(ROWS, key=lambda row: (row["role"], row["story"], row["state"]))
}
GIVEN = {
    "approve": {"alone": True},
    "correct": {"kind": "correction", "note": "Қате кетті", "alone": True},
    "send_back": {"note": "Нақтылаңыз"},
    "kill": {"note": "Дерек расталмады"},
    "redact": {"note": "Сот шешімі", "fields": ["lead"]},
}


class Stage:
    """A newsroom whose other people bring a story into any state."""

    def __init__(self, write, person, chief, clock):
        self.write, self.clock, self.chief = write, clock, chief
        self.colleague, self.other = person("editor"), person("journalist")

    def put(self, state, writer):
        article = self.write(writer)
        getattr(self, state)(article, writer)
        self.clock.tick()
        return article

    def draft(self, article, writer):
        pass

    def submitted(self, article, writer):
        workflow.submit(article, by=self.colleague)

    def scheduled(self, article, writer):
        workflow.approve(article, by=self.colleague, at=self.clock.after(hours=1))

    def live(self, article, writer):
        workflow.approve(article, by=self.colleague)

    def changed(self, article, writer):
        self.live(article, writer)
        self.clock.tick()
        with transaction.atomic():
            article.lead = "Жаңа дерек қосылды."
            workflow.claim(article)
            article.version += 1
            article.save()
            writing.finish(article, by=writer)

    def held(self, article, writer):
        self.live(article, writer)
        self.clock.tick()
        workflow.hold(article, by=self.colleague)

    def killed(self, article, writer):
        self.live(article, writer)
        self.clock.tick()
        workflow.kill(article, by=self.chief, note="Дерек расталмады")

    def spiked(self, article, writer):
        workflow.spike(article, by=self.colleague)

    def never_published(self, article, writer):
        self.scheduled(article, writer)
        workflow.unschedule(article, by=self.colleague)


@pytest.fixture
def stage(write, person, chief, clock):
    return Stage(write, person, chief, clock)


@pytest.fixture
def somebody(person, on_duty, clock, django_user_model):
    def make(role):
        if role == "outsider":
            return django_user_model.objects.create_user("bireu", is_staff=True)
        user = person("editor" if role == "editor_on_duty" else role, "osy-adam")
        if role == "editor_on_duty":
            on_duty(user)
        return user

    return make


def test_the_table_has_every_role_state_and_verb():
    assert {row["verb"] for row in ROWS} == {verb.value for verb in workflow.MOVES}
    assert {row["role"] for row in ROWS} == {*StaffRole.values, "editor_on_duty", "outsider"}
    assert {row["allowed"] for row in ROWS} == {"yes", "no"}
    assert len(ROWS) == 6 * 2 * 9 * 11
    assert len({tuple(row.values())[:4] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("role", "story", "state"), CASES)
def test_the_desk_offers_and_takes_exactly_what_the_table_allows(
    role, story, state, stage, somebody
):
    told = CASES[role, story, state]
    user = somebody(role)
    article = stage.put(state, user if story == "own" else stage.other)
    offered = {verb.value for verb in workflow.offered(user, article)}
    assert offered == {verb for verb, allowed in told.items() if allowed}
    for verb, allowed in told.items():
        assert gives(user, verb, article) == allowed, verb


def gives(user, verb: Verb, article) -> bool:
    """Give the verb really, then undo it; tell whether it was taken."""
    article = Article.objects.get(pk=article.pk)
    with transaction.atomic():
        try:
            getattr(workflow, verb)(article, by=user, **GIVEN.get(verb, {}))
        except Refused as refusal:
            assert str(refusal)
            return False
        finally:
            transaction.set_rollback(True)
    return True
