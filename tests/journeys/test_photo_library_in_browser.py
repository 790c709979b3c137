"""The library in a browser: files dropped together, a credit in two taps, a focal point, a blur."""

import pytest

from articles import live
from articles.models import Article, LiveEntry
from media.intake import take_in
from media.models import Photo, PhotoCredit
from tests.browser import enter
from tests.media.test_renditions import grainy

GRID = "/admin/media/photo/"
DROP = """([bytes, names]) => {
  const data = new DataTransfer();
  names.forEach((name, n) => data.items.add(
    new File([new Uint8Array(bytes[n])], name, {type: "image/jpeg"})));
  const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.body.dispatchEvent(drop);
}"""


@pytest.mark.browser
def test_files_dropped_together_come_in_each_with_its_card(new_page, serve, person):
    server, journalist = serve(), person("journalist", "tilshi")
    page = new_page()
    page.watch.expect("422")
    enter(page, server, journalist)
    page.goto(f"{server}{GRID}")
    files = [list(grainy((420 + n, 300))) for n in range(4)] + [list(b"not a photo")]
    names = [f"{n}.jpg" for n in range(4)] + ["‮gpj.exe"]
    page.evaluate(DROP, [files, names])
    tray = page.locator("[data-tray]")
    tray.locator("[data-card]").nth(3).wait_for()
    tray.locator(".refused").wait_for()
    assert "JPEG" in tray.locator(".refused").inner_text()
    assert Photo.objects.count() == 4
    # The same file once more: its card comes up again, the photo is not taken in twice.
    page.evaluate(DROP, [files[:1], names[:1]])
    tray.locator(".photo-note").wait_for()
    assert Photo.objects.count() == 4
    assert tray.locator("[data-card]").count() == 4


@pytest.mark.browser
def test_on_a_phone_a_photo_without_a_name_gets_its_credit_in_two_taps(new_page, serve, person):
    server, journalist = serve(), person("journalist", "tilshi")
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    enter(page, server, journalist)
    page.goto(f"{server}{GRID}")
    page.set_input_files(
        "#photo-files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": grainy((400, 300))}
    )
    card = page.locator("[data-tray] [data-card]")
    card.wait_for()
    card.locator("summary").tap()
    card.locator("button", has_text="Оқырман суреті").tap()
    page.locator(".photo-line", has_text="Оқырман суреті").wait_for()
    photo = Photo.objects.get()
    assert photo.credit == PhotoCredit.objects.get(line_kk="Оқырман суреті")
    # What is still missing stands open, ready to be typed.
    page.locator("[data-tray] textarea").fill("Тау бөктеріндегі қар")
    page.locator("[data-tray] form .button").tap()
    page.locator("[data-tray] details").wait_for(state="detached")
    photo.refresh_from_db()
    assert photo.alt_text == "Тау бөктеріндегі қар"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
def test_a_focal_point_is_pressed_and_the_crops_follow(new_page, serve, person):
    server, editor = serve(), person("photo_editor", "foto")
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}{GRID}")
    page.set_input_files(
        "#photo-files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": grainy((1500, 1000))}
    )
    page.locator("[data-tray] [data-card] a").first.click()
    whole = page.locator("[data-focus] img")
    whole.wait_for()
    box = whole.bounding_box()
    before = page.locator(".crop.square img").evaluate("img => img.style.objectPosition")
    whole.click(position={"x": box["width"] * 0.1, "y": box["height"] * 0.2})
    assert page.input_value("#id_focal_x") in ("0.10", "0.1")
    after = page.locator(".crop.square img").evaluate("img => img.style.objectPosition")
    assert after != before and after.startswith("0%")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    photo = Photo.objects.get()
    assert (round(photo.focal_x, 1), round(photo.focal_y, 1)) == (0.1, 0.2)


@pytest.mark.browser
def test_faces_are_marked_with_the_mouse_and_a_copy_is_made(new_page, serve, person):
    server, editor = serve(), person("photo_editor", "foto")
    page = new_page()
    enter(page, server, editor)
    page.goto(f"{server}{GRID}")
    page.set_input_files(
        "#photo-files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": grainy((1200, 800))}
    )
    page.locator("[data-tray] [data-card]").wait_for()
    original = Photo.objects.get()
    page.goto(f"{server}{GRID}{original.pk}/blur/")
    box = page.locator("[data-picture].is-ready img").bounding_box()
    for left in (0.1, 0.5):
        page.mouse.move(box["x"] + box["width"] * left, box["y"] + box["height"] * 0.2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * (left + 0.2), box["y"] + box["height"] * 0.6)
        page.mouse.up()
    assert page.locator(".blur-mark").count() == 2
    page.locator("[data-remove]").nth(1).click()
    assert page.locator(".blur-mark").count() == 1
    page.click("input.default")
    page.wait_for_selector(".messagelist .success")
    copy = Photo.objects.latest("pk")
    assert copy.copied_from == original


@pytest.mark.browser
@pytest.mark.parametrize("editor", ["prose", "ckeditor"])
def test_the_main_photo_is_chosen_where_it_is_seen(new_page, serve, person, editor):
    journalist = person("journalist", "tilshi")
    credit = PhotoCredit.objects.create(photographer="Әлия")
    known = take_in(grainy((420, 300)), caption="Бұлақ", credit=credit, alt_text="Бұлақ")
    bare = take_in(grainy((430, 300)), caption="Авторсыз тау")
    server = serve(BODY_EDITOR=editor)
    page = new_page()
    enter(page, server, journalist)
    page.goto(f"{server}/admin/articles/article/add/")
    part = page.locator("[data-main-photo]")
    for caption, is_ready in (("Авторсыз тау", False), ("Бұлақ", True)):
        part.locator("button").click()
        page.locator("dialog[open] li button", has_text=caption).click()
        part.locator(f"img[alt='{caption}']").wait_for()
        assert part.locator("[data-lacks]").is_hidden() == is_ready
    assert "Сурет: Әлия" in part.inner_text()
    # The searching select beside it is followed, and so is its cross.
    choose = "pk => django.jQuery('#id_photo').append(new Option('x', pk, true, true)).val(pk)"
    page.evaluate(f"({choose}.trigger('change'))", str(bare.pk))
    part.locator("img[alt='Авторсыз тау']").wait_for()
    assert "авторы" in part.locator("[data-lacks]").inner_text()
    page.evaluate("django.jQuery('#id_photo').val(null).trigger('change')")
    part.locator("img").wait_for(state="detached")
    assert part.locator("[data-lacks]").is_hidden()
    page.evaluate(f"({choose}.trigger('change'))", str(known.pk))
    part.locator("img[alt='Бұлақ']").wait_for()
    page.fill("#id_headline", "Бұлақ тазарды")
    with page.expect_navigation():
        page.click(".desk-verbs [name=_save]")
    page.wait_for_url("**/change/")
    assert Article.objects.get().photo != bare


@pytest.mark.browser
def test_who_was_signed_out_is_told_so_and_not_of_a_connection(new_page, serve, person):
    server, journalist = serve(), person("journalist", "tilshi")
    page = new_page()
    page.watch.expect("403")
    enter(page, server, journalist)
    page.goto(f"{server}{GRID}")
    page.context.clear_cookies(name="sessionid")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": grainy((400, 300))}
    page.set_input_files("#photo-files", photo)
    refused = page.locator("[data-tray] .refused")
    refused.wait_for()
    assert "Сеансыңыз аяқталған" in refused.inner_text()


@pytest.mark.browser
def test_the_photo_of_a_live_entry_is_chosen_where_it_is_seen(new_page, serve, person, write):
    poster, article = person("journalist", "tilshi"), write(person("journalist"))
    live.open_live(article, by=person("editor"), posters=[poster])
    credit = PhotoCredit.objects.create(photographer="Әлия")
    known = take_in(grainy((420, 300)), caption="Бұлақ", credit=credit, alt_text="Бұлақ")
    bare = take_in(grainy((430, 300)), caption="Авторсыз тау")
    server = serve()
    page = new_page()
    enter(page, server, poster)
    page.goto(f"{server}/admin/articles/article/{article.pk}/live/")
    part = page.locator("[data-main-photo]")
    # What most entries go without is folded, and open where it is filled.
    page.click(".entry-photo summary")
    part.locator("button").first.click()
    page.locator("dialog[open] li button", has_text="Бұлақ").click()
    part.locator("img[alt='Бұлақ']").wait_for()
    assert page.input_value("#id_photo") == str(known.pk)
    part.locator("[data-drop]").click()
    assert page.input_value("#id_photo") == "" and part.locator("img").count() == 0
    # Half an entry goes to nobody.
    page.fill("#id_headline", "Бұлақ ашылды")
    page.press("#id_headline", "Enter")
    page.wait_for_timeout(300)
    assert not LiveEntry.objects.exists()
    # A number that is typed is followed, too.
    page.fill("#id_photo", str(bare.pk))
    page.focus("#id_text")
    part.locator("img[alt='Авторсыз тау']").wait_for()
    assert "авторы" in part.locator("[data-lacks]").inner_text()
    page.fill("#id_photo", str(known.pk))
    page.click(".desk-entry .submit-row button")
    page.wait_for_selector(".messagelist .success")
    assert LiveEntry.objects.get().photo == known
