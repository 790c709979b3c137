"""The newsroom's nouns."""

from .addresses import OldAddress
from .article import Article, ArticleTag, Contribution, Status, Stopped
from .decision import Decision, Redaction, Verb
from .edition import (
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionText,
    EditionTopic,
    Ended,
    Position,
)
from .house import House
from .people import Agency, Author, Duty
from .story import AgeMark, Commercial, CorrectionKind, Genre, Language, Origin, Role, Story
from .taxonomy import Category, Region, Tag, Topic
from .versions import KeptText, Version, WhyKept

__all__ = [
    "AgeMark",
    "Agency",
    "Article",
    "ArticleTag",
    "Author",
    "Category",
    "Commercial",
    "Contribution",
    "CorrectionKind",
    "Decision",
    "Duty",
    "Edition",
    "EditionByline",
    "EditionPhoto",
    "EditionRegion",
    "EditionTag",
    "EditionText",
    "EditionTopic",
    "Ended",
    "Genre",
    "House",
    "KeptText",
    "Language",
    "OldAddress",
    "Origin",
    "Position",
    "Redaction",
    "Region",
    "Role",
    "Status",
    "Stopped",
    "Story",
    "Tag",
    "Topic",
    "Verb",
    "Version",
    "WhyKept",
]
