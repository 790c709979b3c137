"""The desk's screens in one database: their CPU time and queries, in an archive and in a hundredth.

Runs beside the database that DATABASE_URL names, in one made for it; prints one line of JSON.
"""

import sys
from datetime import timedelta
from itertools import islice

from bench.own_database import measured
from bench.pages import cpu

#: No screen asks more, whatever the size of the archive.
MOST = 30
#: A screen of a hundred times the archive may take so many times as long.
GROWTH = 3
PEOPLE = 20
#: So many stories a newsroom has in hand, whatever its archive.
IN_HAND = 400


def costs(size: int):
    """Yield, for each screen, its queries and what a hundred times the archive costs it."""
    from django.contrib.auth.models import User
    from django.test import Client

    from tests.articles.exchange.emptied import empty

    took: dict[str, list[float]] = {}
    asked: dict[str, int] = {}
    for number in (size // 100, size):
        empty()
        fill(number)
        clients = {}
        for name in ("chief_editor", "journalist"):
            clients[name] = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="bench")
            clients[name].force_login(User.objects.get(username=f"{name}-0"))
        for (who, name), path in screens().items():
            act = Asking(clients[who], path)
            took.setdefault(f"{name} ({who})", []).append(cpu(act))
            asked[f"{name} ({who})"] = act.queries()
    for name, (small, large) in took.items():
        queries, ratio = asked[name], large / small
        yield f"{name}, {size:,} stories, CPU", large, "ms", "", True
        yield "  its queries", queries, "", f"<= {MOST}", queries <= MOST
        yield "  a hundred times the archive", ratio, "times", f"<= {GROWTH}", ratio <= GROWTH


class Asking:
    """One screen asked for by one person."""

    def __init__(self, client, path: str):
        self._client, self._path = client, path

    def __call__(self):
        answer = self._client.get(self._path)
        if answer.status_code != 200:
            raise RuntimeError(f"{self._path} answered {answer.status_code}")

    def queries(self) -> int:
        """Return how many queries it takes, warm."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            self()
        return len(queries)


def screens() -> dict[tuple[str, str], str]:
    """Return the address of each screen by who asks and what it is called."""
    from articles.models import Article, Status

    stories = "/admin/articles/article/"
    word = Article.objects.order_by("-pk")[0].headline.split()[0]
    draft = Article.objects.filter(status=Status.DRAFT, owner__username="journalist-0").last().pk
    waiting = Article.objects.filter(status=Status.SUBMITTED).last().pk
    live = Article.objects.filter(status=Status.APPROVED).last().pk
    every = {
        "home": "/admin/",
        "stories": stories,
        "stories, by a word": f"{stories}?q={word}",
        "a story": f"{stories}{draft}/change/",
        "its record": f"{stories}{draft}/history/",
        "a new story": f"{stories}add/",
        "texts kept": f"{stories}kept/",
        "to translate": f"{stories}translate/",
        "photos": "/admin/media/photo/",
        "the plan, a day": f"{stories}plan/",
        "the plan, a month": f"{stories}plan/?view=month",
        "the board": f"{stories}plan/?view=board",
        "inbox": "/admin/inbox/",
        "find anything": f"/admin/find/?q={word}",
        "its versions compared": f"{stories}{draft}/compare/",
        "its comments": f"{stories}{draft}/comments/",
    }
    editors = {
        "the queue": f"{stories}queue/",
        "drafts of all": f"{stories}?status__exact=draft",
        "a story that waits": f"{stories}{waiting}/change/",
        "a story on the site": f"{stories}{live}/change/",
        "approving": f"{stories}{waiting}/verb/approve/",
        "its preview": f"{stories}{waiting}/preview/",
        "front page": f"{stories}front/",
        "front page's tray, by a word": f"{stories}front/tray/?q={word}",
        "breaking bands": f"{stories}breaking/",
        "demands": f"{stories}demands/",
        "where a story stands": f"{stories}{live}/whereabouts/",
        "what waits for readers": f"{stories}{live}/waiting/",
        "tags": "/admin/articles/tag/",
        "tags nobody uses": "/admin/articles/tag/tidy/",
        "reports": f"{stories}reports/",
    }
    return {
        **{("chief_editor", name): path for name, path in {**every, **editors}.items()},
        **{("journalist", name): path for name, path in every.items()},
    }


def fill(size: int):
    """Write an archive and a newsroom that works on it: drafts, waiting ones, schedules, times."""
    from django.contrib.auth.models import Group, User
    from django.db.models import OuterRef, Subquery
    from django.db.models.functions import Mod
    from django.utils import timezone

    from articles.models import (
        Article,
        ArticleTerms,
        Decision,
        Edition,
        EditionTerms,
        Status,
        Verb,
        Version,
    )
    from articles.roles import StaffRole
    from articles.search import MADE_BY
    from articles.search.index import put_articles
    from bench import archive

    people = []
    for n in range(PEOPLE):
        role = StaffRole.CHIEF_EDITOR if n == PEOPLE - 1 else StaffRole.JOURNALIST
        name = "chief_editor-0" if role == StaffRole.CHIEF_EDITOR else f"journalist-{n}"
        person, _new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        person.groups.set([Group.objects.get(name=role)])
        people.append(person)
    archive.fill(size)
    now = timezone.now()
    for n, person in enumerate(people[:-1]):
        of_person = Article.objects.annotate(turn=Mod("pk", PEOPLE - 1)).filter(turn=n)
        of_person.update(owner=person, body="<p>Мәтін.</p>")
    opened = Edition.objects.filter(article=OuterRef("pk")).values("published_at")[:1]
    Article.objects.update(modified_at=Subquery(opened))
    # What the desk finds a published story by are, but for what is its own, the words readers do.
    ArticleTerms.objects.all().delete()
    rows = EditionTerms.objects.values_list("article", "terms").iterator(archive.BATCH)
    while many := list(islice(rows, archive.BATCH)):
        ArticleTerms.objects.bulk_create(
            ArticleTerms(article_id=pk, terms=terms, made_by=MADE_BY) for pk, terms in many
        )
    # What the newsroom has in hand does not grow with what it has published, or hardly.
    unfinished = Article.objects.bulk_create(
        Article(
            headline=f"Қолдағы материал {n}", slug=f"d-{n}", version=1, body="<p>Мәтін.</p>",
            owner=people[n % (PEOPLE - 1)], modified_at=now - timedelta(minutes=n),
            status=Status.SUBMITTED if n % 4 == 0 else Status.DRAFT,
            submitted_at=now - timedelta(minutes=n) if n % 4 == 0 else None,
            due_at=now + timedelta(hours=n - 20) if n % 5 == 0 else None,
            planned_for=(now + timedelta(days=n % 30)).date() if n % 3 == 0 else None,
            embargoed_until=now + timedelta(hours=n) if n % 50 == 1 else None,
        )
        for n in range(IN_HAND)
    )  # fmt: skip
    put_articles(unfinished)
    last = Edition.objects.order_by("-pk")[:40]
    for n, edition in enumerate(last):
        opens = now + timedelta(hours=n + 1)
        Edition.objects.filter(pk=edition.pk).update(
            visible_from=opens, published_at=opens, updated_at=opens
        )
    Decision.objects.bulk_create(
        (
            Decision(article_id=pk, verb=Verb.APPROVE, by=people[-1], at=now)
            for pk in Article.objects.filter(status=Status.APPROVED).values_list("pk", flat=True)
        ),
        batch_size=archive.BATCH,
    )
    Version.objects.bulk_create(
        (
            Version(article_id=pk, number=1, by_id=owner, at=now, content={"headline": headline})
            for pk, owner, headline in Article.objects.values_list("pk", "owner", "headline")
        ),
        batch_size=archive.BATCH,
    )


def main(size: int) -> dict:
    """Return the rows of one database."""
    from django.conf import settings
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    # Files of the desk as they lie in the project: nothing is collected for a measurement.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        return {"rows": list(costs(size)) if size else []}


if __name__ == "__main__":
    measured(lambda: main(int(sys.argv[1])))
