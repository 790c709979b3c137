"""What stands above a screen of the desk leads nowhere that answers with a refusal."""

import re
from datetime import time

import pytest
from django.utils import timezone

from articles import events, live, workflow
from articles.models import Tag
from articles.roles import StaffRole

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def crumbs(response) -> str:
    """Return the row of steps of a screen; "" where there is none."""
    found = re.search(r'<div class="breadcrumbs">.*?</div>', response.content.decode(), re.DOTALL)
    return found[0] if found else ""


@pytest.fixture
def screens(write, journalist, editor, photo):
    """The addresses of all kinds of screens, some of them of stories and of an event."""
    out = write(journalist, headline="Көпір ашылды", photo=photo, tags=Tag.called(["су"]))
    workflow.approve(out, by=editor)
    draft = write(journalist, headline="Су келмеді")
    when = events.When(timezone.localdate(), time(10))
    event = events.put_down(by=editor, what="Жиын", when=when)
    ways = [
        "articles/article/" + way
        for way in ("", "add/", "plan/", "plan/new/", f"plan/{event.pk}/", "queue/", "flash/",
                    f"plan/move/?kind=event&pk={event.pk}", "reports/", "front/", "breaking/",
                    "demands/", "demands/new/", "kept/", "translate/")
    ]  # fmt: skip
    for article in (out, draft):
        live.open_live(article, by=editor)
        ways += [
            f"articles/article/{article.pk}/{way}/"
            for way in ("change", "history", "preview", "share", "compare", "waiting", "comments",
                        "live", "whereabouts", "version/1", "translate", "original", "beside",
                        "verb/submit", "verb/approve", "verb/kill", "retime")
        ]  # fmt: skip
    ways += ["articles/tag/", "articles/tag/merge/", "articles/tag/tidy/"]
    ways += ["media/photo/", "media/photo/add/"]
    ways += [f"media/photo/{photo.pk}/{way}/" for way in ("change", "history", "blur", "withdraw")]
    return [f"/admin/{way}" for way in [*ways, "inbox/", "inbox/how/", "time/", "find/?q=су"]]


@pytest.mark.parametrize("role", StaffRole)
def test_every_step_is_open_to_who_sees_it(role, person, at_desk, screens):
    client, led = at_desk(person(role, "x")), {}
    for screen in screens:
        response = client.get(screen)
        if response.status_code != 200:
            assert response.status_code in (302, 403, 404, 405), screen
            continue
        led |= dict.fromkeys(re.findall(r'href="([^"]+)"', crumbs(response)), screen)
    refused = {way: on for way, on in led.items() if client.get(way).status_code != 200}
    assert led and refused == {}


def test_a_photo_editor_reads_where_the_plan_stands_and_is_led_nowhere(
    at_desk, picture_editor, editor
):
    steps = crumbs(at_desk(picture_editor).get(f"{LIST}plan/"))
    assert "Материалдар" in steps and f'href="{LIST}"' not in steps
    assert f'href="{LIST}"' in crumbs(at_desk(editor).get(f"{LIST}plan/"))


def test_a_story_is_a_step_for_who_may_open_it(at_desk, write, journalist, editor, person):
    article, named = write(journalist, headline="Құпия тақырып"), person()
    live.open_live(article, by=editor, posters=[named])
    own, change = f"{LIST}{article.pk}/live/", f"{LIST}{article.pk}/change/"
    assert f'<a href="{change}">Құпия тақырып</a>' in crumbs(at_desk(journalist).get(own))
    steps = crumbs(at_desk(named).get(own))
    assert f"№ {article.pk}" in steps and "Құпия" not in steps and change not in steps
    workflow.approve(article, by=editor)
    steps = crumbs(at_desk(named).get(own))
    assert "Құпия тақырып" in steps and "/news/" not in steps and change not in steps
