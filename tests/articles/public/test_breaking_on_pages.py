"""The band on readers' pages: the same for everyone, in every script, and gone at its second."""

import gzip
import re
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles import breaking, time_machine
from articles.models import Edition, House
from newsroom.page_cache import PageCache
from tests.articles.test_generation import settled
from tests.published import NOW
from tests.wsgi import MEGABYTE, Answer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BAND = re.compile(r'<div class="band" role="region" aria-labelledby="band">.*?</div>', re.DOTALL)


def band_of(client, way):
    found = BAND.search(client.get(way).content.decode())
    return found and found[0]


def test_it_stands_above_every_page_of_its_language_and_no_other(
    client, now, house, publish, sections, address, editor
):
    story = publish("Су келді", category=sections["sport"], tags=["су"])
    russian = publish("По-русски", language="ru")
    breaking.put_up("kk", "Шымкентте су келді", by=editor, until=NOW + HOUR, story=story.article_id)
    ways = ("/", "/latest/", "/section/sport/", "/tag/su/", "/search/", "/imprint/", "/region/",
            "/archive/2026/", "/corrections/", "/жоқ/", address(story))  # fmt: skip
    for way in ways:
        band = band_of(client, way) or way
        assert f'<a href="{address(story)}">Шымкентте су келді</a>' in band, way
        assert '<b id="band">Шұғыл</b>' in band
    assert band_of(client, "/ru/") is None
    assert band_of(client, address(russian)) is None


def test_one_for_the_front_page_alone_is_on_no_other(client, now, house, publish, editor):
    publish("Су келді")
    breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR, is_everywhere=False)
    assert band_of(client, "/")
    assert band_of(client, "/latest/") is None


def test_it_is_written_in_the_letters_of_the_page(client, now, house, publish, editor):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    story = publish("Су келді")
    breaking.put_up("kk", "Жаңа мектеп", by=editor, until=NOW + HOUR, story=story.article_id)
    latin, arabic = band_of(client, "/latyn/latest/"), band_of(client, "/tote/latest/")
    assert "Jańa mektep" in latin
    assert 'href="/latyn/news/' in latin
    assert "جاڭا مەكتەپ" in arabic
    assert "Жаңа" not in latin + arabic and "Шұғыл" not in latin + arabic


def test_words_are_words(client, now, house, editor):
    breaking.put_up("kk", "<b>Су</b> & от", by=editor, until=NOW + HOUR)
    assert "&lt;b&gt;Су&lt;/b&gt; &amp; от" in band_of(client, "/")


def test_feeds_and_sitemaps_say_nothing_of_it(client, now, house, publish, editor):
    publish("Су келді")
    breaking.put_up("kk", "Қазандық жарылды", by=editor, until=NOW + HOUR)
    for way in ("/latest/feed.rss", "/feed.rss", "/latest/feed.json", "/sitemap.xml",
                "/news-sitemap.xml"):  # fmt: skip
        assert "Қазандық" not in client.get(way).content.decode(), way


def test_a_page_without_one_carries_nothing_for_it(client, now, house, publish, address, editor):
    story = publish("Су келді")
    before = client.get(address(story)).content
    assert b".band" not in before
    breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR)
    after = client.get(address(story)).content
    assert len(gzip.compress(after)) - len(gzip.compress(before)) < 350


def test_a_killed_story_takes_its_band_with_it(client, now, house, publish, editor):
    story = publish("Су келді")
    breaking.put_up("kk", "Шымкентте су", by=editor, until=NOW + HOUR, story=story.article_id)
    assert band_of(client, "/latest/")
    Edition.objects.filter(pk=story.pk).update(visible_until=NOW, ended_as="killed")
    assert band_of(client, "/latest/") is None


def test_pages_in_memory_have_it_at_its_second_and_lose_it_at_its_end(
    left_alone, now, house, publish, editor, monkeypatch
):
    publish("Су келді")
    House.objects.update(has_most_read_on_front=False)
    monkeypatch.setattr("newsroom.page_cache.generation.current", settled)
    cache = PageCache(WSGIHandler(), most=MEGABYTE)

    def seen(at):
        now.moment = at
        monkeypatch.setattr("newsroom.page_cache.time.time", at.timestamp)

        class Clock:
            @staticmethod
            def now(zone):
                return at

        monkeypatch.setattr("newsroom.page_cache.datetime", Clock)
        cache._asked = float("-inf")
        return "Шымкентте су" in Answer(cache, "/latest/").body.decode()

    assert not seen(NOW)
    number = settled()
    breaking.put_up("kk", "Шымкентте су", by=editor, at=NOW + HOUR, until=NOW + 2 * HOUR)
    assert settled() != number
    assert not seen(NOW + HOUR - timedelta(seconds=1))
    assert seen(NOW + HOUR)
    assert seen(NOW + 2 * HOUR - timedelta(seconds=1))
    assert not seen(NOW + 2 * HOUR)


def test_taken_down_it_is_gone_from_memory_at_once(now, house, publish, editor, at_page):
    made = breaking.put_up("kk", "Шымкентте су", by=editor, until=NOW + HOUR)
    assert "Шымкентте су" in at_page()
    breaking.take_down(made.pk, by=editor)
    assert "Шымкентте су" not in at_page()


@pytest.fixture
def at_page(left_alone, monkeypatch):
    """Return what a reader's page in memory says at the tests' moment."""
    monkeypatch.setattr("newsroom.page_cache.generation.current", settled)
    cache = PageCache(WSGIHandler(), most=MEGABYTE)

    class Clock:
        @staticmethod
        def now(zone):
            return NOW

    monkeypatch.setattr("newsroom.page_cache.datetime", Clock)
    monkeypatch.setattr("newsroom.page_cache.time.time", NOW.timestamp)

    def ask():
        cache._asked = float("-inf")
        return Answer(cache, "/latest/").body.decode()

    return ask


def test_the_site_at_another_moment_has_the_band_of_that_moment(
    client, now, house, publish, editor
):
    publish("Су келді", hours=-5)
    breaking.put_up("kk", "Шымкентте су", by=editor, at=NOW + HOUR, until=NOW + 2 * HOUR)
    client.force_login(editor)
    for hours, is_there in ((0.5, False), (1, True), (1.9, True), (2, False)):
        way = time_machine.inside(NOW + hours * HOUR, "/latest/")
        assert bool(band_of(client, way)) is is_there, hours
