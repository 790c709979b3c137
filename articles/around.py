"""What stands around the words of a story: its tags, topics, people, translations, corrections."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import DateTimeField, F, Q, Value
from django.utils.translation import get_language

from kazakh.alphabet import sort_key

from .models import (
    BesideChoice,
    Commercial,
    CorrectionKind,
    Edition,
    EditionByline,
    EditionTag,
    EditionTopic,
    LiveStory,
    Position,
    Role,
)
from .written import ARTICLE, AT, EDITION, FIRST, LANGUAGE, PUBLISHED, SECTION, Written

#: The kinds of change whose note readers are shown; a corrected comma has none.
TOLD = [CorrectionKind.UPDATE, *sorted(CorrectionKind.public())]


@dataclass(frozen=True)
class Named:
    """A tag, a topic, a person or a translation: its name and its address."""

    pk: int
    name: str
    slug: str
    language: str = ""


@dataclass(frozen=True)
class Note:
    """What readers were told about a change."""

    kind: str
    words: str
    moment: datetime


@dataclass
class Around:
    """Everything that surrounds one story."""

    tags: list[Named] = field(default_factory=list)
    topics: list[Named] = field(default_factory=list)
    people: dict[str, list[Named]] = field(default_factory=dict)
    translations: list[Named] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    #: The stories of the same section that appeared before it and after it.
    older: Named | None = None
    newer: Named | None = None
    #: Since when it is told live, if it is, and when that ended.
    live_since: datetime | None = None
    live_until: datetime | None = None
    #: What an editor decided about the stories beside it.
    pinned: list[int] = field(default_factory=list)
    banned: set[int] = field(default_factory=set)

    @property
    def authors(self) -> list[Named]:
        return self.people.get(Role.AUTHOR, [])

    def told(self, kind: str, words: str, moment: datetime):
        """Add a note, unless the same was said before (a released story says it again)."""
        if words and all((note.kind, note.words) != (kind, words) for note in self.notes):
            self.notes.append(Note(kind, words, moment))

    def file(self):
        """Put tags and topics in the order of their names; people keep the order of the byline."""
        for names in (self.tags, self.topics):
            names.sort(key=lambda each: sort_key(each.name))


def of_edition(edition: Edition, *, at: datetime) -> Around:
    """Read what surrounds an edition, in one query.

    Call it in the language of the page: topics are named in it.
    """
    first = edition.translation_of_id or edition.article_id
    rows = _SURROUNDINGS.ask(
        {
            AT: at,
            EDITION: edition.pk,
            ARTICLE: edition.article_id,
            FIRST: first,
            SECTION: edition.section_id,
            LANGUAGE: edition.language,
            PUBLISHED: edition.published_at,
        },
        f"name_{(get_language() or 'kk')[:2]}",
        edition.section_id is not None,
    )
    around = Around()
    for what, _order, pk, words, more, slug, moment in sorted(rows, key=lambda row: row[:3]):
        match what:
            case "note":
                around.told(slug, words, moment)
            case "tag":
                around.tags.append(Named(pk, words, slug))
            case "topic":
                around.topics.append(Named(pk, more or words, slug))
            case "person":
                around.people.setdefault(more, []).append(Named(pk, words, slug))
            case "translation":
                around.translations.append(Named(pk, words, slug, more))
            case "live":
                around.live_since = moment
            case "over":
                around.live_until = moment
            case "pinned":
                around.pinned.append(pk)
            case "banned":
                around.banned.add(pk)
            case "older":
                around.older = Named(pk, words, slug)
            case "newer":
                around.newer = Named(pk, words, slug)
    around.file()
    return around


def _surroundings(name: str, has_section: bool):
    """Write what surrounds an edition; `name` is the column in which topics are named.

    One shape for all: what, order, id, name, other name, address or language, moment. The arm
    with a real moment stands first: PostgreSQL takes the column's type from there.
    """
    none = Value("")
    never = Value(None, output_field=DateTimeField())
    corrections = Edition.objects.seen(AT).filter(article_id=ARTICLE, correction_kind__in=TOLD)
    chosen = BesideChoice.objects.filter(article=ARTICLE)
    told_live = LiveStory.objects.filter(article=ARTICLE)
    arms = [
        corrections.values_list(
            Value("note"), "number", "pk", "correction_note", none, "correction_kind",
            "visible_from",
        ),
        EditionTag.objects.filter(edition=EDITION).values_list(
            Value("tag"), F("tag_id"), "tag_id", "tag__name", none, "tag__slug", never
        ),
        EditionTopic.objects.filter(edition=EDITION).values_list(
            Value("topic"), F("topic_id"), "topic_id", "topic__name_kk", f"topic__{name}",
            "topic__slug", never,
        ),
        EditionByline.objects.filter(edition=EDITION, is_printed=True).values_list(
            Value("person"), "order", "author_id", "author__name", "role", "author__slug", never
        ),
        _translations(FIRST, ARTICLE, LANGUAGE, at=AT).values_list(
            Value("translation"), F("article_id"), "article_id", "headline", "language", "slug",
            never,
        ),
        told_live.values_list(
            Value("live"), F("article_id"), "article_id", none, none, none, "opened_at"
        ),
        told_live.exclude(closed_at=None).values_list(
            Value("over"), F("article_id"), "article_id", none, none, none, "closed_at"
        ),
        chosen.filter(is_banned=False).values_list(
            Value("pinned"), "pk", "other_id", none, none, none, never
        ),
        chosen.filter(is_banned=True).values_list(
            Value("banned"), "pk", "other_id", none, none, none, never
        ),
        *(_neighbours(never) if has_section else []),
    ]  # fmt: skip
    return arms[0].union(*arms[1:], all=True)


def _neighbours(never) -> list:
    """Write the arms that bring the next story of the section to either side.

    The limits stand in subqueries of their own: SQLite takes none inside a UNION.
    """
    news = Edition.objects.visible(AT).filter(
        language=LANGUAGE, section=SECTION, commercial=Commercial.NONE
    )
    newer = news.filter(published_at__gte=PUBLISHED, published_at__lte=AT).filter(
        Q(published_at__gt=PUBLISHED) | Q(article_id__gt=ARTICLE)
    )
    ends = {
        "older": news.newest_first(at=AT, before=Position(PUBLISHED, ARTICLE)),
        "newer": newer.order_by("published_at", "article_id"),
    }
    return [
        Edition.objects.filter(pk__in=rows.values("pk")[:1]).values_list(
            Value(what), F("article_id"), "article_id", "headline", Value(""), "slug", never
        )
        for what, rows in ends.items()
    ]


_SURROUNDINGS = Written(_surroundings)


def of_article(article, edition: Edition, *, at: datetime) -> Around:
    """Read what surrounds the desk's copy; one that was never saved has nothing around it yet."""
    around = Around()
    if article.pk is None:
        return around
    around.tags = [Named(tag.pk, tag.name, tag.slug) for tag in article.tags.all()]
    around.topics = [Named(t.pk, t.name, t.slug) for t in article.topics.all()]
    around.file()
    for part in article.contributions.select_related("author").order_by("order", "pk"):
        if part.is_printed:
            named = Named(part.author_id, part.author.name, part.author.slug)
            around.people.setdefault(part.role, []).append(named)
    for other in translations(edition, at=at).order_by("article_id"):
        around.translations.append(
            Named(other.article_id, other.headline, other.slug, other.language)
        )
    for seen in article.editions.seen(at).filter(correction_kind__in=TOLD).order_by("number"):
        around.told(seen.correction_kind, seen.correction_note, seen.visible_from)
    if article.correction_kind in TOLD:
        around.told(article.correction_kind, article.correction_note, at)
    if live := LiveStory.objects.filter(article=article).first():
        around.live_since, around.live_until = live.opened_at, live.closed_at
    return around


def translations(edition: Edition, *, at: datetime):
    """Return the visible editions that tell the same story in another language."""
    first = edition.translation_of_id or edition.article_id
    return _translations(first, edition.article_id, edition.language, at=at)


def _translations(first, article, language, *, at):
    return (
        Edition.objects.visible(at)
        .filter(Q(article_id=first) | Q(translation_of_id=first))
        .exclude(article_id=article)
        .exclude(language=language)
    )
