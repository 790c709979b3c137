"""What a story lacks, said at its form: the rule of approval, asked and not repeated."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import own_links, workflow
from articles.desk import missing, sourcing
from articles.models import Genre, KeptText
from articles.refusals import Refused
from media.models import Photo
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def change(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def test_what_is_said_is_what_approval_would_refuse(write, journalist, editor, photo):
    Photo.objects.filter(pk=photo.pk).update(credit=None, alt_text="")
    photo.refresh_from_db()
    story = write(journalist, category=None, photo=photo)
    said = missing.of(story)
    with pytest.raises(Refused) as refused:
        workflow.approve(story, by=editor)
    assert [lack.sentence for lack in said] == [
        str(sentence) for _field, sentence in refused.value.sentences
    ]
    assert [lack.anchor for lack in said] == ["id_category", "id_photo", "id_photo"]


def test_a_flash_and_a_ready_story_lack_nothing(write, journalist, photo):
    assert missing.of(write(journalist, photo=photo)) == []
    assert missing.of(write(journalist, genre=Genre.FLASH, category=None, body="")) == []


def test_of_a_killed_story_nothing_is_asked(write, journalist, editor, chief):
    story = write(journalist, headline="Қате")
    workflow.approve(story, by=editor)
    story.refresh_from_db()
    workflow.kill(story, by=chief, note="қате")
    assert missing.of(story) is None


def test_the_form_says_it_and_autosave_says_what_is_typed(client, journalist, category):
    client.force_login(journalist)
    page = client.get(ADD)
    assert page.context["missing"][-1].anchor == "id_category"
    fields = fields_of(page) | {"headline": ["Су келді"]}
    known = client.post("/admin/articles/article/autosave/", fields).json()
    assert [lack["anchor"] for lack in known["missing"]] == ["id_category"]
    fields["category"] = [str(category.pk)]
    assert client.post("/admin/articles/article/autosave/", fields).json()["missing"] == []


@pytest.mark.parametrize("bad", ["9" * 40, "-1", "x", "\x00", "1e9", "٣"])
def test_forged_numbers_are_none(bad, client, journalist):
    client.force_login(journalist)
    fields = fields_of(client.get(ADD)) | {"headline": ["Су"], "category": [bad], "photo": [bad]}
    answer = client.post("/admin/articles/article/autosave/", fields)
    assert answer.status_code == 200
    assert [lack["anchor"] for lack in answer.json()["missing"]] == ["id_category"]


def test_photos_and_links_of_a_text_are_asked_for_together(
    client, editor, write, photo, django_assert_num_queries
):
    many = range(1, 40)
    photos = "".join(f'<figure data-photo="{photo.pk + number}"></figure>' for number in many)
    links = "".join(f'<p><a href="/news/{number}/">а</a></p>' for number in many)
    story = write(editor, photo=photo, body=photos + links)
    article = type(story).objects.get(pk=story.pk)
    with django_assert_num_queries(1):
        assert len(missing.of(article)) == len(many)
    with django_assert_num_queries(1):
        assert len(own_links.unseen([article.body], at=timezone.now())) == len(many)


# --- The source of a paste ----------------------------------------------------------------------


def saved(client, story, button="_save", **fields):
    posted = fields_of(client.get(change(story))) | {name: [said] for name, said in fields.items()}
    return client.post(change(story), posted | {button: ["submit"]}, follow=True)


def reminds(answer):
    return any(message.level_tag == "warning" for message in answer.context["messages"])


def test_an_open_question_outlives_a_save_and_is_said_on_submitting(client, journalist, write):
    story = write(journalist)
    client.force_login(journalist)
    answer = saved(client, story, lead="Қойылған лид.", pasted=sourcing.ASKED)
    assert not reminds(answer)
    assert answer.context["source_asked"]
    answer = saved(client, story, button="_verb")
    assert reminds(answer)
    story.refresh_from_db()
    assert story.status == "submitted"


def test_an_answer_closes_it(client, journalist, write):
    story = write(journalist)
    client.force_login(journalist)
    saved(client, story, lead="Қойылған лид.", pasted=sourcing.ASKED)
    answer = saved(client, story, source_name="Аудан арнасы", pasted="")
    assert not answer.context["source_asked"]
    assert not reminds(saved(client, story, button="_verb"))


def test_it_is_the_question_of_who_pasted(client, journalist, editor, write):
    story = write(journalist)
    client.force_login(journalist)
    saved(client, story, lead="Қойылған лид.", pasted=sourcing.ASKED)
    client.logout()
    client.force_login(editor)
    assert not client.get(change(story)).context["source_asked"]


def test_autosave_keeps_the_question_and_alone_it_is_no_change(client, journalist, write):
    story = write(journalist)
    client.force_login(journalist)
    fields = fields_of(client.get(change(story))) | {"pasted": [sourcing.ASKED]}
    client.post("/admin/articles/article/autosave/", fields)
    [kept] = KeptText.objects.all()
    assert kept.content["post"]["pasted"] == [sourcing.ASKED]
    form = client.get(f"{change(story)}?kept={kept.pk}")
    assert fields_of(form)["pasted"] == [sourcing.ASKED]
    client.post(change(story), fields | {"_save": ["1"]})
    assert story.versions.count() == 1


def test_a_translation_is_not_asked_where_it_is_from(client, editor, write):
    original = write(editor, headline="Түпнұсқа")
    translation = write(
        editor, headline="Перевод", language="ru", translation_of=original, body="<p>Текст.</p>"
    )
    client.force_login(editor)
    assert not client.get(change(translation)).context["asks_source"]
    assert client.get(change(original)).context["asks_source"]
