"""A photo that is withdrawn is gone with every file made from it; its original stays."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone

from media import encoding, files, pictures, renditions, tasks
from media.intake import take_in
from media.models import Photo
from media.withdrawing import bring_back, withdraw
from tests.media.test_renditions import grainy

pytestmark = pytest.mark.django_db
racing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def names_of(photo):
    return [row.file.name for row in photo.renditions.all()]


def test_withdrawn_photo_has_no_file_left_and_its_original_stays(
    editor, django_capture_on_commit_callbacks
):
    photo = take_in(grainy((700, 500)))
    names = names_of(photo)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(photo, by=editor, why="Баланың беті көрініп тұр.")
    assert (photo.withdrawn_by, photo.withdrawn_why) == (editor, "Баланың беті көрініп тұр.")
    assert names and not any(files.renditions().exists(name) for name in names)
    assert files.originals().exists(photo.original.name)
    assert pictures.printable([photo.pk], at=timezone.now()) == {}
    tasks.finish.call(photo.pk)
    assert not photo.renditions.exists()


def test_the_same_file_sent_twice_is_withdrawn_with_it(editor):
    data = grainy((600, 400))
    first, second, other = take_in(data), take_in(data), take_in(grainy((601, 400)))
    withdraw(second, by=editor, why="Сұрау бойынша")
    first.refresh_from_db()
    assert first.withdrawn_at and not first.renditions.exists()
    assert pictures.printable([other.pk], at=timezone.now())


def test_a_reason_is_asked_for_and_nothing_is_withdrawn_twice(editor):
    photo = take_in(grainy((600, 400)))
    with pytest.raises(ValidationError):
        withdraw(photo, by=editor, why="  ")
    assert photo.renditions.exists()
    withdraw(photo, by=editor, why="Құқық жоқ")
    with pytest.raises(ValidationError):
        withdraw(photo, by=editor, why="Тағы")
    assert Photo.objects.get().withdrawn_why == "Құқық жоқ"


def test_a_mistake_is_taken_back(editor):
    photo = take_in(grainy((600, 400)))
    count = photo.renditions.count()
    withdraw(photo, by=editor, why="Қате")
    bring_back(photo)
    assert photo.withdrawn_at is None
    assert photo.renditions.count() == count
    assert pictures.printable([photo.pk], at=timezone.now() + timedelta(seconds=1))


def stored():
    """Return the names of all files that lie in the storage of renditions."""
    storage = files.renditions()
    folders, _names = storage.listdir("")
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}


@racing
@pytest.mark.parametrize("task", ["recut", "relabel", "finish"])
def test_a_photo_withdrawn_while_the_worker_is_at_it_leaves_neither_row_nor_file(
    editor, monkeypatch, settings, task
):
    settings.PHOTO_AVIF = True
    before = stored()
    photo = take_in(grainy((700, 500)))
    Photo.objects.filter(pk=photo.pk).update(focal_x=0.1, copyright_notice="© Дала")
    write = renditions.write

    def last_moment(made):
        withdraw(photo, by=editor, why="Баланың беті көрініп тұр.")
        return write(made)

    monkeypatch.setattr(renditions, "write", last_moment)
    getattr(tasks, task).call(photo.pk)
    photo.refresh_from_db()
    assert photo.withdrawn_at
    assert not photo.renditions.exists()
    assert stored() <= before


@racing
def test_whoever_withdraws_a_photo_waits_for_files_that_are_being_recorded(editor):
    before = stored()
    photo = take_in(grainy((700, 500)))
    made = list(encoding.encode(renditions.decoded(photo), [encoding.Wanted("webp", 600)]))
    begun, over = threading.Event(), threading.Event()

    def take_back():
        try:
            begun.wait(20)
            withdraw(photo, by=editor, why="Сұрау бойынша")
        finally:
            over.set()
            connections.close_all()

    hand = threading.Thread(target=take_back)
    hand.start()
    renditions.write(made)
    with transaction.atomic():
        assert renditions.record(photo, made)
        begun.set()
        assert not over.wait(0.5)
    hand.join(30)
    assert Photo.objects.get().withdrawn_at
    assert not photo.renditions.exists()
    assert stored() <= before
