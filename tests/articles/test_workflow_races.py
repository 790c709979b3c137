"""Many hands at once, on real threads and real connections: one wins, the others hear so."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connections, transaction
from django.http import QueryDict
from django.utils import timezone

from articles import workflow, writing
from articles.models import Article, Decision, Edition, KeptText, Status, Version, WhyKept
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
THREADS = 8
#: As many as PostgreSQL takes connections of in its smallest set-up, with room to spare.
WORKERS = 40


def together(work, jobs, *, workers):
    """Run `work(job)` for every job on real threads that start at once; return what they gave."""
    start = threading.Barrier(min(workers, len(jobs)))
    waited = threading.local()

    def run(job):
        if not getattr(waited, "done", False):
            waited.done = True
            start.wait(timeout=30)
        try:
            return work(job)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(run, jobs))


def overlaps():
    """Return the pairs of editions of one article that are visible at one moment."""
    found = []
    for article in Article.objects.all():
        rows = [row for row in article.editions.order_by("visible_from") if not row.is_withdrawn]
        for one, following in pairwise(rows):
            if one.visible_until is None or one.visible_until > following.visible_from:
                found.append((one.pk, following.pk))
    return found


def test_eight_threads_of_any_verbs_leave_no_overlap(write, journalist, editor, chief):
    """No overlap, no error of the database, no deadlock: each verb wins, or says why not."""
    stories = [write(journalist, headline=f"Хабар {n}") for n in range(3)]
    soon = [None, 0.003, 0.01, 5]

    def shift(seed):
        dice = random.Random(seed)
        heard = Counter()
        for story in stories:
            for _turn in range(8):
                heard[one_verb(dice, Article.objects.get(pk=story.pk))] += 1
        return heard

    def one_verb(dice, story):
        after = dice.choice(soon)
        at = after and timezone.now() + timedelta(seconds=after)
        verb = dice.choice(["approve", "approve", "unschedule", "hold", "release", "write"])
        try:
            if verb == "approve":
                workflow.approve(story, by=editor, at=at)
            elif verb == "write":
                save(story.pk, journalist, story.version, lead=str(dice.random()))
            else:
                getattr(workflow, verb)(story, by=editor)
        except Overtaken:
            return "overtaken"
        except Refused:
            return "refused"
        return verb

    heard = sum(together(shift, range(THREADS), workers=THREADS), Counter())
    assert overlaps() == []
    assert sum(heard.values()) == THREADS * len(stories) * 8
    given = sum(heard.values()) - heard["overtaken"] - heard["refused"] - heard["write"]
    verbs = ["approve", "unschedule", "hold", "release"]
    assert Decision.objects.filter(verb__in=verbs).count() == given > 0


def test_of_eight_editors_who_approve_at_once_one_wins(write, journalist, person):
    story = write(journalist)
    editors = [person("editor") for _ in range(THREADS)]
    open_before = {user.pk: Article.objects.get(pk=story.pk) for user in editors}

    def approve(user):
        try:
            workflow.approve(open_before[user.pk], by=user)
        except Overtaken:
            return "overtaken"
        return "approved"

    assert Counter(together(approve, editors, workers=THREADS)) == {
        "approved": 1,
        "overtaken": THREADS - 1,
    }
    assert Edition.objects.visible().count() == 1


def save(pk, user, version, **fields):
    """Save as the desk does: the swap first, then the words, then the version."""
    with transaction.atomic():
        article = Article.objects.get(pk=pk)
        for name, value in fields.items():
            setattr(article, name, value)
        writing.prepare(article)
        writing.begin(article, by=user, based_on=version)
        article.save()
        writing.finish(article, by=user)


def test_two_hundred_saves_of_two_hundred_stories_are_all_saved(write, journalist):
    stories = [write(journalist, headline=f"Хабар {n}") for n in range(200)]

    together(
        lambda story: save(story.pk, journalist, 1, lead=f"Сақталды {story.pk}"),
        stories,
        workers=WORKERS,
    )
    assert Article.objects.filter(lead__startswith="Сақталды", version=2).count() == 200
    assert Version.objects.filter(number=2).count() == 200


def test_of_two_hundred_saves_of_one_story_one_is_saved_and_no_text_is_lost(write, journalist):
    story = write(journalist)

    def try_to_save(number):
        try:
            save(story.pk, journalist, 1, lead=f"Мәтін {number}")
        except Overtaken:
            post = QueryDict(mutable=True)
            post["lead"] = f"Мәтін {number}"
            writing.keep(post, by=journalist, article=story, why=WhyKept.OVERTAKEN, based_on=1)
            return "kept"
        return "saved"

    assert Counter(together(try_to_save, range(200), workers=WORKERS)) == {"saved": 1, "kept": 199}
    kept = {text.content["post"]["lead"][0] for text in KeptText.objects.filter(by=journalist)}
    saved = Article.objects.get().lead
    assert kept | {saved} == {f"Мәтін {n}" for n in range(200)}
    assert list(Version.objects.values_list("number", flat=True).order_by("number")) == [1, 2]


def test_a_save_and_an_approval_at_once_never_publish_what_was_not_read(write, journalist, editor):
    """Either the approval wins with the text it was given for, or it is overtaken."""
    stories = [write(journalist, lead="Оқылған") for _ in range(20)]

    def act(job):
        verb, story = job
        try:
            if verb == "approve":
                workflow.approve(Article.objects.get(pk=story.pk, lead="Оқылған"), by=editor)
            else:
                save(story.pk, journalist, 1, lead="Оқылмаған")
        except (Overtaken, Article.DoesNotExist):
            return None
        return verb

    jobs = [(verb, story) for story in stories for verb in ("approve", "save")]
    together(act, jobs, workers=THREADS)
    assert not Edition.objects.filter(lead="Оқылмаған").exists()
    for story in Article.objects.all():
        if story.editions.exists() and story.lead == "Оқылмаған":
            assert story.status == Status.DRAFT, "the newer text waits for its approval"


def test_a_save_and_a_kill_at_once_leave_the_story_killed(write, journalist, editor, chief):
    stories = [write(journalist) for _ in range(10)]
    for story in stories:
        workflow.approve(story, by=editor)

    def act(job):
        verb, story = job
        try:
            if verb == "kill":
                workflow.kill(Article.objects.get(pk=story.pk), by=chief, note="Расталмады")
            else:
                save(story.pk, journalist, 1, lead="Жаңа")
        except (Overtaken, NotAllowed):
            return None
        return job

    jobs = [(verb, story) for story in stories for verb in ("kill", "save")]
    done = {(verb, story.pk) for verb, story in filter(None, together(act, jobs, workers=THREADS))}
    for story in Article.objects.all():
        assert story.stopped == ("killed" if ("kill", story.pk) in done else "")
        assert story.editions.visible().exists() == (not story.stopped)
