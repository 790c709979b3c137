"""What a file says of its photo is read word for word, whoever wrote it and in what letters."""

import hashlib
import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media import iim, metadata, xmp

ALMATY = ZoneInfo("Asia/Almaty")
UTF8 = b"\x1b%G"


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value


def resource(number: int, data: bytes) -> bytes:
    padded = data + b"\0" * (len(data) % 2)
    return b"8BIM" + struct.pack(">H", number) + b"\0\0" + struct.pack(">I", len(data)) + padded


def jpeg(records: bytes = b"", *, digest: bytes = b"", packet: bytes = b"", exif=None) -> bytes:
    """Return a small JPEG with metadata as programs write it."""
    file = BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new("RGB", (8, 8)).save(file, "JPEG", **options)
    segments = b""
    if records or digest:
        data = b"Photoshop 3.0\0" + resource(iim.RECORDS, records)
        if digest:
            data += resource(iim.DIGEST, digest)
        segments += b"\xff\xed" + struct.pack(">H", len(data) + 2) + data
    if packet:
        data = b"http://ns.adobe.com/xap/1.0/\0" + packet
        segments += b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data
    return file.getvalue()[:2] + segments + file.getvalue()[2:]


def rdf(inside: str, attributes: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in xmp.NAMESPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>{inside}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def read(data: bytes) -> metadata.Account:
    image = Image.open(BytesIO(data))
    image.load()
    return metadata.read(image, data)


# --- IIM --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "encoding", "name"),
    [
        (UTF8, "utf-8", "Ұлықбек Өтепбергенұлы"),
        (b"", "utf-8", "Ұлықбек Өтепбергенұлы"),
        (b"", "cp1251", "Сергей Щёголев-Ыдырысов"),
        (b"", "cp1251", "Володимир Єжов-Їжак"),
        (b"", "kz1048", "Әлия Қуанышқызы Ңұсұпова"),
        (b"\x1b.A", "latin-1", "José Ñúñez"),
        (b"\x1b-L", "iso8859-5", "Фёдор Ильин"),
        (b"\x1b%/G", "cp1251", "Иван Петров"),
    ],
)
def test_iim_is_read_in_the_letters_it_was_written_in(charset, encoding, name):
    records = dataset(90, charset, record=1) if charset else b""
    records += dataset(80, name.encode(encoding))
    assert read(jpeg(records)).creator == (name,)


def test_the_letters_of_one_text_say_in_which_the_others_are():
    def named(name, caption):
        return iim.read(dataset(80, name) + dataset(120, caption))["creator"]

    kazakh, ukrainian = "Төреғұл".encode("kz1048"), "Єва Їжак".encode("cp1251")
    assert named(kazakh, "Қала".encode("kz1048")) == ["Төреғұл"]
    # ў is Belarusian and ґ Ukrainian: together they are neither.
    assert named(kazakh, b"") == ["Төреғұл"]
    assert named(ukrainian, "Львів".encode("cp1251")) == ["Єва Їжак"]


def test_a_gif_says_whose_it_is():
    file = BytesIO()
    Image.new("L", (8, 8)).save(file, "GIF")
    data = file.getvalue()
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    packet = xmp.packet(creator="Әлия Қуанышқызы", credit_line="Egemen")
    at = 13 + (3 * (2 << (data[10] & 7)) if data[10] & 0x80 else 0)
    data = data[:at] + b"!\xff\x0bXMP DataXMP" + packet + trailer + data[at:]
    said = read(data)
    assert (said.creator, said.credit_line) == (("Әлия Қуанышқызы",), "Egemen")
    assert read(data[: at + 40] + data[at:]).creator == ()


def test_a_png_says_whose_it_is():
    resources = resource(iim.RECORDS, dataset(90, UTF8, record=1) + dataset(80, "Әлия".encode()))
    info = PngInfo()
    info.add_text("Raw profile type iptc", f"\niptc\n{len(resources):8d}\n{resources.hex()}\n")
    info.add_itxt("Author", "Басқа біреу")
    info.add_itxt("Copyright", "© Egemen")
    file = BytesIO()
    Image.new("L", (8, 8)).save(file, "PNG", pnginfo=info)
    said = read(file.getvalue())
    assert (said.creator, said.copyright) == (("Әлия",), "© Egemen")


@given(st.text(max_size=60))
def test_no_profile_of_a_png_breaks_its_reader(text):
    assert isinstance(metadata._of_png(f"\niptc\n 12\n{text}"), dict)
    assert isinstance(metadata._of_png(f"\niptc\n 12\n{text.encode().hex()}"), dict)


def test_every_field_of_iim_is_read():
    account = read(
        jpeg(
            dataset(90, UTF8, record=1)
            + dataset(25, "қар".encode())
            + dataset(25, "көктем".encode())
            + dataset(40, "Тек газетке".encode())
            + dataset(55, b"20260219")
            + dataset(60, b"185300+0500")
            + dataset(80, "Нұрлан Асқаров".encode())
            + dataset(90, "Алматы".encode())
            + dataset(92, "Медеу".encode())
            + dataset(95, "Алматы облысы".encode())
            + dataset(101, "Қазақстан".encode())
            + dataset(105, "Қар жауды".encode())
            + dataset(110, b"JQ-Aqparat")
            + dataset(115, b"Aqorda.resmi")
            + dataset(116, "© JQ-Aqparat, 2026".encode())
            + dataset(120, "Таудағы қар.\rЕкінші жол.".encode())
        )
    )
    assert account.said() == {
        "creator": ["Нұрлан Асқаров"],
        "credit_line": "JQ-Aqparat",
        "source": "Aqorda.resmi",
        "copyright": "© JQ-Aqparat, 2026",
        "headline": "Қар жауды",
        "caption": "Таудағы қар.\nЕкінші жол.",
        "keywords": ["қар", "көктем"],
        "sublocation": "Медеу",
        "city": "Алматы",
        "region": "Алматы облысы",
        "country": "Қазақстан",
        "date": "20260219T185300+0500",
        "instructions": "Тек газетке",
    }
    assert account.place == "Медеу, Алматы, Алматы облысы, Қазақстан"
    assert account.taken_at(ALMATY) == datetime(2026, 2, 19, 13, 53, tzinfo=UTC)


def test_records_that_end_in_the_middle_give_what_came_before():
    records = dataset(80, b"Ivan") + dataset(110, b"Agency")
    assert iim.read(records[:-3]) == {"creator": ["Ivan"]}
    assert iim.read(b"\x1c\x02\x50\x80\x04\x00\x00\x00\x04Ivan") == {"creator": ["Ivan"]}
    assert iim.read(b"\x1c\x02\x50\xff\xff" + b"\0" * 40) == {}


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader_of_records(data):
    iim.read(data)
    iim.read(dataset(80, b"x") + data)


# --- XMP --------------------------------------------------------------------------------------


def test_xmp_is_read_in_each_of_rdfs_ways():
    account = read(
        jpeg(
            packet=rdf(
                "<dc:creator><rdf:Seq><rdf:li>Әлия</rdf:li><rdf:li>Болат</rdf:li></rdf:Seq></dc:creator>"
                '<dc:rights><rdf:Alt><rdf:li xml:lang="ru">Все права</rdf:li>'
                '<rdf:li xml:lang="x-default">Барлық құқық</rdf:li></rdf:Alt></dc:rights>'
                "<photoshop:Source>Aqorda &amp; Co</photoshop:Source>"
                '<xmpRights:WebStatement rdf:resource="https://example.kz/terms"/>'
                '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
                "<plus:LicensorName>Бірінші</plus:LicensorName>"
                "<plus:LicensorURL>https://example.kz/1</plus:LicensorURL></rdf:li>"
                '<rdf:li><rdf:Description plus:LicensorName="Екінші"/></rdf:li></rdf:Seq>'
                "</plus:Licensor>",
                'photoshop:Credit="JQ-Aqparat" photoshop:DateCreated="2026-02-19T18:53"',
            )
        )
    )
    assert account.creator == ("Әлия", "Болат")
    assert account.copyright == "Барлық құқық"
    assert (account.credit_line, account.source) == ("JQ-Aqparat", "Aqorda & Co")
    assert account.rights_url == "https://example.kz/terms"
    assert account.licensor == ("Бірінші", "Екінші")
    assert account.licensor_url == ("https://example.kz/1",)
    assert account.taken_at(ALMATY) == datetime(2026, 2, 19, 18, 53, tzinfo=ALMATY)


def test_a_packet_that_reads_files_or_swells_is_left_unread():
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert xmp.read(entity + rdf("<photoshop:Credit>&a;</photoshop:Credit>")) == {}
    swelling = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert xmp.read(swelling + rdf("<photoshop:Credit>&b;</photoshop:Credit>")) == {}
    assert xmp.read(rdf("<photoshop:Credit>" + "a" * xmp.LARGEST + "</photoshop:Credit>")) == {}


@pytest.mark.parametrize(
    "packet",
    [b"", b"\0\0", b"<", b"<x/>", b"\xff\xfe<\0", b'<?xml version="1.0" encoding="none"?><x/>',
     "<a\ud800/>", rdf("<photoshop:Credit/>"), rdf("", 'photoshop:Credit=" "')],
)  # fmt: skip
def test_what_is_no_packet_says_nothing(packet):
    assert xmp.read(packet) == {}


@example("", "", "\x7f")
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_what_is_written_is_read_again(creator, credit, url):
    def printed(text):
        return metadata._clean(text)

    packet = xmp.packet(creator=creator, credit_line=credit, licensor_url=url)
    said = xmp.read(packet)
    for name, text in (("creator", creator), ("credit_line", credit), ("licensor_url", url)):
        got = list(filter(None, map(printed, said.get(name, []))))
        assert got == ([printed(text)] if printed(text) else [])


# --- Together ---------------------------------------------------------------------------------


def test_xmp_is_believed_before_iim_and_iim_fills_what_it_leaves_open():
    records = dataset(110, "Ескі".encode()) + dataset(80, "Әлия".encode())
    account = read(jpeg(records, packet=rdf("<photoshop:Credit>Жаңа</photoshop:Credit>")))
    assert (account.credit_line, account.creator) == ("Жаңа", ("Әлия",))


def test_iim_is_believed_when_its_digest_shows_a_later_hand():
    records = dataset(110, "Жаңа".encode())
    packet = rdf("<photoshop:Credit>Ескі</photoshop:Credit>")
    same = hashlib.md5(records, usedforsecurity=False).digest()
    other = hashlib.md5(b"before", usedforsecurity=False).digest()
    assert read(jpeg(records, digest=same, packet=packet)).credit_line == "Ескі"
    assert read(jpeg(records, digest=other, packet=packet)).credit_line == "Жаңа"


def test_exif_speaks_where_the_others_are_silent():
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = "Нұрлан".encode(), "© 2026".encode()
    exif[0x010E] = b"OLYMPUS DIGITAL CAMERA         "
    exif.get_ifd(0x8769)[0x9003] = "2026:02:19 18:53:10"
    exif.get_ifd(0x8769)[0x9011] = "+05:00"
    exif.get_ifd(0x8825)[1] = "N"
    account = read(jpeg(exif=exif.tobytes()))
    assert (account.creator, account.copyright, account.caption) == (("Нұрлан",), "© 2026", "")
    assert account.taken_at(ALMATY) == datetime(2026, 2, 19, 13, 53, 10, tzinfo=UTC)
    records = jpeg(dataset(80, "Әлия".encode()), exif=exif.tobytes())
    assert read(records).creator == ("Әлия",)


def test_a_picture_made_by_a_machine_is_known():
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/{}"
    for name, is_synthetic in (("trainedAlgorithmicMedia", True), ("digitalCapture", False)):
        packet = rdf(
            f"<Iptc4xmpExt:DigitalSourceType>{kind.format(name)}</Iptc4xmpExt:DigitalSourceType>"
        )
        assert read(jpeg(packet=packet)).is_synthetic is is_synthetic
    assert not metadata.Account().is_synthetic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-19", datetime(2026, 2, 19, tzinfo=ALMATY)),
        ("20260219T185300-0330", datetime(2026, 2, 19, 22, 23, tzinfo=UTC)),
        ("2026:02:19 18:53:10.530", datetime(2026, 2, 19, 18, 53, 10, tzinfo=ALMATY)),
        ("2026-02-19T18:53Z", datetime(2026, 2, 19, 18, 53, tzinfo=UTC)),
        ("2026-13-01", None),
        ("0000:00:00 00:00:00", None),
        ("кеше", None),
        ("", None),
        ("2026-02-19T18:53:10+99:99", datetime(2026, 2, 19, 18, 53, 10, tzinfo=ALMATY)),
    ],
)  # fmt: skip
def test_moments_are_read_as_each_of_the_three_writes_them(text, expected):
    assert metadata.moment(text, ALMATY) == expected


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_moments(text):
    got = metadata.moment(text, ALMATY)
    assert got is None or abs(got.utcoffset()) < timedelta(days=1)


def test_long_and_unprintable_texts_are_cut_to_what_can_be_stored():
    packet = rdf("<photoshop:Credit>" + "ә" * 9000 + "</photoshop:Credit>")
    image = Image.new("RGB", (8, 8))
    image.info["xmp"] = packet
    assert metadata.read(image).credit_line == "ә" * metadata.LONGEST
    image.info = {"photoshop": {iim.RECORDS: dataset(80, b"a\0b\x07c\xef\xbb\xbf")}}
    assert metadata.read(image).creator == ("abc",)
