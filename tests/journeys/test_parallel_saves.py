"""Two hundred people save at once, against a real server: nothing is lost, nothing breaks."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore

from articles.desk.forms import seal
from articles.models import Article, KeptText
from articles.writing import finish

MANY = 200
TOKEN = "t" * 32


@pytest.fixture
def staff(shipped):
    """Two hundred editors, each with a session of their own."""
    role = Group.objects.get(name="editor")
    users = User.objects.bulk_create(
        User(username=f"redaktor{n}", password="!", is_staff=True) for n in range(MANY)
    )
    role.user_set.set(users)
    people = []
    for user in users:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        people.append((user, session.session_key))
    return people


def story(owner, number):
    article = Article.objects.create(headline=f"Материал {number}", owner=owner, version=1)
    finish(article, by=owner)
    return article


def form_of(article, user, lead):
    """Return what a browser posts from the writing form of a story with nothing but a headline."""
    return {
        "csrfmiddlewaretoken": TOKEN, "desk_seal": seal(user, article),
        "headline": article.headline, "lead": lead, "body": "", "language": "kk",
        "origin": "own", "genre": "news", "commercial": "none",
        "age_mark": "0", "urgency": "5", "slug": article.slug,
        "owner": str(article.owner_id), "contributions-TOTAL_FORMS": "0",
        "contributions-INITIAL_FORMS": "0", "_save": "1",
    }  # fmt: skip


def post(address, article, form, session, way="change/"):
    where = urlsplit(address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=120)
    connection.request(
        "POST",
        f"/admin/articles/article/{article.pk}/{way}",
        urlencode(form),
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        },
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def save_all(shipped, jobs):
    """Post every job at once; return the statuses of the answers."""
    addresses = [shipped(), shipped()]
    with ThreadPoolExecutor(40) as pool:
        return list(
            pool.map(
                lambda job: post(addresses[job[0] % 2], job[1], job[2], job[3]),
                [(number, *job) for number, job in enumerate(jobs)],
            )
        )


def test_one_form_pressed_eight_times_at_once_is_one_save(shipped, staff):
    user, session = staff[0]
    article = story(user, 0)
    form = form_of(article, user, "Екі рет басылған лид")
    assert save_all(shipped, [(article, form, session)] * 8) == [302] * 8
    article.refresh_from_db()
    assert (article.lead, article.versions.count()) == ("Екі рет басылған лид", 2)
    assert not KeptText.objects.exists()


def test_two_who_save_apart_in_one_breath_are_both_in_the_story(shipped, staff):
    (first, mine), (second, theirs) = staff[:2]
    addresses = [shipped(), shipped()]
    for number in range(6):
        article = story(first, number)
        jobs = [
            (form_of(article, first, "Біріншінің лиді") | {"dateline": ""}, mine),
            (form_of(article, second, "") | {"dateline": "Алматы"}, theirs),
        ]
        with ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(post, addresses[at], article, *job) for at, job in enumerate(jobs)]
        assert [each.result() for each in asked] == [302, 302]
        article.refresh_from_db()
        assert (article.lead, article.dateline) == ("Біріншінің лиді", "Алматы")
    assert not KeptText.objects.exists()


def test_a_version_put_back_while_somebody_saves_overwrites_nothing(shipped, staff):
    (first, mine), (second, theirs) = staff[:2]
    addresses = [shipped(), shipped()]
    for number in range(4):
        article = story(first, number)
        post(addresses[0], article, form_of(article, first, "Екінші лид"), mine)
        article.refresh_from_db()
        back = {"csrfmiddlewaretoken": TOKEN, "whole": "1", "stands": str(article.version)}
        saved = form_of(article, second, "Үшінші лид")
        with ThreadPoolExecutor(2) as pool:
            pool.submit(post, addresses[0], article, back, mine, "version/1/restore/")
            pool.submit(post, addresses[1], article, saved, theirs)
        leads = [each.content["lead"] for each in article.versions.order_by("number")]
        kept = [
            each.content["post"]["lead"][0] for each in KeptText.objects.filter(article=article)
        ]
        assert "Үшінші лид" in leads + kept
        numbers = list(article.versions.values_list("number", flat=True))
        assert len(set(numbers)) == len(numbers)


@pytest.mark.slow
def test_two_hundred_stories_are_saved_at_once(shipped, staff):
    jobs = []
    for number, (user, session) in enumerate(staff):
        article = story(user, number)
        jobs.append((article, form_of(article, user, f"Лид {number}"), session))
    assert save_all(shipped, jobs) == [302] * MANY
    leads = dict(Article.objects.values_list("headline", "lead"))
    assert leads == {f"Материал {n}": f"Лид {n}" for n in range(MANY)}
    assert not KeptText.objects.exists()


@pytest.mark.slow
def test_of_two_hundred_savers_of_one_story_one_wins_and_no_text_is_lost(shipped, staff):
    article = story(staff[0][0], 0)
    jobs = [
        (article, form_of(article, user, f"Лид {number}"), session)
        for number, (user, session) in enumerate(staff)
    ]
    statuses = save_all(shipped, jobs)
    assert sorted(statuses) == [302] + [409] * (MANY - 1)
    article.refresh_from_db()
    kept = {text.by_id: text.content["post"]["lead"][0] for text in KeptText.objects.all()}
    written = {user.pk: f"Лид {number}" for number, (user, _session) in enumerate(staff)}
    winner = next(pk for pk, lead in written.items() if lead == article.lead)
    assert kept == {pk: lead for pk, lead in written.items() if pk != winner}
