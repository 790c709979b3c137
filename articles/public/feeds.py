"""Every list as a feed: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the whole text.

A feed is the list's first page told to programs: it begins at the same rows, its words are those
of the page in its language and script, and each photo in it carries its credit, in the text (by
the one template that prints photos) and beside it (Media RSS).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from articles import entries as live_entries
from articles import filling, markup, own_links, scripts, transcript
from articles.masthead import Masthead
from articles.models import Edition, EditionByline, EditionTag
from articles.pages import CHANGES, KINDS, PAID, address
from media import credits, pictures

from . import lists

#: The forms of a feed by the ends of their addresses.
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
#: Of a list without a story: a feed must say when it last changed.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_OWN = re.compile(r'(\s(?:href|src)=")(/(?!/))')
_SRCSET = re.compile(r'(\ssrcset=")([^"]*)(")')


@dataclass
class Entry:
    """One story of a feed, in the letters of its page."""

    edition: Edition
    address: str
    headline: str
    lead: str
    html: str
    figure: pictures.Figure | None
    credit: str
    changed_at: datetime
    people: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    @property
    def identity(self) -> str:
        """What the story is known by for ever: the slug may change, the number does not."""
        return f"{settings.SITE_URL}/news/{self.edition.article_id}"


def links(masthead: Masthead, page: str, title: str, *, query: str = "") -> list[dict]:
    """Return how a page tells browsers of its feeds; `query` asks for the list, if it was asked."""
    asked = f"?{query}" if query else ""
    letters = scripts.letters(masthead.script)
    words = letters(" · ".join(filter(None, (title, masthead.house.name))))
    return [
        {
            "type": kind.partition(";")[0],
            "address": f"{masthead.script.prefix}{page}feed.{end}{asked}",
            "title": f"{words} ({end.upper()})",
        }
        for end, kind in TYPES.items()
    ]


def answer(
    end: str, rows, masthead: Masthead, *, at: datetime, title: str, page: str, query="", notes=None
):  # fmt: skip
    """Return a list as a feed of the form that `end` names; `page` is the list's own address.

    `query` is what the list was asked by, as its address carries it.
    `rows` are those of the list, or its first page where its order is its own; `notes` what was
    said of a story instead of its last change: {article: (label, words, moment)}.
    """
    with translation.override(masthead.language):
        found = rows if isinstance(rows, list) else lists.editions(rows, at=at)
        entries = _entries(found, masthead, at, notes or {})
        letters = scripts.letters(masthead.script)
        name = letters(" · ".join(filter(None, (title, masthead.house.name))))
        own = f"{settings.SITE_URL}{masthead.script.prefix}{page}"
        write = _json if end == "json" else _xml
        house = letters(masthead.house.name)
        asked = f"?{query}" if query else ""
        ways = {"own": own + asked, "feed": f"{own}feed.{end}{asked}"}
        body = write(end, entries, name=name, **ways, house=house, language=masthead.tag)
    response = HttpResponse(body, content_type=TYPES[end])
    response.headers["Content-Language"] = masthead.tag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


# --- What a feed says ---------------------------------------------------------------------


def _entries(found: list[Edition], masthead: Masthead, at: datetime, notes) -> list[Entry]:
    ids = [edition.pk for edition in found]
    whole = Edition.objects.visible(at).select_related("text").in_bulk(ids)
    shown = {pk for each in whole.values() for pk in (each.photo_id, *_photos(each))}
    photos = pictures.printable(shown, at=at)
    told_live = live_entries.newest([each.article_id for each in whole.values()], at=at)
    _unlink(whole.values(), [row for rows in told_live.values() for row in rows], at)
    people = _names(
        EditionByline.objects.filter(edition__in=ids, is_printed=True).order_by("order", "pk"),
        "author__name",
    )
    tags = _names(EditionTag.objects.filter(edition__in=ids).order_by("tag__filed_as"), "tag__name")
    return [
        _entry(
            whole[pk],
            masthead,
            photos,
            people.get(pk, ()),
            tags.get(pk, ()),
            told_live.get(whole[pk].article_id, []),
            at,
            notes.get(whole[pk].article_id),
        )
        for pk in ids
        if pk in whole
    ]


def _unlink(editions, rows, at: datetime):
    """Leave out of some texts the links to stories that readers do not see."""
    bodies = [edition.text.body for edition in editions] + [row.text for row in rows]
    dead = own_links.unseen(bodies, at=at)
    for edition in editions:
        edition.text.body = own_links.without(edition.text.body, dead)
    for row in rows:
        row.text = own_links.without(row.text, dead)


def _photos(edition: Edition) -> list[int]:
    return markup.photo_ids(edition.text.body)


def _names(rows, name: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, said in rows.values_list("edition", name):
        if said not in found.setdefault(pk, []):
            found[pk].append(said)
    return found


def _entry(edition: Edition, masthead: Masthead, photos, people, tags, told, at, said) -> Entry:
    letters, language = scripts.letters(masthead.script), edition.language
    picture = photos.get(edition.photo_id)
    figure = picture and picture.figure(language, caption=edition.photo_caption)
    section = masthead.category(edition.section_id)
    context = {
        "paid": PAID.get(edition.commercial, ""),
        "kind": KINDS.get(edition.genre, ""),
        "lead": edition.lead,
        "figure": figure,
        "body": filling.fill(edition.text.body, photos, language=language, is_page=False),
        "entries": [
            {
                "posted_at": each.posted_at,
                "headline": each.headline,
                "body": filling.fill(each.text, {}, language=language, is_page=False),
            }
            for each in told
        ],
        "at": at,
        "language": language,
        "change": said[0] if said else CHANGES.get(edition.correction_kind, ""),
        "note": said[1] if said else edition.correction_note,
    }
    html = render_to_string("public/_in_feed.html", context)
    if masthead.script is not scripts.CYRILLIC:
        html = transcript.written(html, masthead.script)
    subjects = [section.name] if section else []
    return Entry(
        edition=edition,
        address=settings.SITE_URL
        + masthead.script.prefix
        + address(edition.article_id, edition.slug),
        headline=letters(edition.headline),
        lead=letters(edition.lead),
        html=_whole(html),
        figure=figure,
        credit=letters(credits.line(picture.photo.credit, language)) if picture else "",
        changed_at=max(
            [
                edition.updated_at,
                *(each.posted_at for each in told[:1]),
                *([said[2]] if said else []),
            ]
        ),
        people=[letters(name) for name in people],
        subjects=[letters(name) for name in (*subjects, *tags)],
    )


def _whole(html: str) -> str:
    """Return HTML whose addresses lead to the site from wherever it is read."""
    html = _OWN.sub(rf"\g<1>{settings.SITE_URL}\g<2>", html)
    return _SRCSET.sub(
        lambda found: (
            found[1] + re.sub(r"(^|, )/", rf"\1{settings.SITE_URL}/", found[2]) + found[3]
        ),
        html,
    )


# --- How it is written --------------------------------------------------------------------


def _xml(end: str, entries: Iterable[Entry], *, name, own, feed, house, language) -> str:
    written = (Rss if end == "rss" else Atom)(
        title=name,
        link=own,
        description=name,
        language=language,
        author_name=house,
        feed_url=feed,
        feed_guid=own,
    )
    for entry in entries:
        written.add_item(
            title=entry.headline,
            link=entry.address,
            # Readers take it for HTML.
            description=escape(entry.lead),
            author_name=", ".join(entry.people) or None,
            categories=entry.subjects,
            unique_id=entry.identity,
            unique_id_is_permalink=False,
            pubdate=entry.edition.published_at,
            updateddate=entry.changed_at,
            entry=entry,
        )
    return written.writeString("utf-8")


class _Changed:
    """A feed that says when it last changed, and never that it was just now."""

    def latest_post_date(self):
        dates = [date for item in self.items for date in (item["updateddate"], item["pubdate"])]
        return max(dates, default=_NEVER)


class Rss(_Changed, Rss201rev2Feed):
    """RSS 2.0 with the whole text and Media RSS."""

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        entry = item["entry"]
        handler.addQuickElement("content:encoded", entry.html)
        if entry.figure is None:
            return
        attributes = {
            "url": settings.SITE_URL + entry.figure.src,
            "medium": "image",
            "width": str(entry.figure.width),
            "height": str(entry.figure.height),
        }
        handler.startElement("media:content", attributes)
        if entry.credit:
            handler.addQuickElement("media:credit", entry.credit)
        if entry.figure.alt:
            handler.addQuickElement("media:description", entry.figure.alt, {"type": "plain"})
        handler.endElement("media:content")


class Atom(_Changed, Atom1Feed):
    """Atom with the whole text."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["entry"].html, {"type": "html"})


def _json(end: str, entries: Iterable[Entry], *, name, own, feed, house, language) -> str:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": own,
        "feed_url": feed,
        "language": language,
        "authors": [{"name": house}],
        "items": [_item(entry, language) for entry in entries],
    }
    return json.dumps(told, ensure_ascii=False)


def _item(entry: Entry, language: str) -> dict:
    told = {
        "id": entry.identity,
        "url": entry.address,
        "title": entry.headline,
        "summary": entry.lead,
        "content_html": entry.html,
        "date_published": entry.edition.published_at.isoformat(),
        "date_modified": entry.changed_at.isoformat(),
        "authors": [{"name": name} for name in entry.people],
        "tags": entry.subjects,
        "language": language,
    }
    if entry.figure is not None:
        told["image"] = settings.SITE_URL + entry.figure.src
        told["_photo"] = {"credit": entry.credit, "alt": entry.figure.alt}
    return {key: value for key, value in told.items() if value}
