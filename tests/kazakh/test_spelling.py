"""Hints are few and sure: what is likely a slip is told, what is merely unknown is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.spelling import Doubt, Words, hints

OFTEN = (
    "қазақстан қазақ жаңа мектеп мектебі үкімет мәжіліс депутат келісім өткен бас бар оң".split()
)
PRINTED = Words(
    dict.fromkeys(OFTEN, 60)
    | {"он": 200, "ән": 5, "ан": 1, "казак": 1, "мәселе": 4, "сирек": 2, "премьер": 9}
)


def told(text, lexicon=PRINTED):
    return [(hint.word, hint.suggestions[0], hint.doubt) for hint in hints(text, lexicon)]


class Asked:
    """A lexicon that counts its questions."""

    def __init__(self):
        self.words, self.stems = [], []

    def known(self, words):
        self.words.append(set(words))
        return PRINTED.known(words)

    def known_stems(self, stems):
        self.stems.append(set(stems))
        return PRINTED.known_stems(stems)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Бұл жана үй", ("жана", "жаңа", Doubt.LETTERS)),
        ("Бүгін Казакстан мен", ("Казакстан", "Қазақстан", Doubt.LETTERS)),
        ("мажилис ашылды", ("мажилис", "мәжіліс", Doubt.LETTERS)),
        ("осы казак жері", ("казак", "қазақ", Doubt.LETTERS)),  # printed once, by mistake
        ("осы мектептери бар", ("мектептери", "мектептері", Doubt.LETTERS)),  # by its stem
        ("бұл депуттат айтты", ("депуттат", "депутат", Doubt.SLIP)),
        ("бұл депутта́т", None),
        ("жаңа меткеп", ("меткеп", "мектеп", Doubt.SLIP)),
        ("жаңа депуат", ("депуат", "депутат", Doubt.SLIP)),
        ("жаңа мектen", ("мектen", "мектеп", Doubt.SCRIPTS)),
        ("және және тағы", ("және және", "және", Doubt.TWICE)),
        ("Түрлі түрлі гүл", ("Түрлі түрлі", "Түрлі-түрлі", Doubt.TWICE)),
        ("үй , дала", ("үй ,", "үй,", Doubt.SPACE)),
        ("«Ел» , деді", ("» ,", "»,", Doubt.SPACE)),
    ],
)
def test_a_likely_slip_is_told_with_what_was_meant(text, hint):
    assert told(text) == ([hint] if hint else [])


@pytest.mark.parametrize(
    "text",
    [
        "Жаңа мектеп ашылды.",
        "Ол он жыл күтті.",  # «оң» is known, too; so is «он»
        "Адам бірінші ан деді.",  # «ән» is not so much oftener
        "Бұл масала туралы",  # no word of ours at one slip
        "Кеше Прелат келді",  # a name
        "Кеше Кайрат келді",
        "Newsroom, Қазақстан, Telegram",
        "ҚАЗАКСТАН, КР",
        "2026 12-ші 5 , 7",
        "өте-өте жақсы",
        "Ту Ту келді",
        "келді. Келді",
        "бір бес\nбес алты",
        "www.казакстан.кз #жана",
        "бұл сырек",  # «сирек» stands in two stories alone
        "бұл месселе",  # two letters off
        "",
        " ",
        "ж",
    ],
)
def test_what_is_right_or_merely_unknown_is_not(text):
    assert [hint for hint in told(text) if hint[2] != Doubt.SPACE] == []


def test_places_are_those_of_the_text():
    text = "🎉 Жана үй, жана жыл"
    assert [text[hint.start : hint.end] for hint in hints(text, PRINTED)] == ["Жана", "жана"]
    assert [hint.suggestions for hint in hints(text, PRINTED)] == [("Жаңа",), ("жаңа",)]


def test_known_words_come_by_how_often_they_were_printed():
    lexicon = Words({"тұр": 90, "түр": 30, "тор": 5})
    assert hints("бұл тур", lexicon)[0].suggestions == ("тұр", "түр")


def test_russian_is_left_alone():
    assert told("Фильм «Что это за жана и депуттат» деп аталады") == []


def test_without_a_lexicon_only_what_needs_no_words_is_told():
    assert told("жана жана депуттат , казак", None) == [
        ("жана жана", "жана", Doubt.TWICE),
        ("депуттат ,", "депуттат,", Doubt.SPACE),
    ]


def test_a_lexicon_is_asked_three_times_whatever_the_text():
    lexicon = Asked()
    hints("Жана мектеп , казакстан депуттат " * 30, lexicon)
    assert (len(lexicon.words), len(lexicon.stems)) == (2, 1)


def test_a_text_in_another_language_costs_few_questions():
    lexicon = Asked()
    hints(" ".join(f"слова{'абвгдежз'[n % 8]}{'ийклмноп'[n // 8]}" for n in range(64)), lexicon)
    assert len(lexicon.words[1]) < 64 * 20


@given(st.text(st.sampled_from("аәкқнңмектп -,.\n«»AbҚ9‍\ud800\x00🎉"), max_size=60))
def test_any_text_gives_hints_in_order_and_apart(text):
    end = 0
    for hint in hints(text, PRINTED):
        assert end <= hint.start < hint.end <= len(text)
        assert hint.word == text[hint.start : hint.end]
        assert hint.suggestions
        assert hint.word not in hint.suggestions
        end = hint.end


@pytest.mark.parametrize("text", ["а" * 10_000, "а " * 5_000, "а - , " * 2_000, "\x00\ud800" * 500])
def test_endless_text_ends(text):
    assert all(hint.suggestions for hint in hints(text, PRINTED))


def test_a_run_of_letters_that_is_no_word_has_no_hint():
    assert hints("ғ" * 16_000 + " " + "ғ" * 16_000) == []


def test_two_forms_of_one_word_are_no_slip_of_each_other():
    lexicon = Words({"жазады": 50})
    assert hints("Журналист мақала жазды", lexicon) == []
