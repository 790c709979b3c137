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
