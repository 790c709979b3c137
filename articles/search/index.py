"""Keeping terms: of every edition when it is made, of every story when it is saved."""

from collections.abc import Iterable

from articles.models import (
    Article,
    ArticleTerms,
    Edition,
    EditionByline,
    EditionRegion,
    EditionTag,
    EditionTerms,
    EditionText,
)

from . import gist
from .terms import MADE_BY, Terms, of_article, of_edition


def put_article(article: Article):
    """Keep the terms of the desk's copy, in one query beside those that read it."""
    put_articles([article])


def put_articles(articles: Iterable[Article]):
    """Keep the terms of many working copies."""
    ArticleTerms.objects.bulk_create(
        [
            ArticleTerms(article=article, terms=of_article(article), made_by=MADE_BY)
            for article in articles
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["terms", "made_by"],
    )


def put_editions(editions: Iterable[Edition]):
    """Make the terms and gists of editions again, from what stands in them and their rows now."""
    editions = list(editions)
    ids = [edition.pk for edition in editions]
    plain = dict(EditionText.objects.filter(edition__in=ids).values_list("edition", "plain"))
    tags = _by_edition(EditionTag, ids, "tag__name")
    tagged = _by_edition(EditionTag, ids, "tag")
    people = _by_edition(EditionByline.objects.filter(is_printed=True), ids, "author__name")
    places = _by_edition(EditionRegion, ids, "region")
    made = [
        of_edition(
            edition,
            plain=plain.get(edition.pk, ""),
            tags=tags.get(edition.pk, ()),
            people=people.get(edition.pk, ()),
            places=places.get(edition.pk, ()),
        )
        for edition in editions
    ]
    for edition, terms in zip(editions, made, strict=True):
        edition.gist = gist.of(terms, tagged.get(edition.pk, ()))
    Edition.objects.bulk_update(editions, ["gist"])
    EditionTerms.objects.bulk_create(
        [row(edition, terms) for edition, terms in zip(editions, made, strict=True)],
        update_conflicts=True,
        unique_fields=["edition"],
        update_fields=["terms", "made_by"],
    )


def row(edition: Edition, terms: Terms) -> EditionTerms:
    """Return the row that keeps an edition's terms, not yet saved."""
    return EditionTerms(
        edition=edition,
        language=edition.language,
        article_id=edition.article_id,
        published_at=edition.published_at,
        terms=terms,
        made_by=MADE_BY,
    )


def _by_edition(rows, ids, name) -> dict[int, list]:
    rows = getattr(rows, "objects", rows).filter(edition__in=ids).order_by("pk")
    found: dict[int, list] = {}
    for edition, value in rows.values_list("edition", name):
        found.setdefault(edition, []).append(value)
    return found
