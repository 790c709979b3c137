"""The library at the desk: what is sent in, found, credited, blurred and withdrawn."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles import photographs, printings, workflow
from articles.models import Article
from media import finding, labels, metadata, renditions
from media.intake import take_in
from media.models import Photo, PhotoCredit, PhotoWord
from tests.forms import all_fields_of, fields_of
from tests.media.test_metadata import UTF8, dataset, jpeg
from tests.media.test_renditions import grainy

GRID = "/admin/media/photo/"
BY_SCRIPT = {"HTTP_ACCEPT": "application/json"}


def sent(data=None, name="kod.jpg"):
    return SimpleUploadedFile(name, grainy((500, 400)) if data is None else data)


def send(client, *files, **more):
    return client.post(reverse("admin:media_photo_send"), {"file": list(files)}, **more)


def sheet(photo, act="change"):
    return reverse(f"admin:media_photo_{act}", args=[photo.pk])


# --- Sending ----------------------------------------------------------------------------------


def test_files_sent_by_script_are_answered_with_their_card(at_desk, journalist):
    client = at_desk(journalist)
    answer = send(client, sent(), **BY_SCRIPT)
    photo = Photo.objects.get()
    assert answer.json()["id"] == photo.pk
    assert f'id="photo-{photo.pk}"' in answer.json()["card"]
    assert (photo.uploaded_by, photo.renditions.count() > 0) == (journalist, True)


def test_without_scripts_all_files_of_the_form_come_in_and_each_refusal_is_told(
    at_desk, journalist
):
    client = at_desk(journalist)
    files = [sent(grainy((500 + n, 400)), f"{n}.jpg") for n in range(3)]
    bad = sent(b"not a photo", "\u202egpj.exe")
    answer = client.post(reverse("admin:media_photo_send"), {"file": [*files, bad]}, follow=True)
    assert Photo.objects.count() == 3
    text = answer.content.decode()
    assert "«gpj.exe»: Мұндай суретті" in text
    assert "\u202e" not in text


def test_the_same_file_is_not_taken_in_twice(at_desk, journalist, editor):
    data = grainy((600, 400))
    first = send(at_desk(journalist), sent(data), **BY_SCRIPT).json()
    again = send(at_desk(editor), sent(data), **BY_SCRIPT).json()
    assert first["id"] == again["id"]
    assert f"№ {first['id']}" in again["card"]
    assert Photo.objects.count() == 1


def test_a_withdrawn_photo_does_not_come_in_again(at_desk, journalist, picture_editor):
    data = grainy((600, 400))
    send(at_desk(journalist), sent(data))
    client = at_desk(picture_editor)
    client.post(sheet(Photo.objects.get(), "withdraw"), {"why": "Баланың беті көрінеді"})
    answer = send(at_desk(journalist), sent(data), **BY_SCRIPT)
    assert answer.status_code == 422
    assert "Баланың беті көрінеді" in answer.json()["refused"]
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff" * 9], ids=["empty", "svg", "cut"])
def test_a_refusal_is_a_sentence_and_leaves_nothing(at_desk, journalist, data):
    answer = send(at_desk(journalist), sent(data), **BY_SCRIPT)
    assert answer.status_code == 422
    assert answer.json()["refused"].endswith(".")
    assert not Photo.objects.exists()


def test_sending_nothing_is_told_kindly(at_desk, journalist):
    client = at_desk(journalist)
    assert send(client, **BY_SCRIPT).status_code == 422
    assert client.post(reverse("admin:media_photo_send"), follow=True).status_code == 200
    assert client.get(reverse("admin:media_photo_send")).status_code == 405


# --- Words ------------------------------------------------------------------------------------


def test_a_photo_stripped_by_a_messenger_gets_its_credit_with_one_press_of_its_card(
    at_desk, journalist
):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    page = client.get(GRID).content.decode()
    ready = PhotoCredit.objects.get(line_kk="Оқырман суреті")
    assert f'name="credit" value="{ready.pk}">Оқырман суреті</button>' in page
    answer = client.post(sheet(photo, "words"), {"credit": ready.pk}, **BY_SCRIPT)
    photo.refresh_from_db()
    assert photo.credit == ready
    assert "Оқырман суреті" in answer.json()["card"]
    client.post(sheet(photo, "words"), {"alt_text": " Тау\x00 бөктері ", "asked": "state=mine"})
    photo.refresh_from_db()
    assert (photo.alt_text, photo.credit) == ("Тау бөктері", ready)


def test_words_of_a_photo_in_print_are_changed_by_editors_alone(
    at_desk, journalist, editor, write, photo
):
    photo.uploaded_by = journalist
    photo.save()
    workflow.approve(write(journalist, photo=photo), by=editor)
    # One that came in with an archive lacks what its card asks for.
    Photo.objects.filter(pk=photo.pk).update(alt_text="")
    for more in ({}, BY_SCRIPT):
        at_desk(journalist).post(sheet(photo, "words"), {"alt_text": "Басқа"}, **more)
        photo.refresh_from_db()
        assert photo.alt_text == ""
    at_desk(editor).post(sheet(photo, "words"), {"alt_text": "Басқа"})
    photo.refresh_from_db()
    assert photo.alt_text == "Басқа"


def test_the_form_is_filled_in_from_the_file(at_desk, journalist):
    records = dataset(90, UTF8, record=1) + dataset(80, "Әлия Қуанышқызы".encode())
    records += dataset(110, b"JQ-Aqparat") + dataset(120, "Таудағы қар".encode())
    records += dataset(116, "© JQ-Aqparat".encode()) + dataset(55, b"20260219")
    client = at_desk(journalist)
    send(client, sent(jpeg(records)))
    photo = Photo.objects.get()
    page = client.get(sheet(photo))
    form = all_fields_of(page)
    form = max(form, key=len)
    assert form["caption"] == ["Таудағы қар"]
    assert form["credit"] == [str(photo.credit_id)]
    assert form["copyright_notice"] == ["© JQ-Aqparat"]
    assert form["taken_at_0"] == ["19.02.2026"]
    assert "Сурет: Әлия Қуанышқызы / JQ-Aqparat" in page.content.decode()
    answer = client.post(sheet(photo), form | {"alt_text": "Қарлы тау", "_save": "1"})
    assert answer.status_code == 302
    photo.refresh_from_db()
    assert (photo.alt_text, photo.caption) == ("Қарлы тау", "Таудағы қар")


# --- Finding ----------------------------------------------------------------------------------


def shown(client, **asked):
    page = client.get(GRID, asked)
    assert page.status_code == 200
    return [card.photo for card in page.context["cards"]]


@pytest.fixture
def library(picture):
    """Photos that differ in everything one looks for."""
    now = timezone.now()
    other = PhotoCredit.objects.create(photographer="Нұрлан Асқаров", source="JQ-Aqparat")
    photos = {
        "snow": picture("a1", caption="Тауға қар жауды", taken_where="Алматы, Қазақстан"),
        "bridge": picture("b2", caption="Жаңа көпірдің ашылуы", credit=other),
        "ended": picture("c3", caption="Жарыс", rights_until=now - timedelta(days=1)),
        "ending": picture("d4", caption="Көрме", rights_until=now + timedelta(days=3)),
        "withdrawn": picture("e5", caption="Қар", withdrawn_at=now, withdrawn_why="Сұрау"),
        "undescribed": picture("f6", caption="Дала", alt_text=""),
        "debt": picture("a7", caption="Ескі сурет"),
    }
    Photo.objects.filter(pk=photos["debt"].pk).update(credit=None, is_legacy=True)
    Photo.objects.filter(pk=photos["snow"].pk).update(
        taken_at=now - timedelta(days=40), is_synthetic=True
    )
    PhotoWord.objects.all().delete()
    assert finding.file_missing() == len(photos)
    assert finding.file_missing() == 0
    return photos


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "тау қары"}, ["snow"]),
        ({"q": "көпірді"}, ["bridge"]),
        ({"q": "копир"}, ["bridge"]),
        ({"q": "нұрлан"}, ["bridge"]),
        ({"q": "jq"}, ["bridge"]),
        ({"place": "алматыда"}, ["snow"]),
        ({"place": "қар"}, []),
        ({"state": "ended"}, ["ended"]),
        ({"state": "ending"}, ["ending"]),
        ({"state": "withdrawn"}, ["withdrawn"]),
        ({"state": "undescribed"}, ["undescribed"]),
        ({"state": "uncredited"}, ["debt"]),
        ({"state": "synthetic"}, ["snow"]),
        ({"state": "mine"}, []),
        ({"q": "ешқашан"}, []),
    ],
)
def test_photos_are_found_by_words_makers_places_and_states(at_desk, editor, library, asked, names):
    assert shown(at_desk(editor), **asked) == [library[name] for name in names]


def test_photos_are_found_by_credit_and_by_days(at_desk, editor, library):
    client = at_desk(editor)
    assert shown(client, credit=library["bridge"].credit_id) == [library["bridge"]]
    day = timezone.localdate() - timedelta(days=40)
    assert shown(client, since=day, until=day) == [library["snow"]]
    assert library["snow"] not in shown(client, since=day + timedelta(days=1))
    assert library["snow"] not in shown(client, until=day - timedelta(days=1))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "\x00"}, {"q": "%_'\"«"}, {"q": "қ" * 5000}, {"credit": "abc"}, {"credit": "9" * 30},
        {"since": "0001-01-01"}, {"until": "9999-12-31"}, {"since": "кеше"}, {"state": "x"},
        {"before": "-1"}, {"before": "9" * 40}, {"q": "9" * 40}, {"place": "%\x00"},
        {"q": "\ud800".encode("utf-8", "surrogatepass")},
    ],
)  # fmt: skip
def test_odd_questions_have_an_ordinary_page(at_desk, editor, library, asked):
    assert at_desk(editor).get(GRID, asked).status_code == 200


def test_the_grid_goes_on_by_key_with_as_many_queries_for_any_number(
    at_desk, editor, picture, django_assert_max_num_queries
):
    photos = [picture(f"{n:02}x") for n in range(45)]
    client = at_desk(editor)
    with django_assert_max_num_queries(18):
        page = client.get(GRID)
    assert [card.photo for card in page.context["cards"]] == photos[:4:-1]
    older = client.get(f"{GRID}?{page.context['older']}")
    assert [card.photo for card in older.context["cards"]] == photos[4::-1]


# --- Where it is printed ----------------------------------------------------------------------


def test_a_photo_tells_where_it_stands(at_desk, journalist, editor, write, photo):
    live = write(journalist, headline="Тірі жаңалық", photo=photo)
    workflow.approve(live, by=editor)
    write(
        journalist,
        headline="Жазылып жатқан жаңалық",
        body=f'<figure data-photo="{photo.pk}"></figure>',
    )
    page = at_desk(editor).get(sheet(photo)).content.decode()
    assert "Тірі жаңалық" in page
    assert "Жазылып жатқан жаңалық" in page
    now = timezone.now()
    assert printings.live_counts([photo], now) == {photo.pk: 1}
    photo.rights_until = now + timedelta(days=2)
    photo.save()
    assert list(printings.ending(now)) == [photo]
    assert not printings.wanting(now)
    later = now + timedelta(days=3)
    assert [row.edition.headline for row in printings.wanting(later)] == ["Тірі жаңалық"]


# --- Blurring and withdrawing -----------------------------------------------------------------


def test_a_blurred_copy_keeps_the_words_and_leaves_the_original(at_desk, journalist):
    client = at_desk(journalist)
    send(client, sent(grainy((1000, 800))))
    photo = Photo.objects.get()
    photo.caption = "Оқушылар"
    photo.save()
    form = {"left": ["10", ""], "top": ["10", ""], "width": ["20,5", ""], "height": ["30", ""]}
    answer = client.post(sheet(photo, "blur"), form)
    copy = Photo.objects.latest("pk")
    assert answer.url == sheet(copy)
    assert (copy.copied_from, copy.caption, copy.width) == (photo, "Оқушылар", 1000)
    assert copy.digest != photo.digest
    assert client.get(sheet(photo)).status_code == 200


@pytest.mark.parametrize(
    "row",
    [("", "", "", ""), ("nan", "1", "1", "1"), ("inf", "1", "1", "1"), ("1", "1", "1e9", "1"),
     ("a", "b", "c", "d"), ("-5", "1", "9", "9"), ("10", "10", "0", "5")],
)  # fmt: skip
def test_boxes_that_mark_nothing_are_refused_with_what_was_typed(at_desk, journalist, row):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    sides = dict(zip(("left", "top", "width", "height"), row, strict=True))
    answer = client.post(sheet(photo, "blur"), sides)
    assert answer.status_code == 422
    assert fields_of(answer, "blur_form")["left"] == [row[0]]
    assert Photo.objects.count() == 1


def test_withdrawing_asks_why_and_takes_the_photo_from_its_story(
    at_desk, journalist, editor, picture_editor, write, client
):
    send(at_desk(journalist), sent())
    photo = Photo.objects.get()
    photo.credit, photo.alt_text = PhotoCredit.objects.first(), "Зал"
    photo.save()
    article = write(journalist, photo=photo)
    workflow.approve(article, by=editor)
    address = f"/news/{article.pk}-{article.slug}/"
    name = photo.renditions.first().file.name
    assert name in client.get(address).content.decode()
    assert at_desk(journalist).post(sheet(photo, "withdraw"), {"why": "x"}).status_code == 403
    desk = at_desk(picture_editor)
    assert desk.post(sheet(photo, "withdraw"), {"why": " "}).status_code == 422
    desk.post(sheet(photo, "withdraw"), {"why": "Отбасының сұрауы"})
    page = client.get(address)
    assert page.status_code == 200
    assert b"/photos/" not in page.content
    assert client.get(f"/photos/{name}").status_code == 404
    assert "Отбасының сұрауы" in desk.get(sheet(photo)).content.decode()
    desk.post(sheet(photo, "bring_back"))
    assert b"/photos/" in client.get(address).content


def test_nobody_without_the_role_reaches_the_library(at_desk, person, photo, django_user_model):
    nobody = django_user_model.objects.create_user("bos", is_staff=True)
    client = at_desk(nobody)
    for where in (GRID, sheet(photo), sheet(photo, "blur"), sheet(photo, "withdraw")):
        assert client.get(where).status_code == 403
    for act in ("words", "blur", "withdraw", "bring_back"):
        assert client.post(sheet(photo, act)).status_code in (403, 302)
    assert send(client, sent()).status_code == 403
    assert json.dumps(list(Photo.objects.values_list("withdrawn_at", flat=True))) == "[null]"


# --- A sheet that somebody else has written in meanwhile ------------------------------------


@pytest.fixture
def printed(write, journalist, editor, photo):
    workflow.approve(write(journalist, photo=photo), by=editor)
    return photo


def opened(client, photo):
    return fields_of(client.get(sheet(photo)), "photo_form")


def test_a_photo_in_print_cannot_lose_its_credit_nor_its_alt_text(at_desk, picture_editor, printed):
    client = at_desk(picture_editor)
    form = opened(client, printed)
    for field in ("credit", "alt_text"):
        answer = client.post(sheet(printed), form | {field: ""})
        assert list(answer.context["adminform"].form.errors) == [field]
    answer = client.post(sheet(printed), form | {"alt_text": "\u200b\u2060"})
    assert list(answer.context["adminform"].form.errors) == ["alt_text"]
    other = PhotoCredit.objects.create(photographer="Басқа адам")
    assert client.post(sheet(printed), form | {"credit": other.pk}).status_code == 302
    printed.refresh_from_db()
    assert printed.credit == other


def test_two_people_at_one_sheet_lose_nothing(at_desk, picture_editor, editor, photo):
    first, second = at_desk(picture_editor), at_desk(editor)
    old = opened(first, photo)
    second.post(sheet(photo), opened(second, photo) | {"caption": "Екінші", "taken_where": "Шу"})
    # What the first did not touch stays as the second left it.
    assert first.post(sheet(photo), old | {"headline": "Бірінші"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.caption, photo.taken_where, photo.headline) == ("Екінші", "Шу", "Бірінші")
    # What both changed is shown, and taken with the next press.
    answer = first.post(sheet(photo), old | {"caption": "Бірінші"})
    form = answer.context["adminform"].form
    assert "«Екінші»" in form.errors["caption"][0]
    again = fields_of(answer, "photo_form")
    assert again["caption"] == ["Бірінші"]
    assert first.post(sheet(photo), again).status_code == 302
    photo.refresh_from_db()
    assert photo.caption == "Бірінші"


def test_a_sheet_without_its_seal_saves_what_it_says(at_desk, picture_editor, photo):
    client = at_desk(picture_editor)
    for seal in ("", "x", "a:b:c"):
        form = opened(client, photo) | {"opened": seal, "caption": f"Жаңа {seal}"}
        assert client.post(sheet(photo), form).status_code == 302
        photo.refresh_from_db()
        assert photo.caption == f"Жаңа {seal}".strip()


def test_what_is_kept_of_an_old_copy_brings_no_withdrawn_photo_back(photo, editor):
    old = Photo.objects.get(pk=photo.pk)
    photographs.withdraw(photo, by=editor, why="Құқық жоқ")
    old.caption = "Ескі"
    with pytest.raises(ValidationError):
        photographs.keep(old)
    photo.refresh_from_db()
    assert photo.withdrawn_at is not None


def test_an_old_photo_keeps_its_year_and_its_second(at_desk, picture_editor, photo):
    taken = datetime(1943, 5, 1, 10, 11, 12, tzinfo=UTC)
    Photo.objects.filter(pk=photo.pk).update(taken_at=taken)
    client = at_desk(picture_editor)
    form = opened(client, photo) | {"caption": "Майдан"}
    assert client.post(sheet(photo), form).status_code == 302
    photo.refresh_from_db()
    assert (photo.taken_at, photo.caption) == (taken, "Майдан")


def test_a_box_at_the_very_edge_blurs_it(at_desk, journalist):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    edge = {"left": "95", "top": "95", "width": "100", "height": "100"}
    assert client.post(sheet(photo, "blur"), edge).status_code == 302
    assert photo.copies.count() == 1


def test_a_box_that_hides_nothing_makes_no_copy(at_desk, journalist):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    for box in (("99.9999", "99.9999", "100", "100"), ("50", "50", "0.0001", "0.0001")):
        sides = dict(zip(("left", "top", "width", "height"), box, strict=True))
        answer = client.post(sheet(photo, "blur"), sides)
        assert answer.status_code == 422
        assert fields_of(answer, "blur_form")["left"] == [box[0]]
    assert not photo.copies.exists()


@pytest.mark.parametrize("with_copies", [True, False])
def test_withdrawing_asks_about_the_blurred_copies(
    at_desk, journalist, picture_editor, with_copies
):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    box = {"left": "10", "top": "10", "width": "20", "height": "20"}
    client.post(sheet(photo, "blur"), box)
    copy = photo.copies.get()
    client = at_desk(picture_editor)
    assert f"№ {copy.pk}" in client.get(sheet(photo, "withdraw")).content.decode()
    form = {"why": "Құқық жоқ"} | ({"copies": "1"} if with_copies else {})
    client.post(sheet(photo, "withdraw"), form)
    copy.refresh_from_db()
    assert (copy.withdrawn_at is not None) == with_copies
    assert copy.renditions.exists() != with_copies


def test_copies_that_are_one_file_are_withdrawn_together(at_desk, journalist, picture_editor):
    client = at_desk(journalist)
    send(client, sent())
    photo = Photo.objects.get()
    box = {"left": "10", "top": "10", "width": "20", "height": "20"}
    for _twice in range(2):
        client.post(sheet(photo, "blur"), box)
    assert len(set(photo.copies.values_list("digest", flat=True))) == 1
    form = {"why": "Құқық жоқ", "copies": "1"}
    answer = at_desk(picture_editor).post(sheet(photo, "withdraw"), form)
    assert answer.status_code == 302
    assert not Photo.objects.filter(withdrawn_at=None).exists()


def test_a_photo_editors_home_says_what_photos_need(at_desk, picture_editor, printed, write):
    client = at_desk(picture_editor)
    Photo.objects.filter(pk=printed.pk).update(withdrawn_at=timezone.now())
    home = client.get("/admin/").content.decode()
    assert f"№ {printed.pk}" in home
    assert "/news/" in home
    uses = client.get(sheet(printed)).content.decode()
    assert "/admin/articles/article/" not in uses.split("photo-beside")[1]


def test_a_story_to_come_with_a_photo_that_will_be_over_is_told(write, journalist, editor, photo):
    now = timezone.now()
    Photo.objects.filter(pk=photo.pk).update(rights_until=now + timedelta(days=2))
    photo.refresh_from_db()
    workflow.approve(write(journalist, photo=photo), by=editor, at=now + timedelta(days=1))
    assert not printings.wanting(now).exists()
    Photo.objects.filter(pk=photo.pk).update(rights_until=now + timedelta(hours=2))
    assert [row.photo_id for row in printings.wanting(now)] == [photo.pk]


def test_a_script_is_told_that_the_session_has_ended(client):
    answer = send(client, sent(), **BY_SCRIPT)
    assert answer.status_code == 403
    assert "қайта жасаңыз" in answer.json()["refused"]


def test_more_files_than_are_taken_at_once_are_refused_with_a_sentence(at_desk, journalist):
    files = [sent(b"x", f"{n}.jpg") for n in range(101)]
    answer = send(at_desk(journalist), *files)
    assert answer.status_code == 400
    assert "ең көбі 100 файл" in answer.content.decode()


def test_a_credit_with_long_terms_stands_in_every_file(at_desk, picture_editor, photo):
    terms = "Тек жаңалық үшін. " * 4_000
    PhotoCredit.objects.filter(pk=photo.credit_id).update(terms=terms)
    photo.refresh_from_db()
    packet = labels.packet_of(photo)
    assert len(packet) < 60_000
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    said = metadata.read(Image.open(BytesIO(labels.labelled(file.getvalue(), "jpeg", packet))))
    assert said.usage_terms.startswith("Тек жаңалық үшін.")


def test_a_photo_that_does_not_come_in_leaves_no_credit_behind(at_desk, journalist, monkeypatch):
    before = PhotoCredit.objects.count()

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(renditions, "put", full)
    data = jpeg(dataset(80, "Қалдық Несие".encode()))
    answer = send(at_desk(journalist), sent(data), **BY_SCRIPT)
    assert answer.status_code == 422
    assert PhotoCredit.objects.count() == before


def test_words_about_a_photo_that_the_library_has_are_told_not_to_be_taken(
    at_desk, journalist, editor
):
    data = grainy((600, 400))
    send(at_desk(editor), sent(data))
    client, add = at_desk(journalist), "/admin/articles/article/add/"
    form = fields_of(client.get(add)) | {
        "headline": "Жаңа мектеп", "new_photo": sent(data), "new_photographer": "Болат",
        "new_alt_text": "Мектеп ауласы",
    }  # fmt: skip
    page = client.post(add, form, follow=True)
    said = " ".join(str(message) for message in page.context["messages"])
    assert "«Болат · Мектеп ауласы»" in said
    assert Article.objects.get().photo == Photo.objects.get()
    # Nothing of it was made on the way.
    assert not PhotoCredit.objects.filter(photographer="Болат").exists()


def test_one_press_of_a_credit_decides_no_alt_text(at_desk, journalist, photo):
    Photo.objects.filter(pk=photo.pk).update(alt_text="", credit=None, uploaded_by=journalist)
    photo.refresh_from_db()
    credit = PhotoCredit.objects.create(photographer="Болат")
    client = at_desk(journalist)
    offered = {"credit": credit.pk, "alt_text": photo.caption}
    client.post(sheet(photo, "words"), offered, **BY_SCRIPT)
    photo.refresh_from_db()
    assert (photo.credit, photo.alt_text) == (credit, "")
    client.post(sheet(photo, "words"), {"alt_text": photo.caption}, **BY_SCRIPT)
    photo.refresh_from_db()
    assert photo.alt_text == photo.caption


def test_a_retired_credit_is_neither_offered_nor_taken(at_desk, picture_editor, photo):
    retired = PhotoCredit.objects.create(photographer="Кеткен адам", is_retired=True)
    client = at_desk(picture_editor)
    asked = {"app_label": "media", "model_name": "photo", "field_name": "credit", "term": "Кеткен"}
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"] == []
    answer = client.post(sheet(photo), opened(client, photo) | {"credit": retired.pk})
    assert list(answer.context["adminform"].form.errors) == ["credit"]


def test_words_too_long_for_a_photo_are_refused_and_not_cut(at_desk, journalist, editor):
    client, add = at_desk(journalist), "/admin/articles/article/add/"
    form = fields_of(client.get(add)) | {
        "headline": "Жаңа мектеп", "new_photo": sent(), "new_caption": "ә" * 600,
    }  # fmt: skip
    page = client.post(add, form)
    assert "600" in page.context["adminform"].form.errors["new_photo"][0]
    assert not Photo.objects.exists()


def test_a_corrected_credit_keeps_the_files_in_their_room(picture_editor):
    photo = take_in(grainy((1400, 900)), alt_text="Тау")
    most = renditions.MOST * photo.size
    Photo.objects.filter(pk=photo.pk).update(size=photo.size)
    credit = PhotoCredit.objects.create(photographer="Ұзақ " * 30, terms="Шарты. " * 400)
    photo.credit = credit
    photographs.keep(photo)
    # As small as a room can be.
    have = photo.renditions.filter(replaced_at=None)
    Photo.objects.filter(pk=photo.pk).update(size=sum(row.size for row in have) / renditions.MOST)
    photo.refresh_from_db()
    renditions.relabel(photo)
    left = photo.renditions.filter(replaced_at=None)
    assert 0 < left.count() < 10
    assert sum(row.size for row in left) <= renditions.MOST * photo.size <= most
    for row in left:
        with row.file.open("rb") as file:
            assert metadata.read(Image.open(file)).creator[0].startswith("Ұзақ")
