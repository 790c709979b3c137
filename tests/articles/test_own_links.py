"""Links to our own stories: without a host in the text, and dead on no page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import markup, own_links, workflow

HERE = "https://dala.example"


@pytest.mark.parametrize(
    ("address", "stands"),
    [
        (f"{HERE}/news/12-su/", "/news/12-su/"),
        ("http://dala.example/news/12-su/", "/news/12-su/"),
        ("https://www.DALA.example/news/12-su/?a=1#b", "/news/12-su/?a=1#b"),
        (f"{HERE}/latyn/news/12-su/", "/news/12-su/"),
        (f"{HERE}/tote/news/12-su/", "/news/12-su/"),
        (HERE, "/"),
        (f"{HERE}/tag/su/", "/tag/su/"),
        (f"{HERE}//elsewhere.example/", f"{HERE}//elsewhere.example/"),
        ("https://dala.example.kz/news/12-su/", "https://dala.example.kz/news/12-su/"),
        ("https://dala.example@kz.example/news/1/", "https://dala.example@kz.example/news/1/"),
        ("mailto:a@dala.example", "mailto:a@dala.example"),
        ("https://[бұзылған/", "https://[бұзылған/"),
    ],
)
def test_addresses_of_our_site_stand_without_its_host(address, stands, settings):
    settings.SITE_URL = HERE
    body = f'<p>Бұл <a href="{address}">сілтеме</a>.</p>'
    assert own_links.at_home(body) == f'<p>Бұл <a href="{stands}">сілтеме</a>.</p>'


@given(st.lists(st.sampled_from([
    "<p>", "</p>", '<a href="https://dala.example/news/3-x/?a=1&amp;b=2">', "</a>", "сөз ", "&amp;",
    '<a href="https://dala.example/&quot;">', "<strong>", "</strong>", '<a href="/news/5/">',
]), max_size=30))  # fmt: skip
def test_what_came_home_is_in_the_one_form_and_says_the_same(pieces):
    from django.test import override_settings

    with override_settings(SITE_URL=HERE):
        body = markup.clean("".join(pieces))
        home = own_links.at_home(body)
        assert own_links.at_home(home) == home == markup.clean(home)
        assert markup.plain(home) == markup.plain(body)
        assert HERE not in home


def test_stories_are_known_by_their_number_in_any_script():
    body = (
        '<p><a href="/news/12-su/">а</a> <a href="/latyn/news/13/">б</a> '
        '<a href="/news/12/#x">в</a>'
        ' <a href="/newsroom/14/">г</a> <a href="https://x.example/news/15/">д</a></p>'
    )
    assert own_links.story_ids(body) == [12, 13]
    assert own_links.without(body, {12}).startswith('<p>а <a href="/latyn/news/13/">б</a> в <a')


@pytest.fixture
def linked(write, journalist, editor):
    """Two stories on the site; the second one links to the first."""
    first = write(journalist, headline="Су келді")
    workflow.approve(first, by=editor)
    slug = first.editions.get().slug
    second = write(
        journalist,
        headline="Жол ашылды",
        body=f'<p>Бұған дейін <a href="/news/{first.pk}-{slug}/">су келген</a>.</p>',
    )
    workflow.approve(second, by=editor)
    return first, second


@pytest.mark.django_db
def test_a_link_is_left_out_while_readers_do_not_see_its_story(linked, client, chief, editor):
    first, second = linked
    page = f"/news/{second.pk}-{second.editions.get().slug}/"
    slug = first.editions.get().slug
    target = f'<a href="/news/{first.pk}-{slug}/">су келген</a>'

    def body():
        answer = client.get(page)
        assert answer.status_code == 200
        html = answer.content.decode()
        assert "су келген" in html
        return html

    assert target in body()
    first.refresh_from_db()
    workflow.hold(first, by=editor, note="тексеру")
    assert target not in body()
    first.refresh_from_db()
    workflow.release(first, by=editor)
    assert target in body()
    first.refresh_from_db()
    workflow.kill(first, by=chief, note="қате")
    assert target not in body()


@pytest.mark.django_db
def test_a_feed_links_to_no_story_that_is_held(linked, client, editor):
    first, second = linked
    target = f"/news/{first.pk}-{first.editions.get().slug}/\\"
    assert client.get("/latest/feed.json").content.decode().count(target) == 1
    first.refresh_from_db()
    workflow.hold(first, by=editor, note="тексеру")
    answer = client.get("/latest/feed.json").content.decode()
    assert target not in answer
    assert "су келген" in answer
    assert second.headline in answer


@pytest.mark.django_db
def test_a_scheduled_story_is_not_seen_before_its_moment(write, journalist, editor):
    story = write(journalist)
    soon = timezone.now() + timedelta(hours=1)
    workflow.approve(story, by=editor, at=soon)
    body = f'<p><a href="/news/{story.pk}/">а</a></p>'
    assert own_links.unseen([body], at=timezone.now()) == {story.pk}
    assert own_links.unseen([body], at=soon) == set()


@pytest.mark.django_db
def test_a_text_without_own_links_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert own_links.alive("<p>Мәтін <a href='/tag/su/'>а</a></p>", at=timezone.now())
