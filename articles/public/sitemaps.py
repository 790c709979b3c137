"""What search engines are told: every story by the month it appeared in, the lists, today's news.

Sitemaps 0.9 and Google's news sitemap (two days, a thousand stories at most). Each asks a
constant number of queries of an archive of any size; a story that is gone is gone from here too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from articles import archive, entries, scripts
from articles.models import (
    IMPRINT,
    Category,
    Commercial,
    Edition,
    EditionRegion,
    House,
    HousePage,
    Region,
)
from articles.pages import address

from .answers import for_readers

#: A sitemap holds at most so many addresses (sitemaps.org); of one month so many are the newest.
MOST = 50_000
#: Google takes stories of two days, and a thousand of them.
FRESH, MOST_NEWS = timedelta(days=2), 1_000
#: The pages of every house, but for its lists.
NAMES = ("front", "latest", "regions", "corrections", "imprint")
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True)
class Place:
    """One address of a sitemap."""

    address: str
    changed_at: datetime | None = None


@for_readers
def index(request, *, at):
    """The sitemap of sitemaps: the lists, and each month that has a story."""
    _cyrillic_alone()
    places = [reverse("sitemap-lists")]
    places += [reverse("sitemap-month", kwargs={"month": f"{m:%Y-%m}"}) for m in _months(at)]
    return _xml("sitemap_index.xml", {"places": [settings.SITE_URL + place for place in places]})


@for_readers
def month(request, *, at, month):
    """The stories that appeared in one month of the site's zone, newest first."""
    _cyrillic_alone()
    try:
        begins, until = map(archive.midnight, archive.span(*map(int, month.split("-"))))
    except (ValueError, OverflowError):
        raise Http404 from None
    rows = _told(at).filter(published_at__gte=begins)
    rows = rows.newest_first(at=min(at, until - timedelta(microseconds=1)))
    found = rows.values_list("article_id", "slug", "updated_at")[:MOST]
    told_live = entries.last_posted(rows.order_by().values("article"), at=at)
    places = [
        Place(
            settings.SITE_URL + address(pk, slug),
            timezone.localtime(max(changed, told_live.get(pk, changed))),
        )
        for pk, slug, changed in found
    ]
    if not places:
        raise Http404
    return _xml("sitemap.xml", {"places": places})


@for_readers
def of_lists(request, *, at):
    """The pages that list stories: fronts, sections and regions, in each language of the house."""
    _cyrillic_alone()
    pages = list(HousePage.objects.filter(is_retired=False).exclude(slug=IMPRINT))
    places = []
    for code in House.get().languages:
        own = [reverse(name, kwargs={"language": code}) for name in NAMES]
        for name, slugs in _with_stories(code, at).items():
            own += [reverse(name, kwargs={"language": code, "slug": slug}) for slug in slugs]
        own += [
            reverse("page", kwargs={"language": code, "slug": page.slug})
            for page in pages
            if page.body_in(code)
        ]
        places += [Place(settings.SITE_URL + each) for each in own]
    return _xml("sitemap.xml", {"places": places})


def _with_stories(language: str, at: datetime) -> dict[str, list[str]]:
    """Return the addresses of the sections and regions that have a story in a language."""
    told = Edition.objects.visible(at).filter(language=language)
    in_section, in_part = told.filter(section=OuterRef("pk")), told.filter(category=OuterRef("pk"))
    there = EditionRegion.objects.visible(at).filter(language=language, region=OuterRef("pk"))
    sections = Category.objects.filter(
        Q(Exists(in_section), parent=None) | Q(Exists(in_part), parent__isnull=False)
    )
    regions = Region.objects.filter(Exists(there), parent=None)
    return {
        "section": list(sections.filter(is_retired=False).values_list("slug", flat=True)),
        "region": list(regions.filter(is_retired=False).values_list("slug", flat=True)),
    }


@for_readers
def news(request, *, at):
    """The news of two days, without what was paid for."""
    _cyrillic_alone()
    rows = _told(at).filter(published_at__gte=at - FRESH, commercial=Commercial.NONE)
    found = rows.newest_first(at=at).only(
        "article_id", "slug", "headline", "language", "published_at"
    )[:MOST_NEWS]
    house = House.get()
    stories = [
        {
            "address": settings.SITE_URL + address(each.article_id, each.slug),
            "headline": each.headline,
            "language": each.language,
            "house": getattr(house, f"name_{each.language}", "") or house.name_kk,
            "published_at": timezone.localtime(each.published_at),
        }
        for each in found
    ]
    front = settings.SITE_URL + reverse("front", kwargs={"language": "kk"})
    return _xml("news_sitemap.xml", {"stories": stories, "front": front})


@for_readers
def robots(request, *, at):
    """What robots need not ask for, and where the sitemaps are."""
    _cyrillic_alone()
    text = render_to_string("public/robots.txt", {"site_url": settings.SITE_URL})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _told(at: datetime):
    """Return what readers see in the languages that the house has pages in."""
    return Edition.objects.visible(at).filter(language__in=House.get().languages)


def _months(at: datetime) -> list[datetime]:
    """Return the months that have a visible story, newest first.

    A step into the index for each year since the oldest story, and for each month of those years
    that have one: a single story of a century ago costs a hundred steps, not twelve hundred.
    """
    languages = House.get().languages
    oldest = [archive.first_year(language, at=at) for language in languages]
    first = min((year for year in oldest if year), default=None)
    if first is None:
        return []
    last = timezone.localtime(at)
    years = _filled([archive.span(year) for year in range(first, last.year + 1)], languages, at)
    months = [
        archive.span(begins.year, number)
        for begins, _ends in years
        for number in range(1, 13)
        if (begins.year, number) <= (last.year, last.month)
    ]
    return [archive.midnight(begins) for begins, _ends in reversed(_filled(months, languages, at))]


def _filled(spans: list, languages, at) -> list:
    """Return those of some spans in which a story appeared, in any of these languages."""
    known = set()
    for language in languages:
        for start in range(0, len(spans), ARMS):
            some = [span for span in spans[start : start + ARMS] if span not in known]
            found = archive.filled(language, some, at=at)
            known |= {span for span, is_filled in zip(some, found, strict=True) if is_filled}
    return [span for span in spans if span in known]


#: Parts of one question to SQLite, which takes a thousand columns and thirty thousand values.
ARMS = 400


def _cyrillic_alone():
    """Answer as for no page where an address of another script is asked: these have none."""
    if scripts.active() is not scripts.CYRILLIC:
        raise Http404


def _xml(template: str, context: dict) -> HttpResponse:
    return HttpResponse(render_to_string(f"public/{template}", context), content_type=XML)
