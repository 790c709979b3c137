"""The label in a file: who made the photo, whose it is and on what terms, written as XMP.

A file that leaves the house keeps its credit wherever it is saved. A corrected credit changes
the label and not a pixel: the packet is exchanged in the container, nothing is encoded again.
"""

import struct

from . import credits, xmp
from .models import Licence, Photo, PhotoCredit

#: Where a licence is told in full; these two let anybody use the photo, naming its author.
LICENCE_PAGES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}
#: Letters of terms that a file carries; the desk and the page of rights have the whole.
LONGEST_TERMS = 4_000
_XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
#: VP8X flags: this file has XMP; this file has colours that are see-through.
_HAS_XMP, _HAS_ALPHA = 0x04, 0x10


def packet_of(photo: Photo) -> bytes:
    """Return the packet for the files of a photo: credit, copyright and licence, nothing else.

    No place, no time, no camera: what the sender's file said of these stays in the house.
    """
    credit = photo.credit or PhotoCredit()
    named = credit.is_named
    return xmp.packet(
        creator=credit.photographer if named else credit.line_kk,
        credit_line=credits.names(credit),
        source=credit.source,
        copyright_notice=photo.copyright_notice,
        usage_terms=_cut(photo.usage_terms or credit.terms),
        rights_url=rights_page(photo),
        licensor=photo.licensor,
        licensor_url=photo.licensor_url,
        digital_source=photo.told.get("digital_source", ""),
    )


def _cut(terms: str) -> str:
    """Cut terms to what a segment of a JPEG (64 KiB) holds beside the names."""
    return terms if len(terms) <= LONGEST_TERMS else f"{terms[: LONGEST_TERMS - 1].rstrip()}…"


def rights_page(photo: Photo) -> str:
    """Return the page that says what may be done with a photo; "" where none is known."""
    own = photo.rights_url if photo.rights_url.startswith(("https://", "http://")) else ""
    return own or LICENCE_PAGES.get(photo.credit and photo.credit.licence, "")


def labelled(data: bytes, kind: str, packet: bytes) -> bytes:
    """Return an encoded JPEG or WebP (`kind`) with this packet in the place of any it had."""
    return EXCHANGED[kind](data, packet)


def _jpeg(data, packet):
    """Put the packet first: before it only the mark of a JPEG and JFIF's own segment."""
    segments, at = [], 2
    while data[at] == 0xFF and (0xE0 <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE):
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segments.append(data[at:end])
        at = end
    segments = [each for each in segments if not each[4:].startswith(_XMP_JPEG)]
    if packet:
        content = _XMP_JPEG + packet
        own = b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content
        first = 1 if segments and segments[0][1] == 0xE0 else 0
        segments.insert(first, own)
    return data[:2] + b"".join(segments) + data[at:]


def _webp(data, packet):
    """Write the file as its extended form (RFC 9649, 2.7), which alone may carry XMP."""
    chunks, at = [], 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunks.append((name, data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    chunks = [(name, body) for name, body in chunks if name != b"XMP "]
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _extended(*chunks[0])))
    flags = chunks[0][1][0] & ~_HAS_XMP | (_HAS_XMP if packet else 0)
    chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    if packet:
        chunks.append((b"XMP ", packet))
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _extended(name, body):
    """Return the extended header of a picture that came without: its flags and its size."""
    if name == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        width, height, flags = width & 0x3FFF, height & 0x3FFF, 0
    else:
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = _HAS_ALPHA if bits >> 28 & 1 else 0
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + sides


#: The formats whose label is exchanged in the file; others are encoded again.
EXCHANGED = {"jpeg": _jpeg, "webp": _webp}
