"""A story under embargo says so wherever it is shown: at the desk and to a guest."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import shared_previews, translating, workflow, writing
from articles.models import Article, Language
from articles.refusals import Refused
from tests.forms import fields_of
from tests.wsgi import BROWSER

pytestmark = pytest.mark.django_db
MARK = 'class="embargo"'
DESK = "/admin/articles/article/"
FRONT = f"{DESK}front/"
VIEWS = ("day", "week", "month", "board")


@pytest.fixture
def lifted():
    """The end of an embargo."""
    return timezone.now() + timedelta(hours=1)


@pytest.fixture
def held_back(write, journalist, editor, lifted):
    """A story under embargo, which is decided to appear when it ends."""
    article = write(journalist, headline="Эмбаргодағы хабар", embargoed_until=lifted)
    workflow.approve(article, by=editor, at=lifted)
    article.refresh_from_db()
    return article


def ended(article):
    Article.objects.filter(pk=article.pk).update(embargoed_until=timezone.now())


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("way", ["share", "preview", "comments", "retime", "verb/hold"])
def test_a_screen_of_the_story_says_so(at_desk, editor, held_back, way):
    client, screen = at_desk(editor), f"{DESK}{held_back.pk}/{way}/"
    assert text(client.get(screen)).count(MARK) == 1
    ended(held_back)
    assert MARK not in text(client.get(screen))


def test_a_guest_is_told_in_the_language_of_the_story(held_back, editor, write, journalist):
    _shared, token = shared_previews.make(held_back, by=editor, lasts="day")
    guest, way = Client(headers={"User-Agent": BROWSER}), f"/preview/{token}/"
    assert "Эмбарго" in re.search(rf"<span {MARK}>([^<]+)", text(guest.get(way)))[1]
    # As it is now, although the version that is shown was under embargo.
    ended(held_back)
    assert MARK not in text(guest.get(way))


@pytest.mark.parametrize("view", VIEWS)
def test_the_plan_says_so_in_every_view(
    at_desk, editor, journalist, write, held_back, lifted, view
):
    day = timezone.localdate(lifted)
    wished = write(journalist, planned_for=day, embargoed_until=lifted)
    client, asked = at_desk(editor), f"{DESK}plan/?view={view}&date={day}"
    # A wish and a draft of the board, and what is to appear.
    assert text(client.get(asked)).count(MARK) == 2
    for article in (wished, held_back):
        ended(article)
    assert MARK not in text(client.get(asked))


def test_moving_on_the_plan_says_so(at_desk, editor, journalist, write, lifted):
    write(journalist, planned_for=timezone.localdate(lifted), embargoed_until=lifted)
    way = f"{DESK}plan/move/?kind=planned&pk={Article.objects.get().pk}"
    assert MARK in text(at_desk(editor).get(way))


def test_the_tray_the_lists_and_the_cards_of_the_front_page_say_so(at_desk, editor, held_back):
    client = at_desk(editor)
    page = text(client.get(FRONT))
    tray = page.split("front-candidates")[1].split("</ol>")[0]
    assert tray.count(MARK) == 1
    option = re.search(rf'<option value="{held_back.pk}">([^<]+)', page)[1]
    assert "Эмбарго" in option
    assert MARK in text(client.get(f"{FRONT}tray/?language=kk"))
    year = timezone.localdate().year + 1
    asked = {"slot-0": held_back.pk, "at_0": f"01.01.{year}", "at_1": "09:00"}
    cards = client.post(f"{FRONT}board/?language=kk", asked).json()["cards"]
    assert MARK in cards["0"]


@pytest.mark.parametrize("way", [*(f"plan/?view={view}" for view in VIEWS), "front/?language=kk"])
def test_no_question_is_asked_for_each_story(at_desk, editor, journalist, write, lifted, way):
    client, day = at_desk(editor), timezone.localdate(lifted)

    def fill(number):
        for _each in range(number):
            write(journalist, planned_for=day, embargoed_until=lifted)
            coming = write(journalist, embargoed_until=lifted)
            workflow.approve(coming, by=editor, at=lifted)

    def questions():
        with CaptureQueriesContext(connection) as queries:
            assert MARK in text(client.get(f"{DESK}{way}&date={day}"))
        return len(queries)

    fill(1)
    questions()
    few = questions()
    fill(6)
    assert questions() == few


def lengthened(client, article, until):
    """Give a story another end of its embargo, as its form does; return the answer."""
    screen = f"{DESK}{article.pk}/change/"
    local = timezone.localtime(until)
    end = {"embargoed_until_0": f"{local:%d.%m.%Y}", "embargoed_until_1": f"{local:%H:%M:%S}"}
    return client.post(screen, fields_of(client.get(screen)) | end | {"_save": "1"})


def test_no_embargo_is_made_longer_than_the_time_that_was_decided(
    at_desk, editor, held_back, lifted
):
    answer = lengthened(at_desk(editor), held_back, lifted + timedelta(days=2))
    assert answer.status_code == 200
    assert "осы эмбарго аяқталмай тұрып шығады" in text(answer)
    held_back.refresh_from_db()
    assert held_back.embargoed_until == lifted
    # A shorter one is no promise that breaks; and off the schedule any is.
    workflow.unschedule(held_back, by=editor)
    until = (lifted + timedelta(days=2)).replace(microsecond=0)
    assert lengthened(at_desk(editor), held_back, until).status_code == 302
    held_back.refresh_from_db()
    assert held_back.embargoed_until == until


def test_a_translation_that_is_decided_to_appear_holds_its_originals_embargo(
    at_desk, editor, chief, held_back, lifted
):
    translation, _is_new = translating.translate(held_back, into=Language.RUSSIAN, by=editor)
    Article.objects.filter(pk=translation.pk).update(
        headline="Новость", lead="Лид", body="<p>Текст</p>"
    )
    translation.refresh_from_db()
    workflow.approve(translation, by=chief, at=lifted)
    workflow.unschedule(held_back, by=editor)
    answer = lengthened(at_desk(editor), held_back, lifted + timedelta(days=2))
    assert f"№ {translation.pk} материалдың" in text(answer)


def test_an_embargo_that_meets_a_schedule_in_one_moment_is_refused(editor, held_back, lifted):
    held_back.embargoed_until = lifted + timedelta(days=2)
    with pytest.raises(Refused), transaction.atomic():
        writing.begin(held_back, by=editor, based_on=held_back.version)
    held_back.refresh_from_db()
    assert held_back.embargoed_until == lifted
