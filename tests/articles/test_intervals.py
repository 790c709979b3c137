"""The database's own guard, on either database: one visible edition of an article at a moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from articles import intervals
from articles.models import Article, Edition

NOON = datetime(2026, 2, 19, 12, tzinfo=ZoneInfo("Asia/Almaty"))
HOUR = timedelta(hours=1)
needs_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite remakes")


def hour(number):
    return None if number is None else NOON + number * HOUR


@pytest.fixture
def put(write, journalist):
    """Return a putter of raw rows, past every verb: `put(from, until)` in hours from noon."""
    article = write(journalist)

    def make(opens, closes, *, article=article):
        number = Edition.objects.count() + 1
        return Edition.objects.create(
            article=article,
            number=number,
            headline="Хабар",
            slug="habar",
            visible_from=hour(opens),
            visible_until=hour(closes),
            published_at=hour(opens),
            updated_at=hour(opens),
        )

    return make


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 2), (1, 3)),
        ((1, 3), (0, 2)),
        ((0, 3), (1, 2)),
        ((1, 2), (0, 3)),
        ((0, 2), (0, 2)),
        ((0, None), (5, 6)),
        ((5, 6), (0, None)),
        ((0, None), (5, None)),
        ((0, 2), (1, None)),
    ],
)
def test_an_overlap_is_refused_whatever_its_shape(put, first, second):
    put(*first)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(*second)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 1), (1, 2)),
        ((1, 2), (0, 1)),
        ((0, 1), (1, None)),
        ((0, 1), (5, None)),
        # An empty interval is never seen, so it is in nobody's way.
        ((0, None), (3, 3)),
        ((3, 3), (0, None)),
        ((3, 3), (3, 3)),
        ((0, 2), (0, 0)),
        ((2, 2), (0, 2)),
    ],
)
def test_neighbours_and_empty_intervals_stand_together(put, first, second):
    put(*first)
    put(*second)


def test_a_microsecond_is_an_overlap(put):
    put(0, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row = put(1, 2)
        Edition.objects.filter(pk=row.pk).update(visible_from=hour(1) - NOON.resolution)


def test_two_articles_do_not_mind_each_other(put, write, journalist):
    put(0, None)
    put(0, None, article=write(journalist))


@pytest.mark.parametrize(
    "change",
    [{"visible_until": hour(2)}, {"visible_until": None}, {"visible_until": hour(1) + HOUR / 60}],
)
def test_stretching_an_edition_over_the_next_is_refused(put, change):
    first = put(0, 1)
    put(1, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(**change)


def test_moving_an_edition_to_another_article_is_refused_where_it_overlaps(put, write, journalist):
    put(0, None)
    other = put(0, None, article=write(journalist))
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=other.pk).update(article=Article.objects.order_by("pk").first())


def test_touching_words_asks_nothing(put):
    put(0, 1)
    put(1, None)
    assert Edition.objects.update(headline="Басқа") == 2


@pytest.mark.django_db
class TestTheGuardIsThere:
    def test_after_migrating(self):
        assert intervals.is_guarded(connection)
        assert self.warnings() == []

    def test_the_check_speaks_when_it_is_gone_and_migrate_makes_it_again(self, put):
        with transaction.atomic():
            self.take_away()
            assert not intervals.is_guarded(connection)
            assert [warning.id for warning in self.warnings()] == ["articles.W001"]
            call_command("migrate", verbosity=0)
            assert self.warnings() == []
            put(0, None)
            with pytest.raises(IntegrityError), transaction.atomic():
                put(1, 2)
            transaction.set_rollback(True)

    def test_half_of_it_is_not_enough(self):
        if connection.vendor != "sqlite":
            pytest.skip("one constraint has no half")
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER edition_no_overlap_update")
            assert [warning.id for warning in self.warnings()] == ["articles.W001"]
            transaction.set_rollback(True)

    def test_making_it_twice_is_making_it_once(self):
        intervals.guard()
        intervals.guard()
        assert intervals.is_guarded(connection)

    @staticmethod
    def warnings():
        return [
            found
            for found in checks.run_checks(databases=["default"])
            if found.id and found.id.startswith("articles.")
        ]

    @staticmethod
    def take_away():
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for name in intervals.SQLITE:
                    cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(intervals.POSTGRESQL_BACK[0])


@needs_sqlite
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_guard_comes_back_after_a_table_was_remade(put):
    """Django makes SQLite's tables anew for many a migration and loses their triggers."""
    row = put(0, None)
    with connection.schema_editor() as editor:
        editor._remake_table(Edition)
    assert not intervals.is_guarded(connection), "if Django keeps triggers now, all the better"
    call_command("migrate", verbosity=0)
    assert intervals.is_guarded(connection)
    assert Edition.objects.get() == row
    with pytest.raises(IntegrityError):
        put(1, 2)
