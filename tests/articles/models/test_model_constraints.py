"""What the database itself refuses, whoever asks: each rule broken once, past every form."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import (
    Agency,
    Article,
    ArticleTag,
    Author,
    Category,
    Contribution,
    Duty,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTopic,
    House,
    OldAddress,
    Region,
    Role,
    Tag,
    Topic,
    Version,
)
from media.models import Photo, PhotoCredit

NOON = datetime(2026, 2, 19, 12, tzinfo=ZoneInfo("Asia/Almaty"))
HOUR = timedelta(hours=1)


@pytest.fixture
def article(write, journalist):
    return write(journalist)


@pytest.fixture
def edition(article):
    """Return a maker of raw editions, an hour each unless told otherwise."""

    def make(**fields):
        number = Edition.objects.filter(article=article).count()
        opens = NOON + 2 * number * HOUR
        return Edition.objects.create(
            **{
                "article": article,
                "number": number + 1,
                "headline": "Хабар",
                "slug": "habar",
                "visible_from": opens,
                "visible_until": opens + HOUR,
                "published_at": opens,
                "updated_at": opens,
            }
            | fields
        )

    return make


def refused(make, *, by=""):
    """Tell that the database refuses, by the rule of this name where it names one."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    if by:
        assert by in str(error.value), error.value


def test_an_interval_does_not_end_before_it_begins(edition):
    refused(lambda: edition(visible_until=NOON - HOUR), by="edition_interval")
    assert edition(visible_until=NOON).is_withdrawn


def test_a_story_is_not_published_after_it_is_visible(edition):
    refused(lambda: edition(published_at=NOON + HOUR), by="edition_published_first")
    edition(published_at=NOON - HOUR)


def test_no_edition_opens_under_embargo(edition):
    refused(lambda: edition(embargoed_until=NOON + HOUR), by="edition_embargo")
    edition(embargoed_until=NOON)


def test_one_edition_at_most_is_open(edition):
    edition(visible_until=None)
    refused(lambda: edition(visible_until=None))


def test_two_editions_have_two_numbers(edition):
    edition()
    refused(lambda: edition(number=1))


def test_a_version_has_its_own_number(article, journalist):
    refused(lambda: Version.objects.create(article=article, number=1, by=journalist, content={}))


def test_there_is_one_house(db):
    House.objects.create(pk=1, name_kk="Жаңалық")
    refused(lambda: House.objects.create(pk=2), by="house_is_one")


def test_a_house_that_was_not_described_is_an_empty_one(db):
    assert House.get().pk == 1
    assert not House.objects.exists()


@pytest.mark.parametrize("empty", [{}, {"line_ru": "Фото читателя"}, {"licence": "own"}])
def test_a_credit_names_somebody(db, empty):
    refused(lambda: PhotoCredit.objects.create(**empty), by="photocredit_names_somebody")


def test_two_spellings_of_a_credit_are_one(db):
    PhotoCredit.objects.create(source="Ақорда")
    # The same word with a Latin A and o.
    refused(lambda: PhotoCredit.objects.create(source="aқoрдa"))
    PhotoCredit.objects.create(photographer="Ақорда")


def test_a_focal_point_lies_in_the_photo(db):
    refused(lambda: Photo.objects.create(original="a", focal_x=1.1), by="photo_focal_point")
    refused(lambda: Photo.objects.create(original="a", focal_y=-0.1), by="photo_focal_point")


def test_a_duty_ends_after_it_starts(editor):
    refused(
        lambda: Duty.objects.create(editor=editor, starts_at=NOON, ends_at=NOON),
        by="duty_ends_after_it_starts",
    )


def test_a_category_is_not_its_own_section(category):
    refused(
        lambda: Category.objects.filter(pk=category.pk).update(parent=category),
        by="category_not_own_parent",
    )


def test_an_imported_story_comes_once(write, journalist):
    write(journalist, imported_from="old", imported_id="1")
    refused(lambda: write(journalist, imported_from="old", imported_id="1"))
    write(journalist, imported_from="other", imported_id="1")
    # Of our own there are as many as one likes.
    write(journalist)
    write(journalist)


def test_a_person_stands_once_in_a_role(article):
    author = Author.objects.create(name="Айгүл", slug="aigul")
    Contribution.objects.create(article=article, author=author)
    Contribution.objects.create(article=article, author=author, role=Role.PHOTOGRAPHER)
    refused(lambda: Contribution.objects.create(article=article, author=author))


def test_an_old_address_leads_to_one_story(article):
    OldAddress.objects.create(path="/2020/habar/", article=article)
    refused(lambda: OldAddress.objects.create(path="/2020/habar/", article=article))


@pytest.mark.parametrize("kind", ["tag", "region", "topic", "photo", "author"])
def test_an_edition_stands_once_in_a_list(edition, kind, photo):
    model, thing = {
        "tag": (EditionTag, lambda: Tag.objects.create(name="Мектеп")),
        "region": (EditionRegion, Region.objects.first),
        "topic": (EditionTopic, lambda: Topic.objects.create(slug="t", name_kk="Т")),
        "photo": (EditionPhoto, lambda: photo),
        "author": (EditionByline, lambda: Author.objects.create(name="А", slug="a")),
    }[kind]
    row = {kind: thing(), "edition": edition()}
    row |= {"article": row["edition"].article, "language": "kk", "published_at": NOON}
    model.objects.create(**row)
    refused(lambda: model.objects.create(**row))


def test_a_tag_stands_once_on_a_story(article):
    tag = Tag.objects.create(name="Мектеп")
    ArticleTag.objects.create(tag=tag, content_object=article)
    refused(lambda: ArticleTag.objects.create(tag=tag, content_object=article))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Agency.objects.create(name="JQ-Aqparat"),
        lambda: Author.objects.create(name="Айгүл", slug="aigul"),
        lambda: Category.objects.create(name_kk="Қоғам", slug="bir"),
        lambda: Topic.objects.create(name_kk="Су тасқыны", slug="bir"),
    ],
)
def test_names_and_addresses_are_given_once(db, make):
    make()
    refused(make)


def test_what_readers_had_is_not_deleted_with_anything(
    write, journalist, editor, category, photo, django_user_model
):
    """Taxonomy is retired, people leave, stories are killed: rows with editions stay."""
    from articles import workflow

    article = write(journalist, photo=photo, tags=Tag.called(["Мектеп"]))
    workflow.approve(article, by=editor)
    for row in (article, category, photo, photo.credit, editor, journalist, Tag.objects.get()):
        with pytest.raises(ProtectedError), transaction.atomic():
            row.delete()
    assert Article.objects.exists()
