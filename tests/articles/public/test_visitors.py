"""Who is a reader: browsers with somebody before them, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.public import visitors
from tests.agents import CHROME, READERS

PROGRAMS = [
    "", " ", "-", "curl/8.5.0", "Wget/1.21.4", "python-requests/2.32", "Go-http-client/2.0",
    "okhttp/4.12.0", "WhatsApp/2.23.20.0", "TelegramBot (like TwitterBot)", "Java/17.0.2",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like"
    " Gecko) Chrome/142.0 Mobile Safari/537.36 (compatible; Googlebot/2.1;"
    " +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; YandexMetrika/2.0; +http://yandex.com/bots yabs01)",
    "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp)", "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " HeadlessChrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Mozilla/5.0 (Linux; Android 11) Chrome/142 Safari/537.36 Chrome-Lighthouse",
    "Mozilla/5.0 (compatible; Feedly/1.0; +http://www.feedly.com/fetcher.html)",
    "SkypeUriPreview Preview/0.5", "Mozilla/5.0 (compatible; Let's Encrypt validation server)",
]  # fmt: skip


@pytest.mark.parametrize("agent", READERS)
def test_a_browser_is_a_reader(agent):
    assert visitors.is_reader({"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": agent})


@pytest.mark.parametrize("agent", PROGRAMS)
def test_a_program_is_none(agent):
    assert not visitors.is_reader({"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": agent})


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_PURPOSE": "preview"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_SEC_FETCH_DEST": "iframe"},
        {"HTTP_COOKIE": "a=b; sessionid=abc"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_what_nobody_looks_at_or_a_colleague_does_is_no_reading(said):
    assert not visitors.is_reader({"HTTP_USER_AGENT": CHROME, **said})


def test_a_cookie_of_somebody_elses_makes_no_colleague():
    asked = {"HTTP_USER_AGENT": CHROME, "HTTP_COOKIE": "old_counter=1; lang=kk"}
    assert visitors.is_reader(asked | {"HTTP_SEC_FETCH_DEST": "document"})


def test_a_household_is_half_an_address_of_the_new_kind():
    first, second = "2a03:32c0:1:2::1", "2a03:32c0:1:2:ffff:1:2:3"
    assert visitors.place_of(first) == visitors.place_of(second)
    assert visitors.place_of(first) != visitors.place_of("2a03:32c0:1:3::1")
    assert visitors.place_of("10.0.0.1") != visitors.place_of("10.0.0.2")
    assert visitors.place_of("::ffff:10.0.0.1") != visitors.place_of("::ffff:10.0.0.2")


@given(st.dictionaries(
    st.sampled_from(["REQUEST_METHOD", "HTTP_USER_AGENT", "HTTP_COOKIE", "HTTP_SEC_PURPOSE",
                     "HTTP_SEC_FETCH_DEST", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"]),
    st.text(),
))  # fmt: skip
def test_whatever_a_request_says_it_is_judged(asked):
    assert visitors.is_reader(asked) in (True, False)
    assert isinstance(visitors.place_of(visitors.address_of(asked)), str)
