"""The search page: stories by their words, narrowed by section, region and days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.masthead import Masthead
from articles.models import Category, EditionText, Region
from articles.pages import answer
from articles.search import Filters, find
from articles.search.marks import Marks
from articles.search.question import LONGEST
from articles.search.suggestion import meant
from media import pictures

from . import feeds, lists
from .answers import for_readers, masthead_for

#: Days of which no archive has any; dates beyond them are read as no date.
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Answer:
    """A story that answers, with its words marked."""

    item: lists.Item
    headline: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Choice:
    """One of a filter's values, as its menu prints it."""

    name: str
    value: str
    is_chosen: bool
    is_below: bool = False


@dataclass(frozen=True)
class Asked:
    """What the address asks; whatever of it is not one of ours is as if it were not there."""

    words: str
    section: Category | None
    region: Region | None
    since: date | None
    until: date | None

    @property
    def filters(self) -> Filters:
        """The same as moments: whole days of the site's zone, the last one included."""
        return Filters(
            section=self.section,
            region=self.region,
            since=_morning(self.since),
            until=_morning(self.until and self.until + timedelta(days=1)),
        )

    def query(self, **other) -> str:
        """Write it as the address carries it."""
        said = {
            "q": self.words,
            "section": self.section and self.section.slug,
            "region": self.region and self.region.slug,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            **other,
        }
        return urlencode({name: value for name, value in said.items() if value})


@for_readers(keeps=False)
def search(request, *, at, language, feed=""):
    """Show the question, and the stories that answer it, best first."""
    masthead = masthead_for(language, at)
    regions = list(Region.objects.filter(parent=None).order_by(*Region.by_name(), "pk"))
    asked = _asked(request.GET, masthead, regions)
    key = lists.position(request.GET.get("before")) if not feed else None
    found = find(
        asked.words, language=language, at=at, columns=lists.ROW_COLUMNS, filters=asked.filters,
        before=key, length=lists.LENGTH,
    )  # fmt: skip
    own = reverse("search", kwargs={"language": language})
    if feed:
        # Of the best, the newest first: programs look at the top for what is new.
        newest = sorted(found.editions, key=lambda each: each.published_at, reverse=True)
        return feeds.answer(
            feed, newest, masthead, at=at, title=asked.words, page=own, query=asked.query()
        )
    other = ""
    if asked.words and not found.editions and key is None:
        other = meant(asked.words, language=language, at=at, filters=asked.filters)
    photos = pictures.printable(
        [masthead.house.logo_id, *(each.photo_id for each in found.editions)], at=at
    )

    def here(code):
        return reverse("search", kwargs={"language": code}) + _mark(asked.query())

    following = found.next and asked.query(before=lists.write(found.next))
    context = masthead.context(here) | {
        "what": "search",
        "asked": asked,
        "longest": LONGEST,
        "answers": _answers(found, masthead, photos),
        "sections": _sections(masthead, asked.section),
        "regions": [
            Choice(each.name, each.slug, each == asked.region)
            for each in regions
            if not each.is_retired or each == asked.region
        ],
        "is_narrowed": any((asked.section, asked.region, asked.since, asked.until)),
        "without_filters": own + _mark(urlencode({"q": asked.words})),
        "feeds": feeds.links(masthead, own, asked.words, query=asked.query())
        if asked.words
        else [],
        "other": other,
        "other_address": own + _mark(asked.query(q=other)) if other else "",
        "newest": own + _mark(asked.query()) if key else "",
        "next": own + _mark(following) if following else "",
        "logo": masthead.logo(photos),
    }
    return answer("public/search.html", context)


def _asked(given, masthead: Masthead, regions) -> Asked:
    words = " ".join(given.get("q", "").replace("\0", " ")[:LONGEST].split())
    return Asked(
        # Half of a character cannot be printed, nor carried by a link.
        words=words.encode("utf-8", "ignore").decode(),
        section=masthead.called(given.get("section", "")),
        region=next((each for each in regions if each.slug == given.get("region")), None),
        since=_day(given.get("since")),
        until=_day(given.get("until")),
    )


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _morning(day: date | None) -> datetime | None:
    return day and timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _mark(query: str) -> str:
    return f"?{query}" if query else ""


def _answers(found, masthead, photos) -> list[Answer]:
    marks = Marks(found.question, masthead.language)
    ids = [edition.pk for edition in found.editions]
    texts = dict(EditionText.objects.filter(edition__in=ids).values_list("edition", "plain"))
    return [
        Answer(
            item,
            marks.marked(item.edition.headline),
            marks.passage(item.edition.lead, texts.get(item.edition.pk, "")),
        )
        for item in lists.items(found.editions, masthead, photos, lists.ROW)
    ]


def _sections(masthead: Masthead, chosen: Category | None) -> list[Choice]:
    choices = []
    for section in masthead.sections:
        for each in (section, *masthead.below(section)):
            is_below = each.parent_id is not None
            choices.append(Choice(each.name, each.slug, each == chosen, is_below))
    if chosen and chosen.is_retired:
        choices.append(Choice(chosen.name, chosen.slug, is_chosen=True))
    return choices
