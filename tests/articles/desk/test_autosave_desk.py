"""What is kept while somebody writes: beside the story, for its writer alone, until it is saved."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from articles.desk.forms import seal
from articles.models import Article, Decision, KeptText, WhyKept
from tests.forms import all_fields_of, fields_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/autosave/"


def opened(client, article=None):
    """Return the fields of the writing form as a browser has them."""
    way = "articles_article_change" if article else "articles_article_add"
    address = reverse(f"admin:{way}", args=[article.pk] if article else [])
    return address, fields_of(client.get(address), "article_form")


def kept():
    return KeptText.objects.filter(why=WhyKept.AUTOSAVE, settled_at=None)


def test_what_is_typed_is_kept_and_the_story_stays_as_it_was(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    _address, form = opened(client, article)
    before = (article.version, article.body)
    for body in ("<p>Бір</p>", "<p>Бір, екі</p>"):
        answer = client.post(ADDRESS, form | {"body": body})
        assert answer.status_code == 200
        assert len(answer.json()["saved"]) == 5
    article.refresh_from_db()
    assert (article.version, article.body) == before
    (text,) = kept()
    assert text.content["post"]["body"] == ["<p>Бір, екі</p>"]
    assert (text.by, text.article, text.based_on) == (journalist, article, article.version)


def test_saving_lets_it_go(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    address, form = opened(client, article)
    client.post(ADDRESS, form | {"body": "<p>Бір</p>"})
    assert client.post(address, form | {"body": "<p>Бір, екі</p>"}).status_code == 302
    assert not kept().exists()
    assert Article.objects.get().body == "<p>Бір, екі</p>"


def test_a_form_that_is_as_it_was_opened_keeps_nothing(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    _address, form = opened(client, article)
    client.post(ADDRESS, form | {"body": "<p>Бір</p>"})
    client.post(ADDRESS, form | {"discard": "1"})
    assert not kept().exists()


def test_a_blank_form_left_without_saving_is_offered_back_and_becomes_the_story(
    at_desk, journalist, category
):
    client = at_desk(journalist)
    _address, form = opened(client)
    client.post(ADDRESS, form | {"headline": "Су келді", "body": "<p>Ауылға су келді.</p>"})
    (text,) = kept()
    assert "Су келді" in client.get("/admin/articles/article/kept/").content.decode()
    page = client.get(f"/admin/articles/article/kept/{text.pk}/").content.decode()
    assert "Форманы сақтамай кетіпсіз" in page
    way = client.post(f"/admin/articles/article/kept/{text.pk}/", {"take": "1"}).headers["Location"]
    filled = fields_of(client.get(way), "article_form")
    assert filled["headline"] == ["Су келді"]
    assert client.post(way, filled | {"category": category.pk}).status_code == 302
    assert Article.objects.get().headline == "Су келді"
    assert not kept().exists()


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ({"headline": "Су келді"}, "Су келді"),
        (
            {"body": "<h2>Ауыл</h2><p>Су &amp; жарық <b>келді</b>.</p>"},
            "Ауыл Су &amp; жарық келді.",
        ),
        ({"lead": "5 < 6", "body": "<p>Мәтін</p>"}, "5 &lt; 6"),
        ({"headline": "сөз " * 60}, "сөз сөз сөз"),
        ({"source_name": "Қазинформ"}, "a text without a headline"),
    ],
)
def test_a_blank_form_tells_unsaved_texts_by_how_they_begin(
    at_desk, journalist, write, typed, begins
):
    client = at_desk(journalist)
    client.cookies["django_language"] = "en"
    address, form = opened(client)
    client.post(ADDRESS, form | typed)
    (text,) = kept()
    page = client.get(address).content.decode()
    line = page.split(f"/kept/{text.pk}/")[1].split("</a>")[0]
    assert f"An unsaved text of yours is kept: “{begins}" in line
    assert len(line) < 160
    # Beside a story it is another matter.
    article = write(journalist)
    _address, form = opened(client, article)
    client.post(ADDRESS, form | {"body": "<p>Бір</p>"})
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "is kept beside this story" in page and "An unsaved text" not in page


def test_two_windows_of_one_person_are_two_texts(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    (_a, first), (_b, second) = opened(client, article), opened(client, article)
    client.post(ADDRESS, first | {"body": "<p>Бірінші</p>"})
    client.post(ADDRESS, second | {"body": "<p>Екінші</p>"})
    assert kept().count() == 2
    assert not KeptText.objects.exclude(by=journalist).exists()


def test_after_the_session_ended_it_is_kept_for_who_wrote_and_nothing_is_told(
    at_desk, journalist, editor, write
):
    article = write(journalist, headline="Ескі диірменде кітапхана ашылды")
    _address, form = opened(at_desk(journalist), article)
    for client in (Client(), at_desk(editor)):
        answer = client.post(ADDRESS, form | {"body": "<p>Кеш</p>"})
        assert set(answer.json()) == {"saved", "is_here"}
        assert answer.json()["is_here"] is False
    (text,) = kept()
    assert text.by == journalist


@pytest.mark.parametrize("sealed", ["", "x", "[1,2,3]"])
def test_nothing_is_kept_for_nobody(client, sealed):
    answer = client.post(ADDRESS, {"desk_seal": sealed, "headline": "Спам"})
    assert answer.status_code == 400
    assert not KeptText.objects.exists()


def test_a_stranger_without_the_token_of_a_form_keeps_nothing(journalist, write):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(ADDRESS, {"desk_seal": seal(journalist, write(journalist))},
                         headers={"Accept": "application/json"})  # fmt: skip
    assert answer.status_code == 403
    assert not kept().exists()
    assert strict.get(ADDRESS).status_code == 405


def test_what_a_browser_kept_and_was_saved_since_is_not_kept_again(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    address, form = opened(client, article)
    typed = form | {"body": "<p>Бір</p>"}
    client.post(address, typed)
    assert client.post(ADDRESS, typed | {"brought": "1"}).json()["saved"] == ""
    assert not kept().exists()
    told = client.post(ADDRESS, typed | {"brought": "1", "body": "<p>Бір, екі</p>"}).json()
    assert told["kept"] == f"/admin/articles/article/kept/{kept().get().pk}/"


def test_the_address_and_the_stories_that_tell_the_same_are_told(
    at_desk, journalist, person, write
):
    other = person("journalist", "basqa")
    theirs = write(other, headline="Ескі диірменде балалар кітапханасы ашылды")
    client = at_desk(journalist)
    _address, form = opened(client)
    told = client.post(ADDRESS, form | {"headline": "Диірменде балаларға кітапхана ашылды"}).json()
    assert told["address"] == "diirmende-balalarga-kitaphana-ashyldy"
    (near,) = told["near"]
    # Of a colleague's draft a journalist hears that it is there, not what it says.
    assert (near["number"], near["headline"]) == (theirs.pk, "")
    assert "basqa" in near["said"] and "қаралама" in near["said"]
    assert theirs.headline not in json.dumps(told, ensure_ascii=False)


def test_what_the_law_removed_does_not_come_back(at_desk, journalist, chief, write):
    article, client = write(journalist), at_desk(journalist)
    _address, form = opened(client, article)
    article.version += 1
    article.save()
    Decision.objects.create(
        article=article, verb="redact", by=chief,
        details={"version": article.version, "fields": ["body"], "photo": None},
    )  # fmt: skip
    client.post(ADDRESS, form | {"body": "<p>Жойылған сөз</p>"})
    assert "Жойылған" not in json.dumps(kept().get().content, ensure_ascii=False)


def test_nuls_and_too_much_are_no_error(at_desk, journalist):
    client = at_desk(journalist)
    _address, form = opened(client)
    assert client.post(ADDRESS, form | {"headline": "Су\x00"}).status_code == 200
    assert kept().get().content["post"]["headline"] == ["Су"]
    assert client.post(ADDRESS, form | {"headline": "а" * 3_000_000}).status_code in (200, 400)


def test_what_was_kept_after_the_session_ended_is_not_brought_once_more(at_desk, journalist, write):
    article, client = write(journalist), at_desk(journalist)
    address, form = opened(client, article)
    typed = form | {"body": "<p>Кеш</p>"}
    assert Client().post(address, typed | {"_save": "x", "new_photo": ""}).status_code == 403
    assert client.post(ADDRESS, typed | {"brought": "1"}).json()["saved"] == ""
    assert not kept().exists()
    assert KeptText.objects.get().why == WhyKept.SIGNED_OUT


def test_what_was_written_on_after_the_form_was_filled_is_not_dealt_with(
    at_desk, journalist, category
):
    client = at_desk(journalist)
    _address, form = opened(client)
    client.post(ADDRESS, form | {"headline": "Су келді", "body": "<p>Желіде.</p>"})
    (text,) = kept()
    way = client.post(f"/admin/articles/article/kept/{text.pk}/", {"take": "1"}).headers["Location"]
    filled = fields_of(client.get(way), "article_form")
    # The browser brings what it had kept without a network only now.
    more = form | {"headline": "Су келді", "body": "<p>Желіде. Желісіз.</p>", "brought": "1"}
    assert client.post(ADDRESS, more).json()["kept"].endswith(f"/kept/{text.pk}/")
    assert client.post(way, filled | {"category": category.pk}).status_code == 302
    article = Article.objects.get()
    assert article.body == "<p>Желіде.</p>"
    text = kept().get()
    assert text.article == article
    assert text.content["post"]["body"] == ["<p>Желіде. Желісіз.</p>"]
    # It is offered beside the story, and once more.
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert f"/kept/{text.pk}/" in page.content.decode()
    way = client.post(f"/admin/articles/article/kept/{text.pk}/", {"take": "1"}).headers["Location"]
    filled = fields_of(client.get(way), "article_form")
    assert client.post(way, filled | {"category": category.pk}).status_code == 302
    article.refresh_from_db()
    assert article.body == "<p>Желіде. Желісіз.</p>"
    assert not kept().exists()


@pytest.mark.parametrize("is_written_on", [False, True])
def test_a_flash_deals_with_what_it_was_filled_with(at_desk, journalist, is_written_on):
    client, flash = at_desk(journalist), "/admin/articles/article/flash/"
    form = _flash(client.get(flash))
    client.post(ADDRESS, form | {"headline": "Су келді"})
    (text,) = kept()
    filled = _flash(client.get(f"{flash}?kept={text.pk}"))
    if is_written_on:
        client.post(ADDRESS, form | {"headline": "Су келді, тағы", "brought": "1"})
    assert client.post(f"{flash}?kept={text.pk}", filled | {"submit": "1"}).status_code == 302
    assert Article.objects.get().headline == "Су келді"
    assert kept().exists() is is_written_on


def _flash(page):
    return next(form for form in all_fields_of(page) if "genre" in form)


@pytest.mark.parametrize(
    "junk", ["9" * 17, "9" * 40, "-1", "0001-01-01", "9999-12-31", "ә", "x" * 3_000]
)
def test_a_kept_text_of_nonsense_is_shown_and_gone_on_with(at_desk, editor, write, junk):
    article, client = write(editor), at_desk(editor)
    _address, form = opened(client, article)
    forged = {name: junk for name in form if name not in ("desk_seal", "kept", "_save")}
    forged |= {f"contributions-0-{part}": junk for part in ("author", "role", "share", "order")}
    forged |= {"contributions-TOTAL_FORMS": "1", "topics": junk, "further_regions": junk}
    assert client.post(ADDRESS, form | forged).status_code == 200
    change, other = opened(client, article)
    client.post(change, other | {"lead": "Жаңа лид", "ed_note": "Жаңа", "urgency": "3"})
    (text,) = kept()
    address = f"/admin/articles/article/kept/{text.pk}/"
    assert client.get(address).status_code == 200
    way = client.post(address, {"take": "1"}).headers["Location"]
    assert client.get(way).status_code == 200
