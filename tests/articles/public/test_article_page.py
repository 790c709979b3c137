"""The page of one story: everything a newspaper prints about it, and nothing a script could run."""

import re

import pytest
from django.utils import timezone

from articles import behaviour
from articles.models import Agency, Author, Category, House, Tag
from media.models import Photo, PhotoCredit

pytestmark = pytest.mark.django_db
EVIL = "\"><script>alert(1)</script>'<img src=x onerror=y>{{ 7|add:1 }}"


def test_the_page_has_every_part_of_a_printed_story(
    client, now, publish, picture, sections, address, house
):
    author = Author.objects.create(name="Айгүл Серік", slug="aigul")
    translator = Author.objects.create(name="Полина", slug="polina")
    edition = publish(
        "Қазақ-Өзбек ынтымақтастығы", lead="Президент қабылдады.", dateline="Астана",
        agency=Agency.objects.create(name="JQ-Aqparat", link="https://jq.example/"),
        source_name="Aqorda.resmi", source_url="https://t.me/aqorda", category=sections["futbol"],
        photo=picture("m1", caption="Кездесу сәті"), tags=["Өзбекстан"], age_mark=12,
        authors=[(author, "author"), (translator, "translator")], hours=-1,
    )  # fmt: skip
    page = client.get(address(edition)).content.decode()
    assert "<h1>Қазақ-Өзбек ынтымақтастығы</h1>" in page
    assert '<time datetime="2026-07-29T17:00:00+05:00">29 шілде, 17:00</time>' in page
    for part in ("Президент қабылдады.", "Астана", "JQ-Aqparat", "https://jq.example/",
                 "Aqorda.resmi", "https://t.me/aqorda", "Кездесу сәті", "Сурет: Aqorda.resmi",
                 "/tag/ozbekstan/", "/author/aigul/", "/author/polina/", "12+",
                 "/section/futbol/", "/section/sport/", "Мәтін осында."):  # fmt: skip
        assert part in page


def test_the_date_line_of_another_year_has_its_year(client, now, publish, address):
    edition = publish(hours=-24 * 400)
    assert "24 маусым 2025, 18:00" in client.get(address(edition)).content.decode()


def test_an_honest_change_is_dated_and_a_corrected_comma_is_not(client, now, publish, address):
    first = publish("Бірінші", hours=-5, until=-2, ended_as="superseded")
    second = publish(article=first.article, hours=-2, published=-5,
                     correction=("correction", "Сан қате жазылған еді."))  # fmt: skip
    page = client.get(address(second)).content.decode()
    assert "29 шілде, 13:00" in page
    assert 'class="updated"' in page
    assert "29 шілде, 16:00" in page
    assert "Сан қате жазылған еді." in page
    comma = publish("Екінші", hours=-5)
    comma.updated_at = comma.published_at
    comma.save()
    assert 'class="updated"' not in client.get(address(comma)).content.decode()


def test_a_note_to_readers_stays_when_a_comma_is_corrected_after_it(client, now, publish, address):
    first = publish("Бірінші", hours=-5, until=-2, ended_as="superseded",
                    correction=("refutation", "Теріске шығарамыз."))  # fmt: skip
    second = publish(article=first.article, hours=-2, published=-5, correction=("minor", "үтір"))
    page = client.get(address(second)).content.decode()
    assert page.partition("<body>")[2].count("Теріске шығарамыз.") == 1
    assert "үтір" not in page


def without_ours(html):
    """Return a page without data for machines, which nothing in it can end, and our scripts."""
    html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)
    for part in behaviour.Part:
        html = html.replace(behaviour.elements([part]), "")
    return html


def test_nothing_that_somebody_typed_can_run(client, now, publish, picture, address):
    credit = PhotoCredit.objects.create(photographer=EVIL, source=EVIL, link="javascript:alert(1)")
    photo = picture("x1", credit=credit, caption=EVIL, alt_text=EVIL)
    tag = Tag.objects.create(name=EVIL[:100], slug="evil")
    author = Author.objects.create(name=EVIL, slug="evil", biography=EVIL, portrait=photo)
    House.objects.create(
        pk=1,
        name_kk=EVIL,
        owner=EVIL,
        phone=EVIL,
        certificate=EVIL,
        social_links=[f"{EVIL} javascript:alert(1)", EVIL, ["a", "javascript:x"]],
    )
    edition = publish(
        EVIL, lead=EVIL, dateline=EVIL[:100], source_name=EVIL, source_url="javascript:alert(1)",
        photo_caption=EVIL, photo=photo, tags=[tag.name], authors=[(author, "author")],
        category=Category.objects.create(slug="c", name_kk=EVIL, colour="#fff}</style"[:7]),
        agency=Agency.objects.create(name=EVIL, link="javascript:alert(1)"),
        correction=("correction", EVIL),
        body=f'<figure data-photo="{photo.pk}"></figure>'
             '<figure data-embed="https://evil.example/&quot;&gt;&lt;script&gt;"></figure>',
    )  # fmt: skip
    for page in ("/", address(edition), "/tag/evil/", "/author/evil/", "/section/c/", "/imprint/"):
        html = client.get(page).content.decode()
        assert client.get(page).status_code == 200
        assert "<script" not in without_ours(html)
        assert "<img src=x" not in html
        assert "javascript:" not in re.sub(r">[^<]*<", "><", html)
        assert "{{ 7" in html or "{{" not in html


def test_the_page_needs_no_script_and_its_style_is_allowed_by_hash(client, now, publish, address):
    import base64
    import hashlib

    answer = client.get(address(publish(category=None)))
    css = re.search(r"<style>(.*?)</style>", answer.content.decode(), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert " style=" not in answer.content.decode()
    assert "http" not in css


def test_a_withdrawn_photo_leaves_with_its_figure_and_rights_run_out(
    client, now, publish, picture, address
):
    main, inside = picture("w1"), picture("w2", caption="Ішіндегі")
    edition = publish("Суретті", photo=main, body=f'<p>а</p><figure data-photo="{inside.pk}">'
                      "<figcaption>Осы жердегі <em>сөз</em></figcaption></figure>")  # fmt: skip
    page = client.get(address(edition)).content.decode()
    assert page.count("<figure") == 2
    assert "Осы жердегі <em>сөз</em>" in page
    assert "Ішіндегі" not in page
    Photo.objects.filter(pk=inside.pk).update(withdrawn_at=timezone.now())
    Photo.objects.filter(pk=main.pk).update(rights_until=timezone.now())
    page = client.get(address(edition)).content.decode()
    assert "<figure" not in page
    assert "/photos/" not in client.get("/").content.decode()


def gallery(*photos):
    figures = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)
    return f'<figure data-gallery="">{figures}</figure>'


def test_a_gallery_shows_every_photo_with_its_caption_and_credit(
    client, now, publish, picture, address
):
    first, second, third = (picture(f"g{n}", caption=f"Жазу {n}") for n in (1, 2, 3))
    second.credit = PhotoCredit.objects.create(photographer="Асхат", source="Дала")
    second.save()
    body = gallery(first, second, third).replace(
        f'"{third.pk}"></figure>',
        f'"{third.pk}"><figcaption>Осы <em>жердегі</em></figcaption></figure>',
    )
    edition = publish("Суретті", body=f"<p>а</p>{body}<p>б</p>")
    page = client.get(address(edition)).content.decode()
    page = re.sub('<script type="application/ld[+]json">[^<]*</script>', "", page)
    shown = page[page.index('<div class="gallery">') : page.index("<p>б</p>")]
    assert (
        shown.count("<figure") == shown.count("<figcaption") == shown.count('class="credit"') == 3
    )
    assert re.findall(r'class="caption">(.*?)</span>', shown) == [
        "Жазу 1", "Жазу 2", "Осы <em>жердегі</em>",
    ]  # fmt: skip
    assert "Асхат / Дала" in shown
    assert "Жазу 3" not in shown
    assert '<p id="gallery-1">Фотогалерея, 3 сурет</p>' in shown
    assert 'role="group" aria-labelledby="gallery-1" tabindex="0"' in shown
    assert "<script" not in without_ours(page)
    assert " style=" not in page


def test_a_gallery_speaks_the_language_and_the_script_of_its_page(
    client, now, publish, picture, address, house
):
    House.objects.update(has_arabic_script=True)
    photos = [picture(f"l{n}") for n in range(5)]
    body = gallery(*photos) + gallery(*photos[:2])
    kazakh = publish("Қазақша", body=body)
    page = client.get(address(kazakh)).content.decode()
    assert re.findall(r"<p id=.gallery-\d.>(.*?)</p>", page) == [
        "Фотогалерея, 5 сурет", "Фотогалерея, 2 сурет",
    ]  # fmt: skip
    tote = client.get(f"/tote{address(kazakh)}").content.decode()
    assert '<p id="gallery-1">فوتوگالەرەيا، 5 سۋرەت</p>' in tote
    russian = publish("По-русски", language="ru", body=body)
    assert "Фотогалерея, 5 фото" in client.get(address(russian)).content.decode()
    english = publish("In English", language="en", body=body)
    assert "Photo gallery, 5 photos" in client.get(address(english)).content.decode()


def test_photos_that_may_no_longer_be_printed_leave_their_gallery(
    client, now, publish, picture, address
):
    photos = [picture(f"o{n}") for n in range(3)]
    edition = publish(body=f"<p>а</p>{gallery(*photos)}<p>б</p>")

    def withdraw(photo):
        Photo.objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now())
        return client.get(address(edition)).content.decode()

    page = withdraw(photos[1])
    assert page.count("<figure") == 2
    assert "Фотогалерея, 2 сурет" in page
    # One photo is no gallery.
    page = withdraw(photos[0])
    assert page.count("<figure") == 1
    assert "gallery-1" not in page
    assert 'class="photo inside"' in page
    page = withdraw(photos[2])
    assert "<figure" not in page
    assert re.search(r"<p>а</p>\s*<p>б</p>", page)


@pytest.mark.parametrize(
    ("has_main", "begins", "eager"), [(False, "", 1), (False, "<p>а</p>", 0), (True, "", 1)]
)
def test_only_a_photo_at_the_top_is_loaded_before_it_is_looked_at(
    client, now, publish, picture, address, has_main, begins, eager
):
    photos = [picture(f"e{n}") for n in range(3)]
    main = picture("main") if has_main else None
    edition = publish(photo=main, body=begins + gallery(*photos) + gallery(*photos))
    page = client.get(address(edition)).content.decode()
    images = re.findall(r"<img class=.x[^>]*>", page)
    assert sum("lazy" not in image for image in images) == eager
    assert not eager or "lazy" not in images[0]


def test_a_credit_corrected_later_is_right_everywhere_and_its_link_works(
    client, now, publish, picture, address
):
    photo = picture("c1")
    edition = publish(photo=photo)
    photo.credit.source, photo.credit.link = "Ұлттық мұрағат", "https://archive.example/"
    photo.credit.save()
    page = client.get(address(edition)).content.decode()
    assert "Сурет: Ұлттық мұрағат" in page
    assert 'href="https://archive.example/"' in page
    assert "Сурет: Ұлттық мұрағат" in client.get("/").content.decode()


def test_the_storys_caption_stands_instead_of_the_photos(client, now, publish, picture, address):
    edition = publish(photo=picture("k1", caption="Өзінің сөзі"), photo_caption="Мұндағы сөз")
    page = client.get(address(edition)).content.decode()
    assert "Мұндағы сөз" in page
    assert "Өзінің сөзі" not in page


def test_translations_of_a_story_lead_to_each_other(client, now, publish, address, house):
    kazakh = publish("Қазақша")
    russian = publish("По-русски", language="ru", translation_of=kazakh.article)
    publish("In English", language="en", translation_of=kazakh.article, hours=1)
    page = client.get(address(kazakh)).content.decode()
    assert f'<a lang="ru" hreflang="ru" href="{address(russian)}">По-русски</a>' in page
    assert "In English" not in page
    assert "Қазақша" in client.get(address(russian)).content.decode()


def test_a_story_costs_seven_queries_however_much_it_holds(
    client, now, publish, picture, sections, address, house, django_assert_max_num_queries
):
    for n in range(30):
        publish(f"Жаңалық туралы {n}", tags=["а", "б", "в"], category=sections["sport"])
    photos = [picture(f"q{n}") for n in range(12)]
    body = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos[:6])
    body += gallery(*photos[6:])
    edition = publish("Үлкен", photo=photos[0], body=body, tags=["а", "б", "в", "г", "д", "е", "ж"],
                      category=sections["futbol"])  # fmt: skip
    with django_assert_max_num_queries(7):
        page = client.get(address(edition)).content.decode()
    assert page.count("<figure") == 13


def test_a_flash_is_a_headline_alone(client, now, publish, address):
    edition = publish("Шұғыл хабар", genre="flash", lead="", body="", category=None)
    page = client.get(address(edition)).content.decode()
    assert "<h1>Шұғыл хабар</h1>" in page
    assert "<figure" not in page


def test_the_imprint_names_whatever_the_house_has_told(client, house):
    House.objects.update(certificate="KZ00VPY", chief_editor="Сәуле", address="Түркістан, 7",
                         social_links=["Телеграм https://t.me/x"])  # fmt: skip
    page = client.get("/imprint/").content.decode()
    for fact in ("Дала-Ақпарат", "«Дала» ЖШС", "KZ00VPY", "Сәуле", "Түркістан, 7", "+7 725",
                 "a@example.kz", "16+", 'href="https://t.me/x"'):  # fmt: skip
        assert fact in page
    assert "Дала-Акпарат" in client.get("/ru/imprint/").content.decode()


def test_a_parameter_of_live_stories_means_nothing_to_others(client, now, publish, address):
    way = address(publish("Су келді"))
    assert client.get(f"{way}?before=1").content == client.get(way).content
