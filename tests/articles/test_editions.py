"""What an approval copies, and where the copy stands in the lists."""

import pytest

from articles import workflow
from articles.models import (
    Agency,
    Author,
    Category,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTerms,
    EditionTopic,
    Language,
    Region,
    Role,
    Tag,
    Topic,
)
from articles.models.story import STORY_FIELDS


@pytest.fixture
def full(write, journalist, category, photo, clock):
    """A story with everything a story can have."""
    talgar = Region.objects.get(code="KZ-19-talgar")
    article = write(
        journalist,
        language=Language.KAZAKH,
        category=Category.objects.create(slug="bilim", name_kk="Білім", parent=category),
        region=talgar,
        agency=Agency.objects.create(name="JQ-Aqparat"),
        dateline="Талғар",
        source_name="Aqorda.resmi",
        source_url="https://example.kz/1",
        origin="press_release",
        genre="official",
        commercial="state_order",
        photo=photo,
        photo_caption="Мектеп ауласы",
        age_mark=6,
        urgency=3,
        embargoed_until=clock.after(hours=-1),
        expires_at=clock.after(days=9),
        body=f'<p>Бір екі үш.</p><figure data-photo="{photo.pk}"></figure>',
        tags=Tag.called(["Мектеп", "Білім"]),
    )
    article.further_regions.set([Region.objects.get(code="KZ-71")])
    article.topics.set([Topic.objects.create(slug="jana-mektep", name_kk="Жаңа мектеп")])
    for order, role in enumerate((Role.AUTHOR, Role.PHOTOGRAPHER)):
        author = Author.objects.create(name=f"Автор {order}", slug=f"avtor-{order}")
        article.contributions.create(author=author, role=role, order=order, share=50 + order)
    return article


def rows(model, edition, *names):
    return list(model.objects.filter(edition=edition).order_by("pk").values_list(*names))


def test_an_edition_is_a_complete_copy(full, editor):
    workflow.approve(full, by=editor)
    edition = full.editions.get()
    for name in STORY_FIELDS:
        assert getattr(edition, name) == getattr(full, name), name
    assert edition.text.body == full.body
    assert edition.text.plain == "Бір екі үш."
    assert edition.words == len(full.lead.split()) + 3
    assert edition.approved_by == editor


def test_an_edition_stands_in_the_lists_of_all_it_is_about(full, editor, photo):
    workflow.approve(full, by=editor)
    edition = full.editions.get()
    assert edition.section == full.category.parent
    assert edition.oblast.code == "KZ-19"
    assert {row.tag.name for row in EditionTag.objects.all()} == {"Мектеп", "Білім"}
    assert rows(EditionTopic, edition, "topic__slug") == [("jana-mektep",)]
    # The district, the oblast above it, and the further one; each once.
    assert {code for (code,) in rows(EditionRegion, edition, "region__code")} == {
        "KZ-19-talgar",
        "KZ-19",
        "KZ-71",
    }
    assert rows(EditionPhoto, edition, "photo_id") == [(photo.pk,)]
    assert rows(EditionByline, edition, "author__slug", "role", "share", "order") == [
        ("avtor-0", "author", 50, 0),
        ("avtor-1", "photographer", 51, 1),
    ]
    for model in (EditionTag, EditionTopic, EditionRegion, EditionPhoto, EditionByline):
        for row in model.objects.all():
            assert (row.article_id, row.language, row.published_at) == (
                full.pk,
                edition.language,
                edition.published_at,
            )


def test_a_released_edition_is_the_same_copy_again(full, editor, clock):
    workflow.approve(full, by=editor)
    clock.tick()
    workflow.hold(full, by=editor)
    clock.tick()
    workflow.release(full, by=editor)
    first, second = full.editions.order_by("number")
    own = {"id", "number", "visible_from", "visible_until", "ended_as"}
    for field in Edition._meta.concrete_fields:
        if field.name not in own:
            assert getattr(second, field.attname) == getattr(first, field.attname), field.name
    for name in ("body", "html", "plain"):
        assert getattr(second.text, name) == getattr(first.text, name)
    for model, names in (
        (EditionTag, ["tag_id"]),
        (EditionTerms, ["terms", "made_by"]),
        (EditionTopic, ["topic_id"]),
        (EditionRegion, ["region_id"]),
        (EditionPhoto, ["photo_id"]),
        (EditionByline, ["author_id", "role", "share", "is_printed", "order"]),
    ):
        names += ["article_id", "language", "published_at"]
        assert rows(model, second, *names) == rows(model, first, *names), model


def test_what_readers_have_does_not_follow_the_desk(full, editor, rewrite, journalist):
    workflow.approve(full, by=editor)
    full.tags.clear()
    full.topics.clear()
    full.contributions.all().delete()
    rewrite(full, by=journalist, headline="Басқа", body="<p>Басқа.</p>", region=None)
    edition = full.editions.get()
    assert edition.headline != "Басқа"
    assert edition.text.plain == "Бір екі үш."
    assert EditionTag.objects.count() == 2
    assert EditionByline.objects.count() == 2


def test_a_top_region_and_a_top_section_are_their_own(write, journalist, editor, category):
    astana = Region.objects.get(code="KZ-71")
    article = write(journalist, region=astana)
    workflow.approve(article, by=editor)
    edition = article.editions.get()
    assert (edition.section, edition.oblast) == (category, astana)
    assert rows(EditionRegion, edition, "region_id") == [(astana.pk,)]


def test_numbers_follow_approval(write, journalist, editor, rewrite, clock):
    article = write(journalist)
    for number in range(1, 5):
        workflow.approve(article, by=editor)
        assert article.editions.latest("number").number == number
        clock.tick()
        rewrite(article, by=journalist, lead=f"Өзгеріс {number}")


def test_the_two_tellings_of_visible_agree(write, journalist, editor, clock, rewrite):
    """`visible()` asks the database, `is_visible()` one edition; and the rows of every list."""
    article = write(journalist, tags=Tag.called(["Мектеп"]), expires_at=clock.after(hours=9))
    workflow.approve(article, by=editor)
    clock.tick(hours=1)
    rewrite(article, by=journalist, lead="Екі")
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    rewrite(article, by=journalist, lead="Үш")
    workflow.approve(article, by=editor, at=clock.after(hours=2))
    rewrite(article, by=journalist, lead="Төрт")
    workflow.approve(article, by=editor, at=clock.after(hours=3))
    moments = {None, clock.after(hours=-2)}
    for edition in Edition.objects.all():
        for moment in filter(None, (edition.visible_from, edition.visible_until)):
            moments |= {moment + step * clock.now.resolution for step in (-1, 0, 1)}
    for moment in moments:
        asked = set(Edition.objects.visible(moment).values_list("pk", flat=True))
        told = {edition.pk for edition in Edition.objects.all() if edition.is_visible(moment)}
        listed = set(EditionTag.objects.visible(moment).values_list("edition_id", flat=True))
        assert asked == told == listed
        assert len(asked) <= 1
        # Ahead, seen and the rest: no edition is in two of them or in none without a reason.
        ahead = set(Edition.objects.scheduled(moment).values_list("pk", flat=True))
        seen = set(Edition.objects.seen(moment).values_list("pk", flat=True))
        empty = {edition.pk for edition in Edition.objects.all() if edition.is_withdrawn}
        assert not ahead & seen
        assert ahead | seen | empty == {edition.pk for edition in Edition.objects.all()}
        assert asked <= seen
