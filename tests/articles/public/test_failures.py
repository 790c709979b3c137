"""What readers get when something fails: a page in their language, never a trace."""

import pytest
from django.db import InterfaceError, OperationalError

from articles.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch, client):
    """Return a breaker: every list then meets this error."""
    client.raise_request_exception = False

    def breaks(error):
        def visible(*_args, **_kwargs):
            raise error

        monkeypatch.setattr(Edition.objects, "visible", visible)

    return breaks


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize(
    ("page", "words"), [("/latest/", "Сайт қазір"), ("/ru/latest/", "Сайт сейчас")]
)
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(
    client, house, broken, error, page, words
):
    broken(error)
    answer = client.get(page)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert words in answer.content.decode()


def test_any_other_failure_is_a_500_without_a_trace(client, house, broken):
    broken(ValueError("secret"))
    answer = client.get("/latest/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "secret" not in answer.content.decode()
    assert "Қате шықты" in answer.content.decode()


@pytest.mark.parametrize("verb", ["OPTIONS", "GET", "POST"])
def test_a_path_that_is_none_is_refused(client, house, verb):
    answer = client.generic(verb, "/", PATH_INFO="*")
    assert answer.status_code in (400, 404, 405)


def test_a_reader_who_is_not_understood_stays_among_readers(client, now, house, publish):
    edition = publish("Су келді")
    cut_short = client.generic(
        "POST", f"/news/{edition.article_id}/note/", b"xx", "multipart/form-data"
    )
    elsewhere = client.get("/latest/", HTTP_HOST="other.example")
    for answer in (cut_short, elsewhere):
        assert answer.status_code == 400
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        page = answer.content.decode()
        assert "Түсініксіз сұрау" in page and "Дала-Ақпарат" in page
        assert "/admin/" not in page and "desk" not in page


def test_a_foreign_host_is_one_line_of_the_log(client, house, caplog):
    client.get("/latest/", HTTP_HOST="other.example")
    (told,) = [each for each in caplog.records if each.name == "django.security.DisallowedHost"]
    assert told.exc_info is None
