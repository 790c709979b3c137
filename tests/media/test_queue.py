"""Work that waits is done once more if its worker dies, and never half."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from media import queue, renditions, tasks, upkeep
from media.intake import take_in
from media.metadata import read
from media.models import Photo, PhotoCredit
from tests.media.test_renditions import grainy, opened
from tests.servers import ROOT, database_url


def work():
    call_command("work", until_empty=True, interval=0, verbosity=0)


def waiting(**fields):
    return DBTaskResult.objects.filter(**fields).count()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_avif_is_made_by_the_worker_where_the_house_wants_it(settings):
    photo = take_in(grainy((1300, 900)))
    assert waiting() == 0
    settings.PHOTO_AVIF = True
    photo = take_in(grainy((1400, 900)))
    assert "avif" not in {row.format for row in photo.renditions.all()}
    work()
    assert "avif" in {row.format for row in photo.renditions.all()}
    assert photo.renditions.count() <= 14
    assert sum(row.size for row in photo.renditions.all()) <= renditions.MOST * photo.size


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_corrected_credit_reaches_all_its_files(monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    credit = PhotoCredit.objects.create(photographer="Асқар")
    photos = [take_in(grainy((500 + n, 400)), credit=credit) for n in range(3)]
    credit.photographer = "Ермек"
    upkeep.keep_credit(credit)
    # The second one's file is gone: the others have their label all the same.
    lost = photos[1].renditions.first()
    lost.file.storage.delete(lost.file.name)
    work()
    assert waiting(status="SUCCESSFUL") == 2
    for photo in (photos[0], photos[2]):
        rows = photo.renditions.filter(replaced_at=None)
        assert {read(opened(row)).creator for row in rows} == {("Ермек",)}


@pytest.mark.django_db
def test_only_changes_that_files_carry_are_queued():
    photo = take_in(grainy((400, 300)))
    photo.caption, photo.alt_text = "Тау", "Қарлы тау"
    upkeep.keep(photo)
    assert waiting() == 0
    photo.usage_terms, photo.focal_x = "Тек жаңалыққа", 0.2
    upkeep.keep(photo)
    assert waiting() == 2


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_put_back_and_given_up_at_the_third_time():
    tasks.finish.enqueue(1)
    row = DBTaskResult.objects.get()
    gone = f"{queue.worker_name().partition(':')[0]}:{_dead()}:x"
    for attempt in range(1, queue.TRIES + 1):
        row.claim(gone)
        assert queue.take_back() == 1
        row.refresh_from_db()
        assert row.status == ("READY" if attempt < queue.TRIES else "FAILED")
    assert queue.take_back(timezone.now() + timedelta(hours=1)) == 0


@pytest.mark.django_db
def test_work_of_the_living_is_left_to_them_until_it_takes_too_long():
    tasks.finish.enqueue(1)
    row = DBTaskResult.objects.get()
    for name in (queue.worker_name(), "another-machine:1:x", "anything"):
        row.claim(name)
        row.worker_ids = [name]
        row.save()
        assert queue.take_back() == 0
    assert queue.take_back(timezone.now() + queue.TOO_LONG) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_failed_is_tried_again_after_a_pause(monkeypatch):
    photo = take_in(grainy((400, 300)), render=False)

    def full(*args, **options):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(renditions, "put", full)
        tasks.finish.enqueue(photo.pk)
        work()
    assert waiting(status="FAILED") == 1
    assert not photo.renditions.exists()
    assert queue.take_back() == 0
    assert queue.take_back(timezone.now() + queue.PAUSES[0]) == 1
    work()
    assert waiting(status="SUCCESSFUL") == 1
    assert photo.renditions.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_killed_in_the_middle_leaves_nothing_half_and_the_next_does_it_again(settings):
    settings.PHOTO_AVIF = True
    photos = [take_in(grainy((2000 + n, 1300))) for n in range(3)]
    before = {photo.pk: photo.renditions.count() for photo in photos}
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": database_url(),
        "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PHOTO_AVIF": "on",
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work", "--interval", "0.1", "--verbosity", "0"],
        cwd=ROOT, env=environment,
    )  # fmt: skip
    for _moment in range(600):
        if waiting(status="RUNNING"):
            break
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    for photo in photos:
        rows = list(photo.renditions.all())
        assert len(rows) in (before[photo.pk], len(renditions.wanted_of(photo, later=True)))
        assert all(opened(row).size == (row.width, row.height) for row in rows)
    work()
    assert waiting(status="SUCCESSFUL") == 3
    for photo in photos:
        assert {row.format for row in photo.renditions.all()} == {"webp", "jpeg", "avif"}


def _dead() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_credit_corrected_while_a_label_is_written_reaches_the_file_all_the_same(monkeypatch):
    first = PhotoCredit.objects.create(photographer="Асқар")
    other = PhotoCredit.objects.create(photographer="Ермек")
    photo = take_in(grainy((500, 400)), copyright_notice="© Дала")
    Photo.objects.filter(pk=photo.pk).update(credit=first)
    write = renditions.write

    def meanwhile(made):
        # Another worker has been by with the newer words: what is written now is the older label.
        Photo.objects.filter(pk=photo.pk).update(credit=other)
        return write(made)

    monkeypatch.setattr(renditions, "write", meanwhile)
    tasks.relabel.call(photo.pk)
    rows = photo.renditions.filter(replaced_at=None)
    assert {read(opened(row)).creator for row in rows} == {("Ермек",)}


@pytest.mark.django_db
def test_a_worker_that_does_not_come_is_silent_and_one_that_works_is_not():
    now = timezone.now()
    assert queue.silence(now) is None
    for _task in range(2):
        tasks.finish.enqueue(1)
    assert queue.silence(now) is None
    begun = now - timedelta(minutes=30)
    DBTaskResult.objects.update(enqueued_at=begun)
    assert queue.silence(now) == queue.Silence(waiting=2, since=begun)
    # A long queue of which something is done.
    first = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=first.pk).update(status="SUCCESSFUL", finished_at=now)
    assert queue.silence(now) is None
    DBTaskResult.objects.filter(pk=first.pk).update(finished_at=begun)
    assert queue.silence(now).waiting == 1


@pytest.mark.django_db
def test_what_was_put_off_waits_since_its_own_moment():
    now = timezone.now()
    tasks.finish.using(run_after=now + timedelta(hours=1)).enqueue(1)
    DBTaskResult.objects.update(enqueued_at=now - timedelta(days=1))
    assert queue.silence(now) is None
    since = now - timedelta(minutes=20)
    DBTaskResult.objects.update(run_after=since)
    assert queue.silence(now).since == since
