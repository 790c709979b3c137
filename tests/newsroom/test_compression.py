"""What is sent compressed, and what never is."""

import gzip

import pytest

pytestmark = pytest.mark.django_db
ASKED = {"Accept-Encoding": "br, gzip"}


@pytest.mark.parametrize(
    "path", ["/", "/latest/", "/feed.rss", "/feed.json", "/sitemap-2026-07.xml"]
)
def test_words_for_readers_are_sent_compressed_and_the_same_to_everyone(client, now, publish, path):
    for number in range(5):
        publish(f"Жаңалық {number}")
    plain = client.get(path)
    answer = client.get(path, headers=ASKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.content) == plain.content
    assert len(answer.content) < len(plain.content) / 1.5
    assert client.get(path, headers=ASKED).content == answer.content
    again = client.get(path, headers=ASKED | {"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_desk_is_never_compressed(client, editor):
    client.force_login(editor)
    assert "Content-Encoding" not in client.get("/admin/", headers=ASKED).headers
    assert "Content-Encoding" not in client.get("/accounts/login/", headers=ASKED).headers
