"""Which banner stands where: told by the moment, in turns as they weigh."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import banners
from articles.models import Banner, BannerDay, Slot
from tests.published import NOW

pytestmark = pytest.mark.django_db


def on_page(slot=Slot.STORY, language="kk", at=None):
    shown = banners.on_page(slot, language=language, at=at or timezone.now())
    return shown[slot].name if slot in shown else ""


@pytest.mark.parametrize(
    ("begins", "ends", "is_retired", "is_shown"),
    [
        (-1, None, False, True),
        (0, 1, False, True),  # from its first moment
        (-1, 0, False, False),  # until its last, without it
        (1, None, False, False),
        (-1, 1, True, False),
    ],
)
def test_a_banner_is_shown_in_its_interval(now, banner, begins, ends, is_retired, is_shown):
    one = banner(
        shows_from=NOW + timedelta(hours=begins),
        shows_until=None if ends is None else NOW + timedelta(hours=ends),
        is_retired=is_retired,
    )
    assert one.is_visible() is is_shown
    assert Banner.objects.visible().exists() is is_shown
    assert on_page() == ("Жәрмеңке" if is_shown else "")


def test_a_banner_of_one_language_stands_on_its_pages_alone(now, banner):
    banner("қазақша", language="kk", slot=Slot.LIST)
    banner("барлығы", slot=Slot.STORY)
    assert [on_page(Slot.LIST, code) for code in ("kk", "ru")] == ["қазақша", ""]
    assert [on_page(Slot.STORY, code) for code in ("kk", "ru")] == ["барлығы", "барлығы"]


def test_every_page_of_one_moment_shows_the_same(now, banner, django_assert_num_queries):
    for number in range(5):
        banner(f"№ {number}")
    with django_assert_num_queries(1):
        first = on_page()
    assert {on_page() for _page in range(20)} == {first}


def test_banners_take_turns_as_they_weigh(now, banner):
    banner("жеңіл")
    banner("ауыр", weight=3)
    hours = [on_page(at=NOW + timedelta(hours=hour)) for hour in range(24 * 4)]
    assert Counter(hours) == {"жеңіл": 24, "ауыр": 72}


@pytest.mark.parametrize("number", range(2, 31))
def test_none_has_the_same_hours_of_every_day(number):
    all_of_them = [Banner(pk=pk, weight=1) for pk in range(number)]
    for hour in range(24):
        moments = [NOW + timedelta(days=day, hours=hour) for day in range(12 * number)]
        assert len({banners.turn(all_of_them, at).pk for at in moments}) == number


@given(weights=st.lists(st.integers(1, 10), min_size=1, max_size=6), days=st.integers(0, 10**4))
def test_every_round_gives_each_its_share(weights, days):
    all_of_them = [Banner(pk=number, weight=weight) for number, weight in enumerate(weights)]
    length = sum(weights)
    first = int(NOW.timestamp() // 3600 + days * 24) // length * length
    moments = [datetime.fromtimestamp((first + hour) * 3600, UTC) for hour in range(length)]
    shown = Counter(banners.turn(all_of_them, at).pk for at in moments)
    assert shown == dict(enumerate(weights))


def test_the_next_change_is_known(now, banner):
    assert banners.next_change(NOW) is None
    one = banner(shows_from=NOW - timedelta(days=1))
    assert banners.next_change(NOW) is None
    later = banner(
        "кейін", shows_from=NOW + timedelta(hours=5), shows_until=NOW + timedelta(days=9)
    )
    assert banners.next_change(NOW) == later.shows_from
    # Two in one slot take turns by the hour.
    at = NOW + timedelta(hours=5, minutes=20)
    assert banners.next_change(at) == NOW + timedelta(hours=6)
    assert banners.next_change(NOW + timedelta(hours=5)) == NOW + timedelta(hours=6)
    one.is_retired = True
    one.save()
    assert banners.next_change(at) == later.shows_until
    assert banners.next_change(later.shows_until) is None


def test_nothing_changes_before_the_next_change(now, banner):
    for number in range(4):
        banner(
            f"№ {number}",
            shows_from=NOW + timedelta(minutes=37 * number),
            shows_until=NOW + timedelta(minutes=37 * number + 300),
        )
    at = NOW
    while (following := banners.next_change(at)) is not None:
        last = following - timedelta(microseconds=1)
        assert on_page(at=last) == on_page(at=at)
        at = following
    assert at == NOW + timedelta(minutes=37 * 3 + 300)


def test_counts_are_added_by_day(now, banner):
    one, today = banner(), timezone.localdate()
    banners.add({(one.pk, today): 3, (987654, today): 9}, {})
    banners.add({(one.pk, today): 2}, {(one.pk, today): 1})
    banners.add({}, {(one.pk, today - timedelta(days=1)): 4})
    days = BannerDay.objects.order_by("day").values_list("shown", "followed")
    assert list(days) == [(0, 4), (5, 1)]


@pytest.mark.parametrize(
    "wrong", [{"shows_until": NOW - timedelta(days=3)}, {"weight": 0}, {"weight": 11}]
)
def test_the_database_refuses_a_banner_that_makes_no_sense(now, banner, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        banner(**wrong)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://example.kz/", "data:text/html,x", "//example.kz/", "/admin/",
     "https://example.kz/\r\nSet-Cookie: a=b", "mailto:a@example.kz", ""],
)  # fmt: skip
def test_a_link_is_one_of_the_web(now, banner, link):
    one = banner()
    one.link = link
    with pytest.raises(ValidationError) as refused:
        one.full_clean()
    assert set(refused.value.message_dict) == {"link"}
