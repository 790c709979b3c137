"""A card is readable on any photo, in every letter of Kazakh, and never without its credit."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from articles import cards
from articles.cards import HEIGHT, WIDTH, Words, digest, draw
from media import metadata, xmp

WORDS = Words(
    "Қазақ-өзбек ынтымақтастығы барлық салада қарқынды дамып келеді",
    "Дала-Ақпарат",
    "Сурет: Әлия Қуанышқызы / Aqorda.resmi",
    "Қоғам",
)
CYRILLIC = "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"
LATIN = "AaÁáÄäBbDdEeFfGgǴǵĞğHhIiIıİiJjKkLlMmNnŃńÑñOoÓóÖöPpQqRrSsŞşTtUuÚúÜüŪūVvYyÝýZz«»–—…№₸"
ARABIC = "اەبۆگعدجزيكقلمنڭوۇپرستۋفحھچىشءٴ،؛؟-«»№"


def opened(data) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.fixture
def photo():
    return Image.effect_noise((1400, 900), 90).convert("RGB")


def test_a_card_is_what_networks_ask_for(photo):
    for picture in (photo, None):
        data = draw(WORDS, picture)
        image = opened(data)
        assert (image.format, image.size, image.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
        assert len(data) <= 250_000
        assert not image.getexif()


@pytest.mark.parametrize(
    ("letters", "is_rtl"), [(CYRILLIC, False), (LATIN, False), (ARABIC + LATIN, True)]
)
def test_the_shipped_faces_have_every_letter_of_kazakh(letters, is_rtl):
    for names in (cards._HEADLINE, cards._PLAIN, cards._STRONG):
        face = cards._face(names[is_rtl], 40)
        assert [letter for letter in letters if not cards._has(face, letter)] == []
    assert not cards._has(face, "語")


@pytest.mark.parametrize("colour", ["white", "black", "yellow", "noise"])
def test_white_letters_can_be_read_on_any_photo(colour, photo):
    picture = photo if colour == "noise" else Image.new("RGB", (1300, 800), colour)
    # The same card without its letters is the ground that they stand on.
    empty = opened(draw(replace(WORDS, headline="", agency="", credit="", section=""), picture))
    full = opened(draw(replace(WORDS, section=""), picture))
    box = ImageChops.difference(full, empty).convert("L").point(lambda v: 255 * (v > 90)).getbbox()
    ground = opened(draw(replace(WORDS, headline="м" * 2, section=""), picture))
    strip = ground.crop((WIDTH // 2, HEIGHT - 200, WIDTH - 60, HEIGHT - 90))
    lightest = max(strip.get_flattened_data(), key=sum)
    assert box is not None
    assert cards.contrast(lightest, (255, 255, 255)) >= 4.5


@pytest.mark.parametrize("accent", ["#ffff00", "#ffffff", "#0b6470", "no colour"])
def test_a_card_without_a_photo_is_dark_enough_in_any_colour(accent):
    image = opened(draw(WORDS, None, accent=accent))
    assert cards.contrast(image.getpixel((WIDTH - 20, 20)), (255, 255, 255)) >= 4.4


@pytest.mark.parametrize(
    "words",
    [WORDS, replace(WORDS, headline="ұ" * 400), replace(WORDS, agency="Агенттік " * 30),
     replace(WORDS, is_rtl=True)],
    ids=["plain", "long headline", "long agency", "rtl"],
)  # fmt: skip
def test_the_credit_is_always_there(words, photo):
    shown = opened(draw(words, photo))
    other = opened(draw(replace(words, credit="Сурет: Болат Ермекұлы / JQ-Aqparat"), photo))
    below = (0, HEIGHT - 110, WIDTH, HEIGHT)
    difference = ImageChops.difference(shown.crop(below), other.crop(below)).convert("L")
    assert difference.point(lambda value: 255 * (value > 90)).getbbox() is not None


@pytest.mark.parametrize(
    ("credit", "is_whole"),
    [
        ("Сурет: Әлия Қуанышқызы / Aqorda.resmi", True),
        ("Сурет: Әлия 😀 / «Дала»", True),
        ("Сурет: " + "Қуанышқызы " * 15 + "/ Aqorda.resmi", True),
        ("", True),
        ("Photo by 田中太郎 / 新华社", False),
        ("Сурет: Әлия / 新华社", False),
        ("Сурет: " + "Ә" * 200 + " / " + "Қ" * 200, False),
    ],
)
def test_a_card_tells_when_it_cannot_name_the_maker(credit, is_whole):
    assert cards.can_name(replace(WORDS, credit=credit)) == is_whole


def test_a_digest_changes_with_every_word_and_with_nothing_else():
    known = digest(WORDS, "a.jpg", "#fff")
    assert digest(replace(WORDS), "a.jpg", "#fff") == known
    others = [replace(WORDS, **{name: "x"}) for name in ("headline", "agency", "credit", "section")]
    others = {digest(each, "a.jpg", "#fff") for each in [*others, replace(WORDS, is_rtl=True)]}
    others |= {digest(WORDS, "b.jpg", "#fff"), digest(WORDS, "a.jpg", "#000")}
    assert len(others) == 7
    assert known not in others


def test_a_card_carries_the_label_of_its_photo(photo):
    packet = xmp.packet(creator="Әлия", credit_line="Әлия / JQ")
    account = metadata.read(opened(draw(WORDS, photo, packet=packet)))
    assert (account.creator, account.credit_line) == (("Әлия",), "Әлия / JQ")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=120), st.booleans())
def test_no_words_break_a_card(headline, agency, credit, is_rtl):
    words = Words(headline, agency, credit, agency, is_rtl=is_rtl)
    assert opened(draw(words)).size == (WIDTH, HEIGHT)
    digest(words, "", "")


@pytest.mark.parametrize(
    "headline",
    [
        "",
        "\x00",
        "\ud800",
        "😀" * 40,
        "\u202eабв",
        "ә" * 10_000,
        "语言 " * 90,
        "а" + "\u0301" * 500,
    ],
)
def test_odd_headlines_have_a_card(headline, photo):
    for is_rtl in (False, True):
        words = replace(WORDS, headline=headline, is_rtl=is_rtl)
        assert opened(draw(words, photo)).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("size", [(1, 1), (4000, 10), (10, 4000)])
def test_photos_of_any_shape_fill_a_card(size):
    assert opened(draw(WORDS, Image.new("RGB", size, "red"), focus=(1, 0))).size == (WIDTH, HEIGHT)
