"""A clock that tests turn by hand, and words saved as the desk saves them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from articles import writing


class Clock:
    """What `timezone.now()` answers, until it is turned."""

    def __init__(self):
        self.now = datetime(2026, 2, 19, 18, 53, tzinfo=ZoneInfo("Asia/Almaty"))

    def tick(self, **delta):
        """Turn the clock on (a minute) and return the new moment."""
        self.now += timedelta(**(delta or {"minutes": 1}))
        return self.now

    def after(self, **delta):
        """Return a moment that is still to come."""
        return self.now + timedelta(**delta)


@pytest.fixture
def clock(monkeypatch):
    """Stop the time at the evening of 19 February 2026."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def rewrite():
    """Return a saver of changes: `rewrite(article, by=journalist, lead="…")`, as the desk saves."""

    def save(article, *, by, based_on=None, **fields):
        with transaction.atomic():
            for name, value in fields.items():
                setattr(article, name, value)
            writing.prepare(article)
            writing.begin(article, by=by, based_on=based_on or article.version)
            article.save()
            return writing.finish(article, by=by)

    return save
