"""How a story looks where somebody shares it (ogp.me), and the ways to share it without scripts."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.safestring import mark_safe

from . import cards, scripts, structured_data

LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
#: Where readers share, by the order of its use here; each takes a story by its address.
WAYS = (
    ("WhatsApp", "https://wa.me/?text={words}%20{address}"),
    ("Telegram", "https://t.me/share/url?url={address}&text={words}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    ("X", "https://x.com/intent/post?text={words}&url={address}"),
)


@dataclass(frozen=True)
class Shared:
    """What the card of a story says, in the letters of its page."""

    title: str
    site_name: str
    section: str
    tags: list[str]
    description: str
    locale: str
    image: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Way:
    """A link that shares a story at one place."""

    name: str
    address: str


def shared(story: structured_data.Story, main) -> Shared:
    """Return the card of a story: the drawn one, else its main photo."""
    edition = story.edition
    figure = main and main.figure(edition.language)
    image, width, height = "", 0, 0
    if story.card:
        image, width, height = story.card, cards.WIDTH, cards.HEIGHT
    elif figure:
        image, width, height = figure.src, figure.width, figure.height
    letters = scripts.letters(story.masthead.script)
    return Shared(
        title=letters(edition.headline),
        site_name=letters(story.masthead.house.name),
        section=letters(story.sections[0].name) if story.sections else "",
        tags=[letters(tag.name) for tag in story.around.tags],
        description=letters(story.description),
        locale=LOCALES[edition.language],
        image=image,
        width=width,
        height=height,
        alt=figure.alt if figure else letters(edition.headline),
    )


def ways(story: structured_data.Story) -> list[Way]:
    """Return the links that share a story, in the letters of its page; a preview has none."""
    if not story.canonical:
        return []
    script = story.masthead.script
    told = {
        "address": quote(f"{settings.SITE_URL}{script.prefix}{story.canonical}", safe=""),
        "words": quote(scripts.letters(script)(story.edition.headline), safe=""),
    }
    # Every part is quoted.
    return [Way(name, mark_safe(way.format(**told))) for name, way in WAYS]  # noqa: S308
