"""Readers see a story from its moment to its end, and nothing of any other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import (
    Author,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTopic,
    Ended,
    OldAddress,
    Region,
    Topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(publish, sections, picture):
    """Return a maker of a story that every kind of list would show, and the lists' addresses."""
    author = Author.objects.create(name="Айгүл Серік", slug="aigul")
    topic = Topic.objects.create(slug="su", name_kk="Су")
    district = Region.objects.exclude(parent=None).select_related("parent").first()

    def make(headline="Құпия тақырып", **fields):
        return publish(
            headline,
            category=sections["futbol"],
            region=district,
            tags=["Дарбаза"],
            authors=[(author, "author")],
            topics=[topic],
            photo=picture("zz1"),
            **fields,
        )

    make.addresses = [
        "/", "/latest/", "/section/sport/", "/section/futbol/", f"/region/{district.parent.slug}/",
        f"/region/{district.parent.slug}/{district.slug}/", "/tag/darbaza/", "/author/aigul/",
        "/topic/su/",
    ]  # fmt: skip
    return make


def test_a_story_appears_everywhere_at_its_second_and_leaves_at_its_end(
    client, now, everywhere, publish, address, house
):
    edition = everywhere(hours=1, until=2)
    publish("Басқа жаңалық")
    pages = [*everywhere.addresses, address(edition)]
    now.move(minutes=59, seconds=59, milliseconds=999)
    assert not any(edition.headline in client.get(page).content.decode() for page in pages)
    now.move(milliseconds=1)
    assert all(edition.headline in client.get(page).content.decode() for page in pages)
    now.move(minutes=59, seconds=59)
    assert all(edition.headline in client.get(page).content.decode() for page in pages)
    now.move(seconds=1)
    assert not any(edition.headline in client.get(page).content.decode() for page in pages)


def test_what_only_an_unpublished_story_names_is_told_by_no_page(client, now, everywhere, house):
    everywhere(hours=1)
    for page in everywhere.addresses[-3:]:
        assert client.get(page).status_code == 404
    now.move(hours=1)
    for page in everywhere.addresses[-3:]:
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "row", [EditionTag, EditionRegion, EditionTopic, EditionByline, EditionPhoto, Edition]
)
def test_every_list_asks_what_one_edition_answers(now, everywhere, row):
    moment = now.moment
    for hours, until in ((-2, None), (-2, -1), (-2, 0), (0, None), (0, 0), (0, 1), (1, None),
                         (1, 2), (1, 1), (-1, 1)):  # fmt: skip
        everywhere(hours=hours, until=until)
    rows = row.objects.visible(moment)
    assert {getattr(each, "edition_id", each.pk) for each in rows} == {
        each.pk for each in Edition.objects.all() if each.is_visible(moment)
    }


@pytest.mark.parametrize(
    ("hours", "until"),
    [(-2, None), (-2, -1), (-2, 0), (0, None), (0, 0), (0, 1), (1, None), (1, 2), (1, 1), (-1, 1)],
)
def test_the_queryset_and_the_edition_agree_at_every_moment(now, publish, hours, until):
    edition = publish(hours=hours, until=until, tags=["су"])
    for minutes in (-121, -120, -60, -1, 0, 1, 59, 60, 61, 120):
        at = now.moment + timedelta(minutes=minutes)
        assert Edition.objects.visible(at).filter(pk=edition.pk).exists() == edition.is_visible(at)
        assert EditionTag.objects.visible(at).exists() == edition.is_visible(at)


def test_held_expired_future_and_unknown_are_one_404_byte_for_byte(
    client, now, publish, address, house
):
    held = publish("Ұсталған", hours=-2, until=-1, ended_as=Ended.HELD)
    expired = publish("Мерзімі өткен", hours=-2, until=-1)
    future = publish("Ертеңгі", hours=1)
    never = publish("Кейін қайтарылған", hours=1, until=1, ended_as=Ended.WITHDRAWN)
    unseen = publish("Шықпай жойылған", hours=1, until=1, ended_as=Ended.KILLED)
    pages = [address(each) for each in (held, expired, future, never, unseen)]
    pages += [f"/news/{held.article_id}/", "/news/999999999-joq/", "/news/999999999999999999-x/",
              "/tag/joq/", "/nothing/at/all/", "/author/joq/", "/photos/aa/none.webp"]  # fmt: skip
    answers = [client.get(page) for page in pages]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_killed_story_is_gone_for_readers_who_had_it(client, now, publish, address, house):
    killed = publish("Жойылған", hours=-2, until=-1, ended_as=Ended.KILLED)
    answer = client.get(address(killed))
    assert answer.status_code == 410
    assert "Жойылған" not in answer.content.decode()
    assert client.get(f"/news/{killed.article_id}-basqa/").status_code == 410


def test_kill_by_its_verb_answers_410_and_before_its_moment_404(
    client, write, journalist, editor, chief
):
    seen, unseen = write(journalist), write(journalist, headline="Басқасы")
    workflow.approve(seen, by=editor)
    workflow.approve(unseen, by=editor, at=timezone.now() + timedelta(hours=1))
    for article in (seen, unseen):
        workflow.kill(article, by=chief, note="Дерек расталмады")
    assert client.get(f"/news/{seen.pk}/").status_code == 410
    assert client.get(f"/news/{unseen.pk}/").status_code == 404


def test_a_hold_takes_a_story_off_and_release_gives_it_back(client, write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    page = f"/news/{article.pk}-{article.slug}/"
    assert client.get(page).status_code == 200
    workflow.hold(article, by=editor)
    assert client.get(page).status_code == 404
    assert article.headline not in client.get("/").content.decode()
    workflow.release(article, by=editor)
    assert client.get(page).status_code == 200


def test_readers_see_the_old_words_until_the_new_are_approved(client, write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    article.headline = "Жаңа тақырып"
    article.save()
    page = f"/news/{article.pk}-{article.slug}/"
    assert "Жаңа тақырып" not in client.get(page).content.decode()


def test_an_old_address_leads_to_its_story_while_that_is_visible(client, now, publish, address):
    shown, later = publish("Көрінетін"), publish("Кейінгі", hours=1)
    killed = publish("Жойылған", hours=-2, until=-1, ended_as=Ended.KILLED)
    for path, edition in (("/kaz/123.html", shown), ("/old/later", later), ("/old/k/", killed),
                          ("/index.php?id=7", shown), ("/eski-bet", shown)):  # fmt: skip
        OldAddress.objects.create(path=path, article_id=edition.article_id)
    answer = client.get("/kaz/123.html")
    assert (answer.status_code, answer.headers["Location"]) == (301, address(shown))
    assert client.get("/index.php?id=7").headers["Location"] == address(shown)
    assert client.get("/eski-bet/").headers["Location"] == address(shown)
    assert client.get("/old/later").status_code == 404
    assert client.get("/old/later").content == client.get("/never/").content
    assert client.get("/old/k/").status_code == 410


def test_an_old_address_without_its_last_slash_is_asked_before_the_slash_is_added(
    client, now, publish, address
):
    shown, other = publish("Біріншісі"), publish("Екіншісі")
    OldAddress.objects.create(path=f"/news/{other.article_id}-eski", article_id=shown.article_id)
    answer = client.get(f"/news/{other.article_id}-eski")
    assert answer.headers["Location"] == address(shown)


def test_old_addresses_of_one_page_are_told_apart_by_their_query(client, now, publish, address):
    first, second = publish("Бірінші"), publish("Екінші")
    for edition, path in (
        (first, "/index.php?p=8"),
        (second, "/index.php?p=9"),
        (second, "/?p=77"),
    ):
        OldAddress.objects.create(path=path, article_id=edition.article_id)
    for path, edition in (
        ("/index.php?p=8", first), ("/index.php?p=9", second), ("/?p=77", second),
        ("/index.php?utm_source=tg&p=9&fbclid=x", second),
    ):  # fmt: skip
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (301, address(edition)), path
    assert client.get("/index.php?p=10").status_code == 404
    assert client.get("/index.php").status_code == 404
    for path in ("/?p=78", "/?utm_source=tg", "/"):
        assert client.get(path).status_code == 200
