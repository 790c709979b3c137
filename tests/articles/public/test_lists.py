"""Lists: newest first, each story once, in a constant number of short queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Author, Region, Topic

pytestmark = pytest.mark.django_db


def walk(client, page):
    """Follow the link to earlier stories to the end; return the ids as they came."""
    ids = []
    for _each in range(20):
        html = client.get(page).content.decode()
        rows = html.split('<div class="rows">')[1].split("</main>")[0]
        ids += [int(pk) for pk in re.findall(r'href="/news/(\d+)-', rows)]
        following = re.search(r'rel="next" href="([^"]+)"', html)
        if not following:
            return ids
        page = following[1].replace("&amp;", "&")
    raise AssertionError("the list has no end")


def test_every_story_is_met_once_though_many_have_one_moment(client, now, publish, sections):
    author = Author.objects.create(name="А", slug="a")
    topic = Topic.objects.create(slug="t", name_kk="Т")
    region = Region.objects.filter(parent=None).first()
    made = [
        publish(f"Жаңалық {n}", hours=-5 if n < 45 else -4, tags=["су"], region=region,
                authors=[(author, "author"), (author, "editor")], topics=[topic],
                category=sections["sport"])
        for n in range(52)
    ]  # fmt: skip
    expected = [e.article_id for e in sorted(
        made, key=lambda e: (e.published_at, e.article_id), reverse=True
    )]  # fmt: skip
    for page in ("/latest/", "/section/sport/", f"/region/{region.slug}/", "/tag/su/",
                 "/author/a/", "/topic/t/"):  # fmt: skip
        assert walk(client, page) == expected


def test_a_list_of_exactly_one_page_has_no_second(client, now, publish):
    for n in range(20):
        publish(f"Жаңалық {n}")
    assert 'rel="next"' not in client.get("/latest/").content.decode()
    publish("Тағы біреу")
    assert 'rel="next"' in client.get("/latest/").content.decode()


def test_a_corrected_old_story_does_not_return_to_the_top(client, now, publish):
    old = publish("Ескі", hours=-48, until=-1, ended_as="superseded")
    publish("Жаңа", hours=-24)
    publish(article=old.article, hours=-1, published=-48)
    page = client.get("/latest/").content.decode()
    assert page.index("Жаңа</a>") < page.index("Ескі</a>")


def test_lists_cost_a_constant_number_of_queries_and_read_no_text(
    client, now, publish, sections, picture, house
):
    author = Author.objects.create(name="А", slug="a", portrait=picture("p9"))
    topic = Topic.objects.create(slug="t", name_kk="Т")
    district = Region.objects.exclude(parent=None).select_related("parent").first()

    def fill(number, start):
        for n in range(start, start + number):
            publish(f"Жаңалық {n}", tags=["су"], region=district, topics=[topic],
                    authors=[(author, "author")], category=sections["futbol"],
                    photo=picture(f"{n:02}x"), hours=-1 - n)  # fmt: skip

    pages = ["/", "/latest/", "/section/sport/", "/section/futbol/",
             f"/region/{district.parent.slug}/", f"/region/{district.parent.slug}/{district.slug}/",
             "/tag/su/", "/author/a/", "/topic/t/"]  # fmt: skip
    counted = []
    fill(2, 0)
    for start in (2, 30):
        counted.append([])
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counted[-1].append(len(queries))
            assert not any("articles_editiontext" in query["sql"] for query in queries)
            assert not any("COUNT(" in query["sql"] for query in queries)
            assert not any("OFFSET" in query["sql"] for query in queries)
        fill(28, start)
    assert counted[0] == counted[1]
    # The front page also asks for its layout, its banners and the most read.
    assert counted[0][0] <= 8
    # Other lists ask in which languages they are empty.
    assert max(counted[0][1:]) <= 7


def test_paid_words_are_labelled_and_never_lead(client, now, publish, picture):
    publish("Жаңалық", hours=-2, photo=picture("n1"))
    publish("Сатылған сөз", commercial="advertising", photo=picture("n2"))
    page = client.get("/").content.decode()
    lead = page.split('class="story lead"')[1].split("</article>")[0]
    assert "Жаңалық" in lead
    assert 'class="paid"' in client.get("/latest/").content.decode()


def test_an_empty_newsroom_has_a_front_page(client, db):
    for page in ("/", "/latest/", "/ru/", "/imprint/"):
        assert client.get(page).status_code == 200


def test_past_the_end_of_a_list_there_is_no_more(client, now, publish, house):
    publish("Су келді")
    page = client.get("/latest/?before=-62135596800000000-1").content.decode()
    assert "Басқа материал жоқ" in page
    assert "ештеңе жарияланған жоқ" not in page
