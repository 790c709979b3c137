"""Kazakh in Arabic letters: töte jazu, as it is printed in China.

The rule of the hamza (Ahmet Baitursynuly, «Til quraly», and the orthography of 1954): ا و ۇ ى
stand for back vowels and for front ones; a word of front vowels has a hamza ٴ before it, unless ك
گ or ە, which are front by themselves, stand in it. A word that mixes both kinds («мұғалім») has
none: it would make every vowel a front one.
"""

import re
from functools import lru_cache

_LETTERS = {
    "а": "ا", "ә": "ا", "б": "ب", "в": "ۆ", "г": "گ", "ғ": "ع", "д": "د", "е": "ە", "ё": "يو",
    "ж": "ج", "з": "ز", "и": "ي", "й": "ي", "к": "ك", "қ": "ق", "л": "ل", "м": "م", "н": "ن",
    "ң": "ڭ", "о": "و", "ө": "و", "п": "پ", "р": "ر", "с": "س", "т": "ت", "у": "ۋ", "ұ": "ۇ",
    "ү": "ۇ", "ф": "ف", "х": "ح", "һ": "ھ", "ц": "تس", "ч": "چ", "ш": "ش", "щ": "شش", "ъ": "",
    "ы": "ى", "і": "ى", "ь": "", "э": "ە", "ю": "يۋ", "я": "يا",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS | {letter.upper(): spelt for letter, spelt in _LETTERS.items()})
_WORD = re.compile(f"[{''.join(_LETTERS)}]+", re.IGNORECASE)
_GLIDE = re.compile("[Ии](?=[ЯяЮю])")
_FRONT, _SURE, _BACK = frozenset("әөүі"), frozenset("егкэ"), frozenset("аоұықғ")
HAMZA = "ٴ"
# A comma between digits is a decimal one, and stays.
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_MARK = re.compile(r",(?!\d)|(?<!\d),|[;?]")


def arabic(text: str) -> str:
    """Take any text and give its Cyrillic in Arabic letters, with the marks of that script."""
    text = _MARK.sub(lambda match: _MARKS[match[0]], text)
    return _WORD.sub(lambda match: _word(match[0]), text)


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    letters = frozenset(word.lower())
    is_front = letters & _FRONT and not letters & _SURE and not letters & _BACK
    # «Ия» is written as я alone, and «ию» as ю.
    spelt = _GLIDE.sub("", word).translate(_TABLE)
    return (HAMZA if is_front else "") + spelt
