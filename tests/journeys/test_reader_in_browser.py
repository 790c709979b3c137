"""A reader's journeys in a browser: with scripts, and without any."""

import pytest
from playwright.sync_api import expect

from articles import live
from articles.models import House, ReaderNote

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


FILM = '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'


def test_without_scripts_a_reader_goes_from_the_front_page_to_a_note_to_the_desk(
    new_page, live_server, now, publish, sections, house
):
    publish("Мектеп ашылды", category=sections["qogam"], tags=["мектеп"], hours=-3)
    publish("Мектепте жаңа жыл", category=sections["qogam"], tags=["мектеп"], hours=-2)
    page = new_page(java_script_enabled=False)
    page.goto(live_server.url)
    page.get_by_role("link", name="Мектепте жаңа жыл").first.click()
    expect(page.locator("h1")).to_have_text("Мектепте жаңа жыл")
    page.locator(".related").get_by_role("link", name="Мектеп ашылды").click()
    expect(page.locator("h1")).to_have_text("Мектеп ашылды")
    page.get_by_role("navigation", name="«Қоғам» айдарында").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Мектепте жаңа жыл")
    page.get_by_role("link", name="Қате таптыңыз ба?").click()
    page.get_by_label("Қате үзінді").fill("жаңа жыл")
    page.get_by_role("button", name="Редакцияға жіберу").click()
    expect(page.locator("h1")).to_have_text("Рақмет, ескертпеңіз редакцияға жетті")
    assert ReaderNote.objects.get().passage == "жаңа жыл"
    assert page.context.cookies() == []


def test_without_scripts_the_archive_the_search_and_a_film_are_links(
    new_page, live_server, now, publish, house
):
    publish("Кешегі ойын", hours=-24, body=f"{FILM}<p>Мәтін.</p>")
    page = new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/archive/2026/07/")
    page.locator(".calendar").get_by_role("link", name="28", exact=True).click()
    expect(page.locator("h1")).to_have_text("2026 жылғы 28 шілде")
    page.get_by_role("link", name="Кешегі ойын").click()
    film = page.get_by_role("link", name="Бейнені көру YouTube")
    expect(film).to_have_attribute("href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    page.get_by_role("link", name="Іздеу", exact=True).click()
    page.get_by_role("searchbox").fill("ойындар")
    page.get_by_role("button", name="Іздеу").or_(page.get_by_role("button", name="Табу")).click()
    expect(page.get_by_role("link", name="Кешегі ойын")).to_be_visible()


def test_a_film_asks_nothing_of_another_house_until_it_is_pressed(
    new_page, live_server, now, publish, address, house
):
    edition = publish("Ойын", body=f"<p>Алдымен.</p>{FILM}")
    page = new_page()
    page.watch.expect("youtube-nocookie")
    asked = []
    page.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: (asked.append(route.request.url), route.fulfill(body="<p>film</p>"))[-1],
    )
    page.goto(live_server.url + address(edition))
    page.wait_for_timeout(300)
    assert asked == []
    page.get_by_role("link", name="Бейнені көру YouTube").click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute(
        "src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
    )
    expect(page.frame_locator("iframe").locator("p")).to_have_text("film")
    assert len(asked) == 1


def test_new_entries_of_a_live_story_come_by_themselves(
    new_page, live_server, publish, editor, address, house
):
    edition = publish("Сайлау күні", hours=-24 * 30)
    article = edition.article
    live.open_live(article, by=editor)
    first = live.post(article, by=editor, text="Бірінші")
    page = new_page()
    page.clock.install()
    page.goto(live_server.url + address(edition))
    expect(page.locator(".entry")).to_have_count(1)
    live.post(article, by=editor, text="Екінші")
    live.mend(first, by=editor, text="Бірінші, түзетілді")
    page.clock.run_for(21_000)
    expect(page.locator(".entry .body").first).to_have_text("Екінші")
    expect(page.locator(".entry .body")).to_have_text(["Екінші", "Бірінші, түзетілді"])
    expect(page.get_by_role("status")).to_have_text("Жаңа жазбалар: 1")


def test_a_marked_passage_goes_along_to_the_note(
    new_page, live_server, now, publish, address, house
):
    edition = publish("Мектеп", body="<p>Алматтыда мектеп ашылды.</p>")
    page = new_page()
    page.goto(live_server.url + address(edition))
    page.locator(".body p").evaluate(
        """each => { const range = document.createRange(); range.setStart(each.firstChild, 0);
        range.setEnd(each.firstChild, 9); getSelection().removeAllRanges();
        getSelection().addRange(range); }"""
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Қате үзінді")).to_have_value("Алматтыда")


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
@pytest.mark.parametrize("prefix", ["", "/latyn", "/tote"])
def test_no_page_is_wider_than_its_window(
    new_page, live_server, now, publish, sections, house, editor, width, prefix
):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    publish("Қанағаттандырылмағандықтарыңыздан" * 5, category=sections["qogam"])
    edition = publish(
        "Қазақстандағы " + "ең-ұзақ-атау" * 4,
        category=sections["qogam"],
        tags=["су"],
        body=FILM + "<p>" + "ұ" * 200 + "</p>",
    )
    live.open_live(edition.article, by=editor)
    live.post(edition.article, by=editor, text="Жазба " + "ә" * 120)
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
    for path in (
        "/", f"/news/{edition.article_id}-{edition.slug}/", "/archive/2026/07/29/", "/region/",
        "/archive/2026/", "/corrections/", f"/news/{edition.article_id}/note/", "/section/qogam/",
        "/latest/",
    ):  # fmt: skip
        page.goto(live_server.url + prefix + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
