"""The newsroom's nouns."""

from .addresses import OldAddress
from .article import Article, ArticleTag, Contribution, Status, Stopped
from .banners import Banner, BannerDay, Slot
from .card import SocialCard
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
from .lexicon import Learnt, Word
from .people import Agency, Author, Duty
from .readership import AccessLog, ArticleViews, Popularity
from .story import AgeMark, Commercial, CorrectionKind, Genre, Language, Origin, Role, Story
from .taxonomy import Category, Region, Tag, Topic
from .terms import ArticleTerms, EditionTerms
from .versions import KeptText, Version, WhyKept

__all__ = [
    "AccessLog",
    "AgeMark",
    "Agency",
    "Article",
    "ArticleTag",
    "ArticleTerms",
    "ArticleViews",
    "Author",
    "Banner",
    "BannerDay",
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
    "EditionTerms",
    "EditionText",
    "EditionTopic",
    "Ended",
    "Genre",
    "House",
    "KeptText",
    "Language",
    "Learnt",
    "OldAddress",
    "Origin",
    "Popularity",
    "Position",
    "Redaction",
    "Region",
    "Role",
    "Slot",
    "SocialCard",
    "Status",
    "Stopped",
    "Story",
    "Tag",
    "Topic",
    "Verb",
    "Version",
    "WhyKept",
    "Word",
]
