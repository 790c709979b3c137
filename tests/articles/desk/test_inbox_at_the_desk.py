"""The inbox: the bell on every screen, what leads where, and how a person wants to be told."""

import pytest
from django.contrib.auth.models import User

from articles import assignments, comments
from articles.models import Digest, Notice, NoticeChoice, NoticeKind
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db
INBOX = "/admin/inbox/"


@pytest.fixture
def notice(write, journalist, editor):
    comments.add(write(journalist, headline="Су келді"), by=editor, words="Тексер")
    return Notice.objects.get()


def test_the_bell_counts_on_every_screen(at_desk, notice, journalist, editor):
    client = at_desk(journalist)
    for way in ("/admin/", "/admin/articles/article/", INBOX, "/admin/articles/article/kept/"):
        assert 'class="bell-count" aria-hidden="true">1<' in client.get(way).content.decode(), way
    assert "bell-count" not in at_desk(editor).get("/admin/").content.decode()


def test_a_notice_leads_to_its_story_and_is_read(at_desk, notice, journalist):
    client = at_desk(journalist)
    assert "Су келді" in client.get(INBOX).content.decode()
    answer = client.get(f"{INBOX}{notice.pk}/")
    assert answer.url == f"/admin/articles/article/{notice.article_id}/comments/"
    notice.refresh_from_db()
    assert notice.read_at
    assert "Су келді" not in client.get(f"{INBOX}?unread").content.decode()
    assert "Су келді" in client.get(INBOX).content.decode()


def test_the_notice_of_another_is_nobody_elses(at_desk, notice, editor, person):
    assert at_desk(editor).get(f"{INBOX}{notice.pk}/").status_code == 404
    assert at_desk(editor).get(f"{INBOX}{'9' * 17}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_no_headline_of_what_is_no_longer_theirs(at_desk, write, journalist, editor, person):
    other = person()
    article = write(journalist, headline="Құпия хабар")
    assignments.assign(article, by=editor, assignee=other)
    client = at_desk(other)
    assert "Құпия хабар" in client.get(INBOX).content.decode()
    assignments.assign(article, by=editor, assignee=None)
    page = client.get(INBOX).content.decode()
    assert "Құпия хабар" not in page and "bell-count" not in page
    assert client.get(f"{INBOX}{Notice.objects.get(to=other).pk}/").status_code == 404


def test_all_that_was_on_the_page_is_read_at_once(at_desk, notice, journalist):
    client = at_desk(journalist)
    assert client.get(f"{INBOX}read/").status_code == 405
    for forged in ("", "x", "-1", "9" * 40):
        client.post(f"{INBOX}read/", {"until": forged})
        notice.refresh_from_db()
        assert notice.read_at is None
    client.post(f"{INBOX}read/", {"until": str(notice.pk)})
    notice.refresh_from_db()
    assert notice.read_at


def test_who_sees_no_stories_has_no_inbox(at_desk, picture_editor):
    client = at_desk(picture_editor)
    assert client.get(INBOX).status_code == client.get(f"{INBOX}how/").status_code == 403
    assert 'class="bell"' not in client.get("/admin/").content.decode()


def choice_form(client):
    return next(form for form in all_fields_of(client.get(f"{INBOX}how/")) if "digest" in form)


def test_a_choice_is_kept_as_what_is_left_out(at_desk, editor):
    client = at_desk(editor)
    form = choice_form(client)
    assert form["digest"] == [Digest.NEVER] or form["digest"] == Digest.NEVER
    told = [kind for kind in NoticeKind if kind not in ("submitted", "opinion")]
    client.post(
        f"{INBOX}how/",
        form | {"told": told, "mailed": ["mentioned"], "digest": "daily", "hour": "7",
                "at_once": "on", "submissions": "always", "language": "ru"},
    )  # fmt: skip
    choice = NoticeChoice.objects.get()
    assert (choice.digest, choice.hour, choice.language) == (Digest.DAILY, 7, "ru")
    assert (choice.muted, choice.submissions, choice.at_once) == (["opinion"], "always", True)
    assert set(choice.unmailed) == set(NoticeKind.values) - {"mentioned"}
    assert set(choice_form(client)["mailed"]) in ({"mentioned"}, set("mentioned"))


def test_a_journalist_is_asked_nothing_of_editors(at_desk, journalist):
    client = at_desk(journalist)
    form = choice_form(client)
    assert "submissions" not in form
    client.post(f"{INBOX}how/", form | {"submissions": "always", "mailed": ["submitted"]})
    assert not NoticeChoice.objects.exclude(submissions="on_duty").exists()


@pytest.mark.parametrize(
    "wrong",
    [{"digest": "x"}, {"hour": "24"}, {"hour": "-1"}, {"hour": ""}, {"language": "de"},
     {"told": "x"}, {"digest": "\0"}],
)  # fmt: skip
def test_a_forged_choice_is_said_and_not_kept(at_desk, journalist, wrong):
    client = at_desk(journalist)
    answer = client.post(f"{INBOX}how/", choice_form(client) | wrong)
    assert answer.status_code == 422 and "errorlist" in answer.content.decode()
    assert not NoticeChoice.objects.exists()


def test_the_page_says_where_mail_goes_or_that_it_goes_nowhere(at_desk, journalist, settings):
    client = at_desk(journalist)
    assert "kept-notice" in client.get(f"{INBOX}how/").content.decode()
    User.objects.filter(pk=journalist.pk).update(email="t@example.kz")
    page = client.get(f"{INBOX}how/").content.decode()
    assert "t@example.kz" in page and "kept-notice" not in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "kept-notice" in client.get(f"{INBOX}how/").content.decode()


def test_who_is_given_a_story_in_its_form_is_told_once(at_desk, write, editor, journalist, person):
    other, article = person(), write(journalist)
    client = at_desk(editor)
    address = f"/admin/articles/article/{article.pk}/change/"
    for headline in ("Бір", "Екі"):
        form = next(form for form in all_fields_of(client.get(address)) if "headline" in form)
        client.post(address, form | {"headline": headline, "assignee": str(other.pk)})
    assert Notice.objects.filter(to=other, kind=NoticeKind.GIVEN).count() == 1


def test_a_full_inbox_costs_no_more_queries(
    at_desk, write, journalist, editor, django_assert_max_num_queries
):
    client = at_desk(journalist)
    for number in range(40):
        comments.add(write(journalist), by=editor, words=f"Пікір {number}")
    with django_assert_max_num_queries(12):
        client.get(INBOX)
