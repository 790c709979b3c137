"""A page in another script: its text changes, and nothing of its HTML but the links' way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.scripts import ARABIC, LATIN
from articles.transcript import written


def latin(html):
    return written(html, LATIN)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Жаңа сөз</p>", "<p>Jańa sóz</p>"),
        ("<title>Сөз</title>", "<title>Sóz</title>"),
        ('<img alt="Сурет" class="сөз">', '<img alt="Сурет" class="сөз">'),
        ("<code>сөз</code> <pre>сөз</pre>", "<code>сөз</code> <pre>сөз</pre>"),
        ("<script>var сөз = '<p>';</script><style>/* сөз */</style>",
         "<script>var сөз = '<p>';</script><style>/* сөз */</style>"),
        ("<!-- сөз -->сөз", "<!-- сөз -->sóz"),
        ("а &amp; б &nbsp; &#x27;в&#39;", "a &amp; b &nbsp; &#x27;v&#39;"),
        ('<time datetime="2026">ақпан</time>', '<time datetime="2026">aqpan</time>'),
        ("<option>Сөз</option><button>Із</button>", "<option>Sóz</option><button>Iz</button>"),
        ('<p lang="ru">Слово <b>и</b> дело</p><p>сөз</p>',
         '<p lang="ru">Слово <b>и</b> дело</p><p>sóz</p>'),
        ('<div lang="ru"><div>ру</div>ру</div>сөз', '<div lang="ru"><div>ру</div>ру</div>sóz'),
        ('<span translate="no">Сөз</span> сөз', '<span translate="no">Сөз</span> sóz'),
        ('<b lang="kk">сөз</b>', '<b lang="kk">sóz</b>'),
        ("<p>«Новая <b>газета</b>» жазды</p>", "<p>«Новая <b>газета</b>» jazdy</p>"),
        ("<p>Новая</p><p>газета</p>", "<p>Novaıa</p><p>gazeta</p>"),
        ("<p>сөз <mark>сөз</mark>ге</p>", "<p>sóz <mark>sóz</mark>ge</p>"),
        ("сөз < 5 және сөз", "sóz < 5 jáne sóz"),
    ],
)  # fmt: skip
def test_text_alone_is_written_in_latin(html, expected):
    assert latin(html) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/latest/">', '<a href="/latyn/latest/">'),
        ('<a rel="next" href="/search/?q=сөз&amp;before=1-2">',
         '<a rel="next" href="/latyn/search/?q=сөз&amp;before=1-2">'),
        ('<form role="search" action="/search/">', '<form role="search" action="/latyn/search/">'),
        ('<a href="/" lang="kk" hreflang="kk">', '<a href="/latyn/" lang="kk" hreflang="kk">'),
        ('<a href="/" hreflang="kk-Cyrl">', '<a href="/" hreflang="kk-Cyrl">'),
        ('<a href="/news/5-a/" hreflang="ru">', '<a href="/news/5-a/" hreflang="ru">'),
        ('<a href="/ru/">',) * 2, ('<a href="/photos/a.webp">',) * 2, ('<a href="//kz/">',) * 2,
        ('<a href="https://a.kz/">',) * 2, ('<a href="#main">',) * 2,
        ('<link href="/static/icon.svg">',) * 2,
        ('<a href="/russian/">', '<a href="/latyn/russian/">'),
    ],
)  # fmt: skip
def test_links_to_kazakh_pages_stay_in_the_script(link, expected):
    assert latin(link) == expected


def test_arabic_marks_do_not_reach_into_entities():
    assert written("<p>Ия, &amp; сөз; не?</p>", ARABIC) == "<p>يا، &amp; ٴسوز؛ نە؟</p>"


@given(st.text(alphabet="<>/&;\"' abсөзn=p!-", max_size=120))
def test_whatever_the_page_its_tags_are_left_alone(html):
    page = written(html, LATIN)
    assert re.findall(r"<[^>]*>", page) == re.findall(r"<[^>]*>", html)
