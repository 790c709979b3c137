"""What an editor pins beside a story, and what they ban."""

import pytest

from articles import beside
from articles.models import Article
from articles.refusals import NotAllowed, Refused
from articles.related import PINNED, related
from tests.published import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(publish):
    """A story, eleven newer ones, and one far from it."""
    far = publish("Алыстағы", hours=-24 * 60)
    own = publish("Мектеп ашылды", tags=["мектеп"])
    return own, far, [publish(f"Жаңалық {n}", hours=-2 - n) for n in range(11)]


def beside_it(edition, at=NOW):
    return [each.edition.article_id for each in related(edition, at=at)]


def test_what_is_pinned_stands_first_and_what_is_banned_nowhere(stories, editor):
    own, far, others = stories
    beside.pin(own.article, far.article, by=editor)
    beside.ban(own.article, others[0].article, by=editor)
    found = related(own, at=NOW)
    assert found[0].edition.article_id == far.article_id
    assert found[0].reasons == (PINNED,)
    assert len(found) == 9
    assert others[0].article_id not in beside_it(own)
    # Beside another story nothing was decided.
    assert others[0].article_id in beside_it(others[1])


def test_what_was_decided_can_be_changed_and_taken_back(stories, editor):
    own, far, _others = stories
    beside.pin(own.article, far.article, by=editor)
    beside.ban(own.article, far.article, by=editor)
    assert far.article_id not in beside_it(own)
    beside.leave(own.article, far.article, by=editor)
    assert beside.choices(own.article_id) == beside.Choices()


@pytest.mark.parametrize(
    "fields",
    [{"hours": 1}, {"until": -0.5, "ended_as": "killed"}, {"commercial": "advertising"}],
)
def test_what_readers_do_not_see_or_was_paid_for_is_not_shown_though_pinned(
    stories, publish, editor, fields
):
    own, _far, _others = stories
    hidden = publish("Жасырын", **fields)
    beside.pin(own.article, hidden.article, by=editor)
    assert hidden.article_id not in beside_it(own)
    assert len(beside_it(own)) == 9


def test_a_story_does_not_stand_beside_itself_in_any_language(stories, publish, editor):
    own, _far, _others = stories
    russian = publish("Школа", language="ru", translation_of=own.article)
    for other in (own.article, russian.article):
        with pytest.raises(Refused):
            beside.pin(own.article, other, by=editor)
    with pytest.raises(Refused):
        beside.pin(own.article, publish("Другое", language="ru").article, by=editor)


def test_no_more_than_the_page_shows_are_pinned(stories, editor):
    own, far, others = stories
    for other in others[:9]:
        beside.pin(own.article, other.article, by=editor)
    with pytest.raises(Refused):
        beside.pin(own.article, far.article, by=editor)
    beside.pin(own.article, others[0].article, by=editor)


def test_a_journalist_does_not_decide(stories, journalist):
    own, far, _others = stories
    Article.objects.filter(pk=own.article_id).update(owner=journalist)
    own.article.refresh_from_db()
    with pytest.raises(NotAllowed):
        beside.pin(own.article, far.article, by=journalist)


def test_the_desk_shows_why_each_stands_there_and_takes_the_decision(client, stories, editor):
    own, far, others = stories
    client.force_login(editor)
    page = f"/admin/articles/article/{own.article_id}/beside/"
    assert "Жаңалық 0" in client.get(page).content.decode()
    client.post(page, {"named": f"https://dala.example/news/{far.article_id}-x/"})
    client.post(page, {"ban": others[0].article_id})
    html = client.get(page).content.decode()
    assert "бекітілген" in html
    assert beside.choices(own.article_id).pinned == (far.article_id,)
    client.post(page, {"leave": far.article_id})
    assert beside.choices(own.article_id).pinned == ()
    for named in ("", "x", "9" * 30, "-1", f"{own.article_id}"):
        assert client.post(page, {"named": named}, follow=True).status_code == 200
    assert beside.choices(own.article_id).banned == {others[0].article_id}


def test_readers_see_what_was_pinned(client, now, stories, editor, address):
    own, far, others = stories
    beside.pin(own.article, far.article, by=editor)
    beside.ban(own.article, others[0].article, by=editor)
    html = client.get(address(own)).content.decode().partition('id="related"')[2]
    assert "Алыстағы" in html
    assert "Жаңалық 0<" not in html
