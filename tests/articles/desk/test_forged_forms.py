"""What no form of ours sends gets a page with a sentence, on every screen of the desk."""

import pytest
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from articles.models import Agency, Author, Duty, House, KeptText, Tag
from media.models import PhotoCredit
from tests.forms import fields_of


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def add(desk, screen, **fields):
    address = reverse(f"admin:{screen}_add")
    form = fields_of(desk.get(address), f"{screen.partition('_')[2]}_form")
    return desk.post(address, form | fields)


@pytest.mark.parametrize("name", ["НАТО", "HATO", "нато", "#НАТО", "«НАТО»", "НАТО."])
def test_a_tag_that_is_there_is_not_made_again(desk, name):
    Tag.called(["НАТО"])
    answer = add(desk, "articles_tag", name=name)
    assert answer.status_code == 200
    assert "«НАТО»" in answer.context["adminform"].form.errors["name"][0]
    assert Tag.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ('"Алматы, Астана"', ["Алматы", "Астана"]),
        ("«Алматы, Астана»", ["Алматы", "Астана"]),
        ("#Алматы, «Астана»", ["Алматы", "Астана"]),
        ("«Нұр Отан» партиясы, т.б.", ["«Нұр Отан» партиясы", "т.б."]),
    ],
)
def test_tags_of_a_story_lose_the_signs_around_them(desk, typed, names):
    address = reverse("admin:articles_article_add")
    form = fields_of(desk.get(address)) | {"headline": "Жаңа", "tags": typed}
    assert desk.post(address, form).status_code == 302
    assert sorted(Tag.objects.values_list("name", flat=True)) == sorted(names)


@pytest.mark.parametrize("typed", ["😀", "Алматы, -"])
def test_a_tag_of_a_story_that_is_no_word_is_refused_and_nothing_is_lost(desk, typed):
    address = reverse("admin:articles_article_add")
    form = fields_of(desk.get(address)) | {"headline": "Жаңа", "tags": typed}
    answer = desk.post(address, form)
    assert "tags" in answer.context["adminform"].form.errors
    assert fields_of(answer)["tags"] == [typed]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("articles_article_add", {"embargoed_until": "x", "due_at": "1", "expires_at_0": "0001"}),
        ("articles_duty_add", {"starts_at": "x"}),
        ("articles_article_changelist", {"modified_at__gte": "0001-01-01"}),
        ("articles_article_changelist", {"saved": "x"}),
        ("articles_article_changelist", {"saved": "week", "region": "0"}),
    ],
)
def test_a_forged_question_has_an_ordinary_page(desk, address, asked):
    assert desk.get(reverse(f"admin:{address}"), asked, follow=True).status_code == 200


@pytest.mark.parametrize(
    "field",
    [("ed_note", "Ескертпе"), ("tags", "Су"), ("source_url", "https://a.kz/")],
)
def test_what_only_an_old_form_says_is_put_together_with_what_stands(desk, chief, write, field):
    article = write(chief, headline="Бір")
    address = reverse("admin:articles_article_change", args=[article.pk])
    old = fields_of(desk.get(address))
    assert desk.post(address, old | {"lead": "Жаңа лид"}).status_code == 302
    # The same words once more are a double press; another field is something new.
    assert desk.post(address, old | {"lead": "Жаңа лид"}).status_code == 302
    name, value = field
    answer = desk.post(address, old | {"lead": "Жаңа лид", name: value})
    assert answer.status_code == 302
    article.refresh_from_db()
    stands = ", ".join(article.tags.names()) if name == "tags" else getattr(article, name)
    assert (stands, article.lead) == (value, "Жаңа лид")
    assert not KeptText.objects.exists()


@pytest.mark.parametrize("name", ["#", "…", "«»"])
def test_a_tag_without_a_letter_is_refused(desk, name):
    assert "name" in add(desk, "articles_tag", name=name).context["adminform"].form.errors


def test_a_tag_is_renamed_to_nothing_that_is_there(desk):
    Tag.called(["НАТО"])
    [tag] = Tag.called(["Бейбітшілік"])
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    answer = desk.post(address, fields_of(desk.get(address), "tag_form") | {"name": "Нато"})
    assert answer.status_code == 200
    tag.refresh_from_db()
    assert tag.name == "Бейбітшілік"


def test_an_address_is_made_from_the_name(desk):
    assert add(desk, "articles_tag", name="Әлем мектебі").status_code == 302
    assert Tag.objects.get().slug == "alem-mektebi"
    for _twice in range(2):
        assert add(desk, "articles_author", name="Ұлан Өтеген").status_code == 302
    slugs = Author.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["ulan-otegen", "ulan-otegen-2"]


def test_a_tag_typed_with_a_letter_of_another_alphabet_is_mended_and_said(desk):
    answer = add(desk, "articles_tag", name="Meктеп")
    assert answer.status_code == 302
    assert Tag.objects.get().name == "Мектеп"
    page = desk.get(answer["Location"]).content.decode()
    assert "«Meктеп»" in page
    assert "«Мектеп»" in page


def test_a_tag_has_no_comma_in_it(desk):
    assert add(desk, "articles_tag", name="Қазына, байлық").status_code == 302
    assert Tag.objects.get().name == "Қазына байлық"


@pytest.mark.parametrize(
    "name", ["Қазақпарат", "Қазақпaрат", "қазақпарат", "„Қазақпарат“.", "#Қазақпарат"]
)
def test_an_agency_that_is_there_is_not_made_again(desk, name):
    Agency.objects.create(name="Қазақпарат")
    assert "name" in add(desk, "articles_agency", name=name).context["adminform"].form.errors


@pytest.mark.parametrize("line", ["Оқырман суреті", "оқырман  суреті", "Оқырман cуреті"])
def test_a_credit_that_is_there_is_not_made_again(desk, line):
    PhotoCredit.objects.filter(line_kk="Оқырман суреті").delete()
    PhotoCredit.objects.create(line_kk="Оқырман суреті")
    before = PhotoCredit.objects.count()
    answer = add(desk, "media_photocredit", line_kk=line, photographer="", source="")
    assert answer.status_code == 200
    assert "«Оқырман суреті»" in answer.context["adminform"].form.non_field_errors()[0]
    assert PhotoCredit.objects.count() == before


@pytest.mark.parametrize("day", ["01.01.0001", "31.12.9999", "0001-01-01", "9999-12-31"])
def test_a_duty_of_another_age_is_refused(desk, chief, day):
    address = reverse("admin:articles_duty_add")
    form = fields_of(desk.get(address), "duty_form") | {"starts_at_0": day, "starts_at_1": "09:00"}
    answer = desk.post(address, form | {"editor": str(chief.pk)})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["starts_at"]
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("articles_author", "portrait"), ("articles_author", "user"),
        ("articles_tag", "merged_into"), ("auth_user", "groups"),
        ("articles_duty", "editor"), ("articles_category", "parent"),
        ("articles_region", "parent"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "1\x00", "' OR 1"])
def test_a_forged_choice_is_refused(desk, name, field, value):
    assert add(desk, name, **{field: value}).status_code == 200
    address = reverse(f"admin:{name}_add")
    assert desk.get(address, {field: value}).status_code == 200


def test_the_logo_of_the_house_is_no_forged_number(desk):
    desk.get(reverse("admin:articles_house_changelist"))
    address = reverse("admin:articles_house_change", args=[1])
    answer = desk.post(address, fields_of(desk.get(address), "house_form") | {"logo": "abc"})
    assert answer.status_code == 200
    assert "logo" in answer.context["adminform"].form.errors


@pytest.mark.parametrize(
    "address",
    [
        "articles_category", "articles_region", "articles_tag", "articles_topic",
        "articles_author", "articles_agency", "articles_article", "media_photo",
        "media_photocredit", "auth_user",
    ],
)  # fmt: skip
def test_a_list_is_searched_for_any_number_of_words(desk, address):
    address = reverse(f"admin:{address}_changelist")
    for words in ("сөз " * 1_500, "ә" * 20_000, "\x00 \x00"):
        assert desk.get(address, {"q": words}).status_code == 200


def test_what_is_offered_while_typing_is_asked_with_any_number_of_words(desk):
    asked = {"app_label": "articles", "model_name": "article", "field_name": "topics"}
    answer = desk.get(reverse("admin:autocomplete"), asked | {"term": "сөз " * 1_500})
    assert answer.status_code == 200


def test_a_text_with_a_nul_is_saved_or_kept_without_it(desk, chief, write):
    article = write(chief, headline="Бір")
    address = reverse("admin:articles_article_change", args=[article.pk])
    form = fields_of(desk.get(address)) | {"lead": "Лид\x00 мәтіні"}
    assert desk.post(address, form).status_code == 302
    article.refresh_from_db()
    assert article.lead == "Лид мәтіні"
    # The form is of before that save: its text is kept.
    assert desk.post(address, form | {"lead": "Екінші\x00 лид"}).status_code == 409
    assert KeptText.objects.get().content["post"]["lead"] == ["Екінші лид"]


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client, chief, write):
    article = write(chief)
    page = f"/admin/articles/article/{article.pk}/history/"
    button = reverse("admin:articles_article_read", args=[article.pk])
    answer = client.post(button, HTTP_REFERER=f"http://testserver{page}")
    assert answer.status_code == 302
    login = client.get(answer["Location"], follow=True)
    assert "қайта жасаңыз" in login.content.decode()
    assert f"next={page}" in answer["Location"].replace("%2F", "/")
    stranger = client.post(button, HTTP_REFERER="https://evil.example/admin/")
    assert "evil" not in stranger["Location"]


def test_words_of_a_form_posted_after_the_session_ended_are_there_to_be_copied(client, photo):
    address = reverse("admin:media_photo_change", args=[photo.pk])
    form = {"caption": "Ұзақ жазылған сөз", "password1": "құпия сөз", "focal_x": "0.5"}
    page = client.post(address, form)
    assert page.status_code == 403
    assert "Ұзақ жазылған сөз</textarea>" in page.content.decode()
    assert "құпия сөз" not in page.content.decode()
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(address, form)
    assert page.status_code == 403
    assert "Ұзақ жазылған сөз</textarea>" in page.content.decode()


def test_the_address_of_a_button_is_a_page_with_a_sentence(desk, chief, write):
    answer = desk.get(reverse("admin:articles_article_read", args=[write(chief).pk]))
    assert answer.status_code == 405
    assert "desk-entrance" in answer.content.decode()


def test_staff_who_find_nothing_stay_at_the_desk(desk, settings):
    settings.DEBUG = False
    answer = desk.get("/admin/articles/article/999999/preview/")
    assert answer.status_code == 404
    assert "desk-entrance" in answer.content.decode()


def test_the_words_of_the_house_come_back_as_they_were_typed(desk):
    """Some of its words have the names of choices in other forms."""
    House.objects.create(pk=1, name_kk="Дала")
    address = reverse("admin:articles_house_change", args=[1])
    form = fields_of(desk.get(address), "house_form")
    words = {
        field.name: f"«{field.name}» ЖШС"
        for field in House._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices
        and field.name not in ("mail", "social_links", "age_mark")
    }  # fmt: skip
    assert {"owner", "chief_editor", "name_kk"} <= set(words)
    assert desk.post(address, form | words).status_code == 302
    house = House.objects.get()
    assert {name: getattr(house, name) for name in words} == words
