"""What a page tells machines in JSON-LD (schema.org): the story, its photos, the way to it.

The same words as on the page and the same names as under the photos, in its language and script.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from media import credits, labels
from media.pictures import Figure, Picture

from . import markup, scripts
from .around import Around
from .entries import Page
from .masthead import Masthead
from .models import Category, Commercial, Edition, Genre

#: What is no plain news says so to machines, too; what was paid for before all.
TYPES = {
    Commercial.ADVERTISING: "AdvertiserContentArticle",
    Commercial.PARTNER: "AdvertiserContentArticle",
    Genre.OPINION: "OpinionNewsArticle",
}

#: Ends a script or begins a comment in it, whatever a caption holds.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028",
           0x2029: "\\u2029"}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """What a page knows of its story, in the language and the script of the page."""

    edition: Edition
    masthead: Masthead
    around: Around
    canonical: str
    sections: list[Category]
    pictures: list[Picture]
    card: str
    logo: Figure | None
    description: str
    live: Page | None = None


def of_story(story: Story) -> SafeString:
    """Return what a page tells of its story: the article with its photos, and the way to it."""
    return mark_safe(element(_article(story)) + element(_breadcrumbs(story)))  # noqa: S308


def _article(story: Story) -> dict:
    edition, masthead = story.edition, story.masthead
    letters = scripts.letters(masthead.script)
    house = {"@type": "Organization", "name": letters(masthead.house.name), "url": _front(story)}
    if story.logo:
        house["logo"] = {"@type": "ImageObject", "url": f"{settings.SITE_URL}{story.logo.src}"}
    people = [
        {
            "@type": "Person",
            "name": letters(person.name),
            "url": _web(
                story, reverse("author", kwargs={"slug": person.slug, "language": edition.language})
            ),
        }
        for person in story.around.authors
    ]
    told = {
        "@type": TYPES.get(edition.commercial) or TYPES.get(edition.genre, "NewsArticle"),
        "mainEntityOfPage": _web(story, story.canonical),
        "url": _web(story, story.canonical),
        "headline": letters(edition.headline),
        "description": letters(story.description),
        "inLanguage": masthead.tag,
        "datePublished": _moment(edition.published_at),
        "dateModified": _moment(edition.updated_at),
        "author": people or [{key: house[key] for key in ("@type", "name", "url")}],
        "publisher": house,
        "image": [_photo(each, edition.language, masthead.script) for each in story.pictures]
        or [f"{settings.SITE_URL}{story.card}" for _card in [1] if story.card],
        "articleSection": [letters(section.name) for section in story.sections],
        "keywords": [letters(tag.name) for tag in story.around.tags],
        "wordCount": edition.words,
        "isAccessibleForFree": True,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": letters(note.words),
                "datePublished": _moment(note.moment),
            }
            for note in story.around.notes
        ],
    }
    if story.live is not None:
        told |= _live(story, letters)
    return {name: value for name, value in told.items() if value}


def changed_at(story: Story) -> datetime:
    """Return when a story last changed: by an edition, or by an entry where it is told live."""
    last = story.live.last if story.live else None
    return max(filter(None, (story.edition.updated_at, last)))


def _live(story: Story, letters) -> dict:
    """Return what makes a story a live one: its span, and the entries of this page."""
    around, page = story.around, story.live
    return {
        "@type": "LiveBlogPosting",
        "dateModified": _moment(changed_at(story)),
        "coverageStartTime": _moment(around.live_since),
        "coverageEndTime": _moment(around.live_until) if around.live_until else "",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": letters(each.row.headline or markup.plain(each.row.text)[:110]),
                "datePublished": _moment(each.row.posted_at),
                "articleBody": letters(markup.plain(each.row.text)),
                "url": f"{_web(story, story.canonical)}{each.way}",
            }
            for each in page.entries
        ],
    }


def _breadcrumbs(story: Story) -> dict:
    letters = scripts.letters(story.masthead.script)
    language = story.edition.language
    steps = [(story.masthead.house.name, reverse("front", kwargs={"language": language}))]
    steps += [
        (section.name, reverse("section", kwargs={"slug": section.slug, "language": language}))
        for section in story.sections
    ]
    steps.append((story.edition.headline, story.canonical))
    return _trail(steps, story.masthead.script, letters)


def trail(masthead: Masthead, steps: list[tuple[str, str]]) -> SafeString:
    """Return the way to a list for machines: the front page, and the lists above it."""
    letters = scripts.letters(masthead.script)
    front = reverse("front", kwargs={"language": masthead.language})
    whole = [(masthead.house.name, front), *steps]
    return element(_trail(whole, masthead.script, letters))


def _trail(steps, script: scripts.Script, letters) -> dict:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": letters(name) or settings.SITE_URL,
                "item": f"{settings.SITE_URL}{script.prefix}{way}",
            }
            for place, (name, way) in enumerate(steps, 1)
        ],
    }


def _front(story: Story) -> str:
    return _web(story, reverse("front", kwargs={"language": story.edition.language}))


def _web(story: Story, path: str) -> str:
    return f"{settings.SITE_URL}{story.masthead.script.prefix}{path}"


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def element(told: dict) -> SafeString:
    """Return a JSON-LD element that no text in it can break out of."""
    written = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{written.translate(_UNSAFE)}</script>')  # noqa: S308


def _photo(picture: Picture, language: str, script: scripts.Script) -> dict:
    photo, credit = picture.photo, picture.photo.credit
    figure = picture.figure(language)
    letters = scripts.letters(script)
    told = {
        "@type": "ImageObject",
        "contentUrl": f"{settings.SITE_URL}{figure.src}",
        "width": figure.width,
        "height": figure.height,
        "creditText": letters(credits.said(credit, language)),
        # Where the file has no notice, whom the photo is credited to.
        "copyrightNotice": letters(photo.copyright_notice or credits.said(credit, language)),
        "license": labels.rights_page(photo),
        "acquireLicensePage": photo.licensor_url or credits.link(credit),
    }
    if credit and credit.photographer:
        told["creator"] = {"@type": "Person", "name": letters(credit.photographer)}
    elif credit and credit.source:
        told["creator"] = {"@type": "Organization", "name": letters(credit.source)}
    return {name: value for name, value in told.items() if value}
