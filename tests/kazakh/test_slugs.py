"""Addresses keep every Kazakh letter, in ASCII."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.alphabet import LETTERS
from kazakh.slugs import slug

ANY_TEXT = st.text(st.characters())


def test_a_headline_becomes_a_whole_address():
    headline = "Қазақ-Өзбек ынтымақтастығы барлық салада қарқынды дамып келеді"
    address = "qazaq-ozbek-yntymaqtastygy-barlyq-salada-qarqyndy-damyp-keledi"
    assert slug(headline) == address


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_every_letter_has_its_place_in_the_address(case):
    address = slug(" ".join(map(case, LETTERS)), limit=100)
    # ъ and ь have no sound of their own.
    assert address == (
        "a-a-b-v-g-g-d-e-io-j-z-i-i-k-q-l-m-n-n-o-o-p-r-s-t-u-u-u-f-h-h-ts-ch-sh-sh-y-i-e-iu-ia"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("29 шiлде", "29-shilde"),  # a Latin i
        ("Xалық cөзi", "halyq-sozi"),  # a Latin X, c, i
        ("объект пен тіл", "obekt-pen-til"),
        ("  «Дарбаза – Мақтаарал» -- жолы!", "darbaza-maqtaaral-joly"),
        ("iPhone 15 Pro", "iphone-15-pro"),
        ("Café Müller, Łódź, Straße", "cafe-muller-lodz-strasse"),
        ("İstanbul ışık", "istanbul-isik"),
        ("O‘zbekiston д’Артаньян", "ozbekiston-dartanian"),
        ("қа\u00adла\u200b", "qala"),
        ("5,5% №7 м²", "5-5-7-m2"),
        ("и\u0306од", "iod"),
        ("Сўм", "sum"),
        ("٢٠٢٦", "2026"),
    ],
)
def test_text_is_spelt_in_ascii(text, address):
    assert slug(text) == address


@pytest.mark.parametrize("text", ["", " ", "!!! — …", "北京", "ь", "\ud800\x00"])
def test_nothing_to_spell_gives_an_empty_address(text):
    assert slug(text) == ""


def test_a_long_headline_is_cut_between_words():
    assert slug("бір екі үш төрт", limit=10) == "bir-eki-ush"[:7]
    assert slug("бір екі үш төрт", limit=11) == "bir-eki-ush"


def test_a_first_word_longer_than_the_limit_is_cut_inside():
    assert slug("ынтымақтастық", limit=5) == "yntym"


def test_a_limit_below_one_is_refused():
    with pytest.raises(ValueError, match="limit"):
        slug("қала", limit=0)


@given(ANY_TEXT, st.integers(1, 100))
def test_an_address_is_short_ascii_with_single_hyphens(text, limit):
    address = slug(text, limit=limit)
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", address)
    assert len(address) <= limit


@given(ANY_TEXT)
def test_an_address_is_its_own_address(text):
    assert slug(slug(text)) == slug(text)


@given(st.text(sorted(set(LETTERS) - set("ъь")), min_size=1, max_size=20))
def test_no_letter_is_lost(word):
    assert len(slug(word)) >= len(word)
