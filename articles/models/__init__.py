"""The newsroom's nouns."""

from .addresses import OldAddress
from .article import Article, ArticleTag, Contribution, Status, Stopped
from .banners import Banner, BannerDay, Slot
from .beside import BesideChoice
from .breaking import BreakingBand
from .card import SocialCard
from .comment import Comment, Mention
from .decision import Decision, Redaction, Verb
from .demand import Ask, Asker, Demand, DemandAct, Granted, Paper
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
from .front_page import FrontPage, FrontSlot, Place
from .generation import Generation
from .house import House
from .house_page import IMPRINT, HousePage
from .lexicon import Learnt, Word
from .live import LiveEntry, LiveStory
from .notice import Digest, Notice, NoticeChoice, NoticeKind, Submissions
from .people import Agency, Author, Duty
from .planned import DayKind, MarkedDay, PlannedEvent
from .presence import Presence
from .reader_note import Handled, ReaderNote
from .readership import AccessLog, ArticleViews, Popularity
from .shared_preview import Opinion, SharedPreview
from .story import AgeMark, Commercial, CorrectionKind, Genre, Language, Origin, Role, Story
from .tag_words import TagBeginning, TagMerge, TagPhrase, TagsCounted, TagUse
from .taxonomy import Category, Region, Tag, Topic
from .terms import ArticleTerms, EditionTerms
from .versions import KeptText, Version, WhyKept
from .whereabouts import Whereabouts

__all__ = [
    "IMPRINT",
    "AccessLog",
    "AgeMark",
    "Agency",
    "Article",
    "ArticleTag",
    "ArticleTerms",
    "ArticleViews",
    "Ask",
    "Asker",
    "Author",
    "Banner",
    "BannerDay",
    "BesideChoice",
    "BreakingBand",
    "Category",
    "Comment",
    "Commercial",
    "Contribution",
    "CorrectionKind",
    "DayKind",
    "Decision",
    "Demand",
    "DemandAct",
    "Digest",
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
    "FrontPage",
    "FrontSlot",
    "Generation",
    "Genre",
    "Granted",
    "Handled",
    "House",
    "HousePage",
    "KeptText",
    "Language",
    "Learnt",
    "LiveEntry",
    "LiveStory",
    "MarkedDay",
    "Mention",
    "Notice",
    "NoticeChoice",
    "NoticeKind",
    "OldAddress",
    "Opinion",
    "Origin",
    "Paper",
    "Place",
    "PlannedEvent",
    "Popularity",
    "Position",
    "Presence",
    "ReaderNote",
    "Redaction",
    "Region",
    "Role",
    "SharedPreview",
    "Slot",
    "SocialCard",
    "Status",
    "Stopped",
    "Story",
    "Submissions",
    "Tag",
    "TagBeginning",
    "TagMerge",
    "TagPhrase",
    "TagUse",
    "TagsCounted",
    "Topic",
    "Verb",
    "Version",
    "Whereabouts",
    "WhyKept",
    "Word",
]
