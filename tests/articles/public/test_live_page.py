"""A live story as readers follow it."""

import json
import re

import pytest

from articles import live
from articles.entries import anchor

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(now, publish, editor):
    edition = publish("Сайлау күні")
    live.open_live(edition.article, by=editor)
    return edition


def entries(html):
    return re.findall(r'<li id="(e\d+)"', html)


def test_entries_stand_on_the_page_newest_first_and_are_told_to_machines(
    client, now, story, editor, address
):
    first = live.post(story.article, by=editor, text="Учаскелер ашылды", headline="Басталды")
    now.move(minutes=10)
    second = live.post(story.article, by=editor, text="Кешкі есеп", is_key=True)
    html = client.get(address(story)).content.decode()
    assert entries(html) == [anchor(second), anchor(first)]
    assert f'data-live="/news/{story.article_id}/entries/"' in html
    told = json.loads(re.search(r'ld\+json">([^<]+)<', html)[1])
    assert told["@type"] == "LiveBlogPosting"
    assert told["coverageStartTime"] == "2026-07-29T18:00:00+05:00"
    assert "coverageEndTime" not in told
    assert told["dateModified"] == "2026-07-29T18:10:00+05:00"
    assert [each["articleBody"] for each in told["liveBlogUpdate"]] == [
        "Кешкі есеп", "Учаскелер ашылды",
    ]  # fmt: skip
    assert told["liveBlogUpdate"][0]["url"].endswith(f"#{anchor(second)}")


def test_the_page_asks_for_the_entries_alone_and_again_only_when_they_changed(
    client, now, story, editor
):
    way = f"/news/{story.article_id}/entries/"
    entry = live.post(story.article, by=editor, text="Бір")
    answer = client.get(way)
    assert entries(answer.content.decode()) == [anchor(entry)]
    again = client.get(way, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    now.move(minutes=1)
    live.mend(entry, by=editor, text="Екі")
    changed = client.get(way, headers={"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200
    assert "<p>Екі</p>" in changed.content.decode()
    assert "<p>Бір</p>" not in changed.content.decode()


def test_a_story_that_is_over_says_so_and_asks_for_nothing_more(
    client, now, story, editor, address
):
    live.post(story.article, by=editor, text="Бір")
    now.move(hours=2)
    live.close_live(story.article, by=editor)
    html = client.get(address(story)).content.decode()
    assert "data-live=" not in html
    assert "Қалай өтті" in html
    assert '"coverageEndTime": "2026-07-29T20:00:00+05:00"' in html
    assert "data-over" in client.get(f"/news/{story.article_id}/entries/").content.decode()


def test_older_entries_stand_behind_a_link(client, now, story, editor, address, monkeypatch):
    monkeypatch.setattr("articles.entries.LENGTH", 3)
    made = []
    for number in range(5):
        now.move(seconds=1)
        made.append(live.post(story.article, by=editor, text=f"Жазба {number}"))
    html = client.get(address(story)).content.decode()
    assert entries(html) == [anchor(entry) for entry in made[:1:-1]]
    onward = re.search(r'href="([^"]+\?before=\d+)"', html)[1]
    rest = client.get(onward).content.decode()
    assert entries(rest) == [anchor(entry) for entry in made[1::-1]]
    assert "data-live=" not in rest
    assert "ld+json" not in rest
    assert client.get(f"{address(story)}?before=99999999999999999999").status_code == 200


def test_entries_are_gone_with_their_story(client, now, story, editor):
    live.post(story.article, by=editor, text="Бір")
    way = f"/news/{story.article_id}/entries/"
    story.visible_until, story.ended_as = now.moment, "held"
    story.save()
    assert client.get(way).status_code == 404
    story.ended_as = "killed"
    story.save()
    assert client.get(way).status_code == 410


def test_entries_are_written_in_the_script_of_their_page(client, now, house, story, editor):
    house.has_latin_script = True
    house.save()
    live.post(story.article, by=editor, text="Учаскелер ашылды")
    answer = client.get(f"/latyn/news/{story.article_id}/entries/").content.decode()
    assert "ashyldy" in answer
    page = client.get(f"/latyn/news/{story.article_id}-{story.slug}/").content.decode()
    assert f'data-live="/latyn/news/{story.article_id}/entries/"' in page


def test_the_photo_of_an_entry_bears_its_credit(client, now, story, editor, address, picture):
    live.post(story.article, by=editor, photo=picture())
    html = client.get(address(story)).content.decode()
    assert "Сурет: Aqorda.resmi" in html.split('class="entries"')[1]


def test_films_in_entries_may_be_opened_and_those_still_to_come_too(
    client, now, story, editor, address
):
    answer = client.get(address(story))
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-src" in policy
    assert "https://t.me" in policy
    live.post(story.article, by=editor, text="https://youtu.be/dQw4w9WgXcQ")
    assert "figure[data-frame]" in client.get(address(story)).content.decode()
    live.close_live(story.article, by=editor)
    policy = client.get(address(story)).headers["Content-Security-Policy"]
    assert "https://www.youtube-nocookie.com" in policy
    assert "https://t.me" not in policy


def test_feeds_and_sitemaps_carry_the_entries_and_the_moment_of_the_last(
    client, now, story, editor
):
    live.post(story.article, by=editor, text="Учаскелер ашылды", headline="Басталды")
    now.move(minutes=30)
    live.post(story.article, by=editor, text="Кешкі есеп\nhttps://t.me/qaznews/1")
    item = client.get("/feed.json").json()["items"][0]
    html = item["content_html"]
    assert html.index("Кешкі есеп") < html.index("Учаскелер ашылды")
    assert "Басталды" in html
    assert "data-frame" not in html
    assert item["date_modified"] == "2026-07-29T13:30:00+00:00"
    assert "Кешкі есеп" in client.get("/feed.rss").content.decode()
    assert (
        "<lastmod>2026-07-29T18:30:00+05:00" in client.get("/sitemap-2026-07.xml").content.decode()
    )
    page = client.get(f"/news/{story.article_id}-{story.slug}/").content.decode()
    assert 'article:modified_time" content="2026-07-29T13:30:00+00:00"' in page


def test_an_entry_keeps_its_address_however_many_follow(
    client, now, story, editor, address, monkeypatch
):
    monkeypatch.setattr("articles.entries.LENGTH", 2)
    for number in range(5):
        now.move(minutes=1)
        live.post(story.article, by=editor, text=f"Жазба {number}")
    page = client.get(address(story)).content.decode()
    (newest,) = re.findall(r'<p class="when"><a href="(\?before=\d+#e\d+)">', page)[:1]
    told = re.findall(r'"url": ?"[^"]*(\?before=\d+#e\d+)"', page)
    assert told[0] == newest
    for number in range(5, 9):
        now.move(minutes=1)
        live.post(story.article, by=editor, text=f"Жазба {number}")
    query, _, name = newest.partition("#")
    later = client.get(address(story) + query).content.decode()
    assert later.index(f'id="{name}"') < later.index("Жазба 4") < later.index("Жазба 3")
    assert "Жазба 5" not in later
    assert 'rel="canonical"' not in later
    for wild in ("999999999999999999", "1000000000000001"):
        assert client.get(f"{address(story)}?before={wild}").status_code == 200
