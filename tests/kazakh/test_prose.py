"""Words in their places: what is Kazakh prose is judged, everything else is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from kazakh.prose import tokens


def judged(text):
    return [token.word for token in tokens(text) if token.word]


def test_words_are_folded_and_keep_their_places():
    text = "«Қaзақстан» – жаңа"  # with a Latin a
    found = list(tokens(text))
    assert [(token.word, text[token.start : token.end]) for token in found] == [
        ("қазақстан", "Қaзақстан"),
        ("жаңа", "жаңа"),
    ]


def test_addresses_hashtags_and_acronyms_are_not_judged():
    text = "Сайт www.жаңалық.кз, хат desk@жаңа.кз, #жаңа және @арна, ҚР мен ЖШС"
    assert judged(text) == ["сайт", "хат", "және", "мен"]


def test_russian_within_a_kazakh_text_is_not_judged():
    text = "Фильм «Что делать в городе» деп аталады."
    assert judged(text) == ["фильм", "деп", "аталады"]


def test_a_capital_within_a_sentence_makes_a_name():
    names = [
        token.word for token in tokens("Бүгін Асан келді. Ертең «Күн» шығады") if token.is_name
    ]
    assert names == ["асан", "күн"]


def test_a_word_of_ten_thousand_letters_is_not_judged():
    assert judged("ә" * 10_000 + " сөз") == ["сөз"]


@given(st.text())
def test_any_text_gives_words_in_order_and_apart(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.written == text[token.start : token.end]
        end = token.end
