"""What is counted for fees: each story once, when it first appeared, in the words of last."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import readership, reports, workflow
from articles.models import (
    Article,
    Author,
    Contribution,
    Edition,
    EditionByline,
    EditionText,
)
from articles.reports import Asked

pytestmark = pytest.mark.django_db
JULY = Asked(date(2026, 7, 1), date(2026, 7, 31))
#: Beginning and end of July in the newsroom, in hours from NOW: the 29th, 18:00.
JULY_BEGINS, JULY_ENDS = -(28 * 24 + 18), 2 * 24 + 6


@pytest.fixture
def author(db):
    """Return a maker of authors: `author("Айгүл")`."""
    return lambda name, **fields: Author.objects.create(
        name=name, slug=f"a{Author.objects.count()}", **fields
    )


@pytest.fixture
def signed(publish):
    """Return a maker of stories with shares: `signed("Су", (aigul, "author", 60), lead="…")`."""

    def make(headline, *shares, **fields):
        edition = publish(headline, authors=[each[:2] for each in shares], **fields)
        for person, role, share in shares:
            for model in (Contribution, EditionByline):
                model.objects.filter(article=edition.article, author=person, role=role).update(
                    share=share
                )
        return edition

    return make


def rows(asked=JULY):
    """Return the counts of each name and role."""
    return {(row.name, row.role): row.counts for row in reports.report(asked).rows}


# --- What is counted ----------------------------------------------------------------------


def test_characters_are_those_of_headline_lead_and_text_without_line_breaks(now, publish):
    publish("Он таңба.", lead="екі\nжол", body="<p>Ең <strong>бірінші</strong></p><p>екінші</p>")
    total = reports.report(JULY).total
    # 9 of the headline, 6 of the lead, 10 and 6 of the paragraphs.
    assert total.characters == 9 + 6 + len("Ең бірінші") + len("екінші")


def test_letters_are_counted_and_not_their_bytes(now, publish):
    publish("ҚаҒаз😀", body="")
    assert reports.report(JULY).total.characters == 6


def test_a_headline_alone_counts(now, publish):
    edition = publish("Шұғыл", body="", genre="flash")
    EditionText.objects.filter(edition=edition).delete()
    assert reports.report(JULY).total.characters == 5


def test_a_sheet_is_forty_thousand_characters(now, signed, author):
    signed("", (author("Ә"), "author", 50), body=f"<p>{'а' * 39_990}</p>", lead="б" * 10)
    counts = rows()["Ә", "author"]
    assert (counts.characters, counts.own_characters) == (40_000, 20_000)
    assert counts.sheets == Decimal("0.5")


def test_a_row_tells_genres_languages_origins_photos_and_views(now, signed, author, picture):
    person = author("Айгүл")
    one = signed("Бір", (person, "author", 100), genre="interview", photo=picture("a1"))
    signed("Екі", (person, "author", 100), language="ru", origin="translation",
           body=f'<figure data-photo="{picture("b1").pk}"></figure><p>Мәтін</p>',
           photo=picture("c1"))  # fmt: skip
    today = timezone.localdate()
    read = {
        (one.article_id, today): 7,
        (one.article_id, date(2026, 7, 1)): 5,
        (one.article_id, date(2026, 8, 1)): 90,
    }
    readership.add(read, at=timezone.now())
    counts = rows()["Айгүл", "author"]
    assert counts.stories == 2
    assert counts.genres == {"interview": 1, "news": 1}
    assert counts.languages == {"kk": 1, "ru": 1}
    assert counts.origins == {"own": 1, "translation": 1}
    assert counts.photos == 3
    assert counts.views == 12


def test_each_role_has_a_row_of_its_own(now, signed, author, picture):
    person = author("Айгүл")
    signed("Бір", (person, "author", 60), (person, "photographer", 100), photo=picture("a1"))
    signed("Екі", (person, "author", 100), photo=picture("b1"))
    assert {key: (each.stories, each.photos) for key, each in rows().items()} == {
        ("Айгүл", "author"): (2, 2),
        ("Айгүл", "photographer"): (1, 1),
    }


def test_a_part_that_is_not_printed_counts_too(now, signed, author):
    edition = signed("Бір", (author("Айгүл"), "editor", 100))
    EditionByline.objects.filter(edition=edition).update(is_printed=False)
    assert rows()["Айгүл", "editor"].stories == 1


def test_what_nobody_signed_has_a_row_below_all(now, publish, signed, author):
    signed("Бір", (author("Яна"), "author", 100))
    publish("Екі")
    assert [(row.name, row.counts.stories) for row in reports.report(JULY).rows] == [
        ("Яна", 1),
        ("", 1),
    ]


def test_names_stand_in_the_kazakh_order_and_roles_in_their_own(now, signed, author):
    for name in ("Ұлан", "Әсел", "Zara", "Ақан"):
        person = author(name)
        signed("Бір", (person, "editor", 100), (person, "author", 100))
    assert [(row.name, row.role) for row in reports.report(JULY).rows] == [
        (name, role) for name in ("Ақан", "Әсел", "Ұлан", "Zara") for role in ("author", "editor")
    ]


def test_two_authors_of_one_name_are_two(now, signed, author):
    for _each in range(2):
        signed("Бір", (author("Айгүл"), "author", 100))
    assert [row.counts.stories for row in reports.report(JULY).rows] == [1, 1]


# --- When a story counts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "is_counted"),
    [(JULY_BEGINS, True), (JULY_BEGINS - 0.1, False), (JULY_ENDS - 0.1, True), (JULY_ENDS, False)],
)
def test_both_days_are_included_in_the_zone_of_the_site(now, publish, hours, is_counted):
    publish(hours=hours)
    now.move(days=30)
    assert reports.report(JULY).total.stories == is_counted


def test_what_is_only_scheduled_does_not_count(now, publish):
    publish(hours=1)
    assert reports.report(JULY).total.stories == 0
    now.move(hours=1)
    assert reports.report(JULY).total.stories == 1


def test_what_was_withdrawn_before_its_moment_does_not_count(now, publish):
    publish(hours=-1, until=-1, ended_as="withdrawn")
    assert reports.report(JULY).total.stories == 0


def test_what_has_left_the_site_by_itself_counts(now, publish):
    publish(hours=-5, until=-1)
    assert reports.report(JULY).total.stories == 1


def test_a_correction_counts_once_in_its_first_month_with_the_words_of_last(
    clock, write, rewrite, journalist, editor, author
):
    author("Айгүл", user=journalist)
    article = write(journalist, headline="Көпір", lead="", body="<p>Ескі сөз</p>")
    article.contributions.create(author=journalist.author)
    workflow.approve(article, by=editor)
    clock.tick(days=20)
    article.refresh_from_db()
    rewrite(article, by=editor, body="<p>Жаңа ұзын сөз</p>")
    workflow.correct(article, by=editor, kind="update")
    clock.tick(days=1)
    february, march = (rows(Asked(date(2026, month, 1), date(2026, month, 28))) for month in (2, 3))
    assert march == {}
    counts = february["Айгүл", "author"]
    assert counts.stories == 1
    assert counts.characters == len("КөпірЖаңа ұзын сөз")
    # A change that is still to come is in no count.
    article.refresh_from_db()
    rewrite(article, by=editor, body="<p>Ертең</p>")
    workflow.correct(article, by=editor, kind="update", at=clock.after(hours=5))
    assert rows(Asked(date(2026, 2, 1), date(2026, 2, 28))) == february


def test_a_story_held_and_released_counts_once_on_its_first_day(clock, write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    first = timezone.localdate()
    clock.tick(days=1)
    workflow.hold(article, by=editor)
    assert reports.report(Asked(first, first)).total.stories == 1
    clock.tick(days=40)
    article.refresh_from_db()
    workflow.release(article, by=editor)
    assert reports.report(Asked(first, first)).total.stories == 1
    assert reports.report(Asked(first, timezone.localdate())).total.stories == 1


def test_a_killed_story_is_told_apart_and_enters_no_sum(
    clock, write, journalist, editor, chief, author
):
    author("Айгүл", user=journalist)
    article = write(journalist, headline="Қате", lead="", body="")
    article.contributions.create(author=journalist.author)
    workflow.approve(article, by=editor)
    clock.tick()
    readership.add({(article.pk, timezone.localdate()): 9}, at=timezone.now())
    article.refresh_from_db()
    workflow.kill(article, by=chief, note="Қате")
    asked = Asked(timezone.localdate(), timezone.localdate())
    for counts in (rows(asked)["Айгүл", "author"], reports.report(asked).total):
        assert (counts.killed, counts.stories, counts.characters, counts.views) == (1, 0, 0, 0)
        assert counts.genres == {}
    (part,) = reports.parts(journalist.author.pk, asked)
    assert (part.is_killed, part.length, part.own_characters) == (True, 4, 0)
    assert not part.is_visible
    assert reports.sum_of([part]).stories == 0


def test_months_begin_and_end_on_their_days():
    assert reports.this_month(date(2028, 2, 10)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert reports.last_month(date(2026, 1, 31)) == (date(2025, 12, 1), date(2025, 12, 31))


# --- Which stories ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [("language", "ru", "kk"), ("genre", "interview", "news"), ("origin", "agency", "own"),
     ("commercial", "partner", "none")],
)  # fmt: skip
def test_a_report_may_be_of_one_kind_alone(now, publish, name, value, other):
    publish("Бір", **{name: value})
    publish("Екі", **{name: other})
    publish("Үш", **{name: other})
    for asked, number in ((value, 1), (other, 2), ("", 3)):
        found = reports.report(Asked(JULY.since, JULY.until, **{name: asked}))
        assert found.total.stories == number


def test_a_section_has_the_stories_of_those_below_it(now, publish, sections):
    for slug in ("sport", "futbol", "qogam"):
        publish(slug, category=sections[slug])
    asked = Asked(JULY.since, JULY.until, section=sections["sport"].pk)
    assert reports.report(asked).total.stories == 2


def test_a_report_of_one_author_has_their_rows_alone(now, signed, author):
    one, other = author("Бірі"), author("Екіншісі")
    signed("А", (one, "author", 50), (other, "author", 50))
    signed("Б", (other, "author", 100))
    asked = Asked(JULY.since, JULY.until, author=one.pk)
    found = reports.report(asked)
    assert [(row.name, row.counts.stories) for row in found.rows] == [("Бірі", 1)]
    assert found.total.stories == 1


# --- One author's stories -----------------------------------------------------------------


def test_the_stories_of_an_author_stand_by_day_with_their_shares(now, signed, author, picture):
    one, other = author("Бірі"), author("Екіншісі")
    signed("Кейінгі", (one, "author", 40), (other, "author", 60), photo=picture("a1"))
    signed("Алғашқы", (one, "author", 100), (one, "photographer", 25), hours=-48)
    signed("Бөтен", (other, "author", 100))
    found = reports.parts(one.pk, JULY)
    assert [(part.headline, part.role, part.share, part.photos) for part in found] == [
        ("Алғашқы", "author", 100, 0),
        ("Алғашқы", "photographer", 25, 0),
        ("Кейінгі", "author", 40, 1),
    ]
    first = found[0]
    assert first.own_characters == first.length == len("АлғашқыМәтін осында.")
    assert found[2].own_characters == Decimal(found[2].length * 40) / 100
    assert all(part.is_visible for part in found)
    total = reports.sum_of(found)
    # Two roles in one story are two parts of it, and one story.
    assert total.stories == 2
    assert total.characters == found[0].length + found[2].length
    assert total.own_characters == sum(part.own_characters for part in found)


@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.dictionaries(
                st.tuples(st.integers(0, 2), st.sampled_from(["author", "translator"])),
                st.integers(0, 100),
                max_size=4,
            ),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_shares_add_up(now, publish, told):
    """Whoever signed what: rows, the sum and each author's own stories agree to the hundredth."""
    EditionByline.objects.all().delete()
    Edition.objects.all().delete()
    Author.objects.all().delete()
    people = [Author.objects.create(name=f"А{n}", slug=f"a{n}") for n in range(3)]
    expected, stories = {}, 0
    for length, shares, is_killed in told:
        edition = publish("Т", body=f"<p>{'ә' * length}</p>" if length else "")
        for (number, role), share in shares.items():
            EditionByline.objects.create(
                edition=edition, article_id=edition.article_id, language="kk",
                published_at=edition.published_at, author=people[number], role=role, share=share,
            )  # fmt: skip
            if not is_killed:
                key = (people[number].name, role)
                expected[key] = expected.get(key, 0) + (length + 1) * share
        if is_killed:
            Article.objects.filter(pk=edition.article_id).update(stopped="killed")
        stories += not is_killed
    found = reports.report(JULY)
    hundredths = {(row.name, row.role): row.counts.hundredths for row in found.rows if row.author}
    assert {key: value for key, value in hundredths.items() if value} == {
        key: value for key, value in expected.items() if value
    }
    assert found.total.stories == stories
    assert found.total.own_characters == Decimal(sum(expected.values())) / 100
    own = [reports.sum_of(reports.parts(person.pk, JULY)) for person in people]
    assert sum(counts.own_characters for counts in own) == found.total.own_characters
    for person, counts in zip(people, own, strict=True):
        alone = reports.report(Asked(JULY.since, JULY.until, author=person.pk))
        assert alone.total == counts


# --- What it costs ------------------------------------------------------------------------


def test_a_report_costs_three_queries_and_reads_no_text(
    now, signed, author, django_assert_num_queries
):
    people = [author(f"А{number}") for number in range(5)]
    for number in range(20):
        signed(f"Хабар {number}", (people[number % 5], "author", 100), hours=-number * 20 - 1)
    for asked in (JULY, Asked(date(1990, 1, 1), date(2200, 12, 31))):
        with django_assert_num_queries(3) as asked_of:
            reports.report(asked)
        assert not any("html" in query["sql"] for query in asked_of)
        with django_assert_num_queries(1):
            reports.parts(people[0].pk, asked)


def test_the_period_is_found_by_an_index(now, publish, django_assert_num_queries):
    publish()
    with django_assert_num_queries(3) as asked:
        reports.report(JULY)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            plan = " / ".join(row[3] for row in cursor.fetchall())
        assert "edition_newest" in plan
        assert "SCAN articles_edition" not in plan
