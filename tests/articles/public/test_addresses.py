"""Addresses: right ones answer, wrong ones lead on or end in an ordinary page, never in a 500."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Author, Category, House, Region, Tag, Topic

pytestmark = pytest.mark.django_db
ORDINARY = {200, 301, 400, 404, 405, 410}


def test_any_other_slug_leads_to_the_right_one_without_the_query(client, now, publish, address):
    edition = publish("Қазақ-Өзбек ынтымақтастығы")
    for wrong in (f"/news/{edition.article_id}/", f"/news/{edition.article_id}-/",
                  f"/news/{edition.article_id}-basqa/?x=1&utm_source=a"):  # fmt: skip
        answer = client.get(wrong)
        assert (answer.status_code, answer.headers["Location"]) == (301, address(edition))
    assert address(edition).endswith("-qazaq-ozbek-yntymaqtastygy/")
    assert client.get(address(edition) + "?utm_source=a").status_code == 200


def test_a_missing_slash_is_added(client, now, publish, address):
    edition = publish()
    assert client.get("/latest").headers["Location"] == "/latest/"
    assert client.get(address(edition)[:-1]).headers["Location"] == address(edition)
    assert client.get("/", PATH_INFO="//evil.example/latest").status_code == 404


def test_every_list_stands_in_three_languages():
    for name, names in (("front", {}), ("latest", {}), ("imprint", {}), ("tag", {"slug": "su"}),
                        ("district", {"slug": "abai", "district": "x"})):  # fmt: skip
        kazakh, russian, english = (
            reverse(name, kwargs={**names, "language": code}) for code in ("kk", "ru", "en")
        )
        assert russian == f"/ru{kazakh}"
        assert english == f"/en{kazakh}"


def test_lists_of_a_language_hold_its_stories_alone_in_its_interface(client, now, publish, house):
    publish("Қазақша жаңалық", tags=["су"])
    publish("Русская новость", language="ru", tags=["су"])
    for page in ("", "latest/", "tag/su/"):
        kazakh, russian = client.get(f"/{page}"), client.get(f"/ru/{page}")
        assert "Қазақша жаңалық" in kazakh.content.decode()
        assert "Русская новость" not in kazakh.content.decode()
        assert "Русская новость" in russian.content.decode()
        assert "Қазақша жаңалық" not in russian.content.decode()
        assert '<html lang="ru">' in russian.content.decode()
        assert russian.headers["Content-Language"] == "ru"
        assert f'href="/{page}"' in russian.content.decode()


def test_a_story_stands_in_its_own_language_at_one_address(client, now, publish, address, house):
    edition = publish("Русская новость", language="ru")
    answer = client.get(address(edition))
    assert '<html lang="ru">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "ru"
    assert client.get("/ru" + address(edition)).status_code == 404


def test_a_language_that_the_house_does_not_have_is_no_page(client, now, publish, house):
    publish("English story", language="en")
    House.objects.update(has_english=False)
    assert client.get("/en/").status_code == 404
    assert 'hreflang="en"' not in client.get("/").content.decode()


def test_a_merged_tag_leads_to_its_target_and_a_retired_one_still_answers(client, now, publish):
    publish("Су туралы", tags=["су"])
    water = Tag.objects.get()
    Tag.objects.create(name="ауыз су", slug="auyz-su", merged_into=water)
    answer = client.get("/ru/tag/auyz-su/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/ru/tag/su/")
    Tag.objects.filter(pk=water.pk).update(is_retired=True)
    assert "Су туралы" in client.get("/tag/su/").content.decode()


def test_a_retired_section_answers_and_leaves_the_menu(client, now, publish, sections):
    publish("Спорт жаңалығы", category=sections["futbol"])
    Category.objects.filter(slug__in=["sport", "futbol"]).update(is_retired=True)
    page = client.get("/section/sport/").content.decode()
    assert "Спорт жаңалығы" in page
    assert "/section/qogam/" in page
    assert 'href="/section/sport/"' not in client.get("/latest/").content.decode()


def test_an_oblast_has_the_stories_of_its_districts_and_lists_them(client, now, publish):
    district = Region.objects.exclude(parent=None).select_related("parent").first()
    publish("Аудан жаңалығы", region=district)
    oblast = client.get(f"/region/{district.parent.slug}/").content.decode()
    assert "Аудан жаңалығы" in oblast
    assert f"/region/{district.parent.slug}/{district.slug}/" in oblast
    other = Region.objects.filter(parent=None).exclude(pk=district.parent_id).first()
    assert "Аудан жаңалығы" not in client.get(f"/region/{other.slug}/").content.decode()
    assert client.get(f"/region/{other.slug}/{district.slug}/").status_code == 404


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options", "trace"])
def test_readers_give_no_other_verb(now, publish, address, verb):
    edition = publish()
    strict = Client(enforce_csrf_checks=True)
    for page in ("/", "/latest/", address(edition), "/nothing/", "/photos/x.webp"):
        answer = getattr(strict, verb)(page)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"


def test_head_gives_the_headers_of_get(client, now, publish, address):
    edition = publish()
    for page in ("/", address(edition), "/nothing/"):
        assert client.head(page).headers == client.get(page).headers
        assert client.head(page).content == b""


def test_a_page_sets_no_cookie_and_is_the_same_for_everyone(
    client, now, publish, address, house, person
):
    edition = publish()
    staff = Client(HTTP_ACCEPT_LANGUAGE="ru", HTTP_USER_AGENT="x")
    staff.force_login(person("editor"))
    for page in ("/", "/latest/", address(edition), "/imprint/", "/nothing/"):
        answer = client.get(page)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = staff.get(page)
        assert again.content == answer.content
        assert again.headers == answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/news/99999999999999999999999999-x/", "/news/0-x/", "/news/-1/", "/news/1-%00/",
        "/tag/%00/", "/tag/%F0%9F%98%80/", "/section/%D2%9B/", "/photos/%00", "/photos/../a",
        "/photos/" + "a" * 3000, "/" + "x" * 5000, "/%ff%fe/", "/a%0Ab/", "/region/a/b/c/",
        "/news/1-" + "a" * 4000 + "/", "/ru/news/1-x/", "/kk/", "/news/٣-x/", "/%5c%5cevil/",
    ],
)  # fmt: skip
def test_hostile_paths_end_in_an_ordinary_page(client, house, path):
    assert client.get(path).status_code in {404, 400}


@pytest.mark.parametrize(
    "before",
    ["", "x", "1", "1-", "-1", "--1-1", "99999999999999999-1", "-99999999999999999-1", "1e3-1",
     "1-0", "1-99999999999999999999", "\0", "٣-٣", "1-1-1", "' OR 1=1 --", "9" * 5000],
)  # fmt: skip
def test_a_key_that_is_none_of_ours_means_an_ordinary_page(client, now, publish, house, before):
    publish("Жаңалық бар")
    for page in ("/latest/", "/"):
        assert client.get(page, {"before": before}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.text(max_size=60),
    query=st.dictionaries(st.sampled_from(["before", "q", "page"]), st.text(max_size=40)),
)
def test_nothing_typed_into_the_address_bar_is_a_500(client, house, path, query):
    for prefix in ("/", "/news/1-", "/tag/", "/region/", "/photos/", "/ru/author/"):
        # As browsers send it: the test client itself falls over a lone bracket.
        sent = quote(path.encode("utf-8", "ignore"), safe="/")
        assert client.get(prefix + sent, query).status_code in ORDINARY


def test_a_flood_of_parameters_is_refused_not_failed(client, house):
    query = "&".join(f"a{n}=1" for n in range(3000))
    assert client.get(f"/latest/?{query}").status_code in {200, 400}


def test_an_author_and_a_topic_have_their_words(client, now, publish, picture, house):
    author = Author.objects.create(
        name="Айгүл", slug="aigul", biography="Он жыл тілші.", portrait=picture("p1")
    )
    topic = Topic.objects.create(slug="su", name_kk="Су", description_kk="Тасқын туралы.")
    publish("Оның жазғаны", authors=[(author, "author"), (author, "photographer")], topics=[topic])
    page = client.get("/author/aigul/").content.decode()
    assert "Он жыл тілші." in page
    assert "/photos/p1/" in page
    assert page.partition("<main")[2].count("Оның жазғаны") == 1
    assert "Тасқын туралы." in client.get("/topic/su/").content.decode()
    assert client.get("/ru/author/aigul/").status_code == 200
