"""Names as files tell them, without what stands around them; "" where nobody is named.

What is left out here stays readable: all that a file says stands beside the photo's form.
"""

import re

from kazakh.alphabet import legible

#: What stands before a name and is none: «© 2026 Aqorda.resmi», «Фото Петрова».
_MARKS = re.compile(
    r"(?:(?:©|\(c\)|(?:copyright|фото|сурет|photo)\b(?:\s+by\b)?)[\s:]*)+"
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?(?!\d)[\s,]*)?",
    re.IGNORECASE,
)
#: Words that may begin a name too («Фотограф» is a magazine): labels only before a colon or a dash.
_LABEL = re.compile(
    r"(?:фотограф\w*|фототілші\w*|фотокор\w*|фотосурет\w*|(?:сурет|фото)ті? түсірген|түсірген"
    r"|(?:фото|сурет) авторы|авторы?|автор (?:фото\w*|снимка|суреттің)|дереккөзі?"
    r"|источник(?: фото\w*)?|снимок|photographers?|author|artist|by|(?:photo|image)? ?credits?"
    r"|(?:photo |image )?source|(?:photo |image )?courtesy(?: of)?|image)"
    r"\s*(?::|\s[-–—])\s*",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"[\s.,;]*(?:all rights reserved|все права защищены|барлық құқық(?:тар|тары|ы)? қорғалған)\W*$",
    re.IGNORECASE,
)
#: Where somebody is reached is no part of their name.
_CONTACT = re.compile(
    r"(?:mailto:)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s<>()]+|(?<!\w)\+?\d(?:[ ()-]*\d){9,}"
)
#: A person is not called so, a house may be: «www.aqorda.kz», «@aqordaresmi».
_ADDRESS = re.compile(r"[<(\[]?\s*(?:\bwww\.\S+|(?<![\w.])@[\w.]+)\s*[>)\]]?", re.IGNORECASE)
_EMPTY = re.compile(r"<\s*>|\(\s*\)|\[\s*\]")
_AROUND = " ,;:|/<>"
_LOOSE = re.compile(r"^[-–—]\s+|\s+[-–—]$")

_CAMERAS = (
    "canon", "nikon", "sony", "samsung", "apple", "iphone", "xiaomi", "redmi", "huawei", "honor",
    "fujifilm", "olympus", "panasonic", "leica", "dji", "gopro",
)  # fmt: skip
#: What people, programs and cameras write where a name belongs.
_NOBODY = re.compile(
    r"(?:unknown|anonymous)(?: (?:author|photographer|artist))?|none|null|undefined|unspecified"
    r"|no ?name|n/?a|not (?:specified|set|known|given|available)|your name.*"
    r"|author(?:['’]s)?|photographer|artist|user|owner|admin(?:istrator)?|picasa"
    rf"|(?:{'|'.join(_CAMERAS)})(?: corporation| (?=\S*\d)\S+| eos \S+)*"
    r"|(?:белгісіз|көрсетілмеген)(?: (?:автор|фотограф))?|жоқ"
    r"|(?:неизвест(?:ен|но|ный)|не (?:указан|известен|установлен|определ[её]н)[оаы]?)"
    r"(?: (?:автор|фотограф))?|нет(?: (?:автора|данных))?|без (?:автора|имени)|аноним(?:но)?"
    r"|(?:автор|фотограф)(?:[ыа]|дыкі)?"
    r"(?: (?:белгісіз|көрсетілмеген|жоқ|неизвестен|не (?:указан|известен|установлен)))?",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"instagram|insta|telegram|whatsapp|facebook|tiktok|инстаграм|телеграм|e-?mail|mail|tel|тел"
    r"|phone|https?|www",
    re.IGNORECASE,
)


def person(text: str) -> str:
    """Return the name of a person: no handle, mail or address is one."""
    name = house(_ADDRESS.sub(" ", text))
    return "" if _NO_PERSON.fullmatch(name) else name


def house(text: str) -> str:
    """Return the name of a house, or of whoever a credit line names."""
    name = _bare(_EMPTY.sub(" ", _CONTACT.sub(" ", legible(text))))
    before = None
    while name != before:
        before = name
        for label in (_MARKS, _LABEL):
            if found := label.match(name):
                name = name[found.end() :]
        name = _bare(_RESERVED.sub("", name))
    is_name = any(letter.isalpha() for letter in name) and not _NOBODY.fullmatch(name.rstrip("."))
    return name if is_name else ""


def _bare(name: str) -> str:
    """Take away the marks that are left around a name."""
    name = " ".join(name.split()).strip(_AROUND)
    if ")" not in name:
        name = name.rstrip("(")
    return _LOOSE.sub("", name).strip(_AROUND)
