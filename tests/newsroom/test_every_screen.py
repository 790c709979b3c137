"""Every screen, in each language of the house: nothing on it is left in another one.

Whatever the code, a template or a package asks to be said passes the catalogue in use; what that
does not know is counted, and so is every English word on a Kazakh or Russian screen and every
Cyrillic one on an English screen that no person has stored. The count is zero, on the screens of
every role, on what a refused form answers, on the way in, and on the pages of readers.
"""

import re
from datetime import time, timedelta
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import path
from django.utils import timezone
from PIL import Image

from articles import demands, events, notices, shared_previews, workflow
from articles import live as live_rules
from articles.models import (
    Agency,
    Article,
    Author,
    BreakingBand,
    Category,
    Commercial,
    CorrectionKind,
    Demand,
    Genre,
    House,
    MarkedDay,
    NoticeKind,
    Origin,
    PlannedEvent,
    Region,
    Tag,
    Topic,
    Verb,
)  # fmt: skip
from articles.roles import StaffRole
from media.models import Photo
from newsroom import urls
from tests.forms import all_fields_of, fields_of
from tests.screens import Screens

pytestmark = pytest.mark.django_db

each_language = pytest.mark.parametrize("language", ["kk", "ru", "en"])
#: Latin words that the tests themselves store or post, and what Russian borrows as it is.
STORED = set(
    "covid x abc tilshi redaktor bas photo editor foto qogam sport futbol su KZ abai Abai Region"
    " Reader t a Dala Aqparat example kz Latynsha qate de ID URL contributions"
    " ManagementForm UUID Unicode kod txt svg heic jpg tif janasy".split()
)
#: A language and a script say their own names.
OWN_NAMES = "Қазақша Русский Кирилше Русская Казахский"
REFUSED = (200, 403, 404)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def written(*texts) -> set[str]:
    """Return the words of texts."""
    return set(re.findall(r"[^\W\d_]+", " ".join(str(text) for text in texts)))


def stored() -> set[str]:
    """Return every word that a person, or the project's own data, has put into the database."""
    words = STORED | written(OWN_NAMES)
    for model in apps.get_models():
        if model._meta.app_label not in ("articles", "media", "auth"):
            continue
        kinds = (models.CharField, models.TextField)
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            words |= written(*row)
    return words


@pytest.fixture(autouse=True)
def _nobody_has_tried_to_enter():
    # allauth counts the tries of a place, and a test is no second person.
    cache.clear()


@pytest.fixture
def newsroom(write, journalist, editor, chief, photo, on_duty, category):
    """A house with something of everything, and one person of each role."""
    House.objects.get_or_create(pk=1, defaults={"name_kk": "Дала", "name_ru": "Степь"})
    on_duty(editor)
    Author.objects.create(name="Айгүл", slug="a", user=journalist)
    Agency.objects.create(name="Дала")
    Category.objects.create(slug="futbol", name_kk="Футбол", parent=category)
    topic = Topic.objects.create(slug="t", name_kk="Су", name_ru="Вода")
    live = write(journalist, headline="Жаңа көпір ашылды", photo=photo, tags=["Су"])
    live.topics.add(topic)
    live.contributions.create(author=Author.objects.get(), role="photographer")
    workflow.approve(live, by=editor)
    waiting = write(journalist, headline="Кітап көрмесі өтті")
    workflow.submit(waiting, by=journalist)
    when = events.When(timezone.localdate(), time(10), until=time(12))
    events.put_down(by=editor, what="Су", place="Су", note="Су", when=when, reporter=journalist,
                    category=category)  # fmt: skip
    off = events.put_down(by=journalist, what="Жаңа", when=events.When(when.day))
    events.call_off(off, by=editor, based_on=1)
    write(journalist, headline="Кітап", planned_for=when.day, due_at=timezone.now())
    coming = write(journalist, headline="Көпір")
    workflow.approve(coming, by=editor, at=timezone.now() + timedelta(hours=1))
    MarkedDay.objects.create(day=when.day, name_kk="Су", name_ru="Су", name_en="Су", kind="told")
    killed = write(journalist, headline="Қате хабар")
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    workflow.redact(killed, by=chief, note="Қате", fields=["lead"])
    running = write(journalist, headline="Сайлау күні")
    live_rules.open_live(running, by=editor)
    workflow.approve(running, by=editor)
    live_rules.post(running, by=editor, text="Учаскелер ашылды", is_key=True)
    live_rules.close_live(running, by=editor)
    demands.take(
        by=editor,
        stories=[live, killed, running],
        asker="person",
        asker_name="Асан",
        contact="Абай",
        paper="letter",
        paper_number="12",
        paper_date=None,
        received_at=timezone.now() - timedelta(days=90),
        asks=["refutation", "photo"],
        words="Қате",
        due_at=None,
        is_urgent=True,
    )
    return {"live": live, "waiting": waiting, "killed": killed, "coming": coming,
            "running": running}  # fmt: skip


def of_admin():
    """Yield the models of the desk and the addresses of their lists."""
    for model in sorted(admin.site._registry, key=lambda each: each.__name__):
        yield model, f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.mark.parametrize(("role", "language"), [
    # Every role in Kazakh; in the others who sees most.
    *((role, "kk") for role in StaffRole),
    *((StaffRole.CHIEF_EDITOR, language) for language in ("ru", "en")),
])  # fmt: skip
def test_the_desk_says_everything_to_every_role(role, language, newsroom, person, monkeypatch):
    who = person(role, "x")
    at_desk = Screens(language, monkeypatch, stored=stored())
    at_desk.client.force_login(who)
    at_desk.look("/admin/")
    for model, base in of_admin():
        at_desk.look(base, answers=REFUSED)
        at_desk.look(f"{base}?q=жоқсөз", answers=REFUSED)
        at_desk.look(f"{base}?e=1", answers=REFUSED)
        at_desk.look(f"{base}add/", answers=REFUSED)
        at_desk.look(f"{base}add/?_popup=1", answers=REFUSED)
        if (first := model._default_manager.order_by("pk").first()) is not None:
            at_desk.look(f"{base}{first.pk}/change/", answers=REFUSED)
            at_desk.look(f"{base}{first.pk}/history/", answers=REFUSED)
            at_desk.look(f"{base}{first.pk}/delete/", answers=REFUSED)
        at_desk.look(f"{base}987654321/change/", answers=REFUSED)
        nothing = {"action": "delete_selected", "index": "0"}
        at_desk.look(base, nothing, answers=REFUSED)
        at_desk.look(f"{base}?o=-1.2&all=", answers=REFUSED)
    first = Photo.objects.order_by("pk").first()
    for way in ("blur", "withdraw"):
        at_desk.look(f"/admin/media/photo/{first.pk}/{way}/", answers=REFUSED)
        at_desk.look(
            f"/admin/media/photo/{first.pk}/{way}/", {"left": "x"}, answers=(*REFUSED, 422)
        )
    for article in newsroom.values():
        story = f"/admin/articles/article/{article.pk}"
        for way in ("change", "history", "preview", "preview/page", "version/1", "translate",
                    "original", "share", "compare", "waiting", "comments", "live",
                    "whereabouts"):  # fmt: skip
            # What a preview frames is the page of the story, in the story's language.
            at_desk.look(f"{story}/{way}/", answers=REFUSED, is_page=way != "preview/page")
        at_desk.look(f"{story}/share/", {"lasts": "x"}, answers=(*REFUSED, 422))
        at_desk.look(f"{story}/share/", {"lasts": "day", "asks": "on"}, answers=(*REFUSED, 422))
        at_desk.look(f"{story}/live/", {"summary": "x"}, answers=(*REFUSED, 302))
        at_desk.look(f"{story}/whereabouts/", {"stop": "x"}, answers=REFUSED)
        at_desk.look(f"{story}/whereabouts/", {"note": "1"}, answers=REFUSED)
        for shared in article.shared_previews.all():
            at_desk.look(f"{story}/change/", answers=REFUSED)
            at_desk.look(f"{story}/history/", answers=REFUSED)
            at_desk.look(f"{story}/share/{shared.pk}/withdraw/", {}, answers=REFUSED)
        at_desk.look(f"{story}/compare/?before=1&after=x", answers=(*REFUSED, 422))
        at_desk.look(f"{story}/version/1/restore/", {}, answers=REFUSED)
        for words in ("", "а" * 2100, "@tilshi Су", "@x0"):
            at_desk.look(f"{story}/comments/", {"words": words}, answers=(*REFUSED, 422))
        for comment in article.comments.all():
            for way in ({}, {"open": "1"}, {}):
                at_desk.look(f"{story}/comments/{comment.pk}/settle/", way, answers=REFUSED)
            at_desk.look(f"{story}/change/", answers=REFUSED)
            at_desk.look(f"{story}/history/", answers=REFUSED)
        for verb in Verb.values:
            at_desk.look(f"{story}/verb/{verb}/", answers=REFUSED)
    look_at_the_plan(at_desk, newsroom)
    ticks = [f"{article.pk}.{article.version}" for article in newsroom.values()]
    for order in (
        {}, {"story": ticks}, {"story": ticks, "act": "assign"},
        {"story": ticks, "act": "send_back"},
        {"story": ticks, "act": "assign", "due_at_0": "x", "due_at_1": "x", "urgency": "x"},
        {"story": ticks, "act": "assign", "given_to": str(newsroom["live"].owner_id),
         "due_at_0": "2099-01-01", "due_at_1": "10:00", "urgency": "1"},
        {"story": ticks, "act": "assign", "due_at_0": "2026-01-01", "due_at_1": "10:00"},
        {"story": ticks, "act": "approve"}, {"story": ["1.1"] * 2 + [f"{n}.1" for n in range(200)]},
    ):  # fmt: skip
        at_desk.look("/admin/articles/article/several/", order, answers=(*REFUSED, 422))
    for number, kind in enumerate(NoticeKind):
        if kind not in (NoticeKind.SENT_BACK, NoticeKind.PUBLISHED, NoticeKind.STOPPED):
            notices.tell({who.pk}, kind=kind, article=newsroom["live"], key=f"{number}")
    for decision in newsroom["killed"].decisions.all():
        for verb in set(notices.KIND_OF):
            decision.pk, decision.verb = None, verb
            decision._state.adding = True
            decision.save()
            notices.tell({who.pk}, kind=notices.KIND_OF[verb], article=newsroom["killed"],
                         key=f"decision:{decision.pk}", decision=decision)  # fmt: skip
    for way in ("inbox/", "inbox/?unread", "inbox/how/", "inbox/987654321/"):
        at_desk.look(f"/admin/{way}", answers=REFUSED)
    for choice in ({}, {"digest": "x", "hour": "x", "told": "x", "language": "x"}):
        at_desk.look("/admin/inbox/how/", choice, answers=(*REFUSED, 422))
    at_desk.look("/admin/inbox/how/", {"digest": "daily", "hour": "9", "language": language,
                                       "submissions": "always"}, answers=REFUSED)  # fmt: skip
    at_desk.look("/admin/inbox/read/", {"until": "987654321"}, answers=REFUSED)
    for way in ("queue", "flash", "kept"):
        at_desk.look(f"/admin/articles/article/{way}/", answers=REFUSED)
    of_demands = "/admin/articles/article/demands"
    demand, about = Demand.objects.get(), newsroom["live"].pk
    for way in ("", "new/", f"new/?story={about}", f"{demand.pk}/", f"{demand.pk}/mend/",
                f"{demand.pk}/paragraphs/{about}/", "987654321/"):  # fmt: skip
        at_desk.look(f"{of_demands}/{way}", answers=REFUSED)
    wrong = {"stories": "x", "asker": "x", "paper": "x", "received_at_0": "x", "due_at_0": "x"}
    for way, sent in (
        ("new/", {}), ("new/", wrong), (f"{demand.pk}/mend/", wrong),
        (f"{demand.pk}/", {"decide": "1", "decision": "granted"}),
        (f"{demand.pk}/", {"send": "1", "answer": "x", "how": "x"}),
        (f"{demand.pk}/paragraphs/{about}/", {"edition": "1"}),
    ):  # fmt: skip
        at_desk.look(f"{of_demands}/{way}", sent, answers=(*REFUSED, 409, 422))
    front = "/admin/articles/article/front"
    told = {"slot-0": newsroom["live"].pk, "slot-1": newsroom["live"].pk}
    for way in ("/", "/?language=ru", "/?layout=x&draft=x", "/tray/", "/tray/?q=жоқсөз"):
        # The tray is a part of a page, whatever language its stories have.
        at_desk.look(f"{front}{way}", answers=REFUSED, is_page="tray" not in way)
    for posted in (
        {}, told | {"at_0": "x"}, told, {"slot-0": "987654321"}, {"find": "1", "q": "жоқсөз"},
        {"slot-0": newsroom["live"].pk, "until-0_0": "01.01.2020", "until-0_1": "09:00"},
        {"slot-0": newsroom["live"].pk, "at_0": "01.01.2099", "at_1": "09:00"},
        {"slot-0": newsroom["live"].pk, "based_on": "0"}, {"take_back": "1"},
        {"take_back": "987654321"}, {"at_0": "01.01.2020", "at_1": "09:00"},
        {"slot-0": newsroom["live"].pk, "at_0": "01.01.2099", "at_1": "09:00"}, {},
    ):  # fmt: skip
        at_desk.look(f"{front}/", posted, answers=(*REFUSED, 422))
    look = {"slot-0": newsroom["live"].pk, "look": "1", "seen_at_0": "02.01.2099",
            "seen_at_1": "09:00", "based_on": "987654321"}  # fmt: skip
    at_desk.look(f"{front}/", look, answers=(*REFUSED, 422))
    del look["seen_at_0"], look["seen_at_1"]
    screen = at_desk.look(f"{front}/", look, answers=(*REFUSED, 422))
    if screen.context and screen.context.get("frame"):
        at_desk.look(screen.context["frame"], is_page=False)
        at_desk.look(f"{screen.context['frame']}&seen_at_0=x&seen_at_1=x".replace(
            "/admin/front/look/", f"{front}/look/"), answers=(422,))  # fmt: skip
        at_desk.look(f"{screen.context['frame']}&seen_at_0=01.01.2020&seen_at_1=09:00".replace(
            "/admin/front/look/", f"{front}/look/"), answers=(422,))  # fmt: skip
    bands = "/admin/articles/article/breaking/"
    at_desk.look(bands, answers=REFUSED)
    ends = timezone.localtime() + timedelta(hours=3)
    band = {"language": "kk", "words": "а", "is_everywhere": "on",
            "until_0": f"{ends:%d.%m.%Y}", "until_1": f"{ends:%H:%M}"}  # fmt: skip
    for posted in (
        {}, band | {"words": "а" * 200}, band | {"story": "жоқ"}, band | {"story": "987654321"},
        band | {"until_0": "01.01.2099"}, band | {"at_0": "01.01.2020", "at_1": "09:00"},
        band | {"language": "de"}, band | {"story": newsroom["live"].pk}, band,
        {"end": "987654321"},
    ):  # fmt: skip
        at_desk.look(bands, posted, answers=(*REFUSED, 422))
    at_desk.look("/admin/")
    begins = timezone.localtime() + timedelta(hours=1)
    later = band | {"at_0": f"{begins:%d.%m.%Y}", "at_1": f"{begins:%H:%M}"}
    for posted in (later, band | {"words": "а а"}):
        at_desk.look(bands, posted, answers=(*REFUSED, 422))
    for row in BreakingBand.objects.order_by("pk"):
        at_desk.look(bands, {"end": row.pk}, answers=REFUSED)
    author = Author.objects.get()
    for way in ("reports", f"reports/{author.pk}"):
        for asked in (
            "", "?since=2020-01-01&until=2020-01-02", "?since=2020-01-02&until=2020-01-01",
            "?since=1800-01-01&author=x&language=x&genre=x", "?o=views",
        ):  # fmt: skip
            at_desk.look(f"/admin/articles/article/{way}/{asked}", answers=REFUSED)
        for kind in ("csv", "xlsx"):
            at_desk.look(f"/admin/articles/article/{way}/?as={kind}", answers=REFUSED)
    for asked in ("", "?q=су", "?q=жоқсөз", "?q=https://x/news/1-x/"):
        at_desk.look(f"/admin/find/{asked}")
        at_desk.look(f"/admin/find.json{asked}")
    tags = "/admin/articles/tag"
    for asked in ("", "?tags=x&into=", "?tags=су&into=су", f"?tag={Tag.objects.first().pk}"):
        at_desk.look(f"{tags}/merge/{asked}", answers=(*REFUSED, 422))
    at_desk.look(f"{tags}/merge/", {"to": "0", "tag": "0"}, answers=(*REFUSED, 409))
    for kind in ("never", "once", "long_ago", "alike", "retired"):
        at_desk.look(f"{tags}/tidy/?kind={kind}", answers=REFUSED)
        at_desk.look(f"{tags}/tidy/?kind={kind}", {"tag": "0"}, answers=REFUSED)
    at_desk.look(f"{tags}/suggest.json?q=с&name=x", answers=REFUSED)
    at_desk.look("/admin/autocomplete/?app_label=articles&model_name=x&field_name=x",
                 answers=(200, 403))  # fmt: skip
    for way in ("time/", "time/?at_0=x&at_1=x", "time/2026-01-01T00:00:00Z/feed.rss", "time/x/"):
        at_desk.look(f"/admin/{way}", answers=(*REFUSED, 422))
    # A page as of another moment is the page of readers, in its own language.
    at_desk.look("/admin/time/2026-01-01T00:00:00Z/", answers=REFUSED, is_page=False)
    for way in ("password_change/", "jsi18n/", "жоқ/"):
        at_desk.look(f"/admin/{way}", answers=REFUSED)
    assert at_desk.seen > 60
    assert at_desk.left == {}


def look_at_the_plan(at_desk, newsroom):
    """Look at every screen of the plan, with something of each kind on it."""
    plan = "/admin/articles/article/plan/"
    for view in ("day", "week", "month", "board"):
        for asked in ("", "&date=2026-03-09", "&date=0001-01-01&category=x&person=x"):
            at_desk.look(f"{plan}?view={view}{asked}", answers=REFUSED)
    at_desk.look(f"{plan}new/?day=2026-03-09", answers=REFUSED)
    wrong = {"what": "", "day": "1900-01-01", "at": "x", "until": "10:00", "region": "0"}
    never = {"what": "x", "day": "2026-03-09", "last_day": "2026-03-01", "until": "10:00"}
    endless = {"what": "x", "day": "2026-03-09", "last_day": "2026-12-01"}
    for said in ({}, wrong, never, endless):
        at_desk.look(f"{plan}new/", said, answers=(*REFUSED, 422))
    for event in PlannedEvent.objects.all():
        one = f"{plan}{event.pk}/"
        at_desk.look(one, answers=REFUSED)
        for said in ({}, {"what": "x", "day": "2026-03-09", "version": "987"}):
            at_desk.look(one, said, answers=(*REFUSED, 409, 422))
        for button in ("call_off", "call_on"):
            form = {"what": "x", "day": "2026-03-09", button: "1"}
            version = PlannedEvent.objects.get(pk=event.pk).version
            at_desk.look(one, form | {"version": version}, answers=(*REFUSED, 409, 422))
        moved = {"kind": "event", "pk": event.pk, "day": "2026-03-09", "was": "987"}
        at_desk.look(f"{plan}move/?kind=event&pk={event.pk}", answers=REFUSED)
        for more in ({}, {"day": "x"}, {"was": ""}):
            at_desk.look(f"{plan}move/", moved | more, answers=(*REFUSED, 409, 422))
        for _press in range(2):
            at_desk.look(f"{one}begin/", {}, answers=REFUSED)
    for article in newsroom.values():
        for kind in ("planned", "due"):
            moved = {"kind": kind, "pk": article.pk, "day": "2026-03-09", "was": "2026-03-01"}
            at_desk.look(f"{plan}move/?kind={kind}&pk={article.pk}", answers=REFUSED)
            at_desk.look(f"{plan}move/", moved, answers=(*REFUSED, 409, 422))
        retime = f"/admin/articles/article/{article.pk}/retime/"
        at_desk.look(f"{retime}?day=2026-03-09&time=10:00", answers=REFUSED)
        for at in ("", "01.01.2020", "01.01.2030"):
            said = {"version": article.version, "at_0": at, "at_1": at and "10:00", "when": "at"}
            at_desk.look(retime, said, answers=(*REFUSED, 409, 422))


@each_language
def test_two_people_at_one_story_are_told_everything(
    language, newsroom, journalist, editor, chief, monkeypatch
):
    article = newsroom["waiting"]
    story = f"/admin/articles/article/{article.pk}"
    given = written("Жаңасы қараша kitap kormesi otti")  # With the address that a save makes.
    at_desk = Screens(language, monkeypatch, stored=stored() | given)
    colleague, windows = Client(), []
    colleague.force_login(editor)
    at_desk.client.force_login(journalist)
    for client in (at_desk.client, at_desk.client, colleague):
        form = fields_of(client.get(f"{story}/change/"))
        windows.append((client, form))
    for client, form in windows:
        client.post("/admin/articles/article/here/",
                    {"desk_seal": form["desk_seal"], "take_over": "1", "typed": "1"})  # fmt: skip
    colleague.post(f"{story}/change/", windows[2][1] | {"lead": "Жаңасы", "urgency": "2"})
    signed = {"desk_seal": windows[0][1]["desk_seal"], "opened": "1"}
    for more in ({}, {"take_over": "1"}):
        told = at_desk.look("/admin/articles/article/here/", signed | more, is_page=False).json()
        assert len(told["lines"]) > 2
    at_desk.client.post(f"{story}/change/", windows[1][1] | {"lead": "Жаңасы", "urgency": "2"})
    at_desk.look(f"{story}/history/")
    at_desk.look(f"{story}/change/")
    last = article.versions.order_by("-number").first().number
    at_desk.look(f"{story}/compare/?before=1&after={last}")
    at_desk.look(f"{story}/version/{last}/")
    at_desk.look(f"{story}/version/1/restore/", {"whole": "1", "stands": "0"})
    workflow.approve(Article.objects.get(pk=article.pk), by=editor)
    stands = str(Article.objects.get(pk=article.pk).version)
    for _press in range(2):
        at_desk.look(f"{story}/version/1/restore/", {"whole": "1", "stands": stands})
    at_desk.look(f"{story}/waiting/")
    at_desk.client.force_login(editor)
    at_desk.look(f"{story}/verb/correct/")
    workflow.kill(Article.objects.get(pk=article.pk), by=chief, note="Қате")
    at_desk.client.force_login(journalist)
    at_desk.look("/admin/articles/article/here/", signed, is_page=False)
    assert at_desk.left == {}


@each_language
def test_what_is_saved_is_told_in_full(language, newsroom, chief, photo, monkeypatch):
    at_desk = Screens(language, monkeypatch, stored=stored() | written("Жаңасы Тағысы қазан жыл"))
    at_desk.client.force_login(chief)
    for base, fields in {
        "/admin/articles/tag/": {"name": "Жаңасы"},
        "/admin/articles/agency/": {"name": "Жаңасы"},
        "/admin/articles/author/": {"name": "Жаңасы", "slug": "kod"},
        "/admin/articles/category/": {"name_kk": "Жаңасы", "slug": "kod", "order": "5"},
        "/admin/articles/topic/": {"name_kk": "Жаңасы", "slug": "kod"},
        "/admin/media/photocredit/": {"source": "Жаңасы"},
    }.items():
        for button in ("_continue", "_addanother", "_save"):
            blank = [form for form in all_fields_of(at_desk.client.get(f"{base}add/")) if form]
            form = max(blank, key=len) | fields
            at_desk.look(f"{base}add/", form | {button: "1"})
            fields = {name: f"{value}1" if isinstance(value, str) else value
                      for name, value in fields.items()}  # fmt: skip
        thing = ContentType.objects.get_by_natural_key(*base.split("/")[2:4]).model_class()
        last = f"{base}{thing.objects.latest('pk').pk}"
        form = max(all_fields_of(at_desk.client.get(f"{last}/change/")), key=len)
        changed = {name: f"{value}2" for name, value in fields.items() if name != "order"}
        at_desk.client.post(f"{last}/change/", form | changed | {"is_retired": "on"})
        at_desk.look(f"{last}/history/")
    at_desk.look(f"/admin/auth/user/{chief.pk}/password/")
    at_desk.look(f"/admin/auth/user/{chief.pk}/password/", {"password1": "12345", "password2": "x"})
    at_desk.look("/admin/articles/tag/", {
        "action": "delete_selected", "_selected_action": list(Tag.objects.values_list("pk")),
    }, answers=REFUSED)  # fmt: skip
    assert at_desk.left == {}


def picture(kind="JPEG", size=(700, 500)) -> bytes:
    """Return the bytes of a photo."""
    file = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind)
    return file.getvalue()


@each_language
def test_refused_forms_say_everything(language, newsroom, chief, monkeypatch):
    at_desk = Screens(language, monkeypatch, stored=stored() | written("бүгін қазір"))
    at_desk.client.force_login(chief)
    allowed = (*REFUSED, 409)
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
    twice = {"slug": "qogam", "name": "Дала", "name_kk": "Қоғам", "source": "Aqorda.resmi",
             "username": chief.username, "name_ru": "Су"}  # fmt: skip
    for _model, base in of_admin():
        for data in ({}, long, wrong, {**long, **wrong}, {**wrong, **twice}):
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
                  "new_password2": "password"},
                 {"old_password": "құпия-сөз-2026", "new_password1": chief.username,
                  "new_password2": chief.username}):  # fmt: skip
        at_desk.look("/admin/password_change/", data)
    at_desk.look("/accounts/password/change/", {"oldpassword": "x", "password1": "a"})
    assert at_desk.left == {}


#: What is sent for a photo and is none, or none that we take.
NO_PHOTOS = {
    "kod.txt": b"x", "kod.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kod.jpg": b"",
    "kod.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1", "kod.tif": picture("TIFF"),
    "a.jpg": picture()[:900],
}  # fmt: skip


@each_language
def test_a_refused_file_says_everything(language, newsroom, chief, monkeypatch):
    at_desk = Screens(language, monkeypatch, stored=stored())
    at_desk.client.force_login(chief)
    story = f"/admin/articles/article/{newsroom['waiting'].pk}/change/"
    for name, content in NO_PHOTOS.items():
        blank = at_desk.client.get(story)
        form = max((each for each in all_fields_of(blank) if each), key=len)
        form |= {"new_photo": SimpleUploadedFile(name, content), "_save": "1"}
        said = at_desk.look(story, form, answers=(200, 409))
        assert "errorlist" in said.content.decode(), name
        sent = {"file": SimpleUploadedFile(name, content)}
        said = at_desk.look("/admin/media/photo/send/", sent)
        assert "messagelist" in said.content.decode(), name
    assert at_desk.left == {}


@each_language
def test_the_way_in_says_everything(language, chief, monkeypatch):
    outside = Screens(language, monkeypatch, stored=stored())
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
                "reauthenticate/", "password/change/", "2fa/recovery-codes/", "inactive/",
                "signup/", "email/", "password/reset/"):  # fmt: skip
        outside.look(f"/accounts/{way}", answers=(200, 404))
    outside.look("/accounts/2fa/totp/activate/", {"code": "000000"})
    outside.look("/accounts/reauthenticate/", {"password": "x"})
    outside.look("/accounts/logout/", {})
    assert outside.left == {}


@each_language
def test_the_second_factor_says_everything(language, chief, monkeypatch):
    TOTP.activate(chief, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(chief).get_unused_codes()[0]
    entering = Screens(language, monkeypatch, stored=stored() | {"Кілт"})
    entering.look("/accounts/login/", {"login": chief.username, "password": "құпия-сөз-2026"})
    entering.look("/accounts/2fa/authenticate/", {"code": ""})
    entering.look("/accounts/2fa/authenticate/", {"code": "000000"})
    entering.look("/accounts/2fa/authenticate/", {"code": code})
    key = Authenticator.objects.create(user=chief, type=Authenticator.Type.WEBAUTHN, data={
        "name": "Кілт", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
    })  # fmt: skip
    for way in ("", "webauthn/", f"webauthn/keys/{key.pk}/edit/", "totp/deactivate/",
                f"webauthn/keys/{key.pk}/remove/", "recovery-codes/",
                "recovery-codes/generate/"):  # fmt: skip
        entering.look(f"/accounts/2fa/{way}")
    entering.look(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": ""})
    entering.look("/accounts/2fa/recovery-codes/generate/", {})
    entering.look(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/", {})
    entering.look("/accounts/2fa/totp/deactivate/", {})
    assert entering.left == {}


@each_language
def test_a_form_sent_from_elsewhere_says_everything(language, newsroom, chief, monkeypatch):
    strict = Screens(language, monkeypatch, stored=stored(), enforce_csrf_checks=True)
    strict.client.force_login(chief)
    story = f"/admin/articles/article/{newsroom['waiting'].pk}/change/"
    form = fields_of(strict.client.get(story)) | {"lead": "Су", "csrfmiddlewaretoken": "x"}
    strict.look(story, form, answers=(403,))
    strict.look("/admin/password_change/", {}, answers=(403,))
    strict.client.logout()
    strict.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    strict.look(story, form, answers=(200, 403))
    strict.look("/accounts/login/", {}, answers=(403,))
    assert strict.left == {}


def _fails(request):
    raise RuntimeError


@each_language
def test_a_page_that_fails_says_it_in_the_language_of_its_address(language, monkeypatch):
    failing = [path("admin/fails/", _fails), path("fails/", _fails)]
    monkeypatch.setattr(urls, "urlpatterns", [*failing, *urls.urlpatterns])
    from django.urls import clear_url_caches

    clear_url_caches()
    failing = Screens(language, monkeypatch, stored=written(OWN_NAMES),
                      raise_request_exception=False)  # fmt: skip
    at_desk = failing.look("/admin/fails/", answers=(500,)).content.decode()
    of_readers = failing.client.get("/fails/").content.decode()
    clear_url_caches()
    assert failing.seen == 1
    assert 'href="/admin/"' in at_desk
    assert 'href="/admin/"' not in of_readers
    assert failing.left == {}


@each_language
def test_the_pages_of_readers_say_everything(language, now, house, publish, sections, monkeypatch):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    prefix = "" if language == "kk" else f"/{language}"
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
    BreakingBand.objects.create(
        language=language,
        words=words,
        visible_from=gone.visible_from,
        visible_until=gone.visible_from + timedelta(hours=9),
    )
    reader = Screens(language, monkeypatch, stored=stored())
    for way in (
        "/", "/latest/", "/section/sport/", "/section/futbol/", "/section/qogam/",
        f"/region/{region.parent.slug}/", f"/region/{region.parent.slug}/{region.slug}/",
        "/tag/su/", "/author/a/", "/topic/t/", "/imprint/", "/search/", f"/search/?q={words}",
        f"/search/?q={words}&section=qogam&since=2026-01-01", f"/search/?q={words}&before=1-1",
        "/search/?q=%22&since=x&until=2026-13-01&section=x&region=x",
    ):  # fmt: skip
        reader.look(prefix + way)
    for each in stories:
        reader.look(f"/news/{each.article_id}-{each.slug}/")
    reader.look(f"/news/{gone.article_id}-x/", answers=(410,))
    reader.look(f"{prefix}/жоқ/", answers=(404,))
    assert reader.seen > 25
    assert reader.left == {}


@each_language
def test_what_is_shown_outside_says_everything_in_the_language_of_its_story(
    language, house, write, journalist, editor, monkeypatch
):
    words = {"kk": "Сөз", "ru": "Слово", "en": "Word"}[language]
    article = write(journalist, headline=words, lead=words, body=f"<p>{words}</p>",
                    language=language)  # fmt: skip
    _shared, token = shared_previews.make(article, by=editor, lasts="day", asks=True)
    guest = Screens(language, monkeypatch, stored=stored(), headers={"User-Agent": BROWSER})
    way = f"/preview/{token}/"
    guest.look(way)
    for said in ({}, {"opinion": "returns"}, {"opinion": "returns", "name": "a"},
                 {"opinion": "approves", "name": "a" * 200}):  # fmt: skip
        guest.look(way, said, answers=(422,))
    guest.look(way, {"opinion": "approves", "name": "a"})
    guest.look(way, {"opinion": "approves", "name": "a"}, answers=(422,))
    assert guest.seen == 7
    assert guest.left == {}


@each_language
def test_the_language_of_the_desk_is_chosen_on_the_screen(language, chief):
    client = Client()
    client.force_login(chief)
    home = client.get("/admin/")
    assert home.headers["Content-Language"] == "kk"
    assert f'<button type="submit" name="language" value="{language}"' in home.content.decode()
    client.post("/language/", {"language": language, "next": "/admin/"})
    chosen = client.get("/admin/")
    assert chosen.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in chosen.content.decode()


def test_every_group_of_the_desk_has_a_name_in_the_language_of_the_screen(client, chief):
    # Roles are groups, and groups are stored in English.
    client.force_login(chief)
    page = client.get(f"/admin/auth/user/{chief.pk}/change/").content.decode()
    for name in Group.objects.values_list("name", flat=True):
        assert f">{name}<" not in page
