"""The desk's page on which the front page is composed."""

import pytest

from articles import front_page
from articles.models import FrontPage, Place

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


def test_the_second_of_two_sees_that_the_page_was_composed_and_keeps_the_form(
    client, publish, editor, chief
):
    one, two = publish("Бірінші"), publish("Екінші")
    client.force_login(editor)
    seen = client.get(PAGE).context["form"]["based_on"].value()
    front_page.compose("kk", [front_page.Slot(Place.LEAD, one.article_id)], by=chief)
    mine = {"slot-0": two.article_id, "based_on": seen}
    late = client.post(PAGE, mine)
    assert late.status_code == 422
    assert "басқа біреу құрастырды" in late.content.decode()
    assert f'<option value="{two.article_id}" selected>' in late.content.decode()
    again = {**mine, "based_on": late.context["form"]["based_on"].value()}
    assert client.post(PAGE, again).status_code == 302
