"""Pages in memory: the same bytes as Django's, never older than the last change or moment.

Asked at WSGI: Django's test client would not pass the cache.
"""

import threading
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from articles.models import Category, Edition, House, OldAddress
from articles.public import reading
from newsroom import page_cache
from newsroom.page_cache import PageCache
from tests.articles.test_generation import settled
from tests.wsgi import MEGABYTE, Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(django, monkeypatch):
    """Ask the cache: `ask("/latest/", query="before=…")`; each question hears of every change."""
    cache = PageCache(django, most=8 * MEGABYTE)
    monkeypatch.setattr(page_cache, "ASKED_EVERY", 0)
    # On PostgreSQL the number moves with the commit, which no test sees.
    monkeypatch.setattr(page_cache.generation, "current", settled)

    def put(path, method="GET", query="", **headers):
        return Answer(cache, path, method, query, **headers)

    put.cache = cache
    return put


@pytest.fixture
def at(monkeypatch):
    """Let the cache think that it is another moment: `at(NOW)`."""

    def be(moment):
        class Clock:
            @staticmethod
            def now(zone):
                return moment

        monkeypatch.setattr(page_cache, "datetime", Clock)
        monkeypatch.setattr(page_cache.time, "time", moment.timestamp)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return be


@pytest.fixture
def pages(publish, sections, address):
    """Return an address of each kind of page that is kept."""
    edition = publish("Су келді", tags=["су"], category=sections["sport"])
    ways = ["/", "/latest/", "/section/sport/", "/tag/su/", "/archive/2026/07/"]
    ways += ["/corrections/", "/imprint/", "/feed.rss", "/latest/feed.json", "/robots.txt"]
    ways += ["/sitemap.xml", "/news-sitemap.xml", address(edition)]
    return ways


def test_a_page_is_made_once_and_is_the_page_that_django_makes(ask, django, pages, now, at):
    at(now.moment)
    for path in pages:
        plain = Answer(django.django, path)
        django.asked.clear()
        first, second = ask(path), ask(path)
        assert django.asked == [path]
        for answer in (first, second):
            assert answer.status == plain.status == 200, path
            assert answer.body == plain.body
            own = {"Content-Length", "ETag", "Vary", "Content-Encoding"}
            left = {k: v for k, v in answer.headers.items() if k not in own}
            assert left == {k: v for k, v in plain.headers.items() if k not in own}
        assert second.headers == first.headers


def test_it_is_sent_compressed_plain_or_not_again(ask, django, pages):
    whole = ask("/latest/")
    zipped = ask("/latest/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert zipped.is_zipped and not whole.is_zipped
    assert zipped.body == whole.body and len(zipped.raw) < len(whole.raw)
    assert whole.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    for tag in (whole.headers["ETag"], f'"x", {whole.headers["ETag"]}', "*"):
        again = ask("/latest/", HTTP_IF_NONE_MATCH=tag, HTTP_ACCEPT_ENCODING="gzip")
        assert (again.status, again.raw) == (304, b"")
        assert again.headers["ETag"] == whole.headers["ETag"]
        assert "Content-Type" not in again.headers
    assert ask("/latest/", HTTP_IF_NONE_MATCH='"other"').status == 200
    head = ask("/latest/", "HEAD")
    assert head.raw == b"" and head.headers["Content-Length"] == str(len(whole.raw))
    assert len(django.asked) == 1


def test_whoever_has_a_page_already_hears_so_of_one_that_is_not_kept_yet(ask, django, pages):
    tag = ask("/latest/").headers["ETag"]
    House.objects.update(mail="b@example.kz")
    whole = ask("/latest/", HTTP_IF_NONE_MATCH=tag)
    assert whole.status == 200 and whole.headers["ETag"] != tag
    House.objects.update(mail="a@example.kz")
    # As it was before: made anew, and the same.
    again = ask("/latest/", HTTP_IF_NONE_MATCH=tag)
    assert (again.status, again.raw) == (304, b"")
    assert len(django.asked) == 3


def test_any_change_is_on_the_next_page(ask, publish, sections, address):
    edition = publish("Су келді", category=sections["sport"])
    assert "Су келді" in ask("/latest/").body.decode()
    publish("Жол ашылды")
    assert "Жол ашылды" in ask("/latest/").body.decode()
    Category.objects.filter(slug="sport").update(name_kk="Спорттық өмір")
    assert "Спорттық өмір" in ask(address(edition)).body.decode()
    Edition.objects.filter(pk=edition.pk).update(visible_until=edition.visible_from)
    assert "Су келді" not in ask("/latest/").body.decode()
    assert ask(address(edition)).status == 404


def test_a_story_opens_and_closes_on_its_second(ask, django, publish, address, now, at):
    later = publish("Түнде", hours=2, until=3)
    at(now.moment)
    assert "Түнде" not in ask("/latest/").body.decode()
    assert ask(address(later)).status == 404
    at(later.visible_from - timedelta(microseconds=1))
    assert "Түнде" not in ask("/latest/").body.decode()
    at(later.visible_from)
    assert "Түнде" in ask("/latest/").body.decode()
    assert ask(address(later)).status == 200
    at(later.visible_until)
    assert "Түнде" not in ask("/latest/").body.decode()
    assert ask(address(later)).status == 404


def test_every_process_makes_the_same_page(ask, django, publish, pages, now, at):
    other = PageCache(django, most=MEGABYTE)
    at(now.moment + timedelta(minutes=1))
    one = {path: ask(path) for path in pages}
    at(now.moment + timedelta(minutes=3))
    for path in pages:
        assert Answer(other, path).headers["ETag"] == one[path].headers["ETag"], path


def test_what_is_no_page_for_everyone_is_asked_of_django_each_time(ask, django, pages, now, at):
    OldAddress.objects.create(path="/old.php?id=7", article=Edition.objects.get().article)
    for path, query, status in (
        ("/search/", "q=су", 200),
        ("/nothing/", "", 404),
        ("/latest", "", 301),
        ("/old.php", "id=7", 301),
        ("/admin/", "", 302),
        ("/photos/aa/none.webp", "", 404),
    ):
        django.asked.clear()
        assert [ask(path, query=query).status for _time in range(2)] == [status] * 2, path
        assert django.asked == [path] * 2
    assert ask("/latest/", "POST").status == 405


def test_another_host_is_asked_of_django(ask, django, pages):
    assert ask("/latest/").status == 200
    assert ask("/latest/", HTTP_HOST="other.example").status == 400
    assert ask("/latest/", HTTP_HOST="localhost").status == 200
    assert len(django.asked) == 2


def test_behind_https_a_plain_request_is_led_there(django, pages, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    django.django = WSGIHandler()
    cache = PageCache(django, most=MEGABYTE)
    assert Answer(cache, "/latest/", HTTP_X_FORWARDED_PROTO="https").status == 200
    assert Answer(cache, "/latest/").status == 301
    assert Answer(cache, "/latest/", HTTP_X_FORWARDED_PROTO="http").status == 301


@how(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=60)
    | st.lists(
        st.sampled_from(["utm_source=x", "before=", "before=1", "q=%D1%81", "%00", "a", "feed=rss"])
    ).map("&".join)
)
def test_no_parameter_gives_another_readers_page(ask, django, pages, query):
    for path in ("/latest/", pages[-1]):
        plain = Answer(django.django, path, query=query)
        kept = ask(path, query=query)
        assert (kept.status, kept.body) == (plain.status, plain.body)


def test_further_pages_of_a_list_are_kept_apart_in_a_corner(ask, django, publish, monkeypatch):
    for number in range(45):
        publish(f"Жаңалық {number}", hours=-number - 1)
    first = ask("/latest/")
    query = first.body.decode().split("/latest/?before=")[1].split('"')[0]
    second = ask("/latest/", query=f"before={query}")
    assert second.body != first.body
    assert ask("/latest/", query=f"utm_source=a&before={query}").body == second.body
    assert len(django.asked) == 2
    cache = PageCache(django, most=100_000)
    Answer(cache, "/imprint/")
    for number in range(30):
        Answer(cache, "/latest/", query=f"before={number}")
    assert cache._era.further.size <= 25_000
    assert "/imprint/" in cache._era.first.pages


def test_memory_is_bounded(django, publish, address):
    ways = [address(publish(f"Жаңалық {number}")) for number in range(20)]
    cache = PageCache(django, most=120_000)
    for way in ways:
        assert Answer(cache, way).status == 200
    shelf = cache._era.first
    assert 0 < shelf.size <= shelf.most
    assert shelf.size == sum(page.size + len(key) for key, page in shelf.pages.items())
    assert ways[-1] in shelf.pages and ways[0] not in shelf.pages


def test_a_killed_story_is_gone_and_says_so_from_memory(ask, django, publish, address):
    edition = publish("Су келді")
    Edition.objects.filter(pk=edition.pk).update(
        visible_until=edition.visible_from + timedelta(minutes=5), ended_as="killed"
    )
    assert [ask(address(edition)).status for _time in range(2)] == [410, 410]
    assert len(django.asked) == 1


def test_readers_are_counted_whoever_answers(ask, publish, address, settings):
    settings.COUNT_READERS_EVERY = 0
    edition = publish("Су келді")
    reading._batch.take()
    for last in range(3):
        ask(address(edition), REMOTE_ADDR=f"198.51.100.{last}")
    ask(address(edition), REMOTE_ADDR="198.51.100.1")
    ask(address(edition), REMOTE_ADDR="198.51.100.9", HTTP_USER_AGENT="Googlebot")
    assert sum(reading._batch.take().values()) == 3


def test_without_its_database_the_site_shows_what_it_has(ask, django, pages, monkeypatch, caplog):
    whole = ask("/latest/")
    clock = [page_cache.time.monotonic()]
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: clock[0])

    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(page_cache.generation, "current", away)
    # The test's own connection must outlive this.
    monkeypatch.setattr(page_cache.connection, "close", lambda: None)
    clock[0] += 1
    assert ask("/latest/").body == whole.body
    assert "does not say which pages are good" in caplog.text
    clock[0] += page_cache.BELIEVED - 10
    assert ask("/latest/").body == whole.body
    assert len(django.asked) == 1
    clock[0] += 20
    ask("/latest/")
    assert len(django.asked) == 2


def test_a_page_of_the_present_is_not_asked_for_more_often_than_needed(django, pages, monkeypatch):
    cache, asked = PageCache(django, most=MEGABYTE), []
    monkeypatch.setattr(page_cache.generation, "current", lambda: asked.append(1) or 5)
    clock = [1000.0]
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: clock[0])
    for _time in range(10):
        Answer(cache, "/latest/")
    assert len(asked) == 1
    clock[0] += 2 * page_cache.ASKED_EVERY
    Answer(cache, "/latest/")
    assert len(asked) == 2
    # Whoever writes through this process sees it with the next page.
    Answer(cache, "/latest/", "POST")
    Answer(cache, "/latest/")
    assert len(asked) == 3


def test_one_request_makes_a_page_and_the_others_wait_for_it():
    begun, go_on, asked = threading.Event(), threading.Event(), []

    def slow(environ, start_response):
        asked.append(environ["PATH_INFO"])
        environ[page_cache.KEPT].is_kept = True
        begun.set()
        assert go_on.wait(20)
        headers = {"Content-Type": "text/html", "Cache-Control": page_cache.FRESH, "ETag": '"a"'}
        start_response("200 OK", list(headers.items()))
        return _Closing([b"page"])

    class Still(PageCache):
        def _present(self):
            return era

    cache = Still(slow, most=MEGABYTE)
    era = page_cache.Era(1, page_cache.boundaries.Span(None, _Far()), MEGABYTE)
    bodies = []
    hands = [
        threading.Thread(target=lambda: bodies.append(Answer(cache, "/latest/").body))
        for _hand in range(4)
    ]
    hands[0].start()
    assert begun.wait(20)
    for hand in hands[1:]:
        hand.start()
    go_on.set()
    for hand in hands:
        hand.join(20)
    assert bodies == [b"page"] * 4
    assert asked == ["/latest/"]


class _Closing(list):
    def close(self):
        pass


class _Far:
    def timestamp(self):
        return float("inf")


def test_a_proxy_of_our_own_keeps_a_page_until_its_second_ends(
    ask, django, pages, settings, monkeypatch
):
    assert "X-Accel-Expires" not in ask("/latest/").headers
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(page_cache.time, "time", lambda: 1_785_330_000.9)
    answer = Answer(PageCache(django, most=MEGABYTE), "/latest/")
    assert answer.headers["X-Accel-Expires"] == "@1785330000"


def test_a_front_page_asked_as_an_old_address_leads_to_its_story(ask, django, publish, address):
    edition = publish("Су келді")
    OldAddress.objects.create(path="/?p=77", article=edition.article)
    assert ask("/").status == 200
    answer = ask("/", query="p=77&utm_source=tg")
    assert (answer.status, answer.headers["Location"]) == (301, address(edition))
    assert ask("/", query="utm_source=tg").status == 200
    assert len(django.asked) == 2


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [
        ("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("GZIP ; q=1", True),
        ("", False), ("identity", False), ("gzip;q=0, identity", False), ("gzip; q=0.000", False),
        ("x-gzipped", False),
    ],
)  # fmt: skip
def test_gzip_is_sent_to_who_takes_it(ask, client, pages, accepted, is_zipped):
    assert ask("/latest/", HTTP_ACCEPT_ENCODING=accepted).is_zipped is is_zipped
    told = client.get("/search/?q=су", HTTP_ACCEPT_ENCODING=accepted)
    assert (told.headers.get("Content-Encoding") == "gzip") is is_zipped
    assert "Accept-Encoding" in told.headers["Vary"]


def test_no_cookie_of_one_reader_is_given_to_the_next(ask, django, pages):
    first = ask("/latest/", HTTP_COOKIE="csrftoken=bad; sessionid=x; other=1")
    assert "Set-Cookie" not in first.headers
    assert first.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in ask("/latest/").headers
    assert len(django.asked) == 1


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("500 Internal Server Error", []),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Cache-Control", "private")]),
    ],
)
def test_what_was_changed_on_its_way_out_is_not_kept(status, more):
    asked = []

    def changed(environ, start_response):
        asked.append(1)
        environ[page_cache.KEPT].is_kept = True
        headers = {"Content-Type": "text/html", "Cache-Control": page_cache.FRESH} | dict(more)
        start_response(status, list(headers.items()))
        return _Closing([b"page"])

    class Still(PageCache):
        def _present(self):
            return page_cache.Era(1, page_cache.boundaries.Span(None, _Far()), MEGABYTE)

    cache = Still(changed, most=MEGABYTE)
    assert [Answer(cache, "/latest/").body for _time in range(2)] == [b"page"] * 2
    assert len(asked) == 2


def test_a_killed_story_takes_no_other_old_address_with_it(ask, publish, address):
    killed, alive = publish("Су келді"), publish("Жол ашылды")
    OldAddress.objects.create(path="/news.php?id=7", article=killed.article)
    OldAddress.objects.create(path="/news.php?id=8", article=alive.article)
    Edition.objects.filter(pk=killed.pk).update(
        visible_until=killed.visible_from + timedelta(minutes=5), ended_as="killed"
    )
    for _time in range(2):
        assert ask("/news.php", query="id=7").status == 410
        assert ask("/news.php", query="id=8").status == 301
        assert ask("/news.php", query="id=9").status == 404


def test_hosts_of_strangers_leave_ours_alone(ask, django, pages):
    for port in range(300):
        ask("/imprint/", HTTP_HOST=f"testserver:{port}")
    assert ask("/latest/").status == ask("/latest/").status == 200
    assert django.asked == ["/imprint/", "/latest/"]


def test_no_front_page_in_other_letters_is_taken_away_by_an_old_address(ask, publish, house):
    house.has_latin_script = True
    house.save()
    killed, alive = publish("Су келді"), publish("Жол ашылды")
    OldAddress.objects.create(path="/?p=78", article=killed.article)
    OldAddress.objects.create(path="/?p=77", article=alive.article)
    Edition.objects.filter(pk=killed.pk).update(
        visible_until=killed.visible_from + timedelta(minutes=5), ended_as="killed"
    )
    for front in ("/", "/latyn/"):
        assert ask(front, query="p=78").status == 410
        assert ask(front).status == 200
        assert ask(front, query="p=77").status == 301
        assert ask(front).status == 200


def test_a_question_that_hangs_holds_nobody_for_ever(django, pages, monkeypatch):
    monkeypatch.setattr(page_cache, "PATIENCE", 0.05)
    monkeypatch.setattr(page_cache, "ASKED_EVERY", 0)
    cache = PageCache(django, most=MEGABYTE)
    assert Answer(cache, "/latest/").status == 200
    with cache._asking:
        assert Answer(cache, "/latest/").status == 200
        assert len(django.asked) == 1
        cache._answered -= page_cache.BELIEVED
        assert Answer(cache, "/latest/").status == 200
        cache._era = None
        assert Answer(cache, "/latest/").status == 200
        assert len(django.asked) == 3


def test_a_withdrawn_photo_is_gone_whatever_its_moment(ask, publish, picture, address, now, at):
    photo = picture("a1")
    way = address(publish("Су келді", photo=photo))
    at(now.moment)
    assert "a1-640" in ask(way).body.decode()
    at(now.moment + timedelta(minutes=3))
    type(photo).objects.filter(pk=photo.pk).update(withdrawn_at=now.moment + timedelta(minutes=3))
    assert "a1-640" not in ask(way).body.decode()


def test_addresses_of_what_is_gone_push_no_page_out(django, publish, house):
    killed = publish("Су келді")
    Edition.objects.filter(pk=killed.pk).update(
        visible_until=killed.visible_from + timedelta(minutes=5), ended_as="killed"
    )
    cache = PageCache(django, most=200_000)
    assert Answer(cache, "/imprint/").status == 200
    for number in range(40):
        assert Answer(cache, f"/news/{killed.article_id}-{'a' * 300}{number}/").status == 410
        assert Answer(cache, f"/news/{killed.article_id}-{'a' * 3000}{number}/").status == 410
    assert "/imprint/" in cache._era.first.pages
    further = cache._era.further
    assert 0 < further.size <= 50_000
    assert not [key for key in further.pages if len(key) > 400]


def test_a_connection_of_before_is_exchanged_without_a_word(
    ask, django, pages, monkeypatch, caplog
):
    assert ask("/latest/").status == 200
    current, failures = page_cache.generation.current, [OperationalError("cut")]

    def cut_once():
        if failures:
            raise failures.pop()
        return current()

    monkeypatch.setattr(page_cache.generation, "current", cut_once)
    monkeypatch.setattr(page_cache.connection, "close", lambda: None)
    House.objects.update(mail="b@example.kz")
    assert "b@example.kz" in ask("/latest/").body.decode()
    assert not failures and not caplog.text


def test_whoever_wrote_waits_for_an_answer_from_after_it(django, pages, monkeypatch):
    """Another thread is asking meanwhile, and was told the number of before."""
    cache, numbers = PageCache(django, most=MEGABYTE), [1]
    monkeypatch.setattr(page_cache.generation, "current", lambda: numbers[0])
    Answer(cache, "/latest/")
    cache._asking.acquire()
    Answer(cache, "/latest/", "POST")
    numbers[0] = 2
    threading.Timer(0.2, cache._asking.release).start()
    assert Answer(cache, "/latest/").status == 200
    assert cache._era.number == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_connection_commits_is_on_the_next_page(django, house, monkeypatch):
    monkeypatch.setattr(page_cache, "ASKED_EVERY", 0)
    cache = PageCache(django, most=MEGABYTE)

    def write():
        House.objects.update(mail="b@example.kz")
        connection.close()

    assert "b@example.kz" not in Answer(cache, "/latest/").body.decode()
    hand = threading.Thread(target=write)
    hand.start()
    hand.join(20)
    assert "b@example.kz" in Answer(cache, "/latest/").body.decode()
    assert [Answer(cache, "/latest/").status for _time in range(3)] == [200] * 3
    assert len(django.asked) == 2
