"""What becomes of a photo's credit and words when several hands are at it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import photographs, printings, workflow
from articles.models import Author, House
from articles.refusals import Refused
from media import changing
from media.intake import BadPhoto, take_in
from media.models import Photo, PhotoCredit
from tests.forms import fields_of
from tests.media.test_renditions import grainy

BY_SCRIPT = {"HTTP_ACCEPT": "application/json"}
#: Letters that nobody sees, and signs that say nothing.
NOTHING = ["\u3164", "\u2800", "\u115f", "\ufe0f", "\xa0\u200b\u3164", ".", "—", "…"]


def sheet(row, act="change"):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_{act}", args=[row.pk])


def opened(client, row):
    return fields_of(client.get(sheet(row)), f"{row._meta.model_name}_form")


def errors(answer):
    return answer.context["adminform"].form.errors


@pytest.fixture
def bare(picture, journalist):
    """A photo that its sender has given neither a credit nor an alt text."""
    photo = picture("b1bare", alt_text="", uploaded_by=journalist)
    Photo.objects.filter(pk=photo.pk).update(credit=None)
    photo.refresh_from_db()
    return photo


@pytest.fixture
def author(db):
    return Author.objects.create(name="Айгерім Сейітова", slug="aigerim-seiitova")


@pytest.fixture
def printed(write, journalist, editor, photo):
    workflow.approve(write(journalist, photo=photo), by=editor)
    return photo


# --- Portraits and the logo ---------------------------------------------------------------------


def test_a_portrait_without_credit_and_alt_text_is_refused_by_name(at_desk, editor, author, bare):
    client = at_desk(editor)
    answer = client.post(sheet(author), opened(client, author) | {"portrait": bare.pk})
    assert len(errors(answer)["portrait"]) == 2
    assert all(f"№ {bare.pk}" in said for said in errors(answer)["portrait"])
    author.refresh_from_db()
    assert author.portrait is None


def test_the_logo_of_the_house_needs_credit_and_alt_text_too(at_desk, chief, house, bare):
    client = at_desk(chief)
    answer = client.post(sheet(house), opened(client, house) | {"logo": bare.pk})
    assert len(errors(answer)["logo"]) == 2
    assert House.get().logo is None


def test_a_portrait_that_may_no_longer_be_printed_is_not_chosen(at_desk, editor, author, picture):
    over = picture("o1over", rights_until=timezone.now())
    client = at_desk(editor)
    answer = client.post(sheet(author), opened(client, author) | {"portrait": over.pk})
    assert list(errors(answer)) == ["portrait"]


def test_a_portrait_and_a_logo_are_in_print_and_told_among_the_uses(
    at_desk, chief, journalist, author, house, picture
):
    portrait = picture("p1face", uploaded_by=journalist)
    logo = picture("l1logo", uploaded_by=journalist)
    client = at_desk(chief)
    for row, name, photo in ((author, "portrait", portrait), (house, "logo", logo)):
        answer = client.post(sheet(row), opened(client, row) | {name: photo.pk})
        assert answer.status_code == 302
        uses = client.get(sheet(photo)).content.decode().split("photo-beside")[1]
        assert str(row) in uses
        assert not changing.may_change(photo, journalist)
    # Whoever sent it in takes neither away any more, by its sheet or by its card.
    desk = at_desk(journalist)
    desk.post(sheet(portrait, "words"), {"alt_text": "Басқа"})
    for empty in ({"alt_text": ""}, {"credit": ""}):
        form = opened(client, portrait) | empty
        assert client.post(sheet(portrait), form).status_code == 200
    portrait.refresh_from_db()
    assert (portrait.alt_text, portrait.credit_id) == ("Зал", portrait.credit_id)


def test_a_portrait_whose_rights_end_is_told_before_and_after(
    at_desk, picture_editor, author, picture
):
    now = timezone.now()
    author.portrait = picture("p1face", rights_until=now + timedelta(days=3))
    author.save()
    assert list(printings.ending(now)) == [author.portrait]
    assert printings.faces_wanting(now) == []
    assert printings.faces_wanting(now + timedelta(days=4)) == [author]
    photographs.withdraw(author.portrait, by=picture_editor, why="Сұрау бойынша")
    home = at_desk(picture_editor).get("/admin/").content.decode()
    assert "Айгерім Сейітова" in home.partition("home-photos")[2]


# --- Texts of nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", NOTHING)
def test_what_has_no_letter_and_no_digit_is_no_alt_text(
    at_desk, picture_editor, printed, bare, nothing
):
    client = at_desk(picture_editor)
    for photo in (printed, bare):
        before = photo.alt_text
        answer = client.post(sheet(photo), opened(client, photo) | {"alt_text": nothing})
        assert answer.status_code == 200
        answer = client.post(sheet(photo, "words"), {"alt_text": nothing}, **BY_SCRIPT)
        photo.refresh_from_db()
        assert photo.alt_text == before
    photo.alt_text = nothing
    photographs.keep(photo)
    assert photo.alt_text == ""


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_credit_is_not_changed_into_nothing(at_desk, picture_editor, photo, nothing):
    client = at_desk(picture_editor)
    form = opened(client, photo.credit) | {"photographer": nothing, "source": nothing}
    answer = client.post(sheet(photo.credit), form)
    assert answer.status_code == 200
    photo.credit.refresh_from_db()
    assert photo.credit.source == "Aqorda.resmi"
    assert PhotoCredit.of(photographer=nothing, source=nothing) is None


@pytest.mark.parametrize("nothing", NOTHING)
def test_approval_sees_through_a_text_of_nothing(write, journalist, editor, photo, nothing):
    Photo.objects.filter(pk=photo.pk).update(alt_text=nothing)
    with pytest.raises(Refused) as refused:
        workflow.approve(write(journalist, photo=photo), by=editor)
    assert f"№ {photo.pk}" in str(refused.value)
    with pytest.raises(Refused):
        workflow.approve(write(journalist, headline=nothing), by=editor)


# --- Two people at one sheet --------------------------------------------------------------------


def test_two_people_at_one_credit_lose_nothing(at_desk, picture_editor, editor, photo):
    credit = PhotoCredit.objects.create(photographer="Арман Сәлімбек", source="Дала")
    first, second = at_desk(picture_editor), at_desk(editor)
    old = opened(first, credit)
    second.post(sheet(credit), opened(second, credit) | {"photographer": "Арман Сәлімбеков"})
    answer = first.post(sheet(credit), old | {"link": "https://example.kz/arman"})
    assert answer.status_code == 302
    credit.refresh_from_db()
    assert (credit.photographer, credit.link) == ("Арман Сәлімбеков", "https://example.kz/arman")
    # What both changed is shown to the second, who then decides.
    answer = first.post(sheet(credit), old | {"photographer": "Арман С."})
    assert "«Арман Сәлімбеков»" in errors(answer)["photographer"][0]
    credit.refresh_from_db()
    assert credit.photographer == "Арман Сәлімбеков"


def test_a_new_credit_has_a_sheet_like_any_other(at_desk, picture_editor):
    client = at_desk(picture_editor)
    where = reverse("admin:media_photocredit_add")
    form = fields_of(client.get(where), "photocredit_form") | {"photographer": "Жаңа адам"}
    assert client.post(where, form).status_code == 302
    assert PhotoCredit.objects.get(photographer="Жаңа адам")


def test_a_retired_credit_is_given_to_no_photo_from_its_card(
    at_desk, picture_editor, bare, picture
):
    photo = picture("r1mark")
    PhotoCredit.objects.filter(pk=photo.credit_id).update(is_retired=True)
    client = at_desk(picture_editor)
    answer = client.post(sheet(bare, "words"), {"credit": photo.credit_id}, **BY_SCRIPT)
    assert answer.status_code == 422
    bare.refresh_from_db()
    assert bare.credit is None
    # Where it stands already it stays.
    Photo.objects.filter(pk=photo.pk).update(alt_text="")
    answer = client.post(sheet(photo, "words"), {"alt_text": "Басқа сөз"}, **BY_SCRIPT)
    assert answer.status_code == 200


def test_a_card_opened_before_somebody_named_the_maker_takes_no_name_away(
    at_desk, picture_editor, editor, bare
):
    named = PhotoCredit.objects.create(photographer="Айгерім Сейітова")
    ready = PhotoCredit.objects.get(line_kk="Оқырман суреті")
    words = {"credit": named.pk, "alt_text": "Тау бөктері"}
    assert at_desk(editor).post(sheet(bare, "words"), words, **BY_SCRIPT).status_code == 200
    for said, theirs in (({"credit": ready.pk}, "Айгерім"), ({"alt_text": "Тау"}, "Тау бөктері")):
        answer = at_desk(picture_editor).post(sheet(bare, "words"), said, **BY_SCRIPT)
        assert answer.status_code == 422
        assert theirs in answer.json()["refused"]
    bare.refresh_from_db()
    assert (bare.credit, bare.alt_text) == (named, "Тау бөктері")


@pytest.mark.parametrize("way", ["sheet", "card", "card by script"])
def test_words_typed_while_the_photo_was_withdrawn_are_kept_and_told_why(
    at_desk, picture_editor, chief, photo, way
):
    client = at_desk(picture_editor)
    form = opened(client, photo) | {"alt_text": "Зал толы, алдыңғы қатарда оқушылар"}
    photographs.withdraw(photo, by=chief, why="Отбасының сұрауы")
    if way == "sheet":
        answer = client.post(sheet(photo), form)
        again = fields_of(answer, "photo_form")
        assert again["alt_text"] == ["Зал толы, алдыңғы қатарда оқушылар"]
    else:
        more = BY_SCRIPT if way == "card by script" else {"follow": True}
        answer = client.post(sheet(photo, "words"), {"alt_text": form["alt_text"]}, **more)
    said = answer.json()["refused"] if way == "card by script" else answer.content.decode()
    assert "Отбасының сұрауы" in said
    if way != "card by script":
        assert "Зал толы" in said
    photo.refresh_from_db()
    assert photo.alt_text == "Кездесу залы"
    # The sheet of a withdrawn photo is read, not written.
    assert 'name="alt_text"' not in client.get(sheet(photo)).content.decode()


def test_words_typed_while_the_photo_went_to_print_are_kept_too(
    at_desk, journalist, editor, write, photo
):
    photo.uploaded_by = journalist
    photo.save()
    client = at_desk(journalist)
    form = opened(client, photo) | {"alt_text": ""}
    workflow.approve(write(journalist, photo=photo), by=editor)
    answer = client.post(sheet(photo), form | {"caption": "Ұзақ жазылған сөз"})
    assert answer.status_code == 200
    assert fields_of(answer, "photo_form")["caption"] == ["Ұзақ жазылған сөз"]
    photo.refresh_from_db()
    assert photo.alt_text == "Кездесу залы"


def test_another_persons_photo_is_still_nobodys_to_change(at_desk, person, photo):
    client = at_desk(person("journalist"))
    assert client.post(sheet(photo), {"alt_text": "Басқа"}).status_code == 403


def test_blurring_a_photo_that_was_withdrawn_meanwhile_is_told_and_makes_no_copy(
    at_desk, picture_editor, chief, photo
):
    photographs.withdraw(photo, by=chief, why="Отбасының сұрауы")
    box = {"left": "10", "top": "10", "width": "20", "height": "20"}
    answer = at_desk(picture_editor).post(sheet(photo, "blur"), box, follow=True)
    assert "Отбасының сұрауы" in answer.content.decode()
    assert not photo.copies.exists()


# --- Blurred copies -----------------------------------------------------------------------------


@pytest.fixture
def pair(at_desk, picture_editor, journalist):
    """A photo and its copy, which a journalist has blurred."""
    credit = PhotoCredit.objects.create(photographer="Данияр Оразымбет", source="Дала")
    original = take_in(grainy((400, 300)), by=picture_editor, credit=credit, alt_text="Оқушылар")
    box = {"left": "10", "top": "10", "width": "20", "height": "20"}
    assert at_desk(journalist).post(sheet(original, "blur"), box).status_code == 302
    return original, original.copies.get()


def test_a_blurred_copy_follows_its_original_in_credit_and_rights(
    at_desk, picture_editor, pair, django_capture_on_commit_callbacks
):
    original, copy = pair
    right = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы")
    client = at_desk(picture_editor)
    form = opened(client, original) | {
        "credit": right.pk, "rights_until_0": "01.01.2027", "rights_until_1": "00:00",
        "copyright_notice": "© Әлия",
    }  # fmt: skip
    assert client.post(sheet(original), form).status_code == 302
    original.refresh_from_db()
    copy.refresh_from_db()
    assert original.rights_until is not None
    assert (copy.credit, copy.rights_until) == (right, original.rights_until)
    assert copy.copyright_notice == "© Әлия"
    assert copy.alt_text == "Оқушылар"


def test_nobody_gives_a_blurred_copy_a_credit_of_its_own(at_desk, journalist, picture_editor, pair):
    original, copy = pair
    own = PhotoCredit.objects.create(photographer="Айгерім Сейітова")
    for user in (journalist, picture_editor):
        client = at_desk(user)
        form = opened(client, copy)
        assert "credit" not in form and "alt_text" in form
        client.post(sheet(copy), form | {"credit": own.pk, "alt_text": f"Сынып {user.pk}"})
        answer = client.post(sheet(copy, "words"), {"credit": own.pk}, **BY_SCRIPT)
        assert f"№ {original.pk}" in answer.json()["refused"]
        copy.refresh_from_db()
        assert (copy.credit, copy.alt_text) == (original.credit, f"Сынып {user.pk}")
    copy.credit = None
    with pytest.raises(ValidationError):
        photographs.keep(copy)


def test_a_photo_whose_copy_is_in_print_keeps_its_credit(
    at_desk, picture_editor, journalist, editor, write, pair
):
    original, copy = pair
    workflow.approve(write(journalist, photo=copy), by=editor)
    original.credit = None
    with pytest.raises(ValidationError):
        photographs.keep(original)
    original.refresh_from_db()
    Photo.objects.filter(pk=original.pk).update(uploaded_by=journalist)
    original.refresh_from_db()
    assert not changing.may_change(original, journalist)


def test_a_copy_is_born_with_what_its_original_says_by_then(picture_editor, pair):
    original, _copy = pair
    stale = Photo.objects.get(pk=original.pk)
    original.credit = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы")
    photographs.keep(original)
    born = take_in(grainy((300, 200)), copied_from=stale, credit=stale.credit, alt_text="Тау")
    assert born.credit == original.credit
    photographs.withdraw(original, by=picture_editor, why="Құқық жоқ")
    with pytest.raises(BadPhoto):
        take_in(grainy((301, 200)), copied_from=stale, credit=stale.credit)


def test_strangers_reach_nothing(pair):
    for row in pair:
        assert Client().get(sheet(row)).status_code == 302
