"""Every screen, in each language of the house: nothing on it is left untranslated.

Whatever the code, a template or a package asks to be said passes the catalogue in use; what that
does not know is counted, on the screens of every role, on what a refused form answers, and on the
pages of readers. The count is zero.
"""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.test import Client
from django.utils.translation import trans_real

from articles import workflow
from articles.models import (
    Agency,
    Author,
    Commercial,
    CorrectionKind,
    Genre,
    House,
    Origin,
    Region,
    Topic,
    Verb,
)  # fmt: skip
from articles.roles import StaffRole
from tests.test_catalogues import LATIN, PUNCTUATION, UNSEEN, Missed, Words

pytestmark = pytest.mark.django_db

each_language = pytest.mark.parametrize("language", ["kk", "ru"])
#: Latin words that the tests themselves store or post, and what Russian borrows as it is.
STORED = set(
    "covid x abc tilshi redaktor bas photo editor foto qogam sport futbol su KZ abai Abai Region"
    " Reader t a Dala Aqparat example kz Latynsha qate de ID URL contributions"
    " ManagementForm".split()
)


class Screens:
    """A client that notes what the screens it is shown do not say in their language."""

    def __init__(self, language, monkeypatch):
        self.missed, self.left = Missed(), {}
        monkeypatch.setattr(trans_real.translation(language), "_fallback", self.missed)
        self.client = Client(raise_request_exception=True)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def look(self, address, data=None, *, answers=(200,)):
        """Ask for a screen, or post to it, and note what is left."""
        self.missed.words.clear()
        ask = self.client.get if data is None else self.client.post
        response = ask(address, data, follow=True)
        assert response.status_code in answers, (address, response.status_code)
        left = set(self.missed.words) - PUNCTUATION - {""}
        if "html" in response.headers.get("Content-Type", ""):
            shown = " ".join(Words(response.content.decode()).texts)
            latin = set(re.findall(r"(?<![\w@/.\-])[A-Za-z]{2,}(?![\w@/*])", shown))
            left |= latin - LATIN - UNSEEN - STORED
        if left:
            self.left[address if data is None else f"POST {address}"] = left
        return response


@pytest.fixture
def newsroom(write, journalist, editor, chief, photo, on_duty, category):
    """A house with something of everything, and one person of each role."""
    House.objects.get_or_create(pk=1, defaults={"name_kk": "Дала", "name_ru": "Степь"})
    on_duty(editor)
    Author.objects.create(name="Айгүл", slug="a", user=journalist)
    Agency.objects.create(name="Дала")
    topic = Topic.objects.create(slug="t", name_kk="Су", name_ru="Вода")
    live = write(journalist, headline="Жаңа көпір ашылды", photo=photo, tags=["Су"])
    live.topics.add(topic)
    workflow.approve(live, by=editor)
    waiting = write(journalist, headline="Кітап көрмесі өтті")
    workflow.submit(waiting, by=journalist)
    killed = write(journalist, headline="Қате хабар")
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    return {"live": live, "waiting": waiting, "killed": killed}


def of_admin():
    """Yield the addresses of every list and blank form of the desk."""
    for model, screen in sorted(admin.site._registry.items(), key=lambda each: each[0].__name__):
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield model, screen, base


@each_language
@pytest.mark.parametrize("role", list(StaffRole))
def test_the_desk_says_everything_to_every_role(role, language, newsroom, person, monkeypatch):
    at_desk = Screens(language, monkeypatch)
    at_desk.client.force_login(person(role, "x"))
    allowed = (200, 403, 404)
    at_desk.look("/admin/")
    for model, _screen, base in of_admin():
        at_desk.look(base, answers=allowed)
        at_desk.look(f"{base}?q=жоқсөз", answers=allowed)
        at_desk.look(f"{base}add/", answers=allowed)
        if (first := model._default_manager.order_by("pk").first()) is not None:
            at_desk.look(f"{base}{first.pk}/change/", answers=allowed)
            at_desk.look(f"{base}{first.pk}/history/", answers=allowed)
            at_desk.look(f"{base}{first.pk}/delete/", answers=allowed)
        at_desk.look(f"{base}987654321/change/", answers=allowed)
    for article in newsroom.values():
        story = f"/admin/articles/article/{article.pk}"
        for way in ("change", "history", "preview", "version/1", "translate", "original"):
            at_desk.look(f"{story}/{way}/", answers=allowed)
        for verb in Verb.values:
            at_desk.look(f"{story}/verb/{verb}/", answers=allowed)
    for way in ("queue", "flash", "kept"):
        at_desk.look(f"/admin/articles/article/{way}/", answers=allowed)
    for way in ("password_change/", "jsi18n/"):
        at_desk.look(f"/admin/{way}")
    assert at_desk.left == {}


@each_language
def test_refused_forms_say_everything(language, newsroom, chief, monkeypatch):
    at_desk = Screens(language, monkeypatch)
    at_desk.client.force_login(chief)
    allowed = (200, 403, 404, 409)
    names = (
        "name_kk name_ru slug name headline lead colour code kato mail source_url link username"
        " photographer source tags social_links"
    )
    long = dict.fromkeys(names.split(), "ұ" * 600)
    wrong = {
        "order": "-5", "related_days": "x", "parent": "987654", "starts_at_0": "32.13.2026",
        "starts_at_1": "25:61", "ends_at_0": "", "category": "987654", "urgency": "12",
        "embargoed_until_0": "бүгін", "embargoed_until_1": "қазір", "language": "de", "photo": "9",
        "password1": "12345", "password2": "54321", "email": "x", "owner": "x", "share": "500",
        "contributions-TOTAL_FORMS": "1", "contributions-INITIAL_FORMS": "0",
        "contributions-0-author": "", "contributions-0-role": "x", "contributions-0-share": "101",
    }  # fmt: skip
    for _model, _screen, base in of_admin():
        for data in ({}, long, wrong, {**long, **wrong}):
            at_desk.look(f"{base}add/", data, answers=allowed)
    for verb in Verb.values:
        for article in newsroom.values():
            address = f"/admin/articles/article/{article.pk}/verb/{verb}/"
            at_desk.look(address, {"version": "0"}, answers=allowed)
            at_desk.look(address, {"version": str(article.version), "when": "at", "at_0": "x",
                                   "kind": "x", "fields": "x"}, answers=allowed)  # fmt: skip
    at_desk.look("/admin/articles/article/flash/", {"headline": ""})
    for data in ({}, {"old_password": "x", "new_password1": "12345", "new_password2": "123"},
                 {"old_password": "құпия-сөз-2026", "new_password1": "password",
                  "new_password2": "password"}):  # fmt: skip
        at_desk.look("/admin/password_change/", data)
    at_desk.look("/accounts/password/change/", {"oldpassword": "x", "password1": "a"})
    assert at_desk.left == {}


@each_language
def test_the_way_in_says_everything(language, chief, monkeypatch):
    cache.clear()
    outside = Screens(language, monkeypatch)
    outside.look("/accounts/login/")
    outside.look("/accounts/login/", {})
    outside.look("/accounts/login/", {"login": "x", "password": "abc"})
    # Past the limit of failures, and past that of requests: each has a page of its own.
    for number in range(40):
        outside.look("/accounts/login/", {"login": f"x{number // 20}", "password": "abc"},
                     answers=(200, 403, 429))  # fmt: skip
    cache.clear()
    outside.client.force_login(chief)
    for way in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "logout/",
                "reauthenticate/", "password/change/", "2fa/recovery-codes/"):  # fmt: skip
        outside.look(f"/accounts/{way}", answers=(200, 404))
    outside.look("/accounts/2fa/totp/activate/", {"code": "000000"})
    outside.look("/accounts/reauthenticate/", {"password": "x"})
    outside.look("/accounts/logout/", {})
    assert outside.left == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_of_readers_say_everything(
    language, now, house, publish, sections, monkeypatch, db
):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    prefix = "" if language == "kk" else f"/{language}"
    reader = Screens(language, monkeypatch)
    words = {"kk": "Сөз", "ru": "Слово", "en": "Word"}[language]
    region = Region.objects.exclude(parent=None).first()
    author = Author.objects.create(name="Айгүл", slug="a")
    topic = Topic.objects.create(slug="t", name_kk="Сөз", name_ru="Слово", name_en="Word")
    stories = [
        publish(f"{words} {n}", language=language, genre=genre, commercial=paid, origin=origin,
                category=sections["futbol"], region=region, topics=[topic], tags=["Су"],
                authors=[(author, "author"), (author, "translator")], age_mark=12,
                correction=(kind, words), source_name=words)
        for n, (genre, paid, origin, kind) in enumerate(
            zip(Genre, [*Commercial, *[Commercial.NONE] * 5], [*Origin, *[Origin.OWN] * 2],
                [*CorrectionKind, *[""] * 4], strict=True)
        )
    ]  # fmt: skip
    gone = publish(words, language=language, hours=-5, until=-1, ended_as="killed")
    ways = [
        "/", "/latest/", "/section/sport/", "/section/futbol/", "/section/qogam/",
        f"/region/{region.parent.slug}/", f"/region/{region.parent.slug}/{region.slug}/",
        "/tag/su/", "/author/a/", "/topic/t/", "/imprint/", "/search/", f"/search/?q={words}",
        f"/search/?q={words}&section=qogam&since=2026-01-01", f"/search/?q={words}&before=1-1",
    ]  # fmt: skip
    reader.missed.words.clear()
    for way in ways:
        reader.look(prefix + way)
    for each in stories:
        reader.look(f"/news/{each.article_id}-{each.slug}/")
    reader.look(f"/news/{gone.article_id}-x/", answers=(410,))
    reader.look(f"{prefix}/жоқ/", answers=(404,))
    if language == "en":  # Its own words are the messages; only what is not English is wrong.
        shown = " ".join(
            " ".join(Words(reader.client.get(prefix + way).content.decode()).texts) for way in ways
        )
        stored = "Кирилше Қазақша Русский Дала Ақпарат Акпарат Айгүл Су су Мәтін осында ЖШС"
        names = [region, region.parent, *sections.values()]
        stored += " ".join(
            [
                "",
                *(name.name_kk for name in names),
                *Region.objects.values_list("name_kk", flat=True),
            ]
        )
        assert set(re.findall("[\u0400-\u04ff]{2,}", shown)) <= set(
            re.findall("[\u0400-\u04ff]{2,}", stored)
        )
        return
    assert reader.left == {}
