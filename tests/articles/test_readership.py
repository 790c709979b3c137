"""The most read: what is read now above what was, by a score that nobody has to touch."""

import math
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import readership
from articles.models import ArticleViews, Edition, House, Popularity

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(now):
    """Return a counter of views at the moment of the clock: `read(edition, 5)`."""

    def add(edition, number=1):
        at = timezone.now()
        readership.add({(edition.article_id, timezone.localdate(at)): number}, at=at)

    return add


def most_read(language="kk", **asked):
    return [each.headline for each in readership.most_read(language, at=timezone.now(), **asked)]


def test_the_most_read_stands_first(now, publish, read):
    for number, views in enumerate((3, 9, 1, 5)):
        read(publish(f"Хабар {number}"), views)
    assert most_read() == ["Хабар 1", "Хабар 3", "Хабар 0", "Хабар 2"]


def test_what_is_read_now_passes_what_was_read_yesterday(now, publish, read):
    old, fresh, third = publish("Кешегі"), publish("Бүгінгі"), publish("Үшінші")
    read(old, 100)
    now.move(hours=36)  # three half-lives: 100 views weigh as 12.5
    read(fresh, 13)
    read(third, 12)
    assert most_read() == ["Бүгінгі", "Кешегі", "Үшінші"]


def test_old_views_and_new_ones_are_one_score(now, publish, read):
    first, second, third = publish("А"), publish("Б"), publish("В")
    read(first, 80)
    now.move(hours=12)
    read(first, 10)  # 80/2 + 10
    read(second, 51)
    read(third, 49)
    assert most_read() == ["Б", "А", "В"]


def test_fewer_than_three_are_no_list(now, publish, read):
    for number in range(2):
        read(publish(f"Хабар {number}"))
    assert most_read() == []
    read(publish("Үшінші"))
    assert len(most_read()) == 3


def test_a_list_beside_a_story_leaves_it_out(now, publish, read):
    stories = [publish(f"Хабар {number}") for number in range(9)]
    for number, story in enumerate(stories):
        read(story, number + 1)
    shown = most_read(but=stories[8].article_id)
    assert shown == [f"Хабар {number}" for number in range(7, 0, -1)]


@pytest.mark.parametrize("until", [0.5, -0.5])
def test_what_readers_no_longer_have_is_in_no_list(now, publish, read, until):
    kept = [publish(f"Хабар {number}") for number in range(3)]
    killed = publish("Алынған", until=until, ended_as="killed")
    for each in (*kept, killed):
        read(each, 2)
    now.move(hours=1)
    assert sorted(most_read()) == ["Хабар 0", "Хабар 1", "Хабар 2"]


def test_what_is_paid_for_is_never_among_them(now, publish, read):
    for number in range(3):
        read(publish(f"Хабар {number}"))
    for kind in ("advertising", "partner", "state_order"):
        read(publish(f"Ақылы {kind}", commercial=kind), 100)
    later = publish("Кейін ақылы болды")
    read(later, 100)
    Edition.objects.filter(pk=later.pk).update(commercial="partner")
    assert sorted(most_read()) == ["Хабар 0", "Хабар 1", "Хабар 2"]
    assert ArticleViews.objects.count() == 7


def test_what_is_older_than_a_week_is_counted_and_not_listed(now, publish, read):
    for number in range(3):
        read(publish(f"Хабар {number}"))
    read(publish("Ескі", hours=-24 * 7), 100)
    assert len(most_read()) == 3
    assert ArticleViews.objects.count() == 4
    now.move(days=8)
    assert most_read() == []
    assert readership.forget(at=timezone.now()) == 3
    assert not Popularity.objects.exists()


def test_every_language_has_its_own(now, publish, read):
    for language in ("kk", "ru"):
        for number in range(3):
            read(publish(f"{language} {number}", language=language), number + 1)
    assert most_read("kk") == ["kk 2", "kk 1", "kk 0"]
    assert most_read("ru") == ["ru 2", "ru 1", "ru 0"]
    assert most_read("en") == []


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 3 * 365 * 24)), min_size=1, max_size=6)
)
def test_the_score_is_the_sum_of_what_has_decayed(now, publish, read, told):
    """Whatever the pauses, years among them, no view weighs too much and nothing overflows."""
    Popularity.objects.all().delete()
    edition = publish()
    begin, passed, weights = now.moment, 0, []
    for views, pause in told:
        passed += pause
        now.moment = begin + timedelta(hours=passed)
        if passed < 7 * 24 - 2:
            read(edition, views)
        else:  # Too old to be scored by `add`: the database is asked all the same.
            _score(edition, readership.score(views, now.moment))
        weights.append((views, passed))
    now.moment = begin
    last = max(hours for _views, hours in weights)
    sum_at_last = sum(views * 0.5 ** ((last - hours) / 12) for views, hours in weights)
    expected = math.log2(sum_at_last) + (begin.timestamp() + last * 3600) / 43200
    assert Popularity.objects.get().score == pytest.approx(expected, abs=1e-6)


def _score(edition, score):
    row = {
        "article_id": edition.article_id,
        "language": "kk",
        "published_at": edition.published_at,
        "score": score,
    }
    readership.tallies.add(
        Popularity, [row], by=("article_id",), merged={"score": readership._ADDED}
    )


def test_the_list_is_one_query_by_the_index_of_scores(
    now, publish, read, django_assert_num_queries
):
    for number in range(12):
        read(publish(f"Хабар {number}"), number + 1)
    with django_assert_num_queries(1) as asked:
        assert len(most_read()) == 7
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            plan = " / ".join(row[3] for row in cursor.fetchall())
        assert "popularity_highest" in plan
        assert "TEMP B-TREE" not in plan


# --- On pages -----------------------------------------------------------------------------


def test_the_house_says_where_it_stands(client, now, publish, read, address, house):
    stories = [publish(f"Хабар {number}") for number in range(5)]
    for number, story in enumerate(stories):
        read(story, number + 1)
    front, story = "/", address(stories[0])

    def has(page):
        return 'class="most-read' in client.get(page).content.decode()

    assert [has(front), has(story)] == [True, False]
    House.objects.update(has_most_read_on_front=False, has_most_read_beside_story=True)
    assert [has(front), has(story)] == [False, True]
    page = client.get(story).content.decode()
    part = page[page.index('class="most-read') :]
    assert '<h2 class="over" id="most-read">' in part
    assert part.index(address(stories[4])) < part.index(address(stories[1]))
    assert address(stories[0]) not in part
    assert not has("/ru/")


def test_a_front_page_of_few_readers_has_no_list(client, now, publish, read, house):
    read(publish())
    assert 'class="most-read' not in client.get("/").content.decode()
