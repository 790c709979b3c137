"""The Kazakh alphabet: the order of its 42 letters, and the key under which spellings meet."""

import re
import unicodedata

from kazakh import order
from kazakh.homoglyphs import repair

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−⸺⸻﹘﹣", "-")
    | dict.fromkeys("«»“”„‟‹›″〝〞〟", '"')
    | dict.fromkeys("‘’‚‛ʼʻʽ`´′", "'")
    | dict.fromkeys(map(chr, range(0xFE00, 0xFE10)))  # variation selectors
)

# Letters and signs without a shape, though Unicode counts them among those that have one.
_UNSEEN = str.maketrans(
    dict.fromkeys("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U00013441\U00013442", " ")
)

# Not <super>, <sub>, <fraction>, <circle>, <square>: м² is not м2, and Тауар™ is not «тауартм».
_SAFE_FORMS = (
    "<wide>", "<narrow>", "<font>", "<compat>", "<noBreak>",
    "<initial>", "<medial>", "<final>", "<isolated>",
)  # fmt: skip


def fold(text: str) -> str:
    """Take any text and give the key under which two spellings are one word.

    Case, look-alike letters, width, kinds of space, dash and quotation mark are levelled;
    control and zero-width characters go. Latin words stay Latin, ё stays apart from е.
    The four letters I, ı, İ, i become one, since 2021 Latin and English pair them differently.
    """
    text = _compatible(unicodedata.normalize("NFC", visible(text)))
    text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    # Look-alikes are judged as they were drawn (H is Н, h is һ), then again in lower case.
    return " ".join(repair(_lower(repair(text))).split())


def sort_key(text: str) -> str:
    """Take any text and give a key whose plain byte order is the Kazakh order, fit for a column.

    Spaces and signs come first, then digits, Kazakh letters, Latin, other scripts (CLDR puts
    Cyrillic first for kk). Case decides only between texts otherwise the same, quotation marks
    never move a name, and a look-alike stands as the letter it stands for. The key holds no NUL
    and no surrogate, so SQLite BINARY and PostgreSQL "C" both store and compare it.
    """
    seen = unicodedata.normalize("NFC", visible(text))
    return order.key(repair(seen)) + "\t" + seen


def visible(text: str) -> str:
    """Drop what has no shape: controls, format characters, surrogates; any space becomes one."""
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def lines(text: str) -> str:
    """Return what is seen of a text line by line: nothing unseen in it, no blank at its ends."""
    seen = (visible(line).strip() for line in text.replace("\0", "").splitlines())
    return "\n".join(seen).strip()


def legible(text: str) -> str:
    """Return what is seen of a text; "" where that says nothing, without a letter or a digit.

    Letters that nobody sees (the fillers of Hangul, the empty cell of Braille) are spaces.
    """
    text = visible(text.translate(_UNSEEN)).strip()
    return text if any(character.isalnum() for character in text) else ""


def one_line(text: str) -> str:
    """Put a text on one line with single spaces, of which a hard one stays hard."""
    return re.sub(r"\s+", lambda space: space[0] if space[0] == "\xa0" else " ", text).strip()


def _compatible(text: str) -> str:
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_compatible_character, text))


def _compatible_character(character: str) -> str:
    if character == "№" or not unicodedata.decomposition(character).startswith(_SAFE_FORMS):
        return character
    form = unicodedata.normalize("NFKC", character)
    # A spacing accent such as ¨ would become a space and a mark with nothing to stand on.
    return character if len(form) > 1 and form.startswith(" ") else form


def _lower(text: str) -> str:
    text = unicodedata.normalize("NFD", text).casefold().replace("ı", "i")
    return unicodedata.normalize("NFC", re.sub("i\u0307+", "i", text))
