"""Letters that look Kazakh and are not: the Latin i in «шiлде», the Ukrainian ї in «мәшїүр».

Kazakh text typed on a Russian keyboard borrows the missing letters from its neighbours; the
reader sees no difference and the search does. The table was counted in 300,000 words of Kazakh
text (KazNERD, KazQAD); ë and Y are added because they are drawn exactly as ё and Ү.
"""

import re
import unicodedata

_LATIN = "aAeEoOpPcCxXyYiIKMTHBhəƏïÏëË"
_KAZAKH = "аАеЕоОрРсСхХуҮіІКМТНВһәӘіІёЁ"
_FOREIGN_CYRILLIC = str.maketrans("їЇєЄӀӏ", "іІеЕІі")
_TO_CYRILLIC = str.maketrans(_LATIN, _KAZAKH) | _FOREIGN_CYRILLIC
# They are in no Latin word that a newspaper prints.
_IN_NO_LATIN_WORD = re.compile("[əƏïÏ]")
# The country and its capital in a quotation, and their pronouns, which no Kazakh word is like.
_UKRAINIAN = re.compile(
    r"(?:укра|ки)ї|(?:є|її|їх|їй|мої|твої|свої)\b|\w+(?:ії|єю)\b", re.IGNORECASE
)
_MINISTRY = re.compile("[IІ]{2}М")
_TO_NUMERAL = str.maketrans("ХхІі", "XxIi")
# Not ә, ү, һ, which no Latin word needs; к is only drawn much like k.
_TO_LATIN = str.maketrans("аАеЕоОрРсСхХуіІкКМТНВ", "aAeEoOpPcCxXyiIkKMTHB")

_A_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]")
_A_CYRILLIC_LETTER = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]")

# Combining marks, soft hyphens and zero-width characters stand inside words, not between them.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])+")
# What lies between spaces, but for what holds nothing to repair: most of any text.
_OURS = "!-@[-`{-~«»“”„–—…№А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
_CHUNK = re.compile(rf"(?<!\S)(?!(?:[{_OURS}]+|[!-~]+)(?!\S))\S+")

_WEB_OR_PATH = re.compile(r"://|\bwww\.|@[\w-]+\.\w|\\", re.IGNORECASE)
_DOMAIN = re.compile(r"[\"'«“(]*+[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![^\W_])(?:[/:?#]\S*)?", re.I)
_LABEL = re.compile(r"[\w-]+")
_LETTERS_THEN_DIGIT = re.compile(r"\d*+\D++\d")

# C, D and M are left out: «мi» and «сi» are Kazakh far more often than 1001 and 101.
_NUMERAL_THEN_REST = re.compile(r"([XVILХІ]++)(.*)", re.IGNORECASE | re.DOTALL)
_NUMERAL = re.compile(r"(?=.)(XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE | re.ASCII)
_CYRILLIC_NUMERAL = re.compile(
    r"(?<![^\W_])(?:(?=[ХІVX]{2})Х{0,3}(?:ІХ|ІV|V?І{0,3})|[ХІ](?= [а-яёәғқңөұүһі]{3}))(?![^\W_])"
)
_CENTURY = re.compile(r"ғ(?:ғ|асыр\w*)?", re.IGNORECASE)
_LATIN_THEN_REST = re.compile(rf"((?:{_A_LATIN_LETTER.pattern})++)(.*)", re.DOTALL)
_ENDING = re.compile(
    r"(?:[лдт][ае]р)?"
    r"(?:[ғгқкн][ае]|н?[дт][ае](?:ғы|гі)?|[дтн][ае]н|[дтн][ыі]ң?|[мбп]ен|л[ыі][қк]|с[ыі]|н?ш[ыі])"
    r"|[лдт][ае]р",
    re.IGNORECASE,
)


def repair(text: str) -> str:
    """Take any text and give it with Kazakh letters where Latin or foreign ones stood for them.

    A letter changes only inside a word that mixes the scripts («Gооgle» becomes Latin); ї, є
    and the Chechen Ӏ change in any word, so give no Ukrainian. Latin words, roman numerals,
    addresses and letters joined with digits stay; й and ё typed as two characters become one
    (NFC).
    """
    return _CHUNK.sub(_repair_chunk, text)


def roman(text: str) -> str:
    """Take any text and give it with roman numerals that were typed in Cyrillic letters as Latin.

    «ХІХ ғасыр», «ІІ тоқсан», «Х съезд»; the initial of «Х. Досмұхамедұлы» has its full stop.
    """
    return _CYRILLIC_NUMERAL.sub(lambda match: match[0].translate(_TO_NUMERAL), text)


def as_drawn(text: str) -> str:
    """Take any text and give it with every word that is drawn as Kazakh in Kazakh letters.

    Not for print, where «HATO» may be meant: for telling whether two names look the same.
    """
    return _WORD.sub(lambda match: _as_cyrillic(match[0]) or match[0], text)


def _repair_chunk(match: re.Match[str]) -> str:
    chunk = match[0]
    if chunk.isascii() or _WEB_OR_PATH.search(chunk):
        return chunk
    chunk = unicodedata.normalize("NFC", chunk)
    if "\u0308" in chunk:  # two dots left over: on a repaired і they would make ї again
        return chunk
    domain = _DOMAIN.match(chunk)
    start = domain.end() if domain else 0
    address = _LABEL.sub(_repair_label, chunk[:start])
    # A second NFC: a repaired letter may compose with the mark after it.
    return unicodedata.normalize("NFC", address + _WORD.sub(_repair_word, chunk[start:]))


def _repair_label(match: re.Match[str]) -> str:
    """Give a part of an address that mixes the scripts, as no registry allows, in Latin."""
    label = match[0]
    is_mixed = _A_LATIN_LETTER.search(label) and _A_CYRILLIC_LETTER.search(label)
    return _as_latin(label) if is_mixed else label


def _repair_word(match: re.Match[str]) -> str:
    word = match[0]
    if not _A_CYRILLIC_LETTER.search(word):
        return word
    if not _A_LATIN_LETTER.search(word):
        return word if _UKRAINIAN.match(word) else word.translate(_FOREIGN_CYRILLIC)
    if _LETTERS_THEN_DIGIT.match(word):
        # «Н1N1»: no Cyrillic letter looks like N.
        return _as_latin(word) if _as_cyrillic(word) is None else word
    cyrillic = _as_cyrillic(word)
    if _is_brand_prefix(word):
        return _as_latin(word) if cyrillic is None else word
    if repaired := _with_numeral(word) or _with_latin_stem(word):
        return repaired
    if word[0].isdigit():
        return word if cyrillic is None else cyrillic  # «4Gі» has a Kazakh ending.
    if cyrillic is None:
        # «Gооgle» and «ВМW» can be nothing else; of small letters one Latin may be a slip.
        is_latin = _is_mostly_latin(word) or not word.islower()
        return _as_latin(word) if is_latin else word
    # «Сoca», whose slip is its first letter, and «Xаoc» can be either; «IIМ» is a ministry.
    is_possible = _as_latin(word) != word and "к" not in word
    is_either = is_possible and _is_mostly_latin(word) and not _MINISTRY.fullmatch(word)
    return word if is_either else cyrillic


def _as_latin(word: str) -> str:
    """Give «Gооgle» in Latin alone; as it is where a letter has no Latin look-alike."""
    latin = word.translate(_TO_LATIN)
    return word if _A_CYRILLIC_LETTER.search(latin) or _IN_NO_LATIN_WORD.search(word) else latin


def _as_cyrillic(word: str) -> str | None:
    """Give the word in Cyrillic, or None where a Latin letter has no Kazakh look-alike."""
    cyrillic = word.translate(_TO_CYRILLIC)
    return None if _A_LATIN_LETTER.search(cyrillic) else cyrillic


def _is_mostly_latin(word: str) -> bool:
    """Tell a word with more Latin letters than Cyrillic ones."""
    return len(_A_LATIN_LETTER.findall(word)) > len(_A_CYRILLIC_LETTER.findall(word))


def _is_brand_prefix(word: str) -> bool:
    """«iМектеп» is a name made on purpose."""
    return word[0].isascii() and word[0].islower() and word[1:2].isupper()


def _with_numeral(word: str) -> str | None:
    """Give «XIXғ», «ХII» and «XXI-ші» their roman numeral in Latin; None for any other word."""
    match = _NUMERAL_THEN_REST.fullmatch(word)
    if not match:
        return None
    numeral, rest = match[1].translate(_TO_NUMERAL), match[2].translate(_TO_CYRILLIC)
    if not _NUMERAL.fullmatch(numeral) or _A_LATIN_LETTER.search(rest):
        return None
    if not rest or _CENTURY.fullmatch(rest) or (len(numeral) > 1 and _ENDING.fullmatch(rest)):
        return numeral + rest
    return None


def _with_latin_stem(word: str) -> str | None:
    """Keep the stem of «Expoға», a Latin name with a Kazakh ending; None for any other word."""
    match = _LATIN_THEN_REST.fullmatch(word)
    if not match or not (len(match[1]) > 2 or _as_cyrillic(match[1]) is None):
        return None
    ending = match[2].translate(_TO_CYRILLIC)
    return match[1] + ending if _ENDING.fullmatch(ending) else None
