"""Each line comes in whole or not at all, each story once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import originals, workflow, writing
from articles.models import (
    Agency,
    Article,
    Author,
    Category,
    Decision,
    Edition,
    EditionTag,
    OldAddress,
    Status,
    Tag,
    Verb,
    Version,
)
from articles.originals import Turn
from articles.refusals import Refused

pytestmark = pytest.mark.django_db


def the_story() -> Article:
    return Article.objects.get()


def rows() -> dict:
    """Return how many rows of everything there are."""
    models = (Article, Edition, Version, Decision, Category, Tag, Author, Agency, EditionTag)
    return {model.__name__: model.objects.count() for model in models}


# --- What a line says ---------------------------------------------------------------------


def test_line_becomes_a_story_that_readers_have_had_since_its_moment(feed, line):
    assert feed(line()).counts == {"new": 1}
    article = the_story()
    assert (article.imported_from, article.imported_id) == ("import", "a1")
    assert article.status == Status.APPROVED
    edition = article.editions.get()
    moment = datetime(2026, 2, 19, 13, 53, tzinfo=UTC)
    assert (edition.visible_from, edition.published_at, edition.updated_at) == (moment,) * 3
    assert edition.visible_until is None
    assert edition.text.body == "<p>Бірінші абзац.</p><p>Екінші абзац.</p>"
    assert article.decisions.get().verb == Verb.IMPORT
    version = article.versions.get()
    assert version.by is None
    assert version.content == writing.content_of(Article.objects.get())


def test_everything_that_a_line_may_say_is_kept(feed, line):
    original = line(id="o", headline="Оригинал")
    told = line(
        lead="Лид",
        body="<p>Мәтін <script>alert(1)</script><b>қалың</b></p>",
        region="turkistan/kentau-qalasy",
        further_regions=["KZ-79", "almaty-oblysy"],
        tags=["Мектеп", "мектеп", "білім"],
        topics=["Көктемгі су"],
        agency="JQ-Aqparat",
        bylines=[
            "Айгерім Сейітова",
            {"name": "Нұрлан Бекмырза", "role": "translator", "share": 40, "printed": False},
        ],
        language="ru",
        url="https://old.example.kz/2026/02/мектеп.html?utm_source=x",
        source={"name": "Aqorda.resmi", "url": "https://t.me/aqorda"},
        dateline="Түркістан",
        genre="interview",
        origin="translation",
        commercial="partner",
        urgency=2,
        age_mark="12+",
        expires_at="2099-01-01",
        translation_of="o",
        title_latn="of no interest",
    )
    fed = feed(original, told)
    assert (fed.counts, fed.said) == ({"new": 2}, [])
    article = Article.objects.get(imported_id="a1")
    edition = article.editions.get()
    assert edition.text.body == "<p>Мәтін <strong>қалың</strong></p>"
    assert (edition.lead, edition.language, edition.dateline) == ("Лид", "ru", "Түркістан")
    assert edition.region.slug == "kentau-qalasy"
    assert edition.oblast.slug == "turkistan"
    places = edition.edition_regions.values_list("region__code", flat=True)
    assert {"KZ-61", "KZ-79"} < set(places)
    assert list(edition.edition_tags.values_list("tag__name", flat=True)) == ["Мектеп", "білім"]
    assert edition.edition_topics.get().topic.slug == "koktemgi-su"
    assert edition.agency.name == "JQ-Aqparat"
    parts = edition.edition_bylines.order_by("order")
    assert [(part.author.name, part.role, part.share, part.is_printed) for part in parts] == [
        ("Айгерім Сейітова", "author", 100, True),
        ("Нұрлан Бекмырза", "translator", 40, False),
    ]
    assert parts[0].author.slug == "aigerim-seiitova"
    assert (edition.source_name, edition.source_url) == ("Aqorda.resmi", "https://t.me/aqorda")
    assert (edition.genre, edition.origin, edition.commercial) == (
        "interview",
        "translation",
        "partner",
    )
    assert (edition.urgency, edition.age_mark) == (2, 12)
    assert timezone.localtime(edition.expires_at).isoformat().startswith("2099-01-01T00:00")
    assert edition.translation_of.imported_id == "o"
    assert article.old_addresses.get().path == "/2026/02/мектеп.html"


def test_headline_and_moment_have_two_names_and_a_moment_may_lack_its_zone(feed, settings):
    said = {"id": 7, "title": "Тақырып", "date": "2026-02-19 18:53", "lang": "kk"}
    assert feed(said).counts == {"new": 1}
    article = the_story()
    assert (article.imported_id, article.headline) == ("7", "Тақырып")
    local = timezone.localtime(article.editions.get().published_at)
    assert (local.day, local.hour, local.minute) == (19, 18, 53)


def test_a_headline_alone_is_a_story(feed):
    assert feed({"id": "f", "title": "Жедел", "date": "2026-02-19"}).counts == {"new": 1}
    edition = Edition.objects.get()
    assert (edition.lead, edition.text.body, edition.category, edition.photo) == (
        "",
        "",
        None,
        None,
    )


def test_story_of_the_future_is_scheduled(feed, line):
    later = timezone.now() + timedelta(days=3)
    feed(line(published_at=later.isoformat()))
    assert not Edition.objects.visible().exists()
    assert Edition.objects.visible(later).exists()


def test_names_are_found_however_they_are_spelt_and_made_once(feed, line, category):
    feed(
        line(category="қоғам", tags=["Қазақстан"], agency="JQ-Aqparat", bylines="Айгерім"),
        line(id="b", category="qogam", tags=["қазақстан"], agency="jq-aqparat", bylines="айгерім"),
        line(id="c", category="ҚОҒАМ ", tags=["Қазақcтан"], bylines=[{"slug": "aigerim"}]),
    )
    assert Category.objects.get() == category
    assert (Tag.objects.count(), Agency.objects.count(), Author.objects.count()) == (1, 1, 1)


def test_new_category_gets_an_address_and_its_place(feed, line):
    feed(line(category={"name": "Футбол", "name_ru": "Футбол (ру)", "parent": "Спорт"}))
    made = Category.objects.get(slug="futbol")
    assert (made.name_ru, made.parent.slug, made.colour) == ("Футбол (ру)", "sport", "")
    assert Edition.objects.get().section.slug == "sport"


def test_category_without_latin_letters_gets_an_address_too(feed, line):
    feed(line(category="新闻"), line(id="b", category="体育"))
    assert {c.slug for c in Category.objects.all()} == {"category", "category-2"}


def test_merged_tag_comes_in_as_the_one_it_was_merged_into(feed, line):
    [good, bad] = Tag.called(["Президент", "Президен"])
    bad.merged_into = good
    bad.save()
    feed(line(tags=["Президен"]))
    assert EditionTag.objects.get().tag == good


# --- Refused lines ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"id": None}, "no id"),
        ({"id": ["x"]}, "neither a text nor a number"),
        ({"id": True}, "neither a text nor a number"),
        ({"id": 1.5}, "not a whole number"),
        ({"id": "x" * 201}, "201 characters"),
        ({"headline": ""}, "no headline"),
        ({"headline": " \t "}, "no headline"),
        ({"headline": 12}, "not a text"),
        ({"headline": "Ұ" * 301}, "301 characters"),
        ({"headline": "х" * 5_000_000}, "5000000 characters"),
        ({"headline": "a\0b"}, "NUL"),
        ({"headline": "a\ud800b"}, "half a character"),
        ({"body": "a\udfffb"}, "half a character"),
        ({"body": ["x"]}, "not a text"),
        ({"published_at": None}, "no published_at"),
        ({"published_at": "2026-02-30"}, "not a time"),
        ({"published_at": "кеше"}, "not a time"),
        ({"published_at": 1771000000}, "not a time"),
        ({"published_at": "0001-01-01T00:00:00+23:59"}, "not believable"),
        ({"published_at": "9999-12-31T23:59:59-23:59"}, "not believable"),
        ({"region": "KZ-99"}, "unknown region “KZ-99”"),
        ({"further_regions": ["KZ-61", "nowhere"]}, "unknown region"),
        ({"language": "de"}, "language is none of: kk, ru, en"),
        ({"genre": "poem"}, "genre is none of"),
        ({"origin": {}}, "origin is none of"),
        ({"commercial": "maybe"}, "commercial is none of"),
        ({"urgency": 0}, "urgency"),
        ({"urgency": "5"}, "urgency"),
        ({"age_mark": "13+"}, "age_mark is none of"),
        ({"embargoed_until": "2026-02-20"}, "embargoed_until is later"),
        ({"expires_at": "2026-02-19T18:53:00+05:00"}, "expires_at is not later"),
        ({"tags": [{"slug": "../x", "name": "х"}]}, "a-z, 0-9"),
        ({"category": {}}, "category has no name"),
        ({"slug": "Бас бет"}, "slug"),
        ({"bylines": [{"name": "А", "role": "king"}]}, "role is none of"),
        ({"translation_of": "who"}, "translation_of: there is no such story"),
    ],
)
def test_bad_line_is_refused_with_its_reason_and_leaves_nothing(feed, line, said, why):
    before = rows()
    fed = feed(line(**said))
    assert fed.counts == {"refused": 1}
    assert why in fed.refused[0]
    assert rows() == before


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"id": 1', "not JSON"),
        (b"[1, 2]", "not an object"),
        (b"null", "not an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_what_is_no_line_is_refused(feed, raw, why):
    fed = feed(raw)
    assert fed.counts == {"refused": 1}
    assert why in fed.refused[0]


def test_bad_lines_take_no_good_ones_along(feed, line):
    fed = feed(line(id=1), b"{", line(id=2, region="KZ-99"), line(id=3), line(headline="\0"))
    assert fed.counts == {"new": 2, "refused": 3}
    assert [number for number, _kind, _text in fed.said] == [2, 5, 3]


def test_line_that_the_database_refuses_takes_no_other_along(feed, line, monkeypatch):
    admit = workflow.admit

    def refuse_one(article, **when):
        if article.imported_id == "2":
            raise Refused("No.")
        return admit(article, **when)

    monkeypatch.setattr(workflow, "admit", refuse_one)
    fed = feed(*[line(id=number) for number in range(5)])
    assert fed.counts == {"new": 4, "refused": 1}
    assert set(Article.objects.values_list("imported_id", flat=True)) == set("0134")


def test_body_nested_without_end_stops_nothing(feed, line):
    deep = "<blockquote>" * 20_000 + "x"
    fed = feed(line(id=1, body=deep), line(id=2))
    assert Article.objects.filter(imported_id="2").exists()
    assert sum(fed.counts.values()) == 2


# --- The same line again ------------------------------------------------------------------


def test_same_line_again_changes_nothing(feed, line):
    told = line(tags=["б", "а"], bylines=["В", "Г"], embargoed_until="2026-02-18", region="KZ-61")
    feed(told)
    before, article = rows(), the_story()
    assert feed(told).counts == {"unchanged": 1}
    assert rows() == before
    assert (the_story().version, the_story().modified_at) == (article.version, article.modified_at)


def test_changed_line_makes_one_edition_from_now_on(feed, line):
    feed(line(tags=["а", "б"]))
    assert feed(line(tags=["а", "в"], body="Жаңа.")).counts == {"changed": 1}
    first, second = Edition.objects.order_by("number")
    assert first.visible_until == second.visible_from
    assert second.published_at == first.published_at
    assert second.text.body == "<p>Жаңа.</p>"
    assert {row.tag.name for row in second.edition_tags.all()} == {"а", "в"}
    assert the_story().status == Status.APPROVED
    assert feed(line(tags=["а", "в"], body="Жаңа.")).counts == {"unchanged": 1}


def test_an_id_given_to_other_words_in_one_file_is_refused_at_every_run(feed, line):
    lines = [line(), line(), line(body="Жаңа.")]
    assert feed(*lines).counts == {"new": 1, "unchanged": 1, "refused": 1}
    assert feed(*lines).counts == {"unchanged": 2, "refused": 1}
    assert Edition.objects.count() == 1


def test_two_sources_may_use_the_same_ids(feed, line):
    feed(line())
    assert feed(line(), source="wire").counts == {"new": 1}


def test_scheduled_story_that_changes_opens_at_its_own_moment(feed, line):
    later = (timezone.now() + timedelta(days=3)).isoformat()
    feed(line(published_at=later))
    feed(line(published_at=later, body="Жаңа."))
    assert not Edition.objects.visible().exists()
    edition = Edition.objects.scheduled().get()
    assert edition.text.body == "<p>Жаңа.</p>"


def test_what_was_saved_at_the_desk_since_is_left_alone(feed, line, editor):
    feed(line())
    article = the_story()
    article.version += 1
    article.lead = "Редакция жазды."
    article.save()
    writing.finish(article, by=editor)
    before = rows()
    assert feed(line()).counts == {"unchanged": 1}
    fed = feed(line(body="Жаңа."))
    assert "changed at the desk since, left alone" in fed.refused[0]
    assert rows() == before


def test_held_and_killed_stories_are_never_reopened(feed, line, editor, chief):
    feed(line(id="h"), line(id="k"))
    held, killed = (Article.objects.get(imported_id=name) for name in "hk")
    workflow.hold(held, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    assert feed(line(id="h"), line(id="k")).counts == {"unchanged": 2}
    fed = feed(line(id="h", body="Жаңа."), line(id="k", body="Жаңа."))
    assert fed.counts == {"refused": 2}
    assert [text.split(",")[0] for text in fed.refused] == [
        "held at the desk",
        "killed at the desk",
    ]
    assert not Edition.objects.visible().exists()


def test_unscheduled_story_is_left_to_the_desk(feed, line, editor):
    later = (timezone.now() + timedelta(days=3)).isoformat()
    feed(line(published_at=later))
    workflow.unschedule(the_story(), by=editor)
    assert feed(line(published_at=later, body="Жаңа.")).counts == {"refused": 1}
    assert not Edition.objects.scheduled().exists()


def test_redacted_words_do_not_come_back(feed, line, chief):
    feed(line())
    workflow.redact(the_story(), by=chief, note="Сот шешімі", fields=["body"])
    assert "redacted by law" in feed(line()).refused[0]
    assert the_story().body == ""


def test_renamed_words_of_the_house_are_still_the_same(feed, line):
    told = line(tags=["президен"], bylines=["Айгерім"], category="Қоғам")
    feed(told)
    [good] = Tag.called(["Президент"])
    Tag.objects.filter(name="президен").update(merged_into=good)
    Category.objects.update(name_kk="Қоғам және біз")
    Author.objects.update(name="Айгерім Сейітова")
    assert feed(told).counts == {"unchanged": 1}
    assert Edition.objects.count() == 1


def test_run_that_was_stopped_is_finished_by_the_next(feed, line):
    lines = [line(id=number, tags=[f"т{number % 7}"]) for number in range(130)]
    feed(*lines[:70])
    assert feed(*lines).counts == {"unchanged": 70, "new": 60}
    assert Edition.objects.count() == 130


# --- Translations, addresses --------------------------------------------------------------


def test_translation_waits_for_its_original(feed, line):
    fed = feed(
        line(id="en", translation_of="ru", language="en"),
        line(id="ru", translation_of="kk", language="ru"),
        *[line(id=number) for number in range(60)],
        line(id="kk"),
    )
    assert (fed.counts, fed.said) == ({"new": 63}, [])
    # What the archive took for a translation of a translation is bound to the first original.
    assert Article.objects.get(imported_id="en").translation_of.imported_id == "kk"
    assert Article.objects.get(imported_id="ru").translation_of.imported_id == "kk"
    assert feed(line(id="en", translation_of="ru", language="en")).counts == {"unchanged": 1}


def test_a_translation_follows_the_edition_its_original_came_with(feed, line):
    original, translation = line(id="kk"), line(id="ru", translation_of="kk", language="ru")
    feed(original, translation)
    ru = Article.objects.get(imported_id="ru")
    assert (ru.follows, originals.events(ru)) == (1, [])
    feed(original | {"headline": "Мектеп жабылды"}, translation)
    [event] = originals.events(Article.objects.get(imported_id="ru"))
    assert (event.turn, event.edition) == (Turn.CHANGED, 2)
    feed(translation | {"headline": "Школа закрыта"})
    assert originals.events(Article.objects.get(imported_id="ru")) == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"id": "x", "translation_of": "x"}, "translation_of: there is no such story"),
        ({"id": "x", "translation_of": "kk"}, "in this language too"),
        ({"id": "x", "translation_of": "kk", "language": "ru"}, "already"),
        ({"id": "kk", "translation_of": "other", "language": "en"}, "translations of its own"),
    ],
)
def test_a_translation_that_breaks_the_rules_is_refused(feed, line, said, why):
    feed(line(id="kk"), line(id="ru", translation_of="kk", language="ru"), line(id="other"))
    fed = feed(line(**{"headline": "Басқа"} | said))
    assert fed.counts == {"refused": 1}
    assert why in fed.refused[0]


def test_translations_of_each_other_are_refused(feed, line):
    ring = [line(id=one, translation_of=other) for one, other in ("ab", "bc", "ca")]
    fed = feed(*ring, line(id="d"))
    assert fed.counts == {"new": 1, "refused": 3}


def test_of_two_translations_into_one_language_the_first_comes_in(feed, line):
    fed = feed(
        line(id="kk"),
        *[line(id=name, translation_of="kk", language="ru") for name in ("ru1", "ru2")],
    )
    assert fed.counts == {"new": 2, "refused": 1}
    assert f"№ {Article.objects.get(imported_id='ru1').pk}" in fed.refused[0]


def test_a_translation_of_what_the_desk_stopped_is_left_to_the_desk(feed, line, chief):
    feed(line(id="kk"))
    workflow.kill(Article.objects.get(imported_id="kk"), by=chief, note="Қате")
    fed = feed(line(id="ru", translation_of="kk", language="ru"))
    assert "killed at the desk" in fed.refused[0]
    assert not Article.objects.filter(imported_id="ru").exists()


def test_a_translation_does_not_appear_before_its_originals_embargo(feed, line):
    until = timezone.now() + timedelta(days=1)
    moment = until.isoformat()
    feed(
        line(id="kk", published_at=moment, embargoed_until=moment),
        line(id="ru", translation_of="kk", language="ru"),
    )
    assert Edition.objects.get(article__imported_id="ru").visible_from == until


def test_old_address_leads_to_one_story(feed, line):
    fed = feed(
        line(id=1, url="https://old.kz/a/"),
        line(id=2, url="/a/"),
        line(id=3, url=["/?p=12", "/b"]),
        line(id=4, url="https://old.kz/"),
        line(id=5, url="javascript:alert(1)"),
    )
    assert fed.counts == {"new": 5}
    assert len(fed.warnings) == 3
    paths = dict(OldAddress.objects.values_list("path", "article__imported_id"))
    assert paths == {"/a/": "1", "/?p=12": "3", "/b": "3"}


# --- Dry runs -----------------------------------------------------------------------------


def test_dry_run_says_what_would_happen_and_changes_nothing(feed, line):
    feed(line(id=1), line(id=2))
    before = rows()
    lines = [
        line(id=1),
        line(id=2, body="Жаңа."),
        line(id=3, tags=["жаңа"], agency="Жаңа", bylines="Жаңа", category="Жаңа"),
        line(id=3, tags=["жаңа"], agency="Жаңа", bylines="Жаңа", category="Жаңа"),
        line(id=4, region="KZ-99"),
        line(id=5, translation_of=3, language="ru"),
    ]
    dry = feed(*lines, dry_run=True)
    assert rows() == before
    assert dry.counts == {"unchanged": 2, "changed": 1, "new": 2, "refused": 1}
    assert feed(*lines).counts == dry.counts
