"""What search finds stories by: the terms of a text, matched by the database and made by us.

PostgreSQL keeps them as a tsvector under a GIN index; SQLite keeps their text and an FTS5 table
beside it (`articles/search/guard.py`). The terms are the same, so the answers are.
"""

from typing import Protocol

from django.db import models

from .article import Article
from .edition import EditionRow


class Written(Protocol):
    """Terms in the writing of either database."""

    def for_postgresql(self) -> str: ...

    def for_sqlite(self) -> str: ...


class TermsField(models.Field):
    """Terms as the database searches them: write what is `Written`, read what is stored."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value, connection, prepared=False):
        # A text is one that was stored: an edition that opens again takes over its terms.
        if value is None or isinstance(value, str):
            return value
        return value.for_postgresql() if connection.vendor == "postgresql" else value.for_sqlite()


class EditionTerms(EditionRow):
    """What readers find an edition by; only the index of terms leads to its rows."""

    terms = TermsField(null=True)
    # Which maker of terms made these: `manage.py index_search` makes those of older ones again.
    made_by = models.PositiveSmallIntegerField(default=0)

    class Meta(EditionRow.Meta):
        default_related_name = "edition_terms"
        constraints = [models.UniqueConstraint(fields=["edition"], name="editionterms_once")]
        indexes = [models.Index(fields=["made_by"], name="editionterms_made_by")]


class ArticleTerms(models.Model):
    """What the desk finds a story by: the words of its working copy."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="terms"
    )
    terms = TermsField(null=True)
    made_by = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["made_by"], name="articleterms_made_by")]

    def __str__(self):
        return str(self.article_id)
