"""The card of a story appears when it is drawn, and is never older than its page."""

import re
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles import editions, photographs, social, tasks, workflow
from articles.models import Agency, Article, CorrectionKind, Edition, House, SocialCard
from media import files
from media.intake import take_in
from media.models import Photo, PhotoCredit
from media.sweeping import sweep
from tests.forms import fields_of
from tests.media.test_renditions import grainy

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def photo(db):
    credit = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы")
    return take_in(grainy((1400, 900)), credit=credit, alt_text="Тау", caption="Тау")


@pytest.fixture
def live(write, journalist, editor, photo):
    article = write(journalist, photo=photo)
    workflow.approve(article, by=editor)
    return article


def work():
    call_command("work", until_empty=True, interval=0, verbosity=0)


def shared(client, article, prefix=""):
    """Return the picture that a page asks to be shared with."""
    html = client.get(f"{prefix}/news/{article.pk}-{article.slug}/").content.decode()
    found = re.search(r'property="og:image" content="[^"]*?(/photos/[^"]+)"', html)
    return found and found[1]


def test_a_page_has_its_photo_until_the_card_is_drawn(client, live):
    assert "/photos/cards/" not in shared(client, live)
    work()
    address = shared(client, live)
    assert address.startswith("/photos/cards/")
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert SocialCard.objects.count() == 1
    # Nothing to do for a second worker.
    assert social.draw(Edition.objects.get()) == 0


def test_each_script_of_the_house_has_its_own(client, live):
    House.objects.update_or_create(
        pk=1, defaults={"has_latin_script": True, "has_arabic_script": True}
    )
    work()
    addresses = {shared(client, live, prefix) for prefix in ("", "/latyn", "/tote")}
    assert len(addresses) == 3
    assert all(each.startswith("/photos/cards/") for each in addresses)


def test_a_corrected_credit_takes_the_old_card_away_at_once(client, live, photo):
    work()
    old = shared(client, live)
    photo.credit.photographer = "Болат Ермекұлы"
    photographs.keep_credit(photo.credit)
    assert "/photos/cards/" not in shared(client, live)
    work()
    new = shared(client, live)
    assert new.startswith("/photos/cards/") and new != old
    assert client.get(old).status_code == 404


def test_the_card_that_a_correction_leaves_as_it_is_stays_everyones(client, live, editor, rewrite):
    work()
    address = shared(client, live)
    rewrite(live, by=editor, lead="Мектеп бес жүз орынға арналған.")
    workflow.correct(live, by=editor, kind=CorrectionKind.CORRECTION, note="Орын саны түзетілді")
    work()
    # The same headline over the same photo, byte for byte: one file, two editions.
    assert SocialCard.objects.filter(file=address.removeprefix("/photos/")).count() == 2
    assert shared(client, live) == address
    assert b"".join(client.get(address).streaming_content).startswith(b"\xff\xd8")


def test_one_card_of_two_stories_is_shown_as_long_as_one_of_them_is(
    client, write, journalist, editor, chief
):
    first, second = (write(journalist, headline="Ауа райы") for _each in range(2))
    for article in (first, second):
        workflow.approve(article, by=editor)
    work()
    address = shared(client, second)
    assert shared(client, first) == address
    workflow.kill(first, by=chief, note="Қате")
    assert b"".join(client.get(address).streaming_content)
    workflow.kill(second, by=chief, note="Қате")
    assert client.get(address).status_code == 404


def test_a_withdrawn_photo_takes_its_card_along(client, live, photo, editor):
    work()
    old = shared(client, live)
    name = old.removeprefix("/photos/")
    assert files.renditions().exists(name)
    photographs.withdraw(photo, by=editor, why="Сұрау бойынша")
    assert shared(client, live) is None
    assert client.get(old).status_code == 404
    assert not files.renditions().exists(name)
    work()
    assert shared(client, live).startswith("/photos/cards/")
    photographs.bring_back(photo)
    work()
    # The same words on the same photo: the same card as before.
    assert shared(client, live) == old
    assert b"".join(client.get(old).streaming_content)


def test_a_card_goes_with_the_right_to_print_its_photo(client, live, photo):
    work()
    address = shared(client, live)
    assert SocialCard.objects.get(script="").has_photo
    photo.rights_until = timezone.now() + timedelta(seconds=1)
    photographs.keep(photo)
    Photo.objects.filter(pk=photo.pk).update(rights_until=timezone.now())
    assert client.get(address).status_code == 404
    assert shared(client, live) is None
    # At that moment one is drawn without it.
    time.sleep(2.1)
    work()
    assert not SocialCard.objects.get(script="").has_photo
    assert b"".join(client.get(shared(client, live)).streaming_content)


def test_the_card_of_a_story_to_come_is_shown_to_nobody_before(
    client, write, journalist, editor, photo
):
    article = write(journalist, photo=photo)
    workflow.approve(article, by=editor, at=timezone.now() + timedelta(hours=2))
    work()
    card = SocialCard.objects.get()
    assert client.get(f"/photos/{card.file.name}").status_code == 404
    client.force_login(editor)
    answer = client.get(f"/photos/{card.file.name}")
    assert b"".join(answer.streaming_content)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_photo_whose_maker_cannot_be_named_on_a_card_is_not_drawn(client, live, photo):
    photo.credit.photographer = "田中太郎"
    photographs.keep_credit(photo.credit)
    work()
    assert "/cards/" in shared(client, live)
    assert not SocialCard.objects.get().has_photo


def test_a_released_story_has_its_card_again(client, live, editor):
    work()
    address = shared(client, live)
    workflow.hold(live, by=editor)
    assert client.get(address).status_code == 404
    workflow.release(live, by=editor)
    work()
    assert shared(client, live) == address
    assert b"".join(client.get(address).streaming_content)


def test_stories_that_came_without_a_card_are_drawn_and_others_left(monkeypatch, client, live):
    monkeypatch.setattr(tasks, "BATCH", 1)
    work()
    drawn = SocialCard.objects.get()
    other = Article.objects.create(headline="Мұрағаттан", body="<p>Мәтін.</p>", version=1)
    opens = timezone.now() - timedelta(days=9)
    edition = editions.from_article(
        other, number=1, visible_from=opens, published_at=opens, updated_at=opens
    )
    assert not edition.cards.exists()
    call_command("draw_cards", stdout=StringIO())
    work()
    assert edition.cards.exists()
    assert SocialCard.objects.get(pk=drawn.pk).digest == drawn.digest


@pytest.mark.parametrize("what", ["agency", "section", "house"])
def test_a_word_of_the_card_that_is_changed_elsewhere_reaches_it(client, live, chief, what):
    agency = Agency.objects.create(name="Алатау хабары")
    Edition.objects.update(agency=agency)
    House.get().save()
    client.force_login(chief)
    work()
    old = shared(client, live)
    assert "/cards/" in old
    row, words = {
        "agency": (agency, {"name": "Алатау жаңалықтары"}),
        "section": (live.category, {"colour": "#aa0000"}),
        "house": (House.get(), {"has_latin_script": "on"}),
    }[what]
    where = reverse(f"admin:articles_{what.replace('section', 'category')}_change", args=[row.pk])
    form = fields_of(client.get(where), f"{row._meta.model_name}_form")
    assert client.post(where, form | words).status_code == 302
    work()
    prefix = "/latyn" if what == "house" else ""
    new = shared(client, live, prefix)
    assert "/cards/" in new and new != old


def test_a_sweep_leaves_the_cards_that_a_row_names(live):
    work()
    name = SocialCard.objects.get().file.name
    sweep(now=timezone.now() + timedelta(days=3))
    assert files.renditions().exists(name)
    SocialCard.objects.all().delete()
    sweep(now=timezone.now() + timedelta(days=3))
    assert not files.renditions().exists(name)


def test_words_removed_by_law_leave_no_card_behind(client, live, chief):
    work()
    old = shared(client, live)
    workflow.redact(live, by=chief, note="Сот шешімі № 7", fields=["headline"])
    assert client.get(old).status_code == 404
    assert not files.renditions().exists(old.removeprefix("/photos/"))
    work()
    assert SocialCard.objects.get().file.name != old.removeprefix("/photos/")
