"""Views are counted in batches: of readers, once, and none is lost or remembered."""

import sqlite3
import threading
import time
import urllib.request
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import readership
from articles.models import ArticleViews, Edition, Popularity
from articles.public import reading
from articles.public.reading import Batch, Memory, Seen
from tests.agents import CHROME, READERS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def batch(monkeypatch):
    """Count in a batch of the test's own."""
    batch = Batch()
    monkeypatch.setattr(reading, "_batch", batch)
    return batch


@pytest.fixture
def read(client, address):
    """Return what reads a page: `read(edition)`, `read("/", place="10.0.0.2")`."""

    def get(page, *, place="10.0.0.1", agent=CHROME, by=client, **said):
        page = page if isinstance(page, str) else address(page)
        return by.get(page, REMOTE_ADDR=place, HTTP_USER_AGENT=agent, **said)

    return get


def views() -> dict:
    """Write what was counted and return the views of each story."""
    assert reading.flush()
    rows = ArticleViews.objects.values_list("article_id", "views")
    return dict(sum((Counter({pk: number}) for pk, number in rows), Counter()))


def test_a_reader_is_counted_and_costs_no_write(now, publish, read, django_assert_max_num_queries):
    edition = publish()
    with django_assert_max_num_queries(7) as asked:
        assert read(edition).status_code == 200
    assert not [each for each in asked if not each["sql"].lstrip("(").startswith("SELECT")]
    assert not ArticleViews.objects.exists()
    assert views() == {edition.article_id: 1}


def test_no_cookie_is_set_and_nothing_varies(now, publish, read):
    answer = read(publish())
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_who_has_the_page_already_reads_it_again(now, publish, read):
    edition = publish()
    mark = read(edition).headers["ETag"]
    now.move(minutes=30)
    assert read(edition, HTTP_IF_NONE_MATCH=mark).status_code == 304
    assert views() == {edition.article_id: 2}


def test_a_page_loaded_over_and_over_is_one_view(now, publish, read):
    edition, other = publish(), publish("Екінші")
    for _time in range(50):
        read(edition)
    read(other)
    for second in range(60):
        now.move(seconds=10)
        if second < 50:
            read(edition)
    assert views() == {edition.article_id: 1, other.article_id: 1}
    now.move(minutes=11)
    read(edition)
    assert views()[edition.article_id] == 2


def test_neighbours_behind_one_address_are_readers_each_but_not_without_end(now, publish, read):
    edition = publish()
    for agent in READERS:
        read(edition, agent=agent)
    assert views() == {edition.article_id: len(READERS)}
    for number in range(3 * reading.AT_ONE_ADDRESS):
        read(edition, agent=f"{CHROME} {number}")
    assert views() == {edition.article_id: reading.AT_ONE_ADDRESS}


def test_bots_prefetches_heads_and_colleagues_are_not_counted(
    now, publish, read, client, address, editor
):
    edition = publish()
    read(edition, agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
    read(edition, agent="")
    read(edition, HTTP_SEC_PURPOSE="prefetch;prerender")
    client.head(address(edition), HTTP_USER_AGENT=CHROME)
    client.force_login(editor)
    assert read(edition).status_code == 200
    preview = f"/admin/articles/article/{edition.article_id}/preview/page/"
    assert read(preview).status_code == 200
    assert views() == {}


def test_only_a_story_that_was_shown_is_counted(now, publish, read):
    gone = publish("Алынған", hours=-5, until=-1, ended_as="killed")
    coming = publish("Ертең", hours=5)
    assert read(gone).status_code == 410
    assert read(coming).status_code == 404
    assert read(f"/news/{publish().article_id}-basqa/").status_code == 301
    assert views() == {}


def test_a_house_may_count_nothing(now, publish, read, settings):
    settings.COUNT_READERS = "off"
    read(publish())
    assert views() == {}


def test_days_are_those_of_the_site(now, publish, read):
    edition = publish()
    now.move(hours=5, minutes=59)  # 23:59 in the newsroom
    read(edition)
    now.move(minutes=1)
    read(edition)
    assert views() == {edition.article_id: 2}
    days = ArticleViews.objects.order_by("day").values_list("day", "views")
    assert [(f"{day}", number) for day, number in days] == [("2026-07-29", 1), ("2026-07-30", 1)]


def test_counts_are_added_to_what_is_there(now, publish, read):
    edition = publish()
    for place in range(3):
        read(edition, place=f"10.0.0.{place}")
        assert reading.flush()
    assert views() == {edition.article_id: 3}
    assert ArticleViews.objects.count() == Popularity.objects.count() == 1


def test_a_database_that_is_away_costs_no_view_and_no_page(now, publish, read, monkeypatch, caplog):
    edition = publish()
    read(edition)

    def away(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(readership, "add", away)
        assert not reading.flush()
        assert read(edition, place="10.0.0.2").status_code == 200
        assert not reading.flush()
    assert "database is locked" in caplog.text
    assert "10.0.0" not in caplog.text
    assert views() == {edition.article_id: 2}


def test_half_a_batch_is_never_written(now, publish, read, monkeypatch):
    edition = publish()
    read(edition)

    def fails(*args, **kwargs):
        raise OperationalError("gone")

    for module, name in ((reading.banners, "add"), (readership, "forget")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fails)
            assert not reading.flush()
        assert not ArticleViews.objects.exists()
    assert views() == {edition.article_id: 1}


def test_a_count_of_no_story_is_left_out(now, publish):
    edition = publish()
    coming = publish("Ертең", hours=9)
    for article in (edition.article_id, coming.article_id, 987_654_321):
        assert reading.note_view(Seen(f"/{article}", article), {"HTTP_USER_AGENT": CHROME})
    assert views() == {edition.article_id: 1}


def test_what_is_remembered_is_bounded(now):
    memory, at = Memory(), timezone.now()
    for number in range(2 * reading.REMEMBERED):
        memory.is_new("/", f"{number}", CHROME, at=at, day=at.date())
    assert len(memory) <= 2 * reading.REMEMBERED + 2


def test_what_waits_for_a_database_is_bounded(now, batch, monkeypatch):
    monkeypatch.setattr(reading, "WAITING", 20)
    for number in range(100):
        batch.note(Seen(f"/{number}", number + 1), "10.0.0.1", CHROME)
    batch.note(Seen("/0", 1), "10.0.0.2", CHROME)
    assert len(batch) == 20
    assert sum(batch._counts.values()) == 21


def test_nothing_of_a_reader_stays(now, publish, read, batch):
    memory = batch._memory
    read(publish(), place="203.0.113.77")
    kept = repr(vars(memory)) + repr(batch._counts)
    assert "203.0.113" not in kept
    assert "Mozilla" not in kept
    key = memory._key
    assert len(key) == 32
    now.move(days=1)
    read("/")
    read(publish("Ертеңгі"), place="203.0.113.77")
    assert memory._key != key
    columns = {field.name for model in (ArticleViews, Popularity) for field in model._meta.fields}
    assert columns == {
        "id", "article", "day", "views", "language", "published_at", "score",
    }  # fmt: skip


@given(
    page=st.text(),
    asked=st.dictionaries(
        st.sampled_from(["HTTP_USER_AGENT", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_COOKIE"]),
        st.one_of(st.text(), st.builds(lambda text: CHROME + text, st.text())),
    ),
)
def test_whatever_a_request_says_counting_never_fails(page, asked):
    address, agent = asked.get("REMOTE_ADDR", ""), asked.get("HTTP_USER_AGENT", "")
    assert Batch().note(Seen(page, 1), address, agent)
    assert reading.note_view(Seen(page, 1), asked) in (True, False)


# --- Several at once ----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_that_write_at_once_lose_nothing(now, publish):
    stories = [publish(f"Хабар {n}").article_id for n in range(5)]
    failures = []

    def write(order):
        batch = Batch()
        try:
            for turn in range(20):
                for article in order:
                    batch.note(Seen(f"/{article}", article), f"{id(batch)}-{turn}", CHROME)
                while not batch.flush():
                    time.sleep(0.01)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=write, args=(order,)) for order in (stories, stories[::-1]) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert dict(ArticleViews.objects.values_list("article_id", "views")) == dict.fromkeys(
        stories, 80
    )
    scores = list(Popularity.objects.values_list("score", flat=True))
    assert len(scores) == 5
    expected = readership.score(80, timezone.now())
    assert all(abs(each - expected) < 0.01 for each in scores)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_servers_write_by_the_clock_and_at_their_end(publish, address, shipped):
    edition, lately = publish(), timezone.now() - timedelta(hours=1)
    # Of the server's clock, which no test stops.
    Edition.objects.update(published_at=lately, updated_at=lately, visible_from=lately)

    def read(site, agent):
        request = urllib.request.Request(
            site + address(edition), headers={"User-Agent": f"{CHROME} {agent}"}
        )
        assert urllib.request.urlopen(request, timeout=20).status == 200

    def counted():
        return sum(ArticleViews.objects.values_list("views", flat=True))

    quick, slow = (
        shipped(COUNT_READERS_EVERY="1"),
        shipped(COUNT_READERS_EVERY="600"),
    )
    for number in range(3):
        read(quick, number)
        read(slow, number)
    for _attempt in range(100):
        if counted() == 3:
            break
        time.sleep(0.1)
    assert counted() == 3
    shipped.running[1].terminate()
    shipped.running[1].wait(20)
    assert counted() == 6


def test_settings_turn_the_clock_of_the_tests_off():
    assert settings.COUNT_READERS_EVERY == 0
    assert sqlite3.sqlite_version_info >= (3, 24)  # INSERT … ON CONFLICT DO UPDATE
