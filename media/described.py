"""From what a file says to what the library knows: the fields of a photo, and whose it is."""

import re

from django.utils.timezone import get_default_timezone

from kazakh.alphabet import fold

from .metadata import Account
from .models import Photo, PhotoCredit

#: What stands around a name in a credit line and is no name: «© 2026 Aqorda.resmi».
_MARKS = re.compile(r"^(?:©|\(c\)|copyright|фото|сурет|photo)[\s:]*(?:\d{4}[\s,]*)?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def fields_of(account: Account) -> dict:
    """Return the values of a photo's fields that its file speaks of, cut to what they hold."""
    said = {
        "caption": account.caption,
        "alt_text": account.alt_text,
        "headline": account.headline,
        "keywords": ", ".join(account.keywords),
        "taken_where": account.place,
        "copyright_notice": account.copyright,
        "usage_terms": account.usage_terms,
        "instructions": account.instructions,
        "rights_url": _address(account.rights_url),
        "licensor": ", ".join(account.licensor),
        "licensor_url": next(filter(None, map(_address, account.licensor_url)), ""),
    }
    fields = {name: Photo._meta.get_field(name) for name in said}
    said = {name: text[: fields[name].max_length] for name, text in said.items() if text}
    if taken_at := account.taken_at(get_default_timezone()):
        said["taken_at"] = taken_at
    return said


def names_of(account: Account) -> dict[str, str]:
    """Return who made a photo and whom it is from, as a credit names them.

    The credit line comes first, the source after it (IPTC: the line is what the supplier wants
    printed); whatever in them only says the maker's name again is left out.
    """
    photographer = ", ".join(account.creator)
    for line in (account.credit_line, account.source):
        parts = [_MARKS.sub("", part).strip() for part in re.split(r"\s*/\s*", line)]
        parts = [part for part in parts if part and fold(part) != fold(photographer)]
        source = " / ".join(parts)
        if source and not (photographer and fold(photographer) in fold(source)):
            break
    else:
        source = "" if photographer else _MARKS.sub("", account.copyright).strip()
    return {"photographer": photographer[:200], "source": source[:200]}


def credit_of(account: Account) -> PhotoCredit | None:
    """Return the credit that a file names: one that is known, else a new one; None if none.

    A file that names only its maker is given the one credit in use under that name.
    """
    names = names_of(account)
    if not any(names.values()):
        return None
    key = PhotoCredit.key(**names)
    if known := PhotoCredit.objects.filter(folded=key).first():
        return known
    if not names["source"]:
        start = PhotoCredit.key(photographer=names["photographer"]).split("|")[0] + "|"
        same = PhotoCredit.objects.filter(folded__startswith=start, is_retired=False)[:2]
        if len(same) == 1:
            return same[0]
    credit, _is_new = PhotoCredit.objects.get_or_create(folded=key, defaults=names)
    return credit


def _address(text: str) -> str:
    return text if _WEB.fullmatch(text) and len(text) <= 500 else ""
