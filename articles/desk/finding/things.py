"""Sections, regions, topics, tags and people by their names, typed on any keyboard."""

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from articles.desk import persons
from articles.models import (
    Agency,
    Author,
    Category,
    Edition,
    EditionByline,
    EditionRegion,
    EditionTag,
    EditionTopic,
    Region,
    Tag,
    Topic,
)
from articles.tags import suggesting
from kazakh import terms

from . import naming

PEOPLE = ("author", "user", "agency")
_NONE = Value("")
_LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Thing:
    """Something with a screen of its own, and perhaps a page for readers."""

    kind: str
    pk: int
    name: str
    slug: str = ""
    above: str = ""
    #: How well its name answers. Of tags that is no matter: nearly every word is one.
    rank: int = naming.HOLDS

    @property
    def model(self):
        return _MODELS[self.kind]

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def address(self) -> str:
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[self.pk])

    @property
    def page(self) -> str:
        """The page for readers, in Kazakh; "" where there is none of the kind."""
        match self.kind:
            case "region" if self.above:
                return reverse(
                    "district", kwargs={"language": "kk", "slug": self.above, "district": self.slug}
                )
            case "category":
                return reverse("section", kwargs={"language": "kk", "slug": self.slug})
            case "region" | "topic" | "author" | "tag":
                return reverse(self.kind, kwargs={"language": "kk", "slug": self.slug})
        return ""


_MODELS = {
    "category": Category, "region": Region, "topic": Topic, "author": Author, "agency": Agency,
    "user": User, "tag": Tag,
}  # fmt: skip


def found(user, readings: list[str], *, most: int) -> list[Thing]:
    """Return the things a person may look at whose names hold every word typed, best first.

    All of them in one query: a house has hundreds, and some thousands of authors and topics.
    """
    ranked = []
    language = (get_language() or "kk")[:2]
    for kind, pk, *names, slug, above in _rows(user):
        names = [name for name in names if name]
        rank = naming.best(readings, [_loosely(name) for name in names])
        if rank is not None:
            ours = dict(zip(_LANGUAGES, names, strict=False)) if kind in _NAMED else {}
            name = ours.get(language) or names[0]
            ranked.append(Thing(kind, pk, name, slug or "", above or "", rank))
    ranked.sort(key=lambda each: (each.rank, len(each.name), each.name))
    return ranked[:most]


_NAMED = ("category", "region", "topic")


def tags(typed: str, *, most: int) -> list[Thing]:
    """Return the tags that begin with what was typed."""
    found = suggesting.beginning(typed, most=most)
    return [Thing("tag", each.tag.pk, each.tag.name, each.tag.slug) for each in found]


def _rows(user) -> list[tuple]:
    parts = []
    for model in (Category, Region, Topic):
        if _may(user, model):
            above = F("parent__slug") if model is Region else _NONE
            parts.append(
                model.objects.filter(is_retired=False).values_list(
                    Value(model._meta.model_name), "pk", "name_kk", "name_ru", "name_en", "slug",
                    above,
                )
            )  # fmt: skip
    for model in (Author, Agency):
        if _may(user, model):
            slug = F("slug") if model is Author else _NONE
            parts.append(
                model.objects.filter(is_retired=False).values_list(
                    Value(model._meta.model_name), "pk", "name", _NONE, _NONE, slug, _NONE
                )
            )
    if _may(user, User):
        people = User.objects.filter(is_active=True, is_staff=True)
        if not user.is_superuser:
            people = people.filter(is_superuser=False)
        parts.append(
            people.values_list(
                Value("user"), "pk", persons.named(), "username", _NONE, _NONE, _NONE
            )
        )
    if not parts:
        return []
    first, *rest = (part.order_by() for part in parts)
    return list(first.union(*rest, all=True))


def _may(user, model) -> bool:
    options = model._meta
    return user.has_perm(f"{options.app_label}.view_{options.model_name}")


@lru_cache(maxsize=20_000)
def _loosely(name: str) -> str:
    return terms.loosely(name)


def with_pages(things: list[Thing]) -> set[tuple[str, int]]:
    """Return which of some things have a page that readers can open now, in one query."""
    now = timezone.now()
    shown = Edition.objects.visible(now)
    row = OuterRef("pk")
    has_page = {
        "category": shown.filter(Q(section=row) | Q(category=row)),
        "region": EditionRegion.objects.visible(now).filter(region=row),
        "topic": EditionTopic.objects.visible(now).filter(topic=row),
        "author": EditionByline.objects.visible(now).filter(author=row, is_printed=True),
        "tag": EditionTag.objects.visible(now).filter(tag=row),
    }
    parts = []
    for kind, rows in has_page.items():
        if ids := [thing.pk for thing in things if thing.kind == kind]:
            some = _MODELS[kind].objects.filter(Exists(rows), pk__in=ids).order_by()
            parts.append(some.values_list(Value(kind), "pk"))
    if not parts:
        return set()
    first, *rest = parts
    return set(first.union(*rest, all=True) if rest else first)
