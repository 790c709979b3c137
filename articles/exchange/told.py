"""What one line of an import says of a story, checked without a look at the database."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import AgeMark, Commercial, Genre, Language, Origin, Role

from . import values
from .values import BadLine

MAX_BODY = 4 * 1024 * 1024

#: Further texts of what a line names, and how long they may be.
_MORE = {"name_ru": 200, "name_en": 200, "colour": 7, "biography": 4000}
_MORE |= {f"description_{language}": 4000 for language in Language.values}
_PHOTO_TEXTS = {
    "caption": 2000,
    "headline": 300,
    "keywords": 4000,
    "taken_where": 200,
    "copyright_notice": 500,
    "usage_terms": 4000,
    "instructions": 4000,
    "licensor": 200,
}
_CREDIT_TEXTS = ("photographer", "source", "line_kk", "line_ru", "line_en", "licence")


@dataclass(frozen=True)
class Named:
    """Something a line names: by one word that is a name or a slug, or by both and more."""

    name: str
    slug: str = ""
    more: dict = field(default_factory=dict, compare=False)
    parent: "Named | None" = None


@dataclass(frozen=True)
class Part:
    """A person's part in the story."""

    author: Named
    role: str
    share: int
    is_printed: bool


@dataclass(frozen=True)
class PhotoTold:
    """A photo as a line tells of it: where it lies, who made it, the rest by its field names."""

    file: str = ""
    url: str = ""
    ref: str = ""
    credit: dict = field(default_factory=dict)
    more: dict = field(default_factory=dict)
    #: Whether the line says all there is: nothing is then filled in from the file.
    is_described: bool = False


@dataclass(frozen=True)
class Told:
    """A whole line. `fields` are Article's plain ones; the others are names to be looked up."""

    id: str
    published_at: datetime
    fields: dict
    slug: str
    category: Named | None
    region: str
    further_regions: list[str]
    tags: list[Named]
    topics: list[Named]
    agency: Named | None
    parts: list[Part]
    photo: PhotoTold | None
    photos: list[PhotoTold]
    translation_of: str
    paths: list[str]
    warnings: list[str]


def read(raw: bytes) -> Told:
    """Return what the bytes of a line say; raise BadLine."""
    try:
        line = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 (byte {error.start + 1})") from error
    except RecursionError as error:
        raise BadLine("nested too deeply") from error
    except ValueError as error:
        raise BadLine(f"not JSON: {str(error)[:100]}") from error
    if not isinstance(line, dict):
        raise BadLine("not an object: a line looks like {…}")
    return _Reader(line, []).story()


class _Reader:
    """Reads one object key by key; what can be left out is left out with a warning."""

    def __init__(self, said: dict, warnings: list):
        self.said, self.warnings = said, warnings

    # --- The story ------------------------------------------------------------------------

    def story(self) -> Told:
        identity = values.identity(self.said.get("id"), "id")
        headline = self.text("headline", "title", limit=300)
        published_at = self.moment("published_at", "date")
        embargo, expires = self.moment("embargoed_until"), self.moment("expires_at")
        for is_missing, what in (
            (not identity, "no id"),
            (not headline, "no headline"),
            (published_at is None, "no published_at"),
        ):
            if is_missing:
                raise BadLine(what)
        if embargo and embargo > published_at:
            raise BadLine("embargoed_until is later than published_at")
        if expires and expires <= published_at:
            raise BadLine("expires_at is not later than published_at")
        source = self.said.get("source")
        source = self.inside(source if isinstance(source, dict) else {"name": source})
        return Told(
            id=identity,
            published_at=published_at,
            fields={
                "language": self.choice("language", "lang", among=Language),
                "headline": headline,
                "lead": self.text("lead", limit=2000, is_long=True),
                "body": self.text("body", limit=MAX_BODY, is_long=True),
                "dateline": self.text("dateline", limit=120),
                "source_name": source.text("name", limit=200),
                "source_url": self.link("source_url") or source.link("url", "link"),
                "origin": self.choice("origin", among=Origin),
                "genre": self.choice("genre", among=Genre),
                "commercial": self.choice("commercial", among=Commercial),
                "photo_caption": self.text("photo_caption", limit=500),
                "age_mark": self.age_mark(),
                "urgency": self.number("urgency", least=1, most=9, default=5),
                "embargoed_until": embargo,
                "expires_at": expires,
            },
            slug=values.slug(self.get("slug"), "slug", limit=120),
            category=self.named(self.get("category"), "category"),
            region=self.text("region", limit=160),
            further_regions=[
                values.text(each, "further_regions", limit=160)
                for each in self.several("further_regions")
            ],
            tags=self.all_named("tags", limit=100),
            topics=self.all_named("topics", limit=200),
            agency=self.named(self.get("agency"), "agency", limit=120),
            parts=self.parts(),
            photo=self.photo(self.get("photo"), "photo"),
            photos=[
                photo
                for each in self.several("photos")
                if (photo := self.photo(each, "photos")) is not None
            ],
            translation_of=values.identity(self.said.get("translation_of"), "translation_of"),
            paths=self.paths(),
            warnings=self.warnings,
        )

    def parts(self) -> list[Part]:
        parts = []
        for each in self.several("bylines"):
            told = self.inside(each)
            if (author := self.named(each, "bylines", limit=160)) is not None:
                parts.append(
                    Part(
                        author,
                        role=told.choice("role", among=Role),
                        share=told.number("share", least=0, most=100, default=100),
                        is_printed=told.said.get("printed", True) is not False,
                    )
                )
        return parts

    def paths(self) -> list[str]:
        paths = []
        for each in self.several("url"):
            try:
                paths.append(values.path(each, "url"))
            except BadLine as error:
                self.warnings.append(f"{error}; it was left out")
        return list(dict.fromkeys(paths))

    def age_mark(self) -> int:
        value = self.get("age_mark")
        if isinstance(value, str):
            value = {label: mark for mark, label in AgeMark.choices}.get(value, value)
        if value is None:
            return AgeMark.NONE.value
        if isinstance(value, bool) or value not in AgeMark.values:
            raise BadLine(f"age_mark is none of: {', '.join(AgeMark.labels)}")
        return int(value)

    # --- Names and photos -----------------------------------------------------------------

    def named(self, value, key, *, limit=200) -> Named | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            name = values.text(value, key, limit=limit)
            return Named(name) if name else None
        told = self.inside(value)
        name = told.text("name", "name_kk", limit=limit)
        slug = values.slug(value.get("slug"), f"{key}'s slug")
        if not name and not slug:
            raise BadLine(f"{key} has no name")
        more = {
            each: said
            for each, length in _MORE.items()
            if (said := told.text(each, limit=length, is_long=length > 200))
        }
        more |= {
            each: told.number(each, least=0, most=30000, default=0)
            for each in ("order", "related_days")
            if each in value
        }
        more["link"] = told.link("link")
        return Named(name or slug, slug, more, self.named(value.get("parent"), f"{key}'s parent"))

    def all_named(self, key, *, limit) -> list[Named]:
        found = [self.named(each, key, limit=limit) for each in self.several(key)]
        return [each for each in found if each is not None]

    def photo(self, value, key) -> PhotoTold | None:
        if value is None:
            return None
        if isinstance(value, str):
            value = {"url" if value.startswith(("http://", "https://")) else "file": value}
        try:
            if not isinstance(value, dict):
                raise BadLine("it is neither a text nor an object")
            return self.inside(value).whole_photo()
        except BadLine as error:
            self.warnings.append(f"{key}: {error}; the story goes without it")
            return None

    def whole_photo(self) -> PhotoTold:
        focal = self.said.get("focal") or [self.said.get("focal_x"), self.said.get("focal_y")]
        more = {}
        if isinstance(focal, list) and len(focal) == 2:
            for name, point in zip(("focal_x", "focal_y"), focal, strict=True):
                if isinstance(point, int | float) and 0 <= point <= 1:
                    more[name] = float(point)
        more |= {
            name: self.text(name, limit=limit, is_long=limit > 500)
            for name, limit in _PHOTO_TEXTS.items()
        }
        more["alt_text"] = self.text("alt", "alt_text", limit=1000)
        more |= {name: self.link(name) for name in ("rights_url", "licensor_url")}
        more |= {name: self.moment(name) for name in ("taken_at", "rights_until")}
        if isinstance(self.said.get("is_synthetic"), bool):
            more["is_synthetic"] = self.said["is_synthetic"]
        return PhotoTold(
            file=self.text("file", limit=1000),
            url=self.link("url", limit=2000),
            ref=values.identity(self.said.get("ref"), "ref"),
            credit=self.credit(),
            is_described=self.said.get("is_described") is True,
            more={name: said for name, said in more.items() if said not in ("", None)},
        )

    def credit(self) -> dict:
        value = self.get("credit")
        if isinstance(value, str):
            value = {"source": values.named_after(value)}
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise BadLine("its credit is neither a text nor an object")
        told = self.inside(value)
        said = {name: told.text(name, limit=200) for name in _CREDIT_TEXTS}
        said["terms"] = told.text("terms", limit=4000, is_long=True)
        said["link"] = told.link("link")
        said = {name: text for name, text in said.items() if text}
        return said if said.keys() & {"photographer", "source", "line_kk"} else {}

    # --- Single values --------------------------------------------------------------------

    def inside(self, value) -> "_Reader":
        """Return a reader of an object inside this one."""
        return _Reader(value if isinstance(value, dict) else {}, self.warnings)

    def get(self, *keys):
        """Return what the first of these keys says that says something."""
        for key in keys:
            if (value := self.said.get(key)) not in (None, ""):
                return value
        return None

    def several(self, key) -> list:
        value = self.get(key)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def text(self, *keys, limit, is_long=False) -> str:
        return values.text(self.get(*keys), keys[0], limit=limit, is_long=is_long)

    def moment(self, *keys) -> datetime | None:
        value = self.get(*keys)
        return None if value is None else values.moment(value, keys[0])

    def number(self, key, *, least, most, default) -> int:
        value = self.get(key)
        return default if value is None else values.whole_number(value, key, least=least, most=most)

    def choice(self, *keys, among) -> str:
        value = self.get(*keys)
        if value is None:
            return next(iter(among)).value
        if value not in among.values:
            raise BadLine(f"{keys[0]} is none of: {', '.join(among.values)}")
        return value

    def link(self, *keys, limit=500) -> str:
        try:
            return values.web_address(self.get(*keys), keys[0], limit=limit)
        except BadLine as error:
            self.warnings.append(f"{error}; it was left out")
            return ""
