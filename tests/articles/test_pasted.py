"""What was copied in another program comes out as paragraphs, lists and links, word for word."""

import re
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup, pasted
from articles.desk.editors import BodyField
from tests.pasted import everything, words

COPIED = everything()
OF_HTML = [each for each in COPIED if each.html]


def named(copied):
    return copied.name


@pytest.mark.parametrize("copied", OF_HTML, ids=named)
def test_what_a_program_copies_becomes_a_plain_body(copied):
    body = BodyField().clean(copied.html)
    # A soft hyphen is taken out by the mending of a save, which tells of it.
    assert body.replace("\u00ad", "") == copied.body
    assert markup.clean(body) == body


@pytest.mark.parametrize("copied", COPIED, ids=named)
def test_what_is_to_come_of_it_is_in_the_one_form_with_every_word_once(copied):
    assert markup.clean(copied.body) == copied.body
    assert words(markup.plain(copied.body)) == words(copied.text)
    assert not re.search(r"style=|class=|mso|<p></p>|google\.com", copied.body)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://www.google.com/url?q=https://a.kz/%3Fb%3D1&sa=D", "https://a.kz/?b=1"),
        ("https://www.google.kz/url?sa=t&url=https%3A%2F%2Fa.kz%2F", "https://a.kz/"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fa.kz", "https://a.kz"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.kz&data=1",
         "https://a.kz"),
        ("https://www.google.com/url?q=javascript:alert(1)",
         "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://google.com.example/url?q=https://a.kz/",
         "https://google.com.example/url?q=https://a.kz/"),
        ("https://a.kz/url?q=https://b.kz/", "https://a.kz/url?q=https://b.kz/"),
        ("https://[a", "https://[a"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_address_that_leads_on_is_the_one_it_leads_to(address, leads):
    assert pasted.leads_to(address) == leads


def test_a_redirect_to_itself_ends():
    inner = "https://a.kz/"
    for _turn in range(30):
        inner = f"https://www.google.com/url?q={inner}"
    assert pasted.leads_to(inner) == "https://a.kz/"


PIECES = [
    "<p style='mso-list:l0 level1 lfo1'>", "<p style='mso-list:l0 level3 lfo1'>", "</p>", "<p>",
    "<span style='mso-list:Ignore'>1.</span>", "<b style='font-weight:normal'>", "</b>", "<b>",
    "<span style='font-weight:700'>", "</span>", "<td>", "</td>", "<table>", "</table>", "<tr>",
    "<div style='white-space:pre-wrap'>", "</div>", "<br>", "<br/>", "\n", "сөз", " екі ",
    "<![if !supportLists]>", "<![endif]>", "<!--[if gte mso 9]><xml>жоқ</xml><![endif]-->", "<h2>",
    "</h2>", "<ul>", "<li>", "</li>", "</ul>", "<o:p>&nbsp;</o:p>", "<a href='/news/1/'>", "</a>",
    "&lt;b&gt;", "<hr>", "<img alt='👍'>", "<", "&amp;", "\x00", "\ud800",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_is_copied_ends_in_the_one_form_and_keeps_its_words(pieces):
    html = "".join(pieces)
    body = markup.clean(pasted.mended(html))
    assert markup.clean(pasted.mended(body)) == body
    for word in ("сөз", "екі"):
        if "mso-list:Ignore" not in html:
            assert body.count(word) == markup.clean(html).count(word)


@given(st.text(max_size=200))
def test_plain_words_pass_as_they_are(text):
    assert markup.clean(pasted.mended(text)) == markup.clean(text) or pasted._COPIED.search(text)


def test_a_body_of_ours_is_not_touched():
    body = '<p>Мәтін <strong>қалың</strong></p><figure data-photo="3"></figure><ul><li>а</li></ul>'
    assert pasted.mended(body) == body


@pytest.mark.parametrize(
    "piece", ["<!--", "<!<!---->--", "<br", "<b>", "<p style='mso-list:l0 level1'>"]
)
def test_a_book_of_broken_marks_is_read_at_once(piece):
    started = monotonic()
    pasted.mended("mso-" + piece * (400_000 // len(piece)))
    assert monotonic() - started < 20
