"""What a mistyped word may have been meant as: words that differ from it by what fingers do.

On a Russian keyboard the letters that Kazakh has of its own are replaced by their neighbours, all
of them or some; on any keyboard a letter is missed, doubled, swapped or struck beside the right
key. Which of the words exist, only a lexicon can say.
"""

import heapq
from itertools import product
from math import prod

#: The letters that a Russian keyboard lacks, by the letter that is typed for them.
_MEANT = {"к": "қ", "г": "ғ", "н": "ң", "а": "ә", "о": "ө", "у": "үұ", "и": "і", "х": "һ"}
_TYPED = str.maketrans({ours: typed for typed, meant in _MEANT.items() for ours in meant})
_BACK, _FRONT = frozenset("аоұы"), frozenset("әеөүі")
_VOWELS = frozenset("аәеёиоөуұүыіэюя")

#: The rows of the Kazakh keyboard, each a little to the left of the one above.
_KEYS = ("әіңғ,.үұқөһ", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
#: The letters of Kazakh words: those a missed key may have been. Letters of loans alone are few.
_OFTEN = "аеиоуыіәөүұбгғдйжзкқлмнңпрстш"
#: Letters that are taken for each other by ear.
_HEARD = ("аә", "оө", "уүұ", "ыі", "иій", "тд", "пб", "сз", "кқгғ", "нң", "хқһ", "жш")
#: What a Latin letter looks like or sounds like.
_LATIN = {
    "a": "а", "b": "бв", "c": "сц", "d": "д", "e": "е", "f": "ф", "g": "гғ", "h": "һхн", "i": "іи",
    "j": "жй", "k": "кқ", "l": "л", "m": "мт", "n": "нп", "o": "о", "p": "рп", "q": "қ", "r": "рг",
    "s": "с", "t": "т", "u": "уи", "v": "в", "w": "шв", "x": "х", "y": "уый", "z": "з",
}  # fmt: skip
#: A word with more readings than this is Latin.
_READINGS = 64


def as_typed(word: str) -> str:
    """Write a folded word as a Russian keyboard has it: «қала» is «кала»."""
    return word.translate(_TYPED)


def oddness(word: str) -> float:
    """Tell how much a folded word offends against vowel harmony and the places of letters."""
    beginning = _NOTHING
    for place, letter in enumerate(word):
        beginning = _with(letter, beginning, letter, word[place + 1 : place + 2])
    return beginning[0]


def meant_letters(word: str, *, limit: int = 128) -> list[tuple[float, str]]:
    """Take a folded word and give those it may be on a Kazakh keyboard with their oddness.

    The least odd come first; the word itself is not among them. Without the bound a long word
    would have thousands.
    """
    beginnings = [_NOTHING]
    for place, typed in enumerate(word):
        following = word[place + 1 : place + 2]
        longer = [
            _with(letter, beginning, typed, following)
            for beginning in beginnings
            for letter in typed + _MEANT.get(typed, "")
        ]
        beginnings = longer if len(longer) <= limit else heapq.nsmallest(limit, longer)
    return sorted((odd, text) for odd, text, _harmony, _vowels in beginnings if text != word)


#: The beginning of a word: its oddness, its letters, its harmony (-1 back, 1 front), its vowels.
_NOTHING = (0.0, "", 0, 0)


def _with(letter: str, beginning, typed: str, following: str):
    """Lengthen the beginning of a word by a letter, and count how odd the letter is there."""
    odd, text, harmony, vowels = beginning
    before = text[-1:]
    if letter != typed:
        odd += 0.1
    if letter in _VOWELS:
        here = -1 if letter in _BACK else 1 if letter in _FRONT else 0
        is_between_consonants = bool(
            before and following and before not in _VOWELS and following not in _VOWELS
        )
        if here and harmony and here != harmony:
            odd += 1.0
        if here < 0 and before in ("к", "г"):
            odd += 0.8
        if here > 0 and before in ("қ", "ғ"):
            odd += 1.0
        if letter in "оө" and vowels:
            odd += 1.0
        if letter == "ә" and vowels:
            odd += 0.3
        if letter in "үұ":
            # Beside a vowel the sound is у, a consonant; far from the beginning it is rare.
            odd += (0.5 if vowels > 1 else 0.0) + (
                2.0 if before in _VOWELS or following in _VOWELS else 0.0
            )
        if letter in "уи" and is_between_consonants:
            odd += 0.7
        if letter == "и" and not following:
            odd += 0.5
        return odd, text + letter, here or harmony, vowels + 1
    if letter in "кгқғ" and before in _VOWELS:
        if letter in "қғ" and harmony > 0:
            odd += 1.0
        if letter in "кг" and harmony < 0:
            odd += 0.8
    elif letter == "ң":
        odd += (0.3 if following else 0.0) + (0.0 if before in _VOWELS else 2.0)
    elif letter == "һ":
        odd += 1.0
    return odd, text + letter, harmony, vowels


def meant_words(word: str) -> set[str]:
    """Take a folded word and give those that one slip of a finger would have made it of.

    A letter too many, one too few, two swapped, one struck beside its key or heard as its pair.
    The first letter is right: whoever looks at a word looks there. The last is not too many: it
    begins an ending.
    """
    found = {word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)}
    found |= {
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(len(word) - 1)
    }
    found |= {
        word[:place] + letter + word[place + 1 :]
        for place in range(1, len(word))
        for letter in _BESIDE.get(word[place], "")
    }
    letters = _in_harmony(word)
    found |= {
        word[:place] + letter + word[place:]
        for place in range(1, len(word) + 1)
        for letter in letters
    }
    return found - {word}


def meant_scripts(word: str) -> set[str]:
    """Take a folded word with Latin letters in it and give it in Kazakh, by look or sound."""
    letters = [_LATIN.get(letter, letter) for letter in word]
    if prod(map(len, letters)) > _READINGS:
        return set()
    return set(map("".join, product(*letters)))


def _in_harmony(word: str) -> str:
    """Return the letters that may be missing: of a word all front or all back, those that fit."""
    has_back, has_front = not _BACK.isdisjoint(word), not _FRONT.isdisjoint(word)
    if has_back == has_front:
        return _OFTEN
    against = "әеөүікг" if has_back else "аоұықғ"
    return "".join(letter for letter in _OFTEN if letter not in against)


def _neighbours() -> dict[str, str]:
    """Return the letters beside each key, and the other letters that are heard as it is."""
    beside = {letter: set() for row in _KEYS for letter in row}
    for row, keys in enumerate(_KEYS):
        for place, letter in enumerate(keys):
            beside[letter] |= set(keys[max(0, place - 1) : place + 2])
            if row + 1 < len(_KEYS):
                for below in _KEYS[row + 1][max(0, place - 1) : place + 1]:
                    beside[letter].add(below)
                    beside[below].add(letter)
    for pair in _HEARD:
        for letter in pair:
            beside[letter] |= set(pair)
    return {
        letter: "".join(sorted(filter(str.isalpha, others - {letter})))
        for letter, others in beside.items()
        if letter.isalpha()
    }


_BESIDE = _neighbours()
