"""A gallery as readers have it, in a browser: no script, no wider than the page, on paper too."""

import pytest

from articles.models import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def story(publish, picture, address, house):
    """The address of a story with a gallery of five, one of them upright."""
    photos = [picture(f"{n}g", caption=f"Жазу {n} " + "ұзын сөйлем " * 6) for n in range(5)]
    photos[1].renditions.update(height=2000)
    figures = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)
    body = f'<p>Бұрын.</p><figure data-gallery="">{figures}</figure><p>Кейін.</p>'
    House.objects.update(has_arabic_script=True)
    return address(publish(body=body))


BOX = "each => (({x, y, width, height}) => ({x, y, width, height}))(each.getBoundingClientRect())"
BOXES = f"all => all.map({BOX})"


def open_story(new_page, address, **options):
    page = new_page(java_script_enabled=False, **options)
    page.watch.expect("404")  # Their files are nowhere.
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
@pytest.mark.parametrize("prefix", ["", "/tote"])
def test_a_gallery_is_one_row_of_whole_photos_within_the_page(
    new_page, live_server, now, story, width, prefix
):
    address = live_server.url + prefix + story
    page = open_story(new_page, address, viewport={"width": width, "height": 800})
    strip = page.locator(".strip")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = strip.locator("figure").evaluate_all(BOXES)
    assert len({box["y"] for box in boxes}) == 1
    places = [box["x"] for box in boxes]
    assert places == sorted(places, reverse=prefix == "/tote")
    # What comes next looks in, so that one sees there is more.
    ahead = boxes[1]["x"] if not prefix else width - boxes[1]["x"] - boxes[1]["width"]
    assert ahead < width
    images = strip.locator("img").evaluate_all(BOXES)
    assert len({round(box["height"]) for box in images}) == 1
    for words in strip.locator("figcaption").evaluate_all(BOXES):
        assert words["width"] >= 150
    assert strip.locator(".credit").count() == 5
    # Without a script the arrow keys move it.
    strip.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft" if prefix else "ArrowRight")
    page.wait_for_timeout(400)
    assert abs(strip.evaluate("each => each.scrollLeft")) > 50


def test_on_paper_the_photos_stand_below_each_other(new_page, live_server, now, story):
    page = open_story(new_page, live_server.url + story, viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    boxes = page.locator(".strip figure").evaluate_all(BOXES)
    places = [box["y"] for box in boxes]
    assert places == sorted(places)
    assert len(set(places)) == 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 700 for box in boxes)
