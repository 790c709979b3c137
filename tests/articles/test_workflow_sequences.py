"""Any order of verbs, against a second telling of what readers should have.

`Told` knows nothing of editions: it keeps what was approved for when, and whether the story is
stopped. After every step the two must agree on what readers had, have and will have.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow, writing
from articles.models import (
    Article,
    CorrectionKind,
    Decision,
    Edition,
    EditionText,
    Ended,
    Stopped,
    Verb,
    Version,
)
from articles.refusals import Refused

MINUTE = timedelta(minutes=1)
#: How far ahead readers' pages are looked at, in minutes.
HORIZON = 40


@dataclass
class Told:
    """What readers should have, told without editions: approved words and their moments."""

    plan: list = field(default_factory=list)  # (opens, expires, words), soonest first
    held: bool = False
    killed: bool = False

    def approve(self, opens, expires, words):
        self.plan = [row for row in self.plan if row[0] < opens] + [(opens, expires, words)]

    def unschedule(self, now):
        self.plan = [row for row in self.plan if row[0] <= now]

    def shows(self, at):
        """Return the words readers have at a moment, if nothing more is decided."""
        if self.held or self.killed:
            return None
        due = [row for row in self.plan if row[0] <= at]
        if not due or (due[-1][1] is not None and due[-1][1] <= at):
            return None
        return due[-1][2]


moments = st.one_of(st.none(), st.integers(-2, 20))
steps = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 15)),
    st.tuples(st.just("write"), st.one_of(st.none(), st.integers(1, 25))),
    st.tuples(st.just("approve"), moments),
    st.tuples(st.just("approve"), moments),
    st.tuples(st.just("correct"), moments, st.sampled_from(sorted(CorrectionKind))),
    st.tuples(
        st.sampled_from(["submit", "send_back", "unschedule", "hold", "hold", "release", "release"])
    ),
    st.tuples(st.sampled_from(["spike", "restore", "kill", "redact_nothing"])),
)


class Newsroom:
    """One story, its people, and everything that must be true after every step."""

    def __init__(self, article, journalist, editor, chief, clock):
        self.article, self.clock = article, clock
        self.journalist, self.editor, self.chief = journalist, editor, chief
        self.told = Told()
        self.had = []  # (moment, words) that readers had
        self.words = {}  # of each edition
        self.count = 0

    def give(self, step):
        """Give one order; note in the second telling what it should mean."""
        self.clock.tick(seconds=1)
        self.had.append((self.clock.now, self.told.shows(self.clock.now)))
        self.clock.tick(seconds=1)
        name, *more = step
        if name == "wait":
            self.clock.tick(minutes=more[0])
            return
        before = self.record()
        self.article = Article.objects.get(pk=self.article.pk)
        try:
            self.write(*more) if name == "write" else self.verb(name, *more)
        except Refused as refusal:
            assert all(str(sentence) for _field, sentence in refusal.sentences)
            assert self.record() == before, "a refused verb changes nothing"
        else:
            if name != "write":
                assert self.record()["decisions"] == before["decisions"] + 1

    def write(self, expires):
        self.count += 1
        with transaction.atomic():
            self.article.headline = f"Хабар {self.count}"
            self.article.expires_at = expires and self.clock.now + expires * MINUTE
            writing.prepare(self.article)
            writing.begin(self.article, by=self.journalist, based_on=self.article.version)
            self.article.save()
            writing.finish(self.article, by=self.journalist)

    def verb(self, name, at=None, kind=None):
        now, story, told = self.clock.now, self.article, self.told
        at = None if at is None else now + at * MINUTE
        offered = workflow.offered(self.chief, story)
        if name in ("approve", "correct"):
            if name == "approve":
                workflow.approve(story, by=self.editor, at=at)
            else:
                workflow.correct(story, by=self.editor, kind=kind, note="Түзетілді", at=at)
            told.approve(at or now, story.expires_at, story.headline)
        elif name == "unschedule":
            workflow.unschedule(story, by=self.editor)
            told.unschedule(now)
        elif name == "hold":
            workflow.hold(story, by=self.editor)
            told.held = True
        elif name == "release":
            workflow.release(story, by=self.editor)
            told.held = False
        elif name == "kill":
            workflow.kill(story, by=self.chief, note="Дерек расталмады")
            told.killed = True
        elif name == "redact_nothing":
            workflow.redact(story, by=self.chief, note="Сот шешімі")
        elif name == "send_back":
            workflow.send_back(story, by=self.editor, note="Нақтылаңыз")
        else:
            getattr(workflow, name)(story, by=self.journalist)
        assert Verb(name) in offered, "what succeeds was offered"

    def record(self):
        pk = self.article.pk
        return {
            "article": Article.objects.values().get(pk=pk),
            "editions": list(Edition.objects.filter(article=pk).order_by("pk").values()),
            "decisions": Decision.objects.filter(article=pk).count(),
            "versions": Version.objects.filter(article=pk).count(),
        }

    def check(self):
        now = self.clock.now
        rows = list(Edition.objects.filter(article=self.article).order_by("visible_from", "number"))
        texts = dict(EditionText.objects.filter(edition__in=rows).values_list("pk", "body"))
        seen = [row for row in rows if not row.is_withdrawn]
        # The chain has no overlap.
        for one, next_one in pairwise(seen):
            assert one.visible_until is not None
            assert one.visible_until <= next_one.visible_from
        for row in seen:
            assert row.published_at <= row.visible_from
            assert row.published_at <= row.updated_at <= row.visible_from
        # A story appeared once, whatever became of it.
        assert len({row.published_at for row in seen}) <= 1
        for row in rows:
            # The words of an edition never change, and no edition goes.
            words = (row.headline, row.lead, texts[row.pk], row.number)
            assert self.words.setdefault(row.pk, words) == words
            if row.is_withdrawn:
                assert row.ended_as in (Ended.WITHDRAWN, Ended.HELD, Ended.KILLED)
            else:
                assert (row.visible_until is None) == (row.ended_as == Ended.NO)
        assert len(self.words) == len(rows)

        def shows(at):
            visible = [row.headline for row in rows if row.is_visible(at)]
            assert len(visible) <= 1
            return visible[0] if visible else None

        # What readers had is not changed by what is decided later; what they will have is told.
        assert [shows(at) for at, _words in self.had] == [words for _at, words in self.had]
        for minute in range(HORIZON):
            at = now + minute * MINUTE
            assert shows(at) == self.told.shows(at), f"in {minute} minutes"
        stopped = Article.objects.get(pk=self.article.pk).stopped
        assert (stopped == Stopped.HELD) == (self.told.held and not self.told.killed)
        if stopped:
            assert not any(row.visible_until is None for row in rows)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(orders=st.lists(steps, min_size=5, max_size=25))
def test_readers_have_what_was_decided_whatever_the_order(
    orders, write, journalist, editor, chief, clock
):
    start = clock.now
    with transaction.atomic():
        newsroom = Newsroom(write(journalist, headline="Хабар 0"), journalist, editor, chief, clock)
        for step in orders:
            newsroom.give(step)
            newsroom.check()
        transaction.set_rollback(True)
    clock.now = start
