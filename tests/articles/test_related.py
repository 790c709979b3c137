"""Related recent news: nine of today's site, by what they share with the story, and how new."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Category, Region
from articles.related import newest, related

pytestmark = pytest.mark.django_db

#: Different enough not to be taken for one event.
HEADLINES = [
    "Мектепте жаңа спортзал ашылды", "Диқандар мақта теріміне кірісті", "Көпір жөндеуге жабылды",
    "Театр маусымын комедиямен бастады", "Жүргізушілер айыппұл төледі", "Кітапханаға қор түсті",
    "Футболшылар жеңіспен оралды", "Ауызсу құбыры тартылады", "Дәрігерлер ауылға барды",
    "Сот үкім шығарды", "Әуежай рейс ашты", "Жәрмеңкеде ет арзандады", "Өрт сөндірілді",
    "Шахматшы чемпион атанды", "Пойыз кестесі өзгерді", "Полицейлер марапатталды",
]  # fmt: skip


@pytest.fixture
def stories(publish):
    """Return a maker of unlike stories, an hour apart, the first the newest."""

    def make(number, *, start=0, hours=-2, **fields):
        return [
            publish(f"{HEADLINES[(start + n) % 16]} {'абвгдеж'[(start + n) // 16] * 4}",
                    hours=hours - n, **fields)
            for n in range(number)
        ]  # fmt: skip

    return make


def ids(found):
    return [one.edition.pk for one in found]


def test_an_old_story_has_the_nine_newest_of_todays_site(now, publish, stories):
    old = publish("Ақпандағы әңгіме", hours=-24 * 160)
    made = stories(12)
    assert ids(related(old, at=now.moment)) == [each.pk for each in made[:9]]


def test_the_page_prints_them_newest_first_each_a_date_line_and_a_headline(
    client, now, publish, stories, sections
):
    old = publish("Ақпандағы", hours=-24 * 160, tags=["су"])
    stories(5)
    publish("Су туралы жазба", hours=-40, tags=["су"])
    page = client.get(f"/news/{old.article_id}-{old.slug}/").content.decode()
    rows = page.split('id="related"')[1].split("</section>")[0]
    assert rows.count("<li>") == 6
    moments = [row.split('"')[1] for row in rows.split("<time ")[1:]]
    assert moments == sorted(moments, reverse=True)


def test_a_shared_rare_tag_weighs_more_than_a_common_one_and_a_section(
    now, publish, stories, sections
):
    story = publish("Оқылатын", tags=["Дарбаза", "Қазақстан"], category=sections["qogam"])
    rare = publish("Темір жол туралы", hours=-30, tags=["Дарбаза"])
    common = publish("Жалпы әңгіме", hours=-30, tags=["Қазақстан"])
    near = publish("Бөлімдес жазба", hours=-30, category=sections["qogam"])
    stories(14, tags=["Қазақстан"], hours=-24 * 20)
    found = related(story, at=now.moment)
    order = ids(found)
    assert order[0] == rare.pk
    assert order.index(common.pk) < 9
    reasons = {one.edition.pk: one.reasons for one in found}
    assert any(reason.startswith("tag:") for reason in reasons[rare.pk])
    assert reasons[near.pk] == (f"section:{sections['qogam'].pk}",)


def test_of_two_alike_the_newer_is_better(now, publish):
    story = publish("Оқылатын", tags=["су"])
    older = publish("Арна тазаланды", hours=-200, tags=["су"])
    newer = publish("Құдық қазылды", hours=-20, tags=["су"])
    assert ids(related(story, at=now.moment)) == [newer.pk, older.pk]


def test_a_district_is_nearer_than_its_oblast(now, publish):
    district = Region.objects.exclude(parent=None).select_related("parent").first()
    story = publish("Оқылатын", region=district)
    oblast = publish("Облыста жиын өтті", hours=-5, region=district.parent)
    same = publish("Ауданда той болды", hours=-5, region=district)
    assert ids(related(story, at=now.moment))[:2] == [same.pk, oblast.pk]


def test_never_itself_killed_held_future_translated_or_paid_for(now, publish):
    tags = {"tags": ["су"]}
    story = publish("Оқылатын", **tags)
    publish("Жойылған хабар", hours=-3, until=-1, ended_as="killed", **tags)
    publish("Ұсталған хабар", hours=-3, until=-1, ended_as="held", **tags)
    publish("Ертеңгі хабар", hours=3, **tags)
    publish("Перевод", language="ru", translation_of=story.article, **tags)
    publish("Басқа аударма", translation_of=story.article, **tags)
    publish("Жарнама мәтіні", commercial="advertising", **tags)
    publish("Серіктес сөзі", commercial="partner", **tags)
    publish("Тапсырыс сөзі", commercial="state_order", **tags)
    kept = publish("Жарайтын хабар", **tags)
    assert ids(related(story, at=now.moment)) == [kept.pk]


def test_two_tellings_of_one_event_stand_once(now, publish):
    story = publish("Оқылатын", tags=["су"])
    publish("Түркістанда су тасқыны басталды", hours=-6, tags=["су"])
    second = publish("Түркістан: су тасқыны басталды", hours=-5, tags=["су"])
    yearly = publish("Түркістанда су тасқыны басталды", hours=-24 * 20, tags=["су"])
    rate = publish("Доллар бағамы 5 мамырға белгіленді", hours=-4, tags=["су"])
    other = publish("Доллар бағамы 6 мамырға белгіленді", hours=-3, tags=["су"])
    assert set(ids(related(story, at=now.moment))) == {
        second.pk, yearly.pk, rate.pk, other.pk
    }  # fmt: skip


def test_stories_past_their_sections_days_come_only_where_nothing_newer_is(
    now, publish, stories, sections
):
    Category.objects.filter(slug="qogam").update(related_days=3)
    sections["qogam"].refresh_from_db()
    story = publish("Оқылатын", tags=["су"], category=sections["qogam"])
    stale = publish("Ескі су хабары", hours=-24 * 4, tags=["су"], category=sections["qogam"])
    stories(8, hours=-100)
    found = ids(related(story, at=now.moment))
    assert len(found) == 9
    assert found[-1] == stale.pk
    stories(1, start=9)
    assert stale.pk not in ids(related(story, at=now.moment))


def test_nine_whenever_nine_exist(now, publish, stories):
    story = publish("Жалғыз", hours=-1)
    made = stories(9, hours=-24 * 900)
    assert ids(related(story, at=now.moment)) == [each.pk for each in made]


def test_another_moment_gives_that_moments_news(now, publish, stories):
    story = publish("Оқылатын", hours=-100)
    made = stories(6, hours=-2)
    at = now.moment - timedelta(hours=5)
    assert set(ids(related(story, at=at))) == {each.pk for each in made if each.published_at <= at}


def test_the_same_question_has_the_same_answer(now, publish, stories):
    story = publish("Оқылатын", tags=["а", "б"])
    for n in range(20):
        publish(f"{HEADLINES[n % 16]} {n}", hours=-3, tags=["а"])
    first = ids(related(story, at=now.moment))
    assert all(ids(related(story, at=now.moment)) == first for _again in range(3))
    assert [e.pk for e in newest(related(story, at=now.moment))] == sorted(first, reverse=True)


def test_the_candidates_are_two_queries_whatever_the_archive_holds(now, publish, stories, sections):
    district = Region.objects.exclude(parent=None).select_related("parent").first()
    story = publish("Оқылатын", tags=list("абвгдежз"), region=district,
                    category=sections["futbol"])  # fmt: skip
    tags = [row.tag_id for row in story.edition_tags.all()]
    for _round in range(2):
        stories(30, tags=["а", "б"], region=district, category=sections["futbol"])
        with CaptureQueriesContext(connection) as queries:
            assert len(related(story, at=now.moment, tags=tags)) == 9
        asked = [each["sql"] for each in queries if "articles_edition" in each["sql"]]
        assert not any("COUNT(" in sql for sql in asked)
        assert asked[0].count("LIMIT 50") == 6 + 2 + 1 + 1
        # Words are looked for where the newest of the site are not all there is.
        assert [sql.count("LIMIT 200") for sql in asked[1:]] == [1] * _round


def run(*args):
    out = StringIO()
    call_command("related", *args, stdout=out)
    return out.getvalue()


def test_the_command_speaks_in_imported_ids(now, publish, stories):
    made = [publish("Ескі", hours=-24 * 9), *stories(3)]
    for number, edition in enumerate(made):
        edition.article.imported_from, edition.article.imported_id = "feed", f"id{number}"
        edition.article.save()
    assert json.loads(run("--json", "id0")) == {"id0": ["id1", "id2", "id3"]}
    assert set(json.loads(run("--json"))) == {"id0", "id1", "id2", "id3"}
    own = json.loads(run("--json", "--at", "own"))
    assert set(own["id1"][:2]) == {"id2", "id3"}
    assert own["id1"][2:] == ["id0"]
    assert own["id0"] == []
    before = (made[2].published_at).isoformat()
    assert json.loads(run("--json", "id0", "--at", before)) == {"id0": ["id2", "id3"]}
    assert "Мектепте" in run("id0", "--reasons")


@pytest.mark.parametrize("args", [["none"], ["--at", "tomorrow"], ["--at", "2026-99-99"]])
def test_the_command_says_what_it_does_not_understand(db, args):
    with pytest.raises(CommandError):
        run("--json", *args)
