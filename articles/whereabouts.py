"""Where readers may still meet a story that was taken down: every place is asked, none believed.

Each list is asked by its own question, narrowed to this story; so an answer holds for all of its
pages, its feeds and the search engines' map, not for what happens to stand on the first. What only
a page can say (its address, the memory in front of it) is asked by whoever may ask pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import (
    front_page,
    printings,
    readership,
    related,
    scripts,
    search,
    shared_previews,
    social,
)
from .models import (
    Article,
    BesideChoice,
    Decision,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTopic,
    House,
    OldAddress,
    SocialCard,
    Verb,
    Whereabouts,
)
from .pages import address
from .workflow.moves import may_see

#: Whoever may take a story off the site may ask where it still stands.
PERMISSION = "articles.hold"
#: Verbs after which it is asked.
AFTER = (Verb.HOLD, Verb.KILL, Verb.REDACT)
#: Google's news map holds two days.
NEWS = timedelta(days=2)
#: Askings that a page lists.
LISTED = 20


class Place(models.TextChoices):
    """Where readers meet a story."""

    ADDRESS = "address", _("Its address")
    SCRIPT = "script", _("Its address in another script")
    OLD_ADDRESS = "old_address", _("Its earlier addresses")
    MEMORY = "memory", _("Pages kept in memory")
    FRONT = "front", _("Front page")
    LATEST = "latest", _("Latest news and their feeds")
    SECTION = "section", _("Section and its feeds")
    REGION = "region", _("Region and its feeds")
    TAG = "tag", _("Tag and its feeds")
    TOPIC = "topic", _("Topic and its feeds")
    AUTHOR = "author", _("Author and their feeds")
    DAY = "day", _("Archive of its day")
    CORRECTIONS = "corrections", _("Page of corrections")
    SEARCH = "search", _("Search of the site")
    SITEMAP = "sitemap", _("Sitemap for search engines")
    NEWS_SITEMAP = "news_sitemap", _("Sitemap of news")
    RELATED = "related", _("Related news of other stories")
    MOST_READ = "most_read", _("Most read")
    CARD = "card", _("Its card for social networks")
    PHOTO = "photo", _("Its photo")
    LINK = "link", _("Links that show it outside")


@dataclass(frozen=True)
class Found:
    """What one place said: `of` is the number of the tag, photo or the like it is about."""

    place: Place
    is_still: bool
    said: str = ""
    of: int = 0
    name: str = ""
    way: str = ""

    @property
    def told(self) -> list:
        """What is kept of it: numbers alone, no words."""
        return [self.place.value, self.of, self.is_still, self.said]


class AsksPages:
    """Who asks pages as a reader would: `newsroom` can, the rules cannot."""

    def status(self, way: str) -> int:
        """Return the status with which an address answers."""
        raise NotImplementedError

    def kept(self, way: str) -> str | None:
        """Return the status of what memory would give for an address, "" for nothing.

        None where no memory stands in front of the pages.
        """
        raise NotImplementedError


def may_ask(user, article: Article) -> bool:
    """Tell whether a person may ask where a story still stands."""
    return may_see(user, article) and user.has_perm(PERMISSION)


def ask(article: Article, *, pages: AsksPages, at: datetime) -> list[Found]:
    """Ask every place about a story; nothing where readers never had it."""
    last = (
        Edition.objects.seen(at)
        .filter(article=article)
        .select_related("section", "category")
        .order_by("-number")
        .first()
    )
    if last is None:
        return []
    shown = Edition.objects.visible(at).filter(article=article).first()
    return [
        *_addresses(last, pages),
        *_lists(last, shown, at),
        *_named(last, at),
        _searched(last, at),
        _beside(last, at),
        *_files(article, at),
        *_links(article),
    ]


def note(article: Article, found: Iterable[Found], *, by) -> Whereabouts:
    """Keep what was found, beside the decision it was asked after."""
    found = list(found)
    return Whereabouts.objects.create(
        article=article,
        decision=decision(article),
        by=by,
        at=timezone.now(),
        places=[each.told for each in found],
        still=sum(each.is_still for each in found),
    )


def decision(article: Article) -> Decision | None:
    """Return the decision after which one asks: the last that took the story, or a part, away."""
    rows = article.decisions.filter(verb__in=AFTER).select_related("by")
    return rows.order_by("-id").first()


def askings(article: Article) -> list[Whereabouts]:
    """Return what was found before, the latest first."""
    return list(article.whereabouts.select_related("by").order_by("-id")[:LISTED])


# --- Places -------------------------------------------------------------------------------


def _addresses(last: Edition, pages: AsksPages) -> list[Found]:
    """Ask the story's own pages, in each script, and what memory holds of them."""
    way = address(last.article_id, last.slug)
    ways = [(Place.ADDRESS, way)]
    if last.language == "kk":
        ways += [
            (Place.SCRIPT, script.address(way))
            for script in scripts.offered(House.get())
            if script is not scripts.CYRILLIC
        ]
    old = OldAddress.objects.filter(article=last.article_id).order_by("pk").first()
    ways += [(Place.OLD_ADDRESS, old.path)] if old is not None else []
    found = []
    for place, each in ways:
        status = pages.status(each)
        # A moved one leads to where the story stands.
        found.append(Found(place, status < 400, str(status), way=each))
    kept = pages.kept(way)
    if kept is not None:
        found.append(Found(Place.MEMORY, kept.startswith("2"), kept[:3]))
    return found


def _lists(last: Edition, shown: Edition | None, at: datetime) -> list[Found]:
    """Ask the lists that begin at the editions themselves."""
    is_still, language = shown is not None, last.language

    def way(name, **route):
        return reverse(name, kwargs={"language": language, **route})

    day = timezone.localtime(last.published_at)
    placed = {pk for _place, pk in front_page.composed(language, at)}
    found = [
        Found(
            Place.FRONT,
            is_still,
            # An editor placed it there: the place stands empty, and is filled by the next.
            "placed" if last.article_id in placed and not is_still else "",
            way=way("front"),
        ),
        Found(Place.LATEST, is_still, way=way("latest")),
    ]
    found += [
        Found(Place.SECTION, is_still and each.pk in (shown.section_id, shown.category_id),
              of=each.pk, name=each.name, way=way("section", slug=each.slug))
        for each in dict.fromkeys((last.section, last.category))
        if each is not None
    ]  # fmt: skip
    found.append(
        Found(Place.DAY, is_still,
              way=way("archive-day", year=day.year, month=day.month, day=day.day))
    )  # fmt: skip
    if last.corrected_at:
        found.append(Found(Place.CORRECTIONS, is_still, way=way("corrections")))
    month = reverse("sitemap-month", kwargs={"month": f"{day:%Y-%m}"})
    found.append(Found(Place.SITEMAP, is_still, way=month))
    if last.published_at >= at - NEWS:
        found.append(Found(Place.NEWS_SITEMAP, is_still, way="/news-sitemap.xml"))
    read = readership.most_read(language, at=at)
    is_read = any(each.article_id == last.article_id for each in read)
    return [*found, Found(Place.MOST_READ, is_read)]


def _named(last: Edition, at: datetime) -> list[Found]:
    """Ask the lists that have rows of their own: regions, tags, topics, authors."""
    found = []
    for place, rows, name in (
        (Place.REGION, EditionRegion, "region"),
        (Place.TAG, EditionTag, "tag"),
        (Place.TOPIC, EditionTopic, "topic"),
        (Place.AUTHOR, EditionByline, "author"),
    ):
        here = rows.objects.visible(at).filter(
            edition__article=last.article_id, **{name: OuterRef(name)}
        )
        own = rows.objects.filter(edition=last).select_related(name)
        if place is Place.REGION:
            own = own.select_related("region__parent")
        if place is Place.AUTHOR:
            here, own = here.filter(is_printed=True), own.filter(is_printed=True)
        known = set()
        for row in own.annotate(is_still=Exists(here)).order_by("pk"):
            thing = getattr(row, name)
            if thing.pk not in known:
                known.add(thing.pk)
                way = _way_of(place, thing, last.language)
                found.append(Found(place, row.is_still, of=thing.pk, name=thing.name, way=way))
    return found


def _way_of(place: Place, thing, language: str) -> str:
    route = {"language": language, "slug": thing.slug}
    if place is Place.REGION and thing.parent is not None:
        route |= {"slug": thing.parent.slug, "district": thing.slug}
        return reverse("district", kwargs=route)
    return reverse(place.value, kwargs=route)


def _searched(last: Edition, at: datetime) -> Found:
    """Search for the headline, as a reader would."""
    answers = search.find(last.headline, language=last.language, at=at)
    is_still = any(each.article_id == last.article_id for each in answers.editions)
    way = reverse("search", kwargs={"language": last.language})
    return Found(Place.SEARCH, is_still, way=way)


def _beside(last: Edition, at: datetime) -> Found:
    """Ask the nearest story what stands beside it, and every story that this one is pinned to."""
    pinned = BesideChoice.objects.filter(other=last.article_id, is_banned=False).values("article")
    near = Edition.objects.visible(at).filter(language=last.language, section=last.section_id)
    near = near.exclude(article=last.article_id).newest_first(at=at)[:1]
    beside = Edition.objects.visible(at).filter(article__in=pinned)[:1]
    asked = [*near, *beside]
    is_still = any(
        row.edition.article_id == last.article_id
        for each in asked
        for row in related.related(each, at=at)
    )
    return Found(Place.RELATED, is_still, said=str(len(asked)))


def _files(article: Article, at: datetime) -> list[Found]:
    """Ask whether the card and the photos are handed out, and for whose sake."""
    found = []
    drawn = SocialCard.objects.filter(edition__article=article)
    if cards := list(drawn.values_list("file", flat=True)):
        # One file may be the card of several editions: each row of it is asked.
        is_still = social.shown(SocialCard.objects.filter(file__in=cards), at).exists()
        found.append(Found(Place.CARD, is_still, said=str(len(cards))))
    rows = EditionPhoto.objects.filter(edition__article=article).order_by("photo")
    photos = list(dict.fromkeys(rows.values_list("photo", flat=True)))
    public = printings.public_among(photos, at)
    for pk in photos:
        others = public.get(pk)
        said = "" if others is None else str(others)
        found.append(Found(Place.PHOTO, others is not None, said, of=pk, name=f"№ {pk}"))
    return found


def _links(article: Article) -> list[Found]:
    """Ask whether a link that was given to somebody outside still shows the story."""
    made = shared_previews.of(article)
    if not made:
        return []
    works = sum(shared.is_open for shared in made)
    return [Found(Place.LINK, bool(works), said=str(works or len(made)))]
