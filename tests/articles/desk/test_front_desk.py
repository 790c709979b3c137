"""The desk's page on which the front page is composed."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import front_page, moments, search, workflow
from articles.front_page import Slot
from articles.models import FrontPage, Place
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/front/"


def test_an_editor_composes_and_sees_what_stands(client, publish, editor):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    assert "Бірінші" in client.get(PAGE).content.decode()
    answer = client.post(
        PAGE,
        {
            "slot-0": one.article_id,
            "slot-1": two.article_id,
            "until-1_0": "01.01.2099",
            "until-1_1": "09:00",
        },
    )
    assert answer.status_code == 302
    slots = FrontPage.objects.get().slots.all()
    assert [(slot.place, slot.article_id) for slot in slots] == [
        (Place.LEAD, one.article_id), (Place.SECOND, two.article_id),
    ]  # fmt: skip
    html = client.get(PAGE).content.decode()
    assert f'<option value="{one.article_id}" selected>' in html
    assert "01.01.2099" in html


def test_a_refusal_stands_at_the_place_it_is_about_and_keeps_the_rest(client, publish, editor):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    answer = client.post(
        PAGE,
        {
            "slot-0": one.article_id,
            "slot-3": two.article_id,
            "until-3_0": "01.01.2020",
            "until-3_1": "09:00",
        },
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"slot-3"}
    assert f'<option value="{one.article_id}" selected>' in answer.content.decode()
    assert not FrontPage.objects.exists()


@pytest.mark.parametrize("value", ["x", "999999", "-1", "1e3"])
def test_a_forged_choice_is_refused_by_the_form(client, publish, editor, value):
    client.force_login(editor)
    assert client.post(PAGE, {"slot-0": value}).status_code == 422
    assert client.get(PAGE, {"language": value}).status_code == 200


def test_what_stands_there_and_is_gone_is_named(client, publish, editor):
    gone = publish("Алынған")
    front_page.compose("kk", [front_page.Slot(Place.LEAD, gone.article_id)], by=editor)
    gone.visible_until, gone.ended_as = gone.visible_from, "withdrawn"
    gone.save()
    client.force_login(editor)
    assert f"№ {gone.article_id}" in client.get(PAGE).content.decode()


def test_who_may_not_compose_does_not_see_the_page(client, journalist):
    client.force_login(journalist)
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()


def test_a_layout_of_tomorrow_may_name_what_appears_by_then(client, publish, editor):
    coming = publish("Ертеңгі", hours=24 * 365 * 50)
    client.force_login(editor)
    assert "Ертеңгі" in client.get(PAGE).content.decode()
    now = client.post(PAGE, {"slot-0": coming.article_id})
    assert now.context["form"].errors.keys() == {"slot-0"}


# --- Two who compose at once ------------------------------------------------------------------


def stands():
    return front_page.composed("kk", timezone.now())


def consent(answer) -> str:
    """Return what the button says that puts a page over another."""
    button = re.search(r'<button [^>]*form="composing"[^>]*name="over" value="(\d+)"', text(answer))
    return button[1]


def text(answer) -> str:
    return answer.content.decode()


def test_the_second_of_two_is_told_who_composed_when_and_what_differs_place_by_place(
    client, publish, editor, chief
):
    one, two, three = publish("Бірінші"), publish("Екінші"), publish("Үшінші")
    chief.first_name, chief.last_name = "Сәуле", "Ахметова"
    chief.save()
    client.force_login(editor)
    seen = client.get(PAGE).context["form"]["based_on"].value()
    until = timezone.now().replace(year=2099, second=0, microsecond=0)
    theirs = front_page.compose(
        "kk",
        [
            Slot(Place.LEAD, one.article_id), Slot(Place.SECOND, three.article_id),
            Slot(Place.SECOND, two.article_id, until, None, 4),
        ],
        by=chief,
    )  # fmt: skip
    mine = {"slot-0": two.article_id, "slot-1": three.article_id, "based_on": seen}
    late = client.post(PAGE, mine)
    html = text(late)
    assert late.status_code == 422
    assert f'<option value="{two.article_id}" selected>' in html
    told = html.split("front-meanwhile")[1].split("</section>")[0]
    assert "Сәуле Ахметова" in told and moments.at_desk(theirs.composed_at) in told
    assert f'href="{PAGE}?language=kk" target="_blank"' in told
    # What is alike is not marked.
    assert re.findall('href="#place-([^"]+)"', told) == ["0", "4"]
    assert late.context["meanwhile"].differs == {
        "0": "Бірінші",
        "4": _("%(headline)s, until %(time)s")
        % {"headline": "Екінші", "time": moments.at_desk(until)},
    }
    spot = html.split('id="place-0"')[1].split("</li>")[0]
    assert "front-theirs" in spot and "Бірінші" in spot
    assert "front-theirs" not in html.split('id="place-1"')[1].split("</li>")[0]
    # Nothing of the form is wrong, and nothing says so.
    assert not late.context["form"].errors and "errorlist" not in html


def test_pressing_once_more_asks_again_and_only_its_own_button_puts_mine_over_theirs(
    client, publish, editor, chief
):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    mine = {"slot-0": two.article_id, "based_on": "0"}
    front_page.compose("kk", [Slot(Place.LEAD, one.article_id)], by=chief)
    for _press in range(2):
        late = client.post(PAGE, mine | {"compose": "1"})
        assert late.status_code == 422
        mine = next(form for form in all_fields_of(late) if "slot-0" in form)
    assert [slot.article_id for slot in stands()] == [one.article_id]
    over = consent(late)
    # Another colleague comes between: that was not shown yet.
    front_page.compose("kk", [Slot(Place.SECOND, one.article_id)], by=chief)
    late = client.post(PAGE, mine | {"over": over})
    assert late.status_code == 422 and stands()[0].place == Place.SECOND
    over = consent(late)
    for _press in range(2):
        assert client.post(PAGE, mine | {"over": over}).status_code == 302
    assert [slot.article_id for slot in stands()] == [two.article_id]
    assert FrontPage.objects.count() == 3


def test_what_a_colleague_composed_for_later_is_told_and_does_not_give_way(
    client, publish, editor, chief
):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    later = timezone.now().replace(year=2099, month=1, day=1)
    front_page.compose("kk", [Slot(Place.LEAD, one.article_id)], by=chief, at=later)
    late = client.post(PAGE, {"slot-0": two.article_id, "based_on": "0"})
    meanwhile = late.context["meanwhile"]
    assert moments.at_desk(later) in meanwhile.said
    assert meanwhile.address.endswith(f"&layout={FrontPage.objects.get().pk}")
    assert not meanwhile.gives_way and not meanwhile.differs
    posted = {"slot-0": two.article_id, "based_on": "0", "over": meanwhile.last}
    assert client.post(PAGE, posted).status_code == 302
    assert FrontPage.objects.count() == 2


def test_a_second_window_of_ones_own_and_a_layout_taken_back_are_told_as_they_are(
    client, publish, editor, chief
):
    one, later = publish("Бірінші"), timezone.now().replace(year=2099, month=1, day=1)
    client.force_login(editor)
    own = front_page.compose("kk", [Slot(Place.LEAD, one.article_id)], by=editor)
    same = client.post(PAGE, {"slot-0": one.article_id, "slot-1": "", "based_on": "0"})
    # The very same is no second one.
    assert same.status_code == 302
    other = client.post(PAGE, {"slot-1": one.article_id, "based_on": "0"}).context["meanwhile"]
    when = {"time": moments.at_desk(own.composed_at)}
    assert other.said == _("You composed this page yourself at %(time)s, in another window.") % when
    page = front_page.compose("kk", [], by=chief, at=later)
    front_page.take_back("kk", page.pk, by=chief)
    gone = client.post(PAGE, {"slot-1": one.article_id, "based_on": page.pk}).context["meanwhile"]
    assert gone.said == _("A layout that you had seen was taken back meanwhile.")
    assert gone.last == own.pk and not gone.is_compared


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "\0"])
def test_a_forged_consent_puts_nothing_over_anything(client, publish, editor, chief, value):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    front_page.compose("kk", [Slot(Place.LEAD, one.article_id)], by=chief)
    posted = {"slot-0": two.article_id, "based_on": "0", "over": value}
    assert client.post(PAGE, posted).status_code == 422
    assert [slot.article_id for slot in stands()] == [one.article_id]


# --- Sections, the tray, the board ------------------------------------------------------------


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_stories_are_placed_in_the_blocks_of_sections(desk, publish, sections):
    sport, society = sections["sport"], sections["qogam"]
    story = publish("Ойын", category=sections["futbol"])
    answer = desk.post(PAGE, {f"slot-{sport.pk}-2": story.article_id})
    assert answer.status_code == 302
    assert front_page.composed("kk", story.published_at.replace(year=2099)) == [
        front_page.Slot(Place.SECTION, story.article_id, None, sport.pk, 2)
    ]
    form = desk.get(PAGE).context["form"]
    assert form[f"slot-{sport.pk}-2"].value() == story.article_id
    wrong = desk.post(PAGE, {f"slot-{society.pk}-0": story.article_id})
    assert wrong.context["form"].errors.keys() == {f"slot-{society.pk}-0"}


def test_the_place_below_the_lead_is_kept(desk, publish):
    story = publish("Үшінші орында")
    desk.post(PAGE, {"slot-3": story.article_id})
    form = desk.get(PAGE).context["form"]
    assert [form[f"slot-{n}"].value() for n in range(5)] == [
        None, None, None, story.article_id, None,
    ]  # fmt: skip


def test_the_board_answers_with_the_page_as_it_would_be(desk, publish, sections):
    one, two = publish("Бірінші", hours=-2), publish("Екінші", hours=-1)
    three = publish("Үшінші", hours=-3, category=sections["sport"])
    board = f"{PAGE}board/?language=kk"
    told = desk.post(board, {"slot-0": one.article_id, "slot-1": one.article_id}).json()
    assert "Бірінші" in told["cards"]["0"] and "fills" not in told["cards"]["0"]
    assert told["faults"].keys() == {"1"}
    plain = desk.post(board, {}).json()
    assert "Екінші" in plain["cards"]["0"] and "fills" in plain["cards"]["0"]
    assert plain["faults"] == {}
    key = f"{sections['sport'].pk}-1"
    placed = desk.post(board, {f"slot-{key}": three.article_id}).json()
    shown = [key for key, card in placed["cards"].items() if "Үшінші" in card]
    assert shown == [key]
    assert two.article_id != one.article_id


@pytest.mark.parametrize("value", ["x", "9" * 30, "-1", "\0", "\ufffd", "сөз " * 1500])
def test_a_forged_board_is_drawn_without_it(desk, publish, value):
    publish("Бірінші")
    told = desk.post(
        f"{PAGE}board/?language={value}",
        {"slot-0": value, "until-0_0": value, "at_0": "01.01.0001", "at_1": value},
    )
    assert told.status_code == 200
    assert "Бірінші" in told.json()["cards"]["0"]


def test_the_tray_is_searched_as_the_desk_is(desk, publish, write, journalist, editor):
    story = publish("Мектептерге кітап жеткізілді", hours=-1)
    ahead = publish("Кітап көрмесі болады", hours=24 * 365 * 50)
    hidden = write(journalist, headline="Кітап туралы құпия қаралама")
    search.put_editions([story, ahead])
    search.put_article(story.article)
    search.put_article(ahead.article)
    search.put_article(hidden)
    html = desk.get(f"{PAGE}tray/", {"language": "kk", "q": "кітаптар"}).content.decode()
    assert f'data-story="{story.article_id}"' in html
    assert f'data-story="{ahead.article_id}"' in html
    assert "құпия" not in html
    number = desk.get(f"{PAGE}tray/", {"language": "kk", "q": f"№ {story.article_id}"})
    assert f'data-story="{story.article_id}"' in number.content.decode()
    assert "data-story" not in desk.get(f"{PAGE}tray/", {"language": "ru"}).content.decode()


@pytest.mark.parametrize("words", ["\ufffd", "\0", "сөз " * 1500, "'\"<>", "999999999999999999"])
def test_whatever_is_asked_of_the_tray_is_answered(desk, publish, words):
    publish("Бірінші")
    assert desk.get(f"{PAGE}tray/", {"q": words}).status_code == 200
    assert desk.post(PAGE, {"find": "1", "q": words}).status_code == 200


def test_without_a_script_what_is_found_is_offered_and_nothing_placed_is_lost(desk, publish):
    for number in range(3):
        publish(f"Жаңа {number}", hours=-1)
    old = publish("Ескі кітап", hours=-900)
    one = publish("Бірінші", hours=-1)
    search.put_article(old.article)
    answer = desk.post(
        PAGE, {"slot-0": one.article_id, "until-0_0": "01.01.2099", "until-0_1": "09:00",
               "find": "1", "q": "кітап"}
    )  # fmt: skip
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<option value="{one.article_id}" selected>' in html
    assert "01.01.2099" in html
    assert f'data-story="{old.article_id}"' in html
    assert not FrontPage.objects.exists()


def test_who_may_not_compose_asks_neither_tray_nor_board(client, journalist):
    client.force_login(journalist)
    assert client.get(f"{PAGE}tray/").status_code == 403
    assert client.post(f"{PAGE}board/").status_code == 403


def test_a_session_that_ended_is_said_to_the_script(client):
    answer = client.post(f"{PAGE}board/", headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["refused"]


# --- Layouts to come --------------------------------------------------------------------------


def test_layouts_to_come_are_listed_composed_again_and_taken_back(desk, publish, editor):
    one, two = publish("Бірінші"), publish("Екінші")
    when = {"at_0": "01.01.2099", "at_1": "09:00"}
    desk.post(PAGE, {"slot-0": one.article_id} | when)
    desk.post(PAGE, {"slot-0": two.article_id, "at_0": "02.01.2099", "at_1": "09:00"})
    page = desk.get(PAGE)
    first, second = (each["page"] for each in page.context["coming"])
    assert "бетті ашады: Бірінші" in page.content.decode()
    assert f"layout={first.pk}" in page.content.decode()
    opened = desk.get(PAGE, {"layout": first.pk}).context["form"]
    assert opened["slot-0"].value() == one.article_id
    later = {"at_0": "01.01.2099", "at_1": "12:00", "instead_of": first.pk}
    assert desk.post(PAGE, {"slot-0": one.article_id} | later).status_code == 302
    assert FrontPage.objects.count() == 2
    assert desk.post(PAGE, {"take_back": second.pk}).status_code == 302
    assert FrontPage.objects.get().visible_until is None
    again = desk.post(PAGE, {"take_back": second.pk}, follow=True)
    assert "messagelist" in again.content.decode()


@pytest.mark.parametrize("value", ["x", "0", "9" * 30, "\0", "-1"])
def test_forged_numbers_of_layouts_mean_nothing(desk, publish, value):
    story = publish("Бірінші")
    assert desk.get(PAGE, {"layout": value, "draft": value}).status_code == 200
    assert desk.post(PAGE, {"take_back": value}, follow=True).status_code == 200
    told = desk.post(PAGE, {"slot-0": story.article_id, "instead_of": value, "based_on": value})
    assert told.status_code in (302, 422)


def test_a_layout_composed_now_says_how_long_it_stands(desk, publish, editor):
    story = publish("Бірінші")
    desk.post(PAGE, {"slot-0": story.article_id, "at_0": "01.01.2099", "at_1": "09:00"})
    page = desk.post(PAGE, {"slot-0": story.article_id}, follow=True).content.decode()
    assert "1 қаңтар 2099, 09:00" in page.split('class="messagelist"')[1].split("</ul>")[0]


def test_the_page_costs_few_queries_however_much_is_placed(
    desk, publish, picture, sections, editor, django_assert_max_num_queries
):
    photo = picture()
    stories = [
        publish(f"Жаңалық {n}", hours=-n - 1, category=sections["sport"], photo=photo)
        for n in range(40)
    ]
    slots = [
        front_page.Slot(Place.SECTION, each.article_id, None, sections["sport"].pk, order)
        for order, each in enumerate(stories[:4])
    ]
    front_page.compose("kk", slots, by=editor)
    for n in range(3):
        desk.post(PAGE, {"slot-0": stories[n].article_id, "at_0": f"0{n + 1}.01.2099",
                         "at_1": "09:00"})  # fmt: skip
    with django_assert_max_num_queries(28):
        assert desk.get(PAGE).status_code == 200


def test_the_card_of_a_story_that_is_gone_says_so(client, publish, editor, chief):
    one = publish("Бірінші")
    publish("Екінші")
    client.force_login(editor)
    client.post(PAGE, {"slot-0": one.article_id})
    one.article.refresh_from_db()
    workflow.kill(one.article, by=chief, note="Қате хабар")
    html = client.get(PAGE).content.decode()
    card = html[html.index("data-card") :]
    assert f'<span class="embargo">№ {one.article_id},' in card[: card.index("</div>")]
    answer = client.post(PAGE, {"slot-0": one.article_id})
    assert answer.status_code == 422
    above = answer.content.decode().split('class="front-form"')[0]
    assert "errornote" in above


def test_what_was_arranged_when_the_session_ended_is_shown_again(at_desk, editor, publish):
    story = publish("Көпір ашылды").article
    form = {"slot-0": str(story.pk), "until-0_0": "05.12.2099", "until-0_1": "10:00"}
    door = Client().post(f"{PAGE}?language=kk", form | {"compose": "1"})
    assert door.status_code == 302
    way = parse_qs(urlsplit(door.url).query)["next"][0]
    shown = at_desk(editor).get(way)
    assert shown.context["is_unsaved"]
    assert shown.context["form"]["slot-0"].value() == str(story.pk)
    assert 'value="05.12.2099"' in shown.content.decode()
    assert not FrontPage.objects.exists()


def test_a_page_from_before_one_signed_in_is_shown_again_as_it_was_arranged(editor, publish):
    story = publish("Көпір ашылды").article
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post(f"{PAGE}?language=kk", {"slot-0": str(story.pk)}, follow=True)
    assert answer.context["form"]["slot-0"].value() == str(story.pk)
    assert not FrontPage.objects.exists()


@pytest.mark.parametrize(
    "forged", ["slot-0=x", "slot-0=" + "9" * 40, "slot-zz=1", "at_0=x&slot-0=1"]
)
def test_a_forged_arrangement_is_shown_and_nothing_breaks(at_desk, editor, forged):
    assert at_desk(editor).get(f"{PAGE}?{forged}").status_code == 200
