"""The Kazakh order of any text, as ICU's `kk` has it: spaces, signs, digits, Cyrillic, Latin.

The tables were read from ICU 72 (CLDR), so that a list sorted by `key` in Python or SQLite and
one sorted by PostgreSQL under "kk-x-icu" stand in one order. One thing we do otherwise on both
sides: quotation marks do not move a name, so «Алтын адам» stands under А and not above it.
"""

import unicodedata

#: Marks that are taken out of a name before it is filed, wherever it is sorted.
QUOTES = "\"“”„‟«»‹›‘’‚‛'"

_SIGNS = (
    " _-‐‒–—―,;:!¡?¿.·'‘’‚‛‹›“”„‟«»()[]{}§¶@*/\\&#%‰‱†‡•′‵※`^ʹʺ°©®+±÷×<=>¬|¦~"
    "¤¢$£¥₦₩₪₫€₭₮₱₲₴₵₸₹₺₼₽₾₿"
)
_DIGITS = "0123456789"
# Letters of other languages in Cyrillic stand where ICU has them; ё, й and і are letters of
# their own and not е, и and ы with a mark.
_CYRILLIC = (
    "аәӕбвгғӻҕӷдԁђҙеёєжҗзѕӡиҋйјкқӄҡҟҝлӆљмӎнӊңӈҥњоөпҧҁрҏсҫтҭћуұүѹфхӽӿҳһѡцҵчҷӌҹҽҿџшщъыіьҍѣэюяӏ"
)
_LATIN = "aæbcdeəfghiıjklmnŋopqĸrstŧuvwxyzþʼ"
_RANKS = {
    character: chr(ord("!") + rank)
    for rank, character in enumerate(_SIGNS + _DIGITS + _CYRILLIC + _LATIN)
}
_LAST_SIGN = _RANKS[_SIGNS[-1]]
# What ICU takes apart into a letter and a mark, and Unicode does not.
_APART = str.maketrans(
    {
        "đ": "d\u0335", "ð": "d\u0336", "ħ": "h\u0335", "ł": "l\u0335",
        "ø": "o\u0338", "œ": "oe\u0336", "ß": "ss\u0336", "ґ": "г\u0336",
    }
)  # fmt: skip
_WITHOUT_QUOTES = str.maketrans("", "", QUOTES)


def key(text: str) -> str:
    """Take any text and give a key whose plain byte order is the Kazakh order of texts.

    Letters decide first, then accents, then case (small letters come first), then the text
    itself. The key holds no NUL and no surrogate.
    """
    text = unicodedata.normalize("NFC", "".join(filter(_is_storable, text)))
    letters, marks, cases = [], [], []
    for character in text.translate(_WITHOUT_QUOTES):
        small = character.lower()
        for part in small if small in _RANKS else _parts(small):
            if unicodedata.combining(part):
                marks.append(part)
                continue
            letters.append(_RANKS.get(part) or _rank_of_other(part))
            marks.append(" ")
            cases.append(" " if part == character else "!" if small != character else '"')
    return "\t".join(("".join(letters), "".join(marks).rstrip(" "), "".join(cases), text))


def _parts(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character).lower()
    composed = unicodedata.normalize("NFC", parts)
    return parts.translate(_APART) if composed not in _RANKS else composed


def _rank_of_other(character: str) -> str:
    """Put signs that ICU knows and we do not above the digits, letters below all others."""
    if character.isspace():
        return _RANKS[" "]
    if character.isdecimal():
        return _RANKS[str(unicodedata.decimal(character))]
    return ("\uf8ff" if character.isalpha() else _LAST_SIGN) + character


def _is_storable(character: str) -> bool:
    return character != "\0" and not "\ud800" <= character <= "\udfff"
