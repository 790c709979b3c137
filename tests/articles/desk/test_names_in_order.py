"""Every list of names at the desk is in the Kazakh order, in the language of the desk."""

import pytest
from django.urls import reverse

from articles.masthead import Masthead
from articles.models import Agency, Author, Category, Region, Tag, Topic
from tests.forms import fields_of

NAMES = ["Ұлт", "Әлем", "уақыт", "«Ақ Орда»", "Zara", "Өрт", "2026", "орман", "Ай", "Яссы", "іні"]
IN_ORDER = [
    "2026",
    "Ай",
    "«Ақ Орда»",
    "Әлем",
    "орман",
    "Өрт",
    "уақыт",
    "Ұлт",
    "іні",
    "Яссы",
    "Zara",
]


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def named(db):
    """Return a maker of rows of a model, one for each name, in no order."""

    def make(model):
        for number, name in enumerate(NAMES):
            if model is Tag:
                Tag.objects.create(name=name)
            elif model is Agency:
                Agency.objects.create(name=name)
            elif model is Author:
                Author.objects.create(name=name, slug=f"a{number}")
            else:
                model.objects.create(name_kk=name, slug=f"a{number}")

    return make


@pytest.mark.parametrize("model", [Category, Topic, Tag, Author, Agency])
def test_a_list_is_in_the_kazakh_order(desk, named, model):
    named(model)
    address = reverse(f"admin:articles_{model._meta.model_name}_changelist")
    shown = [row.name for row in desk.get(address).context["cl"].result_list]
    assert [name for name in shown if name in NAMES] == IN_ORDER
    # Tags may be ticked: their names stand in the second column.
    column = 1 if model is Tag else 0
    backwards = desk.get(f"{address}?o=-{column}").context["cl"].result_list
    backwards = [row.name for row in backwards]
    assert [name for name in backwards if name in NAMES] == IN_ORDER[::-1]


@pytest.mark.parametrize(("model", "field"), [(Topic, "topics"), (Agency, "agency")])
def test_what_is_offered_while_typing_is_in_the_kazakh_order(desk, named, model, field):
    named(model)
    asked = {"app_label": "articles", "model_name": "article", "field_name": field}
    answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [each["text"] for each in answer["results"]] == IN_ORDER


def test_the_lists_follow_the_language_of_the_desk(desk):
    for slug, kazakh, russian in (("a", "Әдебиет", "Литература"), ("b", "Өнер", "Искусство")):
        Topic.objects.create(slug=slug, name_kk=kazakh, name_ru=russian)
    desk.cookies["django_language"] = "ru"
    page = desk.get(reverse("admin:articles_topic_changelist"))
    assert [row.name_ru for row in page.context["cl"].result_list] == ["Искусство", "Литература"]


def test_regions_are_in_the_kazakh_order(desk):
    page = desk.get(reverse("admin:articles_region_changelist"), {"kind": "oblast"})
    names = [row.name_kk for row in page.context["cl"].result_list]
    assert names[:3] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы"]
    assert names.index("Шығыс Қазақстан облысы") == len(names) - 1
    assert len(names) == Region.objects.filter(kind="oblast").count()


def test_sections_of_one_place_stand_by_name_for_readers(named):
    named(Category)
    assert [each.name for each in Masthead("kk").sections if each.name in NAMES] == IN_ORDER


def test_colleagues_are_named_and_stand_by_name(desk, person, chief, write):
    for login, first, last in (("a", "Ұлан", "Оспан"), ("b", "Әсел", "Нұр"), ("c", "Ақан", "Сері")):
        user = person("journalist", login)
        user.first_name, user.last_name = first, last
        user.save()
    named = ["Ақан Сері", "Әсел Нұр", "Ұлан Оспан"]
    people = desk.get(reverse("admin:auth_user_changelist")).context["cl"].result_list
    assert [each.get_full_name() for each in people if each.first_name] == named
    form = desk.get(reverse("admin:articles_article_add")).context["adminform"].form
    offered = [label for _value, label in form.fields["owner"].choices]
    assert [label for label in offered if label in named] == named
    assert chief.username in offered
    write(people[1], headline="Көпір ашылды")
    assert people[1].get_full_name() in desk.get("/admin/articles/article/").content.decode()


def test_screens_are_listed_by_name(desk):
    apps = desk.get(reverse("admin:index")).context["available_apps"]
    assert [app["app_label"] for app in apps] == ["articles", "media", "auth"]
    names = [str(model["name"]) for model in apps[0]["models"]]
    assert names.index("Өңірлер") < names.index("Сюжеттер")


def test_the_tags_of_a_story_stand_by_name(desk, write, chief):
    article = write(chief, tags=[Tag.objects.create(name=name) for name in NAMES])
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert fields_of(desk.get(address))["tags"] == [", ".join(IN_ORDER)]
    desk.post(address, fields_of(desk.get(address)) | {"_save": "1"})
    assert article.versions.count() == 1
    version = reverse("admin:articles_article_version", args=[article.pk, 1])
    assert ", ".join(IN_ORDER) in desk.get(version).content.decode()
