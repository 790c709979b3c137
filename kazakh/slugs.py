"""Addresses in ASCII: «Қазақ-Өзбек ынтымақтастығы» is qazaq-ozbek-yntymaqtastygy."""

import unicodedata

from kazakh.alphabet import visible
from kazakh.homoglyphs import repair, roman

# The 2021 Latin without its marks; Django's slugify drops all of this, and many sites drop і.
_ASCII = dict(
    zip(
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһыіэ",
        "aabvggdejziikqlmnnooprstuuufhhyie",
        strict=True,
    )
)
_ASCII |= {"ё": "io", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"}
_ASCII |= dict.fromkeys("ъь", "")  # no sound of their own, so nothing in Latin
# Letters that Unicode does not take apart into a base and a mark.
_ASCII |= {
    "ґ": "g", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss",
    "đ": "d", "ð": "d", "ł": "l", "þ": "th", "№": " ",
}  # fmt: skip
_ASCII |= dict.fromkeys("'’‘ʼʻ`´", "")  # O‘zbekiston is one word


def slug(text: str, *, limit: int = 80) -> str:
    """Take a headline and give the part of its address: a-z, 0-9 and single hyphens.

    It is cut between words to at most `limit` characters, inside the first word only if that
    alone is longer. It is "" where nothing can be written in ASCII (no letter or digit, or
    only such scripts as Chinese): the caller then uses the id. ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    spelt = "".join(_spell(character) for character in roman(repair(visible(text))).lower())
    address = "-".join(spelt.split())
    if len(address) <= limit:
        return address
    head, _, _ = address[: limit + 1].rpartition("-")
    return head or address[:limit]


def _spell(character: str) -> str:
    if character in _ASCII:
        return _ASCII[character]
    spelt = ""
    for part in unicodedata.normalize("NFKD", character):
        if part.isdecimal():
            spelt += str(unicodedata.decimal(part))
        elif part.isascii() and part.isalnum():
            spelt += part.lower()
        elif not unicodedata.combining(part):
            spelt += _ASCII.get(part.lower(), " ")
    return spelt
