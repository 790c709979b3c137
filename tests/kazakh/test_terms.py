"""Terms: what is kept meets what is asked, in any form, script and keyboard."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.terms import LONGEST, asked, keys, loose_stem, loosely, terms, words


def meets(question: str, word: str, *, loosely: bool = False) -> bool:
    """Tell whether a question of one word finds a word."""
    (one,), (other,) = words(question), words(word)
    asks = asked(one)
    wanted = set(asks.strict) | (set(asks.loose) if loosely else set())
    return bool(wanted & set(keys(other)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Іс-шара өтті", ["іс", "шара", "өтті"]),
        ("«Қазақстан»!", ["қазақстан"]),
        ("29 шiлде, 18:53", ["29", "шілде", "18", "53"]),
        ("O'zbekiston", ["o'zbekiston"]),
        ("'сөз'", ["сөз"]),
        ("🙂\x00 \ud800", []),
        ("", []),
    ],
)
def test_a_text_is_taken_apart_into_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("question", "word"),
    [("теміржолы", "теміржолдар"), ("министрге", "министрдің"), ("Тоқаевтың", "Тоқаев"),
     ("шілдеде", "шiлде"), ("өткізді", "өткізілген"), ("жазу", "жазбаған")],
)  # fmt: skip
def test_another_form_is_found_strictly(question, word):
    assert meets(question, word)


@pytest.mark.parametrize(
    ("question", "word"),
    [("онимдер", "өнімді"), ("казакстан", "Қазақстанның"), ("ондирис", "өндірісі"),
     ("коруди", "көруді"), ("укимет", "үкіметке"), ("кызылорда", "Қызылорда"),
     ("жанаозен", "Жаңаөзенде"), ("гылым", "ғылымға"), ("мангыстау", "Маңғыстаудағы")],
)  # fmt: skip
def test_a_russian_keyboard_is_found_loosely_and_not_strictly(question, word):
    assert meets(question, word, loosely=True)
    assert not meets(question, word)


@pytest.mark.parametrize(
    ("question", "word"),
    [("Toqaev", "Тоқаевтың"), ("Tokaev", "Тоқаев"), ("qazaqstan", "Қазақстанда"),
     ("Qyrǵyzstan", "Қырғызстан"), ("şılde", "шілде"), ("shilde", "шілде"), ("almaty", "Алматы"),
     ("prezıdenti", "президент"), ("baýyrlas", "бауырлас"), ("Jańaózen", "Жаңаөзен"),
     ("Jañaözen", "Жаңаөзен"), ("zhetisu", "Жетісу"), ("kokshetau", "Көкшетауда"),
     ("قازاقستان", "Қазақстан"), ("توقاەۆ", "Тоқаев"), ("ٴسوز", "сөз"), ("مەكتەپ", "мектебі"),
     ("iPhone", "iPhone"), ("Kazinform", "Kazinform")],
)  # fmt: skip
def test_latin_and_arabic_letters_are_read(question, word):
    assert meets(question, word)


@pytest.mark.parametrize(
    ("question", "word"),
    [("Түрікменстан", "Өзбекстан"), ("автожол", "теміржол"), ("қол", "көл"), ("алма", "алу")],
)
def test_another_word_is_not_found(question, word):
    assert not meets(question, word)


def test_the_loose_term_is_left_out_where_it_says_nothing_new():
    assert keys("бала") == ("бала",)
    assert keys("covid") == ("covid",)
    assert keys("өнімді")[-1].startswith("~")


def test_terms_of_a_line_stand_in_its_order():
    assert terms("Жаңа сауда") == " ".join((*keys("жаңа"), *keys("сауда")))


@given(st.text(max_size=300))
def test_any_text_has_terms_that_a_database_can_keep(text):
    for word in words(text):
        assert 0 < len(word) <= LONGEST
        found = keys(word)
        assert found
        assert len(set(found)) == len(found)
        for term in (*found, *asked(word).strict, *asked(word).loose):
            assert re.fullmatch(r"~?[^\W_]+", term)
            assert len(term) <= 2 * LONGEST
            assert term.encode()


@given(st.text(alphabet="абгғдежзийкқлмнңоөпрстуұүфхһшыіэюяё'i-", max_size=60))
def test_what_is_kept_is_found_by_its_own_word(text):
    for word in words(text):
        assert set(asked(word).strict) & set(keys(word))


@pytest.mark.parametrize("typed", ["Қазақстан", "Казакстан", "Qazaqstan", "«ҚАЗАҚСТАН»"])
def test_one_word_from_any_keyboard_has_the_same_loose_letters(typed):
    assert loosely(typed) == "казакстан"
    assert [loose_stem(word) for word in words(typed)] == ["казакстан"]


@given(st.text(max_size=200))
def test_any_text_has_loose_letters(text):
    assert len(loosely(text).encode().split()) <= len(words(text))
    for word in words(text):
        assert loose_stem(word) or not loosely(word)
