"""The page of corrections: what was wrong, said in public."""

import re
from datetime import timedelta

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(publish):
    """Return a maker of stories corrected so many hours ago."""

    def make(headline, hours, kind="correction", note="Қате кетті."):
        first = publish(headline, hours=-48, until=hours, ended_as="superseded")
        edition = publish(
            article=first.article, hours=hours, published=-48, correction=(kind, note)
        )
        if kind != "minor":
            edition.corrected_at = edition.visible_from
            edition.save(update_fields=["corrected_at"])
        return edition

    return make


def test_what_was_corrected_stands_latest_first_with_its_sentence(client, now, corrected, publish):
    corrected("Бірінші", -10, note="Күні қате жазылған.")
    corrected("Екінші", -5, kind="refutation", note="Сот шешімі бойынша.")
    corrected("Үтір", -3, kind="minor", note="үтір")
    publish("Түзетілмеген")
    page = client.get("/corrections/").content.decode()
    assert re.findall(r"<h2><a [^>]+>([^<]+)</a>", page) == ["Екінші", "Бірінші"]
    assert "Күні қате жазылған." in page
    assert "Теріске шығару" in page
    assert "үтір" not in page


def test_a_story_that_was_killed_or_is_to_come_is_not_on_the_page(client, now, corrected):
    edition = corrected("Алынған", -10)
    edition.visible_until, edition.ended_as = now.moment, "killed"
    edition.save()
    assert "Алынған" not in client.get("/corrections/").content.decode()


def test_a_long_list_goes_on_by_its_key(client, now, corrected):
    for number in range(23):
        corrected(f"Түзетілді {number}", -5)
    page = client.get("/corrections/").content.decode()
    onward = re.search(r'rel="next" href="(/corrections/\?before=[^"]+)"', page)[1]
    first = re.findall(r"<h2><a [^>]+>([^<]+)</a>", page)
    rest = re.findall(r"<h2><a [^>]+>([^<]+)</a>", client.get(onward).content.decode())
    assert (len(first), len(rest)) == (20, 3)
    assert not set(first) & set(rest)


@pytest.mark.parametrize("end", ["rss", "atom", "json"])
def test_the_corrections_are_a_feed_too(client, now, corrected, end):
    corrected("Түзетілген материал", -5)
    answer = client.get(f"/corrections/feed.{end}")
    assert answer.status_code == 200
    assert "Түзетілген материал" in answer.content.decode()


def test_the_feed_says_what_was_corrected_though_a_comma_was_mended_since(
    client, now, corrected, publish
):
    edition = corrected("Түзетілген", -10, note="Күні қате жазылған.")
    edition.visible_until, edition.ended_as = now.moment - timedelta(hours=2), "superseded"
    edition.save()
    later = publish(article=edition.article, hours=-2, published=-48, correction=("minor", "үтір"))
    later.corrected_at = edition.corrected_at
    later.save(update_fields=["corrected_at"])
    item = client.get("/corrections/feed.json").json()["items"][0]
    assert "Түзету:</strong> Күні қате жазылған." in item["content_html"]
    assert "үтір" not in item["content_html"]
