"""Many hands at one photo at the same moment, on real threads: nothing said is lost."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from articles import photographs, requirements, workflow
from articles.models import EditionPhoto
from articles.refusals import Refused
from media import files, intake
from media.intake import take_in
from media.models import Photo, PhotoCredit
from tests.articles.test_workflow_races import together
from tests.forms import fields_of
from tests.media.test_renditions import grainy

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BY_SCRIPT = {"HTTP_ACCEPT": "application/json"}


def act(photo, name):
    return reverse(f"admin:media_photo_{name}", args=[photo.pk])


def test_two_words_said_of_one_photo_at_once_are_both_kept(at_desk, editor, chief):
    credit = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы")
    for n in range(6):
        photo = take_in(grainy((60 + n, 60)), render=False)
        jobs = [(at_desk(editor), {"credit": credit.pk}), (at_desk(chief), {"alt_text": "Тау"})]
        answers = together(
            lambda job: job[0].post(act(photo, "words"), job[1], **BY_SCRIPT).status_code,  # noqa: B023
            jobs,
            workers=2,
        )
        photo.refresh_from_db()
        assert answers == [200, 200]
        assert (photo.credit, photo.alt_text) == (credit, "Тау")


def test_the_same_file_sent_by_three_at_once_comes_in_once(at_desk, journalist, editor, chief):
    clients = [at_desk(user) for user in (journalist, editor, chief)]
    before = set(Photo.objects.values_list("pk", flat=True))
    data = grainy((500, 400))

    def send(client):
        file = SimpleUploadedFile("kod.jpg", data)
        return client.post(reverse("admin:media_photo_send"), {"file": file}, **BY_SCRIPT)

    answers = together(send, clients, workers=3)
    photo = Photo.objects.exclude(pk__in=before).get()
    assert {answer.json()["id"] for answer in answers} == {photo.pk}
    assert files.originals().exists(photo.original.name)
    assert photo.renditions.exists()
    assert all(files.renditions().exists(row.file.name) for row in photo.renditions.all())


def test_what_came_in_a_moment_before_is_not_taken_in_again(monkeypatch):
    data = grainy((300, 200))
    first = take_in(data)
    with pytest.raises(intake.AlreadyHere) as here:
        take_in(data, once=True)
    assert here.value.photo == first
    assert all(files.renditions().exists(row.file.name) for row in first.renditions.all())


def test_nobody_empties_a_photo_between_its_approval_and_its_page(
    monkeypatch, write, journalist, editor, photo
):
    """Whoever empties it waits for the approval, and then hears that the photo is in print."""
    Photo.objects.filter(pk=photo.pk).update(uploaded_by=journalist)
    client = Client()
    client.force_login(journalist)
    form = fields_of(client.get(act(photo, "change")), "photo_form")
    asked, answers = threading.Event(), []

    def empty():
        try:
            asked.wait(20)
            answers.append(client.post(act(photo, "change"), form | {"credit": "", "alt_text": ""}))
        finally:
            connections.close_all()

    ready = requirements.ready

    def ready_and_slow(*args):
        ready(*args)
        asked.set()
        hand.join(1)
        assert hand.is_alive()

    monkeypatch.setattr(requirements, "ready", ready_and_slow)
    hand = threading.Thread(target=empty)
    hand.start()
    workflow.approve(write(journalist, photo=photo), by=editor)
    hand.join(30)
    photo.refresh_from_db()
    assert (photo.credit_id is not None, photo.alt_text) == (True, "Кездесу залы")
    assert answers[0].status_code == 200
    assert "өзгертеді" in answers[0].content.decode()


def test_an_approval_waits_for_whoever_is_emptying_the_photo(write, journalist, editor, photo):
    article = write(journalist, photo=photo)
    begun, refusals = threading.Event(), []

    def approve():
        try:
            begun.wait(20)
            workflow.approve(article, by=editor)
        except Refused as refusal:
            refusals.append(str(refusal))
        finally:
            connections.close_all()

    hand = threading.Thread(target=approve)
    hand.start()
    with transaction.atomic():
        held = Photo.objects.held().get(pk=photo.pk)
        held.credit, held.alt_text = None, ""
        photographs.keep(held)
        begun.set()
        hand.join(1)
        assert hand.is_alive()
    hand.join(30)
    assert f"№ {photo.pk}" in refusals[0]
    assert not EditionPhoto.objects.filter(photo=photo).exists()
