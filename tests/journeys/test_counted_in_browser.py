"""What the daily work costs, counted: actions from a blank form, taps and seconds of a flash."""

from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.desk.photos.sending import receive
from articles.models import Article, Region, Status
from media.models import PhotoCredit
from tests.browser import enter
from tests.journeys.test_desk_in_browser import PHONE
from tests.journeys.test_from_first_line_to_reader import picture, read

pytestmark = pytest.mark.browser

#: What a browser's tools call a slow 3G: 400 kilobits a second both ways, 400 ms there and back.
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


class Hands:
    """A person at a page, every action of whom is counted: a click, a tap, a key or chord.

    Typing is none. To choose in a list costs two: it is opened, and something in it is taken.
    """

    def __init__(self, page):
        self.page, self.actions = page, []

    def click(self, selector):
        self.actions.append(f"click {selector}")
        self.page.click(selector)

    def tap(self, selector):
        self.actions.append(f"tap {selector}")
        self.page.tap(selector)

    def press(self, keys):
        self.actions.append(f"press {keys}")
        self.page.keyboard.press(keys)

    def choose(self, selector, label):
        self.actions += [f"open {selector}", f"take {label}"]
        self.page.select_option(selector, label=label)

    def type(self, words):
        self.page.keyboard.type(words)

    def __len__(self):
        return len(self.actions)


def test_a_story_from_blank_to_submitted_takes_twelve_actions(
    new_page, serve, person, category, capsys
):
    server, journalist = serve(), person("journalist", "tilshi")
    region = Region.objects.get(code="KZ-61")
    credit = PhotoCredit.of(photographer="Асан Үсенов", source="")
    sent = SimpleUploadedFile("dala.jpg", picture(), "image/jpeg")
    photo, _is_new = receive(
        sent, by=journalist, credit=credit, caption="Дала", alt_text="Аспан астындағы дала"
    )
    page = new_page()
    enter(page, server, journalist)
    hands = Hands(page)
    hands.click("#content a[href$='/article/add/']")
    page.wait_for_selector("[data-body-editor][data-ready]")
    # The headline waits for words as it opens.
    hands.type("Ауылға таза су келді")
    hands.press("Tab")
    hands.type("Екі мың үйге құбыр тартылды.")
    hands.click(".ProseMirror")
    hands.type("Жұмыс екі ай жүрді. Енді су тәулік бойы беріледі.")
    hands.choose("#id_category", "Қоғам")
    hands.click(".field-region .select2-selection")
    hands.type(region.name)
    hands.click(f".select2-results__option >> text={region.name}")
    hands.click("#id_tags")
    hands.type("су, ауыл")
    hands.click("[data-main-photo] button")
    hands.click("[data-dialog=photo] li button")
    page.wait_for_selector("[data-main-photo] img")
    hands.press("Control+Enter")
    page.wait_for_url("**/change/")
    story = Article.objects.get()
    assert story.status == Status.SUBMITTED
    assert (story.headline, story.category, story.region) == (
        "Ауылға таза су келді", category, region,
    )  # fmt: skip
    assert story.lead and story.body
    assert (story.photo_id, str(story.photo.credit)) == (photo.pk, "Асан Үсенов")
    assert sorted(story.tags.names()) == ["ауыл", "су"]
    with capsys.disabled():
        print(f"\nA story from blank to submitted: {len(hands)} actions besides typing")
    assert len(hands) <= 12, hands.actions


def test_a_flash_on_a_phone_at_slow_3g_is_visible_within_a_minute(
    new_page, serve, person, on_duty, capsys
):
    server, editor = serve(), person("editor", "redaktor")
    on_duty(editor)
    page = new_page(**PHONE)
    enter(page, server, editor)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    # A phone that was not here before: nothing is in its cache.
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    hands, begun = Hands(page), monotonic()
    page.goto(f"{server}/admin/", timeout=60_000)
    loaded = monotonic() - begun
    hands.tap("#content a[href$='/flash/']")
    page.wait_for_selector("#id_headline", timeout=60_000)
    if page.evaluate("document.activeElement.id") != "id_headline":
        hands.tap("#id_headline")
    hands.type("Шұғыл: Түркістанда өзен арнасынан асты")
    hands.tap("#id_alone")
    hands.tap("[name=publish]")
    page.wait_for_url("**/change/", timeout=60_000, wait_until="commit")
    flash = Article.objects.get()
    status, answer = read(f"{server}/news/{flash.pk}-{flash.editions.get().slug}/")
    seconds = monotonic() - begun
    assert status == 200
    assert "өзен арнасынан асты" in answer
    with capsys.disabled():
        print(
            f"\nA flash on a phone at slow 3G: {len(hands)} taps, {seconds:.1f} s to visible"
            f" ({loaded:.1f} s of them the desk's home)"
        )
    assert len(hands) <= 6, hands.actions
    assert seconds <= 60
