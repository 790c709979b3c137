"""What goes out comes in again as it was, and nothing goes out that readers may not have."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import workflow, writing
from articles.exchange.outgoing import Export
from articles.models import (
    Article,
    Edition,
)
from media.models import Photo
from tests.articles.exchange.emptied import empty

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(tmp_path):
    """Export everything; return the lines."""

    def run(**options):
        run.last = Export(tmp_path / "out.photos", at=timezone.now(), **options)
        return list(run.last.lines())

    return run


def public() -> list:
    """Return what readers get of every edition, without our numbers."""
    return [
        (
            edition.headline,
            edition.slug,
            edition.text.plain,
            edition.published_at,
            edition.visible_from,
            edition.visible_until,
            str(edition.agency),
            str(edition.section),
            str(edition.category),
            str(edition.oblast),
            str(edition.region),
            edition.photo and (edition.photo.digest, str(edition.photo.credit)),
            [row.tag.slug for row in edition.edition_tags.order_by("pk")],
            sorted(row.region.code for row in edition.edition_regions.all()),
            [(row.author.slug, row.role) for row in edition.edition_bylines.order_by("pk")],
            [row.topic.slug for row in edition.edition_topics.order_by("pk")],
            edition.translation_of and edition.translation_of.headline,
            sorted(edition.article.old_addresses.values_list("path", flat=True)),
        )
        for edition in Edition.objects.order_by("article_id")
    ]


def test_export_and_import_into_an_empty_newsroom_and_export_again_are_the_same(
    feed, line, picture, tmp_path
):
    (tmp_path / "a.jpg").write_bytes(picture("teal"))
    (tmp_path / "b.jpg").write_bytes(picture("gold"))
    later = (timezone.now() + timedelta(days=3)).isoformat()
    photo = {"file": "a.jpg", "caption": "К", "alt": "А", "focal": [0.1, 0.9], "keywords": "к"}
    photo["credit"] = {"photographer": "Н", "source": "С", "licence": "cc-by"}
    first = feed(
        line(id="x", lead="Лид", url=["/b", "/a"], region="turkistan/kentau-qalasy", agency="JQ"),
        line(id=2, published_at=later, further_regions=["KZ-79"], urgency=1, age_mark="16+"),
        line(
            id=3,
            category={"name": "Футбол", "slug": "dop", "name_ru": "Р", "parent": "Спорт"},
            tags=["в", {"name": "а", "slug": "aa"}, "б"],
            topics=[{"name": "Тақырып", "description_kk": "Т"}],
            bylines=["Б", {"name": "А", "role": "editor", "printed": False, "biography": "Ө"}],
            photo=photo,
            body='<p>1</p><figure data-gallery=""><figure data-photo="7"><figcaption>С</figcaption>'
            '</figure><figure data-photo="8"></figure></figure>',
            photos=[{"ref": 7, "file": "b.jpg"}, {"ref": 8, "file": "a.jpg"}],
            translation_of=2,
            language="en",
        ),
    )
    assert (first.counts, first.said) == ({"new": 3}, [])
    feed(line(id="x", headline="Басқа тақырып", url=["/b", "/a"]))
    call_command("export_articles", tmp_path / "first.jsonl", stdout=StringIO())
    before = [row for row in public() if row[5] is None]
    empty()
    call_command("import_articles", tmp_path / "first.jsonl", stdout=StringIO())
    call_command("export_articles", tmp_path / "second.jsonl", stdout=StringIO())
    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()
    names = [path.name for path in sorted((tmp_path / "first.jsonl.photos").iterdir())]
    assert len(names) == 2
    assert names == [path.name for path in sorted((tmp_path / "second.jsonl.photos").iterdir())]
    # Its first edition did not travel: the story stands as readers have it now.
    after = public()
    assert [row[:4] + row[5:] for row in after] == [row[:4] + row[5:] for row in before]


def test_own_stories_go_out_under_numbers_of_ours(feed, line, write, export, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    feed(line(id=f"article-{article.pk}"), line(id="same"))
    feed(line(id="same"), source="wire")
    assert [said["id"] for said in export()] == [
        f"own:article-{article.pk}",
        f"article-{article.pk}",
        "import:same",
        "wire:same",
    ]
    assert [said["id"] for said in export(source="wire")] == ["same"]


def test_drafts_held_and_killed_stories_stay_in_the_house(write, export, journalist, editor, chief):
    stories = [write(journalist, headline=name) for name in ("жоба", "тұр", "жоқ", "бар", "тек")]
    for article in stories[1:4]:
        workflow.approve(article, by=editor)
    workflow.hold(stories[1], by=editor)
    workflow.kill(stories[2], by=chief, note="Қате")
    workflow.approve(stories[4], by=editor, at=timezone.now() + timedelta(hours=1))
    workflow.unschedule(stories[4], by=editor)
    assert [said["headline"] for said in export()] == ["бар"]
    assert export.last.counts["stopped"] == 2


def test_words_of_the_desk_and_coming_changes_do_not_leak(write, export, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    writing.begin(article, by=journalist, based_on=article.version)
    article.headline = "Ертең ғана"
    article.ed_note = "Құпия"
    article.save()
    writing.finish(article, by=journalist)
    for at in (None, timezone.now() + timedelta(days=1)):
        if at:
            workflow.approve(article, by=editor, at=at)
        text = json.dumps(export(), ensure_ascii=False)
        assert "Ертең" not in text
        assert "Құпия" not in text
    assert export.last.counts["ahead"] == 1


def test_story_whose_original_stays_goes_out_alone(feed, line, export, chief):
    feed(line(id=1), line(id=2, translation_of=1, language="ru"))
    workflow.kill(Article.objects.get(imported_id="1"), by=chief, note="Қате")
    [said] = export()
    assert "translation_of" not in said


def test_withdrawn_photo_and_lost_file_stay_away(feed, line, picture, export, tmp_path):
    (tmp_path / "a.jpg").write_bytes(picture("pink"))
    (tmp_path / "b.jpg").write_bytes(picture("cyan"))
    feed(line(id=1, photo="a.jpg"), line(id=2, photo="b.jpg"))
    first, second = Photo.objects.order_by("pk")
    Photo.objects.filter(pk=first.pk).update(withdrawn_at=timezone.now())
    second.original.storage.delete(second.original.name)
    heard = []
    assert all("photo" not in said for said in export(say=heard.append))
    assert len(heard) == 1


def test_number_of_queries_does_not_grow_with_the_stories(
    feed, line, export, django_assert_max_num_queries
):
    feed(*[line(id=n, tags=["а", "б"], bylines="В", region="KZ-61") for n in range(60)])
    with django_assert_max_num_queries(25):
        assert len(export()) == 60
