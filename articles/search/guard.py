"""SQLite's index of terms: FTS5 tables that triggers keep equal to the tables of terms.

The FTS tables hold no text of their own (contentless): a row is taken out by giving back the
terms it was made of, which the table of terms has. A row's number is what answers are ordered by:
the second of publication and the edition's id in one, newest last, so that nothing is sorted;
at the desk it is the story's id. Django drops triggers silently whenever it remakes a table, so
they are made again after every migrate, and a system check looks for them.
"""

from django.core import checks
from django.db import connections

#: Bits of a row's number that hold the edition's id: a thousand million editions.
ID_BITS = 30
EDITIONS, ARTICLES = "articles_search", "articles_desk_search"

_OF_EDITION = (
    f"(CAST(strftime('%s', {{row}}.published_at) AS INTEGER) << {ID_BITS}) | {{row}}.edition_id"
)
#: The FTS table: the table of terms it follows, the number of a row, what changes the number.
_FOLLOWS = {
    EDITIONS: ("articles_editionterms", _OF_EDITION),
    ARTICLES: ("articles_articleterms", "{row}.article_id"),
}

TABLES = [
    # `ascii` takes every letter beyond ASCII as it is: the terms were folded by us already.
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(terms, content='', columnsize=0,"
    " tokenize=\"ascii tokenchars '_~^@:'\")"
    for name in _FOLLOWS
]
TABLES_BACK = [f"DROP TABLE IF EXISTS {name}" for name in _FOLLOWS]


def _triggers() -> dict[str, str]:
    triggers = {}
    for name, (followed, number) in _FOLLOWS.items():
        new, old = number.format(row="new"), number.format(row="old")
        put = f"INSERT INTO {name}(rowid, terms) SELECT {new}, new.terms WHERE new.terms NOT NULL;"
        take = (
            f"INSERT INTO {name}({name}, rowid, terms)"
            f" SELECT 'delete', {old}, old.terms WHERE old.terms NOT NULL;"
        )
        for when, what in {"INSERT": put, "DELETE": take, "UPDATE": take + put}.items():
            triggers[f"{name}_{when.lower()}"] = f"AFTER {when} ON {followed} BEGIN {what} END"
    return triggers


TRIGGERS = _triggers()


def guard(using="default", **kwargs):
    """Make the triggers again where they are missing (after every migrate)."""
    connection = connections[using]
    if connection.vendor == "sqlite" and not is_guarded(connection):
        with connection.cursor() as cursor:
            for name, body in TRIGGERS.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def is_guarded(connection) -> bool:
    """Tell whether the index follows its tables, as far as these exist yet."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
        names = {row[0] for row in cursor.fetchall()}
    return EDITIONS not in names or names >= TRIGGERS.keys()


def check_guard(app_configs, databases=None, **kwargs):
    """System check `articles.W002`: the index follows (run with `check --database default`)."""
    return [
        checks.Warning(
            "New stories do not enter the index of words.",
            hint="Run `manage.py migrate`, then `manage.py index_search --all`.",
            id="articles.W002",
        )
        for alias in databases or []
        if not is_guarded(connections[alias])
    ]
