"""Moments of the time machine: how they are written, who may look, where a link leads, steps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import time_machine
from articles.models import FrontPage
from articles.refusals import Refused
from tests.published import NOW

MOMENT = datetime(2026, 7, 30, 4, tzinfo=UTC)
BASE = "/admin/time/2026-07-30T04:00:00Z"
moments = st.integers(0, 35 * 365 * 24 * 3600 * 10**6).map(
    lambda microseconds: datetime(1991, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)


@given(moments)
def test_a_moment_is_read_as_it_was_written_and_never_before_it(moment):
    read = time_machine.read(time_machine.written(moment))
    assert timedelta() <= read - moment < timedelta(seconds=1)
    assert time_machine.written(read) == time_machine.written(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-07-30",
        "2026-07-30T04:00:00",
        "2026-07-30T04:00:00+05:00",
        "2026-13-30T04:00:00Z",
        "2026-07-30T24:00:00Z",
        "1899-01-01T00:00:00Z",
        "2999-01-01T00:00:00Z",
        "٢٠٢٦-07-30T04:00:00Z",
        "2026-07-30T04:00:00Z\n",
    ],
)
def test_what_was_not_written_so_is_no_moment(text):
    assert time_machine.read(text) is None


def test_a_moment_without_a_site_is_refused_with_a_sentence(now):
    with pytest.raises(Refused, match="1990"):
        time_machine.check(datetime(1980, 1, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="2036"):
        time_machine.check(NOW + timedelta(days=5000))
    assert time_machine.check(NOW + timedelta(days=3000))


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("/", "/"),
        ("/ru/latest/?before=1-2#x", "/ru/latest/?before=1-2#x"),
        (" /latest/\n", "/latest/"),
        ("?before=5-5", "/section/sport/?before=5-5"),
        ("../../../../../../latest/", "/latest/"),
        ("feed.rss", "/section/sport/feed.rss"),
        ("http://127.0.0.1:8000/news/5-su/", "/news/5-su/"),
        ("http://127.0.0.1:8000", "/"),
        ("HTTPS://127.0.0.1:8000/x", "/x"),
        ("//127.0.0.1:8000//evil.kz/x", "/evil.kz/x"),
        ("/admin/", "/admin/"),
        ("/admin/time/2020-01-01T00:00:00Z/", "/admin/time/2020-01-01T00:00:00Z/"),
    ],
)
def test_a_link_of_the_site_stays_inside(settings, link, leads):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert time_machine.within(MOMENT, link, page="/section/sport/?x=1") == BASE + leads


@pytest.mark.parametrize("link", ["", "#main", "/photos/a1/b.webp", "/static/icon.svg"])
def test_files_and_places_on_the_page_stay_what_they_are(link):
    assert time_machine.within(MOMENT, link, page="/") == link


@pytest.mark.parametrize(
    "link",
    [
        "https://aqorda.kz/",
        "//aqorda.kz/x",
        "mailto:a@b.kz",
        "tel:+7",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "http://127.0.0.1:8000@evil.kz/",
        "http://127.0.0.1:80000/",
        "http://[/",
        "data:text/html,x",
        "http://127.0.0.1:8000.evil.kz/",
    ],
)
def test_what_leads_out_leads_nowhere(settings, link):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert time_machine.within(MOMENT, link, page="/") is None


@pytest.mark.django_db
def test_who_may_open_every_story_may_look(journalist, editor, chief):
    assert [time_machine.may_look(user) for user in (journalist, editor, chief)] == [0, 1, 1]
    editor.is_staff = False
    assert not time_machine.may_look(editor)


@pytest.mark.django_db
def test_steps_go_from_change_to_change_however_far_apart(now, publish, chief):
    publish("Бұрынғы", hours=-500, until=-300)
    publish("Кеше", hours=-30)
    publish("Ертең", hours=20)
    FrontPage.objects.create(
        language="kk", visible_from=NOW + timedelta(hours=400), composed_by=chief
    )
    hours = lambda moment: moment and (moment - NOW) / timedelta(hours=1)  # noqa: E731
    ahead, at = [], NOW - timedelta(hours=600)
    while (at := time_machine.later(at)) is not None:
        ahead.append(hours(at))
    assert ahead == [-500, -300, -30, 20, 400]
    back, at = [], NOW + timedelta(hours=500)
    while (at := time_machine.earlier(at)) is not None:
        back.append(hours(at))
    assert back == [20, -30, -300, -500]
    # From a moment within an interval the step goes to what was before it.
    assert hours(time_machine.earlier(NOW)) == -300


@pytest.mark.django_db
def test_changes_within_one_second_are_one_step(now, publish):
    for part in (0.1, 0.4, 0.7):
        publish(f"Хабар {part}", hours=-2 + part / 3600)
    publish("Ертерек", hours=-3)
    at = time_machine.later(NOW - timedelta(hours=2.5))
    assert at == NOW - timedelta(hours=2) + timedelta(seconds=1)
    assert time_machine.later(at) is None
    assert time_machine.earlier(at) == NOW - timedelta(hours=3)
