"""«Қате таптыңыз ба?»: what a reader may send, and what becomes of it."""

import pytest
from django.core.cache import cache

from articles.models import ReaderNote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything():
    cache.clear()


@pytest.fixture
def form(client, now, publish):
    """Return the address of the form of a story."""
    return f"/news/{publish('Мектеп ашылды').article_id}/note/"


def test_a_note_is_taken_without_cookie_or_login(client, form):
    page = client.get(form, {"passage": "«Алматтыда» <b>"})
    assert "«Алматтыда» &lt;b&gt;</textarea>" in page.content.decode()
    answer = client.post(form, {"passage": "Алматтыда", "words": "Алматыда"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{form}?sent=1")
    assert not answer.cookies
    assert not page.cookies
    assert "Set-Cookie" not in page.headers
    note = ReaderNote.objects.get()
    assert (note.passage, note.words) == ("Алматтыда", "Алматыда")
    assert "ескертпеңіз редакцияға жетті" in client.get(f"{form}?sent=1").content.decode()


def test_what_is_refused_keeps_what_was_typed(client, form):
    answer = client.post(form, {"passage": "а" * 501, "words": "тым ұзын"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert "тым ұзын</textarea>" in page
    assert not ReaderNote.objects.exists()


def test_programs_and_forms_of_other_sites_are_thanked_and_not_kept(client, form):
    assert client.post(form, {"passage": "спам", "mail": "a@b.kz"}).status_code == 303
    forged = client.post(form, {"passage": "спам"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 303
    assert not ReaderNote.objects.exists()


def test_one_place_sends_only_so_many_an_hour(client, form):
    answers = [
        client.post(form, {"passage": f"қате {number}"}, REMOTE_ADDR="10.0.0.1").status_code
        for number in range(8)
    ]
    assert answers == [303] * 6 + [422] * 2
    assert client.post(form, {"passage": "тағы"}, REMOTE_ADDR="10.0.0.2").status_code == 303


def test_only_what_readers_see_can_be_written_about(client, now, publish):
    for fields, status in (
        ({"hours": 1}, 404),
        ({"until": -0.5, "ended_as": "killed"}, 410),
        ({"until": -0.5, "ended_as": "held"}, 404),
    ):
        form = f"/news/{publish(**fields).article_id}/note/"
        assert client.get(form).status_code == status
        assert client.post(form, {"passage": "x"}).status_code == status
    assert not ReaderNote.objects.exists()


def test_other_verbs_are_refused_and_the_form_is_never_stored(client, form):
    assert client.put(form).status_code == 405
    assert client.get(form).headers["Cache-Control"] == "no-store"
    assert client.head(form).status_code == 200


def test_the_form_speaks_the_language_of_its_story(client, now, publish):
    form = f"/news/{publish('Школа', language='ru').article_id}/note/"
    page = client.get(form).content.decode()
    assert '<html lang="ru">' in page
    assert "Нашли ошибку?" in page


def test_a_household_of_many_addresses_is_one_place(client, form):
    answers = [
        client.post(form, {"passage": f"қате {n}"}, REMOTE_ADDR=f"2001:db8::{n}").status_code
        for n in range(1, 9)
    ]
    assert answers == [303] * 6 + [422] * 2


def test_what_was_refused_or_said_before_is_not_counted(client, form):
    for _time in range(4):
        client.post(form, {"passage": "бір", "words": ""})
        client.post(form, {"passage": "", "words": ""})
    answers = [client.post(form, {"passage": f"қате {n}"}).status_code for n in range(5)]
    assert answers == [303] * 5


def test_a_passage_marked_in_another_script_comes_to_the_desk_in_the_storys_letters(
    client, now, publish, house
):
    house.has_latin_script = True
    house.save()
    story = publish("Мектеп", body="<p>Ауылда мектеп ашылды. Оған жүз оқушы барады.</p>")
    form = f"/latyn/news/{story.article_id}/note/"
    client.post(form, {"passage": "  OǴAN JÚZ   oqýshy"})
    assert ReaderNote.objects.get().passage == "Оған жүз оқушы барады."


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://[", ""])
def test_a_form_of_another_site_is_told_nothing_and_leaves_nothing(client, form, origin):
    answer = client.post(form, {"passage": "спам"}, headers={"Origin": origin})
    assert answer.status_code == 303
    assert not ReaderNote.objects.exists()
    client.post(form, {"passage": "қате"}, headers={"Origin": "http://testserver"})
    client.post(form, {"passage": "тағы"}, headers={"Origin": "http://127.0.0.1:8000"})
    assert ReaderNote.objects.count() == 2


def test_a_passage_over_two_sentences_comes_in_the_storys_letters(client, now, publish, house):
    house.has_latin_script = True
    house.save()
    words = "Ескі диірменнің ішінде тыныш. Қабырғада он бес сурет бар."
    story = publish("Мектеп", body=f"<p>{words}</p><p>Ертең ашылады.</p>")
    form = f"/latyn/news/{story.article_id}/note/"
    client.post(form, {"passage": "ishinde tynysh. Qabyrǵada on bes"})
    assert ReaderNote.objects.get().passage == words
