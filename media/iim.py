"""IPTC-IIM: what agencies' programs have written into JPEG files since 1991 (IIM 4.2)."""

import hashlib
import re

#: Photoshop's resources that hold the records, and the digest of them that XMP writers leave.
RECORDS, DIGEST = 0x0404, 0x0425

#: Datasets of record 2 that we read (IIM 4.2, chapter 6).
DATASETS = {
    25: "keywords",
    40: "instructions",
    55: "date",
    60: "time",
    80: "creator",
    90: "city",
    92: "sublocation",
    95: "region",
    101: "country",
    105: "headline",
    110: "credit_line",
    115: "source",
    116: "copyright",
    120: "caption",
}
_MARKER = 0x1C
#: Dataset 1:90, ISO 2022 sequences that are met in the wild.
_CHARSETS = {
    b"\x1b%G": "utf-8",
    b"\x1b-A": "latin-1",
    b"\x1b.A": "latin-1",
    b"\x1b-L": "iso8859-5",
    b"\x1b.L": "iso8859-5",
}
#: Қ Һ қ һ Ә Ң ң ә of KZ-1048, the Kazakh code page; in cp1251 these are letters of no neighbour.
_KAZAKH = re.compile(rb"[\x8d\x8e\x9d\x9e\xa3\xbc\xbd\xbe]")
#: Ұ ұ, which are Ў ў of Belarusian in cp1251, and Ө Ғ Ү ө ғ ү, which are Ґ Є Ї ґ є ї of Ukrainian:
#: no language has letters of both kinds.
_EITHER = re.compile(rb"[\xa1\xa2]"), re.compile(rb"[\xa5\xaa\xaf\xb4\xba\xbf]")


def records(photoshop: dict) -> bytes:
    """Return the IIM records among the resources that Photoshop left in a JPEG."""
    data = photoshop.get(RECORDS, b"")
    return data if isinstance(data, bytes) else b""


def is_newer_than_xmp(photoshop: dict) -> bool:
    """Tell whether somebody changed the records after XMP was written (MWG guidelines, 2010).

    A program that writes both leaves a digest of the records; one that knows IIM alone leaves
    the digest as it was.
    """
    digest = photoshop.get(DIGEST)
    if not isinstance(digest, bytes) or len(digest) != 16 or digest == bytes(16):
        return False
    return hashlib.md5(records(photoshop), usedforsecurity=False).digest() != digest


def read(data: bytes) -> dict[str, list[str]]:
    """Return the texts of records by our names, in order; what is broken is left out."""
    found: dict[str, list[bytes]] = {}
    charset, at = b"", 0
    while at + 5 <= len(data) and data[at] == _MARKER:
        record, dataset = data[at + 1], data[at + 2]
        length = int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if length & 0x8000:  # An extended dataset: the length of its length.
            size = length & 0x7FFF
            length = int.from_bytes(data[at : at + size], "big")
            at += size
            if size > 8:
                break
        value = data[at : at + length]
        if len(value) < length:
            break
        at += length
        if record == 1 and dataset == 90:
            charset = value
        elif record == 2 and (name := DATASETS.get(dataset)):
            found.setdefault(name, []).append(value)
    # One program wrote them all: a caption with Қ says in which letters the name is, too.
    whole = b" ".join(value for values in found.values() for value in values)
    return {
        name: [decoded(value, charset, whole) for value in values] for name, values in found.items()
    }


def decoded(value: bytes, charset: bytes = b"", whole: bytes = b"") -> str:
    """Return a text in the set of characters that was named, else UTF-8, else the code page.

    The code page is cp1251; with letters that only Kazakh has, KZ-1048, which differs from it
    in those alone. They are looked for in the `whole` of what the file says.
    """
    for name in filter(None, (_CHARSETS.get(charset), "utf-8")):
        try:
            return value.decode(name)
        except UnicodeDecodeError:
            continue
    said = value + b" " + whole
    is_kazakh = _KAZAKH.search(said) or all(either.search(said) for either in _EITHER)
    return value.decode("kz1048" if is_kazakh else "cp1251", "replace")
