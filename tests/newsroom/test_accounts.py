"""Getting in: one login, no registration, a lock after too many tries."""

import pytest
from django.contrib.auth.models import User

LOGIN = "/accounts/login/"


def test_the_desk_sends_to_the_one_login(client, db):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)


def test_a_person_signs_in_and_comes_where_they_wanted(client, journalist):
    answer = client.post(
        f"{LOGIN}?next=/admin/articles/article/",
        {"login": "tilshi", "password": "құпия-сөз-2026", "next": "/admin/articles/article/"},
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/articles/article/"
    assert client.get("/admin/").status_code == 200


def test_nobody_signs_up_by_themselves(client, db):
    client.post("/accounts/signup/", {"username": "new", "password1": "құпия-сөз-2026"})
    assert not User.objects.exists()


@pytest.mark.parametrize("page", ["password/change", "reauthenticate", "login"])
def test_no_page_leads_to_a_new_password_by_mail(client, journalist, page):
    client.force_login(journalist)
    html = client.get(f"/accounts/{page}/", follow=True).content.decode()
    assert "<form" in html
    assert "/password/reset/" not in html


def test_an_account_without_a_place_at_the_desk_sees_nothing_of_it(client, db):
    user = User.objects.create_user("reader", password="құпия-сөз-2026")
    client.force_login(user)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/articles/article/").status_code == 302


def test_too_many_wrong_passwords_lock_the_person_at_that_place(client, journalist):
    for _attempt in range(8):
        answer = client.post(LOGIN, {"login": "tilshi", "password": "wrong"})
    assert answer.status_code == 429
    right = {"login": "tilshi", "password": "құпия-сөз-2026"}
    assert client.post(LOGIN, right).status_code == 429
    assert client.post(LOGIN, right, REMOTE_ADDR="10.9.8.7").status_code == 302


def test_a_forwarded_address_is_not_believed_without_a_proxy_of_ours(client, journalist):
    for number in range(8):
        answer = client.post(
            LOGIN,
            {"login": "tilshi", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
    assert answer.status_code == 429


def test_of_our_proxies_only_what_the_last_ones_wrote_is_believed(rf, settings):
    from newsroom.accounts import client_address

    settings.TRUSTED_PROXIES = 1
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.7"})
    assert client_address(request) == "198.51.100.7"
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    assert client_address(request) == "192.0.2.1"


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/admin/password_change/"])
def test_what_a_person_sets_about_their_account_opens(client, journalist, path):
    client.force_login(journalist)
    assert client.get(path, follow=True).status_code == 200


def test_a_chief_gives_roles_and_cannot_make_an_administrator(client, chief):
    client.force_login(chief)
    page = client.get("/admin/auth/user/add/").content.decode()
    assert "is_superuser" not in page
    client.post(
        "/admin/auth/user/add/",
        {
            "username": "jana", "usable_password": "true", "password1": "құпия-сөз-2026",
            "password2": "құпия-сөз-2026", "is_superuser": "on",
        },
    )  # fmt: skip
    made = User.objects.get(username="jana")
    assert made.is_staff
    assert not made.is_superuser
    root = User.objects.create_superuser("root")
    assert client.get(f"/admin/auth/user/{root.pk}/change/").status_code == 302
    forged = {"username": "root", "is_active": "", "is_superuser": "on"}
    assert client.post(f"/admin/auth/user/{root.pk}/change/", forged).status_code == 302
    root.refresh_from_db()
    assert root.is_active


def test_a_chief_cannot_set_the_password_of_an_administrator(client, chief):
    root = User.objects.create_superuser("root", password="құпия-сөз-2026")
    client.force_login(chief)
    client.post(
        f"/admin/auth/user/{root.pk}/password/",
        {"password1": "басқа-сөз-2026", "password2": "басқа-сөз-2026"},
    )
    root.refresh_from_db()
    assert root.check_password("құпия-сөз-2026")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ['"a\\000bcdefghijkl"', "x", "a" * 33 + "'", "a" * 5000])
def test_a_cookie_that_is_none_of_ours_is_nobodys(client, key):
    client.cookies["sessionid"] = ""
    for path in ("/photos/aa/none.webp", "/admin/"):
        answer = client.get(path, HTTP_COOKIE=f"sessionid={key}")
        assert answer.status_code in (302, 404)
