"""Names stand in one order on both databases, and it is the Kazakh one."""

import random

import pytest
from django.db import connection
from django.utils import translation

from articles.models import Author, Category, Tag
from kazakh import order
from kazakh.alphabet import LETTERS
from media.models import PhotoCredit
from media.order import kazakh_order

NAMES = [
    "Абай", "абай", "АБАЙ", "«Абай»", "\"Абай\" опера театры", "Абай ауданы", "Абай-Тас", "абайлау",
    "Ақ", "Ақ Жол", "«Ақ Жол» партиясы", "Ақ-Жол", "АҚ", "Ақжол", "ақша", "Алматы", "алматы",
    "Алматы (қала)", "Алматы облысы", "Алма-Ата", "Алма Ата", "Алмаата", "Әйтеке би", "Әлем",
    "айван", "айқай", "аида", "Аида", "Ёлкин", "елкин", "ежелгі", "Ежов", "еңбек", "ёлка", "Ера",
    "ия", "йога", "иә", "Йод", "инфляция", "ыдыс", "Ыбырай", "іні", "Ілияс", "ірі", "ышқыр",
    "уақыт", "ұлт", "Ұлытау", "үміт", "Үшарал", "фонд", "халық", "һәм", "цирк", "Наhан", "Наһан",
    "ң", "нан", "ңа", "орал", "Өскемен", "об", "гүл", "ғалым", "к", "қ", "кә", "қа", "э", "ю", "я",
    "2026", "10", "9", "100 күн", "1-мектеп", "1 мектеп", "apple", "Apple", "Zara", "iPhone",
    "IPHONE", "resume", "résumé", "rest", "YouTube", "Қазақстан", "қазақстан", "Қазақ тілі",
    "Қазақ-түрік", "Қазақ, орыс", "А. Байтұрсынұлы", "А.Байтұрсынұлы", "А.Б.",
    "О'Коннор", "ОКоннор", "Д’Артаньян", "C++", "C#", "5 %", "5 км", "50%",
    "_ішкі", "шілде", "шелек", "щи", "чай", "ъ", "ь",
]  # fmt: skip


@pytest.mark.django_db
def test_the_database_and_python_sort_a_hard_list_alike():
    names = [*NAMES, *LETTERS, *LETTERS.upper()]
    names = list(dict.fromkeys(names))
    random.Random(7).shuffle(names)
    Author.objects.bulk_create(
        Author(name=name, slug=f"a{number}") for number, name in enumerate(names)
    )
    stored = list(Author.objects.order_by(*kazakh_order("name")).values_list("name", flat=True))
    assert stored == sorted(names, key=order.key)


@pytest.mark.django_db
def test_generated_names_are_sorted_alike():
    some = random.Random(11)
    letters = LETTERS + LETTERS.upper() + "abcxyzABCXYZ0123456789  --'«»\".,()&+№"
    names = {"".join(some.choices(letters, k=some.randint(1, 6))).strip() for _each in range(3000)}
    names |= {
        "".join(some.choices("аАәеЕёЁийЙіІ -«", k=some.randint(1, 5))) for _each in range(3000)
    }
    Author.objects.bulk_create(
        Author(name=name, slug=f"a{number}") for number, name in enumerate(sorted(names))
    )
    stored = list(Author.objects.order_by(*kazakh_order("name")).values_list("name", flat=True))
    assert stored == sorted(names, key=order.key)


@pytest.mark.django_db
def test_nameless_rows_come_first():
    root = Category.objects.create(slug="a", name_kk="Яғни")
    below = Category.objects.create(slug="b", name_kk="Аян", parent=root)
    assert list(Category.objects.order_by(*kazakh_order("parent__name_kk"))) == [root, below]


@pytest.mark.django_db
def test_names_are_filed_in_the_language_of_the_page():
    for slug, kazakh, russian in (
        ("a", "Әлем", "Мир"),
        ("b", "Қоғам", "Общество"),
        ("c", "Үй", ""),
    ):
        Category.objects.create(slug=slug, name_kk=kazakh, name_ru=russian)
    with translation.override("kk"):
        assert [each.name for each in Category.objects.order_by(*Category.by_name())] == [
            "Әлем",
            "Қоғам",
            "Үй",
        ]
    with translation.override("ru"):
        assert [each.name for each in Category.objects.order_by(*Category.by_name())] == [
            "Мир",
            "Общество",
            "Үй",
        ]


@pytest.mark.django_db
def test_a_credit_is_filed_under_the_name_it_shows():
    ready = max(PhotoCredit.objects.values_list("pk", flat=True))
    PhotoCredit.objects.create(source="Үміт")
    PhotoCredit.objects.create(photographer="Әлия", source="Яссы")
    PhotoCredit.objects.create(line_kk="Оқушы суреті")
    credits = PhotoCredit.objects.filter(pk__gt=ready).order_by(*kazakh_order(PhotoCredit.NAME))
    assert [str(each) for each in credits] == ["Әлия / Яссы", "Оқушы суреті", "Үміт"]


@pytest.mark.django_db
def test_tags_are_read_off_an_index():
    Tag.objects.bulk_create(
        Tag(name=f"т{n}", slug=f"t{n}", folded=f"т{n}", filed_as=str(n).encode())
        for n in range(300)
    )
    page = Tag.objects.order_by("filed_as", "id")[:100]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "tag_in_order" in page.explain()


@pytest.mark.django_db
def test_a_tag_is_filed_when_it_is_saved():
    for name in ("Ұлт", "уақыт", "«Өрлеу»", "орал", "Zara", "2026"):
        Tag.objects.create(name=name)
    tag = Tag.objects.get(name="Ұлт")
    tag.name = "Әдеп"
    tag.save(update_fields=["name"])
    names = Tag.objects.order_by("filed_as", "id").values_list("name", flat=True)
    assert list(names) == ["2026", "Әдеп", "орал", "«Өрлеу»", "уақыт", "Zara"]
