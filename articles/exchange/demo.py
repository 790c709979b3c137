"""The demo newsroom lives through its past: every story by the real verbs of its own people.

The clock is turned back for each verb, so that decisions, editions and versions stand at their
moments without a row being dated by hand; only commands may do this, never a server.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles import demo, live, workflow, writing
from articles.demo.drawings import draw
from articles.models import (
    Article,
    ArticleTag,
    Author,
    Contribution,
    CorrectionKind,
    Duty,
    Notice,
    Origin,
    Role,
    Verb,
)
from media import upkeep
from media.intake import digest_of, take_in
from media.models import Photo

from . import demo_house
from .names import Names
from .told import Named

#: What happens to a story before it appears, and how long before.
BEGUN, GIVEN = timedelta(hours=2), timedelta(hours=1)
#: What happens to some after they appeared.
HELD_AFTER, KILLED_AFTER = timedelta(hours=2), timedelta(hours=3)


class AlreadyThere(Exception):
    """The demo, or something that it would run into, is in this newsroom."""


def is_loaded() -> bool:
    """Tell whether the people of the demo are here."""
    slugs = [author["slug"] for author in demo.read().authors]
    return Author.objects.filter(slug__in=slugs).count() == len(slugs)


def load(password: str) -> dict[str, str]:
    """Load the demo newsroom; return the names of its people and their roles.

    Raises AlreadyThere, having changed nothing, if a name it needs is taken.
    """
    now = timezone.now()
    told = demo.read(timezone.localdate(now))
    if is_loaded():
        raise AlreadyThere("The demo newsroom is loaded already.")
    taken = User.objects.filter(username__in=[user["username"] for user in told.users])
    if taken.exists():
        raise AlreadyThere(f"There is a user called {taken[0].username} already.")
    pictures = _drawn(told.photos)
    with transaction.atomic():
        people = demo_house.people(told.users, password)
        names = Names()
        credits = {each["key"]: names.credit(demo_house.credit(each)) for each in told.credits}
        photos = {}
        for each in told.photos:
            photo = pictures[each["key"]]
            photo.credit = credits[each["credit"]]
            Photo.objects.filter(pk=photo.pk).update(uploaded_by=people.get("foto"))
            upkeep.keep(photo)
            photos[each["key"]] = photo
        demo_house.house(told, names, people)
        demo_house.plan(told, names, people, timezone.localdate(now))
        stories = {}
        for story in told.stories:
            life = _Life(story, people, names, photos, stories, now)
            stories[story.key] = life.live()
        # Whoever loads it finds a newsroom at work: somebody is on duty, and somebody comes next.
        Duty.objects.create(
            editor=people["redaktor"], starts_at=now - BEGUN, ends_at=now + timedelta(hours=10)
        )
        Duty.objects.create(
            editor=people["redaktor2"],
            starts_at=now + timedelta(hours=10),
            ends_at=now + timedelta(hours=22),
        )
        # Stories are told one after another: what was told of them stands by its time.
        notices = list(Notice.objects.order_by("at", "pk"))
        Notice.objects.all().delete()
        for notice in notices:
            notice.pk = None
        Notice.objects.bulk_create(notices)
        # What happened before today was read long ago.
        morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        Notice.objects.filter(at__lt=morning).update(read_at=now)
    return {user["username"]: user["role"] for user in told.users}


class _Life:
    """One story, from its first line to where it stands today."""

    def __init__(self, told, people, names, photos, stories, now):
        self.told, self.now = told, now
        self.owner, self.editor = people[told.owner], people[told.editor]
        self.chief = people["bas-redaktor"]
        self.names, self.photos, self.stories = names, photos, stories
        self.appears = _moment(told, now)
        if told.state == "scheduled":
            self.begun = now - 2 * BEGUN
        else:
            # Whoever loads the demo at night has no news of this morning yet.
            self.appears = min(self.appears, now - timedelta(minutes=2))
            self.begun = self.appears - BEGUN
        self.given = self.begun + BEGUN - GIVEN

    def live(self) -> Article:
        """Let the story happen; return it."""
        article = self._written()
        match self.told.state:
            case "draft":
                pass
            case "submitted":
                self._submit(article)
            case "sent_back":
                self._submit(article)
                with clock_at(self.appears):
                    workflow.send_back(article, by=self.editor, note=self.told.reason)
            case "spiked":
                self._submit(article)
                with clock_at(self.appears):
                    workflow.spike(article, by=self.editor, note=self.told.reason)
            case "scheduled":
                self._submit(article)
                with clock_at(self.begun + BEGUN):
                    workflow.approve(article, by=self.editor, at=self.appears)
            case "published_alone":
                Duty.objects.create(
                    editor=self.editor, starts_at=self.begun, ends_at=self.begun + 4 * BEGUN
                )
                with clock_at(self.appears):
                    workflow.approve(article, by=self.editor, alone=True)
            case _:
                self._submit(article)
                with clock_at(self.appears):
                    workflow.approve(article, by=self.editor)
                self._afterwards(article)
        return article

    def _afterwards(self, article):
        told = self.told
        if told.entries:
            self._tell_live(article)
        match told.state:
            case "held":
                with clock_at(self._later(HELD_AFTER)):
                    workflow.hold(article, by=self.editor, note=told.reason)
            case "killed":
                with clock_at(self._later(KILLED_AFTER)):
                    workflow.kill(article, by=self.chief, note=told.reason)
            case "corrected":
                moment = self._later(timedelta(hours=told.corrected_after))
                with clock_at(moment):
                    self._rewrite(article, moment)
                    workflow.correct(
                        article,
                        by=self.editor,
                        kind=CorrectionKind(told.correction_kind),
                        note=told.correction_note,
                    )

    def _tell_live(self, article):
        """Open the story live as it appears, post its entries, and close it after the last."""
        with clock_at(self.appears):
            live.open_live(article, by=self.editor, posters=[self.owner])
        article.refresh_from_db()
        for each in told_in_time(self.told.entries, self.appears, self.now):
            with clock_at(each.pop("at")):
                live.post(article, by=self.owner, **each)
        with clock_at(self._later(timedelta(minutes=self.told.entries[-1]["after"] + 5))):
            live.close_live(article, by=self.editor)

    def _later(self, wait) -> datetime:
        return min(self.appears + wait, self.now - timedelta(minutes=1))

    def _written(self) -> Article:
        told, names = self.told, self.names
        regions = [names.region(code) for code in told.further_regions]
        original = self.stories.get(told.translation_of)
        article = Article(
            headline=told.headline,
            lead=told.lead,
            body=self._with_photos(told.body),
            language=told.language,
            translation_of=original,
            follows=original and self._last_edition_read(original),
            origin=Origin.TRANSLATION if original else Origin.OWN,
            category=names.category(Named(told.category)),
            region=names.region(told.region),
            agency=names.agency(Named(told.agency)) if told.agency else None,
            source_name=told.source_name,
            source_url=told.source_url,
            dateline=told.dateline,
            genre=told.genre,
            photo=self.photos.get(told.photo),
            photo_caption=told.photo_caption,
            owner=self.owner,
            version=1,
            created_at=self.begun,
            modified_at=self.begun,
        )
        if told.commercial:
            article.commercial = told.commercial
        writing.prepare(article)
        article.save()
        ArticleTag.objects.bulk_create(
            ArticleTag(content_object=article, tag=tag)
            for tag in names.tags([Named(name) for name in told.tags])
        )
        people = [(slug, Role.AUTHOR) for slug in told.authors]
        people += [(slug, Role.TRANSLATOR) for slug in told.translators]
        Contribution.objects.bulk_create(
            Contribution(article=article, author=names.author(Named(slug)), role=role, order=order)
            for order, (slug, role) in enumerate(people)
        )
        article.further_regions.set(regions)
        article.topics.set(names.topic(Named(slug)) for slug in told.topics)
        self._keep(article, self.begun)
        return article

    def _last_edition_read(self, original) -> int:
        """Return which edition of the original stood when its translation was done."""
        seen = original.editions.filter(visible_from__lte=self.appears)
        return seen.aggregate(last=Max("number"))["last"] or 0

    def _rewrite(self, article, moment):
        """Save the corrected words as the owner would, over the version that is printed."""
        writing.begin(article, by=self.owner, based_on=article.version)
        article.headline = self.told.corrected_headline or article.headline
        if self.told.corrected_body:
            article.body = self._with_photos(self.told.corrected_body)
        article.modified_at = moment
        writing.prepare(article)
        article.save()
        self._keep(article, moment)

    def _keep(self, article, moment):
        with clock_at(moment):
            writing.finish(article, by=self.owner)
        # Their fields took hold of the clock before it could be turned.
        article.versions.filter(at__gt=moment).update(at=moment)
        article.decisions.filter(verb=Verb.REOPEN, at__gt=moment).update(at=moment)

    def _submit(self, article):
        if workflow.may(self.owner, Verb.SUBMIT, article):
            with clock_at(self.given):
                workflow.submit(article, by=self.owner)

    def _with_photos(self, body) -> str:
        return re.sub(
            r'(?<=<figure data-photo=")[^"]+(?=">)',
            lambda found: str(self.photos[found[0]].pk),
            body,
        )


def told_in_time(entries, appears, now) -> list[dict]:
    """Return entries as `live.post` takes them, each with its moment."""
    return [
        {
            "at": min(appears + timedelta(minutes=each["after"]), now - timedelta(minutes=1)),
            "headline": each.get("headline", ""),
            "text": each["text"].strip(),
            "is_key": each.get("important", False),
        }
        for each in entries
    ]


@contextmanager
def clock_at(moment: datetime):
    """Turn the clock of this process to a moment, for what is done inside."""
    clock = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = clock


def _moment(told, now) -> datetime:
    hour, minute = (int(part) for part in told.time.split(":"))
    day = timezone.localtime(now) + timedelta(days=told.day)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _drawn(photos) -> dict[str, Photo]:
    """Draw the pictures and take them in; those that an earlier run left are found again."""

    def drawing(each):
        file = BytesIO()
        draw(each["drawing"]).save(file, "JPEG", quality=88)
        return file.getvalue()

    taken = {}
    # The next picture is drawn while this one is encoded.
    with ThreadPoolExecutor(1) as table:
        for each, data in zip(photos, table.map(drawing, photos), strict=True):
            known = Photo.objects.filter(digest=digest_of(data)).first()
            words = ("caption", "alt_text", "focal_x", "focal_y")
            taken[each["key"]] = known or take_in(
                data, **{name: each[name] for name in words if name in each}
            )
    return taken
