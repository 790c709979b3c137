"""The site of readers as it was or will be: who may look, and how a moment is written and stepped.

Every query of readers' pages takes the moment it is asked about, so there is no second copy of
anything: `newsroom.time_machine` gives the same views another `at`.
"""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import boundaries, moments
from .refusals import Refused

#: Whoever may open every story at the desk: the pages of tomorrow show what is scheduled, and
#: those of last week what was taken down since.
PERMISSION = "articles.write_any"
#: Before it no archive of ours begins; nothing is scheduled so many years ahead.
EARLIEST, YEARS_AHEAD = datetime(1990, 1, 1, tzinfo=UTC), 10
SECOND = timedelta(seconds=1)
_WRITTEN = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)


def may_look(user) -> bool:
    """Tell whether a person may see the site at another moment than now."""
    return user.is_active and user.is_staff and user.has_perm(PERMISSION)


def check(moment: datetime) -> datetime:
    """Return a moment that can be shown, else refuse it with a sentence."""
    latest = timezone.now() + timedelta(days=366 * YEARS_AHEAD)
    if not EARLIEST <= moment <= latest:
        raise Refused(
            _("The site can be shown from %(first)s to %(last)s.")
            % {"first": EARLIEST.year, "last": latest.year},
            field="at",
        )
    return moment


# --- How an address says a moment ---------------------------------------------------------


def written(moment: datetime) -> str:
    """Write a moment as an address carries it, in UTC: a clock put back names no hour twice.

    What happened within a second is seen at its end.
    """
    return f"{_whole(moment).astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def read(text: str) -> datetime | None:
    """Read a moment out of an address; None of what `written` has not written."""
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        return check(datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC))
    except (ValueError, Refused):
        return None


def inside(moment: datetime, way: str = "/") -> str:
    """Return the address of a reader's page (its path, and what follows) as of a moment."""
    return reverse("time-machine", args=[written(moment)]).removesuffix("/") + way


def within(moment: datetime, way: str, *, page: str) -> str | None:
    """Return where an address that stands on a page of readers leads within the machine.

    `page` is that page's own address. Photos and static files stay what they are; None of what
    leads out: another site, a mail, a telephone.
    """
    way = re.sub(r"[\t\r\n]", "", way).strip(" \0")
    if not way or way.startswith("#"):
        return way
    ours = urlsplit(settings.SITE_URL)
    try:
        there = urlsplit(urljoin(f"{ours.scheme}://{ours.netloc}{page}", way))
    except ValueError:
        return None
    if there.scheme not in ("http", "https") or there.netloc.lower() != ours.netloc.lower():
        return None
    rest = there._replace(scheme="", netloc="", path=there.path or "/")
    if rest.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return rest.geturl()
    # A path of two slashes would be a host of its own.
    return inside(moment, rest._replace(path=f"/{rest.path.lstrip('/')}").geturl())


def _whole(moment: datetime) -> datetime:
    """Return the end of a moment's second."""
    return moment if not moment.microsecond else moment.replace(microsecond=0) + SECOND


# --- Stepping -----------------------------------------------------------------------------


def later(at: datetime) -> datetime | None:
    """Return the next moment at which the site is another one, as far as it is decided."""
    following = boundaries.next_change(at)
    return following and _whole(following)


def earlier(at: datetime) -> datetime | None:
    """Return the moment at which the site came to be what it was before it was as at `at`."""
    since = boundaries.last_change(at)
    before = since and boundaries.last_change(_whole(since) - SECOND)
    return before and _whole(before)


def line(moment: datetime) -> str:
    """Return a moment for a person at the desk, to the second where that tells two apart."""
    said = moments.at_desk(moment)
    return f"{said}:{moment.second:02}" if moment.second else said
