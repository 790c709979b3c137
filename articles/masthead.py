"""What stands around every page for readers: the house, its sections, its languages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import BigIntegerField, Value
from django.urls import reverse
from django.utils import timezone

from kazakh.alphabet import sort_key
from media import pictures

from . import breaking, scripts
from .models import IMPRINT, Category, House, HousePage, Language
from .written import AT, Written


@dataclass(frozen=True)
class Tongue:
    """One of the languages a page is offered in."""

    code: str
    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Writing:
    """One of the scripts a Kazakh page is offered in."""

    tag: str
    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Link:
    """A name with an address of the outer world."""

    name: str
    address: str


class Masthead:
    """The house and its sections, read once for a page."""

    def __init__(self, language: str, at: datetime | None = None):
        self.language = language
        self.at = at or timezone.now()
        self.house = House.get()
        self.categories: dict[int, Category] = {}
        self.pages: list[HousePage] = []
        self.band: breaking.Band | None = None
        for thing in _filed(language, self.at):
            if isinstance(thing, breaking.Band):
                self.band = thing
            elif isinstance(thing, HousePage):
                self.pages.append(thing)
            else:
                self.categories[thing.pk] = thing
        for each in self.categories.values():
            # Spares every `category.parent` its query.
            each.parent = self.categories.get(each.parent_id)

    @property
    def sections(self) -> list[Category]:
        """The sections of the menu: the top ones in use."""
        return self.below(None)

    def below(self, category: Category | None) -> list[Category]:
        """Return the sections in use below one, or at the top."""
        pk = category and category.pk
        return [
            each
            for each in self.categories.values()
            if each.parent_id == pk and not each.is_retired
        ]

    def category(self, pk: int | None) -> Category | None:
        """Return a category by its id, retired or not."""
        return self.categories.get(pk)

    def called(self, slug: str) -> Category | None:
        """Return a category by its address, retired or not."""
        return next((each for each in self.categories.values() if each.slug == slug), None)

    def tongues(self, address: Callable[[str], str] | None = None) -> list[Tongue]:
        """Return the languages of the house, each with this page's address in it."""
        address = address or (lambda code: reverse("front", kwargs={"language": code}))
        offered = self.house.languages
        return [
            Tongue(code, Language(code).label, address(code), code == self.language)
            for code in offered
        ]

    @property
    def script(self) -> scripts.Script:
        """The script of the page: only Kazakh is written in others than its own."""
        return scripts.active() if self.language == Language.KAZAKH else scripts.CYRILLIC

    @property
    def tag(self) -> str:
        """The language tag of the page: with its script where it is another than Cyrillic."""
        return self.language if self.script is scripts.CYRILLIC else self.script.tag

    def writings(self, tongues: list[Tongue]) -> list[Writing]:
        """Return the scripts of the house, each with this page's address in it; none is no choice.

        A page in another language has none.
        """
        own = next((tongue.address for tongue in tongues if tongue.is_current), "")
        offered = scripts.offered(self.house)
        if self.language != Language.KAZAKH or not own or len(offered) == 1:
            return []
        return [
            # A name in Cyrillic is plain Kazakh (IANA: the default script is left out); only what
            # search engines are told in pairs says it.
            Writing(
                Language.KAZAKH.value if each is scripts.CYRILLIC else each.tag,
                each.name,
                each.address(own),
                each is self.script,
            )
            for each in offered
        ]

    def alternates(self, tongues: list[Tongue], told: set[str] | None = None) -> list:
        """Return (language tag, address) of every form of this page, as search engines are told.

        `told` are the languages a story is told in; a list exists in all of the house.
        """
        offered = scripts.offered(self.house)
        forms = []
        for tongue in tongues:
            if told is not None and tongue.code not in told:
                continue
            if tongue.code == Language.KAZAKH and len(offered) > 1:
                forms += [(each.tag, each.address(tongue.address)) for each in offered]
            else:
                forms.append((tongue.code, tongue.address))
        if len(forms) < 2:
            return []
        # Whoever has no language of ours is shown the first form: Kazakh as it is written.
        return [*forms, ("x-default", forms[0][1])]

    @property
    def social_links(self) -> list[Link]:
        """The house's pages elsewhere: whatever of the stored list is a name and a web address."""
        links = []
        for each in self.house.social_links if isinstance(self.house.social_links, list) else []:
            if isinstance(each, str):
                name, _space, address = each.strip().rpartition(" ")
            elif isinstance(each, dict):
                name = each.get("name") or each.get("network") or ""
                address = each.get("address") or each.get("url") or ""
            elif isinstance(each, list) and len(each) == 2:
                name, address = each
            else:
                continue
            name, address = str(name).strip(), str(address).strip()
            if address.startswith(("https://", "http://")):
                links.append(Link(name or address.split("/")[2], address))
        return links

    def logo(self, photos: dict[int, pictures.Picture] | None = None) -> pictures.Figure | None:
        """Return the logo, out of the `photos` of a page or, if it has no others, read for it."""
        pk = self.house.logo_id
        picture = (pictures.printable([pk], at=self.at) if photos is None else photos).get(pk)
        return picture and picture.figure(self.language)

    def context(
        self, address: Callable[[str], str] | None = None, *, told: set[str] | None = None
    ) -> dict:
        """Return what base.html prints; `address` gives this page's address in a language."""
        tongues = self.tongues(address)
        return {
            "language": self.language,
            "at": self.at,
            "masthead": self,
            "house": self.house,
            "tongues": tongues,
            "writings": self.writings(tongues),
            "alternates": self.alternates(tongues, told),
            "site_url": settings.SITE_URL,
            "band": self.band if self.band and self.band.is_everywhere else None,
        }


#: What a masthead prints of sections and pages, in the order in which each model has them.
_SHARED = ("id", "name_kk", "name_ru", "name_en", "slug", "order", "is_retired")


def _all(language: str):
    """Write the question for the sections, the pages of the house and the band together."""
    number, blank = BigIntegerField(), Value("")
    categories = Category.objects.values_list(Value(_SECTION), *_SHARED, "parent_id", "colour")
    pages = HousePage.objects.filter(is_retired=False).exclude(slug=IMPRINT)
    pages = pages.exclude(**{f"body_{language}": ""}).values_list(
        Value(_PAGE), *_SHARED, Value(None, output_field=number), blank
    )
    # In the columns of the others: its words, the address and the number of its story.
    band = breaking.on_pages(language).values_list(
        Value(_BAND), "id", "words", blank, blank, "slug", Value(0), "is_everywhere",
        "article_id", blank,
    )  # fmt: skip
    return categories.union(pages, band, all=True)


_SECTION, _PAGE, _BAND = range(3)
_ALL = Written(_all)


def _filed(language: str, at: datetime) -> list[Category | HousePage | breaking.Band]:
    """Read sections, pages of the house and the band in one query, each kind in its order."""
    things, band = [], []
    for is_what, *shared, parent, colour in _ALL.ask({AT: at}, language):
        told = dict(zip(_SHARED, shared, strict=True))
        if is_what == _BAND:
            is_everywhere = bool(told["is_retired"])
            band = [breaking.Band(told["name_kk"], parent, told["slug"] or "", is_everywhere)]
            continue
        kind = HousePage if is_what == _PAGE else Category
        if kind is Category:
            told |= {"parent_id": parent, "colour": colour}
        things.append(kind.from_db(None, _FIELDS[kind], [told[name] for name in _FIELDS[kind]]))
    things.sort(key=lambda each: (each.order, sort_key(each.name_in(language)), each.pk))
    return things + band


def _fields(kind, *more: str) -> list[str]:
    names = {*_SHARED, *more}
    return [f.attname for f in kind._meta.concrete_fields if f.attname in names]


_FIELDS = {Category: _fields(Category, "parent_id", "colour"), HousePage: _fields(HousePage)}
