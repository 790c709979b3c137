"""Several tags become one: addresses, stories and search follow, and nothing goes round."""

import threading

import pytest
from django.db import connection
from django.test import Client

from articles import generation, search, tasks, workflow
from articles.models import (
    Article,
    ArticleTag,
    Edition,
    EditionTag,
    House,
    Language,
    Tag,
    TagMerge,
    TagUse,
)
from articles.refusals import Refused
from articles.search import gist
from articles.tags import counting, filing, merging
from tests.articles.test_generation import settled
from tests.published import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(publish, house):
    """Three tags, stories of each, one of two."""
    names = ["Мектеп", "Мектептер", "Школа"]
    for name in names:
        publish(f"{name} туралы", tags=[name])
    publish("Екеуі де", tags=names[:2])
    filing.file_missing()
    counting.count()
    return Tag.called(names)


def follow(*tags):
    for tag in tags:
        while merging.move(tag.pk):
            pass


def test_everything_of_a_merged_tag_follows(three, editor, now):
    school, schools, russian = three
    merging.merge([schools, russian], into=school, by=editor)
    follow(schools, russian)
    assert not EditionTag.objects.exclude(tag=school).exists()
    assert not ArticleTag.objects.exclude(tag=school).exists()
    assert EditionTag.objects.filter(tag=school).count() == 4
    assert TagUse.objects.get(tag=school).stories == 4
    assert set(TagMerge.objects.values_list("tag", "into", "by")) == {
        (schools.pk, school.pk, editor.pk), (russian.pk, school.pk, editor.pk),
    }  # fmt: skip
    found = search.find("мектеп", language="kk", at=NOW).editions
    assert {edition.headline for edition in found} >= {"Школа туралы"}
    for edition in Edition.objects.all():
        assert gist.read(bytes(edition.gist)).tags == (school.pk,)


@pytest.mark.parametrize("prefix", ["", "/latyn", "/tote"])
@pytest.mark.parametrize("feed", ["", "feed.rss", "feed.atom", "feed.json"])
def test_old_addresses_lead_on_for_ever_over_one_step(three, editor, now, prefix, feed):
    House.objects.update(has_latin_script=True, has_arabic_script=True)
    school, schools, russian = three
    merging.merge([russian], into=schools, by=editor)
    merging.merge([schools], into=school, by=editor)
    follow(schools, russian)
    assert not Tag.objects.filter(merged_into__merged_into__isnull=False).exists()
    for old in (schools, russian):
        answer = Client().get(f"{prefix}/tag/{old.slug}/{feed}")
        assert answer.status_code == 301
        assert answer["Location"].endswith(f"{prefix}/tag/{school.slug}/{feed}")
    assert Client().get(f"{prefix}/tag/{school.slug}/{feed}").status_code == 200


def test_the_names_mean_one_tag_at_once_and_stories_follow_newest_first(
    three, editor, publish, monkeypatch
):
    school, schools, _russian = three
    publish("Кеше", hours=-30, tags=["Мектептер"])
    monkeypatch.setattr(merging, "BATCH", 2)
    merging.merge([schools], into=school, by=editor)
    assert Tag.called(["мектептер"]) == [school]
    assert merging.unmoved() == [schools]
    assert merging.move(schools.pk)
    assert list(EditionTag.objects.filter(tag=schools).values_list("edition__headline")) == [
        ("Кеше",)
    ]
    follow(schools)
    assert merging.unmoved() == []


def test_a_story_approved_in_between_gets_the_tag_that_stays(three, write, journalist, editor):
    school, schools, _russian = three
    story = write(journalist, tags=[schools, school])
    merging.merge([schools], into=school, by=editor)
    workflow.approve(story, by=editor)
    assert [row.tag for row in EditionTag.objects.filter(article=story)] == [school]


def test_pages_in_memory_hear_of_it(three, editor):
    before = settled()
    merging.merge([three[1]], into=three[0], by=editor)
    merged = settled()
    assert merged != before
    follow(three[1])
    assert settled() != merged
    assert generation.current()


def test_nothing_is_merged_into_itself_or_in_a_ring(three, editor):
    school, schools, russian = three
    with pytest.raises(Refused):
        merging.merge([school], into=school, by=editor)
    merging.merge([schools], into=school, by=editor)
    with pytest.raises(Refused):
        merging.merge([school], into=schools, by=editor)
    with pytest.raises(Refused):
        merging.merge([schools], into=russian, by=editor)
    with pytest.raises(Refused):
        merging.merge([Tag(pk=987654)], into=school, by=editor)
    Tag.objects.filter(pk=russian.pk).update(is_retired=True)
    with pytest.raises(Refused):
        merging.merge([school], into=russian, by=editor)
    assert TagMerge.objects.count() == 1


def test_pressed_twice_it_is_done_once(three, editor):
    for _twice in range(2):
        merging.merge([three[1]], into=three[0], by=editor)
        follow(three[1])
    assert TagMerge.objects.count() == 1


def test_what_will_move_is_counted_before(three, write, journalist):
    write(journalist, tags=[three[1]])
    assert merging.will_move(three) == {
        three[0].pk: (2, 2), three[1].pk: (2, 3), three[2].pk: (1, 1),
    }  # fmt: skip


def test_each_language_has_its_rows_moved(publish, editor):
    for language in Language.values:
        publish(f"Хабар {language}", tags=["Ескі"], language=language)
    [old, new] = Tag.called(["Ескі", "Жаңа"])
    merging.merge([old], into=new, by=editor)
    follow(old)
    assert EditionTag.objects.filter(tag=new).count() == len(Language.values)


def test_a_saved_story_and_its_terms_follow(write, journalist, editor):
    [old, new] = Tag.called(["Кітап", "Әдебиет"])
    story = write(journalist, headline="Көрме", tags=[old])
    merging.merge([old], into=new, by=editor)
    follow(old)
    found = search.at_the_desk(Article.objects.all(), "әдебиет").stories
    assert [each.pk for each in found] == [story.pk]


def test_the_worker_moves_what_the_press_left(three, editor):
    merging.merge([three[1]], into=three[0], by=editor)
    tasks.move_merged.call(three[1].pk)
    assert merging.unmoved() == []
    tasks.move_merged.call(three[1].pk)
    tasks.move_merged.call(987654)
    assert TagUse.objects.get(tag=three[0]).stories == 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_merges_that_cross_make_no_ring(editor):
    one, other = Tag.called(["Бір", "Екі"])
    refused, start = [], threading.Barrier(2)

    def cross(tag, into):
        try:
            start.wait(20)
            merging.merge([tag], into=into, by=editor)
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    hands = [threading.Thread(target=cross, args=pair) for pair in ((one, other), (other, one))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(30)
    assert len(refused) == 1
    assert Tag.objects.filter(merged_into=None).count() == 1
