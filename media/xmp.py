"""XMP (ISO 16684-1): read from the packet as it stands in a file, written into our renditions."""

from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

#: A packet larger than this is somebody's joke: Photoshop's histories are below a megabyte.
LARGEST = 2 * 1024 * 1024

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
}
#: Properties that we read, the first that says something (IPTC Photo Metadata Standard 2024.1).
PROPERTIES = {
    "creator": ("dc:creator", "tiff:Artist"),
    "credit_line": ("photoshop:Credit",),
    "source": ("photoshop:Source",),
    "copyright": ("dc:rights", "tiff:Copyright"),
    "headline": ("photoshop:Headline",),
    "caption": ("dc:description",),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility",),
    "keywords": ("dc:subject",),
    "sublocation": ("Iptc4xmpCore:Location",),
    "city": ("photoshop:City",),
    "region": ("photoshop:State",),
    "country": ("photoshop:Country",),
    "date": ("photoshop:DateCreated", "exif:DateTimeOriginal"),
    "instructions": ("photoshop:Instructions",),
    "usage_terms": ("xmpRights:UsageTerms",),
    "rights_url": ("xmpRights:WebStatement",),
    "licensor": ("plus:Licensor/plus:LicensorName",),
    "licensor_url": ("plus:Licensor/plus:LicensorURL",),
    "digital_source": ("Iptc4xmpExt:DigitalSourceType",),
}
#: Of these, everything that is said counts; of the others, one text in one language.
_SEVERAL = {"creator", "keywords", "licensor", "licensor_url"}


def read(packet: bytes | str) -> dict[str, list[str]]:
    """Return the texts of a packet by our names; nothing for one that is no sane XML.

    Entities and document types are refused (defusedxml), so that no packet reads a file or
    swells in memory.
    """
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "surrogatepass")
    if len(packet) > LARGEST:
        return {}
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \t\r\n"), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    about = root.iter(f"{{{_RDF}}}Description")
    nodes = [node for rdf in root.iter(f"{{{_RDF}}}RDF") for node in rdf] or list(about)[:1]
    found = {}
    for name, properties in PROPERTIES.items():
        for path in properties:
            texts = [text for node in nodes for text in _texts(node, path.split("/"))]
            texts = [text for text in (each.strip() for each in texts) if text]
            if texts:
                found[name] = texts if name in _SEVERAL else texts[:1]
                break
    return found


def _texts(node: Element, path: list[str]) -> list[str]:
    """Return the texts of a property, whichever of RDF's ways it was written in."""
    prefix, _colon, local = path[0].partition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}"
    if len(path) == 1:
        if (said := node.get(tag)) is not None:
            return [said]
        return [text for child in node if child.tag == tag for text in _said(child)]
    return [
        text
        for child in node
        if child.tag == tag
        for struct in _structs(child)
        for text in _texts(struct, path[1:])
    ]


def _said(element: Element) -> list[str]:
    if (address := element.get(f"{{{_RDF}}}resource")) is not None:
        return [address]
    for kind in ("Alt", "Seq", "Bag"):
        if (box := element.find(f"{{{_RDF}}}{kind}")) is not None:
            items = [item for item in box if item.tag == f"{{{_RDF}}}li"]
            if kind == "Alt":
                items.sort(key=lambda item: item.get(_LANG) != "x-default")
            return [item.text or item.get(f"{{{_RDF}}}resource") or "" for item in items]
    return [element.text or ""]


def _structs(element: Element) -> list[Element]:
    """Return the structs of a property: itself, its description, or those of its list."""
    items = [
        item
        for kind in ("Alt", "Seq", "Bag")
        for box in element.findall(f"{{{_RDF}}}{kind}")
        for item in box
    ] or [element]
    inner = [(item, item.find(f"{{{_RDF}}}Description")) for item in items]
    return [item if described is None else described for item, described in inner]


def packet(
    *,
    creator: str = "",
    credit_line: str = "",
    source: str = "",
    copyright_notice: str = "",
    usage_terms: str = "",
    rights_url: str = "",
    licensor: str = "",
    licensor_url: str = "",
    digital_source: str = "",
) -> bytes:
    """Return a packet that names who made a photo and on what terms; b"" if nothing is known.

    What it may not hold is not among its arguments: no place, no time, no camera.
    """
    simple = {
        "photoshop:Credit": credit_line,
        "photoshop:Source": source,
        "xmpRights:WebStatement": rights_url,
        "Iptc4xmpExt:DigitalSourceType": digital_source,
    }
    lines = [f"<{name}>{_xml(said)}</{name}>" for name, said in simple.items() if said]
    if creator:
        lines.append(
            f"<dc:creator><rdf:Seq><rdf:li>{_xml(creator)}</rdf:li></rdf:Seq></dc:creator>"
        )
    lines += [
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_xml(said)}</rdf:li></rdf:Alt></{name}>'
        for name, said in (("dc:rights", copyright_notice), ("xmpRights:UsageTerms", usage_terms))
        if said
    ]
    if copyright_notice:
        lines.append("<xmpRights:Marked>True</xmpRights:Marked>")
    if licensor or licensor_url:
        inside = "".join(
            f"<plus:{name}>{_xml(said)}</plus:{name}>"
            for name, said in (("LicensorName", licensor), ("LicensorURL", licensor_url))
            if said
        )
        lines.append(
            f'<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">{inside}</rdf:li>'
            "</rdf:Seq></plus:Licensor>"
        )
    if not lines:
        return b""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(lines)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _xml(text: str) -> str:
    """Return a text as XML may hold it: no control characters, no half of a letter."""
    kept = "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\t\n" or (letter >= " " and not "\ud800" <= letter <= "\udfff")
    )
    return escape(kept.replace("\ufffe", "").replace("\uffff", ""))
