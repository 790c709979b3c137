"""What answers a question typed at the desk: groups of links, and nothing one may not open.

Twelve queries at most with those that tell who asks, however large the house is.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import old_addresses, scripts, search
from articles.desk.forged import number
from articles.desk.standing import standing, with_standing
from articles.models import Article, Edition, OldAddress, Version
from articles.pages import address as page_of
from articles.search.keys import other_keys
from kazakh import terms
from kazakh.homoglyphs import as_drawn
from media import credits, finding
from media.models import Photo

from . import naming, screens, things

STORIES, PHOTOS, THINGS, TAGS, PEOPLE, SCREENS = 6, 4, 4, 4, 4, 6
#: Letters of a question; a longer one is the address of something.
LONGEST, LONGEST_ADDRESS = 120, 1_000
#: Of so many last saves of the house those of a person are looked up.
SAVES = 5_000


#: What comes first: the story of the number typed, screens that are called so, whatever else is
#: called exactly so, what holds the words in its name or headline; then what holds them elsewhere.
BY_NUMBER, SCREEN, CALLED, HOLDING, ELSE = range(5)


@dataclass(frozen=True)
class Link:
    """One answer: what it is called, what is to be known of it, and where it leads."""

    label: str
    href: str
    note: str = ""
    language: str = ""


@dataclass
class Group:
    """Answers of one kind, and where the kind stands by the best of them."""

    key: str
    name: str
    links: list[Link] = field(default_factory=list)
    place: int = ELSE


def to(user, text: str, *, opened: list[int] = ()) -> list[Group]:
    """Return what answers; to nothing typed, the stories that a person had in hand, and screens.

    `opened` are the numbers of stories that the person's browser remembers.
    """
    if not text.strip():
        return _full(
            Group("stories", _("Lately in hand"), _recent(user, opened)),
            Group("screens", _("Screens"), _links(screens.of(user)[:SCREENS])),
        )
    if (meant := _by_address(user, text.strip()[:LONGEST_ADDRESS])) is not None:
        return _full(Group("stories", _("Stories"), meant))
    text = text[:LONGEST]
    readings = [text, as_drawn(text), other_keys(text)]
    readings = list(dict.fromkeys(filter(None, map(terms.loosely, readings))))
    every = things.found(user, readings, most=60)
    people = [each for each in every if each.kind in things.PEOPLE][:PEOPLE]
    named = [each for each in every if each.kind not in things.PEOPLE][:THINGS]
    if user.has_perm("articles.view_tag"):
        named += things.tags(text, most=TAGS)
    shown = things.with_pages([*people, *named])
    stories, place = _stories(user, text, readings)
    ranked = screens.ranked(user, readings)[:SCREENS]
    photos = _photos(user, text)
    found = _full(
        Group("stories", _("Stories"), stories, place),
        Group("screens", _("Screens"), _links(told for _rank, told in ranked), _of_screens(ranked)),
        Group("things", _("Sections, regions, topics, tags"), _of_things(named, shown),
              _of_names(each.rank for each in named)),
        Group("people", _("People"), _of_things(people, shown),
              _of_names(each.rank for each in people)),
        Group("photos", _("Photos"), photos, _of_labels(photos, readings)),
    )  # fmt: skip
    return sorted(found, key=lambda group: group.place)


def _full(*groups) -> list[Group]:
    return [group for group in groups if group.links]


def _links(named) -> list[Link]:
    return [Link(name, address) for name, address in named]


# --- What comes first ---------------------------------------------------------------------


def _of_names(ranks) -> int:
    """Return the place of what answers by its name, the best first."""
    rank = next(iter(ranks), None)
    return ELSE if rank is None else CALLED if rank == naming.IS_IT else HOLDING


def _of_screens(ranked) -> int:
    best = ranked[0][0] if ranked else screens.BY_WORDS
    if best in (naming.IS_IT, naming.BEGINS):
        return SCREEN
    return ELSE if best == screens.BY_WORDS else HOLDING


def _of_labels(links, readings) -> int:
    """Return the place of what is found by its words, by how much of them its label has."""
    return _of_names(naming.best(readings, [terms.loosely(link.label)]) for link in links[:1])


# --- Stories ------------------------------------------------------------------------------


def _seen_by(user):
    """Return the stories that a person may open at the desk; none of a colleague's otherwise."""
    if not user.has_perm("articles.view_article"):
        return Article.objects.none()
    stories = with_standing(Article.objects.select_related("owner"))
    return stories if user.has_perm("articles.write_any") else stories.of(user)


def _stories(user, text, readings) -> tuple[list[Link], int]:
    """Return the stories that answer, and their place."""
    if not user.has_perm("articles.view_article"):
        return [], ELSE
    person = None if user.has_perm("articles.write_any") else user.pk
    answers = search.at_the_desk(_seen_by(user), text, person=person, is_typing=True)
    found = list(answers.stories[:STORIES])
    links = [_story(article) for article in found]
    is_by_number = answers.number is not None and found and found[0].pk == answers.number
    return links, BY_NUMBER if is_by_number else _of_labels(links, readings)


def _story(article) -> Link:
    owner = article.owner and (article.owner.get_full_name() or article.owner.get_username())
    said = str(standing(article, is_live=article.is_live, is_ahead=article.is_ahead))
    return Link(
        article.headline,
        reverse("admin:articles_article_change", args=[article.pk]),
        " · ".join(filter(None, (f"№ {article.pk}", said, owner))),
        article.language,
    )


def _recent(user, opened) -> list[Link]:
    """Return the stories that a person opened or saved last, then those of their own."""
    if not user.has_perm("articles.view_article"):
        return []
    last = Version.objects.aggregate(last=Max("pk"))["last"] or 0
    saves = Version.objects.filter(pk__gt=last - SAVES, by=user).order_by("-pk")
    wanted = [*opened, *saves.values_list("article", flat=True)[: 5 * STORIES]]
    wanted = list(dict.fromkeys(wanted))[: 3 * STORIES]
    found = {article.pk: article for article in _seen_by(user).filter(pk__in=wanted)}
    return [_story(found[pk]) for pk in wanted if pk in found][:STORIES]


def _by_address(user, text) -> list[Link] | None:
    """Return the story whose address was typed or pasted; None where this is no address."""
    if not text.startswith(("http://", "https://", "/", "www.")):
        return None
    try:
        parts = urlsplit(text if "//" in text[:8] or text.startswith("/") else f"//{text}")
    except ValueError:
        return []
    path = unquote(parts.path, errors="replace").replace("\x00", "")
    for script in scripts.OTHERS:
        path = path.removeprefix(script.prefix) if path.startswith(f"{script.prefix}/") else path
    pk = _story_at(path)
    if not pk:
        old = old_addresses.spelled(path, parts.query)[: old_addresses.LONGEST]
        pk = OldAddress.objects.filter(path=old).values_list("article", flat=True).first() or 0
    if article := _seen_by(user).filter(pk=pk).first():
        return [_story(article)]
    # Of a colleague's story, what every reader has.
    edition = Edition.objects.visible().filter(article=pk).first()
    if edition is None:
        return []
    said = _("On the site")
    page = page_of(pk, edition.slug)
    return [Link(edition.headline, settings.SITE_URL + page, said, edition.language)]


def _story_at(path: str) -> int:
    """Return the number of the story that a path of the site or of the desk names."""
    parts = [part for part in path.split("/") if part]
    if parts[:1] in (["ru"], ["en"]):
        parts = parts[1:]
    if len(parts) >= 2 and parts[0] == "news":
        return number(parts[1].partition("-")[0].partition(".")[0])
    if len(parts) >= 4 and parts[:3] == ["admin", "articles", "article"]:
        return number(parts[3])
    return 0


# --- Photos, things -----------------------------------------------------------------------


def _photos(user, text) -> list[Link]:
    if not user.has_perm("media.view_photo") or not terms.words(text):
        return []
    photos = Photo.objects.filter(withdrawn_at=None).select_related("credit").order_by("-pk")
    found = finding.by_words(photos, text)[:PHOTOS]
    return [
        Link(
            photo.caption or photo.alt_text or f"№ {photo.pk}",
            reverse("admin:media_photo_change", args=[photo.pk]),
            " · ".join(filter(None, (f"№ {photo.pk}", credits.line(photo.credit, get_language())))),
        )
        for photo in found
    ]


def _of_things(found, shown) -> list[Link]:
    links = []
    for thing in found:
        links.append(Link(thing.name, thing.address, thing.label))
        if (thing.kind, thing.pk) in shown:
            note = _("%(kind)s, its page on the site") % {"kind": thing.label}
            links.append(Link(thing.name, thing.page, note))
    return links
