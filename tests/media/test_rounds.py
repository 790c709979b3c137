"""What a worker does from time to time: each as often as it said, whatever the others do."""

import pytest

from media import rounds


@pytest.fixture
def clock(monkeypatch):
    """A clock of seconds, and no rounds but those of the test."""
    now = [100.0]
    monkeypatch.setattr(rounds.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(rounds, "_ROUNDS", {})
    return now


def test_a_round_is_done_at_once_and_then_when_its_time_has_come(clock):
    done = []
    rounds.add("a", done.append, every=60)
    for seconds in (0, 30, 29, 1, 59):
        clock[0] += seconds
        rounds.go()
    assert len(done) == 2


def test_what_fails_is_told_and_keeps_nothing_else_from_being_done(clock, caplog):
    done = []

    def fail(now):
        raise RuntimeError

    rounds.add("broken", fail, every=1)
    rounds.add("whole", done.append, every=1)
    rounds.go()
    assert len(done) == 1 and "broken" in caplog.text


def test_a_name_stands_once(clock):
    done = []
    rounds.add("a", done.append, every=1)
    rounds.add("a", done.append, every=1)
    rounds.go()
    assert len(done) == 1
