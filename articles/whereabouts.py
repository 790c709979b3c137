"""Where readers may still meet a story that was taken down: every place is asked, none believed.

Each list is asked by its own question, narrowed to this story; so an answer holds for all of its
pages, its feeds and the search engines' map, not for what happens to stand on the first. What only
a page can say (its address, the memory in front of it) is asked by whoever may ask pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import (
    front_page,
    printings,
    readership,
    related,
    scripts,
    shared_previews,
    social,
)
from .beside import Choices
from .models import (
    Article,
    BesideChoice,
    Decision,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTerms,
    EditionTopic,
    House,
    Language,
    OldAddress,
    SharedPreview,
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
    def is_of_others(self) -> bool:
        """Tell whether it stands there for the sake of other stories alone: a photo they print."""
        return self.is_still and self.place is Place.PHOTO

    @property
    def told(self) -> list:
        """What is kept of it: numbers alone, no words."""
        return [self.place.value, self.of, self.is_still, self.said]


class AsksPages:
    """Who asks pages as a reader would: `newsroom` can, the rules cannot."""

    def status(self, way: str) -> int:
        """Return the status with which an address answers."""
        raise NotImplementedError

    def kept(self, ways: list[str]) -> set[str] | None:
        """Return which of some addresses memory would answer with the page of a story.

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
        .select_related("section", "category__parent")
        .order_by("-visible_from", "-number")
        .first()
    )
    if last is None:
        return []
    is_still = last.is_visible(at)
    kept = _kept(article, at)
    named = _named(last, at)
    tags = [each.of for each in named if each.place is Place.TAG]
    return [
        *_addresses(last, pages, is_still=is_still, old=kept["old"]),
        *_lists(last, at, is_still=is_still),
        *named,
        Found(Place.SEARCH, kept["is_found"], way=_way("search", last)),
        _beside(last, at, tags=tags),
        *([Found(Place.CARD, kept["is_card"])] if kept["has_card"] else []),
        *_photos(article, at),
        *(_links(article) if kept["has_links"] else []),
    ]


def note(article: Article, found: Iterable[Found], *, by, after: Decision | None) -> Whereabouts:
    """Keep what was found, beside the decision that it was asked after."""
    found = list(found)
    return Whereabouts.objects.create(
        article=article,
        decision=after,
        by=by,
        at=timezone.now(),
        places=[each.told for each in found],
        still=still(found),
    )


def still(found: Iterable[Found]) -> int:
    """Return how many places show the story itself."""
    return sum(each.is_still and not each.is_of_others for each in found)


def decision(article: Article) -> Decision | None:
    """Return the decision after which one asks: the last that took the story, or a part, away."""
    rows = article.decisions.filter(verb__in=AFTER).select_related("by")
    return rows.order_by("-id").first()


def askings(article: Article) -> list[Whereabouts]:
    """Return what was found before, the latest first."""
    return list(article.whereabouts.select_related("by").order_by("-id")[:LISTED])


# --- Places -------------------------------------------------------------------------------


def _way(name: str, last: Edition, **route) -> str:
    """Return the address of a list in the language of a story."""
    return reverse(name, kwargs={"language": last.language, **route})


def _kept(article: Article, at: datetime) -> dict:
    """Ask in one question what is kept of a story beside its editions."""
    own = OuterRef("pk")
    drawn = SocialCard.objects.filter(edition__article=own)
    asked = Article.objects.filter(pk=article.pk).annotate(
        is_found=Exists(EditionTerms.objects.visible(at).filter(edition__article=own)),
        has_card=Exists(drawn),
        is_card=Exists(social.shown(drawn, at)),
        has_links=Exists(SharedPreview.objects.filter(article=own)),
        old=Subquery(OldAddress.objects.filter(article=own).order_by("pk").values("path")[:1]),
    )
    return asked.values("is_found", "has_card", "is_card", "has_links", "old").get()


def _addresses(last: Edition, pages: AsksPages, *, is_still: bool, old: str | None) -> list[Found]:
    """Ask the page itself, and what memory holds of it in each script.

    The page in another script, and an address of before, ask the same question as the page.
    """
    way = address(last.article_id, last.slug)
    status = pages.status(way)
    found = [Found(Place.ADDRESS, status < 400, str(status), way=way)]
    if last.language == Language.KAZAKH:
        others = (each for each in scripts.offered(House.get()) if each is not scripts.CYRILLIC)
        found += [
            Found(Place.SCRIPT, is_still, name=each.name, way=each.address(way)) for each in others
        ]
    kept = pages.kept([each.way for each in found])
    if old:
        found.append(Found(Place.OLD_ADDRESS, is_still, way=old))
    if kept is not None:
        found.append(Found(Place.MEMORY, bool(kept), str(len(kept))))
    return found


def _lists(last: Edition, at: datetime, *, is_still: bool) -> list[Found]:
    """Ask the lists that begin at the editions themselves."""
    day = timezone.localtime(last.published_at)
    placed = {slot.article_id for slot in front_page.composed(last.language, at)}
    # An editor placed it there: the place stands empty, and is filled by the next.
    is_placed = last.article_id in placed and not is_still
    found = [
        Found(Place.FRONT, is_still, "placed" if is_placed else "", way=_way("front", last)),
        Found(Place.LATEST, is_still, way=_way("latest", last)),
    ]
    found += [
        Found(
            Place.SECTION, is_still, of=each.pk, name=each.name,
            way=_way("section", last, slug=each.slug),
        )
        for each in dict.fromkeys((last.section, last.category))
        if each is not None
    ]  # fmt: skip
    of_day = _way("archive-day", last, year=day.year, month=day.month, day=day.day)
    found.append(Found(Place.DAY, is_still, way=of_day))
    if last.corrected_at:
        found.append(Found(Place.CORRECTIONS, is_still, way=_way("corrections", last)))
    month = reverse("sitemap-month", kwargs={"month": f"{day:%Y-%m}"})
    found.append(Found(Place.SITEMAP, is_still, way=month))
    if last.published_at >= at - NEWS:
        found.append(Found(Place.NEWS_SITEMAP, is_still, way="/news-sitemap.xml"))
    read = readership.most_read(last.language, at=at)
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
                way = _way_of(place, thing, last)
                found.append(Found(place, row.is_still, of=thing.pk, name=thing.name, way=way))
    return found


def _way_of(place: Place, thing, last: Edition) -> str:
    if place is Place.REGION and thing.parent is not None:
        return _way("district", last, slug=thing.parent.slug, district=thing.slug)
    return _way(place.value, last, slug=thing.slug)


def _beside(last: Edition, at: datetime, *, tags: list[int]) -> Found:
    """Ask what stands beside the story that it is pinned to, or beside the nearest of its section.

    That story is asked as if it had the same tags: nearer there is none.
    """
    pinned = BesideChoice.objects.filter(
        article=OuterRef("article"), other=last.article_id, is_banned=False
    )
    shown = Edition.objects.visible(at).filter(language=last.language)
    to_it = BesideChoice.objects.filter(other=last.article_id, is_banned=False).values("article")
    near = shown.filter(section=last.section_id).exclude(article=last.article_id)
    near = near.newest_first(at=at).values("pk")[:1]
    asked = shown.filter(Q(article__in=to_it) | Q(pk__in=near))
    other = asked.annotate(is_pinned=Exists(pinned)).order_by("-is_pinned").first()
    if other is None:
        return Found(Place.RELATED, False, said="0")
    chosen = Choices(pinned=(last.article_id,) if other.is_pinned else ())
    beside = related.related(other, at=at, tags=tags, chosen=chosen)
    is_still = any(row.edition.article_id == last.article_id for row in beside)
    return Found(Place.RELATED, is_still, said="1")


def _photos(article: Article, at: datetime) -> list[Found]:
    """Ask of each photo whether its files are given out, and for whose sake."""
    found = []
    own = EditionPhoto.objects.filter(edition__article=article).values("photo")
    for pk, others in printings.public_among(own, at).items():
        said = "" if others is None else str(others)
        found.append(Found(Place.PHOTO, others is not None, said, of=pk, name=f"№ {pk}"))
    return found


def _links(article: Article) -> list[Found]:
    """Ask whether a link that was given to somebody outside still shows the story."""
    works = shared_previews.working(article)
    return [Found(Place.LINK, bool(works), said=str(works))]
