"""Two people and one story in another language, on real threads and real connections."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from articles import originals, translating, workflow, writing
from articles.models import Article, Language, Status
from articles.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def together(work, jobs):
    """Run `work(job)` for every job on threads that start at once; return what they gave."""
    start = threading.Barrier(len(jobs))

    def run(job):
        start.wait(timeout=30)
        try:
            return work(job)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_of_eight_translators_into_one_language_one_begins_and_all_are_led_there(
    write, journalist, person
):
    original = write(journalist)
    editors = [person("editor") for _ in range(8)]

    def translate(user):
        return translating.translate(
            Article.objects.get(pk=original.pk), into=Language.RUSSIAN, by=user
        )

    begun = together(translate, editors)
    assert Counter(is_new for _story, is_new in begun) == {True: 1, False: 7}
    assert {story.pk for story, _new in begun} == {Article.objects.get(language="ru").pk}


def test_two_languages_at_once_are_two_translations(write, journalist, editor):
    original = write(journalist)

    def translate(language):
        return translating.translate(original, into=language, by=editor)[1]

    assert together(translate, [Language.RUSSIAN, Language.ENGLISH]) == [True, True]


def bound(pk, original_pk, *, by):
    """Save a story as the desk does, bound by hand to an original; tell whether it was taken."""
    try:
        with transaction.atomic():
            article = Article.objects.get(pk=pk)
            article.translation_of = Article.objects.get(pk=original_pk)
            if originals.faults(article):
                return False
            translating.bind(article)
            writing.begin(article, by=by, based_on=article.version)
            article.save()
            writing.finish(article, by=by)
    except (Refused, IntegrityError):
        return False
    return True


def test_two_stories_bound_to_each_other_at_once_make_no_ring(write, journalist, editor):
    for _turn in range(6):
        kazakh, russian = write(journalist), write(editor, language="ru")
        jobs = [(kazakh.pk, russian.pk), (russian.pk, kazakh.pk)]
        together(lambda job: bound(*job, by=editor), jobs)
        links = Article.objects.filter(pk__in=[kazakh.pk, russian.pk], translation_of__isnull=False)
        assert links.count() == 1


def test_no_chain_is_made_by_two_who_bind_at_once(write, journalist, editor):
    for _turn in range(6):
        first = write(journalist)
        middle, last = write(editor, language="ru"), write(editor, language="en")
        jobs = [(middle.pk, first.pk), (last.pk, middle.pk)]
        together(lambda job: bound(*job, by=editor), jobs)
        assert not Article.objects.filter(translation_of__translation_of__isnull=False).exists()


def test_a_draft_begun_and_one_bound_by_hand_at_once_are_one_translation(write, journalist, editor):
    for _turn in range(6):
        original, other = write(journalist), write(editor, language="ru")

        def act(job, original=original, other=other):
            if job == "translate":
                return translating.translate(original, into="ru", by=editor)[1]
            return bound(other.pk, original.pk, by=editor)

        assert sorted(together(act, ["translate", "bind"])) == [False, True]
        assert originals.translations(original).count() == 1


def test_a_spiked_one_restored_while_another_begins_takes_no_second_place(
    write, journalist, editor
):
    for _turn in range(6):
        original = write(journalist)
        spiked, _new = translating.translate(original, into="ru", by=editor)
        workflow.spike(spiked, by=editor)

        def act(job, original=original, spiked=spiked):
            try:
                if job == "restore":
                    workflow.restore(Article.objects.get(pk=spiked.pk), by=editor)
                else:
                    translating.translate(original, into="ru", by=editor)
            except Refused as refusal:
                return str(refusal)
            return ""

        together(act, ["restore", "translate"])
        assert originals.translations(original).exclude(status=Status.SPIKED).count() == 1
