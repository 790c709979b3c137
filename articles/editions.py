"""Making editions: the copy that an approval takes, and the intervals that follow one another.

Called by `workflow.py` alone, inside its transactions.
"""

from datetime import datetime

from django.db.models import F, Q

from . import characters, markup, search
from .models import (
    Article,
    Edition,
    EditionByline,
    EditionPhoto,
    EditionRegion,
    EditionTag,
    EditionTerms,
    EditionText,
    EditionTopic,
    Ended,
    LiveEntry,
)
from .models.story import STORY_FIELDS

ROWS = (EditionTag, EditionRegion, EditionTopic, EditionByline, EditionPhoto, EditionTerms)
_OF_ITS_OWN = {"id", "edition", "language", "article", "published_at"}


def number_after(article: Article) -> int:
    """Return the number of the article's next edition."""
    last = Edition.objects.filter(article=article).order_by("-number").values_list("number")[:1]
    return (last[0][0] if last else 0) + 1


def from_article(article: Article, **when) -> Edition:
    """Copy the working copy into a new edition with its text and its places in the lists.

    `when` gives what the copy cannot know: number, visible_from, visible_until, ended_as,
    published_at, updated_at, approved_by, correction_kind, correction_note.
    """
    category, region = article.category, article.region
    words = markup.plain(article.body)
    edition = Edition(
        article=article,
        slug=article.slug,
        section=category and category.top,
        oblast=region and region.top,
        words=len(f"{article.lead} {words}".split()),
        characters=characters.count(article.headline, article.lead, words),
        **{name: getattr(article, name) for name in STORY_FIELDS},
        **when,
    )
    regions = ([region] if region else []) + list(article.further_regions.all())
    places = {place.pk for each in regions for place in (each, each.top)}
    photos = ([article.photo_id] if article.photo_id else []) + markup.photo_ids(article.body)
    # Its live entries stay with a story that is told anew.
    entries = LiveEntry.objects.filter(article=article).exclude(photo=None)
    photos += entries.order_by("pk").values_list("photo_id", flat=True)
    # Of a tag that was merged while the story was written, the one it became.
    tags = [tag.merged_into or tag for tag in article.tags.select_related("merged_into")]
    tags, parts = list(dict.fromkeys(tags)), _parts(article)
    terms = search.of_edition(
        edition,
        plain=words,
        tags=[tag.name for tag in tags],
        people=[part["author"].name for part in parts if part["is_printed"]],
        places=places,
    )
    edition.gist = search.gist_of(terms, [tag.pk for tag in tags])
    edition.save(force_insert=True)
    EditionText.objects.create(edition=edition, body=article.body, plain=words)
    _list(edition, EditionTag, [{"tag": tag} for tag in tags])
    _list(edition, EditionTopic, [{"topic": topic} for topic in article.topics.all()])
    _list(edition, EditionRegion, [{"region_id": pk} for pk in sorted(places)])
    _list(edition, EditionPhoto, [{"photo_id": pk} for pk in dict.fromkeys(photos)])
    _list(edition, EditionByline, parts)
    _list(edition, EditionTerms, [{"terms": terms, "made_by": search.MADE_BY}])
    return edition


def print_too(article: Article, photo, *, at: datetime):
    """Note that what readers have, or will have, of a story prints this photo too."""
    open_still = article.editions.filter(Q(visible_until=None) | Q(visible_until__gt=at))
    for edition in open_still.exclude(edition_photos__photo=photo):
        _list(edition, EditionPhoto, [{"photo_id": photo.pk}])


def _parts(article: Article) -> list[dict]:
    own = ("author", "role", "share", "is_printed", "order")
    parts = article.contributions.select_related("author").order_by("order", "pk")
    return [{name: getattr(part, name) for name in own} for part in parts]


def again(edition: Edition, **when) -> Edition:
    """Copy an edition into a new one of the same words: what `release` opens again."""
    text, old = edition.text, edition.pk
    fields = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if field.name != "id"
    }
    copy = Edition.objects.create(**{**fields, **when})
    EditionText.objects.create(edition=copy, body=text.body, html=text.html, plain=text.plain)
    for model in ROWS:
        own = [f.attname for f in model._meta.concrete_fields if f.name not in _OF_ITS_OWN]
        _list(copy, model, list(model.objects.filter(edition_id=old).order_by("pk").values(*own)))
    return copy


def _list(edition, model, rows):
    model.objects.bulk_create(
        model(
            edition=edition,
            article_id=edition.article_id,
            language=edition.language,
            published_at=edition.published_at,
            **row,
        )
        for row in rows
    )


def close(edition: Edition, *, at: datetime, ended_as: Ended):
    """Close an edition's interval; at its own beginning, the interval is empty."""
    edition.visible_until = max(at, edition.visible_from)
    edition.ended_as = ended_as
    edition.save(update_fields=["visible_until", "ended_as"])


def kept_back(article: Article, held_at: datetime) -> list[Edition]:
    """Return what a hold keeps from readers, by moment; of two, what was approved later stands."""
    kept = []
    for edition in article.editions.filter(ended_as=Ended.HELD).order_by("number"):
        if edition.is_withdrawn or edition.visible_until == held_at:
            kept = [e for e in kept if e.visible_from < edition.visible_from] + [edition]
    return kept


def withdraw_held(article: Article, *, ended_as: Ended):
    """Say of what a hold kept from appearing how it ended, so that no later release opens it."""
    article.editions.filter(ended_as=Ended.HELD, visible_until=F("visible_from")).update(
        ended_as=ended_as
    )


def ahead(article: Article, now: datetime) -> list[Edition]:
    """Return what is scheduled after `now`, soonest first."""
    return list(article.editions.scheduled(now))


def withdraw_from(article: Article, moment: datetime, *, now: datetime):
    """Withdraw what is scheduled for `moment` or later: a text approved for it overtakes those."""
    for later in ahead(article, now):
        if later.visible_from >= moment:
            close(later, at=later.visible_from, ended_as=Ended.WITHDRAWN)


def live(article: Article, now: datetime) -> Edition | None:
    """Return the edition readers see at `now`."""
    return article.editions.visible(now).first()


def retime(article: Article, now: datetime, *, opening: datetime | None = None):
    """Give every edition that has not ended its right end: its successor's start, or its expiry.

    The ends are those that nobody decided about; `opening` is the start of an edition about to
    be made. Whatever follows early gives its end to its predecessor.
    """
    chain = [
        edition
        for edition in article.editions.exclude(visible_until=F("visible_from")).order_by(
            "visible_from", "number"
        )
        if edition.visible_until is None or edition.visible_until > now
    ]
    starts = [edition.visible_from for edition in chain[1:]] + [opening]
    for edition, successor in zip(chain, starts, strict=False):
        until, ended_as = edition.expires_at, Ended.EXPIRED if edition.expires_at else Ended.NO
        if successor is not None and (until is None or successor < until):
            until, ended_as = successor, Ended.SUPERSEDED
        if (edition.visible_until, edition.ended_as) != (until, ended_as):
            edition.visible_until, edition.ended_as = until, ended_as
            edition.save(update_fields=["visible_until", "ended_as"])
