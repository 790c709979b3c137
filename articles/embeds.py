"""Films and posts of other houses in a story: a card of ours, and their frame when it is pressed.

Until then nothing is asked of the other house, so it does not learn who reads what. Each house is
known by the addresses of its posts; any other address is a card that is a plain link.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILM, POST = _("Watch the video"), _("Show the post")


@dataclass(frozen=True)
class House:
    """A place that publishes films or posts: its addresses, and the frame that shows one."""

    name: str
    addresses: re.Pattern[str]
    #: `{}` is what the pattern caught.
    frame: str
    #: film, upright (a film of a telephone) or post.
    shape: str = "post"

    @property
    def origin(self) -> str:
        """What the browser is asked for when the frame is opened."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class Embed:
    """A film or a post as a page shows it; without a frame it is a link alone."""

    url: str
    name: str
    frame: str = ""
    origin: str = ""
    shape: str = ""

    @property
    def invitation(self) -> Promise:
        return POST if self.shape == "post" else FILM


def _house(name, addresses, frame, shape="post"):
    return House(name, re.compile(rf"https://(?:www\.|m\.)?{addresses}", re.ASCII), frame, shape)


_YOUTUBE = "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0"
_FACEBOOK = "https://www.facebook.com/plugins/"
#: An address of two rows is shown by the first.
HOUSES = (
    _house("YouTube", r"youtube\.com/shorts/([\w-]{6,20})(?:[?#/]|$)", _YOUTUBE, "upright"),
    _house("YouTube", r"youtube\.com/(?:live|embed)/([\w-]{6,20})(?:[?#/]|$)", _YOUTUBE, "film"),
    _house(
        "YouTube", r"youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{6,20})(?:[&#]|$)", _YOUTUBE, "film"
    ),
    _house("YouTube", r"youtu\.be/([\w-]{6,20})(?:[?#/]|$)", _YOUTUBE, "film"),
    _house(
        "Telegram", r"t\.me/(?:s/)?(\w{4,64}/[0-9]{1,12})(?:[?#/]|$)", "https://t.me/{}?embed=1"
    ),
    _house(
        "Instagram",
        r"instagram\.com/(?:[\w.]{1,40}/)?(?:p|reel|tv)/([\w-]{5,40})(?:[?#/]|$)",
        "https://www.instagram.com/p/{}/embed/captioned/",
    ),
    _house(
        "X",
        r"(?:twitter|x)\.com/\w{1,20}/status/([0-9]{1,25})(?:[?#/]|$)",
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={}",
    ),
    _house(
        "TikTok",
        r"tiktok\.com/@[\w.-]{1,40}/video/([0-9]{5,25})(?:[?#/]|$)",
        "https://www.tiktok.com/player/v1/{}",
        "upright",
    ),
    _house(
        "Facebook",
        r"(facebook\.com/(?:watch/?\?v=[0-9]+|reel/[0-9]+|[\w.-]+/videos/[\w./-]+).*)",
        f"{_FACEBOOK}video.php?show_text=false&href=https%3A%2F%2Fwww.{{}}",
        "film",
    ),
    _house(
        "Facebook",
        r"(facebook\.com/(?:[\w.-]+/posts/[\w./-]+|permalink\.php\?.+|photo/?\?.+).*)",
        f"{_FACEBOOK}post.php?show_text=true&href=https%3A%2F%2Fwww.{{}}",
    ),
)

#: Everything that a card of any house may open.
ORIGINS = frozenset(house.origin for house in HOUSES)


def read(url: str) -> Embed | None:
    """Return what stands behind an address; None where it is no address of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    for house in HOUSES:
        if found := house.addresses.match(url):
            # What is a parameter of the frame's address is written as one.
            told = quote(found[1], safe="" if "href=" in house.frame else "/")
            frame = house.frame.format(told)
            return Embed(url, house.name, frame, house.origin, house.shape)
    return Embed(url, parts.hostname.removeprefix("www."))
