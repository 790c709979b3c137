"""The line under a photo: «Сурет: Aqorda.resmi». Made here and nowhere else."""

from .models import PhotoCredit

#: Part of the rule rather than of a catalogue: it follows the page, and files carry it too.
BEFORE = {"kk": "Сурет", "ru": "Фото", "en": "Photo"}


def link(credit: PhotoCredit | None) -> str:
    """Return where a credit leads; only to the web, whatever an import may have brought."""
    return credit.link if credit and credit.link.startswith(("https://", "http://")) else ""


def line(credit: PhotoCredit | None, language: str) -> str:
    """Return the printed line of a credit in the language of the page; "" where there is none.

    A ready line stands as it is; whoever is named stands after the word for a photo.
    """
    if credit is None or not credit.is_named:
        return said(credit, language)
    return f"{BEFORE.get(language, BEFORE['kk'])}: {names(credit)}"


def said(credit: PhotoCredit | None, language: str) -> str:
    """Return whom or what a credit names, without the word for a photo before it."""
    if credit is None:
        return ""
    if credit.is_named:
        return names(credit)
    return getattr(credit, f"line_{language}", "") or credit.line_kk


def names(credit: PhotoCredit | None) -> str:
    """Return who is named, without the word before it: what files carry as their credit line."""
    if credit is None:
        return ""
    named = " / ".join(filter(None, (credit.photographer.strip(), credit.source.strip())))
    return named or credit.line_kk
