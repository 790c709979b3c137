"""Translating a story: a draft that begins as the original's text, and following it afterwards."""

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import originals, workflow, writing
from .models import (
    Article,
    ArticleTag,
    Contribution,
    Decision,
    Edition,
    Language,
    Origin,
    Region,
    Role,
    Status,
    Stopped,
    Tag,
    Topic,
    Verb,
)
from .models.article import OF_USE
from .models.story import Byline
from .refusals import NotAllowed, Refused

#: What a translation begins with. The words stand there to be worked over; the rest holds for
#: the story in any language.
COPIED = (
    "headline", "lead", "body", "dateline", "agency", "source_name", "source_url", "genre",
    "commercial", "category", "region", "photo", "photo_caption", "age_mark", "urgency",
    "expires_at",
)  # fmt: skip


def may_translate(user, article: Article) -> bool:
    """Tell whether a person may begin a translation of a story: who may write, and may see it.

    What readers have, everybody may translate; whose desk's copy is not theirs to see gets the
    words that readers have.
    """
    return (
        user.has_perm("articles.add_article")
        and (workflow.may_see(user, article) or article.editions.visible().exists())
        and not any(_is_done_with(each) for each in (article, originals.first(article)))
    )


def translate(article: Article, *, into: Language, by) -> tuple[Article, bool]:
    """Begin a story's translation into a language, or return the one that is there.

    Returns it and whether it is new. Made from `article`, which may be a translation itself, and
    bound to the first original.
    """
    if not may_translate(by, article):
        raise NotAllowed(_("This story is not yours to translate, or is no longer to be told."))
    original = originals.first(article)
    try:
        with transaction.atomic():
            # Of two people at once the second waits here, and finds what the first has begun.
            hold_still(original)
            if begun := _begun(original, into):
                return begun, False
            if into not in originals.languages_left(article):
                raise Refused(
                    _("Choose a language of the house in which the story is not told yet."),
                    field="into",
                )
            return _begin(article, original, into=into, by=by), True
    except IntegrityError:
        # A form by hand named the same original in the same breath.
        if begun := _begun(original, into):
            return begun, False
        raise


def _is_done_with(article) -> bool:
    return article.status == Status.SPIKED or article.stopped == Stopped.KILLED


def _begun(original, into) -> Article | None:
    return originals.translations(original).filter(language=into).first()


def _begin(source, original, *, into, by) -> Article:
    source, now = Article.objects.get(pk=source.pk), timezone.now()
    words = source if workflow.may_see(by, source) else source.editions.visible().get()
    follows = source.follows if source.translation_of_id else originals.last_edition(original)
    if words is not source and not source.translation_of_id:
        follows = words.number
    article = Article(
        language=into,
        translation_of=original,
        follows=follows,
        # A press release stays one in any language; our own words become a translation.
        origin=Origin.TRANSLATION if source.origin == Origin.OWN else source.origin,
        embargoed_until=originals.embargo(source),
        owner=by,
        version=1,
        created_at=now,
        modified_at=now,
        **{name: _told(words, name) for name in COPIED},
    )
    writing.prepare(article)
    article.slug = article.make_slug()
    article.save(force_insert=True)
    parts = _of_article(source) if words is source else _of_edition(words)
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=tag) for tag in parts.tags
    )
    article.further_regions.set(parts.further_regions)
    article.topics.set(parts.topics)
    Contribution.objects.bulk_create(_bylines(parts.bylines, article, by))
    version = writing.finish(article, by=by)
    # The record says where the words came from, whatever is linked later.
    version.content["made_from"] = {
        "story": source.pk,
        "version": source.version,
        "edition": originals.last_edition(source),
    }
    version.save(update_fields=["content"])
    return article


def _told(words: Article | Edition, name: str):
    """Return a field of the desk's copy, or of what readers have."""
    if name == "body" and isinstance(words, Edition):
        return words.text.body
    return getattr(words, name)


class _Parts(NamedTuple):
    """What a story has beside its words."""

    tags: list[Tag]
    further_regions: list[Region]
    topics: list[Topic]
    bylines: list[Byline]


def _of_article(article: Article) -> _Parts:
    return _Parts(
        list(article.tags.order_by("pk")),
        list(article.further_regions.all()),
        list(article.topics.all()),
        list(article.contributions.order_by("order", "pk")),
    )


def _of_edition(edition: Edition) -> _Parts:
    """Return the parts that readers have; what the desk has changed since is not among them."""
    own = (edition.region_id, edition.oblast_id)
    places = {row.region for row in edition.edition_regions.select_related("region")}
    # An oblast stands there for each of its districts, too.
    above = {place.parent_id for place in places}
    return _Parts(
        [row.tag for row in edition.edition_tags.select_related("tag").order_by("tag")],
        [place for place in places if place.pk not in own and place.pk not in above],
        [row.topic for row in edition.edition_topics.select_related("topic")],
        list(edition.edition_bylines.order_by("order", "pk")),
    )


def _bylines(printed, article, by):
    """Return who wrote and photographed the original, and who translates it."""
    order = 0
    for part in printed:
        if part.role in (Role.AUTHOR, Role.PHOTOGRAPHER):
            yield Contribution(
                article=article, author_id=part.author_id, role=part.role, share=part.share,
                is_printed=part.is_printed, order=order,
            )  # fmt: skip
            order += 1
    if hasattr(by, "author"):
        yield Contribution(article=article, author=by.author, role=Role.TRANSLATOR, order=order)


def hold_still(*stories: Article):
    """Keep stories from being bound anew until the transaction ends (SQLite has one writer).

    In the order of their ids, so that two people who bind the same stories do not wait in a ring.
    """
    ids = [story.pk for story in stories if story.pk is not None]
    list(
        Article.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").only("pk")
    )


def bind(article: Article):
    """Hold the rules of translations for a story about to be saved, and note what it follows.

    Runs inside the transaction of the save, before anything is written. Raises `Refused` where
    somebody bound one of the stories since the form was looked at.
    """
    before = Article.objects.filter(pk=article.pk).values("translation_of", "language").first()
    now = {"translation_of": article.translation_of_id, "language": article.language}
    if before == now or (before is None and article.translation_of is None):
        return
    hold_still(article, *([article.translation_of] if article.translation_of else []))
    if article.translation_of is not None:
        article.translation_of = Article.objects.get(pk=article.translation_of_id)
    if faults := originals.faults(article):
        raise Refused(more=faults)
    if article.translation_of is None:
        article.follows = None
    elif before is None or before["translation_of"] != article.translation_of_id:
        article.follows = originals.last_edition(article.translation_of)


def check(article: Article, *, edition: int, by):
    """Note that somebody held a translation against an edition of its original.

    Neither a save nor a verb: nobody who is writing is overtaken by it. `edition` is the one that
    the person was shown; a newer one that came meanwhile is still to be looked at.
    """
    if not workflow.may_write(by, article):
        raise NotAllowed(_("This story no longer takes changes from you."))
    original = article.translation_of
    if original is None or not original.editions.filter(number=edition).exists():
        raise Refused(_("The original has no such edition; look at it again."))
    with transaction.atomic():
        moved = Article.objects.filter(
            OF_USE, pk=article.pk, translation_of=original, follows__lt=edition
        ).update(follows=edition)
        if moved:
            Decision.objects.create(
                article=article,
                verb=Verb.CHECK,
                by=by,
                details={"original": original.pk, "edition": edition},
            )
    article.refresh_from_db(fields=["follows"])
