"""Readers' notes and the pages of the house at the desk."""

import pytest

from articles import reader_notes
from articles.models import Handled, HousePage, ReaderNote

pytestmark = pytest.mark.django_db
NOTES = "/admin/articles/readernote/"


def test_an_editor_handles_a_note_and_the_home_tells_of_those_that_wait(client, publish, editor):
    note = reader_notes.send(publish("Мектеп"), passage="Алматтыда", words="")
    client.force_login(editor)
    assert "Алматтыда" in client.get("/admin/").content.decode()
    assert "Алматтыда" in client.get(NOTES).content.decode()
    client.post(f"{NOTES}{note.pk}/handle/", {"as": "mended"})
    note.refresh_from_db()
    assert (note.handled_as, note.handled_by) == (Handled.MENDED, editor)
    assert "Алматтыда" not in client.get("/admin/").content.decode()
    # The second hears that it is done; nothing else can be done here.
    again = client.post(f"{NOTES}{note.pk}/handle/", {"as": "dismissed"}, follow=True)
    assert "қарап қойған" in again.content.decode()
    assert client.post(f"{NOTES}{note.pk}/handle/", {"as": "x"}).status_code == 302
    assert client.get(f"{NOTES}{note.pk}/handle/").status_code == 405
    assert client.get(f"{NOTES}{note.pk}/change/").status_code in (200, 403)
    assert client.get(f"{NOTES}add/").status_code == 403
    assert client.post(f"{NOTES}{note.pk}/delete/").status_code == 403
    assert ReaderNote.objects.count() == 1


def test_a_journalist_has_no_readers_notes(client, publish, journalist):
    note = reader_notes.send(publish(), passage="қате", words="")
    client.force_login(journalist)
    assert client.get(NOTES).status_code == 403
    assert client.post(f"{NOTES}{note.pk}/handle/", {"as": "mended"}).status_code == 403


def test_the_chief_writes_the_pages_of_the_house(client, chief, editor):
    client.force_login(chief)
    data = {
        "name_kk": "Жарнама",
        "order": "1",
        "body_kk": "<p>Баға</p><script>x</script>",
        "body_ru": "",
        "body_en": "",
    }
    client.post("/admin/articles/housepage/add/", data)
    page = HousePage.objects.get()
    assert (page.slug, page.body_kk) == ("jarnama", "<p>Баға</p>")
    data |= {"body_kk": '<figure data-photo="1"></figure>', "slug": "b"}
    refused = client.post("/admin/articles/housepage/add/", data)
    assert "Сурет тек материалда тұрады." in refused.content.decode()
    client.force_login(editor)
    assert client.get("/admin/articles/housepage/").status_code == 403
