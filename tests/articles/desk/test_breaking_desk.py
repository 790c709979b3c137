"""The desk's page of bands, and the line on every screen that says which one is up."""

from datetime import timedelta

import pytest

from articles import breaking
from articles.models import BreakingBand, Edition
from tests.published import NOW

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/breaking/"
HOUR = timedelta(hours=1)
#: What the desk's form fills in at the tests' moment: two hours from then.
UNTIL = {"until_0": "29.07.2026", "until_1": "20:00"}


@pytest.fixture
def desk(client, now, house, editor):
    client.force_login(editor)
    return client


def given(**fields):
    return {"language": "kk", "words": "Су келді", "is_everywhere": "on", **UNTIL, **fields}


def test_a_band_is_put_up_with_an_end_that_is_filled_in_already(desk, publish):
    story = publish("Шымкентке су келді")
    form = desk.get(PAGE)
    assert form.context["form"]["until"].value() == NOW + 2 * HOUR
    assert f"№ {story.article_id} · Шымкентке су келді" in form.content.decode()
    named = f"№ {story.article_id} · Шымкентке су келді"
    assert desk.post(PAGE, given(story=named)).status_code == 302
    band = BreakingBand.objects.get()
    assert (band.words, band.article_id, band.is_everywhere) == ("Су келді", story.article_id, True)
    assert (band.visible_from, band.visible_until) == (NOW, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "сөз " * 1500}, "words"),
        ({"words": "\ufffd\0"}, "words"),
        ({"until_0": "", "until_1": ""}, "until"),
        ({"until_0": "30.07.2026", "until_1": "23:00"}, "until"),
        ({"until_0": "01.01.0001", "until_1": "00:00"}, "until"),
        ({"until_0": "31.12.9999", "until_1": "23:59"}, "until"),
        ({"at_0": "29.07.2026", "at_1": "17:00"}, "at"),
        ({"language": "de"}, "language"),
        ({"story": "жоқ"}, "story"),
        ({"story": "999999999999999999999"}, "story"),
        ({"story": "https://t.kz/news/77-x/"}, "story"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(desk, fields, field):
    answer = desk.post(PAGE, given(**fields))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    if field != "words":
        assert 'value="Су келді"' in answer.content.decode()
    assert not BreakingBand.objects.exists()


def test_every_screen_says_what_is_up_and_takes_it_down_by_one_press(desk, publish):
    story = publish("Шымкентке су келді")
    desk.post(PAGE, given(story=f"/news/{story.article_id}-x/"))
    home = "/admin/articles/tag/"
    for way in ("/admin/", home, PAGE, "/admin/articles/article/front/",
                f"/admin/articles/article/{story.article_id}/change/"):  # fmt: skip
        screen = desk.get(way).content.decode()
        assert "Су келді" in screen.split('class="breaking-now"')[1].split("</section>")[0], way
    number = BreakingBand.objects.get().pk
    answer = desk.post(PAGE, {"end": number, "next": home})
    assert answer.headers["Location"] == home
    assert breaking.now() == []
    assert "breaking-now" not in desk.get(home).content.decode()
    assert desk.post(PAGE, {"end": number, "next": home}).status_code == 302


@pytest.mark.parametrize("way", ["https://evil.kz/", "//evil.kz/", "/admin/\\evil", "/ru/", ""])
def test_the_button_leads_back_to_the_desk_alone(desk, editor, way):
    band = breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR)
    location = desk.post(PAGE, {"end": band.pk, "next": way}).headers["Location"]
    assert location.startswith("/admin/")


@pytest.mark.parametrize("number", ["", "x", "0", "987654", "9" * 40])
def test_a_forged_number_takes_nothing_down(desk, editor, number):
    breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR)
    assert desk.post(PAGE, {"end": number}, follow=True).status_code == 200
    assert breaking.now()


def test_it_says_what_it_took_the_place_of_and_what_follows(desk, editor, now):
    breaking.put_up("kk", "Бірінші", by=editor, until=NOW + 5 * HOUR)
    breaking.put_up("kk", "Кейінгі", by=editor, at=NOW + HOUR, until=NOW + 3 * HOUR)
    page = desk.post(PAGE, given(), follow=True).content.decode()
    assert "Бірінші" in page.split('class="messagelist"')[1].split("</ul>")[0]
    assert "19:00" in page.split('class="messagelist"')[1].split("</ul>")[0]
    assert [band.words for band in breaking.now()] == ["Су келді"]


def test_the_record_says_why_a_band_is_not_seen(desk, editor, publish):
    story = publish("Су")
    breaking.put_up("kk", "Шымкентке су", by=editor, until=NOW + HOUR, story=story.article_id)
    Edition.objects.filter(pk=story.pk).update(visible_until=NOW, ended_as="killed")
    screen = desk.get(PAGE)
    assert [bool(why) for _band, why in screen.context["record"]] == [True]
    assert "breaking-now" not in screen.content.decode()


def test_a_journalist_sees_neither_the_page_nor_the_line(client, now, house, editor, journalist):
    breaking.put_up("kk", "Су", by=editor, until=NOW + HOUR)
    client.force_login(journalist)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, given()).status_code == 403
    home = client.get("/admin/").content.decode()
    assert PAGE not in home and "breaking-now" not in home


def test_the_page_costs_as_many_queries_with_many_bands(
    desk, editor, now, publish, django_assert_max_num_queries
):
    for number in range(15):
        publish(f"Жаңалық {number}")
        breaking.put_up("kk", f"Хабар {number}", by=editor, until=now.moment + HOUR)
        now.move(minutes=1)
    with django_assert_max_num_queries(12):
        assert desk.get(PAGE).status_code == 200
