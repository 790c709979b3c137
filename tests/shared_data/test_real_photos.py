"""The reference photos of IPTC and a set of hostile and odd uploads, where the data is at hand."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from media import files, metadata
from media.models import Photo
from tests.media.test_intake import stored

FOLDER = Path(os.environ.get("NEWSROOM_TEST_DATA") or "/nowhere") / "safety"
MISSING = "left out: photos and uploads (NEWSROOM_TEST_DATA names no folder that holds them)"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING),
]
#: Names of the manifest for what we call otherwise.
OURS = {
    "credit": "credit_line", "alt": "alt_text", "date_created": "date",
    "web_statement": "rights_url", "digital_source_type": "digital_source",
}  # fmt: skip


def reference():
    if not FOLDER.is_dir():
        return []
    return sorted(json.loads((FOLDER / "iptc" / "expected.json").read_text()).items())


def uploads():
    if not FOLDER.is_dir():
        return []
    own = FOLDER / "images" / "own"
    return json.loads((own / "manifest.json").read_text())["files"]


def plain(said) -> str:
    """Return a value as one text, a date without its marks."""
    return ", ".join(said) if isinstance(said, list) else str(said or "")


@pytest.mark.parametrize(("name", "expected"), reference())
def test_every_expected_field_is_read_word_for_word(name, expected):
    image = Image.open(FOLDER / "iptc" / name)
    image.load()
    said = metadata.read(image).said()
    for field, value in expected.items():
        if field == "gps":
            continue
        got = plain(said.get(OURS.get(field, field)))
        if field == "date_created":
            if value:
                digits = "".join(filter(str.isdigit, got))
                assert digits.startswith("".join(filter(str.isdigit, value))[:14])
            continue
        assert got == plain(value), field


@pytest.fixture
def library(journalist):
    client = Client(raise_request_exception=True)
    client.force_login(journalist)
    return client


def send(library, path, name, kind):
    sent = SimpleUploadedFile("x", path.read_bytes(), content_type=kind)
    sent._name = name  # As it came: Django's own field would have cut it short.
    return library.post(
        reverse("admin:media_photo_send"), {"file": sent}, headers={"accept": "application/json"}
    )


@pytest.mark.parametrize("case", uploads(), ids=lambda case: ascii(case["upload_name"])[:40])
def test_uploads_come_out_as_their_manifest_expects(library, case):
    before, started = stored(), time.process_time()
    path = FOLDER / "images" / "own" / case["file"]
    answer = send(library, path, case["upload_name"], case["content_type"])
    assert answer.status_code in (200, 422)
    assert time.process_time() - started < 10
    if case["expect"] != "either":
        assert (answer.status_code == 200) is (case["expect"] == "accept"), answer.json()
    if answer.status_code == 422:
        assert answer.json()["refused"]
        assert stored() == before
        return
    photo = Photo.objects.get()
    assert photo.original.name.rpartition(".")[2] in ("jpg", "png", "webp", "avif", "gif")
    payloads = (b"<script", b"<?php", b"onerror", b"GPSLatitude", b"12345678")
    for row in photo.renditions.all():
        with row.file.open("rb") as file:
            data = file.read()
        assert not any(payload in data for payload in payloads)
        image = Image.open(files.renditions().path(row.file.name))
        image.load()
        assert not image.getexif()


@pytest.mark.parametrize(
    "path",
    sorted((FOLDER / "images" / "pillow").glob("*")) if FOLDER.is_dir() else [],
    ids=lambda path: path.name[:40],
)
def test_files_that_once_broke_a_decoder_break_nothing(library, path):
    before = stored()
    answer = send(library, path, path.name, "image/jpeg")
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert stored() == before


def test_no_upload_takes_more_than_300_megabytes():
    script = (
        "import sys, django; django.setup();"
        "from media import validators, renditions;"
        "from media.models import Photo;"
        "data = open(sys.argv[1], 'rb').read();\n"
        "try:\n"
        "    picture = validators.decode(data)\n"
        "    photo = Photo(size=len(data), width=picture.width, height=picture.height)\n"
        "    renditions.first(photo, picture)\n"
        "except validators.BadPhoto: pass"
    )
    own = FOLDER / "images" / "own"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    for case in uploads():
        if case["kind"] not in ("bomb", "valid", "metadata"):
            continue
        process = subprocess.Popen(
            [sys.executable, "-c", script, own / case["file"]], env=environment,
            cwd=Path(__file__).parent.parent.parent,
        )  # fmt: skip
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, case["file"]
        assert usage.ru_maxrss < 300 * 1024, (case["file"], usage.ru_maxrss)
