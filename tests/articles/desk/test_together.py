"""Two people at one story: what they changed apart is one text, what met is shown side by side."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import assignments, writing
from articles.models import Article, Author, KeptText, Region, Topic
from tests.forms import fields_of

BODY = "<p>Бірінші абзац.</p><p>Екінші абзац.</p><p>Үшінші абзац.</p>"


@pytest.fixture
def story(write, journalist, editor):
    return write(journalist, headline="Су келді", lead="Лид", body=BODY, assignee=editor)


@pytest.fixture
def open_form(at_desk, story):
    """Return what a person has open: their client and the fields of the form."""

    def opened(user):
        client = at_desk(user)
        page = client.get(f"/admin/articles/article/{story.pk}/change/")
        return client, fields_of(page, "article_form")

    return opened


def save(opened, story, **typed):
    client, form = opened
    return client.post(f"/admin/articles/article/{story.pk}/change/", form | typed, follow=True)


def test_different_fields_are_put_together_and_said(open_form, story, journalist, editor):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, lead="Редактордың лиді", tags="су, ауыл")
    answer = save(mine, story, headline="Ауылға су келді")
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Ауылға су келді", "Редактордың лиді")
    assert set(story.tags.names()) == {"су", "ауыл"}
    page = answer.content.decode()
    assert "біріктірілді" in page and "redaktor" in page
    assert not KeptText.objects.exclude(why="as_typed").exists()
    assert story.versions.count() == 3


def test_different_paragraphs_are_one_text(open_form, story, journalist, editor):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, body=BODY.replace("Екінші абзац.", "Екінші абзац, түзетілген."))
    save(mine, story, body=f"<p>Жаңа басы.</p>{BODY}<p>Соңы.</p>")
    story.refresh_from_db()
    assert story.body == (
        "<p>Жаңа басы.</p><p>Бірінші абзац.</p><p>Екінші абзац, түзетілген.</p>"
        "<p>Үшінші абзац.</p><p>Соңы.</p>"
    )


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"headline": "Су жоқ"}, {"headline": "Су көп"}),
        ({"body": BODY.replace("Екінші", "Редактор")}, {"body": BODY.replace("Екінші", "Тілші")}),
        ({"lead": "Бір", "headline": "Су жоқ"}, {"headline": "Су көп"}),
    ],
)
def test_what_met_is_kept_and_shown_beside_what_stands_and_what_was(
    open_form, story, journalist, editor, theirs, mine
):
    one, other = open_form(journalist), open_form(editor)
    save(other, story, **theirs)
    answer = save(one, story, **mine)
    assert answer.status_code == 409
    story.refresh_from_db()
    for name, words in theirs.items():
        assert getattr(story, name) == words
    page = answer.content.decode()
    for name, words in mine.items():
        assert words.removeprefix("<p>")[:10] in strip_tags(page)
        assert KeptText.objects.get(why="overtaken").content["post"][name] == [words]
    assert "Бұған дейін" in page and "Су келді" in page


def test_the_title_says_that_the_words_are_not_in_the_story(open_form, story, journalist, editor):
    one, other = open_form(journalist), open_form(editor)
    save(other, story, headline="Су жоқ")
    one[0].cookies["django_language"] = "en"
    page = save(one, story, headline="Су көп").content.decode()
    assert "<h1>Your text is kept aside: it is not in the story yet</h1>" in page
    assert "so your save was not taken" in page
    text = KeptText.objects.get(why="overtaken")
    # What somebody else has saved since in the same words is in it.
    save(open_form(editor), story, headline="Су көп")
    page = one[0].get(f"/admin/articles/article/kept/{text.pk}/").content.decode()
    assert "not in the story" not in page


def test_of_each_field_either_can_be_taken(open_form, story, journalist, editor):
    one, other = open_form(journalist), open_form(editor)
    save(other, story, headline="Су жоқ", lead="Редактордың лиді")
    save(one, story, headline="Су көп", lead="Тілшінің лиді")
    text = KeptText.objects.get(why="overtaken")
    client, _form = one
    chosen = {"take": "1", "take-headline": "theirs", "take-lead": "yours"}
    way = client.post(f"/admin/articles/article/kept/{text.pk}/", chosen).headers["Location"]
    filled = fields_of(client.get(way), "article_form")
    assert filled["headline"] == ["Су жоқ"]
    assert filled["lead"] == ["Тілшінің лиді"]
    client.post(way, filled)
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Су жоқ", "Тілшінің лиді")


def test_of_one_paragraph_both_can_be_taken(open_form, story, journalist, editor):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, body=BODY.replace("Екінші", "Редактор").replace("Үшінші", "Соңғы"))
    answer = save(mine, story, body=BODY.replace("Екінші", "Тілші").replace("Бірінші", "Алғашқы"))
    assert 'name="take-body" value="both"' in answer.content.decode()
    go_on(mine[0], {"take-body": "both"})
    story.refresh_from_db()
    assert story.body == (
        "<p>Алғашқы абзац.</p><p>Редактор абзац.</p><p>Тілші абзац.</p><p>Соңғы абзац.</p>"
    )
    assert not KeptText.objects.filter(settled_at=None).exclude(why="as_typed").exists()


def test_topics_and_regions_that_a_colleague_chose_are_not_lost_where_none_were_chosen(
    open_form, story, journalist, editor
):
    topic = Topic.objects.create(slug="su", name_kk="Су")
    region = Region.objects.exclude(parent=None).first()
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, topics=[topic.pk], further_regions=[region.pk])
    save(mine, story, headline="Ауылға су келді")
    story.refresh_from_db()
    assert story.headline == "Ауылға су келді"
    assert list(story.topics.all()) == [topic]
    assert list(story.further_regions.all()) == [region]


def test_a_second_press_of_one_form_is_one_save(open_form, story, journalist):
    mine = open_form(journalist)
    save(mine, story, headline="Ауылға су келді")
    answer = save(mine, story, headline="Ауылға су келді")
    assert answer.status_code == 200
    assert not KeptText.objects.exclude(why="as_typed").exists()
    assert Article.objects.get().versions.count() == 2


def test_a_second_press_of_a_blank_form_is_one_story_whoever_signs_it(at_desk, editor):
    Author.objects.create(name="Редактор", slug="redaktor", user=editor)
    client, add = at_desk(editor), "/admin/articles/article/add/"
    form = fields_of(client.get(add)) | {"headline": "Су келді", "owner": ""}
    for _twice in range(2):
        assert client.post(add, form).status_code == 302
    assert Article.objects.get().contributions.count() == 1
    assert not KeptText.objects.exists()


def test_a_time_alone_given_in_a_second_window_is_not_taken_for_a_second_press(
    open_form, story, editor
):
    first, second = open_form(editor), open_form(editor)
    save(first, story, due_at_0="2099-12-01", due_at_1="10:00")
    assert save(second, story, due_at_0="2099-12-02", due_at_1="10:00").status_code == 409
    assert KeptText.objects.get(why="overtaken").content["post"]["due_at_0"] == ["2099-12-02"]


def test_times_that_a_colleague_gave_meanwhile_come_in(open_form, story, editor):
    mine, theirs = open_form(editor), open_form(editor)
    times = {"embargoed_until_0": "2026-12-01", "embargoed_until_1": "10:00",
             "expires_at_0": "2027-01-02", "expires_at_1": "11:30",
             "planned_for": "2026-12-02"}  # fmt: skip
    save(theirs, story, **times)
    assert save(mine, story, headline="Ауылға су келді").status_code == 200
    story.refresh_from_db()
    assert story.headline == "Ауылға су келді"
    assert story.embargoed_until == datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Asia/Almaty"))
    assert story.expires_at == datetime(2027, 1, 2, 11, 30, tzinfo=ZoneInfo("Asia/Almaty"))
    assert story.planned_for == date(2026, 12, 2)


def test_times_that_two_people_gave_are_not_overwritten_unseen(open_form, story, editor):
    mine, theirs = open_form(editor), open_form(editor)
    save(theirs, story, embargoed_until_0="2026-12-01", embargoed_until_1="10:00")
    answer = save(mine, story, embargoed_until_0="2026-12-03", embargoed_until_1="12:00")
    assert answer.status_code == 409
    page = strip_tags(answer.content.decode())
    assert "1 желтоқсан" in page and "3 желтоқсан" in page
    story.refresh_from_db()
    assert story.embargoed_until.day == 1


def rows_of(story):
    named = story.contributions.order_by("order", "pk").values_list("author__name", "share")
    return [(name, share) for name, share in named]


def signed(*authors, **rows):
    """Return posted rows of those who sign, in a form that had none."""
    form = {"contributions-TOTAL_FORMS": str(len(authors))}
    for at, author in enumerate(authors):
        line = {"id": "", "author": author.pk, "role": "author", "share": "50",
                "is_printed": "on", "order": at}  # fmt: skip
        form |= {f"contributions-{at}-{part}": value for part, value in line.items()}
    return form | rows


@pytest.fixture
def authors(db):
    return [Author.objects.create(name=name, slug=name) for name in ("asan", "usen", "esen")]


def test_who_a_colleague_let_sign_comes_in_where_the_writer_left_it(
    open_form, story, journalist, editor, authors
):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, **signed(*authors[:2]))
    assert save(mine, story, headline="Ауылға су келді").status_code == 200
    assert rows_of(story) == [("asan", 50), ("usen", 50)]
    # The rows that both put in are there once; those that two changed otherwise are asked for.
    again, other = open_form(journalist), open_form(editor)
    save(other, story, **{"contributions-1-DELETE": "on"})
    assert save(again, story, lead="Тағы").status_code == 200
    assert rows_of(story) == [("asan", 50)]


def test_the_same_people_put_in_by_two_sign_once(open_form, story, journalist, editor, authors):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, **signed(authors[0]))
    assert save(mine, story, headline="Су көп", **signed(authors[0])).status_code == 200
    assert rows_of(story) == [("asan", 50)]


@pytest.mark.parametrize(
    ("take", "stands"), [("yours", ["usen", "esen"]), ("theirs", ["asan", "usen"])]
)
def test_of_other_people_who_sign_either_can_be_taken(
    open_form, story, journalist, editor, authors, take, stands
):
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, **signed(*authors[:2]))
    answer = save(mine, story, **signed(*authors[1:]))
    assert answer.status_code == 409 and "asan" in answer.content.decode()
    go_on(mine[0], {"take-contributions": take})
    assert [name for name, _share in rows_of(story)] == stands


def go_on(client, chosen=None, **typed):
    """Go on with the text that was kept, save it, and return the answer."""
    text = KeptText.objects.filter(settled_at=None).exclude(why="as_typed").latest("pk")
    taken = client.post(f"/admin/articles/article/kept/{text.pk}/", {"take": "1"} | (chosen or {}))
    filled = fields_of(client.get(taken.headers["Location"]), "article_form")
    return client.post(taken.headers["Location"], filled | typed)


def test_where_one_field_met_the_others_come_in(open_form, story, editor, category):
    mine, theirs = open_form(editor), open_form(editor)
    save(theirs, story, lead="Редактордың лиді", category=category.pk, urgency="2", tags="су",
         embargoed_until_0="2026-12-05", embargoed_until_1="10:00", ed_note="Тексерілді",
         body=BODY.replace("Екінші", "Редактор").replace("Үшінші", "Соңғы"))  # fmt: skip
    answer = save(mine, story, body=BODY.replace("Екінші", "Тілші").replace("Бірінші", "Алғашқы"))
    assert answer.status_code == 409
    assert 'name="take-body"' in answer.content.decode()
    assert 'name="take-lead"' not in answer.content.decode()
    assert go_on(mine[0]).status_code == 302
    story.refresh_from_db()
    assert (story.lead, story.category, story.urgency) == ("Редактордың лиді", category, 2)
    assert story.embargoed_until.day == 5 and story.ed_note == "Тексерілді"
    assert set(story.tags.names()) == {"су"}
    # Of the body only the paragraph that both changed was asked for.
    assert story.body == "<p>Алғашқы абзац.</p><p>Тілші абзац.</p><p>Соңғы абзац.</p>"


def test_what_is_saved_while_the_two_texts_are_looked_at_comes_in_too(open_form, story, editor):
    mine, theirs = open_form(editor), open_form(editor)
    save(theirs, story, headline="Су жоқ")
    assert save(mine, story, headline="Су көп").status_code == 409
    save(open_form(editor), story, ed_note="Кеш келген ескертпе", source_name="akorda.kz")
    assert go_on(mine[0]).status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.source_name) == ("Су көп", "akorda.kz")
    assert story.ed_note == "Кеш келген ескертпе"


def test_a_text_that_was_left_takes_nothing_back_from_a_colleague(
    open_form, story, journalist, editor
):
    client, form = open_form(journalist)
    client.post("/admin/articles/article/autosave/", form | {"headline": "Су көп"})
    save(open_form(editor), story, lead="Редактордың лиді")
    assert go_on(client).status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Су көп", "Редактордың лиді")


def test_who_chose_nothing_of_several_is_believed(open_form, story, journalist, editor):
    story.topics.set([Topic.objects.create(slug="su", name_kk="Су")])
    save(open_form(editor), story, lead="Тақырыппен")
    mine, theirs = open_form(journalist), open_form(editor)
    save(theirs, story, headline="Су жоқ")
    without = {name: values for name, values in mine[1].items() if name != "topics"}
    assert save((mine[0], without), story, headline="Су көп").status_code == 409
    assert go_on(mine[0]).status_code == 302
    story.refresh_from_db()
    assert story.headline == "Су көп" and not story.topics.exists()


def test_an_owner_that_a_colleague_named_stays(open_form, story, editor, person):
    mine, theirs, heir = open_form(editor), open_form(editor), person()
    save(theirs, story, owner=heir.pk)
    assert save(mine, story, lead="Редактордың лиді").status_code == 200
    story.refresh_from_db()
    assert (story.owner, story.lead) == (heir, "Редактордың лиді")


def test_an_assignment_made_meanwhile_comes_into_the_save_of_either_form(
    open_form, story, journalist, editor, person
):
    mine, theirs, colleague = open_form(journalist), open_form(editor), person()
    due = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    assignments.assign(story, by=person("editor"), assignee=colleague, due_at=due, urgency=2)
    assert save(mine, story, headline="Ауылға су келді").status_code == 200
    answer = save(theirs, story, lead="Редактордың лиді")
    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Ауылға су келді", "Редактордың лиді")
    assert (story.assignee, story.due_at, story.urgency) == (colleague, due, 2)
    assert "біріктірілді" in answer.content.decode()


def test_an_assignment_that_meets_another_is_said(open_form, story, editor, person):
    mine, colleague = open_form(editor), person()
    assignments.assign(story, by=person("editor"), assignee=colleague)
    assert save(mine, story, assignee="").status_code == 409
    story.refresh_from_db()
    assert story.assignee == colleague


#: Of each field of the form what the one types, and what the other does; and how it is read.
TYPED = {
    "headline": ("Су көп", "Су жоқ"),
    "lead": ("Тілшінің лиді", "Редактордың лиді"),
    "dateline": ("Алматы", "Астана"),
    "source_name": ("akorda.kz", "primeminister.kz"),
    "photo_caption": ("Арық", "Тоған"),
    "ed_note": ("Тексеру керек", "Тексерілді"),
    "urgency": ("2", "7"),
    "tags": ("су", "ауыл, су"),
    "genre": ("interview", "opinion"),
    "planned_for": ("2026-12-02", "2026-12-03"),
    "embargoed_until": ("2026-12-05 10:00", "2026-12-06 11:00"),
    "expires_at": ("2027-12-05 10:00", "2027-12-06 11:00"),
    "due_at": ("2099-12-07 10:00", "2099-12-08 09:30"),
    "body": (BODY.replace("Екінші", "Тілші"), BODY.replace("Екінші", "Редактор")),
    "assignee": ("", "1"),
    "topics": (["0"], ["0", "1"]),
    "contributions": ([0, 1], [2]),
}


def test_whatever_two_people_changed_each_has_what_they_alone_changed(
    open_form, story, editor, chief, authors
):
    topics = [str(Topic.objects.create(slug=f"su{at}", name_kk=f"Су {at}").pk) for at in (0, 1)]

    def form_of(side, names):
        form = {}
        for name in names:
            typed = TYPED[name][side]
            if name in ("embargoed_until", "expires_at", "due_at"):
                form[f"{name}_0"], form[f"{name}_1"] = typed.split() or ("", "")
            elif name == "contributions":
                form |= signed(*(authors[at] for at in typed))
            elif name == "topics":
                form[name] = [topics[int(at)] for at in typed]
            elif name == "assignee":
                form[name] = chief.pk if typed else ""
            else:
                form[name] = typed
        return form

    before = writing.content_of(story)
    ended = {}
    for side in (0, 1):
        # What each would have made of the story alone, to compare with.
        twin = copy_of(story)
        assert save(opened_of(editor, twin), twin, **form_of(side, TYPED)).status_code == 200
        ended[side] = writing.content_of(Article.objects.get(pk=twin.pk))
    for name in TYPED:
        three = [json.dumps(each[name]) for each in (before, *ended.values())]
        assert len(set(three)) == 3, name

    names = sorted(TYPED)

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(st.lists(st.sampled_from(["", "0", "1", "01"]), min_size=len(names),
                    max_size=len(names)))  # fmt: skip
    def check(who):
        changed = {
            side: [n for n, w in zip(names, who, strict=True) if str(side) in w] for side in (0, 1)
        }
        twin = copy_of(story)
        mine, theirs = opened_of(editor, twin), opened_of(chief, twin)
        save(theirs, twin, **form_of(1, changed[1]))
        answer = save(mine, twin, **form_of(0, changed[0]))
        has_met = bool(set(changed[0]) & set(changed[1]))
        assert (answer.status_code == 409) is has_met
        if has_met:
            page = answer.content.decode()
            asked = {name for name in names if f'name="take-{name}"' in page}
            assert asked == set(changed[0]) & set(changed[1])
            assert go_on(mine[0]).status_code == 302
        stands = writing.content_of(Article.objects.get(pk=twin.pk))
        for name in names:
            side = 0 if name in changed[0] else 1
            expected = ended[side] if name in changed[side] else before
            assert stands[name] == expected[name], (name, who)

    check()


def copy_of(story):
    twin = Article.objects.get(pk=story.pk)
    twin.pk, twin.version, twin._state.adding = None, 1, True
    twin.save()
    writing.finish(twin, by=story.owner)
    return twin


def opened_of(user, story):
    client = Client()
    client.force_login(user)
    page = client.get(f"/admin/articles/article/{story.pk}/change/")
    return client, fields_of(page, "article_form")
