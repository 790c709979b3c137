"""Every screen of the desk that one goes to by name, declared once, the most used first.

To add one, write a `Screen`: its name as the screen calls itself, its route, the permission it
asks for, and further words by which somebody may ask for it. Names and words are understood in
each language of the desk, whatever the language of the interface.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import breaking, demands, events
from articles.desk import reports
from articles.models import Article
from kazakh import terms

from . import naming

#: How a screen answers of which words begin so, and none of its names does.
BY_WORDS = naming.HOLDS + 1


@dataclass(frozen=True)
class Screen:
    """A screen, or an act that has one: its name, its route, and who may open it."""

    name: str
    route: str
    #: A permission, several of which one is enough, or what tells it of a person.
    may: str | tuple[str, ...] | Callable = ()
    words: str = ""
    query: str = ""
    #: What it is called in the bar on top of every screen; "" of what does not stand there.
    place: str = ""

    def is_for(self, user) -> bool:
        """Tell whether a person may open it."""
        if callable(self.may):
            return self.may(user)
        wanted = (self.may,) if isinstance(self.may, str) else self.may
        return not wanted or any(map(user.has_perm, wanted))

    @property
    def address(self) -> str:
        return reverse(self.route) + self.query


def _has_password(user) -> bool:
    return user.has_usable_password()


SCREENS = (
    Screen(_("Write a story"), "admin:articles_article_add", "articles.add_article",
           pgettext_lazy("words to find a screen by", "new story, write, create")),
    Screen(_("Flash"), "admin:articles_article_flash", "articles.add_article",
           pgettext_lazy("words to find a screen by", "breaking, urgent, headline alone")),
    Screen(_("All stories"), "admin:articles_article_changelist", "articles.view_article",
           pgettext_lazy("words to find a screen by", "list, archive, drafts"),
           place=Article._meta.verbose_name_plural),
    Screen(_("Waiting for an editor"), "admin:articles_article_queue", "articles.approve",
           pgettext_lazy("words to find a screen by", "queue, approve, check"),
           place=_("Waiting for an editor")),
    Screen(_("Plan"), "admin:articles_article_plan", events.may_look,
           pgettext_lazy("words to find a screen by", "calendar, day, week, month, board, events"),
           place=_("Plan")),
    Screen(_("Photos"), "admin:media_photo_changelist", "media.view_photo",
           pgettext_lazy("words to find a screen by", "library, photographs"), place=_("Photos")),
    Screen(_("Send photos"), "admin:media_photo_add", "media.add_photo",
           pgettext_lazy("words to find a screen by", "upload, new photo")),
    Screen(_("Front page of the site"), "admin:articles_article_front", "articles.compose_front",
           pgettext_lazy("words to find a screen by", "main page, layout, top"),
           place=_("Front page of the site")),
    Screen(_("Breaking bands"), "admin:articles_article_breaking", breaking.may_break_in,
           pgettext_lazy("words to find a screen by", "urgent band, alert, top of the page")),
    Screen(_("Home"), "admin:index", (),
           pgettext_lazy("words to find a screen by", "today, desk, start")),
    Screen(_("Inbox"), "inbox", "articles.view_article",
           pgettext_lazy("words to find a screen by", "notices, mentions, bell")),
    Screen(_("Translate a story"), "admin:articles_article_to_translate", "articles.add_article",
           pgettext_lazy("words to find a screen by", "translation, other language")),
    Screen(_("Kept texts"), "admin:articles_article_kept", "articles.view_article",
           pgettext_lazy("words to find a screen by", "lost, unsaved, restore a text")),
    Screen(_("readers' notes"), "admin:articles_readernote_changelist",
           "articles.view_readernote",
           pgettext_lazy("words to find a screen by", "comments, mistakes, letters")),
    Screen(_("Demands"), "admin:articles_article_demands", demands.may_look,
           pgettext_lazy("words to find a screen by", "refutation, reply, court, removal")),
    Screen(_("Reports"), "admin:articles_article_reports", reports.has_any,
           pgettext_lazy("words to find a screen by", "fees, statistics, how much was written"),
           place=_("Reports")),
    Screen(_("The site at another moment"), "time-machine-choose", "articles.write_any",
           pgettext_lazy("words to find a screen by", "time machine, schedule, tomorrow")),
    Screen(_("tags"), "admin:articles_tag_changelist", "articles.view_tag"),
    Screen(_("Unused and alike tags"), "admin:articles_tag_tidy", "articles.change_tag",
           pgettext_lazy("words to find a screen by", "retire tags, twins, duplicates")),
    Screen(_("Merge tags"), "admin:articles_tag_merge", "articles.change_tag",
           pgettext_lazy("words to find a screen by", "replace a tag, join, redirect")),
    Screen(_("categories"), "admin:articles_category_changelist", "articles.view_category",
           pgettext_lazy("words to find a screen by", "sections")),
    Screen(_("regions"), "admin:articles_region_changelist", "articles.view_region",
           pgettext_lazy("words to find a screen by", "oblasts, districts, cities")),
    Screen(_("topics"), "admin:articles_topic_changelist", "articles.view_topic",
           pgettext_lazy("words to find a screen by", "running stories")),
    Screen(_("authors"), "admin:articles_author_changelist", "articles.view_author",
           pgettext_lazy("words to find a screen by", "people, bylines, journalists")),
    Screen(_("agencies"), "admin:articles_agency_changelist", "articles.view_agency",
           pgettext_lazy("words to find a screen by", "signatures")),
    Screen(_("photo credits"), "admin:media_photocredit_changelist", "media.view_photocredit",
           pgettext_lazy("words to find a screen by", "photographers, sources of photos")),
    Screen(_("duties"), "admin:articles_duty_changelist", "articles.view_duty",
           pgettext_lazy("words to find a screen by", "on duty, shift, rota")),
    Screen(_("banners"), "admin:articles_banner_changelist", "articles.view_banner",
           pgettext_lazy("words to find a screen by", "advertising")),
    Screen(_("pages of the house"), "admin:articles_housepage_changelist",
           "articles.view_housepage",
           pgettext_lazy("words to find a screen by", "rules, contacts, about us")),
    Screen(_("the house"), "admin:articles_house_changelist", "articles.view_house",
           pgettext_lazy("words to find a screen by", "settings, logo, imprint, scripts")),
    Screen(User._meta.verbose_name_plural, "admin:auth_user_changelist", "auth.view_user",
           pgettext_lazy("words to find a screen by", "colleagues, accounts, roles, staff")),
    Screen(_("Change password"), "admin:password_change", _has_password,
           pgettext_lazy("words to find a screen by", "secret, security")),
    Screen(_("Second factor"), "mfa_index", (),
           pgettext_lazy("words to find a screen by", "security, passkey, codes")),
)  # fmt: skip


def of(user) -> list[tuple[str, str]]:
    """Return the names and addresses of what a person may open, the most used first."""
    return [_told(screen) for screen in SCREENS if screen.is_for(user)]


def may_open(user, route: str) -> bool:
    """Tell whether a person may open the screen of a route."""
    return any(each.is_for(user) for each in SCREENS if each.route == route)


def places(user, path: str) -> list[dict]:
    """Return the bar on top of every screen: names, addresses, and at which of them one is."""
    own = [
        (capfirst(str(each.place)), each.address)
        for each in SCREENS
        if each.place and each.is_for(user)
    ]
    at = max((address for _name, address in own if path.startswith(address)), key=len, default="")
    return [
        {"name": name, "address": address, "is_here": address == at, "is_exact": address == path}
        for name, address in own
    ]


def found(user, readings: list[str]) -> list[tuple[str, str]]:
    """Return those of a person's screens that answer, best first.

    `readings` are what was typed, in loose letters.
    """
    return [told for _rank, told in ranked(user, readings)]


def ranked(user, readings: list[str]) -> list[tuple[int, tuple[str, str]]]:
    """Return the same, each with how well it answers (`naming`, or `BY_WORDS`)."""
    answering = []
    for number, screen in enumerate(SCREENS):
        ranks = [rank for text in readings if (rank := _rank(number, text)) is not None]
        if ranks and screen.is_for(user):
            answering.append((min(ranks), number, screen))
    answering.sort(key=lambda each: each[:2])
    return [(rank, _told(screen)) for rank, _number, screen in answering]


def _told(screen) -> tuple[str, str]:
    return capfirst(str(screen.name)), screen.address


def _rank(number: int, text: str) -> int | None:
    """Return how well a screen answers, or None: by its names, else by all of its words."""
    asked = text.split()
    names, words = _words()[number]
    if not asked or not all(any(word.startswith(each) for word in words) for each in asked):
        return None
    rank = naming.best([text], names)
    if rank in (naming.IS_IT, naming.BEGINS):
        return rank
    return naming.HOLDS if words.issuperset(asked) else BY_WORDS


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return of each screen its names and all of its words, of every language, in loose letters."""
    told = []
    for screen in SCREENS:
        names, words = [], set()
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                called = terms.loosely(str(screen.name)), terms.loosely(str(screen.place))
                names += filter(None, called)
                words |= set(terms.loosely(f"{screen.name} {screen.place} {screen.words}").split())
        told.append((tuple(names), frozenset(words)))
    return tuple(told)
