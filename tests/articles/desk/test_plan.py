"""The plan at the desk: what a screen shows to whom, moving by form and by script, bad input."""

import re
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.html import escape

from articles import events, workflow
from articles.events import When
from articles.models import Article, Category, Edition, PlannedEvent
from articles.roles import StaffRole
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
TODAY = date(2026, 2, 19)
PLAN = "/admin/articles/article/plan/"
VIEWS = ("day", "week", "month", "board")
JSON = {"Accept": "application/json"}


@pytest.fixture
def put_down(editor, clock):
    def make(what="Үкімет отырысы", day=TODAY, at=time(10), by=None, **said):
        return events.put_down(by=by or editor, what=what, when=When(day, at), **said)

    return make


@pytest.fixture
def tomorrow(write, journalist, editor, clock):
    """A story of the journalist's that appears tomorrow."""
    article = write(journalist, headline="Ертең шығады")
    workflow.approve(article, by=editor, at=clock.after(days=1))
    return article


def form_of(response, name) -> dict:
    """Return the fields of the form that has a field of this name."""
    return next(form for form in all_fields_of(response) if name in form)


def row(page: str, name: str) -> str:
    """Return the row of a plan that holds a name."""
    rows = re.findall(r'<li class="plan-row.*?</li>', page, re.DOTALL)
    return next(each for each in rows if name in each)


class TestLooking:
    def test_planned_and_scheduled_have_two_looks_and_two_words(
        self, write, journalist, editor, tomorrow, at_desk
    ):
        write(journalist, headline="Ниет қана", planned_for=TODAY + timedelta(1))
        page = at_desk(editor).get(f"{PLAN}?view=week").content.decode()
        wish, fixed = row(page, "Ниет қана"), row(page, "Ертең шығады")
        assert "is-wish" in wish and "is-scheduled" not in wish and "18:53" not in wish
        assert "is-scheduled" in fixed and "is-wish" not in fixed and "18:53" in fixed
        marks = [re.search(r'plan-mark">(.*?)<', each)[1] for each in (wish, fixed)]
        assert len(set(marks)) == 2 and all(marks)

    @pytest.mark.parametrize("view", VIEWS)
    def test_no_headline_of_a_colleague_is_shown(
        self, view, write, journalist, person, editor, put_down, clock, at_desk
    ):
        colleague = person(StaffRole.JOURNALIST)
        write(colleague, headline="Құпиябек жоспарда", planned_for=TODAY,
              due_at=clock.after(minutes=5))  # fmt: skip
        coming = write(colleague, headline="Құпиябек шығады")
        workflow.approve(coming, by=editor, at=clock.after(minutes=9))
        event = put_down("Жиын", reporter=colleague)
        begun = events.begin_story(event, by=editor)
        Article.objects.filter(pk=begun.pk).update(headline="Құпиябек басталды")
        for way in (f"{PLAN}?view={view}", "/admin/", f"{PLAN}{event.pk}/"):
            page = at_desk(journalist).get(way).content.decode()
            assert "Құпиябек" not in page
        assert "Құпиябек" in at_desk(editor).get(f"{PLAN}?view={view}").content.decode()

    @pytest.mark.parametrize("view", VIEWS[:3])
    def test_an_empty_day_says_so(self, view, editor, clock, at_desk):
        page = at_desk(editor).get(f"{PLAN}?view={view}&date=2026-02-21")
        assert page.status_code == 200
        shown = page.context["days"]
        assert all(day["is_empty"] for day in shown)
        text = page.content.decode()
        said = {"day": "plan-empty", "week": "plan-empty", "month": "visually-hidden"}[view]
        assert text.count(said) >= len(shown)

    def test_a_month_begins_on_monday_with_kazakh_names(self, editor, clock, at_desk):
        page = at_desk(editor).get(f"{PLAN}?view=month&date=2026-03-15")
        assert [len(week) for week in page.context["weeks"]] == [7] * 6
        # 1 March 2026 is a Sunday.
        assert [day and day["number"] for day in page.context["weeks"][0]] == [None] * 6 + [1]
        text = page.content.decode()
        assert "2026 жылғы наурыз" in text and 'title="дүйсенбі"' in text
        assert "Наурыз мейрамы" in text and "Халықаралық әйелдер күні" in text

    def test_the_zone_of_the_site_is_said(self, editor, clock, at_desk, settings):
        assert "Уақыт белдеуі: Алматы уақыты." in at_desk(editor).get(PLAN).content.decode()
        settings.TIME_ZONE = "Europe/Paris"
        assert "Уақыт белдеуі: Europe/Paris." in at_desk(editor).get(PLAN).content.decode()

    def test_a_published_story_of_another_leads_to_the_readers_page(
        self, write, journalist, person, editor, clock, at_desk
    ):
        theirs = write(person(StaffRole.JOURNALIST), headline="Шықты")
        workflow.approve(theirs, by=editor)
        assert f'href="/news/{theirs.pk}-' in at_desk(journalist).get(PLAN).content.decode()

    def test_whoever_has_no_role_does_not_look(self, django_user_model, at_desk):
        nobody = django_user_model.objects.create_user("x", is_staff=True)
        for way in ("", "new/", "1/"):
            assert at_desk(nobody).get(f"{PLAN}{way}").status_code == 403

    def test_a_photo_editor_reads_it_and_moves_nothing(self, put_down, person, at_desk):
        event = put_down("Жиын")
        foto = at_desk(person(StaffRole.PHOTO_EDITOR))
        page = foto.get(PLAN).content.decode()
        assert "Жиын" in page and "data-kind" not in page
        assert foto.get(f"{PLAN}{event.pk}/").status_code == 200
        assert foto.post(f"{PLAN}{event.pk}/", {"what": "а"}).status_code == 403
        assert foto.get(f"{PLAN}new/").status_code == 403

    @pytest.mark.parametrize("view", VIEWS)
    def test_queries_stay_few(
        self,
        view,
        write,
        journalist,
        editor,
        put_down,
        clock,
        at_desk,
        django_assert_max_num_queries,
    ):
        for number in range(6):
            put_down(f"Жиын {number}", reporter=journalist)
            write(journalist, planned_for=TODAY, due_at=clock.after(minutes=number + 1))
            workflow.approve(write(journalist), by=editor, at=clock.after(minutes=number + 9))
            workflow.approve(write(journalist), by=editor)
        client = at_desk(editor)
        with django_assert_max_num_queries(22):
            assert client.get(f"{PLAN}?view={view}").status_code == 200

    @pytest.mark.parametrize(
        "asked",
        [
            "date=0001-01-01", "date=9999-12-31", "date=x", "date=2026-02-30", "view=x&date=",
            "category=x&person=x", f"category={9**30}&person=-1", "date=%00&view=%00",
            "date=%ED%A0%80", "person=%ED%A0%80&view=week", "date=2000-01-01&view=week",
            "date=2100-12-31&view=month", "date=2000-01-01", "date=2100-12-31&view=week",
            "view=month&date=" + "9" * 400, "category=" + "ә" * 1500,
        ],
    )  # fmt: skip
    def test_a_question_that_makes_no_sense_is_answered(self, asked, editor, clock, at_desk):
        assert at_desk(editor).get(f"{PLAN}?{asked}").status_code == 200


class TestAnEvent:
    def test_it_is_put_down_on_the_day_that_was_looked_at(
        self, journalist, clock, at_desk, category
    ):
        client = at_desk(journalist)
        form = form_of(client.get(f"{PLAN}new/?day=2026-02-21"), "what")
        assert form["day"] == ["2026-02-21"] and form["reporter"] == [str(journalist.pk)]
        sent = form | {"what": "Жиын", "at": "09:30", "place": "Әкімдік", "category": category.pk}
        for _press in range(2):
            answer = client.post(f"{PLAN}new/", sent, follow=True)
            assert "Жиын" in answer.content.decode()
        event = PlannedEvent.objects.get()
        assert event.starts_at == datetime(2026, 2, 21, 9, 30, tzinfo=ALMATY)
        assert (event.reporter, event.made_by, event.place) == (journalist, journalist, "Әкімдік")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"what": ""}, {"what": "\x00"}, {"what": "сөз " * 1500}, {"day": "0001-01-01"},
            {"day": "9999-12-31"}, {"day": "x"}, {"at": "25:61"}, {"until": "09:00", "at": ""},
            {"last_day": "9999-12-31"}, {"last_day": "2026-01-01"}, {"region": "x"},
            {"category": "9" * 30}, {"reporter": "x"}, {"photographer": "9" * 30},
            {"note": "ұ" * 3000}, {"what": "\u200b"}, {"reporter": "-1"}, {"token": "x" * 99},
            {"version": "x"},
        ],
    )  # fmt: skip
    def test_what_is_refused_is_said_and_kept_in_the_form(self, wrong, editor, clock, at_desk):
        client = at_desk(editor)
        form = form_of(client.get(f"{PLAN}new/"), "what")
        sent = {**form, "what": "Үкімет отырысы", "place": "Баспасөз залы", **wrong}
        answer = client.post(f"{PLAN}new/", sent)
        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()
        assert "Баспасөз залы" in answer.content.decode()
        assert not PlannedEvent.objects.exists()

    def test_a_last_day_before_the_first_is_refused_beside_the_field(self, editor, clock, at_desk):
        client = at_desk(editor)
        form = form_of(client.get(f"{PLAN}new/"), "what")
        sent = form | {"what": "Жиын", "day": "2026-12-03", "at": "10:00"}
        answer = client.post(f"{PLAN}new/", sent | {"last_day": "2026-12-01"})
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {"last_day"}
        assert not PlannedEvent.objects.exists()
        assert client.post(f"{PLAN}new/", sent | {"last_day": "2026-12-05"}).status_code == 302
        kept = form_of(client.get(f"{PLAN}{PlannedEvent.objects.get().pk}/"), "what")
        assert (kept["at"], kept["until"], kept["last_day"]) == (["10:00"], [""], ["2026-12-05"])

    def test_a_journalist_cannot_post_a_colleague(self, journalist, person, clock, at_desk):
        client = at_desk(journalist)
        form = form_of(client.get(f"{PLAN}new/"), "what")
        colleague = person(StaffRole.JOURNALIST)
        answer = client.post(f"{PLAN}new/", form | {"what": "Жиын", "reporter": colleague.pk})
        assert answer.status_code == 422 and not PlannedEvent.objects.exists()

    def test_the_second_of_two_keeps_what_was_typed_and_may_mean_it(
        self, put_down, editor, chief, at_desk
    ):
        event = put_down("Жиын")
        mine, theirs = at_desk(editor), at_desk(chief)
        way = f"{PLAN}{event.pk}/"
        my_form, their_form = (form_of(each.get(way), "what") for each in (mine, theirs))
        assert theirs.post(way, their_form | {"what": "Басқасы"}).status_code == 302
        answer = mine.post(way, my_form | {"what": "Менікі"})
        assert answer.status_code == 409
        assert "Басқасы" in answer.content.decode() and "Менікі" in answer.content.decode()
        assert PlannedEvent.objects.get().what == "Басқасы"
        assert mine.post(way, form_of(answer, "what")).status_code == 302
        assert PlannedEvent.objects.get().what == "Менікі"

    def test_it_is_called_off_and_on(self, put_down, editor, at_desk):
        event, client = put_down("Жиын"), at_desk(editor)
        way = f"{PLAN}{event.pk}/"
        client.post(way, form_of(client.get(way), "what") | {"call_off": "1"})
        page = client.get(f"{PLAN}?date={TODAY}").content.decode()
        assert PlannedEvent.objects.get().is_cancelled and "is-over" in row(page, "Жиын")
        client.post(way, form_of(client.get(way), "what") | {"call_on": "1"})
        assert not PlannedEvent.objects.get().is_cancelled

    def test_its_story_is_begun_once_and_the_second_press_leads_to_it(
        self, put_down, editor, journalist, chief, at_desk
    ):
        event = put_down("Жиын", reporter=journalist)
        answers = [at_desk(who).post(f"{PLAN}{event.pk}/begin/") for who in (editor, chief)]
        article = Article.objects.get()
        assert article.owner == journalist
        assert [each.headers["Location"] for each in answers] == [
            f"/admin/articles/article/{article.pk}/change/"
        ] * 2
        page = at_desk(journalist).get(f"{PLAN}?date={TODAY}").content.decode()
        assert f"/article/{article.pk}/change/" in row(page, "Жиын")

    def test_nobody_else_begins_it(self, put_down, journalist, at_desk):
        event = put_down("Жиын")
        assert at_desk(journalist).post(f"{PLAN}{event.pk}/begin/").status_code == 403
        assert not Article.objects.exists()

    def test_a_button_is_not_opened_by_itself(self, put_down, editor, at_desk):
        assert at_desk(editor).get(f"{PLAN}{put_down().pk}/begin/").status_code == 405

    @pytest.mark.parametrize("way", ["987654/", "99999999999999999999/", "0/", "5/begin/"])
    def test_an_event_that_is_not_there_is_not_found(self, way, editor, at_desk):
        client = at_desk(editor)
        ask = client.post if "begin" in way else client.get
        assert ask(f"{PLAN}{way}").status_code == 404

    def test_a_word_for_a_script_is_only_a_word(self, put_down, editor, at_desk):
        what = '<script>alert(1)</script>"onclick='
        put_down(what)
        for view in VIEWS[:3]:
            page = at_desk(editor).get(f"{PLAN}?view={view}&date={TODAY}").content.decode()
            assert what not in page and escape(what)[:20] in page


class TestMoving:
    def test_an_event_moves_by_a_form_and_leads_back(self, put_down, editor, at_desk):
        event, client = put_down("Жиын"), at_desk(editor)
        page = client.get(f"{PLAN}?view=week&date={TODAY}").content.decode()
        way = re.search(r'plan-move" href="([^"]+)"', row(page, "Жиын"))[1].replace("&amp;", "&")
        form = form_of(client.get(way), "was")
        assert (form["day"], form["time"], form["was"]) == (["2026-02-19"], ["10:00"], ["1"])
        sent = form | {"day": "2026-02-21", "time": "11:30"}
        answer = client.post(f"{PLAN}move/", sent)
        assert answer.headers["Location"] == f"{PLAN}?view=week&date=2026-02-19"
        event.refresh_from_db()
        assert When.of(event) == When(date(2026, 2, 21), time(11, 30))

    def test_a_script_is_answered_with_a_sentence(self, put_down, editor, at_desk):
        event, client = put_down("Жиын"), at_desk(editor)
        sent = {"kind": "event", "pk": event.pk, "was": "1", "day": "2026-02-21", "time": ""}
        for _again in range(2):
            answer = client.post(f"{PLAN}move/", sent, headers=JSON)
            # The order that is given twice has moved it, both times.
            assert answer.json()["said"].startswith("Жылжытылды: «Жиын», 21 ақпан, 10:00")
        answer = client.post(f"{PLAN}move/", sent | {"day": "2026-02-22"}, headers=JSON)
        assert answer.status_code == 409 and "21 ақпан" in answer.json()["refused"]
        event.refresh_from_db()
        assert When.of(event).day == date(2026, 2, 21)

    def test_a_move_to_where_it_stands_is_not_told_as_one(
        self, put_down, write, journalist, editor, at_desk
    ):
        event, story = put_down("Жиын"), write(journalist, planned_for=TODAY)
        for kind, thing, was in (("event", event, "1"), ("planned", story, "2026-02-19")):
            sent = {"kind": kind, "pk": thing.pk, "was": was, "day": "2026-02-19", "time": ""}
            said = at_desk(editor).post(f"{PLAN}move/", sent, headers=JSON).json()["said"]
            assert "бұрыннан осы уақытта тұр" in said and "Жылжытылды" not in said

    def test_a_wish_and_a_due_time_move(self, write, journalist, editor, clock, at_desk):
        story = write(journalist, planned_for=TODAY, due_at=clock.after(hours=1))
        client = at_desk(editor)
        for kind, was, to in (
            ("planned", "2026-02-19", {"day": "2026-02-25"}),
            ("due", story.due_at.isoformat(), {"day": "2026-02-24", "time": "12:15"}),
        ):
            sent = {"kind": kind, "pk": story.pk, "was": was, **to}
            assert client.post(f"{PLAN}move/", sent, headers=JSON).status_code == 200
        story.refresh_from_db()
        assert story.planned_for == date(2026, 2, 25)
        assert story.due_at == datetime(2026, 2, 24, 12, 15, tzinfo=ALMATY)

    def test_what_a_row_of_the_page_says_is_what_moves(
        self, write, journalist, editor, put_down, clock, at_desk
    ):
        put_down("Жиын")
        write(journalist, headline="Ниет", planned_for=TODAY)
        write(journalist, headline="Мерзім", due_at=clock.after(minutes=5))
        client = at_desk(editor)
        page = client.get(PLAN).content.decode()
        for name in ("Жиын", "Ниет", "Мерзім"):
            said = dict(re.findall(r'data-(kind|pk|was)="([^"]*)"', row(page, name)))
            sent = said | {"day": "2026-02-27", "time": ""}
            answer = client.post(f"{PLAN}move/", sent, headers=JSON)
            assert answer.status_code == 200, (name, answer.content.decode())

    def test_a_journalist_moves_their_own_event_and_no_story(
        self, write, journalist, editor, put_down, clock, at_desk
    ):
        own, other = put_down("Менікі", reporter=journalist), put_down("Бөтен")
        story = write(journalist, headline="Материалым", planned_for=TODAY)
        client = at_desk(journalist)
        page = client.get(PLAN).content.decode()
        assert "data-kind" in row(page, "Менікі")
        assert "data-kind" not in row(page, "Бөтен") + row(page, "Материалым")
        for kind, thing, was, status in (
            ("event", own, "1", 200), ("event", other, "1", 403),
            ("planned", story, "2026-02-19", 403),
        ):  # fmt: skip
            sent = {"kind": kind, "pk": thing.pk, "was": was, "day": "2026-02-25"}
            answer = client.post(f"{PLAN}move/", sent, headers=JSON)
            assert answer.status_code == status

    def test_the_form_of_a_move_is_shown_to_whoever_may_move_alone(
        self, write, journalist, editor, put_down, clock, at_desk
    ):
        own, other = put_down("Менікі", reporter=journalist), put_down("Бөтен")
        story = write(journalist, planned_for=TODAY, due_at=clock.after(hours=1))
        for kind, thing, status in (
            ("event", own, 200), ("event", other, 403),
            ("planned", story, 403), ("due", story, 403),
        ):  # fmt: skip
            asked = {"kind": kind, "pk": thing.pk}
            answer = at_desk(journalist).get(f"{PLAN}move/", asked)
            assert answer.status_code == status, kind
            assert ('name="day"' in answer.content.decode()) == (status == 200)
            assert at_desk(editor).get(f"{PLAN}move/", asked).status_code == 200
        sent = {"kind": "event", "pk": other.pk, "was": "1", "day": "2026-02-25"}
        answer = at_desk(journalist).post(f"{PLAN}move/", sent)
        assert answer.status_code == 403 and 'name="day"' not in answer.content.decode()

    @pytest.mark.parametrize("kind", ["event", "planned", "due"])
    def test_the_fields_of_a_move_are_named_as_those_of_other_forms(
        self, kind, write, journalist, editor, put_down, at_desk
    ):
        thing = put_down() if kind == "event" else write(journalist)
        form = at_desk(editor).get(f"{PLAN}move/", {"kind": kind, "pk": thing.pk}).context["form"]
        assert all(field.label[0].isupper() for field in form)

    def test_a_story_of_a_colleague_is_not_there(self, write, journalist, person, at_desk):
        story = write(person(StaffRole.JOURNALIST), planned_for=TODAY)
        sent = {"kind": "planned", "pk": story.pk, "was": "2026-02-19", "day": "2026-02-25"}
        assert at_desk(journalist).post(f"{PLAN}move/", sent, headers=JSON).status_code == 404

    def test_a_story_killed_meanwhile_is_refused_in_words(
        self, write, journalist, editor, chief, clock, at_desk
    ):
        story = write(journalist, planned_for=TODAY)
        workflow.approve(story, by=editor)
        workflow.kill(story, by=chief, note="Қате")
        sent = {"kind": "planned", "pk": story.pk, "was": "2026-02-19", "day": "2026-02-25"}
        answer = at_desk(editor).post(f"{PLAN}move/", sent, headers=JSON)
        assert answer.status_code == 403 and answer.json()["refused"]

    @pytest.mark.parametrize(
        ("wrong", "status"),
        [
            ({"day": "0001-01-01"}, 422), ({"day": "9999-12-31"}, 422), ({"day": ""}, 422),
            ({"day": "\x00"}, 422), ({"time": "99:99"}, 422), ({"was": "x"}, 409),
            ({"was": "9" * 30}, 409), ({"pk": "9" * 30}, 404), ({"pk": "x"}, 404),
            ({"kind": "scheduled"}, 404), ({"kind": "\x00"}, 404), ({"day": "\ud800"}, 422),
        ],
    )  # fmt: skip
    def test_a_forged_move_is_refused(self, wrong, status, put_down, editor, at_desk):
        event = put_down("Жиын")
        sent = {"kind": "event", "pk": event.pk, "was": "1", "day": "2026-02-25", "time": ""}
        body = urlencode(sent | wrong, errors="surrogatepass")
        kind = "application/x-www-form-urlencoded"
        answer = at_desk(editor).post(f"{PLAN}move/", body, content_type=kind, headers=JSON)
        assert answer.status_code == status
        event.refresh_from_db()
        assert When.of(event).day == TODAY

    @pytest.mark.parametrize("kind", ["planned", "due"])
    @pytest.mark.parametrize("was", ["x", "2026-99-99", "2026-02-19T10:00", "0001-01-01", ""])
    def test_a_forged_place_moves_no_story(
        self, kind, was, write, journalist, editor, clock, at_desk
    ):
        story = write(journalist, planned_for=TODAY, due_at=clock.now)
        sent = {"kind": kind, "pk": story.pk, "was": was, "day": "2026-02-25", "time": "10:00"}
        answer = at_desk(editor).post(f"{PLAN}move/", sent, headers=JSON)
        # Nothing said of where it stood: as it stands now.
        assert answer.status_code == (409 if was else 200)

    def test_after_the_session_ended_a_script_hears_it(self, put_down):
        sent = {"kind": "event", "pk": put_down().pk, "was": "1", "day": "2026-02-25"}
        answer = Client().post(f"{PLAN}move/", sent, headers=JSON)
        assert answer.status_code == 403 and answer.json()["refused"]

    def test_the_way_back_leads_nowhere_else(self, put_down, editor, at_desk):
        event = put_down()
        sent = {"kind": "event", "pk": event.pk, "was": "1", "day": "2026-02-25",
                "back": "https://x.example/?view=week&next=//x"}  # fmt: skip
        answer = at_desk(editor).post(f"{PLAN}move/", sent)
        assert answer.headers["Location"].startswith(f"{PLAN}?")
        assert "x.example" not in answer.headers["Location"]


class TestRetiming:
    def test_a_scheduled_row_leads_to_a_page_and_nothing_moves_before(
        self, tomorrow, editor, clock, at_desk
    ):
        client = at_desk(editor)
        page = client.get(f"{PLAN}?view=week").content.decode()
        said = row(page, "Ертең шығады")
        way = re.search(r'data-way="([^"]+)"', said)[1].replace("&amp;", "&")
        assert way.startswith(f"/admin/articles/article/{tomorrow.pk}/retime/")
        asked = client.get(f"{way}&day=2026-02-24&time=08:30")
        form = form_of(asked, "version")
        assert (form["at_0"], form["at_1"]) == (["24.02.2026"], ["08:30"])
        assert Edition.objects.scheduled().get().visible_from == clock.after(days=1)
        answer = client.post(way, form | {"when": "at"})
        assert answer.headers["Location"] == f"{PLAN}?view=week"
        assert Edition.objects.scheduled().get().visible_from == datetime(
            2026, 2, 24, 8, 30, tzinfo=ALMATY
        )

    def test_a_refusal_is_said_and_the_decision_stays(self, tomorrow, editor, clock, at_desk):
        client, way = at_desk(editor), f"/admin/articles/article/{tomorrow.pk}/retime/"
        form = form_of(client.get(way), "version")
        for at in (("01.01.2020", "10:00"), ("", ""), ("x", "x"), ("01.01.0001", "10:00")):
            to = {"at_0": at[0], "at_1": at[1], "when": "at"}
            answer = client.post(way, form | to)
            assert answer.status_code in (409, 422)
            assert "errorlist" in answer.content.decode()
        assert Edition.objects.scheduled().get().visible_from == clock.after(days=1)

    def test_the_second_of_two_hears_so(self, tomorrow, editor, chief, at_desk):
        way = f"/admin/articles/article/{tomorrow.pk}/retime/"
        mine, theirs = at_desk(editor), at_desk(chief)
        forms = [form_of(each.get(way), "version") for each in (mine, theirs)]
        to = {"at_0": "24.02.2026", "at_1": "10:00", "when": "at"}
        assert theirs.post(way, forms[1] | to).status_code == 302
        answer = mine.post(way, forms[0] | to | {"at_1": "12:00"})
        assert answer.status_code == 409
        assert Edition.objects.scheduled().get().visible_from.astimezone(ALMATY).hour == 10

    def test_a_journalist_does_not_retime_their_own(self, tomorrow, journalist, at_desk):
        client = at_desk(journalist)
        page = client.get(f"{PLAN}?view=week").content.decode()
        assert "data-kind" not in row(page, "Ертең шығады")
        way = f"/admin/articles/article/{tomorrow.pk}/retime/"
        assert client.get(way).status_code == 403
        assert client.post(way, {"version": "2"}).status_code == 403


def test_sections_are_offered_in_the_order_of_the_menu(editor, clock, at_desk, category):
    Category.objects.create(slug="s", name_kk="Футбол", parent=category)
    page = at_desk(editor).get(PLAN).content.decode()
    assert "Қоғам – Футбол" in page


@pytest.mark.parametrize(
    ("kind", "day"), [("off", "2026-02-20"), ("work", "2026-02-21"), ("told", "2026-02-20")]
)
def test_the_chief_marks_a_day_and_the_plan_shows_it(kind, day, chief, editor, clock, at_desk):
    client = at_desk(chief)
    base = "/admin/articles/markedday/"
    form = max(all_fields_of(client.get(f"{base}add/")), key=len)
    shown = datetime.fromisoformat(day).strftime("%d.%m.%Y")
    sent = form | {"day": shown, "kind": kind, "name_kk": "Ауыстыру"}
    assert client.post(f"{base}add/", sent).status_code == 302
    page = at_desk(editor).get(f"{PLAN}?view=week")
    [marked] = [each for each in page.context["days"] if each["marked"]]
    assert marked["iso"] == day and "Ауыстыру" in page.content.decode()
    assert marked["is_off"] == (kind == "off")
    wrong = client.post(f"{base}add/", sent | {"day": "01.01.0001"})
    assert wrong.status_code == 200 and "errorlist" in wrong.content.decode()
    assert at_desk(editor).get(f"{base}add/").status_code == 403
