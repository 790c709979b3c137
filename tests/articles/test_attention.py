"""What the desk is told of that nobody did: overdue, under embargo, unfiled, untold."""

from datetime import timedelta

import pytest

from articles import assignments, attention, translating, workflow
from articles.models import Article, Commercial, Language, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(write, journalist):
    """Return a maker of stories with a time: `own(due_at=…)`."""

    def make(**fields):
        return write(journalist, **fields)

    return make


def test_overdue_is_what_was_due_and_is_not_approved(own, now):
    late = own(due_at=now.moment - timedelta(minutes=1))
    later = own(due_at=now.moment - timedelta(days=2), status=Status.SUBMITTED)
    own(due_at=now.moment + timedelta(minutes=1))
    for status in (Status.APPROVED, Status.SPIKED):
        done = own(due_at=now.moment - timedelta(days=1))
        Article.objects.filter(pk=done.pk).update(status=status)
    own()
    found = list(attention.overdue(Article.objects.all(), now.moment))
    assert found == [later, late]
    every = Article.objects.all()
    assert {each for each in every if assignments.is_overdue(each, now.moment)} == set(found)


def test_embargoed_is_what_may_not_appear_yet(own, now):
    second = own(embargoed_until=now.moment + timedelta(days=2))
    first = own(embargoed_until=now.moment + timedelta(hours=1))
    own(embargoed_until=now.moment)
    own(embargoed_until=now.moment + timedelta(hours=1), status=Status.SPIKED)
    assert list(attention.embargoed(Article.objects.all(), now.moment)) == [first, second]


def test_unfiled_is_what_readers_see_without_a_section(publish, sections, now):
    flash = publish("Шұғыл", category=None)
    publish("Айдары бар", category=sections["qogam"])
    publish("Әлі шыққан жоқ", category=None, hours=2)
    publish("Кетті", category=None, hours=-5, until=-1)
    publish("Ескі", category=None, hours=-24 * 40)
    assert list(attention.unfiled(now.moment)) == [flash]


def test_untold_is_a_pressing_story_without_its_other_languages(house, publish, journalist, now):
    pressing = publish("Шұғыл", urgency=1)
    publish("Күнделікті", urgency=5)
    publish("Ақылы", urgency=1, commercial=Commercial.PARTNER)
    publish("Кеше", urgency=1, hours=-30)
    publish("Ертең", urgency=1, hours=3)
    assert attention.untold(now.moment) == [(pressing, [Language.RUSSIAN, Language.ENGLISH])]
    translating.translate(pressing.article, into=Language.RUSSIAN, by=journalist)
    assert attention.untold(now.moment) == [(pressing, [Language.ENGLISH])]


def test_a_story_of_one_language_is_untold_nowhere(house, publish, now):
    type(house).objects.update(has_russian=False, has_english=False)
    publish("Шұғыл", urgency=1)
    assert attention.untold(now.moment) == []


def test_a_spiked_translation_leaves_its_story_untold(house, publish, journalist, now):
    pressing = publish("Шұғыл", urgency=1)
    begun, _new = translating.translate(pressing.article, into=Language.RUSSIAN, by=journalist)
    workflow.spike(begun, by=journalist)
    assert attention.untold(now.moment)[0][1] == [Language.RUSSIAN, Language.ENGLISH]
