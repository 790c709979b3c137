"""Files that belong to nothing are found and taken away; no other file ever is."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from media import files, renditions
from media.intake import take_in
from media.models import Photo, PhotoCredit
from media.sweeping import YOUNG, sweep
from tests.media.test_renditions import grainy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    """Give each test folders of its own: other tests leave files behind."""
    for kind, storage in (("originals", files.originals()), ("renditions", files.renditions())):
        for name in ("base_location", "location"):
            monkeypatch.setitem(storage.__dict__, name, str(tmp_path / kind))


def later(**ago):
    return timezone.now() + YOUNG + timedelta(**ago)


def test_files_without_a_row_go_when_they_are_a_day_old():
    photo = take_in(grainy((500, 400)))
    names = [row.file.name for row in photo.renditions.all()]
    for storage in (files.originals(), files.renditions()):
        storage.save("ab/lost.jpg", ContentFile(b"12345"))
    assert sweep().orphans == 0
    found = sweep(now=later(minutes=1), pretend=True)
    assert (found.orphans, found.size) == (2, 10)
    assert files.originals().exists("ab/lost.jpg")
    assert sweep(now=later(minutes=1)).orphans == 2
    assert not files.originals().exists("ab/lost.jpg")
    assert all(files.renditions().exists(name) for name in names)
    assert files.originals().exists(photo.original.name)


def test_replaced_files_stay_a_day_for_those_who_have_the_page_open():
    credit = PhotoCredit.objects.create(photographer="Асқар")
    photo = take_in(grainy((500, 400)), credit=credit)
    before = [row.file.name for row in photo.renditions.all()]
    credit.photographer = "Ермек"
    credit.save()
    photo.refresh_from_db()
    renditions.relabel(photo)
    assert sweep().replaced == 0
    assert all(files.renditions().exists(name) for name in before)
    assert sweep(now=later(minutes=1)).replaced == len(before)
    assert not any(files.renditions().exists(name) for name in before)
    assert photo.renditions.count() == len(before)


def test_the_command_tells_what_it_found(capsys):
    call_command("sweep_photos", pretend=True)
    assert (
        "without a row: 0; replaced: 0; bytes: 0 (nothing was deleted)" in capsys.readouterr().out
    )


def test_files_that_a_withdrawn_photo_should_not_have_go_with_their_rows():
    photo = take_in(grainy((500, 400)))
    names = [row.file.name for row in photo.renditions.all()]
    Photo.objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now())
    assert sweep().replaced == 0
    assert sweep(now=later(minutes=1)).replaced == len(names)
    assert not photo.renditions.exists()
    assert not any(files.renditions().exists(name) for name in names)
    assert files.originals().exists(photo.original.name)
