"""What stands around every page for readers: the house, its sections, its languages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .models import Category, House, Language


@dataclass(frozen=True)
class Tongue:
    """One of the languages a page is offered in."""

    code: str
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
        self.categories = {
            each.pk: each for each in Category.objects.order_by("order", *Category.by_name(), "pk")
        }
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

    def context(self, address: Callable[[str], str] | None = None) -> dict:
        """Return what base.html prints."""
        return {
            "language": self.language,
            "at": self.at,
            "masthead": self,
            "house": self.house,
            "tongues": self.tongues(address),
            "site_url": settings.SITE_URL,
        }
