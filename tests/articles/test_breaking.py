"""The band of breaking news: up for some hours, gone with its story, never brought back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import breaking, workflow
from articles.models import BreakingBand, Edition
from articles.refusals import NotAllowed, Refused
from tests.published import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def band(now, editor):
    """Return a maker of bands: `band("Су келді", hours=2)` is up for two hours."""

    def make(words="Су келді", *, language="kk", hours=2.0, by=editor, **given):
        opens = given.get("at") or now.moment
        return breaking.put_up(language, words, by=by, until=opens + hours * HOUR, **given)

    return make


def up(at=None):
    return [(each.language, each.words) for each in breaking.now(at)]


def test_a_band_takes_itself_down(now, band):
    band(hours=2)
    assert up() == [("kk", "Су келді")]
    assert up(NOW + 2 * HOUR - timedelta(seconds=1)) == [("kk", "Су келді")]
    assert up(NOW + 2 * HOUR) == []
    assert up(NOW - timedelta(seconds=1)) == []


def test_every_language_has_its_own(now, band):
    band()
    band("Вода пришла", language="ru")
    assert sorted(up()) == [("kk", "Су келді"), ("ru", "Вода пришла")]


def test_a_second_takes_the_place_of_the_first_which_does_not_come_back(now, band):
    band("Бірінші", hours=5)
    now.move(hours=1)
    band("Екінші", hours=1)
    assert up() == [("kk", "Екінші")]
    assert up(now.moment + 2 * HOUR) == []
    assert up(NOW) == [("kk", "Бірінші")]


def test_one_that_is_to_come_takes_its_place_at_its_moment(now, band):
    band("Кейінгі", at=NOW + 2 * HOUR, hours=1)
    band("Қазіргі", hours=6)
    assert up() == [("kk", "Қазіргі")]
    assert up(NOW + 2 * HOUR) == [("kk", "Кейінгі")]
    assert up(NOW + 4 * HOUR) == []


def test_one_taken_back_before_its_moment_never_was(now, band, editor):
    band("Қазіргі", hours=6)
    later = band("Кейінгі", at=NOW + 2 * HOUR)
    breaking.take_down(later.pk, by=editor)
    assert up(NOW + 3 * HOUR) == [("kk", "Қазіргі")]
    assert breaking.coming() == []


def test_two_of_one_moment_are_one_the_later_given(now, band):
    band("Ескі сөз", at=NOW + HOUR)
    band("Жаңа сөз", at=NOW + HOUR)
    assert [each.words for each in breaking.coming()] == ["Жаңа сөз"]
    assert up(NOW + HOUR) == [("kk", "Жаңа сөз")]


def test_it_is_ended_by_one_press_and_a_second_press_changes_nothing(now, band, editor, chief):
    made = band()
    now.move(minutes=5)
    breaking.take_down(made.pk, by=editor)
    assert up() == []
    now.move(minutes=5)
    again = breaking.take_down(made.pk, by=chief)
    assert again.visible_until == NOW + timedelta(minutes=5)
    assert again.ended_by == editor
    with pytest.raises(Refused):
        breaking.take_down(made.pk + 1, by=editor)


def test_one_that_is_over_by_itself_is_not_taken_down(now, band, editor):
    made = band(hours=1)
    now.move(hours=3)
    with pytest.raises(Refused):
        breaking.take_down(made.pk, by=editor)
    made.refresh_from_db()
    assert made.visible_until == NOW + HOUR


def test_the_band_goes_with_its_story_and_comes_back_with_it(now, band, publish):
    edition = publish("Су келді", hours=-1)
    band("Су келді", story=edition.article_id, hours=4)
    assert up() == [("kk", "Су келді")]
    Edition.objects.filter(pk=edition.pk).update(visible_until=NOW + HOUR, ended_as="held")
    assert up(NOW + 2 * HOUR) == []
    publish(article=edition.article, hours=3, published=-1)
    assert up(NOW + 3 * HOUR) == [("kk", "Су келді")]


def test_a_form_posted_twice_puts_up_one(now, band):
    first = band(hours=2)
    now.move(seconds=2)
    again = breaking.put_up("kk", " Су  келді ", by=first.made_by, until=first.visible_until)
    assert again == first
    assert BreakingBand.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": " \u200b– "}, "words"),
        ({"words": "\ud800\0"}, "words"),
        ({"words": "а" * 121}, "words"),
        ({"words": "сөз " * 1500}, "words"),
        ({"until": None}, "until"),
        ({"until": NOW}, "until"),
        ({"until": NOW + 24 * HOUR + timedelta(seconds=1)}, "until"),
        ({"at": NOW - timedelta(seconds=1)}, "at"),
        ({"language": "de"}, "language"),
        ({"story": 987654321}, "story"),
    ],
)
def test_what_cannot_be_put_up_is_refused_where_it_is_wrong(now, editor, given, field):
    told = {"language": "kk", "words": "Су келді", "until": NOW + HOUR} | given
    with pytest.raises(Refused) as refusal:
        breaking.put_up(told.pop("language"), told.pop("words"), by=editor, **told)
    assert field in [name for name, _sentence in refusal.value.sentences]
    assert not BreakingBand.objects.exists()


def test_a_day_is_the_most_and_120_letters_fit(now, editor):
    breaking.put_up("kk", "а" * 120, by=editor, until=NOW + 24 * HOUR)
    assert up(NOW + 24 * HOUR - timedelta(seconds=1))


@pytest.mark.parametrize(
    "story",
    [{"language": "ru"}, {"hours": 1}, {"until": -0.5, "ended_as": "killed"},
     {"commercial": "advertising"}],
)  # fmt: skip
def test_it_leads_to_nothing_but_news_that_its_readers_see_then(now, editor, publish, story):
    number = publish("Су келді", **story).article_id
    with pytest.raises(Refused) as refusal:
        breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR, story=number)
    assert [field for field, _sentence in refusal.value.sentences] == ["story"]


def test_it_may_lead_to_what_is_seen_when_it_begins(now, editor, publish):
    number = publish("Ертеңгі", hours=2).article_id
    breaking.put_up("kk", "Су", by=editor, at=NOW + 2 * HOUR, until=NOW + 3 * HOUR, story=number)
    assert up(NOW + 2 * HOUR) == [("kk", "Су")]


def test_a_journalist_puts_up_none_and_takes_down_none(now, band, journalist):
    made = band()
    with pytest.raises(NotAllowed):
        band(by=journalist)
    with pytest.raises(NotAllowed):
        breaking.take_down(made.pk, by=journalist)
    assert up()


def test_what_the_law_removes_of_a_story_is_removed_from_its_band(
    write, journalist, editor, chief, house
):
    article = write(journalist, headline="Жеке адам туралы")
    workflow.approve(article, by=editor)
    until = timezone.now() + HOUR
    breaking.put_up("kk", "Жеке адам туралы", by=editor, until=until, story=article.pk)
    assert up()
    article.refresh_from_db()
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["headline"])
    assert up() == []
    assert not BreakingBand.objects.filter(words__contains="Жеке").exists()


def test_asking_what_is_up_costs_one_query(now, band, publish, django_assert_num_queries):
    for number in range(8):
        band(f"Хабар {number}", story=publish(f"Хабар {number}").article_id)
        now.move(minutes=1)
    with django_assert_num_queries(1):
        assert len(breaking.now()) == 1
