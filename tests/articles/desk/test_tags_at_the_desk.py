"""Tags at the desk: what the field is offered, and the screens that keep them in order."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import ArticleTag, EditionTag, Tag, TagMerge
from articles.tags import counting, filing, merging
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

SUGGEST, IN_TEXT = (reverse(f"admin:articles_tag_{name}") for name in ("suggest", "in_text"))
MERGE, TIDY = (reverse(f"admin:articles_tag_{name}") for name in ("merge", "tidy"))


@pytest.fixture
def tags(publish, house):
    """Three tags with a story each."""
    for name in ("Мектеп", "Мектептер", "Су"):
        publish(f"{name} туралы", tags=[name])
    filing.file_missing()
    counting.count()
    return Tag.called(["Мектеп", "Мектептер", "Су"])


def test_the_field_is_offered_tags_and_told_of_new_ones(at_desk, journalist, tags):
    answer = at_desk(journalist).get(SUGGEST, {"q": "мек", "name": ["МЕКТЕП", "Жаңасы"]}).json()
    assert [tag["name"] for tag in answer["tags"]] == ["Мектептер"]
    assert "1" in answer["tags"][0]["stories"]
    assert answer["new"] == ["Жаңасы"]


def test_the_text_is_read_without_its_markup(at_desk, journalist, tags):
    told = {"headline": "Ауылда", "body": "<p class='мектеп'>Ауылға су келді</p>", "language": "kk"}
    answer = at_desk(journalist).post(IN_TEXT, told).json()
    assert [tag["name"] for tag in answer["tags"]] == ["Су"]
    assert at_desk(journalist).get(IN_TEXT).status_code == 405
    assert at_desk(journalist).post(IN_TEXT, {"body": "су " * 40_000}).status_code == 200


def test_who_has_no_tags_is_not_answered(at_desk, picture_editor, tags):
    assert at_desk(picture_editor).get(SUGGEST, {"q": "су"}).status_code == 403
    assert at_desk(picture_editor).post(IN_TEXT, {}).status_code == 403


def test_a_tag_typed_into_a_story_is_offered_at_once(at_desk, journalist, write):
    client, story = at_desk(journalist), write(journalist)
    address = reverse("admin:articles_article_change", args=[story.pk])
    form = fields_of(client.get(address), "article_form")
    assert client.post(address, form | {"tags": "Мүлдем жаңа"}).status_code == 302
    offered = client.get(SUGGEST, {"q": "мүлд"}).json()["tags"]
    assert [tag["name"] for tag in offered] == ["Мүлдем жаңа"]


def test_what_will_move_is_shown_before_and_done_after(at_desk, editor, tags):
    client, [school, schools, _water] = at_desk(editor), tags
    asked = client.get(MERGE, {"tag": [school.pk, schools.pk]})
    assert [(tag, *rest) for tag, *rest in asked.context["moving"]] == [(schools, 1, 1)]
    assert not TagMerge.objects.exists()
    done = client.post(MERGE, {"to": school.pk, "tag": [schools.pk]}, follow=True)
    assert "Мектеп" in done.content.decode()
    assert not EditionTag.objects.filter(tag=schools).exists()
    assert not ArticleTag.objects.filter(tag=schools).exists()
    assert TagMerge.objects.get().by == editor
    assert LogEntry.objects.filter(object_id=str(schools.pk)).count() == 1
    client.post(MERGE, {"to": school.pk, "tag": [schools.pk]})
    assert (TagMerge.objects.count(), LogEntry.objects.count()) == (1, 1)


def test_names_are_asked_for_as_they_are_typed_everywhere(at_desk, editor, tags):
    asked = at_desk(editor).get(MERGE, {"tags": "МЕКТЕПТЕР, су", "into": "мектеп"})
    assert {tag.name for tag, *_rest in asked.context["moving"]} == {"Мектептер", "Су"}


@pytest.mark.parametrize(
    "asked",
    [
        {"tags": "Мектеп", "into": "Мектеп"}, {"tags": "Жоқ", "into": "Мектеп"},
        {"tags": "", "into": ""}, {"tags": ",,,", "into": "Мектеп"},
        {"tags": "Мектеп", "into": "…"}, {"tags": "а" * 5_000, "into": "Мектеп"},
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_with_what_was_typed(
    at_desk, editor, tags, asked
):
    answer = at_desk(editor).get(MERGE, asked)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert asked["into"] in answer.content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {}, {"to": "x", "tag": ["y"]}, {"to": "9" * 30, "tag": ["1"]}, {"go_on": "x"},
        {"go_on": "987654"}, {"to": "987654", "tag": ["987653"]},
    ],
)  # fmt: skip
def test_a_forged_merge_changes_nothing(at_desk, editor, tags, posted):
    answer = at_desk(editor).post(MERGE, posted, follow=True)
    assert answer.status_code in (200, 409)
    assert not TagMerge.objects.exists()


def test_a_merge_that_a_colleague_was_before_is_refused(at_desk, editor, tags):
    school, schools, water = tags
    merging.merge([school], into=water, by=editor)
    answer = at_desk(editor).post(MERGE, {"to": school.pk, "tag": [schools.pk]})
    assert answer.status_code == 409
    assert "Мектеп" in answer.content.decode()


def test_what_no_worker_moved_is_moved_by_the_next_press(at_desk, editor, tags, monkeypatch):
    school, schools, _water = tags
    merging.merge([schools], into=school, by=editor)
    client = at_desk(editor)
    assert client.get(MERGE).context["unmoved"] == [schools]
    client.post(MERGE, {"go_on": schools.pk})
    assert client.get(MERGE).context["unmoved"] == []


@pytest.mark.parametrize("kind", ["never", "once", "long_ago", "alike", "retired", "x", ""])
@pytest.mark.parametrize("page", ["1", "0", "-1", "x", "9" * 30])
def test_every_list_stands(at_desk, editor, tags, kind, page):
    asked = {"kind": kind, "page": page, "after": "яяя"}
    assert at_desk(editor).get(TIDY, asked).status_code == 200


def test_tags_are_retired_and_restored_in_bulk(at_desk, editor, tags):
    client, ids = at_desk(editor), [tag.pk for tag in tags]
    client.post(f"{TIDY}?kind=once", {"tag": [*ids, "x", "987654"]})
    assert Tag.objects.filter(is_retired=True).count() == 3
    assert LogEntry.objects.count() == 3
    client.post(f"{TIDY}?kind=once", {"tag": ids})
    assert LogEntry.objects.count() == 3
    client.post(f"{TIDY}?kind=retired", {"tag": ids[:1]})
    assert Tag.objects.filter(is_retired=False).count() == 1


def test_the_list_of_tags_leads_to_merging_and_retires(at_desk, editor, tags):
    client, base = at_desk(editor), reverse("admin:articles_tag_changelist")
    chosen = {"_selected_action": [tag.pk for tag in tags[:2]]}
    asked = client.post(base, {"action": "merge", **chosen}, follow=True)
    assert [tag.name for tag, *_rest in asked.context["moving"]] == ["Мектептер"]
    client.post(base, {"action": "retire", **chosen})
    assert Tag.objects.filter(is_retired=True).count() == 2
    client.post(base, {"action": "restore", **chosen})
    assert not Tag.objects.filter(is_retired=True).exists()


def test_a_journalist_keeps_no_order_among_tags(at_desk, journalist, tags):
    client = at_desk(journalist)
    for address in (MERGE, TIDY):
        assert client.get(address).status_code == 403
        assert client.post(address, {"tag": [tags[0].pk], "to": tags[1].pk}).status_code == 403
    client.post(reverse("admin:articles_tag_changelist"),
                {"action": "retire", "_selected_action": [tags[0].pk]})  # fmt: skip
    assert not Tag.objects.filter(is_retired=True).exists()


def test_a_renamed_tag_is_found_by_its_new_name(at_desk, editor, tags):
    client = at_desk(editor)
    address = reverse("admin:articles_tag_change", args=[tags[2].pk])
    form = fields_of(client.get(address), "tag_form")
    assert client.post(address, form | {"name": "Ауызсу"}).status_code == 302
    assert [tag["name"] for tag in client.get(SUGGEST, {"q": "ауыз"}).json()["tags"]] == ["Ауызсу"]


def test_the_screens_cost_the_same_however_many_tags_there_are(
    at_desk, editor, tags, django_assert_max_num_queries
):
    Tag.called([f"Көше {number}" for number in range(300)])
    filing.file_missing()
    client = at_desk(editor)
    for address in (MERGE, *(f"{TIDY}?kind={kind}" for kind in ("never", "once", "alike"))):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200
