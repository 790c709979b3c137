"""The demo newsroom: an invented agency, its people and its stories, as plain data."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"<(?:p|h2|h3|ul|ol|li|blockquote|table|figure)\b")

OWN_AGENCY = "Дала-Ақпарат"
WRITER_WITHOUT_USER = "tilshi"
USUAL_EDITOR = "redaktor"
SEASON_IS_OVER_AFTER = 9


@dataclass(frozen=True, kw_only=True)
class Story:
    """One story; `day` counts from today and `state` says how far it has come."""

    key: str
    headline: str
    category: str
    tags: list[str]
    day: int
    time: str
    lead: str = ""
    body: str = ""
    language: str = "kk"
    translation_of: str = ""
    region: str = ""
    further_regions: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    translators: list[str] = field(default_factory=list)
    agency: str = OWN_AGENCY
    source_name: str = ""
    source_url: str = ""
    genre: str = "news"
    commercial: str = ""
    photo: str = ""
    photo_caption: str = ""
    dateline: str = ""
    owner: str
    editor: str
    state: str = "published"
    reason: str = ""
    correction_kind: str = ""
    correction_note: str = ""
    corrected_after: int = 0
    corrected_headline: str = ""
    corrected_body: str = ""
    #: Of a story that was told live: {after (minutes), headline, text, important}.
    entries: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The whole newsroom; everything but the stories is as house.toml has it."""

    house: dict[str, Any]
    pages: list[dict[str, Any]]
    tags: dict[str, list[str]]
    categories: list[dict[str, Any]]
    agencies: list[dict[str, Any]]
    users: list[dict[str, Any]]
    events: list[dict[str, Any]]
    authors: list[dict[str, Any]]
    topics: list[dict[str, Any]]
    credits: list[dict[str, Any]]
    photos: list[dict[str, Any]]
    stories: list[Story]


def read(today: date | None = None) -> Demo:
    """Read the newsroom as it looks on a day; originals stand before their translations."""
    today = today or date.today()
    house = _load(FOLDER / "house.toml")
    users = {author["slug"]: author.get("user", "") for author in house["authors"]}
    stories = [
        _story(raw, users, today)
        for path in sorted((FOLDER / "stories").glob("*.toml"))
        for raw in _load(path)["stories"]
    ]
    for page in house["pages"]:
        page |= {name: canonical(page[name]) for name in page if name.startswith("body_")}
    stories.sort(key=lambda story: (bool(story.translation_of), story.day, story.time))
    return Demo(**house, stories=stories)


def canonical(text: str) -> str:
    """A line is a paragraph unless it opens with a block tag; nothing stands between blocks."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(line if BLOCK.match(line) else f"<p>{line}</p>" for line in lines if line)


def day_of_season(month_and_day: str, *, years_ago: int, today: date) -> int:
    """Place a story of a season on its last date that is well past: harvest stays in autumn."""
    month, day = (int(part) for part in month_and_day.split("-"))
    latest = date(today.year, month, day)
    if latest > today - timedelta(days=SEASON_IS_OVER_AFTER):
        latest = date(today.year - 1, month, day)
    return (latest.replace(year=latest.year - years_ago) - today).days


def _load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _story(raw: dict[str, Any], users: dict[str, str], today: date) -> Story:
    told = dict(raw)
    if "each_year" in told:
        told["day"] = day_of_season(
            told.pop("each_year"), years_ago=told.pop("years_ago", 0), today=today
        )
    for name in ("body", "corrected_body"):
        if name in told:
            told[name] = canonical(told[name])
    writers = [users[slug] for slug in told.get("authors", []) if users[slug]]
    owner = told.setdefault("owner", writers[0] if writers else WRITER_WITHOUT_USER)
    told.setdefault("editor", _second_reader(owner, alone=told.get("state") == "published_alone"))
    return Story(**told)


def _second_reader(owner: str, *, alone: bool) -> str:
    """Nobody approves what nobody else has read, but for an editor on duty."""
    if alone:
        return owner
    return "redaktor2" if owner == USUAL_EDITOR else USUAL_EDITOR
