"""A proxy's log is counted from where it was left, and no line of it twice."""

import gzip
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.models import AccessLog, ArticleViews, BannerDay, Popularity, Slot
from articles.public import access_log
from tests.agents import CHROME
from tests.published import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_log(settings):
    settings.COUNT_READERS = "log"


def line(path, *, place="203.0.113.7", status=200, agent=CHROME, minutes=0, method="GET"):
    """Return a line as nginx writes it."""
    time = (NOW + timedelta(minutes=minutes)).strftime("%d/%b/%Y:%H:%M:%S +0000")
    request = f'"{method} {path} HTTP/1.1" {status} 5120 "https://t.me/dala" "{agent}"'
    return f"{place} - - [{time}] {request}\n"


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


def count(*paths):
    call_command("count_views", *(f"--log={path}" for path in paths), verbosity=0)


def views():
    return dict(ArticleViews.objects.values_list("article_id", "views"))


def test_pages_that_readers_were_given_are_counted(now, publish, address, log, capsys):
    edition = publish("Жаңа көпір")
    page = address(edition)
    log.write_text(
        line(page) + line(page)  # the same reader again
        + line(page, place="203.0.113.8", status=304)
        + line(f"{page}?utm_source=telegram", place="203.0.113.9")
        + line(f"/latyn{page}", place="203.0.113.10")
        + line(page, place="203.0.113.11", status=301)
        + line(page, place="203.0.113.12", method="HEAD")
        + line(page, place="203.0.113.13", agent="Googlebot/2.1")
        + line("/photos/aa/b.webp", place="203.0.113.14") + line("/joq/", status=404)
        + line("/news/987654321-joq/", place="203.0.113.15")
        + "nonsense\n" + line(page, place="2a03:32c0::1", minutes=1)
    )  # fmt: skip
    count(log)
    assert views() == {edition.article_id: 5}
    assert Popularity.objects.count() == 1
    assert "6 views in 13 new lines" in capsys.readouterr().out


def test_a_log_is_counted_on_from_where_it_was_left(now, publish, address, log):
    edition = publish()
    whole = line(address(edition), place="10.0.0.1")
    log.write_text(whole[:50])
    count(log)
    assert views() == {}
    more = line(address(edition), place="10.0.0.2")
    log.write_text(whole + more[:70])
    count(log)
    count(log)
    assert views() == {edition.article_id: 1}
    log.write_text(whole + more)
    count(log)
    count(log)
    assert views() == {edition.article_id: 2}


def test_a_log_that_was_renamed_and_packed_is_known_by_its_first_line(
    now, publish, address, log, tmp_path
):
    edition = publish()
    lines = [line(address(edition), place=f"10.0.0.{number}") for number in range(4)]
    log.write_text("".join(lines[:2]))
    count(log)
    packed = tmp_path / "access.log.1.gz"
    with gzip.open(packed, "wt") as file:
        file.write("".join(lines[:3]))
    log.write_text(lines[3])
    count(packed, log)
    assert views() == {edition.article_id: 4}
    assert AccessLog.objects.count() == 2


def test_two_that_read_one_log_count_it_once(now, publish, address, log, monkeypatch):
    edition = publish()
    log.write_text(line(address(edition)))
    write = access_log._keep

    def another_was_faster(row, *args):
        AccessLog.objects.update(position=len(log.read_bytes()))
        write(row, *args)

    monkeypatch.setattr(access_log, "_keep", another_was_faster)
    with pytest.raises(CommandError, match="somebody else"):
        count(log)
    assert views() == {}


def test_banners_that_stood_on_the_pages_are_counted(now, publish, address, banner, log):
    edition = publish()
    russian = publish("По-русски", language="ru")
    banner("мәтін", language="kk")
    banner("тізім", slot=Slot.LIST)
    banner("бітті", slot=Slot.FRONT_TOP, shows_until=NOW)
    log.write_text(
        line(address(edition)) + line(address(russian)) + line("/") + line("/latest/")
        + line("/ru/section/sport/") + line("/search/?q=a") + line("/feed.rss")
    )  # fmt: skip
    count(log)
    shown = dict(BannerDay.objects.values_list("banner__name", "shown"))
    assert shown == {"мәтін": 1, "тізім": 2}


def test_with_the_site_counting_nothing_is_counted_twice(settings, log):
    log.write_text("")
    settings.COUNT_READERS = "here"
    with pytest.raises(CommandError, match="COUNT_READERS"):
        count(log)


def test_with_a_log_counted_the_site_counts_clicks_alone(client, now, publish, address, banner):
    from articles.public import reading

    before = len(reading._batch)
    client.get(address(publish()), HTTP_USER_AGENT=CHROME)
    assert len(reading._batch) == before
    client.get(f"/go/{banner().pk}/", HTTP_USER_AGENT=CHROME)
    assert len(reading._batch) == before + 1
    reading._batch.take()


def test_a_file_that_is_no_log_is_refused_with_a_reason(log, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        count(log)
    broken = tmp_path / "a.gz"
    broken.write_bytes(b"no gzip")
    with pytest.raises(CommandError, match="cannot be read"):
        count(broken)


@given(st.one_of(st.binary(max_size=200), st.builds(
    lambda path, agent: line(f"/{path}", agent=f"{CHROME} {agent}").encode(),
    st.text(max_size=40), st.text(max_size=40),
)))  # fmt: skip
def test_whatever_a_line_says_it_is_read(told):
    view = access_log._view(told)
    if view is not None:
        access_log._page(view.path)
