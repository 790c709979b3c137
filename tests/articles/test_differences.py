"""What changed between two texts: put together it gives either of them back, at a bounded cost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.differences import STEPS, Effort, Kind, State, body, listed, read, split, words

WORDS = st.lists(
    st.sampled_from(["су", "жол", "400", "теңге", "<b>", "&amp;", "қар", ",", "жаңа мектеп", "\n"]),
    max_size=30,
).map(" ".join)
PARAGRAPHS = st.lists(
    st.one_of(
        WORDS.map(lambda text: f"<p>{text.replace('<', '&lt;')}</p>"),
        st.sampled_from(
            [
                '<figure data-photo="7"><figcaption>Көпір</figcaption></figure>',
                '<figure data-photo="8"></figure>',
                '<figure data-embed="https://youtu.be/a"></figure>',
                "<hr>",
                "<ul><li>бір</li><li>екі</li></ul>",
                '<p>Мына <a href="https://a.kz/">сілтеме</a></p>',
                "<h2>Айдар</h2>",
                "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            ]
        ),
    ),
    max_size=12,
).map("".join)


def before(pieces):
    return "".join(piece.text for piece in pieces if piece.state is not State.IN)


def after(pieces):
    return "".join(piece.text for piece in pieces if piece.state is not State.OUT)


def said(pieces):
    signs = {State.SAME: "{}", State.OUT: "[-{}-]", State.IN: "[+{}+]"}
    return "".join(signs[piece.state].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Билет 400 теңге", "Билет 500 теңге", "Билет [-400-][+500+] теңге"),
        ("Су келді.", "Су келді!", "Су келді[-.-][+!+]"),
        (
            "Мектепте алты жүз оқушы оқиды",
            "Мектепте жеті жүз бала оқиды",
            "Мектепте [-алты жүз оқушы-][+жеті жүз бала+] оқиды",
        ),
        ("", "Жаңа", "[+Жаңа+]"),
        ("Ескі", "", "[-Ескі-]"),
        ("Бірдей", "Бірдей", "Бірдей"),
        ("", "", ""),
        ("Ауылға су келді", "Футболшылар жеңді", "[-Ауылға су келді-][+Футболшылар жеңді+]"),
        ("бір екі", "бір  екі", "бір[- -][+  +]екі"),
    ],
)
def test_words_are_marked_as_an_editor_reads_them(old, new, expected):
    assert said(words(old, new)) == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_pieces_of_any_two_texts_give_both_back(old, new):
    pieces = words(old, new)
    assert (before(pieces), after(pieces)) == (old, new)


@given(WORDS, WORDS, st.integers(0, 40))
def test_pieces_give_both_back_however_little_effort_is_left(old, new, steps):
    pieces = words(old, new, Effort(steps))
    assert (before(pieces), after(pieces)) == (old, new)


@given(PARAGRAPHS, PARAGRAPHS)
def test_paragraphs_give_both_bodies_back(old, new):
    old, new = markup.clean(old), markup.clean(new)
    blocks = body(old, new)
    left = [before(each.pieces) for each in blocks if each.state is not State.IN]
    right = [after(each.pieces) for each in blocks if each.state is not State.OUT]
    assert left == [markup.plain(each) for each in markup.blocks(old)]
    assert right == [markup.plain(each) for each in markup.blocks(new)]
    photos = [
        [pk for each in blocks for state, pk in each.photos if state is not but]
        for but in (State.IN, State.OUT)
    ]
    assert [sorted(set(each)) for each in photos] == [
        sorted(markup.photo_ids(each)) for each in (old, new)
    ]


@given(PARAGRAPHS)
def test_a_body_is_split_as_it_was_written(html):
    html = markup.clean(html)
    assert split(html) == markup.blocks(html)
    assert all(each.state is State.SAME for each in body(html, html))


def test_a_text_in_no_form_of_ours_is_put_into_it():
    assert split("Бір\nЕкі") == ["<p>Бір</p>", "<p>Екі</p>"]
    assert split("<p>Бір</p>сөз<p>Екі") == markup.blocks("<p>Бір</p>сөз<p>Екі")


def test_a_changed_paragraph_is_paired_with_what_it_became():
    old = "<p>Бірінші абзац осы.</p><p>Екінші абзац мынау болды.</p>"
    new = "<p>Мүлде бөлек жаңалық.</p><p>Бірінші абзац осы.</p><p>Екінші абзац мынау болады.</p>"
    states = [each.state for each in body(old, new)]
    assert states == [State.IN, State.SAME, State.CHANGED]


def test_what_is_no_text_is_named_and_told_apart():
    photo = '<figure data-photo="7"><figcaption>{}</figcaption></figure>'
    [caption] = body(photo.format("Ескі көпір"), photo.format("Жаңа көпір"))
    assert (caption.state, caption.kind) == (State.CHANGED, Kind.PHOTO)
    assert caption.photos == ((State.SAME, 7),)
    taken, put = body('<figure data-photo="7"></figure>', '<figure data-photo="8"></figure>')
    assert (taken.photos, put.photos) == (((State.OUT, 7),), ((State.IN, 8),))
    three = [f'<figure data-photo="{pk}"></figure>' for pk in (7, 8, 9)]
    gallery = '<figure data-gallery="">{}</figure>'
    [shots] = body(gallery.format("".join(three[:2])), gallery.format("".join(three[1:])))
    assert shots.kind is Kind.GALLERY
    assert shots.photos == ((State.OUT, 7), (State.SAME, 8), (State.IN, 9))
    assert read('<figure data-embed="https://youtu.be/a?b=1&amp;c=2"></figure>').embeds == (
        "https://youtu.be/a?b=1&c=2",
    )


def test_a_link_that_leads_elsewhere_and_words_that_only_look_otherwise_are_said():
    link = '<p>Мына <a href="https://{}.kz/">сілтеме</a></p>'
    [moved] = body(link.format("a"), link.format("b"))
    assert moved.links == ((State.OUT, "https://a.kz/"), (State.IN, "https://b.kz/"))
    [bold] = body("<p>Су келді</p>", "<p>Су <strong>келді</strong></p>")
    assert bold.is_restyled and said(bold.pieces) == "Су келді"
    [heading] = body("<p>Су келді</p>", "<h2>Су келді</h2>")
    assert heading.is_restyled and heading.kind is Kind.HEADING


def test_lists_without_an_order_say_what_came_and_went():
    assert listed(["су", "жол"], ["жол", "қар"]) == (
        (State.OUT, "су"), (State.SAME, "жол"), (State.IN, "қар"),
    )  # fmt: skip


@pytest.mark.parametrize("shape", ["same words in another order", "two letters", "paragraphs"])
def test_the_worst_of_twenty_thousand_words_ends(shape):
    count = 20_000
    if shape == "paragraphs":
        old, new = (
            "".join(f"<p>{(n * step) % 7} абзац</p>" for n in range(count)) for step in (3, 5)
        )
    else:
        many = 2 if shape == "two letters" else 997
        old, new = (
            "<p>" + " ".join(str((n * n * step) % many) for n in range(count)) + "</p>"
            for step in (3, 5)
        )
    effort = Effort()
    began = time.process_time()
    blocks = body(old, new, effort)
    # Steps are what is bounded; a machine would have to be very slow to need so long for them.
    assert time.process_time() - began < 20
    assert effort.left > -STEPS
    assert "".join(before(each.pieces) for each in blocks) == "".join(
        markup.plain(each) for each in markup.blocks(old)
    )
