"""Where a story that was taken down still stands: every place asked, by its own question."""

from datetime import timedelta

import pytest

from articles import shared_previews, whereabouts, workflow
from articles.models import (
    Author,
    BesideChoice,
    Edition,
    FrontPage,
    OldAddress,
    SocialCard,
    Topic,
    Whereabouts,
)
from articles.whereabouts import Place

pytestmark = pytest.mark.django_db


class Pages(whereabouts.AsksPages):
    """Pages that say what a test lets them say."""

    def __init__(self, status=410, kept=None):
        self.said, self.memory, self.asked = status, kept, []

    def status(self, way):
        self.asked.append(way)
        return self.said

    def kept(self, ways):
        return self.memory and set(ways) if self.memory is not False else set()


def ask(article, clock, pages=None):
    return {(each.place, each.of): each for each in
            whereabouts.ask(article, pages=pages or Pages(), at=clock.now)}  # fmt: skip


@pytest.fixture
def rich(write, journalist, editor, photo, clock, house):
    """A story with a place in every list."""
    topic = Topic.objects.create(slug="t", name_kk="Су")
    author = Author.objects.create(name="Айгүл", slug="a", user=journalist)
    region = (
        whereabouts.EditionRegion._meta.get_field("region")
        .related_model.objects.filter(parent__isnull=False)
        .first()
    )
    article = write(journalist, tags=["су", "көл"], photo=photo, region=region,
                    headline="Көлдің суы тартылды")  # fmt: skip
    article.topics.add(topic)
    article.contributions.create(author=author)
    workflow.approve(article, by=editor)
    OldAddress.objects.create(path="/eski/12", article=article)
    SocialCard.objects.create(edition=article.editions.get(), digest="x", file="cards/a.jpg")
    shared_previews.make(article, by=editor, lasts="day")
    clock.tick()
    return article


def test_of_a_story_on_the_site_every_place_says_that_it_is_there(rich, clock):
    found = ask(rich, clock, Pages(200, True))
    for place in (
        Place.ADDRESS, Place.OLD_ADDRESS, Place.MEMORY, Place.FRONT, Place.LATEST, Place.DAY,
        Place.SEARCH, Place.SITEMAP, Place.NEWS_SITEMAP, Place.CARD, Place.LINK,
    ):  # fmt: skip
        assert found[place, 0].is_still, place
    kinds = [place for place, of in found if of and found[place, of].is_still]
    assert kinds.count(Place.TAG) == 2
    assert {Place.SECTION, Place.REGION, Place.TOPIC, Place.AUTHOR, Place.PHOTO} <= set(kinds)
    assert all(each.way for (place, _of), each in found.items() if place is Place.TAG)


@pytest.mark.parametrize("verb", ["kill", "hold"])
def test_after_a_takedown_every_place_says_that_it_is_gone(rich, clock, chief, verb):
    getattr(workflow, verb)(rich, by=chief, note="Қате дерек")
    clock.tick()
    pages = Pages(410, False)
    found = ask(rich, clock, pages)
    assert [each for each in found.values() if each.is_still] == []
    assert len(found) > 18
    assert pages.asked == [f"/news/{rich.pk}-{rich.slug}/"]


def test_each_place_is_asked_by_itself(rich, clock, chief, photo, write, journalist, editor):
    other = write(journalist, photo=photo, headline="Басқа оқиға")
    workflow.approve(other, by=editor)
    workflow.kill(rich, by=chief, note="Қате")
    clock.tick()
    found = ask(rich, clock, Pages(200, True))
    still = {place for (place, _of), each in found.items() if each.is_still}
    # The pages were made to say so; the photo stands in another story.
    assert still == {Place.ADDRESS, Place.MEMORY, Place.PHOTO}
    assert found[Place.PHOTO, photo.pk].said == "1"
    # Which is no place where the story stands.
    assert found[Place.PHOTO, photo.pk].is_of_others
    assert whereabouts.still(found.values()) == 2
    type(photo).objects.update(rights_until=clock.now - timedelta(minutes=1))
    assert not ask(rich, clock)[Place.PHOTO, photo.pk].is_still


def test_where_no_memory_stands_in_front_none_is_asked(rich, clock, chief):
    workflow.kill(rich, by=chief, note="Қате")
    assert (Place.MEMORY, 0) not in ask(rich, clock, Pages(410, None))


def test_a_story_beside_which_it_is_pinned_is_asked(rich, clock, write, journalist, editor):
    other = write(journalist, headline="Мүлде басқа жаңалық")
    workflow.approve(other, by=editor)
    BesideChoice.objects.create(article=other, other=rich)
    clock.tick()
    assert ask(rich, clock)[Place.RELATED, 0].is_still
    workflow.hold(rich, by=editor)
    clock.tick()
    assert not ask(rich, clock)[Place.RELATED, 0].is_still


def test_an_empty_place_on_the_composed_front_page_is_told(rich, clock, editor, chief):
    page = FrontPage.objects.create(language="kk", visible_from=clock.now, composed_by=editor)
    page.slots.create(place="lead", order=0, article=rich)
    clock.tick()
    workflow.kill(rich, by=chief, note="Қате")
    clock.tick()
    front = ask(rich, clock)[Place.FRONT, 0]
    assert (front.is_still, front.said) == (False, "placed")


def test_a_story_that_nobody_had_stands_nowhere(write, journalist, clock):
    assert whereabouts.ask(write(journalist), pages=Pages(), at=clock.now) == []


def test_what_was_found_is_kept_without_a_word_of_the_story(rich, clock, chief):
    workflow.kill(rich, by=chief, note="Қате дерек")
    clock.tick()
    kept = whereabouts.note(rich, ask(rich, clock).values(), by=chief,
                             after=whereabouts.decision(rich))  # fmt: skip
    assert kept.decision == rich.decisions.get(verb="kill")
    assert kept.still == 0
    assert not any("су" in str(each) or "Көл" in str(each) for each in kept.places)
    with pytest.raises(TypeError):
        Whereabouts.objects.get().delete()


def test_asking_costs_the_same_whatever_the_archive(
    rich, clock, chief, write, journalist, editor, django_assert_max_num_queries
):
    for number in range(12):
        workflow.approve(write(journalist, headline=f"Жаңалық {number}"), by=editor)
    workflow.kill(rich, by=chief, note="Қате")
    clock.tick()
    with django_assert_max_num_queries(16):
        whereabouts.ask(rich, pages=Pages(), at=clock.now)
    assert Edition.objects.visible(clock.now).count() == 12
