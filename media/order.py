"""Lists of names in the Kazakh order: one rule for both databases.

PostgreSQL compares by ICU's collation for Kazakh, SQLite by the key of `kazakh.order`, which was
made from that collation. A tag carries its key in a column of its own: there may be 100,000.
"""

from django.db.models import Func, OrderBy, TextField
from django.db.models.functions import Collate

from kazakh import order

COLLATION = "kk-x-icu"
_KEY = "kazakh_key"
_QUOTES = order.QUOTES.replace("'", "''")


class Filed(Func):
    """A name as it is filed: in the Kazakh order, without its quotation marks."""

    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function=_KEY, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = f"(translate(%(expressions)s, '{_QUOTES}', '') COLLATE \"{COLLATION}\")"
        return self.as_sql(compiler, connection, template=template, **context)


class Plain(Collate):
    """A text letter by letter as it is stored: what parts two names filed alike."""

    def __init__(self, expression):
        super().__init__(expression, "C")

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="%(expressions)s COLLATE BINARY", **context
        )


def kazakh_order(name) -> list[OrderBy]:
    """Return what to order by for names in the Kazakh order; rows without a name come first."""
    return [OrderBy(kind(name), nulls_first=True) for kind in (Filed, Plain)]


def teach(connection, **signal):
    """Give a new SQLite connection the function that files a name."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(_KEY, 1, _key, deterministic=True)


def _key(name):
    return None if name is None else order.key(str(name))
