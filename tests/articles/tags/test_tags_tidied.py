"""Tags that nobody uses and tags that are probably one."""

from datetime import timedelta

import pytest

from articles.models import Tag, TagUse
from articles.tags import counting, filing, merging, suggesting, tidying
from articles.tags.tidying import Kind
from tests.published import NOW

pytestmark = pytest.mark.django_db


def names(kind, at=NOW):
    return {use.tag.name for use in tidying.unused(kind, at=at)}


@pytest.fixture
def used(publish):
    Tag.called(["Ешқайда", "Бір рет", "Ескі", "Жиі"])
    publish("Бір", tags=["Бір рет", "Жиі"])
    publish("Екі", tags=["Жиі"])
    publish("Көне", hours=-24 * 500, tags=["Ескі"])
    publish("Көне тағы", hours=-24 * 400, tags=["Ескі"])
    filing.file_missing()
    counting.count()


def test_each_list_has_its_own(used):
    assert names(Kind.NEVER) == {"Ешқайда"}
    assert names(Kind.ONCE) == {"Бір рет"}
    assert names(Kind.LONG_AGO) == {"Ескі"}
    assert names(Kind.LONG_AGO, at=NOW + timedelta(days=366)) == {"Ескі", "Жиі", "Бір рет"}
    assert names(Kind.RETIRED) == set()


def test_a_retired_tag_is_out_of_sight_and_comes_back(used):
    tag = Tag.objects.get(name="Ешқайда")
    assert tidying.retire([tag.pk, 987654], gone=True) == [tag]
    assert tidying.retire([tag.pk], gone=True) == []
    assert names(Kind.NEVER) == set()
    assert names(Kind.RETIRED) == {"Ешқайда"}
    assert suggesting.beginning("ешқ") == []
    tidying.retire([tag.pk], gone=False)
    assert names(Kind.NEVER) == {"Ешқайда"}
    assert [each.name for each in suggesting.beginning("ешқ")] == ["Ешқайда"]
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_a_merged_tag_is_in_no_list(used, editor):
    often, old = Tag.called(["Жиі", "Ескі"])
    merging.merge([old], into=often, by=editor)
    assert "Ескі" not in names(Kind.LONG_AGO) | names(Kind.NEVER)
    assert tidying.retire([old.pk], gone=True) == []


@pytest.mark.parametrize(
    "twins",
    [
        ("Мектеп", "Мектептер"), ("Астана", "Astana"), ("Абай Құнанбайұлы", "Құнанбайұлы Абай"),
        ("«Нұр» партиясы", "Нур партиясы"), ("Казакстан", "Қазақстан"), ("су-жарық", "Су жарық"),
    ],
)  # fmt: skip
def test_tags_of_the_same_words_look_like_one(twins):
    tags = Tag.called([*twins, "Бөтен"])
    assert len(tags) == 3
    filing.file_missing()
    [group] = tidying.alike()
    assert {use.tag.name for use in group} == {tag.name for tag in tags[:2]}


def test_groups_are_paged_by_what_they_share():
    Tag.called([f"{name} {form}" for name in "абвгд" for form in ("мектеп", "мектептер")])
    filing.file_missing()
    first = tidying.alike(most=3)
    rest = tidying.alike(after=first[-1][0].likeness, most=3)
    assert (len(first), len(rest)) == (3, 2)
    assert not TagUse.objects.filter(likeness="").exists()
