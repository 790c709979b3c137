"""Versions on screen: any two beside each other, what waits for readers, and putting back."""

import pytest
from django.db import transaction

from articles import workflow, writing
from articles.models import Article, Category, Region
from tests.forms import all_fields_of, fields_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & «<b>»"


@pytest.fixture
def story(write, journalist, rewrite):
    article = write(journalist, headline="Су келді", lead="Билет 400 теңге.")
    rewrite(article, by=journalist, lead="Билет 500 теңге.", headline=HOSTILE)
    return article


@pytest.fixture
def rewrite():
    """Return a saver of changes, as the desk saves."""

    def save(article, *, by, **fields):
        with transaction.atomic():
            for name, value in fields.items():
                setattr(article, name, value)
            writing.prepare(article)
            writing.begin(article, by=by, based_on=article.version)
            article.save()
            return writing.finish(article, by=by)

    return save


def way(story, rest):
    return f"/admin/articles/article/{story.pk}/{rest}"


def looked_at(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_any_two_versions_are_compared_the_earlier_first(at_desk, story, editor):
    client = at_desk(editor)
    for asked in ("", "?before=1&after=2", "?before=2&after=1"):
        page = looked_at(client, way(story, f"compare/{asked}"))
        assert page.index("400</del>") < page.index("500</ins>")
        assert "<script>alert" not in page and "&lt;script&gt;" in page
        # Said aloud, too.
        assert page.count('class="visually-hidden"') >= 2


@pytest.mark.parametrize(
    "asked",
    ["?before=1&after=1", "?before=1", "?before=x&after=%00", "?before=7&after=99999999999999999",
     "?before=%ED%A0%80", "?before=-1&after=1e9", "?x=1"],
)  # fmt: skip
def test_what_is_no_two_versions_is_answered_with_a_sentence(at_desk, story, editor, asked):
    page = looked_at(at_desk(editor), way(story, f"compare/{asked}"), status=422)
    assert 'class="errornote"' in page


def test_a_version_says_what_changed_against_the_one_before(at_desk, story, editor):
    client = at_desk(editor)
    page = looked_at(client, way(story, "version/2/"))
    assert "400</del>" in page and "500</ins>" in page
    assert "</del>" not in looked_at(client, way(story, "version/1/"))


def test_a_strangers_versions_are_not_there(at_desk, story, person, editor):
    client = at_desk(person("journalist", "basqa"))
    for rest in ("compare/", "compare/?before=1&after=2", "version/1/", "waiting/"):
        assert client.get(way(story, rest)).status_code == 404
    assert client.post(way(story, "version/1/restore/"), {"whole": "1"}).status_code == 404
    assert at_desk(editor).get(way(story, "version/1/restore/")).status_code == 405
    assert Article.objects.get().headline == HOSTILE


def test_what_is_ticked_is_put_back_with_the_way_to_what_stood(at_desk, story, editor):
    client = at_desk(editor)
    page = client.get(way(story, "version/1/"))
    form = next(each for each in all_fields_of(page) if "stands" in each)
    answer = client.post(way(story, "version/1/restore/"), form | {"part": "lead"}, follow=True)
    story.refresh_from_db()
    assert (story.lead, story.headline) == ("Билет 400 теңге.", HOSTILE)
    said = answer.content.decode()
    assert way(story, "version/2/") in said
    # The same press once more changes nothing and says so.
    again = client.post(way(story, "version/1/restore/"), form | {"part": "lead"}, follow=True)
    assert again.status_code == 200 and story.versions.count() == 3


def test_the_whole_version_is_put_back(at_desk, story, editor):
    client = at_desk(editor)
    page = client.get(way(story, "version/1/"))
    form = next(each for each in all_fields_of(page) if "stands" in each)
    client.post(way(story, "version/1/restore/"), form | {"whole": "1"})
    story.refresh_from_db()
    assert (story.lead, story.headline) == ("Билет 400 теңге.", "Су келді")


@pytest.mark.parametrize(
    "posted",
    [{}, {"part": "x"}, {"part": "lead"}, {"part": "lead", "stands": "x"},
     {"part": "lead", "stands": "99999999999999999999"}, {"whole": "1", "stands": "\x00"},
     {"part": ["lead", "slug", "owner", "status"], "stands": "1"}],
)  # fmt: skip
def test_forged_orders_put_nothing_back(at_desk, story, editor, posted):
    answer = at_desk(editor).post(way(story, "version/1/restore/"), posted, follow=True)
    assert answer.status_code == 200
    story.refresh_from_db()
    assert story.lead == "Билет 500 теңге."


def test_a_save_in_between_is_not_overwritten_by_putting_back(
    at_desk, story, journalist, editor, rewrite
):
    client = at_desk(editor)
    form = next(each for each in all_fields_of(client.get(way(story, "version/1/")))
                if "stands" in each)  # fmt: skip
    rewrite(Article.objects.get(), by=journalist, lead="Ең жаңа лид.")
    answer = client.post(way(story, "version/1/restore/"), form | {"whole": "1"}, follow=True)
    assert "messagelist" in answer.content.decode()
    assert Article.objects.get().lead == "Ең жаңа лид."


def test_who_may_not_write_is_offered_nothing_to_put_back(at_desk, story, editor, chief):
    workflow.approve(Article.objects.get(), by=editor)
    workflow.kill(Article.objects.get(), by=chief, note="Қате")
    client = at_desk(editor)
    assert 'name="stands"' not in looked_at(client, way(story, "version/1/"))
    assert (
        client.post(way(story, "version/1/restore/"), {"whole": "1", "stands": "9"}).status_code
        == 403
    )


def test_what_waits_is_shown_against_what_readers_see(at_desk, story, journalist, editor, rewrite):
    client = at_desk(editor)
    assert "</ins>" not in looked_at(client, way(story, "waiting/"))
    workflow.approve(Article.objects.get(), by=editor)
    assert "</ins>" not in looked_at(client, way(story, "waiting/"))
    assert "/waiting/" not in looked_at(client, way(story, "change/"))
    rewrite(Article.objects.get(), by=journalist, lead="Билет 600 теңге.")
    page = looked_at(client, way(story, "waiting/"))
    assert "500</del>" in page and "600</ins>" in page
    # The way there: from the form, from the record, and from the page of the verb.
    for rest in ("change/", "history/", "verb/approve/", "verb/correct/"):
        assert way(story, "waiting/") in looked_at(client, way(story, rest)), rest
    assert way(story, "waiting/") not in looked_at(client, way(story, "verb/hold/"))


def test_names_stand_for_numbers(at_desk, write, journalist, editor, photo, rewrite):
    story = write(journalist, tags=["су"])
    other = Category.objects.create(slug="sport", name_kk="Спорт")
    region = Region.objects.exclude(parent=None).first()
    story.tags.set(["жол"])
    rewrite(story, by=journalist, category=other, region=region, photo=photo, urgency=2,
            body=f'<p>Мүлде бөлек.</p><figure data-photo="{photo.pk}"></figure>')  # fmt: skip
    page = looked_at(at_desk(editor), way(story, "compare/?before=1&after=2"))
    for words in ("Қоғам</del>", "Спорт</ins>", f"{region.name}</ins>", "су</del>", "жол</ins>",
                  "«Кездесуден көрініс»</ins>"):  # fmt: skip
        assert words in page, words


def test_many_versions_cost_as_many_queries_as_two(
    at_desk, story, journalist, editor, photo, rewrite, django_assert_max_num_queries
):
    figures = "".join(
        f'<p>Абзац {n}</p><figure data-photo="{photo.pk}"></figure>' for n in range(40)
    )
    for number in range(12):
        rewrite(Article.objects.get(), by=journalist, lead=f"Лид {number}", body=figures)
    workflow.approve(Article.objects.get(), by=editor)
    rewrite(
        Article.objects.get(), by=journalist, lead="Соңғы", urgency=1, body=figures + "<p>а</p>"
    )
    client = at_desk(editor)
    for rest in ("compare/?before=1&after=16", "version/3/", "waiting/", "history/",
                 "verb/correct/"):  # fmt: skip
        with django_assert_max_num_queries(30):
            looked_at(client, way(story, rest))


def test_a_merge_finds_what_the_form_was_opened_on_after_a_verb(at_desk, story, journalist, editor):
    """Verbs count on without a version of their own: the form was opened on the one before."""
    workflow.submit(Article.objects.get(), by=journalist)
    mine, theirs = at_desk(journalist), at_desk(editor)
    forms = [fields_of(each.get(way(story, "change/"))) for each in (mine, theirs)]
    theirs.post(way(story, "change/"), forms[1] | {"dateline": "Алматы"})
    answer = mine.post(way(story, "change/"), forms[0] | {"lead": "Тілшінің лиді."})
    assert answer.status_code == 302
    story.refresh_from_db()
    assert (story.dateline, story.lead) == ("Алматы", "Тілшінің лиді.")
