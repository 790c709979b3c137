"""A charset in a header changes nothing that is read. Asked at WSGI, where it is taken away."""

import io
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ReaderNote
from newsroom.encoding import Utf8
from tests.wsgi import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(left_alone):
    """Ask Django through the wrapper: the status and the page."""
    application = Utf8(WSGIHandler())

    def put(path, query="", kind="", method="GET", body=b""):
        sent = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body))}
        sent["wsgi.input"] = io.BytesIO(body)
        answer = Answer(application, path, method, query, **sent)
        return answer.status, answer.body

    return put


CHARSETS = ["base64", "rot13", "utf-16", "koi8-r", "idna", "undefined", "\x00", ""]


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_question_is_read_as_always(ask, house, publish, charset):
    publish("Су келді")
    kind = f"text/plain; charset={charset}"
    for path, query in (("/latest/", "before=1"), ("/search/", f"q={quote('су')}")):
        assert ask(path, query, kind) == ask(path, query)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_is_read_as_always(ask, house, publish, charset):
    cache.clear()
    path = f"/news/{publish('Су келді').article_id}/note/"
    many = f"multipart/form-data; charset={charset}; boundary=x"
    body = '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nҚате бар\r\n--x--\r\n'
    assert ask(path, "", many, "POST", body.encode())[0] == 303
    one = f"application/x-www-form-urlencoded; charset={charset}"
    typed = f"words={quote('Тағы бір қате')}".encode()
    assert ask(path, "", one, "POST", typed)[0] == 303
    assert set(ReaderNote.objects.values_list("words", flat=True)) == {"Қате бар", "Тағы бір қате"}


@given(told=st.text(max_size=80))
def test_any_header_goes_on_without_its_charset(told):
    heard = []
    Utf8(lambda environ, _start: heard.append(environ["CONTENT_TYPE"]))(
        {"CONTENT_TYPE": f"text/plain; charset={told}"}, None
    )
    assert "charset" not in heard[0].lower() or "boundary" in heard[0]
