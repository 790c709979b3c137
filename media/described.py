"""From what a file says to what the library knows: the fields of a photo, and whose it is."""

import re

from django.utils.timezone import get_default_timezone

from kazakh.alphabet import fold

from . import naming
from .metadata import Account
from .models import Photo, PhotoCredit

_WORD = re.compile(r"\w+")
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
    printed); whatever in them only says the maker's name again is left out. A maker that stands
    as «Maker/House» is parted where nothing else names the house.
    """
    makers = list(filter(None, map(naming.person, account.creator)))
    photographer = ", ".join(makers)
    for line in (account.credit_line, account.source):
        parts = [naming.house(part) for part in re.split(r"\s*/\s*", naming.house(line))]
        parts = [part for part in parts if part and fold(part) != fold(photographer)]
        source = " / ".join(parts)
        if source and not _names(source, photographer):
            break
    else:
        source = "" if photographer else naming.house(account.copyright)
        if len(makers) == 1 and "/" in photographer:
            photographer, source = photographer.split("/", 1)
            photographer, source = naming.person(photographer), naming.house(source)
    return {"photographer": photographer[:200], "source": source[:200]}


def credit_of(account: Account) -> PhotoCredit | None:
    """Return the credit that a file names: a known one, else a new one, not saved; None if none.

    One line may be a ready line of ours, or a maker and a house that we know as such.
    """
    names = names_of(account)
    if (line := names["source"]) and not names["photographer"]:
        maker, _slash, house = line.partition(" / ")
        keys = [PhotoCredit.key(line=line), PhotoCredit.key(photographer=maker, source=house)]
        keys.append(PhotoCredit.key(line=naming.house(account.credit_line)))
        known = PhotoCredit.objects.filter(folded__in=keys).order_by("is_retired", "pk").first()
        if known is not None:
            return known
    return PhotoCredit.of(**names)


def _names(text: str, name: str) -> bool:
    """Tell whether a text names somebody, in whole words: «Литер» does not name «Ли»."""
    named, said = (" ".join(_WORD.findall(fold(each))) for each in (name, text))
    return bool(named) and f" {named} " in f" {said} "


def _address(text: str) -> str:
    if text.startswith("www."):
        text = f"https://{text}"
    return text if _WEB.fullmatch(text) and len(text) <= 500 else ""
