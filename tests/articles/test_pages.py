"""The preview of a draft: the readers' own page, made from the desk's copy, saving nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles import pages, workflow
from articles.models import Article, Author, Contribution, House, Tag, Topic
from articles.models.story import STORY_FIELDS

pytestmark = pytest.mark.django_db


def print_preview(article):
    return pages.answer("public/article.html", pages.preview(article)).content.decode()


def test_a_draft_is_shown_as_readers_would_see_it(write, journalist, picture, house):
    article = write(
        journalist,
        photo=picture("d1"),
        lead="Кіріспе сөз",
        dateline="Түркістан",
        source_name="Aqorda.resmi",
        tags=[Tag.objects.create(name="су", slug="su")],
    )
    article.topics.add(Topic.objects.create(slug="t", name_kk="Тақырыпша"))
    author = Author.objects.create(name="Айгүл", slug="aigul")
    Contribution.objects.create(article=article, author=author)
    page = print_preview(article)
    for part in (article.headline, "Кіріспе сөз", "Түркістан", "Aqorda.resmi", "/tag/su/",
                 "Тақырыпша", "Айгүл", "Сурет: Aqorda.resmi", 'content="noindex, nofollow"',
                 'class="preview"'):  # fmt: skip
        assert part in page


def test_a_preview_is_the_published_page_without_what_leads_the_story_outside(
    client, write, journalist, editor, picture, house
):
    article = write(journalist, photo=picture("d2"))
    workflow.approve(article, by=editor)
    public = client.get(f"/news/{article.pk}-{article.slug}/").content.decode()
    edition = article.editions.get()
    shown = pages.answer(
        "public/article.html", pages.preview(article, at=edition.visible_from)
    ).content.decode()
    body = '<article class="page'
    shown, public = shown.split(body)[1], public.split(body)[1]
    for way in (r'<ul class="ways".*?</ul>', r'<p class="to-note">.*?</p>',
                r'<p class="column on-paper".*?</p>', r"<script\b.*?</script>"):  # fmt: skip
        assert len(re.findall(way, public, re.DOTALL)) == 1, way
        public = re.sub(way, "", public, flags=re.DOTALL)
    assert shown.split() == public.split()


def test_a_preview_tells_nobody_where_the_story_will_stand(write, journalist, house):
    House.objects.update(has_latin_script=True)
    article = write(journalist)
    head = print_preview(article).partition("</head>")[0]
    assert pages.address(article.pk, article.slug) not in head
    assert "ld+json" not in head
    assert "hreflang" not in head


def test_a_preview_writes_nothing(write, journalist):
    article = write(journalist)
    with CaptureQueriesContext(connection) as queries:
        print_preview(article)
    assert not [q for q in queries if not q["sql"].lstrip("( ").startswith("SELECT")]
    assert not article.editions.exists()


def test_a_story_that_was_never_saved_has_a_preview(db, house):
    article = Article(headline="Жаңа <b>", body="<p>Мәтін</p><script>alert(1)</script>")
    page = print_preview(article)
    assert "Жаңа &lt;b&gt;" in page
    assert "<p>Мәтін</p>" in page
    assert "<script" not in page


def test_every_field_of_a_story_reaches_the_page_object(write, journalist):
    article = write(journalist)
    edition = pages.preview(article)["edition"]
    for name in STORY_FIELDS:
        assert getattr(edition, name) == getattr(article, name)


def test_a_preview_of_what_stands_unchanged_shows_no_update(write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    assert not pages.preview(article)["edition"].is_updated
    article.status = "draft"
    assert pages.preview(article)["edition"].is_updated


def test_the_note_above_a_preview_speaks_the_language_of_the_desk(write, journalist):
    article = write(journalist, language="en")
    with translation.override("ru"):
        page = pages.preview(article)
        html = pages.answer("public/article.html", page).content.decode()
    assert '<p class="preview" role="note" lang="ru">' in html
    assert '<html lang="en">' in html
