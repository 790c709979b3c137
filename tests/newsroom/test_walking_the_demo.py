"""Every kind of page of the demo newsroom, as of another moment: nothing on it leads out."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles import time_machine
from articles.models import House
from tests.newsroom.test_walking_in_time import Ways, text, ways_out

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_nothing_on_any_page_of_the_demo_leads_out(tmp_path, quick_photos):
    call_command("load_demo", logins=tmp_path / "logins", stdout=StringIO())
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    client = Client()
    client.force_login(User.objects.get(username="bas-redaktor"))
    base = time_machine.inside(timezone.now() + timedelta(hours=1))
    waiting, kinds, seen = [base, *(f"{base}{code}/" for code in CODES)], Counter(), set()
    while waiting:
        way = waiting.pop(0)
        response = client.get(way)
        if response.status_code == 302:
            assert response.headers["Location"].startswith(base)
            continue
        page = text(response)
        if response.status_code == 404 and "time-machine" not in page:
            continue  # A feed or a form: not shown.
        assert ways_out(page, base) == [], way
        for tag, name, address in Ways(page).found:
            address = address.partition("#")[0]
            if tag != "a" or name != "href" or not address.startswith(base) or address in seen:
                continue
            seen.add(address)
            kind = _kind(address.removeprefix(base))
            kinds[kind] += 1
            # Many stories, and some pages of each other kind.
            if kinds[kind] <= (12 if kind == "news" else 1):
                waiting.append(address)
    assert len(seen) > 150
    assert {"news", "archive", "ru/section", "latyn/news", "tote/tag", "en/latest"} <= set(kinds)


CODES = ("ru", "en", "latyn", "tote")


def _kind(way: str) -> str:
    """Return of what kind the page at an address is, and in which language or script."""
    parts = way.partition("?")[0].split("/")
    return "/".join(parts[: 2 if parts[0] in CODES else 1])
