"""The database's own guard: of one article, at most one edition is visible at any moment.

PostgreSQL holds it with an exclusion constraint, SQLite with two triggers of the same meaning.
Neither can stand in `Meta`: Django would write the constraint on SQLite too, and it drops
triggers silently whenever it remakes a table, so what is missing is made again after every
migrate and a system check looks for it.
"""

from django.core import checks
from django.db import connections

CONSTRAINT = "edition_no_overlap"

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    # Also run where it may stand already: after every migrate.
    f"""DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint
  WHERE conname = '{CONSTRAINT}' AND conrelid = to_regclass('articles_edition')) THEN
  ALTER TABLE articles_edition ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist
    (article_id WITH =, tstzrange(visible_from, visible_until, '[)') WITH &&);
END IF; END $$""",  # noqa: S608
]
POSTGRESQL_BACK = [f"ALTER TABLE articles_edition DROP CONSTRAINT IF EXISTS {CONSTRAINT}"]

_OVERLAP = f"""
WHEN new.visible_until IS NULL OR new.visible_until > new.visible_from
BEGIN
  SELECT RAISE(ABORT, '{CONSTRAINT}') WHERE EXISTS (
    SELECT 1 FROM articles_edition e
    WHERE e.article_id = new.article_id AND e.id IS NOT new.id
      AND (e.visible_until IS NULL
           OR (e.visible_until > e.visible_from AND e.visible_until > new.visible_from))
      AND (new.visible_until IS NULL OR e.visible_from < new.visible_until));
END"""  # noqa: S608
SQLITE = {
    f"{CONSTRAINT}_insert": f"BEFORE INSERT ON articles_edition {_OVERLAP}",
    f"{CONSTRAINT}_update": (
        f"BEFORE UPDATE OF article_id, visible_from, visible_until ON articles_edition {_OVERLAP}"
    ),
}


def guard(using="default", **kwargs):
    """Make the guard again where it is missing (after every migrate)."""
    connection = connections[using]
    if "articles_edition" not in connection.introspection.table_names():
        return
    if is_guarded(connection):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in POSTGRESQL:
                cursor.execute(statement)
        else:
            for name, body in SQLITE.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def is_guarded(connection) -> bool:
    """Tell whether the database holds the guard."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)",
                list(SQLITE),
            )
            return cursor.fetchone()[0] == len(SQLITE)
        cursor.execute(
            "SELECT count(*) FROM pg_constraint"
            " WHERE conname = %s AND conrelid = to_regclass('articles_edition')",
            [CONSTRAINT],
        )
        return cursor.fetchone()[0] == 1


def check_guard(app_configs, databases=None, **kwargs):
    """System check `articles.W001`: the guard is there (run with `check --database default`).

    A warning, because an error would stop the very `migrate` that makes the guard again.
    """
    found = []
    for alias in databases or []:
        connection = connections[alias]
        if "articles_edition" not in connection.introspection.table_names():
            continue
        if not is_guarded(connection):
            found.append(
                checks.Warning(
                    "Nothing in the database keeps two editions of one article apart.",
                    hint="Run `manage.py migrate`; it makes the guard again.",
                    id="articles.W001",
                )
            )
    return found
