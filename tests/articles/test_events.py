"""Events that are to be covered: who may what with them, when they are, and their one story."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import events, redaction, workflow
from articles.events import When
from articles.models import Author, PlannedEvent, Region, Status, Version
from articles.refusals import NotAllowed, Overtaken, Refused
from articles.roles import StaffRole

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)
TEN = time(10)
ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
def put_down(editor):
    """Return a maker of events: `put_down("Жиын", at=TEN, reporter=journalist)`."""

    def make(what="Үкімет отырысы", by=None, day=DAY, **said):
        when = {name: said.pop(name) for name in ("at", "last_day", "until") if name in said}
        return events.put_down(by=by or editor, what=what, when=When(day, **when), **said)

    return make


def test_an_event_is_put_down_with_its_hour_and_people(put_down, journalist, person, category):
    foto = person(StaffRole.PHOTO_EDITOR)
    region = Region.objects.exclude(parent=None).first()
    event = put_down(at=TEN, until=time(12), place=" Үкімет\u200b үйі ", region=region,
                     category=category, reporter=journalist, photographer=foto,
                     note="Тіркелу\u0000 9:30-да\nКуәлік керек")  # fmt: skip
    event.refresh_from_db()
    assert event.starts_at == datetime(2026, 2, 20, 10, tzinfo=ALMATY)
    assert event.ends_at == datetime(2026, 2, 20, 12, tzinfo=ALMATY)
    assert (event.place, event.note) == ("Үкімет үйі", "Тіркелу 9:30-да\nКуәлік керек")
    assert (event.reporter, event.photographer, event.region) == (journalist, foto, region)
    assert not event.is_whole_day and event.version == 1


def test_an_event_without_an_hour_is_the_whole_day(put_down):
    event = put_down(last_day=DAY + timedelta(2))
    assert event.is_whole_day
    assert event.ends_at - event.starts_at == timedelta(days=3)
    assert When.of(event) == When(DAY, last_day=DAY + timedelta(2))


@pytest.mark.parametrize(
    "when",
    [
        When(DAY), When(DAY, TEN), When(DAY, TEN, until=time(11, 30)),
        When(DAY, TEN, DAY + timedelta(3), time(9)), When(DAY, last_day=DAY + timedelta(30)),
        When(DAY, TEN, DAY + timedelta(3)), When(DAY, TEN, DAY + timedelta(1), time(0)),
    ],
)  # fmt: skip
def test_a_form_is_filled_with_what_was_given(put_down, when):
    assert When.of(put_down(**vars(when))) == when


@pytest.mark.parametrize(
    ("when", "field"),
    [
        (When(date(1, 1, 1)), "day"), (When(date(9999, 12, 31)), "day"),
        (When(DAY, last_day=date(9999, 12, 31)), "day"), (When(DAY, TEN, until=time(9)), "until"),
        (When(DAY, last_day=DAY - timedelta(1)), "last_day"), (When(DAY, until=TEN), "at"),
        (When(DAY, last_day=DAY + timedelta(40)), "last_day"),
        (When(DAY, TEN, DAY - timedelta(2)), "last_day"),
        (When(DAY, TEN, DAY - timedelta(2), time(12)), "last_day"),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_refused_in_words(put_down, when, field):
    with pytest.raises(Refused) as refused:
        put_down(**vars(when))
    assert field in dict(refused.value.sentences)
    assert not PlannedEvent.objects.exists()


@pytest.mark.parametrize("what", ["", "   ", "\u200b\u2060", "\ud800", "…", "а" * 301])
def test_an_event_says_what_happens(put_down, what):
    with pytest.raises(Refused) as refused:
        put_down(what)
    assert "what" in dict(refused.value.sentences)


def test_the_same_form_twice_is_one_event(put_down):
    assert put_down(token="x" * 32).pk == put_down(token="x" * 32).pk
    assert PlannedEvent.objects.count() == 1


def test_other_words_in_the_same_form_are_another_event(put_down):
    put_down("Жиын", token="x" * 32)
    put_down("Брифинг", token="x" * 32)
    assert set(PlannedEvent.objects.values_list("what", flat=True)) == {"Жиын", "Брифинг"}


def test_a_journalist_sends_nobody_but_themselves(put_down, journalist, person):
    colleague = person(StaffRole.JOURNALIST)
    event = put_down(by=journalist, reporter=journalist)
    assert event.reporter == journalist
    for name in ("reporter", "photographer"):
        with pytest.raises(Refused) as refused:
            put_down(by=journalist, **{name: colleague})
        assert name in dict(refused.value.sentences)


def test_a_journalist_keeps_whom_an_editor_sent(put_down, journalist, person):
    foto = person(StaffRole.PHOTO_EDITOR)
    event = put_down(reporter=journalist, photographer=foto)
    events.change(event, by=journalist, based_on=1, when=When(DAY, TEN), what="Жаңасы",
                  reporter=journalist, photographer=foto)  # fmt: skip
    assert (event.what, event.photographer) == ("Жаңасы", foto)


def test_an_event_of_others_is_seen_and_not_touched(put_down, journalist):
    event = put_down(at=TEN)
    assert events.may_look(journalist) and not events.may_change(journalist, event)
    for order in (
        lambda: events.change(event, by=journalist, based_on=1, when=When(DAY), what="а"),
        lambda: events.move(event, by=journalist, based_on=1, day=DAY + timedelta(1)),
        lambda: events.call_off(event, by=journalist, based_on=1),
        lambda: events.begin_story(event, by=journalist),
    ):
        with pytest.raises(NotAllowed):
            order()
    event.refresh_from_db()
    assert (event.version, event.story) == (1, None)


def test_a_photo_editor_sees_events_and_puts_none_down(put_down, person):
    foto = person(StaffRole.PHOTO_EDITOR)
    assert events.may_look(foto)
    with pytest.raises(NotAllowed):
        put_down(by=foto)


class TestMoving:
    def test_it_lasts_as_long_as_before(self, put_down, editor):
        event = put_down(at=TEN, until=time(12))
        events.move(event, by=editor, based_on=1, day=DAY + timedelta(3), at=time(15, 30))
        assert When.of(event) == When(DAY + timedelta(3), time(15, 30), until=time(17, 30))

    def test_without_an_hour_the_hour_stays(self, put_down, editor):
        event = put_down(at=TEN)
        events.move(event, by=editor, based_on=1, day=DAY + timedelta(1))
        assert When.of(event) == When(DAY + timedelta(1), TEN)

    def test_whole_days_stay_whole(self, put_down, editor):
        event = put_down(last_day=DAY + timedelta(2))
        events.move(event, by=editor, based_on=1, day=DAY + timedelta(7))
        assert When.of(event) == When(DAY + timedelta(7), last_day=DAY + timedelta(9))

    def test_a_whole_day_may_get_an_hour(self, put_down, editor):
        event = put_down()
        events.move(event, by=editor, based_on=1, day=DAY, at=TEN)
        assert When.of(event) == When(DAY, TEN)

    def test_its_days_are_as_many_as_before_whatever_its_hour(self, put_down, editor):
        last = DAY + timedelta(2)
        for event in (put_down(at=TEN, last_day=last), put_down("Көрме", last_day=last)):
            events.move(event, by=editor, based_on=1, day=DAY + timedelta(1), at=time(11, 30))
            assert When.of(event) == When(
                DAY + timedelta(1), time(11, 30), last_day=DAY + timedelta(3)
            )

    def test_the_second_of_two_hears_where_it_stands(self, put_down, editor, chief):
        mine, theirs = put_down("Жиын", at=TEN), PlannedEvent.objects.get()
        events.move(theirs, by=chief, based_on=1, day=DAY + timedelta(1))
        with pytest.raises(Overtaken, match="Жиын"):
            events.move(mine, by=editor, based_on=1, day=DAY + timedelta(2))
        assert When.of(PlannedEvent.objects.get()).day == DAY + timedelta(1)

    def test_the_same_order_twice_is_one(self, put_down, editor):
        event = put_down(at=TEN)
        for _press in range(2):
            events.move(event, by=editor, based_on=1, day=DAY + timedelta(1))
        assert event.version == 2

    @pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1999, 12, 31)])
    def test_no_day_out_of_our_age(self, put_down, editor, day):
        event = put_down(at=TEN)
        with pytest.raises(Refused):
            events.move(event, by=editor, based_on=1, day=day)


def test_what_is_called_off_stays_and_may_be_called_on(put_down, editor):
    event = put_down()
    events.call_off(event, by=editor, based_on=1)
    events.call_off(event, by=editor, based_on=1)
    assert event.is_cancelled and event.version == 2
    with pytest.raises(Refused):
        events.begin_story(event, by=editor)
    events.call_on(event, by=editor, based_on=2)
    assert not event.is_cancelled


class TestItsStory:
    def test_it_is_the_writers_draft_with_what_is_known(
        self, put_down, editor, journalist, category
    ):
        Author.objects.create(name="Айгүл", slug="a", user=journalist)
        region = Region.objects.exclude(parent=None).first()
        event = put_down("Көпір ашылды", at=time(1), reporter=journalist, region=region,
                         category=category, note="Куәлік керек")  # fmt: skip
        article = events.begin_story(event, by=editor)
        article.refresh_from_db()
        assert (article.headline, article.owner, article.status) == (
            "Көпір ашылды", journalist, Status.DRAFT,
        )  # fmt: skip
        assert (article.category, article.region) == (category, region)
        assert (article.planned_for, article.ed_note) == (DAY, "Куәлік керек")
        assert [part.author.name for part in article.contributions.all()] == ["Айгүл"]
        assert Version.objects.get(article=article).number == article.version == 1
        assert PlannedEvent.objects.get().story == article
        assert workflow.may_write(journalist, article)

    def test_it_is_begun_once(self, put_down, editor, chief):
        event = put_down()
        other = PlannedEvent.objects.get()
        article = events.begin_story(event, by=editor)
        with pytest.raises(Overtaken):
            events.begin_story(other, by=chief)
        assert other.story == article
        assert PlannedEvent.objects.get().story == article

    def test_nobody_named_it_is_of_whoever_begins_it(self, put_down, editor):
        assert events.begin_story(put_down(), by=editor).owner == editor

    def test_one_who_writes_no_stories_is_given_none(self, put_down, editor, person):
        foto = person(StaffRole.PHOTO_EDITOR)
        assert events.begin_story(put_down(reporter=foto), by=editor).owner == editor

    def test_what_the_law_removes_is_removed_from_its_event(self, put_down, editor, chief):
        event = put_down("Құпиябек ұсталды", place="Құпиябектің үйі", note="Құпиябек 17 жаста")
        article = events.begin_story(event, by=editor)
        workflow.redact(article, by=chief, fields=["headline", "body"], photo=None, note="Заң")
        event.refresh_from_db()
        assert (event.what, event.place, event.note) == (redaction.REMOVED["kk"], "", "")
        article.refresh_from_db()
        assert "Құпиябек" not in f"{event} {article}"


class TestAnything(TestCase):
    @given(
        day=st.dates(), at=st.none() | st.times(),
        last_day=st.none() | st.dates(), until=st.none() | st.times(),
    )  # fmt: skip
    def test_any_time_is_taken_or_refused_in_words(self, day, at, last_day, until):
        when = When(day, at, last_day, until)
        faults = list(events._faults_of(when))
        if not faults:
            starts_at, ends_at = when.span
            # No day that was given is thrown away.
            assert ends_at is not None or when.last_day in (None, when.day)
            assert ends_at is None or starts_at < ends_at <= starts_at + timedelta(days=31)
        assert all(sentence for _field, sentence in faults)
