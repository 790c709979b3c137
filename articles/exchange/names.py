"""What lines name: looked up once, remembered, made where new. A region is never made."""

import re

from django.db import IntegrityError, transaction

from articles.models import Agency, Author, Category, Region, Tag, Topic
from kazakh.alphabet import fold, legible
from kazakh.slugs import slug as kazakh_slug
from media.models import Licence, PhotoCredit

from .told import Named
from .values import BadLine

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
#: Tags remembered before the memory is cleared: an archive has tens of thousands.
MANY_TAGS = 100_000


class Names:
    """The names of one run. With `make` off, what is new is returned unsaved, without a key."""

    def __init__(self, *, make: bool = True):
        self.make = make
        self._categories = _Shelf(Category, "category")
        self._topics = _Shelf(Topic, "topic")
        self._authors = _Shelf(Author, "author", "name")
        self._agencies = _Shelf(Agency, "", "name")
        self._regions = None
        self._tags = {}

    def category(self, told: Named | None) -> Category | None:
        """Return the category of a name or slug; a new one goes below its parent's top."""
        if told is None:
            return None
        if (found := self._categories.find(told)) is not None:
            return found
        fields = _more(told, "name_ru", "name_en", "colour", "order", "related_days")
        if not _COLOUR.fullmatch(fields.get("colour", "")):
            fields.pop("colour", None)
        if told.parent is not None:
            parent = self.category(told.parent)
            fields["parent"] = parent.parent or parent
        return self._categories.add(told, self.make, name_kk=told.name, **fields)

    def topic(self, told: Named) -> Topic:
        """Return the topic of a name or slug."""
        if (found := self._topics.find(told)) is not None:
            return found
        more = [f"{word}_{language}" for word in ("name", "description") for language in LANGUAGES]
        return self._topics.add(told, self.make, **{"name_kk": told.name, **_more(told, *more)})

    def author(self, told: Named) -> Author:
        """Return the author of a slug, else of a name."""
        if (found := self._authors.find(told)) is not None:
            return found
        return self._authors.add(told, self.make, name=told.name, **_more(told, "biography"))

    def agency(self, told: Named | None) -> Agency | None:
        """Return the agency of a name."""
        if told is None:
            return None
        if (found := self._agencies.find(told)) is not None:
            return found
        return self._agencies.add(told, self.make, name=told.name, **_more(told, "link"))

    def region(self, told: str) -> Region | None:
        """Return the region of a code, a slug or “oblast/district” slugs; raise BadLine."""
        if not told:
            return None
        if self._regions is None:
            self._regions = {}
            for region in Region.objects.select_related("parent"):
                whole = f"{region.parent.slug}/{region.slug}" if region.parent else region.slug
                self._regions[region.code.lower()] = self._regions[whole] = region
                if region.parent:
                    # A district's own slug is enough where no other region has it.
                    known = self._regions.get(region.slug)
                    self._regions.setdefault(region.slug, region)
                    if known is not None and known.parent:
                        self._regions[region.slug] = None
        key = told.lower().strip("/")
        if key not in self._regions:
            raise BadLine(f"unknown region “{told[:60]}”")
        if self._regions[key] is None:
            raise BadLine(f"several regions are called “{told}”: write oblast/district")
        return self._regions[key]

    def tags(self, told: list[Named]) -> list[Tag]:
        """Return the tags of these names in their order, each once."""
        if len(self._tags) > MANY_TAGS:
            self._tags.clear()
        new = {}
        for each in told:
            if (key := Tag.key(each.name)) and key not in self._tags:
                new.setdefault(key, each)
        if new:
            self._learn_tags(new)
        found = [self._tags.get(Tag.key(each.name)) for each in told]
        return list({tag.folded: tag for tag in found if tag is not None}.values())

    def _learn_tags(self, new):
        known = Tag.objects.filter(folded__in=new).select_related("merged_into")
        self._tags |= {tag.folded: tag.merged_into or tag for tag in known}
        for key, told in new.items():
            if key in self._tags:
                continue
            if not self.make:
                self._tags[key] = Tag(name=told.name, folded=key)
            elif told.slug and not Tag.objects.filter(slug=told.slug).exists():
                self._tags[key] = Tag.objects.create(name=told.name, slug=told.slug)
            elif tags := Tag.called([told.name]):
                self._tags[key] = tags[0]

    def credit(self, told: dict) -> PhotoCredit | None:
        """Return the credit that a photo came with, one of a ready line by its line."""
        if not told:
            return None
        told = {name: legible(said) for name, said in told.items()}
        source, photographer = told.get("source", ""), told.get("photographer", "")
        line = told.get("line_kk", "")
        if not (source or photographer or line):
            return None
        keys = [PhotoCredit.key(photographer=photographer, source=source, line=line)]
        if set(told) == {"source"}:
            # One word: a ready line, or a person we know.
            keys += [PhotoCredit.key(line=source), PhotoCredit.key(line=f"Сурет: {source}")]
            keys += [PhotoCredit.key(photographer=source)]
        known = {credit.folded: credit for credit in PhotoCredit.objects.filter(folded__in=keys)}
        for key in keys:
            if key in known:
                return known[key]
        if told.get("licence") not in Licence.values:
            told = {name: said for name, said in told.items() if name != "licence"}
        credit = PhotoCredit(**told)
        if self.make:
            credit.save()
        return credit


LANGUAGES = ("kk", "ru", "en")


class _Shelf:
    """All rows of a short table, by slug and by folded name."""

    def __init__(self, model, plain: str, *names: str):
        self.model, self.plain = model, plain
        self.names = names or tuple(f"name_{language}" for language in LANGUAGES)
        self.by_slug = self.by_name = None

    def find(self, told: Named):
        """Return the row of a slug or a name, None if there is none."""
        if self.by_name is None:
            self.by_slug, self.by_name = {}, {}
            rows = self.model.objects.order_by("pk")
            for row in rows.select_related("parent") if self.model is Category else rows:
                self._keep(row)
        if told.slug and self.plain:
            return self.by_slug.get(told.slug)
        return (
            self.by_slug.get(told.name)
            or self.by_name.get(fold(told.name))
            # Renamed here since, but not its address.
            or self.by_slug.get(kazakh_slug(told.name))
        )

    def add(self, told: Named, make: bool, **fields):
        """Make a row and return it; unsaved where `make` is off."""
        if self.plain:
            base = told.slug or kazakh_slug(told.name) or self.plain
            fields["slug"], number = base, 1
            while fields["slug"] in self.by_slug:
                number += 1
                fields["slug"] = f"{base[:76]}-{number}"
        row = self.model(**fields)
        if make:
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError:
                # Somebody at the desk made it a moment ago.
                self.by_name = None
                if (found := self.find(told)) is None:
                    raise
                return found
        self._keep(row)
        return row

    def _keep(self, row):
        if self.plain:
            self.by_slug[row.slug] = row
        for name in self.names:
            if key := fold(getattr(row, name)):
                self.by_name.setdefault(key, row)


def _more(told: Named, *names) -> dict:
    return {name: told.more[name] for name in names if told.more.get(name) not in (None, "")}
