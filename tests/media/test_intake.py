"""A photo comes in whole or not at all, under a name of our own."""

import hashlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from media import files, renditions
from media.intake import BadPhoto, digest_of, discard, take_in
from media.models import Photo, PhotoCredit, Rendition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Let sentences be compared as they are written in the code."""
    with translation.override("en"):
        yield


def picture(kind="JPEG", size=(700, 500), colour=(200, 30, 30), **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **options)
    return file.getvalue()


def stored() -> set[str]:
    """Return the names of all files in both storages."""
    found = set()
    for kind, storage in (("o", files.originals()), ("r", files.renditions())):
        try:
            folders = storage.listdir("")[0]
        except FileNotFoundError:
            continue
        found |= {
            f"{kind}/{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]
        }
    return found


def test_photo_is_named_after_its_bytes_and_not_after_the_senders_file():
    data = picture(colour=(1, 2, 3))
    photo = take_in(SimpleUploadedFile("../../етц/passwd.php", data), caption="Көрініс")
    digest = hashlib.sha256(data).hexdigest()
    assert photo.original.name == f"{digest[:2]}/{digest[:24]}.jpg"
    assert (photo.digest, photo.size) == (digest, len(data))
    assert (photo.width, photo.height, photo.caption) == (700, 500, "Көрініс")
    with photo.original.open("rb") as file:
        assert file.read() == data


def test_format_is_decided_by_the_bytes():
    photo = take_in(SimpleUploadedFile("photo.jpg", picture("PNG"), content_type="image/jpeg"))
    assert photo.original.name.endswith(".png")


def test_who_sent_it_and_what_was_said_of_it_is_kept(journalist):
    credit = PhotoCredit.objects.create(source="Aqorda.resmi")
    photo = take_in(picture(), by=journalist, credit=credit, alt_text="Зал")
    photo.refresh_from_db()
    assert (photo.uploaded_by, photo.credit, photo.alt_text) == (journalist, credit, "Зал")


@pytest.mark.parametrize(
    "data",
    [b"", b"not a photo", b"\xff\xd8\xff", picture()[:-200], b"<svg onload='alert(1)'/>"],
    ids=["empty", "text", "first bytes alone", "cut off", "svg"],
)
def test_refusal_is_a_sentence_and_leaves_nothing(data):
    before = stored()
    with pytest.raises(BadPhoto) as refusal:
        take_in(SimpleUploadedFile("photo.jpg", data))
    assert isinstance(refusal.value, ValidationError)
    assert refusal.value.messages[0].endswith(".")
    assert stored() == before
    assert not Photo.objects.exists()


def test_a_full_disk_is_said_plainly_and_leaves_nothing(monkeypatch):
    before = stored()
    storage = files.renditions()
    write = storage._save
    calls = []

    def save(name, content):
        name = write(name, content)
        calls.append(name)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return name

    monkeypatch.setattr(files, "renditions", lambda: storage)
    monkeypatch.setattr(storage, "_save", save, raising=False)
    with pytest.raises(BadPhoto, match="no room"):
        take_in(picture(colour=(9, 9, 9)))
    assert stored() == before
    assert not Photo.objects.exists() and not Rendition.objects.exists()


def test_a_file_that_was_cut_off_by_a_crash_is_written_again():
    data = picture(colour=(5, 5, 5))
    photo = take_in(data)
    path = files.originals().path(photo.original.name)
    with open(path, "wb") as file:
        file.write(data[:100])
    take_in(data)
    with open(path, "rb") as file:
        assert file.read() == data


def test_files_go_when_the_rows_fail(monkeypatch):
    before = stored()

    def fail(*args, **kwargs):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(Rendition.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        take_in(picture(colour=(8, 8, 8)))
    assert stored() == before
    assert not Photo.objects.exists()


def test_same_bytes_lie_in_one_file():
    data = picture(colour=(7, 7, 7))
    first, second = take_in(data), take_in(BytesIO(data))
    assert first.pk != second.pk
    assert first.original.name == second.original.name
    names = {row.file.name for row in first.renditions.all()}
    assert names == {row.file.name for row in second.renditions.all()}


def test_discarding_one_of_two_keeps_the_files_of_the_other():
    data = picture(colour=(6, 6, 6))
    first, second = take_in(data), take_in(data)
    discard(first)
    assert files.originals().exists(second.original.name)
    assert all(files.renditions().exists(row.file.name) for row in second.renditions.all())
    before = stored()
    discard(second)
    assert len(before - stored()) == 1 + len(renditions.wanted_of(second))


def test_a_photo_may_be_taken_in_before_its_renditions_are_made():
    photo = take_in(picture(), render=False)
    assert not photo.renditions.exists()
    assert renditions.make(photo)
    assert renditions.make(photo) == sorted(
        photo.renditions.all(), key=lambda row: (row.width, row.format, row.crop)
    )


def test_digest_is_known_before_anything_is_stored():
    data = picture()
    assert digest_of(data) == take_in(data).digest


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_we_name_is_taken(kind):
    photo = take_in(picture(kind))
    assert (photo.width, photo.height) == (700, 500)
    assert "webp" in {row.format for row in photo.renditions.all()}
