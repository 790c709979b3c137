"""Asking the readers' pages from the desk, and the memory that stands in front of them."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from articles.models import ArticleViews, House
from articles.public import reading
from newsroom import page_cache
from newsroom.asking import AsAReader
from newsroom.page_cache import HOLDS, PageCache
from tests.articles.test_generation import settled
from tests.wsgi import BROWSER, MEGABYTE, Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks():
    request = RequestFactory(headers={"User-Agent": BROWSER}).get("/admin/")
    request.COOKIES["sessionid"] = "x" * 32
    return AsAReader(request)


def test_the_status_is_what_a_reader_gets(asks, now, house, publish, address):
    here, gone = publish("Көпір ашылды"), publish("Қате", hours=-5, until=-1, ended_as="killed")
    held = publish("Тексеріледі", hours=-5, until=-1, ended_as="held")
    assert asks.status(address(here)) == 200
    assert asks.status(address(gone)) == 410
    assert asks.status(address(held)) == 404
    assert asks.status(f"/news/{here.article_id}-basqa/") == 301
    assert asks.status("/жоқ/?p=1") == 404
    House.objects.update(has_latin_script=True)
    assert asks.status(f"/latyn{address(here)}") == 200
    assert asks.status(f"/latyn{address(gone)}") == 410


def test_a_look_from_the_desk_is_no_view(asks, now, house, publish, address, settings):
    settings.COUNT_READERS = "here"
    asks.status(address(publish("Көпір ашылды")))
    reading.flush()
    assert not ArticleViews.objects.exists()


def test_without_a_memory_nothing_is_said_of_one(asks):
    assert asks.kept(["/"]) is None


def test_memory_says_which_pages_it_would_give(left_alone, monkeypatch, house, publish, address):
    monkeypatch.setattr(page_cache, "ASKED_EVERY", 0)
    monkeypatch.setattr(page_cache.generation, "current", settled)
    edition = publish("Көпір ашылды", hours=-20_000)
    told, django = {}, WSGIHandler()

    def desk(environ, start_response):
        if environ["PATH_INFO"].startswith("/admin/"):
            told["holds"] = environ[HOLDS]
            start_response("200 OK", [])
            return (b"",)
        return django(environ, start_response)

    cache = PageCache(desk, most=MEGABYTE)
    way = address(edition)
    Answer(cache, "/admin/")
    assert told["holds"]([way]) == set()
    assert Answer(cache, way).status == 200
    assert told["holds"]([way, "/"]) == {way}
    House.objects.update(mail="b@example.kz")
    # It lies there still, and is given to nobody.
    assert told["holds"]([way]) == set()
    edition.article.editions.update(visible_until=edition.visible_from, ended_as="killed")
    Answer(cache, way)
    assert told["holds"]([way]) == set()
