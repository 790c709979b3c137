"""Every screen of the desk in a browser, wide and light, narrow and dark.

Each is held to WCAG 2.2 AA as far as axe can tell, to the strict policy, to its own host and to the
width of the window.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import breaking, comments, demands, events, live, workflow
from articles.desk.finding import screens
from articles.roles import StaffRole
from tests.articles.test_demands import said
from tests.browser import enter

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WINDOWS = {
    "wide and light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "narrow and dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.fixture
def addresses(house, write, journalist, editor, chief, picture):
    """Fill a small newsroom; return the addresses of its screens."""
    now, stories = timezone.now(), "/admin/articles/article"
    draft = write(journalist, headline="Қаралым", photo=picture(), due_at=now - timedelta(hours=1))
    comments.add(draft, by=editor, words="Дереккөзін тексерейік")
    waiting = write(journalist, headline="Кезекте", embargoed_until=now + timedelta(days=1))
    workflow.submit(waiting, by=journalist)
    shown = write(journalist, headline="Сайтта", photo=picture("b2"))
    workflow.approve(shown, by=editor)
    told = write(journalist, headline="Тікелей")
    workflow.approve(told, by=editor)
    live.open_live(told, by=editor, posters=[journalist])
    killed = write(journalist, headline="Қате")
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате хабар")
    demand = demands.take(by=editor, stories=[shown], **said())
    event = events.put_down(
        by=editor, when=events.When(timezone.localdate()), what="Баспасөз мәслихаты"
    )
    breaking.put_up(
        by=editor,
        language="kk",
        words="Шұғыл хабар",
        until=now + timedelta(hours=1),
        story=shown.pk,
    )
    found = [f"{stories}/plan/?view={view}" for view in ("week", "month", "board")]
    found += [f"{stories}/plan/new/", f"{stories}/plan/{event.pk}/", f"{stories}/?q=Сайтта"]
    found += [f"{stories}/demands/new/", f"{stories}/demands/{demand.pk}/", "/admin/find/?q=сай"]
    found += [
        f"{stories}/{draft.pk}/{way}/" for way in ("change", "history", "comments", "version/1")
    ]
    found += [f"{stories}/{waiting.pk}/{way}/" for way in ("change", "preview", "verb/approve",
                                                          "verb/send_back")]  # fmt: skip
    found += [f"{stories}/{shown.pk}/{way}/" for way in (
        "change", "share", "beside", "waiting", "compare", "whereabouts", "verb/correct",
        "verb/kill", "verb/redact", "translate",
    )]  # fmt: skip
    found += [f"{stories}/{told.pk}/live/", f"{stories}/{killed.pk}/whereabouts/"]
    return found


@pytest.mark.browser
@pytest.mark.parametrize("window", list(WINDOWS))
@pytest.mark.parametrize("role", [StaffRole.CHIEF_EDITOR, StaffRole.JOURNALIST])
def test_every_screen_is_whole(new_page, serve, person, addresses, window, role):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    server, who = serve(), person(role, "x")
    page = new_page(**WINDOWS[window])
    # The fixture's photos have no files.
    page.watch.expect("/photos/")
    enter(page, server, who)
    own = [address for _name, address in screens.of(who)]
    faults = {}
    for address in own + (addresses if role == StaffRole.CHIEF_EDITOR else []):
        answer = page.goto(f"{server}{address}")
        assert answer.status == 200, address
        found = axe.run(
            page, options={"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
        )
        told = [
            f"{each['id']}: {node['html'][:160]}"
            for each in found.response["violations"]
            for node in each["nodes"][:3]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append("scrolls sideways")
        if told:
            faults[address] = told
    assert len(own) > 5
    assert faults == {}
