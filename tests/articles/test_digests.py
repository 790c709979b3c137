"""Mail by choice: at its hour, in its language, of what may be seen, and never twice."""

import smtplib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import translation

from articles import assignments, comments, digests, inbox
from articles.models import Digest, Notice, NoticeChoice, NoticeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def wants(clock):
    """Return a maker of choices: `wants(journalist, digest="hourly")`."""

    def choose(user, **choice):
        user.email = f"{user.username}@example.kz"
        user.save()
        return NoticeChoice.objects.create(person=user, looked_at=clock.now, **choice)

    return choose


@pytest.fixture
def story(write, journalist):
    return write(journalist, headline="Су келді")


def go_round(clock):
    """Let a worker look, twice: what was sent is not sent again."""
    digests.send_due(clock.now)
    digests.send_due(clock.now)
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def test_who_has_chosen_nothing_gets_no_mail(story, editor, journalist, clock):
    journalist.email = "t@example.kz"
    journalist.save()
    comments.add(story, by=editor, words="Тексер")
    clock.tick(days=2)
    assert go_round(clock) == []


def test_an_hourly_mail_holds_all_that_is_unread_once(story, editor, journalist, wants, clock):
    wants(journalist, digest=Digest.HOURLY)
    for words in ("Бір", "Екі", "Үш"):
        comments.add(story, by=editor, words=words)
    inbox.read(Notice.objects.order_by("id")[0])
    assert go_round(clock) == []
    clock.tick(minutes=10)
    (sent,) = go_round(clock)
    assert sent.to == ["tilshi@example.kz"]
    assert "Су келді" in sent.body and "Екі" in sent.body and "Үш" in sent.body
    assert "  Бір" not in sent.body
    assert "/admin/inbox/" in sent.body
    clock.tick(hours=1)
    assert go_round(clock) == []


def test_a_daily_mail_comes_at_its_hour_in_the_zone_of_the_site(
    story, editor, journalist, wants, clock
):
    wants(journalist, digest=Digest.DAILY, hour=9)
    comments.add(story, by=editor, words="Тексер")
    clock.now = datetime(2026, 2, 20, 8, 59, tzinfo=ZoneInfo("Asia/Almaty"))
    assert go_round(clock) == []
    clock.tick()
    assert len(go_round(clock)) == 1
    comments.add(story, by=editor, words="Тағы")
    clock.tick(hours=3)
    assert go_round(clock) == []
    clock.tick(hours=21)
    assert len(go_round(clock)) == 1


def test_who_wants_it_is_mailed_a_mention_at_once_and_nothing_else(
    story, editor, journalist, wants, clock
):
    wants(journalist, at_once=True)
    comments.add(story, by=editor, words="Тексер")
    assert go_round(clock) == []
    comments.add(story, by=editor, words="@tilshi, тексер")
    (sent,) = go_round(clock)
    assert "@tilshi" in sent.body


def test_kinds_that_are_left_out_are_not_mailed(story, editor, journalist, wants, clock, person):
    wants(journalist, digest=Digest.HOURLY, unmailed=[NoticeKind.COMMENTED])
    comments.add(story, by=editor, words="Тексер")
    clock.tick(hours=1)
    assert go_round(clock) == []


def test_no_headline_of_a_story_that_is_no_longer_theirs(
    write, journalist, editor, person, wants, clock
):
    other = person()
    wants(other, digest=Digest.HOURLY)
    article = write(journalist, headline="Құпия хабар")
    assignments.assign(article, by=editor, assignee=other)
    assignments.assign(article, by=editor, assignee=None)
    clock.tick(hours=1)
    assert go_round(clock) == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_mail_is_in_the_language_of_its_reader(story, editor, journalist, wants, clock, language):
    wants(journalist, digest=Digest.HOURLY, language=language)
    comments.add(story, by=editor, words="Тексер")
    clock.tick(hours=1)
    with translation.override("kk"):
        (sent,) = go_round(clock)
    with translation.override(language):
        assert inbox.sentence(Notice.objects.get()) in sent.body
        assert sent.subject == digests.letter([Notice.objects.get()])[0]


def test_who_has_left_or_has_no_address_is_not_mailed(story, editor, journalist, wants, clock):
    wants(journalist, digest=Digest.HOURLY)
    comments.add(story, by=editor, words="Тексер")
    journalist.email = ""
    journalist.save()
    clock.tick(hours=1)
    assert go_round(clock) == []
    journalist.email, journalist.is_active = "t@example.kz", False
    journalist.save()
    assert go_round(clock) == []


def test_while_the_server_does_not_answer_nothing_is_lost(
    story, editor, journalist, wants, clock, monkeypatch
):
    wants(journalist, digest=Digest.HOURLY)
    comments.add(story, by=editor, words="Тексер")
    clock.tick(hours=1)

    def refuse(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(locmem.EmailBackend, "open", refuse)
        assert go_round(clock) == []
    assert Notice.objects.get().mailed_at is None
    assert len(go_round(clock)) == 1


def test_what_may_have_been_taken_is_not_sent_again(
    story, editor, journalist, wants, clock, monkeypatch
):
    """A worker that dies while it sends, or a server that breaks off: once at most."""
    wants(journalist, digest=Digest.HOURLY)
    comments.add(story, by=editor, words="Тексер")
    clock.tick(hours=1)

    def break_off(self, messages):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(locmem.EmailBackend, "send_messages", break_off)
        assert go_round(clock) == []
    clock.tick(hours=1)
    assert go_round(clock) == []
    # It stands at the desk as before.
    assert inbox.unread_count(journalist) == 1


def test_two_workers_send_one_mail(story, editor, journalist, wants, clock, monkeypatch):
    wants(journalist, digest=Digest.HOURLY, at_once=True)
    comments.add(story, by=editor, words="@tilshi, тексер")
    clock.tick(hours=1)
    claim = digests._claim
    seen = []

    def meanwhile(notice, now):
        if not seen:
            seen.append(notice)
            # The other one looks before this one has claimed anything.
            digests.send_due(clock.now)
        return claim(notice, now)

    monkeypatch.setattr(digests, "_claim", meanwhile)
    assert len(go_round(clock)) == 1


def test_a_house_without_mail_sends_and_marks_nothing(
    story, editor, journalist, wants, clock, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    wants(journalist, digest=Digest.HOURLY)
    comments.add(story, by=editor, words="Тексер")
    clock.tick(hours=1)
    assert not digests.is_set_up()
    assert go_round(clock) == []
    assert Notice.objects.get().mailed_at is None


def test_old_notices_are_no_mail(story, editor, journalist, wants, clock):
    comments.add(story, by=editor, words="Тексер")
    clock.tick(days=4)
    wants(journalist, digest=Digest.HOURLY)
    clock.tick(hours=1)
    assert go_round(clock) == []
