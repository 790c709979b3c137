"""The archive by days: its calendar, its lists, its limits."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def test_a_day_lists_what_appeared_on_it_and_nothing_else(client, now, publish):
    publish("Бүгін", hours=-2)
    publish("Кеше", hours=-24)
    publish("Кеше орысша", hours=-24, language="ru")
    page = client.get("/archive/2026/07/28/").content.decode()
    rows = page.split('<div class="rows">')[1].split("</main>")[0]
    assert "Кеше</a>" in rows
    assert "Бүгін</a>" not in rows
    assert "орысша" not in rows
    assert "<h1>2026 жылғы 28 шілде</h1>" in page
    # The days of the month that have stories lead on, the others do not.
    days = re.findall(r'href="/archive/2026/07/(\d\d)/"', page)
    assert sorted(set(days)) == ["28", "29"]


def test_the_archive_opens_at_the_month_of_the_newest_story(client, now, publish):
    publish(hours=-24 * 70)
    assert client.get("/archive/").headers["Location"] == "/archive/2026/05/"
    page = client.get("/archive/2026/05/").content.decode()
    assert "2026 жылғы мамыр" in page


def test_a_year_leads_to_the_months_that_have_stories(client, now, publish):
    publish(hours=-24 * 70)
    publish(hours=-24 * 500)
    page = client.get("/archive/2026/").content.decode()
    assert re.findall(r'href="/archive/2026/(\d\d)/"', page) == ["05"]
    assert 'href="/archive/2025/"' in page
    assert client.get("/archive/2024/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "2026/07/30/",
        "2026/02/30/",
        "2026/13/",
        "2026/7/28/",
        "0000/",
        "2999/01/",
        "2026/07/27/",
        "x/",
    ],
)
def test_days_to_come_days_of_no_calendar_and_empty_days_have_no_page(client, now, publish, path):
    publish()
    assert client.get(f"/archive/{path}").status_code == 404


def test_a_long_day_goes_on_by_its_key_and_stays_within_the_day(client, now, publish):
    publish("Алдыңғы күн", hours=-48)
    for number in range(25):
        publish(f"Кеше {number}", hours=-24)
    page = client.get("/archive/2026/07/28/").content.decode()
    onward = re.search(r'rel="next" href="(/archive/2026/07/28/\?before=[^"]+)"', page)[1]
    rest = client.get(onward).content.decode()
    assert rest.count('<article class="story row">') == 5
    assert "Алдыңғы" not in rest.split('<div class="rows">')[1]
    assert 'rel="next" href="/archive/2026/07/28/?' not in rest


def test_pages_of_the_archive_ask_a_constant_number_of_questions(client, now, publish):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/archive/2026/07/").status_code == 200
        return len(queries)

    publish()
    before = asked()
    for number in range(12):
        publish(hours=-24 * number)
    assert asked() == before


def test_the_calendar_speaks_the_language_of_its_page(client, now, publish, house):
    publish("По-русски", language="ru", hours=-24)
    page = client.get("/ru/archive/2026/07/28/").content.decode()
    assert "28 июля 2026" in page
    assert ">пн<" in page.lower()
    # What one language has on a day the others have as an empty day, as any list.
    empty = client.get("/en/archive/2026/07/28/")
    assert empty.status_code == 200
    assert "Nothing was published then." in empty.content.decode()
    assert client.get("/en/archive/2026/").status_code == 200
    assert client.get("/en/archive/2026/07/27/").status_code == 404


def test_only_years_with_stories_are_led_to_and_arrows_find_the_nearest_month(client, now, publish):
    publish()
    publish(hours=-24 * 365 * 7)
    page = client.get("/archive/2026/").content.decode()
    assert set(re.findall(r'href="/archive/(\d{4})/"', page)) == {"2026", "2019"}
    month = client.get("/archive/2026/07/").content.decode()
    assert re.search(r'href="(/archive/2019/\d\d/)" rel="prev"', month)
