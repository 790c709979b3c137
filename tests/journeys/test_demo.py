"""The demo newsroom: loaded once, through the real verbs, with logins that nobody can guess."""

import stat
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import demo as told
from articles import originals
from articles.models import (
    Article,
    Decision,
    Edition,
    EditionPhoto,
    Ended,
    House,
    Status,
    Stopped,
    Verb,
    Version,
)
from articles.workflow import unread
from media.models import Photo, Rendition

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("quick_photos"),
]

MODELS = (Article, Edition, Decision, Version, User, Photo, Rendition, House)


def load(*args, **options) -> str:
    out = StringIO()
    call_command("load_demo", *args, stdout=out, **options)
    return out.getvalue()


def rows() -> list[int]:
    return [model.objects.count() for model in MODELS]


def test_a_story_of_each_kind_stands_where_it_should_and_a_second_load_changes_nothing(
    tmp_path, client
):
    logins = tmp_path / "private" / "logins"
    printed = load(logins=logins)
    stories = told.read(timezone.localdate()).stories
    assert Article.objects.count() == len(stories) >= 60

    def named(state):
        headlines = [story.headline for story in stories if story.state == state]
        return Article.objects.filter(headline__in=headlines)

    now = timezone.now()
    for article in named("draft") | named("sent_back"):
        assert (article.status, article.editions.count()) == (Status.DRAFT, 0)
    for article in named("submitted"):
        assert article.status == Status.SUBMITTED
    for article in named("spiked"):
        assert article.status == Status.SPIKED
    # The one translation that was begun before its original was corrected says so.
    moved = originals.behind_anywhere(Article.objects.all())
    assert [article.headline for article in moved] == [
        story.headline for story in stories if story.key == "train-opens"
    ]
    for article in named("scheduled"):
        assert article.editions.scheduled(now).count() == 1
    for article in named("held"):
        assert article.stopped == Stopped.HELD
    for article in named("killed"):
        assert article.stopped == Stopped.KILLED
        assert article.editions.get().ended_as == Ended.KILLED
    corrected = {story.key: story for story in stories if story.state == "corrected"}
    kinds = sorted(story.correction_kind for story in corrected.values())
    found = Decision.objects.filter(verb=Verb.CORRECT)
    assert sorted(each.edition.correction_kind for each in found) == kinds
    assert all(each.edition.number == 2 for each in found)
    assert unread().count() == len(named("published_alone")) == 1

    # The past lies in the past, each moment of it.
    assert not Edition.objects.filter(published_at__gt=now).exclude(article__in=named("scheduled"))
    assert Edition.objects.filter(published_at__lt=now - timezone.timedelta(days=365)).exists()
    for decision in Decision.objects.select_related("article"):
        assert decision.article.created_at <= decision.at <= now
    for version in Version.objects.select_related("article"):
        assert version.at <= now
    assert all(version.by_id for version in Version.objects.all())

    # Every photo that readers see has its credit, its words and its files.
    shown = Photo.objects.filter(pk__in=EditionPhoto.objects.values("photo"))
    assert shown.exists()
    assert not shown.filter(credit=None).exists()
    assert not shown.filter(alt_text="").exists()
    assert not shown.filter(renditions=None).exists()
    assert not Photo.objects.filter(is_legacy=True).exists()

    # One random password, printed and kept for its owner's eyes alone.
    assert logins.read_text() in printed
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    username, password, role = logins.read_text().splitlines()[0].split()
    user = User.objects.get(username=username)
    assert user.check_password(password)
    assert user.groups.get().name == role

    before = rows()
    again = load(logins=logins)
    assert "already loaded" in again
    assert password in again
    assert password in load("--if-empty", logins=logins)
    assert rows() == before


def test_public_site_refuses_the_demo(settings):
    settings.SITE_URL = "https://news.example.kz"
    with pytest.raises(CommandError, match="public site"):
        load()
    assert not User.objects.exists()


def test_demo_does_not_come_into_a_newsroom_that_has_stories(write, journalist):
    write(journalist)
    before = rows()
    assert load("--if-empty") == ""
    assert rows() == before


def test_somebody_elses_name_stops_the_demo_before_anything_is_made(person):
    person(username="redaktor")
    before = rows()
    with pytest.raises(CommandError, match="redaktor"):
        load()
    assert rows() == before
