"""The lists: newest first by one bound, every row once, and an index behind each."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from articles.models import (
    Article,
    Author,
    Category,
    CorrectionKind,
    Edition,
    EditionByline,
    EditionRegion,
    EditionTag,
    EditionTopic,
    Region,
    Tag,
    Topic,
)
from articles.models.edition import Position

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 19, 18, 53, tzinfo=ZoneInfo("Asia/Almaty"))
STORIES = 3000
PAGE = 20


def bounds(rows) -> list[str]:
    """Return the upper bounds that the SQL of a list puts on `published_at` of its own table."""
    table = rows.model._meta.db_table
    where = str(rows.query).split(" WHERE ", 1)[1].split(" ORDER BY ")[0]
    # A tie-break inside an OR starts no index: it is none of the bounds.
    where = re.sub(r"\([^()]* OR [^()]*\)", "", where)
    return re.findall(rf'"{table}"."published_at" <=? [^ ]+', where)


def last_bound(rows):
    """Return the moments that the parameters of a list's SQL name, as moments."""
    _sql, given = rows.query.sql_with_params()
    texts = [str(each) for each in given if str(each)[:2] == "20"]
    return [
        moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        for moment in map(datetime.fromisoformat, texts)
    ]


class TestOneBound:
    """Of two upper bounds SQLite uses one, and reads half the table; of none, all of it."""

    @pytest.mark.parametrize("rows", [Edition.objects, EditionTag.objects])
    def test_the_smaller_of_now_and_the_page(self, rows):
        earlier = Position(NOW - timedelta(days=1), 7)
        later = Position(NOW + timedelta(days=1), 7)
        for listed, bound in (
            (rows.visible(NOW).newest_first(at=NOW), NOW),
            (rows.visible(NOW).newest_first(at=NOW, before=earlier), earlier.published_at),
            (rows.visible(NOW).newest_first(at=NOW, before=later), NOW),
            (rows.visible(NOW).newest_first(at=NOW, before=Position(NOW, 7)), NOW),
        ):
            assert len(bounds(listed)) == 1
            assert bound in last_bound(listed)

    def test_visibility_alone_puts_none(self):
        assert bounds(Edition.objects.visible(NOW)) == []

    def test_the_tie_break_stands_only_below_a_page(self):
        assert " OR " in str(Edition.objects.newest_first(at=NOW, before=Position(NOW, 7)).query)
        assert " OR " not in str(Edition.objects.newest_first(at=NOW).query)


def make(count, *, moment):
    """Make stories with one edition each, in every list, straight into the tables."""
    section = Category.objects.create(slug="qogam", name_kk="Қоғам")
    category = Category.objects.create(slug="bilim", name_kk="Білім", parent=section)
    region = Region.objects.get(code="KZ-19-talgar")
    tag, rare = Tag.called(["Мектеп", "Сирек"])
    topic = Topic.objects.create(slug="mektep", name_kk="Мектеп")
    author = Author.objects.create(name="Айгүл", slug="aigul")
    articles = Article.objects.bulk_create(
        [Article(headline=f"Хабар {n}", language="kk") for n in range(count)]
    )
    other = Category.objects.create(slug="sport", name_kk="Спорт")
    editions = Edition.objects.bulk_create(
        Edition(
            article=article,
            number=1,
            headline=article.headline,
            slug="habar",
            language="en" if n % 50 == 0 else "kk",
            # One story in four: of a section that has nearly all, any index is as good.
            category=other if n % 4 else category,
            section=other if n % 4 else section,
            region=region if n % 3 else None,
            oblast=region.parent if n % 3 else None,
            correction_kind=CorrectionKind.CORRECTION if n % 40 == 0 else "",
            corrected_at=moment(n) if n % 40 == 0 else None,
            visible_from=moment(n),
            published_at=moment(n),
            updated_at=moment(n),
        )
        for n, article in enumerate(articles)
    )

    def rows(model, every=1, **fields):
        model.objects.bulk_create(
            model(
                edition=edition,
                article_id=edition.article_id,
                language=edition.language,
                published_at=edition.published_at,
                **fields,
            )
            for edition in editions[::every]
        )

    rows(EditionTag, tag=tag)
    rows(EditionTag, every=100, tag=rare)
    rows(EditionRegion, region=region)
    rows(EditionRegion, region=region.parent)
    rows(EditionTopic, topic=topic, every=5)
    rows(EditionByline, author=author, every=3)


def lists(at=NOW, before=None):
    """Return every list a reader may open, by the index that should carry it."""
    editions = Edition.objects.visible(at)
    section, category = Category.objects.get(slug="qogam"), Category.objects.get(slug="bilim")
    region = Region.objects.get(code="KZ-19-talgar")

    def newest(rows):
        return rows.newest_first(at=at, before=before)

    return {
        "edition_newest": newest(editions),
        # The rare language: where nearly all is Kazakh, `edition_newest` serves as well.
        "edition_language": newest(editions.filter(language="en")),
        "edition_section": newest(editions.filter(language="kk", section=section)),
        "edition_category": newest(editions.filter(language="kk", category=category)),
        "edition_corrections": editions.filter(corrected_at__lte=at).order_by(
            "-corrected_at", "-article_id"
        ),
        "editiontag_newest": newest(
            EditionTag.objects.visible(at).filter(tag=Tag.objects.get(name="Мектеп"), language="kk")
        ).select_related("edition"),
        "editionregion_newest": newest(
            EditionRegion.objects.visible(at).filter(region=region.parent, language="kk")
        ).select_related("edition"),
        "editiontopic_newest": newest(
            EditionTopic.objects.visible(at).filter(topic=Topic.objects.get(), language="kk")
        ).select_related("edition"),
        "editionbyline_newest": newest(
            EditionByline.objects.visible(at).filter(
                author=Author.objects.get(), language="kk", is_printed=True
            )
        ).select_related("edition"),
    }


def check(name, text):
    """Tell that a plan names its index, sorts nothing and reads nothing whole."""
    assert f" {name}" in text, f"{name}:\n{text}"
    for fault in ("TEMP B-TREE", "Sort", "SCAN articles_", "Seq Scan"):
        assert fault not in text, f"{name}: {fault}\n{text}"


def test_every_list_is_carried_by_its_index():
    """The plan of every list, on any page and at any moment, names its index and sorts nothing.

    PostgreSQL is asked with sequential scans, bitmaps and the joins that build tables put away:
    over so few rows they are honest choices, and the question is whether the index can carry
    the list.
    """
    make(STORIES, moment=lambda n: NOW - timedelta(minutes=STORIES - n))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    middle = Edition.objects.order_by("published_at")[STORIES // 2].position
    for where in ({}, {"before": middle}, {"at": NOW - timedelta(days=1)}):
        for name, rows in lists(**where).items():
            check(name, rows[:PAGE].explain())
    opening = Edition.objects.filter(visible_from__gt=NOW).order_by("visible_from")
    closing = Edition.objects.filter(visible_until__gt=NOW).order_by("visible_until")
    check("edition_opens", opening[:1].explain())
    check("edition_closes", closing[:1].explain())
    of_one = Edition.objects.visible(NOW).filter(article=Article.objects.first()).explain()
    assert re.search(r"\(article_id=\?\)|article_id = \d+", of_one), of_one
    check("USING INDEX" if connection.vendor == "sqlite" else "Index Scan", f" {of_one}")


class TestPaging:
    """`?before=` visits every story once, also where hundreds share one midnight."""

    def test_equal_moments_are_told_apart_by_the_article(self):
        midnight = NOW.replace(hour=0, minute=0)
        make(130, moment=lambda n: midnight - timedelta(days=n // 45))
        for name, count in (
            ("edition_newest", 130),
            ("edition_language", 3),
            ("editiontag_newest", 127),
        ):
            seen, before = [], None
            while page := list(lists(before=before)[name][:PAGE]):
                seen += [(row.published_at, row.article_id) for row in page]
                before = Position(*seen[-1])
            assert len(seen) == len(set(seen)) == count
            assert seen == sorted(seen, reverse=True)

    def test_a_story_that_appears_while_one_reads_shifts_nothing(self):
        make(60, moment=lambda n: NOW - timedelta(hours=60 - n))
        first = list(Edition.objects.visible(NOW).newest_first(at=NOW)[:PAGE])
        late = Article.objects.create(headline="Кеш", language="kk")
        Edition.objects.create(
            article=late, number=1, headline="Кеш", slug="kesh",
            visible_from=NOW, published_at=NOW, updated_at=NOW,
        )  # fmt: skip
        second = list(
            Edition.objects.visible(NOW).newest_first(at=NOW, before=first[-1].position)[:PAGE]
        )
        assert not {row.pk for row in first} & {row.pk for row in second}
        assert second[0].published_at == first[-1].published_at - timedelta(hours=1)

    def test_the_place_on_a_page_outlives_the_edition(
        self, write, journalist, editor, rewrite, clock
    ):
        """The next edition has another id: a cursor of article and moment stays where it was."""
        from articles import workflow

        stories = []
        for number in range(3):
            stories.append(write(journalist, headline=f"Хабар {number}"))
            workflow.approve(stories[-1], by=editor)
            clock.tick()
        place = stories[1].editions.visible().get().position
        rewrite(stories[1], by=journalist, lead="Түзетілді")
        workflow.approve(stories[1], by=editor)
        assert stories[1].editions.visible().get().position == place
        below = Edition.objects.visible().newest_first(before=place)
        assert [edition.article for edition in below] == [stories[0]]

    def test_what_is_not_visible_is_on_no_page(self, write, journalist, editor, clock):
        from articles import workflow

        for number in range(3):
            workflow.approve(write(journalist, headline=f"Хабар {number}"), by=editor)
        held, ahead = Article.objects.all()[0], write(journalist)
        workflow.hold(held, by=editor)
        workflow.approve(ahead, by=editor, at=clock.after(hours=1))
        listed = Edition.objects.visible().newest_first()
        assert len(listed) == 2
        assert {held, ahead}.isdisjoint({edition.article for edition in listed})
