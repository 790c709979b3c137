"""The photos of lines: beside the file or at an address, kept once, never from elsewhere."""

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from articles import workflow
from articles.exchange import pictures
from articles.exchange.names import Names
from articles.models import Article, Edition
from articles.refusals import Refused
from media.models import Photo, PhotoCredit

pytestmark = pytest.mark.django_db


@pytest.fixture
def beside(tmp_path, picture):
    """Put a photo beside the file: `beside("a.jpg", "red")`."""

    def put(name, colour="red"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(colour))
        return name

    return put


@pytest.fixture
def web(picture):
    """Serve some addresses; return where."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/away":
                self.send_error(404)
                return
            if self.path == "/inside":
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
                self.end_headers()
                return
            if self.path == "/moved":
                self.send_response(301)
                self.send_header("Location", "/photo.jpg")
                self.end_headers()
                return
            body = b"<html>" if self.path == "/page" else picture("navy")
            self.send_response(200)
            self.end_headers()
            for _ in range(1000 if self.path == "/endless" else 1):
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_photo_comes_with_its_words_and_its_credit(feed, line, beside):
    photo = {
        "file": beside("photos/зал.jpg"),
        "credit": "Сурет: Aqorda.resmi",
        "caption": "Кездесу",
        "alt": "Зал",
        "focal": [0.2, 0.4],
        "rights_until": "2030-01-01",
    }
    assert feed(line(photo=photo, photo_caption="Осы жерде")).said == []
    photo = Edition.objects.get().photo
    assert photo.credit.source == "Aqorda.resmi"
    assert (photo.caption, photo.alt_text) == ("Кездесу", "Зал")
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.4)
    assert photo.rights_until.year in (2029, 2030)
    assert not photo.is_legacy
    assert photo.renditions.exists()
    assert Edition.objects.get().edition_photos.get().photo == photo


def test_photo_without_a_credit_is_a_debt(feed, line, beside):
    feed(line(photo={"file": beside("a.jpg")}))
    photo = Photo.objects.get()
    assert (photo.is_legacy, photo.credit) == (True, None)
    assert Photo.objects.indebted().exists()


def test_credit_that_comes_later_settles_the_debt(feed, line, beside):
    feed(line(photo=beside("a.jpg")))
    fed = feed(line(photo={"file": "a.jpg", "credit": "Нұрлан"}))
    assert fed.counts == {"unchanged": 1}
    photo = Photo.objects.get()
    assert (photo.is_legacy, photo.credit.source) == (False, "Нұрлан")


def test_same_picture_is_stored_once_and_same_credit_is_one(feed, line, beside):
    beside("a.jpg"), beside("b.jpg"), beside("c.jpg", "blue")
    feed(
        line(id=1, photo={"file": "a.jpg", "credit": "Aqorda.resmi"}),
        line(id=2, photo={"file": "b.jpg", "credit": "aqorda.resmi"}),
        line(id=3, photo={"file": "c.jpg", "credit": {"source": "Aqorda.resmi"}}),
    )
    assert Photo.objects.count() == 2
    assert PhotoCredit.objects.filter(source="Aqorda.resmi").count() == 1


@pytest.mark.parametrize("words", ["Оқырман суреті", "Сурет: жеке мұрағаттан"])
def test_ready_line_is_found_by_its_words(feed, line, beside, words):
    before = PhotoCredit.objects.count()
    feed(line(photo={"file": beside("a.jpg"), "credit": words}))
    assert Photo.objects.get().credit.line_kk == words
    assert PhotoCredit.objects.count() == before


@pytest.mark.parametrize(
    "file",
    [
        "../outside.jpg",
        "/etc/hostname",
        "none.jpg",
        "link.jpg",
        "fifo",
        ".",
        "broken.jpg",
        "x" * 999,
    ],
)
def test_photo_that_is_not_to_be_had_is_a_warning_and_the_story_comes_without(
    feed, line, tmp_path, picture, file
):
    (tmp_path.parent / "outside.jpg").write_bytes(picture())
    (tmp_path / "link.jpg").symlink_to(tmp_path.parent / "outside.jpg")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "broken.jpg").write_bytes(picture()[:500])
    fed = feed(line(photo={"file": file}))
    assert fed.counts == {"new": 1}
    assert "the story goes without it" in fed.warnings[0]
    assert Edition.objects.get().photo is None
    assert not Photo.objects.exists()


@pytest.mark.parametrize("said", [7, ["a.jpg"], {}, {"file": "a\0b"}, {"credit": 5, "file": "a"}])
def test_nonsense_about_a_photo_is_a_warning(feed, line, said):
    fed = feed(line(photo=said))
    assert (fed.counts, len(fed.warnings)) == ({"new": 1}, 1)


def test_photo_comes_from_an_address(feed, line, web):
    assert feed(line(id=1, photo=f"{web}/photo.jpg"), line(id=2, photo=f"{web}/moved")).said == []
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("path", ["/away", "/inside", "/page", "/endless"])
def test_address_without_a_photo_is_a_warning(feed, line, web, path, monkeypatch):
    monkeypatch.setattr("media.validators.MAX_BYTES", 100_000)
    fed = feed(line(photo={"url": f"{web}{path}"}))
    assert (fed.counts, len(fed.warnings)) == ({"new": 1}, 1)
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://127.0.0.1/x.jpg", "http://127.0.0.1:1/x.jpg", "http://["]
)
def test_only_the_web_is_asked(feed, line, url):
    fed = feed(line(photo={"url": url}))
    assert fed.counts == {"new": 1}
    assert fed.warnings


def test_slow_address_is_given_up(feed, line, web, monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", -1)
    assert "too long" in feed(line(photo=f"{web}/photo.jpg")).warnings[0]


def test_story_keeps_its_photo_when_the_file_is_away_later(feed, line, beside, tmp_path):
    feed(line(photo=beside("a.jpg")))
    (tmp_path / "a.jpg").unlink()
    fed = feed(line(photo="a.jpg"))
    assert (fed.counts, len(fed.warnings)) == ({"unchanged": 1}, 1)
    assert Edition.objects.get().photo is not None


def test_withdrawn_photo_does_not_come_back(feed, line, beside):
    feed(line(photo=beside("a.jpg")))
    Photo.objects.update(withdrawn_at=timezone.now())
    fed = feed(line(id=2, photo="a.jpg"))
    assert "withdrawn" in fed.warnings[0]
    assert Edition.objects.get(article__imported_id="2").photo is None


def test_refused_line_leaves_no_photo(feed, line, beside, monkeypatch):
    def refuse(*args, **kwargs):
        raise Refused("No.")

    monkeypatch.setattr(workflow, "admit", refuse)
    assert feed(line(photo=beside("a.jpg"))).counts == {"refused": 1}
    assert not Photo.objects.exists()
    assert not Article.objects.exists()


def test_photos_of_the_body_are_those_of_the_line_and_never_ours_by_number(
    feed, line, beside, photo
):
    beside("a.jpg"), beside("b.jpg", "blue")
    body = (
        f'<p>Бір</p><figure data-photo="1"><figcaption>А</figcaption></figure>'
        f'<figure data-photo="{photo.pk}9"></figure><figure data-photo="2"></figure><p>Екі</p>'
    )
    told = line(body=body, photos=[{"ref": 1, "file": "a.jpg"}, {"ref": "2", "file": "b.jpg"}])
    fed = feed(told)
    assert len(fed.warnings) == 1
    a, b = Photo.objects.exclude(pk=photo.pk).order_by("pk")
    assert Edition.objects.get().text.body == (
        f'<p>Бір</p><figure data-photo="{a.pk}"><figcaption>А</figcaption></figure>'
        f'<figure data-photo="{b.pk}"></figure><p>Екі</p>'
    )
    assert feed(told).counts == {"unchanged": 1}


def test_a_gallery_loses_the_photos_that_a_line_does_not_tell_of(feed, line, beside):
    beside("a.jpg"), beside("b.jpg", "blue")
    figures = "".join(f'<figure data-photo="{n}"></figure>' for n in (1, 2, 3))
    body = f'<p>Бір</p><figure data-gallery="">{figures}</figure>'
    photos = [{"ref": 1, "file": "a.jpg"}, {"ref": 3, "file": "b.jpg"}]
    assert len(feed(line(id=1, body=body, photos=photos)).warnings) == 1
    a, b = Photo.objects.order_by("pk")
    assert Edition.objects.get().text.body == (
        f'<p>Бір</p><figure data-gallery=""><figure data-photo="{a.pk}"></figure>'
        f'<figure data-photo="{b.pk}"></figure></figure>'
    )
    # Both numbers are one photo: it stands once, so it is no gallery.
    feed(line(id=2, body=body, photos=[{"ref": n, "file": "a.jpg"} for n in (1, 3)]))
    two = Edition.objects.get(article__imported_id="2").text.body
    assert two == f'<p>Бір</p><figure data-photo="{a.pk}"></figure>'


def test_dry_run_takes_no_photo(feed, line, beside):
    beside("a.jpg")
    fed = feed(line(id=1, photo="a.jpg"), line(id=2, photo="away.jpg"), dry_run=True)
    assert (fed.counts, len(fed.warnings)) == ({"new": 2}, 1)
    assert not Photo.objects.exists()


def test_a_credit_of_nothing_names_nobody():
    before = PhotoCredit.objects.count()
    names = Names()
    assert names.credit({"photographer": "\u200b", "source": " \u2060"}) is None
    assert names.credit({"source": "Ақорда\u200b"}) == names.credit({"source": "Ақорда"})
    assert PhotoCredit.objects.count() == before + 1


def test_a_photo_with_a_credit_and_an_alt_text_of_nothing_is_a_debt(feed, line, beside):
    words = {"credit": {"photographer": "\u3164"}, "alt": "\u2800"}
    feed(line(photo={"file": beside("a.jpg")} | words))
    photo = Photo.objects.get()
    assert (photo.is_legacy, photo.credit, photo.alt_text) == (True, None, "")
    # Nor does such a line settle the debt later.
    feed(line(headline="Басқа тақырып", photo={"file": "a.jpg"} | words))
    photo.refresh_from_db()
    assert (photo.is_legacy, photo.credit) == (True, None)
