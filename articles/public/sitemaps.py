"""What search engines are told: every story by the month it appeared in, the lists, today's news.

Sitemaps 0.9 and Google's news sitemap (two days, a thousand stories at most). Each asks a
constant number of queries of an archive of any size; a story that is gone is gone from here too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import IntegerField, Value
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from articles import entries, scripts
from articles.models import (
    IMPRINT,
    Category,
    Commercial,
    Edition,
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
        begins = timezone.make_aware(datetime.strptime(month, "%Y-%m"))
    except (ValueError, OverflowError):
        raise Http404 from None
    until = _next(begins)
    rows = Edition.objects.visible(at).filter(published_at__gte=begins)
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
    sections = Category.objects.filter(is_retired=False).values_list("slug", flat=True)
    regions = Region.objects.filter(is_retired=False, parent=None).values_list("slug", flat=True)
    sections, regions = list(sections), list(regions)
    pages = list(HousePage.objects.filter(is_retired=False).exclude(slug=IMPRINT))
    places = []
    for code in House.get().languages:
        own = [reverse(name, kwargs={"language": code}) for name in NAMES]
        own += [reverse("section", kwargs={"language": code, "slug": slug}) for slug in sections]
        own += [reverse("region", kwargs={"language": code, "slug": slug}) for slug in regions]
        own += [
            reverse("page", kwargs={"language": code, "slug": page.slug})
            for page in pages
            if page.body_in(code)
        ]
        places += [Place(settings.SITE_URL + each) for each in own]
    return _xml("sitemap.xml", {"places": places})


@for_readers
def news(request, *, at):
    """The news of two days, without what was paid for."""
    _cyrillic_alone()
    rows = Edition.objects.visible(at).filter(
        published_at__gte=at - FRESH, commercial=Commercial.NONE
    )
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


def _months(at: datetime) -> list[datetime]:
    """Return the months that have a visible story, newest first, in two queries."""
    visible = Edition.objects.visible(at)
    last = visible.newest_first(at=at).values_list("published_at", flat=True)[:1]
    first = visible.order_by("published_at", "article").values_list("published_at", flat=True)[:1]
    ends = [*first, *last]
    if not ends:
        return []
    months, month = [], _begin(ends[0])
    while month <= ends[-1]:
        months.append(month)
        month = _next(month)
    arms = [
        Edition.objects.filter(
            pk__in=visible.filter(published_at__gte=month)
            .newest_first(at=min(at, _next(month) - timedelta(microseconds=1)))
            .values("pk")[:1]
        ).values_list(Value(number, output_field=IntegerField()), flat=True)
        for number, month in enumerate(months)
    ]
    found = set()
    for begin in range(0, len(arms), ARMS):
        some = arms[begin : begin + ARMS]
        found |= set(some[0].union(*some[1:], all=True) if len(some) > 1 else some[0])
    return [months[number] for number in sorted(found, reverse=True)]


#: Parts of one question to SQLite, which takes five hundred.
ARMS = 400


def _begin(moment: datetime) -> datetime:
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime(local.year, local.month, 1))


def _next(month: datetime) -> datetime:
    local = timezone.localtime(month)
    year, number = divmod(local.year * 12 + local.month, 12)
    return timezone.make_aware(datetime(year, number + 1, 1))


def _cyrillic_alone():
    """Answer as for no page where an address of another script is asked: these have none."""
    if scripts.active() is not scripts.CYRILLIC:
        raise Http404


def _xml(template: str, context: dict) -> HttpResponse:
    return HttpResponse(render_to_string(f"public/{template}", context), content_type=XML)
