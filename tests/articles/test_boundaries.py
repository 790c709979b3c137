"""The moments at which pages change with nobody writing anything."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import boundaries
from articles.models import (
    BreakingBand,
    Edition,
    FrontPage,
    FrontSlot,
    House,
    LiveEntry,
    LiveStory,
    Place,
)
from media.models import Photo
from tests.published import NOW

pytestmark = pytest.mark.django_db

DAWN = datetime(2026, 7, 28, 19, tzinfo=UTC)  # Midnight in the newsroom.


@pytest.fixture(autouse=True)
def house(house):
    """A house that shows no lists of the most read, unless a test says otherwise."""
    house.has_most_read_on_front = house.has_most_read_beside_story = False
    house.save()
    return house


def test_a_quiet_day_lasts_from_midnight_to_midnight_of_the_site():
    assert boundaries.around(NOW) == boundaries.Span(DAWN, DAWN + timedelta(days=1))
    assert timezone.localtime(DAWN).hour == 0
    assert boundaries.around(DAWN).since == DAWN
    assert boundaries.around(DAWN - timedelta(microseconds=1)).until == DAWN


def test_stories_that_open_and_close(publish):
    publish("Таңғы", hours=-3)
    publish("Ертеңгі", hours=2)
    publish("Кешкі", hours=-2, until=1)
    span = boundaries.around(NOW)
    assert span == boundaries.Span(NOW - timedelta(hours=2), NOW + timedelta(hours=1))
    assert boundaries.around(span.until) == boundaries.Span(
        NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    )


def test_the_front_page_and_what_leaves_it(publish, chief):
    story = publish("Басты", hours=-20)
    page = FrontPage.objects.create(
        language="kk", visible_from=NOW - timedelta(hours=3), composed_by=chief
    )
    FrontSlot.objects.create(
        page=page, place=Place.LEAD, order=0, article=story.article, until=NOW + timedelta(hours=4)
    )
    FrontPage.objects.create(
        language="ru", visible_from=NOW + timedelta(hours=3), composed_by=chief
    )
    assert boundaries.around(NOW) == boundaries.Span(
        NOW - timedelta(hours=3), NOW + timedelta(hours=3)
    )
    assert boundaries.around(NOW + timedelta(hours=3)).until == NOW + timedelta(hours=4)


def test_entries_of_a_live_story(publish, journalist):
    article = publish("Репортаж", hours=-20).article
    LiveStory.objects.create(article=article, opened_at=NOW - timedelta(hours=5))
    moment = NOW - timedelta(minutes=3)
    LiveEntry.objects.create(
        article=article, posted_at=moment, visible_from=moment, text="Басталды", by=journalist
    )
    assert boundaries.around(NOW).since == moment


def test_rights_to_a_photo_end(picture):
    picture(rights_until=NOW + timedelta(hours=1))
    assert boundaries.around(NOW).until == NOW + timedelta(hours=1)


def test_banners_take_turns_by_the_hour(banner, publish):
    banner(shows_from=NOW - timedelta(days=2))
    assert boundaries.around(NOW).since == DAWN
    banner(shows_from=NOW - timedelta(days=2))
    assert boundaries.around(NOW) == boundaries.Span(NOW, NOW + timedelta(hours=1))


def test_the_most_read_stand_ten_minutes():
    House.objects.update(has_most_read_on_front=True)
    at = NOW + timedelta(minutes=14)
    assert boundaries.around(at) == boundaries.Span(
        NOW + timedelta(minutes=10), NOW + timedelta(minutes=20)
    )


def test_nothing_of_long_ago_is_looked_for(publish, django_assert_max_num_queries):
    publish("Былтырғы", hours=-9000)
    with django_assert_max_num_queries(27):
        assert boundaries.around(NOW).since == DAWN


def test_every_moment_is_one(publish, journalist, chief, picture):
    """Each column is alone in a quiet day, and ends the span before it and begins the one after."""
    article = publish("Репортаж", hours=-2000).article
    rows = {
        Edition: article.editions.get(),
        FrontPage: FrontPage.objects.create(
            language="kk", visible_from=NOW - timedelta(days=90), composed_by=chief
        ),
        LiveStory: LiveStory.objects.create(article=article, opened_at=NOW - timedelta(days=80)),
        LiveEntry: LiveEntry.objects.create(
            article=article, posted_at=NOW - timedelta(days=80), text="Басталды", by=journalist,
            visible_from=NOW - timedelta(days=80),
        ),
        Photo: picture(),
        BreakingBand: BreakingBand.objects.create(
            language="kk", words="Су келді", visible_from=NOW - timedelta(days=90),
            visible_until=NOW + timedelta(days=90),
        ),
    }  # fmt: skip
    rows[FrontSlot] = FrontSlot.objects.create(
        page=rows[FrontPage], place=Place.LEAD, order=0, article=article
    )
    at = NOW + timedelta(hours=1)
    for model, name, *_such in boundaries.MOMENTS:
        row = rows[model]
        before = getattr(row, name)
        model.objects.filter(pk=row.pk).update(**{name: at})
        assert boundaries.around(at - timedelta(minutes=1)).until == at, (model, name)
        assert boundaries.around(at + timedelta(minutes=1)).since == at, (model, name)
        model.objects.filter(pk=row.pk).update(**{name: before})
    assert len({(model, name) for model, name, *_such in boundaries.MOMENTS}) == 12
