"""The one form of a body: the same story gives the same bytes, and nothing in it can run."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import markup
from articles.markup import clean

ALLOWED = set(
    re.findall(
        r"\w+",
        "p h2 h3 strong em s sub sup a br ul ol li blockquote hr table tbody tr th td "
        "figure figcaption",
    )
)
ATTRIBUTES = {"href", "colspan", "rowspan", "start", "data-photo", "data-embed", "data-gallery"}

words = st.text(
    st.sampled_from("аәбвқңұүіҰҚ xyz019&<>\"'«»;\t\n\xa0😀\u200d\u200b\x01\x7f") | st.characters(),
    max_size=12,
)
openings = st.sampled_from(
    re.findall(
        r"\w+",
        "p h1 h2 h3 h4 strong b em i s del sub sup ul ol li blockquote table caption "
        "thead tbody tr td th figure figcaption div span section pre center script style "
        "iframe svg math form button textarea select template noscript title a font u "
        "code img br hr",
    )
)
attributes = st.sampled_from(
    [
        "",
        " href='https://x.kz/?a=1&b=2'",
        " href='javascript:alert(1)'",
        " href=' /news/ '",
        " href='//x.kz'",
        " data-photo='12'",
        " data-photo='13'",
        " data-photo='x'",
        " data-gallery",
        " data-embed='https://t.me/a/1'",
        " colspan=2",
        " rowspan=3",
        " colspan=999 rowspan=999",
        " start=3",
        " style='color:red' class=x onclick='alert(1)'",
        " src=x onerror=alert(1)",
    ]
)
pieces = st.one_of(
    words,
    st.tuples(openings, attributes).map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    openings.map(lambda tag: f"</{tag}>"),
    st.sampled_from(["<br>", "&nbsp;", "&amp;", "&#1;", "&#xD;", "&lt;b&gt;", "<!-- x -->", "<!"]),
)
fragments = st.lists(pieces, max_size=25).map("".join)


class Harm(HTMLParser):
    """Finds what no body may hold."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            address = r"(?:https?://|mailto:|tel:|/)[^\s<>\"]*"
            is_address = name in ("href", "data-embed")
            if name not in ATTRIBUTES or (is_address and not re.fullmatch(address, value, re.I)):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.found.append(f"<!--{data}-->")

    @classmethod
    def in_(cls, html):
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.found


@settings(deadline=None)
@given(words | st.text())
def test_text_cleaned_again_stays_as_it_is(text):
    once = clean(text)
    assert clean(once) == once
    assert not Harm.in_(once)


@settings(max_examples=400, deadline=None)
@given(fragments)
def test_html_cleaned_again_stays_as_it_is(html):
    once = clean(html)
    assert clean(once) == once
    assert not Harm.in_(once)


photo_pieces = st.sampled_from(
    [
        *[f"<figure data-photo={n}></figure>" for n in (1, 2, 3)],
        "<figure data-photo=1><figcaption>а<b>ә</b></figcaption></figure>",
        "<figure data-photo=2><figcaption>б",
        "<figure data-embed='https://t.me/a/1'></figure>",
        "<figure data-gallery>",
        "</figure>",
        "<figcaption>",
        "</figcaption>",
        "сөз",
        "<p>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "</table>",
        "<hr>",
    ]
)
GALLERY = re.compile(r'<figure data-gallery="">(.*?</figure>)</figure>')


@settings(max_examples=400, deadline=None)
@example(
    "<ul><li><figure data-photo=2><figcaption>б</figcaption>"
    "<blockquote><figure data-photo=1></figure>",
    1,
)
@given(st.lists(photo_pieces, max_size=20).map("".join), st.integers(1, 3))
def test_galleries_hold_two_photos_or_more_each_once_and_nothing_else(html, gone):
    once = clean(html)
    assert clean(once) == once
    assert not Harm.in_(once)
    for inside in GALLERY.findall(once):
        photos = re.findall(r'<figure data-photo="(\d)">', inside)
        assert len(photos) == len(set(photos)) > 1
        assert not re.sub(
            r'<figure data-photo="\d">(<figcaption>.*?</figcaption>)?</figure>', "", inside
        )
    # Nowhere but between the blocks of the story.
    assert GALLERY.sub("", once).count("data-gallery") == 0
    deep = re.search(r"<(ul|blockquote|table)>(?:(?!</\1>).)*data-gallery", once)
    assert deep is None
    without = markup.without_photo(once, gone)
    assert clean(without) == without
    assert markup.photo_ids(without) == [pk for pk in markup.photo_ids(once) if pk != gone]


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4), max_size=5))
def test_every_table_is_a_rectangle(rows):
    html = "".join(
        "<tr>" + "".join(f"<td colspan={w} rowspan={h}>х</td>" for w, h in row) for row in rows
    )
    once = clean(f"<table>{html}</table>")
    assert clean(once) == once
    slots = [
        int(cell[1] or 1) * int(cell[2] or 1)
        for cell in re.finditer(r'<td(?: colspan="(\d+)")?(?: rowspan="(\d+)")?>', once)
    ]
    assert sum(slots) % max(once.count("<tr>"), 1) == 0


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("Бірінші жол.\r\n\r\nЕкінші & соңғы.", "<p>Бірінші жол.</p><p>Екінші &amp; соңғы.</p>"),
        ("<b>Қалың <i>көлбеу</i></b>", "<p><strong>Қалың <em>көлбеу</em></strong></p>"),
        ("<i><b>бір</b></i>", "<p><strong><em>бір</em></strong></p>"),
        ("<strong>бас<br></strong>жол", "<p><strong>бас</strong><br>жол</p>"),
        ("<p>5&nbsp;000 \xa0 ₸&nbsp;</p><p>&nbsp;</p>", "<p>5\xa0000 ₸</p>"),
        ("<li><p>а</p><p>б</p></li>", "<p>а</p><p>б</p>"),
        ("<ul><li><p>а</p></li><li><p>б</p>в</li></ul>", "<ul><li>а</li><li>б<br>в</li></ul>"),
        (
            "<ul><li>а</li><ul><li>б</li></ul>в</ul>",
            "<ul><li>а<ul><li>б</li></ul>в</li></ul>",
        ),
        (
            "<table><tr><td><div>а</div><div>б</div></table>",
            "<table><tbody><tr><td>а<br>б</td></tr></tbody></table>",
        ),
        (
            "<table><caption>Кесте</caption><tr><td>а<td>б<tr><td>в</table>",
            "<table><tbody><tr><td>а</td><td>б</td></tr><tr><td>в</td><td></td></tr></tbody>"
            "</table><p>Кесте</p>",
        ),
        ("<h1>Бас</h1><h5>Кіші</h5>", "<h2>Бас</h2><h3>Кіші</h3>"),
        ('<figure data-photo="7"><p>мәтін</p>', '<figure data-photo="7"></figure><p>мәтін</p>'),
        ("<figure><img src=x><figcaption>сөз</figcaption></figure>", "<p>сөз</p>"),
        (
            "<figure data-embed='https://t.me/a/1' data-photo='7'></figure>",
            '<figure data-photo="7"></figure>',
        ),
        (
            "<figure data-photo='7'><figcaption>а</figcaption><figcaption>б</figcaption></figure>",
            '<figure data-photo="7"><figcaption>а<br>б</figcaption></figure>',
        ),
        ("<a href='aqorda.html'>а</a> <a href='//x.kz'>б</a>", "<p>а б</p>"),
        (
            "<a href=' /news/б/?a=1&b=2 ' target=_blank>а</a>",
            '<p><a href="/news/б/?a=1&amp;b=2">а</a></p>',
        ),
        ("<ol start=4><li>а</ol>", '<ol start="4"><li>а</li></ol>'),
        ("", ""),
        ("<p><br></p><ul><li></li></ul><blockquote></blockquote>", ""),
    ],
)
def test_one_form(given_html, kept):
    assert clean(given_html) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><a href='javascript:alert(1)'>х</a></svg>",
        "<a href='jav&#x09;ascript:alert(1)'>х</a>",
        "<a href=' &#14; javascript:alert(1)'>х</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>х</a>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
        " onerror=alert(1)&gt;'>",
        "<figure data-embed='javascript:alert(1)'></figure>",
        "<figure data-embed='https://x.kz/\"onclick=alert(1)'></figure>",
        "<p style='background:url(javascript:alert(1))' onclick=alert(1)>х</p>",
        "<<script>script>alert(1)<</script>/script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><form action=javascript:alert(1)>х",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    ],
)
def test_nothing_in_a_body_can_run(payload):
    assert Harm.in_(payload) or payload.startswith("&lt;")
    assert not Harm.in_(clean(payload))


def test_words_survive_where_tags_do_not():
    assert "қалды" in clean("<font color=red><u>қалды</u></font>")
    assert markup.plain(clean("<div><center>қал<u>ды</u></center></div>")) == "қалды"


@pytest.mark.parametrize("nested", ["<div>", "<ul><li>", "<blockquote>", "<b>", "<table><tr><td>"])
def test_a_flood_of_nested_tags_is_cleaned_quickly(nested):
    assert clean(nested * 20_000 + "соңы") == "<p>соңы</p>"


def test_lists_deeper_than_any_story_are_flattened():
    once = clean("<ul><li>а" * 60)
    assert clean(once) == once
    assert once.count("<ul>") < 20
    assert once.count("а") == 60


def photo(number, caption=""):
    inside = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-photo="{number}">{inside}</figure>'


def gallery(*photos):
    return f'<figure data-gallery="">{"".join(photos)}</figure>'


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        (
            "<figure data-gallery>\n<figure data-photo=1></figure>\n"
            "<figure data-photo=2><figcaption>Бір <i>сөз</i></figcaption></figure>\n</figure>",
            gallery(photo(1), photo(2, "Бір <em>сөз</em>")),
        ),
        (f"<p>а</p>{gallery(photo(1))}<p>б</p>", f"<p>а</p>{photo(1)}<p>б</p>"),
        (f"<p>а</p>{gallery()}<p>б</p>", "<p>а</p><p>б</p>"),
        ("<figure data-gallery></figure>", ""),
        (gallery(photo(1), photo(2), photo(1)), gallery(photo(1), photo(2))),
        (gallery(photo(1), photo(1)), photo(1)),
        # A caption is never lost because its photo stood there already.
        (
            gallery(photo(1), photo(2, "б"), photo(1, "а"), photo(2, "б"), photo(2, "в")),
            gallery(photo(1, "а"), photo(2, "б<br>в")),
        ),
        # What is no photo follows, in its order.
        (
            gallery("сөз", photo(1), "<h2>Бас</h2>", photo(2), "<ul><li>х</li></ul>"),
            gallery(photo(1), photo(2)) + "<p>сөз</p><h2>Бас</h2><ul><li>х</li></ul>",
        ),
        (
            gallery("<figcaption>Барлығы</figcaption>", photo(1), photo(2)),
            gallery(photo(1), photo(2)) + "<p>Барлығы</p>",
        ),
        (
            gallery(photo(1), '<figure data-embed="https://t.me/a/1"></figure>', photo(2)),
            gallery(photo(1), photo(2)) + '<figure data-embed="https://t.me/a/1"></figure>',
        ),
        (gallery(photo(1), gallery(photo(2), photo(3))), gallery(photo(1), photo(2), photo(3))),
        # In a list, a table and a quotation its photos stand each for itself.
        (
            f"<ul><li>а{gallery(photo(1), photo(2))}</li></ul>",
            f"<ul><li>а{photo(1)}{photo(2)}</li></ul>",
        ),
        (
            f"<blockquote><p>а</p>{gallery(photo(1), photo(2))}</blockquote>",
            f"<blockquote><p>а</p>{photo(1)}{photo(2)}</blockquote>",
        ),
        (
            f"<table><tr><td>{gallery(photo(1), photo(2))}</td></tr></table>",
            f"<table><tbody><tr><td>{photo(1)}{photo(2)}</td></tr></tbody></table>",
        ),
        (
            f"<p>а{gallery(photo(1), photo(2))}б</p>",
            f"<p>а</p>{gallery(photo(1), photo(2))}<p>б</p>",
        ),
        ('<figure data-gallery data-photo="7"></figure>', photo(7)),
        # Sixty are one gallery; more are two, and one more is a photo.
        (
            gallery(*map(photo, range(1, 64))),
            gallery(*map(photo, range(1, 61))) + gallery(*map(photo, range(61, 64))),
        ),
        (gallery(*map(photo, range(1, 62))), gallery(*map(photo, range(1, 61))) + photo(61)),
    ],
)
def test_one_form_of_a_gallery(given_html, kept):
    assert clean(given_html) == kept
    assert clean(kept) == kept


def test_photos_of_a_gallery_are_found_filled_read_and_taken_out():
    body = f"<p>х</p>{gallery(photo(7, 'Сөз'), photo(9), photo(11))}{photo(9, 'Жеке')}"
    assert markup.photo_ids(body) == [7, 9, 11]
    filled = markup.fill(
        body,
        photo=lambda number, caption: f"[{number} {caption}]",
        embed=None,
        gallery=lambda photos: f"{{{photos}}}",
    )
    assert filled == "<p>х</p>{[(7, 'Сөз'), (9, ''), (11, '')]}[9 Жеке]"
    assert markup.plain(body) == "х\nСөз\nЖеке"
    body = markup.without_photo(body, 9)
    assert body == f"<p>х</p>{gallery(photo(7, 'Сөз'), photo(11))}"
    body = markup.without_photo(body, 7)
    assert body == f"<p>х</p>{photo(11)}"
    assert markup.without_photo(body, 11) == "<p>х</p>"


def test_photos_of_a_body_are_found_filled_and_taken_out():
    body = clean(
        '<figure data-photo="7"><figcaption>Сөз</figcaption></figure><p>х</p>'
        '<figure data-photo="9"></figure><figure data-photo="7"></figure>'
        '<figure data-embed="https://t.me/a?b=1&c=2"></figure>'
    )
    assert markup.photo_ids(body) == [7, 9]
    filled = markup.fill(
        body,
        photo=lambda number, caption: f"[{number} {caption}]",
        embed=lambda url, caption: f"[{url}]",
        gallery=None,
    )
    assert filled == "[7 Сөз]<p>х</p>[9 ][7 ][https://t.me/a?b=1&c=2]"
    assert markup.photo_ids(markup.without_photo(body, 7)) == [9]
    assert markup.plain(body) == "Сөз\nх"


@pytest.mark.parametrize("film", ["https://youtu.be/dQw4w9WgXcQ", "https://t.me/akorda/12?a=1&b=2"])
def test_a_line_that_is_the_address_of_a_film_or_post_is_its_card(film):
    card = f'<figure data-embed="{escape(film)}"></figure>'
    typed = f"Бұрын\n{film}\nКейін"
    assert clean(typed) == f"<p>Бұрын</p>{card}<p>Кейін</p>"
    assert clean(f'<p><a href="{escape(film)}">{escape(film)}</a></p>') == card
    assert clean(card) == card
    for words in (
        f"<p>Қараңыз: {escape(film)}</p>",
        f'<p><a href="{escape(film)}">Фильм</a></p>',
        "<p>https://example.kz/film</p>",
    ):
        assert clean(words) == words
