"""The search page: words marked, filters kept, bad questions ordinary, nothing hidden told."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import lexicon
from articles.models import Article, House, Region

pytestmark = pytest.mark.django_db


def page(client, address="/search/", **asked):
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


def shown(html):
    return [int(pk) for pk in re.findall(r'<h2><a href="/news/(\d+)-', html)]


def test_answers_are_shown_with_their_words_marked(client, now, publish):
    edition = publish("Су қоймасы <салынды>", body="<p>Ауылдағы су қоймасының жобасы & бағасы</p>")
    html = page(client, q="қойма")
    assert shown(html) == [edition.article_id]
    assert "Су <mark>қоймасы</mark> &lt;салынды&gt;" in html
    assert "<mark>қоймасының</mark> жобасы &amp; бағасы" in html
    assert 'value="қойма"' in html


def test_a_long_text_is_shown_where_it_matches(client, now, publish):
    publish("А", body=f"<p>{'басқа сөз ' * 90}бұлақ {'тағы сөз ' * 90}</p>")
    html = page(client, q="бұлақтың")
    (passage,) = re.findall(r'<p class="passage">(.*?)</p>', html)
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "<mark>бұлақ</mark>" in passage
    assert len(passage) < 300


def test_the_page_is_for_readers_not_for_machines(client, now, publish):
    html = page(client, q="су")
    assert '<meta name="robots" content="noindex, follow">' in html
    assert 'rel="canonical"' not in html


def test_every_page_leads_to_the_search(client, now, publish):
    assert 'href="/search/"' in page(client, "/")
    assert 'href="/ru/search/"' in page(client, "/ru/")


def test_filters_are_kept_on_the_way(client, now, publish, sections):
    region = Region.objects.filter(parent=None).first()
    for n in range(25):
        publish(f"Ойын {n}", category=sections["sport"], region=region)
    asked = {"q": "ойын", "section": "sport", "region": region.slug, "since": "2026-01-01"}
    html = page(client, **asked)
    assert len(shown(html)) == 20
    following = re.search(r'rel="next" href="([^"]+)"', html)[1].replace("&amp;", "&")
    for name, value in asked.items():
        assert f'value="{value}"' in html, name
        if name != "q":
            assert f"{name}={value}" in following
    rest = client.get(following).content.decode()
    assert len(shown(rest)) == 5
    assert not set(shown(rest)) & set(shown(html))


def test_days_are_those_of_the_newsroom_and_the_last_one_counts(client, now, publish):
    publish("Ойын", hours=-13 + 24 * -3)  # 05:00 of 26 July in the newsroom
    for since, until, is_found in (
        ("2026-07-26", "2026-07-26", True),
        ("2026-07-27", "", False),
        ("", "2026-07-25", False),
    ):
        assert bool(shown(page(client, q="ойын", since=since, until=until))) is is_found


def test_nothing_found_says_so_and_offers_to_search_everywhere(client, now, publish, sections):
    publish("Ойын", category=sections["qogam"])
    html = page(client, q="ойын", section="sport")
    assert shown(html) == []
    assert '<div class="nothing">' in html
    assert "ойын" in html.split('<div class="nothing">')[1]
    assert f'<a href="/search/?q={quote("ойын")}">' in html


@pytest.mark.parametrize(
    "text",
    ["", " ", "а", "ә" * 10_000, "🙂🙂", "\x00", "су\x00", '"', '"су', "«", "-", "--", "- -су",
     "су & !қойма | (", "'; DROP TABLE", "NEAR(су қойма)", "terms:су", "су*", "^су", "%", "_",
     "су:A <-> қойма", "\\", "\u202e\u200b", "ٴسۋ", "<script>alert(1)</script>"],
)  # fmt: skip
def test_whatever_is_asked_is_an_ordinary_page(client, now, publish, text):
    publish("Су қоймасы")
    html = page(client, q=text)
    assert "<script>" not in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%ED%A0%80", "q=%FF%FE", "q=су&before=x", "q=су&before=-99999999999999999-1",
        "q=су&before=99999999999999999-1", "q=су&section=%00", "q=су&region=nowhere",
        "q=су&since=0001-01-01&until=9999-12-31", "q=су&since=2026-13-40", "q=су&since=w",
        "q=су&q=қойма", "section=qogam", "q[]=су", "q=" + "%D1%81%D1%83+" * 400,
    ],
)  # fmt: skip
def test_a_broken_address_is_an_ordinary_page(client, now, publish, query):
    publish("Су қоймасы")
    assert client.get(f"/search/?{query}").status_code == 200


def test_other_verbs_are_refused(client, db):
    assert client.post("/search/", {"q": "су"}).status_code == 405


def test_a_language_the_house_does_not_have_has_no_search(client, house, now):
    House.objects.update(has_english=False)
    assert client.get("/en/search/", {"q": "x"}).status_code == 404
    assert client.get("/ru/search/", {"q": "x"}).status_code == 200


def test_a_page_of_answers_takes_a_few_queries(client, now, publish, sections, picture):
    for n in range(30):
        publish(f"Ойын {n}", category=sections["sport"], photo=picture(f"p{n}"))
    client.get("/search/", {"q": "ойын"})
    with CaptureQueriesContext(connection) as asked:
        page(client, q="ойын")
    # PostgreSQL opens a transaction, and looks at ever longer times until a page is full.
    assert len(asked) <= (9 if connection.vendor == "sqlite" else 14)


# --- Did you mean -------------------------------------------------------------------------


def test_a_slip_is_answered_by_what_was_probably_meant(client, now, publish):
    for n in range(3):
        publish(f"Мектеп {n}")
    lexicon.learn()
    html = page(client, q="мектпе")
    assert shown(html) == []
    assert f'<a class="other" href="/search/?q={quote("мектеп")}">мектеп</a>' in html


def test_a_question_put_right_keeps_its_minus_and_its_phrase(client, now, publish):
    for n in range(3):
        publish(f"Мектеп {n} ашылды")
    lexicon.learn()
    html = page(client, q="мектпе -жабылды")
    assert ">мектеп -жабылды</a>" in html


def test_a_keyboard_left_in_latin_is_understood(client, now, publish):
    for n in range(3):
        publish(f"Астана {n}")
    lexicon.learn()
    assert ">Астана</a>" in page(client, q="Fcnfyf")


def test_nothing_is_suggested_that_only_hidden_stories_hold(client, now, publish, journalist):
    publish("Құпиясөз", hours=5)
    publish("Құпиясөз", hours=-5, until=-1, ended_as="held")
    Article.objects.create(headline="Құпиясөз", version=1, owner=journalist)
    lexicon.learn()
    html = page(client, q="құпиясөс")
    assert "Құпиясөз" not in html
    assert 'class="other"' not in html
