"""The page on which a verb is given: what it asks, what it refuses, and in which words."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import workflow
from articles.models import Article, Decision, KeptText, Status, Stopped
from media.models import Photo
from tests.forms import all_fields_of, fields_of


def verb_page(article, verb):
    return f"/admin/articles/article/{article.pk}/verb/{verb}/"


def give(client, article, verb, **said):
    return client.post(verb_page(article, verb), {"version": article.version, "note": "", **said})


def at(moment):
    local = timezone.localtime(moment)
    return {"at_0": local.strftime("%d.%m.%Y"), "at_1": local.strftime("%H:%M:%S")}


@pytest.fixture
def in_minutes():
    """Return a whole minute to come."""
    return lambda ahead: timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=ahead)


def test_sending_back_asks_for_a_reason(at_desk, write, journalist, editor):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    answer = give(at_desk(editor), article, "send_back")
    assert answer.status_code == 409
    assert answer.context["form"].errors["note"]
    article.refresh_from_db()
    assert article.status == Status.SUBMITTED
    assert give(at_desk(editor), article, "send_back", note="Дереккөз қайда?").status_code == 302
    assert Decision.objects.latest("id").note == "Дереккөз қайда?"


def test_approval_names_every_thing_a_story_lacks(at_desk, write, journalist, editor):
    bare = Photo.objects.create(original="a.jpg", digest="1" * 64, caption="Алаң")
    other = Photo.objects.create(original="b.jpg", digest="2" * 64, alt_text="Көше")
    article = write(
        journalist, category=None, photo=bare, body=f'<figure data-photo="{other.pk}"></figure>'
    )
    answer = give(at_desk(editor), article, "approve")
    assert answer.status_code == 409
    said = "\n".join(str(each) for each in answer.context["form"].non_field_errors())
    assert said.count(f"№ {bare.pk} «Алаң»") == 2
    assert said.count(f"№ {other.pk} «Көше»") == 1
    assert len(said.splitlines()) == 4
    assert not article.editions.exists()


def test_a_time_in_the_past_is_refused_with_the_time(at_desk, write, journalist, editor):
    article = write(journalist)
    answer = give(at_desk(editor), article, "approve", **at(timezone.now() - timedelta(minutes=5)))
    assert answer.status_code == 409
    assert answer.context["form"].errors["at"]
    assert not article.editions.exists()


def test_a_time_before_the_embargo_is_refused(at_desk, write, journalist, editor):
    article = write(journalist, embargoed_until=timezone.now() + timedelta(hours=3))
    for said in ({}, at(timezone.now() + timedelta(hours=2))):
        answer = give(at_desk(editor), article, "approve", **said)
        assert answer.context["form"].errors["at"]
    assert give(
        at_desk(editor), article, "approve", **at(timezone.now() + timedelta(hours=4))
    ).status_code == 302  # fmt: skip


def test_a_time_that_is_no_time_keeps_what_was_typed(at_desk, write, journalist, editor):
    article = write(journalist)
    answer = give(at_desk(editor), article, "approve", at_0="31.02.2027", at_1="ертең", note="ой")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "31.02.2027" in page
    assert "ертең" in page
    assert not article.editions.exists()


def named(page):
    """Return the button by which the time on the page of a verb counts."""
    return re.search(r'name="when" value="at">([^<]+)</button>', page.content.decode())[1]


def test_the_time_says_by_which_button_of_its_page_it_counts(
    at_desk, write, journalist, editor, in_minutes
):
    article, client = write(journalist), at_desk(editor)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    buttons = []
    for minutes in (60, 90):
        page = client.get(verb_page(article, "approve"))
        buttons.append(named(page))
        assert page.context["form"].fields["at"].help_text.endswith(f" press “{named(page)}”.")
        refused = give(client, article, "approve", when="now", **at(in_minutes(minutes)))
        assert named(refused) == named(page)
        [said] = refused.context["form"].errors["at"]
        assert f"Press “{named(page)}”" in said
        assert not article.editions.visible().exists()
        # From now on a time is set.
        give(client, article, "approve", when="at", **at(in_minutes(60)))
        article.refresh_from_db()
    assert buttons == ["Set the time of appearance", "Approve for the time that is set"]


def test_a_time_that_a_colleague_set_meanwhile_is_named_at_once(
    at_desk, write, journalist, editor, chief, in_minutes
):
    article = write(journalist)
    seen = Article.objects.get(pk=article.pk)
    workflow.approve(article, by=chief, at=in_minutes(60))
    answer = give(at_desk(editor), seen, "approve", when="at", **at(in_minutes(90)))
    assert answer.status_code == 409
    assert named(answer) in answer.context["form"].fields["at"].help_text
    again = at_desk(editor).get(verb_page(article, "approve"))
    assert named(answer) == named(again)


def test_the_second_of_two_editors_hears_it_and_keeps_the_note(
    at_desk, write, journalist, editor, person
):
    article = write(journalist)
    workflow.submit(article, by=journalist)
    seen = Article.objects.get(pk=article.pk)
    workflow.send_back(article, by=person("editor"), note="Бірінші")
    answer = give(at_desk(editor), seen, "approve", note="Екінші")
    assert answer.status_code == 409
    assert "Екінші" in answer.content.decode()
    assert not article.editions.exists()


def test_the_sole_writer_is_told_to_ask_a_colleague(at_desk, write, editor):
    article = write(editor)
    answer = give(at_desk(editor), article, "approve")
    assert answer.status_code == 409
    assert not article.editions.exists()


def test_an_editor_on_duty_confirms_and_it_stays_unread(at_desk, write, editor, chief, on_duty):
    article = write(editor)
    on_duty(editor)
    assert give(at_desk(editor), article, "approve").status_code == 409
    assert give(at_desk(editor), article, "approve", alone="on").status_code == 302
    home = at_desk(chief).get("/admin/")
    assert [decision.article for decision in home.context["warnings"]["unread"]] == [article]
    edition = article.editions.get()
    at_desk(chief).post(f"/admin/articles/article/{article.pk}/read/", {"edition": str(edition.pk)})
    assert "unread" not in at_desk(chief).get("/admin/").context["warnings"]


def test_a_journalist_cannot_give_an_editors_verb(at_desk, write, journalist):
    article = write(journalist)
    for verb in ("approve", "send_back", "hold", "kill", "redact", "correct"):
        assert give(at_desk(journalist), article, verb, note="x").status_code == 403
        assert at_desk(journalist).get(verb_page(article, verb)).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("verb", ["delete", "import", "read", "reopen", "APPROVE"])
def test_what_is_no_verb_is_no_page(at_desk, write, journalist, chief, verb):
    assert give(at_desk(chief), write(journalist), verb).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_forged_version_gives_no_error(at_desk, write, journalist, editor, version):
    article = write(journalist)
    answer = at_desk(editor).post(verb_page(article, "approve"), {"version": version})
    assert answer.status_code in (200, 409)
    assert not article.editions.exists()


@pytest.mark.parametrize("when", ["now", "at", "x"])
def test_a_moment_is_heard_only_where_the_verb_asks_for_one(
    at_desk, write, journalist, editor, when
):
    article = write(journalist)
    workflow.approve(article, by=editor)
    for verb in ("hold", "release"):
        article.refresh_from_db()
        assert give(at_desk(editor), article, verb, when=when).status_code == 302


def test_killing_and_holding_move_only_what_they_should(at_desk, write, journalist, editor, chief):
    article = write(journalist)
    workflow.approve(article, by=editor)
    give(at_desk(editor), article, "hold")
    article.refresh_from_db()
    assert (article.status, article.stopped) == (Status.APPROVED, Stopped.HELD)
    give(at_desk(chief), article, "kill", note="Жалған дерек")
    article.refresh_from_db()
    assert (article.status, article.stopped) == (Status.APPROVED, Stopped.KILLED)


def test_the_desk_redacts_by_law(at_desk, write, journalist, editor, chief):
    article = write(journalist)
    workflow.approve(article, by=editor)
    answer = give(
        at_desk(chief), article, "redact", note="Сот шешімі № 12", fields=["lead", "body"]
    )
    assert answer.status_code == 302
    edition = article.editions.get()
    assert (edition.lead, edition.text.body) == ("", "")


def test_the_desk_redacts_a_name_from_tags_kept_texts_and_the_log(
    at_desk, write, journalist, editor, chief
):
    add = "/admin/articles/article/add/"
    own = at_desk(journalist)
    form = fields_of(own.get(add)) | {"headline": "Иванов туралы", "tags": "Иванов", "_save": "1"}
    own.logout()
    own.post(add, form)
    kept = KeptText.objects.get()
    again = at_desk(journalist)
    form = fields_of(again.get(f"{add}?kept={kept.pk}"))
    again.post(f"{add}?kept={kept.pk}", form | {"_save": "1"})
    article = Article.objects.get()
    assert list(article.tags.names()) == ["Иванов"]
    workflow.submit(article, by=journalist)
    give(at_desk(chief), article, "redact", note="Сот шешімі", fields=["headline", "tags"])
    kept.refresh_from_db()
    article.refresh_from_db()
    everywhere = [kept.content, *article.versions.values_list("content", flat=True)]
    assert "Иванов" not in str(everywhere)
    assert not article.tags.exists()
    assert not LogEntry.objects.exists()


SECRET = "құпиясөз"


@pytest.mark.parametrize(
    ("fields", "named"),
    [(["lead"], "лид"), (["body"], "мәтін"), (["headline", "lead", "body"], "тақырып"),
     (["tags"], "тег")],
)  # fmt: skip
@pytest.mark.parametrize("is_live", [True, False])
def test_what_the_law_removed_does_not_come_back_from_a_form_that_was_open(
    at_desk, write, journalist, editor, chief, fields, named, is_live
):
    words = {
        "headline": f"{SECRET} туралы",
        "lead": SECRET,
        "body": f"<p>Бірінші.</p><p>{SECRET}</p>",
    }
    article = write(journalist, **words, tags=[SECRET])
    if is_live:
        workflow.approve(article, by=editor)
    change = f"/admin/articles/article/{article.pk}/change/"
    own = at_desk(journalist)
    opened = fields_of(own.get(change))
    # The editor wrote on in the very text that is removed then.
    more = at_desk(editor)
    written = fields_of(more.get(change))
    written |= {name: f"{written[name][0]} {SECRET} және басқа" for name in ("lead", "headline")}
    article.refresh_from_db()
    assert give(at_desk(chief), article, "redact", note="Сот", fields=fields).status_code == 302
    saved = own.post(change, opened | {"source_name": "Жаңа дереккөз", "_save": "1"}, follow=True)
    assert named in " ".join(str(message) for message in saved.context["messages"])
    more.post(change, written | {"_save": "1"})
    article.refresh_from_db()
    assert article.source_name == "Жаңа дереккөз"
    stands = {name: getattr(article, name) for name in ("headline", "lead", "body", "slug")}
    stands["tags"] = list(article.tags.names())
    kept = [each.content for each in KeptText.objects.all()]
    everywhere = [stands, *article.versions.values_list("content", flat=True)]
    for name in fields:
        assert SECRET not in str([each[name] for each in everywhere]), name
        assert SECRET not in str([each["post"].get(name) for each in kept]), name
    if "headline" in fields:
        assert article.slug == str(article.pk)


def test_a_time_and_a_kind_outlive_the_session(at_desk, write, journalist, editor):
    article = write(journalist)
    workflow.approve(article, by=editor)
    own = at_desk(editor)
    page = own.get(verb_page(article, "correct"))
    form = next(fields for fields in all_fields_of(page) if "desk_seal" in fields)
    own.logout()
    own.post(
        verb_page(article, "correct"),
        form | {"kind": "minor", "note": "Түзетілді", "at_0": "30.12.2030", "at_1": "10:00"},
    )
    again = at_desk(editor).get(f"{verb_page(article, 'correct')}?kept={KeptText.objects.get().pk}")
    form = next(fields for fields in all_fields_of(again) if "desk_seal" in fields)
    assert form["kind"] == ["minor"]
    assert form["note"] == ["Түзетілді"]
    assert (form["at_0"], form["at_1"]) == (["30.12.2030"], ["10:00"])


@pytest.mark.parametrize(
    "question",
    ["articles/article/?status=%00", "articles/article/add/?_to_field=",
     "articles/tag/add/?_to_field=%00", "media/photocredit/?licence=%00",
     "autocomplete/?app_label=articles&model_name=article&field_name=photo&term=%00"],
)  # fmt: skip
def test_a_nul_in_a_question_is_no_error(at_desk, editor, question):
    assert at_desk(editor).get(f"/admin/{question}").status_code in (200, 302)


@pytest.mark.parametrize("verb", ["hold", "kill", "redact", "correct"])
def test_what_stops_a_story_is_confirmed_in_the_colour_of_danger(
    at_desk, write, journalist, chief, verb
):
    article = write(journalist)
    workflow.approve(article, by=chief)
    page = at_desk(chief).get(verb_page(article, verb)).content.decode()
    assert ('class="button default final"' in page) == (verb != "correct")
