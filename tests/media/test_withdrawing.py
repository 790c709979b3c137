"""A photo that is withdrawn is gone with every file made from it; its original stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from media import files, pictures, tasks
from media.intake import take_in
from media.models import Photo
from media.withdrawing import bring_back, withdraw
from tests.media.test_renditions import grainy

pytestmark = pytest.mark.django_db


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
