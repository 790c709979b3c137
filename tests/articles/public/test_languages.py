"""The same site in three languages: every page's ways to itself in the others, and its words."""

import re

import pytest

from articles.models import Author, House, Region, Role, Tag, Topic

NAMES = {
    "section/sport/": {"kk": "Спорт", "ru": "Спорт", "en": "Sport"},
    "region/turkistan/": {
        "kk": "Түркістан облысы", "ru": "Туркестанская область", "en": "Turkistan Region",
    },
    "region/turkistan/sairam/": {
        "kk": "Сайрам ауданы", "ru": "Сайрамский район", "en": "Sairam District",
    },
    "topic/su/": {"kk": "Су тасқыны", "ru": "Паводок", "en": "Floods"},
    "tag/su/": {"kk": "су", "ru": "су", "en": "су"},
    "author/polina/": {"kk": "Полина", "ru": "Полина", "en": "Полина"},
}  # fmt: skip
PAGES = ["", "latest/", "imprint/", "search/", *NAMES]
PREFIX = {"kk": "/", "ru": "/ru/", "en": "/en/"}
EMPTY = {
    "kk": "Мұнда әзірге ештеңе жарияланған жоқ.",
    "ru": "Здесь пока ничего не опубликовано.",
    "en": "Nothing has been published here yet.",
}


@pytest.fixture
def site(now, house, sections, publish):
    """A house with one Kazakh story that stands in every kind of list."""
    sections["sport"].name_en = "Sport"
    sections["sport"].save()
    Tag.objects.create(name="су", slug="su")
    topic = Topic.objects.create(name_kk="Су тасқыны", name_ru="Паводок", name_en="Floods",
                                 slug="su")  # fmt: skip
    region = Region.objects.get(slug="sairam", parent__slug="turkistan")
    author = Author.objects.create(name="Полина", slug="polina")
    return publish(
        "Өзен тасыды", tags=["су"], topics=[topic], authors=[(author, Role.AUTHOR)],
        category=sections["sport"], region=region,
    )  # fmt: skip


def ways(page):
    """Return where a page's language links and its alternates lead: (links, alternates)."""
    nav = re.search(r'<nav class="tongues".*?</nav>', page, re.S)[0]
    head = page.partition("</head>")[0]
    links = dict(re.findall(r'href="([^"]+)" lang="(\w+)"', nav))
    alternates = re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', head)
    return {code: where for where, code in links.items()}, dict(alternates)


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_itself_in_the_other_languages(
    client, site, publish, page, language, settings
):
    article = site.article
    for code in ("ru", "en"):
        people = [(each.author, each.role) for each in article.contributions.all()]
        publish(
            f"Story in {code}", language=code, tags=["су"], topics=article.topics.all(),
            authors=people, category=article.category, region=article.region,
        )  # fmt: skip
    answer = client.get(PREFIX[language] + page)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    text = answer.content.decode()
    assert f'<html lang="{language}">' in text
    links, alternates = ways(text)
    assert links == {code: prefix + page for code, prefix in PREFIX.items()}
    if page != "search/":
        assert alternates == {code: settings.SITE_URL + links[code] for code in links}
    if name := NAMES.get(page, {}).get(language):
        heading = re.sub("<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", text)[1])
        assert heading == name


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("page", ["", "latest/", *NAMES])
def test_a_list_that_is_empty_in_a_language_says_so_in_it(client, site, page, language):
    text = client.get(PREFIX[language] + page).content.decode()
    assert EMPTY[language] in text
    assert "Өзен тасыды" not in text


def test_a_storys_links_lead_to_its_translations_or_to_the_front_page(
    client, site, publish, address, settings
):
    russian = publish("Река вышла из берегов", language="ru", translation_of=site.article)
    links, alternates = ways(client.get(address(site)).content.decode())
    assert links == {"kk": address(site), "ru": address(russian), "en": "/en/"}
    assert alternates == {
        "kk": settings.SITE_URL + address(site), "ru": settings.SITE_URL + address(russian),
    }  # fmt: skip
    assert ways(client.get(address(russian)).content.decode()) == (links, alternates)


def test_two_translations_know_each_other(client, site, publish, address, settings):
    russian = publish("Река вышла из берегов", language="ru", translation_of=site.article)
    english = publish("River bursts its banks", language="en", translation_of=site.article)
    _links, alternates = ways(client.get(address(english)).content.decode())
    assert alternates["ru"] == settings.SITE_URL + address(russian)
    assert set(alternates) == {"kk", "ru", "en"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")],
)
@pytest.mark.parametrize("page", ["nowhere/", "section/none/", "region/none/", "tag/none/"])
def test_what_is_not_there_says_so_in_the_language_of_the_address(
    client, site, language, said, page
):
    answer = client.get(PREFIX[language] + page)
    assert answer.status_code == 404
    assert said in answer.content.decode()
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("language", PREFIX)
def test_a_killed_story_is_gone_in_its_own_language(client, site, publish, address, language):
    gone = publish("X y", language=language, hours=-3, until=-1, ended_as="killed")
    answer = client.get(address(gone))
    assert answer.status_code == 410
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()


def test_a_house_with_one_language_has_no_links_to_others(client, site):
    House.objects.update(has_russian=False, has_english=False)
    text = client.get("/latest/").content.decode()
    assert 'class="tongues"' not in text
    assert "hreflang" not in text
    assert client.get("/ru/latest/").status_code == 404


def test_an_alt_text_in_kazakh_says_so_on_a_page_in_another_language(client, now, publish, picture):
    photo = picture()
    for alt, said in (("Үлкен зал", 'alt="Үлкен зал" lang="kk"'), ("Hall", 'alt="Hall"')):
        photo.alt_text = alt
        photo.save()
        english = publish("In English", language="en", photo=photo)
        html = client.get(f"/news/{english.article_id}-{english.slug}/").content.decode()
        assert said in html
        assert ('lang="kk"' in html.split("<img")[1].split(">")[0]) == (alt != "Hall")
    photo.alt_text = "Үлкен зал"
    photo.save()
    kazakh = publish("Қазақша", photo=photo)
    html = client.get(f"/news/{kazakh.article_id}-{kazakh.slug}/").content.decode()
    assert 'alt="Үлкен зал" lang' not in html


def test_a_language_switched_off_is_no_part_of_the_site(client, site, publish, address):
    house = House.objects.get()
    own = publish("Су келді", slug="su")
    other = publish("Water came", language="en", translation_of=own.article)
    month = f"/sitemap-{own.published_at:%Y-%m}.xml"
    assert "In other languages" in client.get(address(other)).content.decode()
    house.has_english = False
    house.save()
    assert client.get(address(other)).status_code == 404
    assert client.get(f"/news/{other.article_id}/note/").status_code == 404
    page = client.get(address(own)).content.decode()
    assert address(other) not in page and "/en/" not in page
    for path in (month, "/news-sitemap.xml", "/sitemap-lists.xml"):
        told = client.get(path).content.decode()
        assert address(other) not in told and "/en/" not in told, path


def test_search_engines_are_told_of_no_empty_page(client, site, publish, sections):
    publish("Су келді", tags=["су"], category=sections["sport"])
    for page in ("/tag/su/", "/section/sport/"):
        assert 'hreflang="ru" href="http' not in client.get(page).content.decode()
        assert "noindex" not in client.get(page).content.decode()
        assert '<meta name="robots" content="noindex">' in client.get(f"/ru{page}").content.decode()
    publish("Вода пришла", language="ru", tags=["су"], category=sections["sport"])
    for page in ("/tag/su/", "/section/sport/"):
        assert 'hreflang="ru" href="http' in client.get(page).content.decode()
        assert "noindex" not in client.get(f"/ru{page}").content.decode()
    told = client.get("/sitemap-lists.xml").content.decode()
    assert "/section/sport/" in told and "/ru/section/sport/" in told
    assert "/section/futbol/" not in told and "/en/section/sport/" not in told
