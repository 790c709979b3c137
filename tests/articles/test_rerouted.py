"""A page whose addresses lead elsewhere: every address, and nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rerouted import ADDRESSES, SETS, rerouted


def there(address):
    return None if address.startswith("https://") else f"/there{address}"


@pytest.mark.parametrize(
    ("page", "led"),
    [
        ('<a href="/x">Су</a>', '<a href="/there/x">Су</a>'),
        ("<a href='/x'>", '<a href="/there/x">'),
        ("<A HREF=/x>", '<a href="/there/x">'),
        ('<a\nclass="b"\nhref="/x?a=1&amp;b=2">', '<a class="b" href="/there/x?a=1&amp;b=2">'),
        (
            '<form action="/s"><button formaction="/t">',
            '<form action="/there/s"><button formaction="/there/t">',
        ),
        (
            '<img src="/a" srcset="/a 640w, /b 1280w">',
            '<img src="/there/a" srcset="/there/a 640w, /there/b 1280w">',
        ),
        ('<link rel="canonical" href="/x" />', '<link rel="canonical" href="/there/x" />'),
        (
            '<a href="https://aqorda.kz/?a&amp;b" rel="noopener">Ақорда</a>',
            '<a rel="noopener" data-leads-out title="https://aqorda.kz/?a&amp;b">Ақорда</a>',
        ),
        (
            '<img srcset="/a 1x, https://evil.kz/b 2x" src="/a">',
            '<img src="/there/a" data-leads-out title="/a 1x, https://evil.kz/b 2x">',
        ),
        ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'),
    ],
)
def test_addresses_are_led(page, led):
    assert rerouted(page, there) == led


@pytest.mark.parametrize(
    "page",
    [
        "Су &amp; жер &nbsp;&#39; &copy",
        "<!-- <a href='/x'> -->",
        "<p class=x title='href=/x'>a < b</p>",
        "<style>a{b:url(x)}</style>",
        "<!doctype html>",
        "<script type=module>if (a < b) c('<a href=\"/x\">')</script>",
    ],
)
def test_the_rest_stays_byte_for_byte(page):
    assert rerouted(page, there) == page


def test_a_still_page_does_nothing_by_itself():
    page = (
        '<head><base href="/y"><meta http-equiv="Refresh" content="0;url=/x"></head><body>'
        '<script src="/a.js"></script><p>Су</p><script type="module">a("</p>")</script></body>'
    )
    assert rerouted(page, there, is_still=True) == "<head></head><body><p>Су</p></body>"


def test_what_a_page_begins_with():
    page = "<head><title>Су</title></head><body class=x><svg><title>а</title></svg></body>"
    assert rerouted(page, there, head="<meta>", top="<p>t</p>", title="<7> ") == (
        "<head><meta><title>&lt;7&gt; Су</title></head><body class=x><p>t</p>"
        "<svg><title>а</title></svg></body>"
    )


class Addresses(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in SETS:
                self.found += [each.split()[0] for each in (value or "").split(",") if each.split()]
            elif name in ADDRESSES and value:
                self.found.append(value)


pieces = st.lists(
    st.sampled_from(
        [
            "<a ",
            "<img ",
            "href",
            "src",
            "srcset",
            "=",
            '"',
            "'",
            ">",
            "/x",
            " ",
            "\n",
            "https://evil.kz",
            "&amp;",
            "&quot;",
            "</a>",
            "<p>",
            "<!--",
            "-->",
            "Су",
            ",",
            "<title>",
            "</title>",
            "/>",
        ]
    ),
    max_size=30,
).map("".join)


@given(pieces)
def test_whatever_the_page_no_address_is_left(page):
    led = rerouted(page, lambda way: None if "evil" in way else "/there")
    assert set(Addresses(led).found) <= {"/there", "/there\n"}
