"""Tags under their folded names, the regions of Kazakhstan, sections of two levels."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from articles.models import Category, Region, Tag

pytestmark = pytest.mark.django_db

SPELLINGS = [
    "Қазақстан",
    "қазақстан",
    "ҚАЗАҚСТАН",
    "  Қазақстан ",
    "Қaзaқcтaн",  # Latin a and c
    "Қазақ\u00adстан",  # a soft hyphen
]


class TestTags:
    """Two spellings of one word are one tag."""

    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_every_spelling_finds_the_one_tag(self, spelling):
        (tag,) = Tag.called(["Қазақстан"])
        assert Tag.called([spelling]) == [tag]
        assert Tag.objects.count() == 1

    def test_all_spellings_at_once_are_one_tag(self):
        assert len(Tag.called(SPELLINGS)) == 1
        assert Tag.objects.get().slug == "qazaqstan"

    @pytest.mark.parametrize("spelling", SPELLINGS[1:])
    def test_the_database_refuses_the_second_spelling(self, spelling):
        Tag.objects.create(name="Қазақстан")
        with pytest.raises(IntegrityError), transaction.atomic():
            Tag.objects.create(name=spelling)

    def test_latin_and_kazakh_letters_i_are_one(self):
        (tag,) = Tag.called(["білім"])
        assert Tag.called(["бiлiм", "БІЛІМ"]) == [tag]

    def test_different_words_are_different_tags_in_their_order(self):
        tags = Tag.called(["Су", "Ауа", "су", "Жер"])
        assert [tag.name for tag in tags] == ["Су", "Ауа", "Жер"]

    def test_nothing_is_no_tag(self):
        assert Tag.called(["", "  ", "\u200b"]) == []

    def test_two_tags_of_one_address_are_told_apart(self):
        Tag.called(["Сұлу", "Сулу"])
        assert sorted(Tag.objects.values_list("slug", flat=True)) == ["sulu", "sulu-1"]

    def test_a_merged_tag_leads_to_the_other(self):
        (good,) = Tag.called(["Астана"])
        (old,) = Tag.called(["Нұр-Сұлтан"])
        old.merged_into = good
        old.save()
        assert Tag.called(["нұр-сұлтан", "Астана"]) == [good]

    def test_renaming_folds_anew(self):
        (tag,) = Tag.called(["Алматы"])
        tag.name = "АЛМАТЫ қаласы"
        tag.save(update_fields=["name"])
        assert Tag.called(["алматы қаласы"]) == [tag]


class TestRegions:
    """All of Kazakhstan is shipped, with addresses that mean one place each."""

    def test_there_are_248_with_20_at_the_top(self):
        assert Region.objects.count() == 248
        assert Region.objects.filter(parent=None).count() == 20
        kinds = Counter(Region.objects.filter(parent=None).values_list("kind", flat=True))
        assert kinds == {"oblast": 17, "city_republican": 3}

    def test_the_tree_has_two_levels(self):
        assert not Region.objects.exclude(parent__parent=None).exists()
        for region in Region.objects.select_related("parent"):
            assert region.top.parent_id is None

    def test_each_has_its_code_and_its_three_names(self):
        assert Region.objects.values("code").distinct().count() == 248
        for name in ("name_kk", "name_ru", "name_en", "code", "slug"):
            assert not Region.objects.filter(**{name: ""}).exists()

    def test_an_address_means_one_place(self):
        rows = Region.objects.values_list("parent__slug", "slug")
        assert len(set(rows)) == 248
        # Districts of one name lie in several oblasts: the address says in which.
        assert max(Counter(slug for _parent, slug in rows).values()) > 1
        for _parent, slug in rows:
            assert slug.isascii() and slug == slug.lower()

    def test_the_same_address_twice_is_refused_at_the_top_and_below(self):
        astana = Region.objects.get(code="KZ-71")
        with pytest.raises(IntegrityError), transaction.atomic():
            Region.objects.create(code="X", kind="oblast", slug=astana.slug, name_kk="Х")
        child = Region.objects.exclude(parent=None).first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Region.objects.create(
                code="X", kind="district", slug=child.slug, parent=child.parent, name_kk="Х"
            )

    def test_a_name_follows_the_language_of_the_page(self):
        astana = Region.objects.get(code="KZ-11")
        names = []
        for language in ("kk", "ru", "en"):
            with translation.override(language):
                names.append(astana.name)
        assert names == ["Ақмола облысы", "Акмолинская область", "Akmola Region"]


class TestCategories:
    """Sections have two levels at most."""

    def test_a_third_level_is_refused(self, category):
        below = Category.objects.create(slug="bilim", name_kk="Білім", parent=category)
        with pytest.raises(ValidationError) as error:
            Category(slug="mektep", name_kk="Мектеп", parent=below).clean()
        assert "parent" in error.value.message_dict
        Category(slug="bala", name_kk="Бала", parent=category).clean()

    def test_a_section_with_subsections_stays_at_the_top(self, category):
        Category.objects.create(slug="bilim", name_kk="Білім", parent=category)
        other = Category.objects.create(slug="sport", name_kk="Спорт")
        category.parent = other
        with pytest.raises(ValidationError):
            category.clean()

    def test_a_section_is_not_below_itself(self, category):
        category.parent = category
        with pytest.raises(ValidationError):
            category.clean()

    def test_a_name_that_is_missing_is_the_kazakh_one(self, category):
        with translation.override("en"):
            assert category.name == "Қоғам"
        with translation.override("ru"):
            assert category.name == "Общество"

    def test_a_colour_is_a_colour(self, category):
        for colour in ("red", "#12345", "#12345g", "javascript:"):
            category.colour = colour
            with pytest.raises(ValidationError):
                category.full_clean()
