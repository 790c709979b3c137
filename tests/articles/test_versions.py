"""Putting back what an earlier version held: the next version, by whoever puts back."""

import pytest
from django.utils import timezone

from articles import versions, workflow, writing
from articles.models import Agency, Article, Author, Category, Language, Region, Status, Tag
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(write, journalist, editor, rewrite):
    """A story of two versions: the second changed its headline, lead, body and tags."""
    article = write(journalist, headline="Су келді", lead="Лид.", tags=["су", "ауыл"])
    article.tags.set(["жол"])
    rewrite(article, by=journalist, headline="Жол салынды", lead="Жаңа лид.", body="<p>Жаңа.</p>")
    return Article.objects.get()


def version(story, number=1):
    return story.versions.get(number=number)


def put_back(story, by, parts=None, number=1, **more):
    return versions.restore(
        story, version(story, number), by=by, parts=parts, **{"based_on": story.version, **more}
    )


def test_one_part_is_put_back_and_the_rest_stays(story, editor):
    restored = put_back(story, editor, ["lead"])
    story.refresh_from_db()
    assert (story.lead, story.headline) == ("Лид.", "Жол салынды")
    assert restored.parts == ["lead"] and restored.stood_in == 2
    assert restored.version.number == story.version == 3
    assert restored.version.by == editor


def test_the_whole_is_put_back_as_the_next_version(story, editor):
    first = version(story).content
    put_back(story, editor)
    story.refresh_from_db()
    now = writing.content_of(story)
    assert {name: now[name] for name in versions.PARTS if name != "slug"} == {
        name: first[name] for name in versions.PARTS if name != "slug"
    }
    assert set(story.tags.names()) == {"су", "ауыл"}


def test_putting_back_can_itself_be_put_back(story, editor):
    restored = put_back(story, editor)
    put_back(Article.objects.get(), editor, number=restored.stood_in)
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Жол салынды", "Жаңа лид.")


def test_what_stands_already_makes_no_version(story, editor):
    put_back(story, editor)
    again = put_back(Article.objects.get(), editor)
    assert again.version is None and again.parts == [] and again.left == []
    assert story.versions.count() == 3


def test_it_is_writing_by_who_puts_back(story, journalist, editor):
    put_back(story, editor, ["lead"])
    assert workflow.writers(Article.objects.get()) == {journalist.pk, editor.pk}


def test_an_approved_story_becomes_a_draft_and_readers_see_no_change(story, journalist, editor):
    workflow.approve(story, by=editor)
    put_back(Article.objects.get(), journalist, ["headline"])
    story.refresh_from_db()
    assert story.status == Status.DRAFT and story.headline == "Су келді"
    assert story.editions.visible().get().headline == "Жол салынды"


def test_somebody_who_saved_meanwhile_is_not_overwritten(story, journalist, editor, rewrite):
    rewrite(Article.objects.get(), by=journalist, lead="Ең жаңа лид.")
    with pytest.raises(Overtaken):
        put_back(Article.objects.get(), editor, based_on=2)
    assert Article.objects.get().lead == "Ең жаңа лид."


def test_a_killed_story_and_a_strangers_take_nothing_back(story, editor, chief, person):
    with pytest.raises(NotAllowed):
        put_back(story, person("journalist", "basqa"))
    workflow.approve(story, by=editor)
    workflow.kill(Article.objects.get(), by=chief, note="Қате")
    with pytest.raises(NotAllowed):
        put_back(Article.objects.get(), editor)
    assert Article.objects.get().headline == "Жол салынды"


def test_a_withdrawn_photo_stays_away_from_the_story_and_its_body(
    write, journalist, editor, photo, rewrite
):
    figure = f'<figure data-photo="{photo.pk}"></figure>'
    story = write(journalist, photo=photo, photo_caption="Көпір", body=f"<p>Бір</p>{figure}")
    rewrite(story, by=journalist, photo=None, photo_caption="", body="<p>Екі</p>")
    photo.withdrawn_at = timezone.now()
    photo.save()
    restored = put_back(Article.objects.get(), editor)
    story.refresh_from_db()
    assert (story.photo, story.photo_caption, story.body) == (None, "", "<p>Бір</p>")
    assert restored.parts == ["body"]
    assert [str(photo.pk) in sentence for sentence in restored.left] == [True, True]


def test_what_was_retired_since_is_not_put_back_and_named(
    write, journalist, editor, category, rewrite
):
    agency = Agency.objects.create(name="Дала")
    region = Region.objects.exclude(parent=None).first()
    story = write(journalist, agency=agency, region=region)
    other = Category.objects.create(slug="sport", name_kk="Спорт")
    rewrite(story, by=journalist, category=other, agency=None, region=None)
    Category.objects.filter(pk=category.pk).update(is_retired=True)
    Agency.objects.update(is_retired=True)
    restored = put_back(Article.objects.get(), editor)
    story.refresh_from_db()
    assert (story.category, story.agency, story.region) == (other, None, region)
    assert restored.parts == ["region"]
    said = " ".join(restored.left)
    assert "Қоғам" in said and "Дала" in said and len(restored.left) == 2


def test_a_tag_that_was_merged_comes_back_as_what_it_was_merged_into(story, editor):
    into = Tag.objects.create(name="өзен", slug="ozen")
    Tag.objects.filter(name="су").update(merged_into=into)
    restored = put_back(story, editor, ["tags"])
    assert set(Article.objects.get().tags.names()) == {"өзен", "ауыл"}
    assert len(restored.left) == 1 and "өзен" in restored.left[0]


def test_bylines_come_back_with_their_shares(write, journalist, editor, rewrite):
    author = Author.objects.create(name="Айгүл", slug="a")
    story = write(journalist)
    story.contributions.create(author=author, role="author", share=60, is_printed=False)
    rewrite(story, by=journalist, lead="Екінші.")
    story.contributions.all().delete()
    rewrite(story, by=journalist, lead="Үшінші.")
    put_back(Article.objects.get(), editor, ["contributions"], number=2)
    part = story.contributions.get()
    assert (part.author, part.share, part.is_printed) == (author, 60, False)


def test_parts_for_editors_are_no_journalists(write, journalist, editor, rewrite):
    story = write(journalist, commercial="advertising", lead="Бір.")
    rewrite(story, by=editor, commercial="none", lead="Екі.")
    assert versions.restorable(story, version(story), by=journalist) == ["lead"]
    assert versions.restorable(story, version(story), by=editor) == ["lead", "commercial"]
    put_back(Article.objects.get(), journalist)
    assert Article.objects.get().commercial == "none"


def test_the_rules_of_translations_hold_for_what_comes_back(write, journalist, editor, rewrite):
    original = write(journalist, headline="Түпнұсқа")
    story = write(journalist, headline="Перевод", language=Language.RUSSIAN,
                  translation_of=original, follows=0)  # fmt: skip
    rewrite(story, by=editor, translation_of=None, follows=None)
    write(journalist, headline="Другой", language=Language.RUSSIAN, translation_of=original,
          follows=0)  # fmt: skip
    with pytest.raises(Refused):
        put_back(Article.objects.get(pk=story.pk), editor, ["translation_of"])
    story.refresh_from_db()
    assert story.translation_of is None and story.versions.count() == 2


def test_what_the_law_removed_is_in_no_version_to_come_back(story, editor, chief):
    workflow.redact(story, by=chief, note="Заң", fields=["lead"])
    assert "lead" not in versions.restorable(story, version(story), by=editor)


def test_what_readers_see_is_what_stood_when_it_was_approved(
    write, journalist, editor, photo, rewrite
):
    region = Region.objects.exclude(parent=None).first()
    further = Region.objects.exclude(parent=None).exclude(parent=region.parent).first()
    story = write(journalist, photo=photo, region=region, tags=["су"])
    story.further_regions.add(further)
    story.contributions.create(author=Author.objects.create(name="Айгүл", slug="a"), role="author")
    workflow.approve(story, by=editor)
    edition = story.editions.visible().get()
    held = versions.of_readers(edition, story)
    parts = versions.differing(held, writing.content_of(story))
    assert [name for name in parts if name not in versions.OF_THE_DESK] == []
    story.further_regions.clear()
    rewrite(story, by=journalist, lead="Жаңа лид.")
    held = versions.of_readers(edition, story)
    assert versions.differing(held, writing.content_of(story)) == ["lead", "further_regions"]
    assert held["further_regions"] == [further.pk]
