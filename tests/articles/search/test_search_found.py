"""Answers: the visible ones alone, best first, each once, on either database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Position, Region
from articles.search import Filters, find

pytestmark = pytest.mark.django_db


def headlines(text, *, language="kk", at=None, **how):
    columns = ("edition__article", "edition__headline")
    found = find(text, language=language, at=at or timezone.now(), columns=columns, **how)
    return [edition.headline for edition in found.editions]


# --- Words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["теміржол", "теміржолы", "теміржолдар", "теміржолға", "ТЕМІРЖОЛДАН", "темiржол", "темиржол",
     "temirjol", "temırjol"],
)  # fmt: skip
def test_a_word_is_found_in_any_form_letter_and_script(now, publish, text):
    publish("Жаңа теміржолдың құрылысы басталды")
    publish("Автожол жөнделді")
    assert headlines(text) == ["Жаңа теміржолдың құрылысы басталды"]


def test_what_was_written_with_a_latin_letter_is_found_by_the_right_one(now, publish):
    publish("29 шiлде: Түркістанда полицейлер марапатталды")
    for text in ("шілде", "шiлде", "шілдеде", "29 шілде"):
        assert len(headlines(text)) == 1


def test_the_text_the_lead_the_tags_and_the_names_are_searched(now, publish, person):
    publish("А", body="<p>Бұлақтың көзі ашылды.</p>")
    publish("Б", lead="Бұлақ туралы")
    publish("В", tags=["Бұлақ"])
    assert set(headlines("бұлақ")) == {"А", "Б", "В"}


def test_every_word_must_be_there(now, publish):
    publish("Су қоймасы салынды")
    publish("Су тасқыны")
    assert headlines("су қойма") == ["Су қоймасы салынды"]
    assert headlines("су жоқсөз") == []


@pytest.mark.parametrize("text", ["ъ", "ь", "хцъ", "ъ ь", "су ъ", "-ъ су"])
def test_a_word_of_signs_alone_is_asked_for_and_not_found(now, publish, text):
    publish("Су қоймасы салынды")
    assert headlines(text) == (["Су қоймасы салынды"] if text == "-ъ су" else [])


def test_a_minus_word_leaves_out(now, publish):
    publish("Су қоймасы салынды")
    publish("Су тасқыны")
    assert headlines("су -тасқын") == ["Су қоймасы салынды"]


def test_a_phrase_is_found_as_a_whole_in_any_form(now, publish):
    publish("А", body="<p>Қазақстан Республикасының Үкіметі отырыс өткізді.</p>")
    publish("Б", body="<p>Республика күні Қазақстан бойынша тойланды.</p>")
    assert set(headlines("қазақстан республикасы")) == {"А", "Б"}
    assert headlines("«қазақстан республикасы»") == ["А"]
    assert headlines("-«қазақстан республикасы» қазақстан") == ["Б"]


def test_a_phrase_does_not_reach_from_the_headline_into_the_text(now, publish):
    publish("Жаңа мектеп", body="<p>Ауылда ашылды.</p>")
    assert headlines("«мектеп ауылда»") == []
    assert headlines("мектеп ауылда") == ["Жаңа мектеп"]


def test_exact_letters_come_before_loose_ones(now, publish):
    publish("Қол өнері көрмесі")
    publish("Кол базары")
    assert headlines("қол") == ["Қол өнері көрмесі"]
    assert headlines("кол") == ["Кол базары"]


def test_each_language_has_its_own_answers(now, publish):
    publish("Новые школы открыты", language="ru")
    publish("Elections were held", language="en")
    publish("Жаңа мектеп")
    assert headlines("школе", language="ru") == ["Новые школы открыты"]
    assert headlines("election", language="en") == ["Elections were held"]
    assert headlines("школе") == headlines("мектеп", language="ru") == []


# --- Who may be found ---------------------------------------------------------------------


def test_only_what_is_visible_now_is_found(now, publish):
    publish("Құпия ертең", hours=5)
    publish("Құпия алынған", hours=-5, until=-1, ended_as="held")
    publish("Құпия жойылған", hours=-5, until=-1, ended_as="killed")
    old = publish("Құпия ескі сөз", hours=-9, until=-2, ended_as="superseded")
    Article.objects.filter(pk=old.article_id).update(headline="Жаңа сөз")
    publish(article=Article.objects.get(pk=old.article_id), hours=-2, published=-9)
    Article.objects.create(headline="Құпия қаралама", body="<p>Құпия</p>", version=1)
    assert headlines("құпия") == []
    assert headlines("сөз") == ["Жаңа сөз"]


def test_the_time_machine_finds_what_was_and_what_will_be(now, publish):
    publish("Құпия ертең", hours=5)
    publish("Құпия кеше", hours=-50, until=-40)
    assert headlines("құпия", at=now.moment + timedelta(hours=6)) == ["Құпия ертең"]
    assert headlines("құпия", at=now.moment - timedelta(hours=45)) == ["Құпия кеше"]


def test_many_dead_editions_do_not_hide_a_living_one(now, publish):
    first = publish("Сайлау 0", hours=-900, until=-899, ended_as="superseded")
    for n in range(1, 150):
        publish(article=first.article, hours=-900 + n, until=-899 + n,
                published=-900, ended_as="superseded")  # fmt: skip
    publish("Сайлау өтті", hours=-1000)
    assert headlines("сайлау", length=1) == ["Сайлау өтті"]


# --- Order --------------------------------------------------------------------------------


def test_a_match_in_the_headline_outweighs_a_season(now, publish):
    publish("А", body="<p>Мектеп туралы</p>", hours=-1)
    publish("Мектеп ашылды", hours=-24 * 60)
    publish("Мектеп жабылды", hours=-24 * 120)
    assert headlines("мектеп") == ["Мектеп ашылды", "А", "Мектеп жабылды"]


def test_every_answer_is_met_once_on_the_way_through_the_pages(now, publish):
    made = set()
    for n in range(130):
        # A hundred of one moment, as an import has them; every third in the text alone.
        at_once = n < 100
        head, body = (f"Т{n}", "<p>Көктем келді</p>") if n % 3 else (f"Көктем {n}", "<p>–</p>")
        made.add(publish(head, body=body, hours=-5000 if at_once else -n * 30).article_id)
    met, key = [], None
    for _page in range(20):
        found = find("көктем", language="kk", at=now.moment, before=key, length=20)
        met += [edition.article_id for edition in found.editions]
        if (key := found.next) is None:
            break
    assert len(met) == len(set(met)) == 130
    assert set(met) == made


def test_a_key_beyond_all_years_is_an_empty_page(now, publish):
    publish("Мектеп")
    far = Position(now.moment.replace(year=1), 1)
    assert find("мектеп", language="kk", at=now.moment, before=far).editions == []


# --- Narrowed -----------------------------------------------------------------------------


def test_answers_are_narrowed_by_section_region_and_day(now, publish, sections):
    district = Region.objects.filter(parent__isnull=False).first()
    other = Region.objects.filter(parent=None).exclude(pk=district.parent_id).first()
    publish("Ойын 1", category=sections["futbol"], region=district)
    publish("Ойын 2", category=sections["sport"], hours=-24 * 30)
    publish("Ойын 3", category=sections["qogam"], region=other)

    def narrowed(**filters):
        return set(headlines("ойын", filters=Filters(**filters)))

    assert narrowed(section=sections["sport"]) == {"Ойын 1", "Ойын 2"}
    assert narrowed(section=sections["futbol"]) == {"Ойын 1"}
    assert narrowed(region=district.parent) == narrowed(region=district) == {"Ойын 1"}
    assert narrowed(since=now.moment - timedelta(days=2)) == {"Ойын 1", "Ойын 3"}
    assert narrowed(until=now.moment - timedelta(days=2)) == {"Ойын 2"}
    assert narrowed(section=sections["sport"], region=other) == set()
