"""What is no photo is refused by its bytes, before it is decoded where that would cost."""

import struct
import zlib
from io import BytesIO

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from media import validators
from media.validators import AVIF, GIF, JPEG, PNG, WEBP, BadPhoto, decode, format_of, read


@pytest.fixture(autouse=True)
def in_english():
    """Let sentences be compared as they are written in the code."""
    with translation.override("en"):
        yield


def encoded(kind, size=(64, 48), mode="RGB", **options) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(file, kind, **options)
    return file.getvalue()


def png_header(width, height) -> bytes:
    """Return a PNG that claims a size and holds almost nothing."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "format"),
    [("JPEG", JPEG), ("PNG", PNG), ("GIF", GIF), ("WEBP", WEBP), ("AVIF", AVIF)],
)
def test_format_shows_in_the_first_bytes(kind, format):
    assert format_of(encoded(kind)) is format


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "JPEG2000", "PPM", "TGA"])
def test_formats_we_do_not_name_are_refused(kind):
    with pytest.raises(BadPhoto, match="JPEG, PNG, WebP, AVIF or GIF"):
        decode(encoded(kind))


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_heic_is_refused_with_the_way_to_send_jpeg(brand):
    data = struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + b"mif1heic" + b"\0" * 64
    with pytest.raises(BadPhoto, match="Most Compatible"):
        decode(data)


def test_svg_is_refused_whatever_stands_before_it():
    with pytest.raises(BadPhoto, match="SVG"):
        decode(b"<?xml version='1.0'?><!DOCTYPE svg><SVG onload='alert(1)'/>")


def test_photo_behind_another_kind_of_file_is_no_photo():
    with pytest.raises(BadPhoto):
        decode(b"%PDF-1.4\n" + encoded("JPEG"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_photo_cut_off_is_refused(kind, share):
    data = encoded(kind, size=(400, 300))
    with pytest.raises(BadPhoto, match="damaged"):
        decode(data[: int(len(data) * share)])


def test_pixels_are_counted_before_decoding():
    for data in (
        png_header(7000, 7000),
        png_header(2**31 - 1, 2**31 - 1),
        b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\0\0\0",
    ):
        with pytest.raises(BadPhoto):
            decode(data)
    with pytest.raises(BadPhoto, match="too many pixels"):
        decode(png_header(7000, 7000))


def test_progressive_jpeg_of_many_scans_is_refused(monkeypatch):
    monkeypatch.setattr(validators, "MAX_SCANS", 3)
    with pytest.raises(BadPhoto):
        decode(encoded("JPEG", progressive=True))
    decode(encoded("JPEG"))


def test_bytes_are_counted_before_reading(monkeypatch):
    monkeypatch.setattr(validators, "MAX_BYTES", 100)

    class Endless:
        size = 10**12

        def read(self, count):
            raise AssertionError("read")

    for file in (b"x" * 101, BytesIO(b"x" * 101), Endless()):
        with pytest.raises(BadPhoto, match="too large"):
            read(file)


def test_file_is_read_from_its_beginning():
    file = BytesIO(b"abc")
    file.read(2)
    assert read(file) == b"abc"


def test_large_jpeg_is_decoded_at_a_fraction_and_says_its_whole_size():
    picture = decode(encoded("JPEG", size=(6000, 400)))
    assert (picture.width, picture.height) == (6000, 400)
    assert picture.image.width == 3000


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_that_of_the_upright_photo(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode(encoded("JPEG", size=(60, 40), exif=exif))
    assert (picture.width, picture.height) == ((40, 60) if orientation > 4 else (60, 40))
    assert picture.orientation == orientation


@pytest.mark.parametrize("broken", [b"Exif\0\0garbage", b"Exif\0\0MM\0*\xff\xff\xff\xff"])
def test_broken_exif_spoils_no_photo(broken):
    data = encoded("JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(broken) + 2) + broken
    assert decode(data[:2] + segment + data[2:]).orientation == 1


def test_phones_pair_of_photos_is_taken_as_its_first():
    file = BytesIO()
    first, second = Image.new("RGB", (80, 60), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(file, "MPO", save_all=True, append_images=[second])
    picture = decode(file.getvalue())
    assert picture.format is JPEG
    assert (picture.width, picture.height) == (80, 60)


def test_moving_picture_is_taken_as_its_first_frame():
    file = BytesIO()
    frames = [Image.new("RGB", (50, 40), colour) for colour in ("red", "blue")]
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    picture = decode(file.getvalue())
    assert picture.image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=30),
    st.binary(max_size=40),
)
def test_no_bytes_make_it_fail_otherwise_than_with_a_sentence(kind, changes, tail):
    data = bytearray(encoded(kind, size=(40, 30)))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        decode(bytes(data) + tail)
    except BadPhoto as refusal:
        assert refusal.messages[0]
