"""Pages in three scripts: one address each, linked to each other, remembered nowhere."""

import re

import pytest

from articles.models import House

pytestmark = pytest.mark.django_db
CYRILLIC = re.compile("[\u0400-\u04ff]+")


@pytest.fixture
def scripts(house):
    House.objects.update(has_latin_script=True, has_arabic_script=True)


def body(response):
    return response.content.decode()


def visible(html):
    html = re.sub(r"<(style|script)\b.*?</\1>|<!--.*?-->", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "\n", html)


@pytest.mark.parametrize(("prefix", "tag"), [("/latyn", "kk-Latn"), ("/tote", "kk-Arab")])
def test_every_page_is_there_in_the_script(
    client, scripts, now, publish, sections, prefix, tag, picture
):
    edition = publish("Жаңа мектеп ашылды", lead="Қуаныш", category=sections["sport"],
                      tags=["Білім"], photo=picture())  # fmt: skip
    story = f"/news/{edition.article_id}-{edition.slug}/"
    for path in ("/", "/latest/", "/section/sport/", "/tag/bilim/", "/search/?q=мектеп",
                 "/imprint/", story):  # fmt: skip
        response = client.get(prefix + path)
        html = body(response)
        assert response.status_code == 200, path
        assert response.headers["Content-Language"] == tag
        assert f'<html lang="{tag}"' in html
        assert ('dir="rtl"' in html) is (tag == "kk-Arab")
        rest = re.sub(r'<nav class="tongues.*?</nav>', "", html, flags=re.DOTALL)
        assert CYRILLIC.findall(visible(rest)) == [], path
        links = re.findall(r'<a[^>]*href="(/[^"]*)"', rest)
        assert links
        assert all(link.startswith(f"{prefix}/") for link in links), path


def test_the_words_and_their_credit_are_the_same_story(client, scripts, now, publish, picture):
    edition = publish("Ақпан айы", photo=picture())
    html = body(client.get(f"/latyn/news/{edition.article_id}-{edition.slug}/"))
    assert "<h1>Aqpan aıy</h1>" in html
    assert "Sýret: Aqorda.resmi" in html
    assert 'alt="Зал"' in html
    assert ">29 shilde, 17:00</time>" in html
    assert 'datetime="2026-07-29T17:00:00+05:00"' in html


def test_the_scripts_are_linked_to_each_other_and_each_is_its_own(client, scripts, now, publish):
    edition = publish("Мектеп")
    path = f"/news/{edition.article_id}-{edition.slug}/"
    forms = {"kk-Cyrl": path, "kk-Latn": f"/latyn{path}", "kk-Arab": f"/tote{path}"}
    for tag, own in forms.items():
        html = body(client.get(own))
        told = dict(
            re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="[^/]+//[^/]+([^"]+)"', html)
        )
        assert told == forms | {"x-default": path}
        assert re.search(rf'<link rel="canonical" href="[^/]+//[^/]+{own}">', html)
        switch = re.findall(
            r'<a rel="alternate" href="([^"]+)" lang="\S+" hreflang="(\S+)"( aria-current="true")?',
            html.partition('class="tongues writings"')[2].partition("</nav>")[0],
        )
        # Its default script is left out of a language's tag (IANA); search engines are told it.
        names = {each if each != "kk" else "kk-Cyrl": way for way, each, _current in switch}
        assert names == forms
        assert [each for _way, each, current in switch if current] == [tag.removesuffix("-Cyrl")]
        assert "Set-Cookie" not in client.get(own).headers


def test_a_house_without_the_script_has_no_such_pages_and_no_link(client, house, now, publish):
    edition = publish("Мектеп")
    for path in ("/", f"/news/{edition.article_id}-{edition.slug}/"):
        assert client.get(f"/latyn{path}").status_code == 404
        assert "latyn" not in body(client.get(path))


def test_each_script_has_its_own_switch(client, house, now, publish):
    House.objects.update(has_latin_script=True)
    assert client.get("/latyn/").status_code == 200
    assert client.get("/tote/").status_code == 404
    assert "/tote/" not in body(client.get("/"))


@pytest.mark.parametrize(
    "path",
    ["/latyn/ru/", "/latyn/en/latest/", "/latyn/latyn/", "/tote/latyn/", "/latyn/admin/",
     "/latyn/accounts/login/", "/latyn/photos/a.webp", "/latyn/static/icon.svg", "/LATYN/",
     "/latynx/", "/latyn//"],
)  # fmt: skip
def test_what_is_no_kazakh_page_has_no_other_script(client, scripts, now, path):
    assert client.get(path).status_code == 404


def test_a_wrong_slug_leads_on_within_the_script(client, scripts, now, publish):
    edition = publish("Мектеп")
    response = client.get(f"/latyn/news/{edition.article_id}-x/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/latyn/news/{edition.article_id}-mektep/"
    assert client.get("/latyn/latest").headers["Location"] == "/latyn/latest/"


def test_a_story_in_russian_is_read_at_its_own_address(client, scripts, now, publish, settings):
    edition = publish("Школа", language="ru")
    response = client.get(f"/latyn/news/{edition.article_id}-{edition.slug}/")
    assert response.status_code == 301
    where = f"{settings.SITE_URL}/news/{edition.article_id}-{edition.slug}/"
    assert response.headers["Location"] == where


def test_russian_pages_offer_no_scripts_of_their_own(client, scripts, now, publish):
    html = body(client.get("/ru/"))
    assert 'class="tongues writings"' not in html
    assert 'hreflang="kk-Latn"' in html


def test_nothing_there_and_taken_back_are_said_in_the_script(client, scripts, now, publish):
    gone = publish("Мектеп", hours=-5, until=-1, ended_as="killed")
    for path, status in (("/latyn/jok/", 404), (f"/latyn/news/{gone.article_id}-x/", 410)):
        response = client.get(path)
        assert response.status_code == status
        assert '<html lang="kk-Latn"' in body(response)
        rest = re.sub(r'<nav class="tongues.*?</nav>', "", body(response), flags=re.DOTALL)
        assert CYRILLIC.findall(visible(rest)) == []
    assert client.get(f"/latyn/news/{gone.article_id}-x/").content.count(b"410") == 0


def test_the_alphabet_is_a_setting(client, scripts, now, publish, settings):
    settings.KAZAKH_LATIN = "2021"
    publish("Шілде")
    assert ">Şılde</a>" in body(client.get("/latyn/latest/"))


def test_the_search_takes_latin_and_arabic_letters(client, scripts, now, publish):
    publish("Жаңа мектептер ашылды")
    assert "<mark>mektepter</mark>" in body(client.get("/latyn/search/", {"q": "mektep"}))
    assert "<mark>مەكتەپتەر</mark>" in body(client.get("/tote/search/", {"q": "مەكتەپ"}))


def test_other_verbs_and_broken_addresses_are_answered_as_elsewhere(client, scripts, now):
    assert client.post("/latyn/").status_code == 405
    assert client.head("/latyn/").status_code == 200
    assert client.get("/latyn/latest/?before=x&y=%00").status_code == 200


def test_numbers_are_read_from_their_beginning_on_a_page_from_the_right(
    client, now, house, publish, address
):
    House.objects.update(has_arabic_script=True, phone="+7 (72533) 7-00-00")
    edition = publish(body="<p>Байланыс: 8 (72533) 7-00-00, 12+, 5 000 теңге.</p>", age_mark=12)
    page = client.get(f"/tote{address(edition)}").content.decode()
    assert "\u20668 (72533) 7-00-00\u2069" in page
    assert "\u20665 000\u2069" in page
    assert '<bdi dir="ltr">+7 (72533) 7-00-00</bdi>' in re.sub("[\u2066\u2069]", "", page)
    assert '<bdi dir="ltr">12+</bdi>' in re.sub("[\u2066\u2069]", "", page)
    assert "\u2066" not in client.get(address(edition)).content.decode()


def test_a_script_without_its_stroke_leads_to_its_front_page(client, house):
    assert client.get("/tote").status_code == 404
    House.objects.update(has_arabic_script=True)
    answer = client.get("/tote")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/tote/")
    answer = client.get("/tote/search")
    assert answer.headers["Content-Language"] == "kk-Arab"


def test_a_later_page_of_a_list_is_the_same_page_in_another_script(client, scripts, now, publish):
    for number in range(25):
        publish(f"Жаңалық {number}")
    onward = re.search(r'rel="next" href="([^"]+)"', body(client.get("/latest/")))[1]
    html = body(client.get(onward))
    assert f'href="/latyn{onward}"' in html
    # It is no form of the first page, so search engines are told of none.
    assert 'rel="alternate" hreflang' not in html
    assert 'href="/ru/latest/"' in html
    assert client.get(f"/latyn{onward}").status_code == 200
