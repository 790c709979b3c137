"""Whether the desk has a story already: by what headlines tell, in any form of their words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import near
from articles.models import Article, Status

pytestmark = pytest.mark.django_db

OURS = "Ескі диірменде балалар кітапханасы ашылды"


def found(headline, **fields):
    asked = {"language": "kk", "at": timezone.now(), **fields}
    return [story.headline for story in near.already_ours(headline, **asked)]


@pytest.mark.parametrize(
    "headline",
    [
        OURS,
        "Балаларға арналған кітапхана ескі диірменнің ішінде ашылды",
        "ЕСКІ ДИІРМЕНДЕГІ КІТАПХАНАНЫ АШТЫ",
    ],
)
def test_other_endings_and_another_order_tell_the_same(write, journalist, headline):
    write(journalist, headline=OURS)
    write(journalist, headline="Шымкентте жаңа трамвай жүре бастады")
    assert found(headline) == [OURS]


@pytest.mark.parametrize(
    "headline", ["Ескі диірмен", "Жаңа кітапхана ашылды", "", "Балалар футболдан жеңді", "2026"]
)
def test_a_word_or_two_in_common_are_another_story(write, journalist, headline):
    write(journalist, headline=OURS)
    assert found(headline) == []


def test_itself_the_spiked_the_old_and_other_languages_are_none(write, journalist):
    own = write(journalist, headline=OURS)
    assert found(OURS, but=own.pk) == []
    assert found(OURS, language="ru") == []
    assert found(OURS, at=timezone.now() + near.LATELY + timedelta(hours=1)) == []
    Article.objects.update(status=Status.SPIKED)
    assert found(OURS) == []


def test_the_likest_come_first_and_few_of_them(write, journalist):
    for number in range(5):
        write(journalist, headline=f"{OURS} дейді тұрғындар {number}")
    write(journalist, headline=OURS)
    said = found(OURS)
    assert len(said) == near.NAMED
    assert said[0] == OURS
