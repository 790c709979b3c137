"""The writing form through HTTP: what is saved, who may, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from articles import workflow
from articles.desk import stories
from articles.desk.forms import became
from articles.models import (
    Article,
    Author,
    Decision,
    KeptText,
    Region,
    Status,
    Tag,
    Verb,
    Version,
    WhyKept,
)
from media.models import Photo
from tests.forms import all_fields_of, buttons_of, fields_of

ADD = "/admin/articles/article/add/"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def verbs_shown(page):
    return [value for name, value in buttons_of(page) if name == "_verb"]


@pytest.fixture
def at_desk(client):
    """Return the client of a signed-in person: `at_desk(journalist)`."""

    def sign_in(user):
        from django.test import Client

        own = Client()
        own.force_login(user)
        return own

    return sign_in


def test_a_journalist_writes_a_story(at_desk, journalist, category):
    client = at_desk(journalist)
    form = fields_of(client.get(ADD)) | {
        "headline": "Жаңа  көпір\nашылды",
        "lead": "Көпір екі ауданды қосты.",
        "body": "<p>Бірінші <b>абзац</b></p><script>alert(1)</script>",
        "category": str(category.pk),
        "tags": "көпір, Жол, жол",
        "_save": "1",
    }
    answer = client.post(ADD, form)
    article = Article.objects.get()
    assert answer.status_code == 302, answer.content.decode()
    assert article.headline == "Жаңа көпір ашылды"
    assert article.body == "<p>Бірінші <strong>абзац</strong></p>"
    assert article.owner == journalist
    assert article.slug == "jana-kopir-ashyldy"
    assert sorted(article.tags.names()) == ["Жол", "көпір"]
    assert article.versions.get().by == journalist


def test_a_draft_saves_without_anything_but_a_headline(at_desk, journalist):
    client = at_desk(journalist)
    client.post(ADD, fields_of(client.get(ADD)) | {"headline": "Бір жол", "_save": "1"})
    assert Article.objects.get().status == Status.DRAFT


def test_saving_an_unchanged_form_changes_nothing(at_desk, journalist, write):
    article = write(journalist, tags=Tag.called(["мектеп", "білім"]))
    client = at_desk(journalist)
    client.post(change(article), fields_of(client.get(change(article))) | {"_save": "1"})
    article.refresh_from_db()
    assert article.version == 1
    assert Version.objects.count() == 1


def test_a_due_time_is_not_set_to_what_has_passed_and_an_old_one_is_left_alone(
    at_desk, editor, write, clock
):
    article = write(editor, due_at=clock.after(hours=1, seconds=7))
    client = at_desk(editor)
    clock.tick(hours=2)
    late = fields_of(client.get(change(article)))
    assert client.post(change(article), late | {"lead": "Басқа лид."}).status_code == 302
    article.refresh_from_db()
    assert article.lead == "Басқа лид."
    wrong = fields_of(client.get(change(article))) | {
        "due_at_0": "2026-02-19", "due_at_1": "20:30", "lead": "Тағы лид.",
    }  # fmt: skip
    answer = client.post(change(article), wrong)
    assert answer.context["adminform"].form.errors.keys() == {"due_at"}
    assert fields_of(answer)["due_at_1"] == ["20:30"] and "Тағы лид." in answer.content.decode()
    assert client.post(change(article), wrong | {"due_at_1": "22:00"}).status_code == 302
    assert client.post(ADD, fields_of(client.get(ADD)) | {
        "headline": "Жаңасы", "due_at_0": "2026-02-19", "due_at_1": "20:30",
    }).status_code == 200  # fmt: skip
    assert Article.objects.count() == 1


def test_the_buttons_are_the_verbs_this_person_may_give_now(
    at_desk, journalist, editor, chief, write
):
    article = write(journalist)
    assert verbs_shown(at_desk(journalist).get(change(article))) == ["submit", "spike"]
    assert verbs_shown(at_desk(editor).get(change(article))) == ["submit", "approve", "spike"]
    workflow.submit(article, by=journalist)
    assert verbs_shown(at_desk(journalist).get(change(article))) == ["spike"]
    workflow.approve(article, by=editor)
    assert verbs_shown(at_desk(chief).get(change(article))) == ["hold", "correct", "kill", "redact"]


def test_a_verb_button_saves_the_words_first(at_desk, journalist, write):
    article = write(journalist)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article))) | {"lead": "Жаңа лид.", "_verb": "submit"}
    client.post(change(article), form)
    article.refresh_from_db()
    assert article.lead == "Жаңа лид."
    assert article.status == Status.SUBMITTED


def test_the_second_of_two_savers_loses_nothing(at_desk, journalist, editor, write):
    article = write(journalist)
    first, second = at_desk(editor), at_desk(journalist)
    theirs = fields_of(first.get(change(article))) | {"lead": "Редактордың лиді", "_save": "1"}
    mine = fields_of(second.get(change(article))) | {"lead": "Тілшінің лиді", "_save": "1"}
    assert first.post(change(article), theirs).status_code == 302
    answer = second.post(change(article), mine)
    assert answer.status_code == 409
    page = strip_tags(answer.content.decode())
    assert "Редактордың лиді" in page
    assert "Тілшінің лиді" in page
    kept = KeptText.objects.get()
    assert (kept.by, kept.why) == (journalist, WhyKept.OVERTAKEN)
    # The writer goes on with the kept text, over what stands now.
    form = fields_of(second.get(f"{change(article)}?kept={kept.pk}"))
    assert form["lead"] == ["Тілшінің лиді"]
    assert (
        second.post(f"{change(article)}?kept={kept.pk}", form | {"_save": "1"}).status_code == 302
    )
    article.refresh_from_db()
    assert article.lead == "Тілшінің лиді"
    kept.refresh_from_db()
    assert kept.settled_at is not None


def test_a_verb_given_meanwhile_does_not_overtake_a_text(at_desk, journalist, editor, write):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article))) | {"lead": "Түзетілген лид", "_save": "1"}
    workflow.send_back(article, by=editor, note="Лидті қысқарт")
    assert client.post(change(article), form).status_code == 302
    article.refresh_from_db()
    assert article.lead == "Түзетілген лид"


def test_a_double_press_is_one_save(at_desk, journalist, write):
    article = write(journalist)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article))) | {"lead": "Екі рет басылды", "_save": "1"}
    assert client.post(change(article), form).status_code == 302
    assert client.post(change(article), form).status_code == 302
    assert not KeptText.objects.exists()


def test_a_save_after_the_session_ended_keeps_the_text(at_desk, client, journalist, write):
    article = write(journalist)
    own = at_desk(journalist)
    form = fields_of(own.get(change(article))) | {"lead": "Сеанс біткен соң", "_save": "1"}
    own.logout()
    answer = own.post(change(article), form)
    assert answer.status_code == 403
    kept = KeptText.objects.get()
    assert (kept.by, kept.article, kept.why) == (journalist, article, WhyKept.SIGNED_OUT)
    article.refresh_from_db()
    assert article.lead != "Сеанс біткен соң"
    page = at_desk(journalist).get(f"/admin/articles/article/kept/{kept.pk}/").content.decode()
    assert "Сеанс біткен соң" in page


def test_a_new_story_after_the_session_ended_is_kept_too(at_desk, journalist):
    own = at_desk(journalist)
    form = fields_of(own.get(ADD)) | {"headline": "Жазылған, бірақ сақталмаған", "_save": "1"}
    own.logout()
    assert own.post(ADD, form).status_code == 403
    kept = KeptText.objects.get()
    form = fields_of(at_desk(journalist).get(f"{ADD}?kept={kept.pk}"))
    assert form["headline"] == ["Жазылған, бірақ сақталмаған"]


def test_a_stale_token_keeps_the_text(journalist, write):
    from django.test import Client

    article = write(journalist)
    own = Client(enforce_csrf_checks=True)
    own.force_login(journalist)
    form = fields_of(own.get(change(article))) | {"lead": "Ескі белгі", "_save": "1"}
    form["csrfmiddlewaretoken"] = ["x" * 64]
    assert own.post(change(article), form).status_code == 403
    assert KeptText.objects.get().content["post"]["lead"] == ["Ескі белгі"]


def test_what_one_person_typed_is_not_saved_as_anothers(at_desk, journalist, editor, write):
    article = write(journalist)
    own = at_desk(journalist)
    form = fields_of(own.get(change(article))) | {"lead": "Тілші жазған", "_save": "1"}
    own.force_login(editor)
    assert own.post(change(article), form).status_code == 403
    article.refresh_from_db()
    assert article.lead != "Тілші жазған"
    assert KeptText.objects.get().by == journalist


def test_a_stranger_cannot_keep_texts(client, journalist, write):
    article = write(journalist)
    client.post(change(article), {"headline": "x", "desk_seal": "forged", "_save": "1"})
    assert not KeptText.objects.exists()


def test_a_kept_text_is_shown_to_its_author_alone(at_desk, journalist, editor, write):
    article = write(journalist)
    own = at_desk(journalist)
    form = fields_of(own.get(change(article))) | {"lead": "Менікі", "_save": "1"}
    own.logout()
    own.post(change(article), form)
    kept = KeptText.objects.get()
    assert at_desk(editor).get(f"/admin/articles/article/kept/{kept.pk}/").status_code == 404


def test_a_journalist_does_not_see_anothers_story(at_desk, journalist, person, write):
    article = write(person("journalist"))
    client = at_desk(journalist)
    for path in (
        change(article),
        f"/admin/articles/article/{article.pk}/preview/",
        f"/admin/articles/article/{article.pk}/preview/page/",
        f"/admin/articles/article/{article.pk}/history/",
        f"/admin/articles/article/{article.pk}/verb/submit/",
        f"/admin/articles/article/{article.pk}/version/1/",
    ):
        assert client.get(path).status_code in (302, 403, 404), path
        assert article.headline not in client.get(path, follow=True).content.decode()


def test_fields_a_journalist_does_not_have_are_not_taken(at_desk, journalist, editor, write):
    article = write(journalist)
    client = at_desk(journalist)
    forged = {
        "owner": str(editor.pk), "slug": "forged", "commercial": "advertising",
        "status": "approved", "stopped": "killed", "version": "99", "lead": "x", "_save": "1",
    }  # fmt: skip
    client.post(change(article), fields_of(client.get(change(article))) | forged)
    article.refresh_from_db()
    assert (article.owner, article.status, article.stopped) == (journalist, Status.DRAFT, "")
    assert (article.commercial, article.version) == ("none", 2)
    assert article.slug != "forged"


def test_changing_an_approved_story_makes_it_a_draft_that_readers_do_not_see(
    at_desk, journalist, editor, write
):
    article = write(journalist)
    workflow.approve(article, by=editor)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article))) | {"lead": "Жаңа нұсқа", "_save": "1"}
    assert client.post(change(article), form).status_code == 302
    article.refresh_from_db()
    assert article.status == Status.DRAFT
    assert article.editions.visible().get().lead != "Жаңа нұсқа"
    assert Decision.objects.filter(verb=Verb.REOPEN, by=journalist).exists()


def test_a_killed_story_takes_no_text_but_keeps_it(at_desk, journalist, editor, chief, write):
    article = write(journalist)
    workflow.approve(article, by=editor)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article))) | {"lead": "Кеш қалған", "_save": "1"}
    workflow.kill(article, by=chief, note="Дерек жалған")
    answer = client.post(change(article), form)
    assert answer.status_code == 409
    assert "Кеш қалған" in answer.content.decode()
    assert KeptText.objects.get().why == WhyKept.CLOSED


@pytest.mark.parametrize(
    "path", ["", "queue/", "flash/", "kept/", "add/", "photos.json", "own-stories.json"]
)
def test_every_screen_opens_for_an_editor(at_desk, editor, path, write, journalist):
    workflow.submit(write(journalist), by=journalist)
    assert at_desk(editor).get(f"/admin/articles/article/{path}").status_code == 200


def test_the_home_of_the_desk_opens_for_every_role(at_desk, person, write, editor):
    for role in ("journalist", "editor", "chief_editor", "photo_editor"):
        assert at_desk(person(role)).get("/admin/").status_code == 200


# --- Photos and their words ---------------------------------------------------------------


def test_a_credit_typed_for_the_photo_the_story_has_is_given_to_it(at_desk, journalist, write):
    photo = Photo.objects.create(original="a.jpg", digest="1" * 64, uploaded_by=journalist)
    article = write(journalist, photo=photo)
    client = at_desk(journalist)
    said = {"new_source": "Aqorda.resmi", "new_alt_text": "Көпір", "_save": "1"}
    answer = client.post(change(article), fields_of(client.get(change(article))) | said)
    assert answer.status_code == 302
    photo.refresh_from_db()
    assert (str(photo.credit), photo.alt_text) == ("Aqorda.resmi", "Көпір")


def test_words_about_no_photo_are_refused_and_stay_in_the_form(at_desk, journalist, write):
    article = write(journalist)
    client = at_desk(journalist)
    said = {"new_source": "Aqorda.resmi", "lead": "Жаңа лид", "_save": "1"}
    answer = client.post(change(article), fields_of(client.get(change(article))) | said)
    assert answer.status_code == 200
    assert fields_of(answer)["lead"] == ["Жаңа лид"]
    assert fields_of(answer)["new_source"] == ["Aqorda.resmi"]


def test_a_journalist_does_not_change_what_readers_read_under_a_photo(
    at_desk, journalist, editor, photo, write
):
    photo.uploaded_by = journalist
    photo.save()
    workflow.approve(write(journalist, photo=photo), by=editor)
    client = at_desk(journalist)
    where = f"/admin/media/photo/{photo.pk}/change/"
    said = {"caption": "Ауыстырылған", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}
    # What was typed stays in sight; nothing of it is saved.
    refused = client.post(where, said)
    assert "Ауыстырылған" in refused.content.decode()
    credit = f"/admin/media/photocredit/{photo.credit_id}/change/"
    assert client.post(credit, {"source": "Ауыстырылған", "licence": "own"}).status_code == 403
    article = write(journalist, photo=photo)
    form = fields_of(client.get(change(article))) | {"new_source": "Ауыстырылған", "_save": "1"}
    assert client.post(change(article), form).status_code == 200
    photo.refresh_from_db()
    assert (photo.caption, str(photo.credit)) == ("Кездесуден көрініс", "Aqorda.resmi")
    assert at_desk(editor).get(where).status_code == 200


# --- Forged and odd -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "forged",
    [
        {"region": "abc"}, {"photo": "9" * 30}, {"topics": "9" * 25}, {"further_regions": "x"},
        {"translation_of": "-1"}, {"category": "abc"}, {"owner": "9" * 40},
        {"embargoed_until_0": "01.01.0001", "embargoed_until_1": "00:00"},
        {"expires_at_0": "31.12.9999", "expires_at_1": "23:59"},
        {"planned_for": "01.01.0001"}, {"urgency": "9" * 30}, {"age_mark": "x"},
        {"contributions-TOTAL_FORMS": "99999"}, {"contributions-TOTAL_FORMS": "x"},
        {"contributions-TOTAL_FORMS": "1", "contributions-0-author": "abc"},
        {"source_url": "javascript:alert(1)"}, {"headline": "\u200b\u202e"},
        {"desk_seal": "x"}, {"language": "xx"}, {"kept": "9" * 30}, {"tags": "," * 500},
    ],
)  # fmt: skip
def test_a_forged_field_gives_a_page_and_keeps_the_words(at_desk, editor, write, forged):
    article = write(editor)
    client = at_desk(editor)
    for where in (ADD, change(article)):
        form = fields_of(client.get(where)) | {"headline": "Тақырып", "lead": "Сақталсын"}
        answer = client.post(where, form | forged | {"_save": "1"})
        assert answer.status_code in (200, 302, 409)
        if answer.status_code == 200:
            assert "Сақталсын" in answer.content.decode()


def test_forged_questions_open_the_form_all_the_same(at_desk, editor):
    for question in ("photo=zzz", "further_regions=abc", "kept=zz", "region=9" * 20, "tags=%00"):
        assert at_desk(editor).get(f"{ADD}?{question}").status_code == 200


def test_back_and_save_again_is_the_same_story(at_desk, journalist):
    client = at_desk(journalist)
    form = fields_of(client.get(ADD)) | {"headline": "Артқа түймесі", "_save": "1"}
    assert client.post(ADD, form).status_code == 302
    assert client.post(ADD, form).status_code == 302
    answer = client.post(ADD, form | {"headline": "Артқа түймесі, өзгертілген"})
    assert answer.status_code == 409
    assert "өзгертілген" in answer.content.decode()
    assert Article.objects.count() == 1


def test_a_killed_story_is_shown_as_text(at_desk, journalist, editor, chief, write):
    article = write(journalist)
    workflow.approve(article, by=editor)
    workflow.kill(article, by=chief, note="Дерек жалған")
    page = at_desk(chief).get(change(article)).content.decode()
    assert article.body in page
    assert "new_photographer" not in page
    # The row of verbs stands for who has one.
    assert "desk-verbs" in page
    for nobody in (editor, journalist):
        page = at_desk(nobody).get(change(article)).content.decode()
        assert article.body in page and "desk-verbs" not in page


@pytest.mark.parametrize("form_of", ["flash", "verb"])
def test_a_flash_and_a_reason_outlive_the_session(at_desk, journalist, editor, write, form_of):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    where = {
        "flash": "/admin/articles/article/flash/",
        "verb": f"/admin/articles/article/{article.pk}/verb/send_back/",
    }[form_of]
    own = at_desk(editor)
    form = next(fields for fields in all_fields_of(own.get(where)) if "desk_seal" in fields) | {
        "headline": "Шұғыл жазылған",
        "note": "Дереккөзін көрсетіңіз",
        "submit": "1",
    }
    own.logout()
    assert own.post(where, form).status_code == 403
    kept = KeptText.objects.get()
    again = at_desk(editor)
    said = "Шұғыл жазылған" if form_of == "flash" else "Дереккөзін көрсетіңіз"
    page = again.get(f"/admin/articles/article/kept/{kept.pk}/")
    assert said in page.content.decode()
    answer = again.post(f"/admin/articles/article/kept/{kept.pk}/", {"take": "1"}, follow=True)
    assert said in answer.content.decode()


def test_a_refusal_of_rights_is_a_page_in_the_persons_language(at_desk, journalist):
    answer = at_desk(journalist).get("/admin/articles/article/queue/")
    assert answer.status_code == 403
    assert 'lang="kk"' in answer.content.decode()
    assert "Forbidden" not in answer.content.decode()


def test_the_form_of_a_full_story_asks_at_most_thirty_questions(
    at_desk, write, journalist, editor, chief, picture, house
):
    region = Region.objects.filter(parent=None).first()
    story = write(
        journalist, photo=picture(), region=region, tags=["су", "жер"], assignee=editor,
        embargoed_until=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    workflow.submit(story, by=journalist)
    workflow.send_back(story, by=editor, note="Дереккөзін қосыңыз")
    live = write(journalist, headline="Сайтта тұрған", photo=picture("b2"))
    workflow.approve(live, by=editor)
    for article in (story, live):
        for who in (journalist, editor, chief):
            client, address = at_desk(who), f"/admin/articles/article/{article.pk}/change/"
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            assert len(queries) <= 30, (who, [each["sql"][:120] for each in queries])


def test_a_journalist_reads_who_has_a_story_and_is_led_to_no_account(
    at_desk, write, journalist, editor
):
    journalist.first_name, journalist.last_name = "Айгерім", "Сейітова"
    journalist.save()
    own, out = write(journalist), write(journalist)
    workflow.approve(out, by=editor)
    workflow.kill(out, by=type(editor).objects.create_superuser("bas"), note="Қате")
    for story in (own, out):
        page = at_desk(journalist).get(f"/admin/articles/article/{story.pk}/change/")
        html = page.content.decode()
        assert "Айгерім Сейітова" in html.partition('id="content"')[2]
        assert "/admin/auth/user/" not in html
        for way in set(re.findall(r'href="(/admin/[^"?#]+)"', html)):
            assert at_desk(journalist).get(way).status_code != 403, way


@pytest.mark.parametrize("again", ["Осы сөздер", "Басқа сөздер"])
def test_a_blank_form_that_is_sent_twice_at_once_loses_no_words(
    at_desk, journalist, monkeypatch, again
):
    client = at_desk(journalist)
    form = fields_of(client.get(ADD)) | {"headline": "Осы сөздер", "_save": "1"}
    assert client.post(ADD, form).status_code == 302
    # The second looked before the first had written.
    knew = iter([None])
    monkeypatch.setattr(
        stories, "became", lambda sealed: next(knew) if knew.__length_hint__() else became(sealed)
    )
    answer = client.post(ADD, form | {"headline": again}, follow=True)
    assert answer.status_code == (200 if again == "Осы сөздер" else 409)
    assert Article.objects.count() == 1
    if again == "Басқа сөздер":
        assert KeptText.objects.get().content["post"]["headline"] == [again]
        assert again in strip_tags(answer.content.decode())


def test_rows_that_no_form_sends_keep_what_was_written_beside_them(at_desk, write, journalist):
    article = write(journalist)
    author = Author.objects.create(name="Айгүл", slug="a", user=journalist)
    article.contributions.create(author=author)
    client = at_desk(journalist)
    form = fields_of(client.get(change(article)))
    form |= {"contributions-INITIAL_FORMS": "-1", "lead": "Жоғалмайтын лид", "_save": "1"}
    answer = client.post(change(article), form)
    assert answer.status_code < 500
    kept = [each.content["post"]["lead"] for each in KeptText.objects.all()]
    assert ["Жоғалмайтын лид"] in kept or "Жоғалмайтын лид" in answer.content.decode()


def test_every_field_of_a_byline_has_its_label_in_sight(at_desk, editor, write):
    article = write(editor)
    article.contributions.create(author=Author.objects.create(name="Айгүл", slug="aigul"))
    page = at_desk(editor).get(change(article)).content.decode()
    for row in ("0", "__prefix__"):
        for field in ("author", "role", "share", "order", "is_printed"):
            of_field = f"id_contributions-{row}-{field}"
            assert re.search(rf'<label class="byline-label" for="{of_field}">[^<]+</label>', page)
            assert f'id="{of_field}"' in page
    assert '<label class="byline-label" for="id_contributions-0-DELETE">' in page
