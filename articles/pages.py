"""What the page of one story holds: for readers from an edition, for the desk from its own copy."""

from datetime import datetime
from pathlib import PurePath

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext_lazy

from media import pictures

from . import around as surroundings
from . import (
    behaviour,
    embeds,
    entries,
    filling,
    markup,
    minutes,
    own_links,
    scripts,
    search,
    sharing,
    social,
    structured_data,
    stylesheet,
    transcript,
)
from .beside import Choices
from .masthead import Masthead
from .models import Commercial, CorrectionKind, Edition, Genre, LiveStory, Origin, Role, Status
from .models.story import STORY_FIELDS
from .reader_notes import LONGEST_PASSAGE
from .related import newest, related

#: What the law and honesty ask to be said above a story.
PAID = {
    Commercial.ADVERTISING: pgettext_lazy("label above a story", "Advertising"),
    Commercial.PARTNER: pgettext_lazy("label above a story", "Partner material"),
    Commercial.STATE_ORDER: pgettext_lazy("label above a story", "State order"),
}
#: What is not plain news says what it is.
KINDS = {
    Genre.FLASH: pgettext_lazy("label above a story", "Breaking"),
    Genre.INTERVIEW: pgettext_lazy("label above a story", "Interview"),
    Genre.OPINION: pgettext_lazy("label above a story", "Opinion"),
    Genre.PHOTO_REPORT: pgettext_lazy("label above a story", "Photo report"),
    Genre.VIDEO: pgettext_lazy("label above a story", "Video"),
    Genre.OFFICIAL: pgettext_lazy("label above a story", "Official"),
    Genre.ANNOUNCEMENT: pgettext_lazy("label above a story", "Announcement"),
}
#: Words that are not our own say whose they are.
NOT_OURS = {
    Origin.PRESS_RELEASE: pgettext_lazy("label below a story", "From a press release"),
    Origin.REPRINT: pgettext_lazy("label below a story", "Reprinted"),
    Origin.READER: pgettext_lazy("label below a story", "Sent by a reader"),
    Origin.PARTNER: pgettext_lazy("label below a story", "From a partner"),
}
#: Before the names of those whose part was another than writing.
PARTS = {
    Role.TRANSLATOR: pgettext_lazy("before names in a byline", "Translation"),
    Role.PHOTOGRAPHER: pgettext_lazy("before names in a byline", "Photos"),
    Role.EDITOR: pgettext_lazy("before names in a byline", "Editor"),
}
#: Above the sentence that tells of a change.
CHANGES = {
    CorrectionKind.UPDATE: pgettext_lazy("label of a note to readers", "Update"),
    CorrectionKind.CORRECTION: pgettext_lazy("label of a note to readers", "Correction"),
    CorrectionKind.WITHDRAWAL: pgettext_lazy("label of a note to readers", "Withdrawal"),
    CorrectionKind.REFUTATION: pgettext_lazy("label of a note to readers", "Refutation"),
}
#: Letters of a description where there is no lead.
DESCRIPTION = 200
#: What a page reads together with its edition.
ON_PAGE = ("text", "agency", "region__parent")


def of_edition(edition: Edition, *, at: datetime, before: int | None = None) -> dict:
    """Return everything that public/article.html prints of an edition, as of a moment.

    Costs least when the edition came with what `ON_PAGE` names. Of a live story the entries
    `before` one are shown, else the newest.
    """
    with translation.override(edition.language):
        around = surroundings.of_edition(edition, at=at)
        page = _context(edition, edition.text.body, around, at=at, before=before)
        # Older entries are another page, not the story once more.
        is_later = before is not None and page["live"] is not None
        return page | {"is_later": True, "data": ""} if is_later else page


def of_entries(edition: Edition, *, at: datetime) -> HttpResponse:
    """Return the newest entries of a live story alone, in the letters of its page."""
    with translation.override(edition.language):
        masthead = Masthead(edition.language, at)
        live = entries.read(edition.article_id, at=at, language=edition.language)
        story = LiveStory.objects.filter(pk=edition.article_id).first()
        context = {"live": live, "at": at, "language": edition.language, "story": story}
        html = render_to_string("public/entries.html", context)
    if masthead.script is not scripts.CYRILLIC:
        html = transcript.written(html, masthead.script)
    response = HttpResponse(html)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def preview(article, *, at: datetime | None = None) -> dict:
    """Return the same of the desk's working copy as it stands, saving nothing.

    Takes an article that was never saved, too. Print it with `answer`, for staff alone.
    """
    at = at or timezone.now()
    first = article.pk and article.editions.seen(at).order_by("published_at").first()
    # What stands unchanged on the site was not updated by being looked at.
    live = article.editions.visible(at).first() if article.pk else None
    is_unchanged = live is not None and article.status == Status.APPROVED
    coming = article.editions.scheduled(at).first() if article.pk else None
    opens = coming.visible_from if coming else at
    category, region = article.category, article.region
    edition = Edition(
        article=article,
        slug=article.slug or article.make_slug(),
        section=category and category.top,
        oblast=region and region.top,
        number=0,
        visible_from=opens,
        published_at=first.published_at if first else opens,
        updated_at=live.updated_at if is_unchanged else opens,
        **{name: getattr(article, name) for name in STORY_FIELDS},
    )
    with translation.override(edition.language):
        around = surroundings.of_article(article, edition, at=at)
        # What is typed but not yet saved was not cleaned yet either.
        body = markup.clean(article.body)
        terms = search.of_edition(edition, plain=markup.plain(body), tags=(), people=(), places=())
        edition.gist = search.gist_of(terms, [tag.pk for tag in around.tags])
        page = _context(edition, body, around, at=at, is_preview=True)
    # The note is for staff, so in their language, whatever the story's is.
    if is_unchanged:
        note = gettext("Preview: readers have this text.")
    elif live is not None:
        note = gettext("Preview: readers have the story without these changes.")
    else:
        note = gettext("Preview: readers do not see this.")
    return page | {
        "preview_note": note,
        "preview_language": translation.get_language(),
    }


def answer(template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """Print a page in its language, with its stylesheet allowed.

    Made without the request: nothing of who asks can get into a page that is everyone's.
    """
    masthead = context["masthead"]
    css = stylesheet.sheet(masthead.categories.values(), _kinds(template, context))
    parts = context.get("parts_of_page", ())
    scripts_of_page = behaviour.elements(parts)
    with translation.override(masthead.language):
        html = render_to_string(
            template, {**context, "stylesheet": css, "behaviour": scripts_of_page}
        )
    if masthead.script is not scripts.CYRILLIC:
        html = transcript.written(html, masthead.script)
    response = HttpResponse(html, status=status)
    response.headers["Content-Language"] = str(masthead.tag)
    return stylesheet.allow(
        response, css, scripts=behaviour.sources(parts), frames=context.get("frames", ())
    )


def _kinds(template: str, context: dict) -> set[str]:
    """Return the names by which the stylesheet knows what a page holds."""
    body = context.get("body", "")
    holds = {
        "live": context.get("live"),
        "embeds": context.get("live") or context.get("video") or 'class="embed' in body,
        "gallery": 'class="gallery"' in body,
        "banners": context.get("banners"),
        "most_read": context.get("most_read"),
        "band": context.get("band"),
    }
    return {PurePath(template).stem, *(name for name, is_there in holds.items() if is_there)}


def address(article_id: int | None, slug: str) -> str:
    """Return the address of a story; one that was never saved has none."""
    return reverse("article", kwargs={"pk": article_id, "slug": slug}) if article_id else ""


def _context(
    edition: Edition, body: str, around, *, at: datetime, before=None, is_preview=False
) -> dict:
    language = edition.language
    masthead = Masthead(language, at)
    around.translations = [
        each for each in around.translations if each.language in masthead.house.languages
    ]
    shown = list(dict.fromkeys([edition.photo_id, *markup.photo_ids(body)]))
    photos = pictures.printable([masthead.house.logo_id, *shown], at=at)
    main, logo = photos.get(edition.photo_id), masthead.logo(photos)
    section = masthead.category(edition.section_id)
    category = masthead.category(edition.category_id)
    told = {each.language: address(each.pk, each.slug) for each in around.translations}
    told[language] = address(edition.article_id, edition.slug)
    # By it a story is shared, written to and told to machines. What is shown before readers have
    # it has none: one tap on a preview must not lead the story outside.
    canonical = "" if is_preview else told[language]
    chosen = Choices(tuple(around.pinned), frozenset(around.banned))
    beside = related(edition, at=at, tags=[tag.pk for tag in around.tags], chosen=chosen)
    card = social.address(edition, main, masthead)
    sections = [each for each in dict.fromkeys((section, category)) if each is not None]
    live = None
    if around.live_since and edition.article_id:
        live = entries.read(edition.article_id, at=at, language=language, before=before)
    body = own_links.alive(body, at=at)
    video, rest = filling.opening(body) if main is None else ("", body)
    story = structured_data.Story(
        edition=edition,
        masthead=masthead,
        around=around,
        canonical=canonical,
        sections=sections,
        pictures=[photos[pk] for pk in shown if pk in photos],
        card=card,
        logo=logo,
        description=edition.lead or markup.plain(body)[:DESCRIPTION],
        live=live,
    )
    return masthead.context(
        lambda code: told.get(code) or reverse("front", kwargs={"language": code}),
        told={code for code, way in told.items() if way and not is_preview},
    ) | {
        "edition": edition,
        "canonical": canonical,
        "section": section,
        "category": category if category != section else None,
        "paid": PAID.get(edition.commercial, ""),
        "kind": KINDS.get(edition.genre, ""),
        "not_ours": NOT_OURS.get(edition.origin, ""),
        "source": _web(edition.source_url),
        "agency_link": _web(edition.agency.link if edition.agency else ""),
        "around": around,
        "parts": [(PARTS[role], around.people[role]) for role in PARTS if role in around.people],
        "notes": [(CHANGES[note.kind], note) for note in around.notes],
        "photo": main and main.figure(language, caption=edition.photo_caption),
        "card": card,
        "data": structured_data.of_story(story) if canonical else "",
        "share": sharing.shared(story, main),
        "ways": sharing.ways(story),
        "logo": logo,
        "video": video,
        "body": filling.fill(rest, photos, language=language, is_top=main is None and not video),
        "frames": (frames := _frames(story, body)),
        "live": live,
        # While it goes on the newest entry stands on top; then the text comes first.
        "is_told_to_its_end": bool(around.live_until and rest and before is None),
        "changed_at": structured_data.changed_at(story),
        "parts_of_page": _behaviour(story, frames),
        "longest_passage": LONGEST_PASSAGE,
        "minutes": minutes.to_read(edition.words),
        "related": newest(beside),
        "is_preview": is_preview,
    }


def _frames(story: structured_data.Story, body: str) -> list[str]:
    """Return what the cards of a page may open; of entries still to come nobody knows which."""
    frames = filling.frames(body)
    if story.live is None:
        return frames
    if story.around.live_until is None:
        return sorted(embeds.ORIGINS)
    return frames + [
        each for entry in story.live.entries for each in filling.frames(entry.row.text)
    ]


def _behaviour(story: structured_data.Story, frames) -> list[behaviour.Part]:
    """Return the scripts that a story's page has a use for; a preview asks nothing of the site."""
    parts = [behaviour.Part.EMBEDS] if frames else []
    if story.canonical:
        parts.append(behaviour.Part.PASSAGE)
        if story.live is not None and story.around.live_until is None:
            parts.append(behaviour.Part.LIVE)
    return parts


def _web(url: str) -> str:
    """Return an address of the web as it is; "" for any other: a link may come from an import."""
    return url if embeds.read(url) else ""
