"""Which generation of pages is the present one: the database says so itself.

Every table that readers' pages are made of has triggers that give the one row of `Generation` a
new number, in the transaction of the change: whoever reads the new number reads the change too,
and no way of writing (a verb, the admin, an import, a command, SQL by hand) can forget it.

On PostgreSQL the one row is what all writers meet at, so it is taken last: the triggers fire at the
end of the transaction and leave a row of the transaction's own, whose trigger fires when all others
have (foreign keys are looked at then, too, and may wait for a colleague). Each then holds the one
row for the rest of its commit alone, and two never wait for each other in a ring. The number is
drawn, not counted: after a backup was restored or a replica took over, no number means other pages
than it did before.
"""

from django.core import checks
from django.db import connections

from .models import Generation

TABLE = Generation._meta.db_table
#: What readers' pages, lists, feeds and sitemaps are made of. A test holds that each model of ours
#: stands here or among those that readers never see.
SEEN = (
    "media_photocredit", "media_photo", "media_rendition",
    "articles_category", "articles_region", "articles_tag", "articles_topic", "articles_agency",
    "articles_author", "articles_oldaddress", "articles_banner", "articles_besidechoice",
    "articles_breakingband",
    "articles_edition", "articles_editiontext", "articles_editiontag", "articles_editionregion",
    "articles_editiontopic", "articles_editionbyline", "articles_editionphoto",
    "articles_socialcard", "articles_frontpage", "articles_frontslot", "articles_house",
    "articles_housepage", "articles_livestory", "articles_liveentry",
)  # fmt: skip
#: A row of these is on no page when it is new: twenty photos dropped at once make nothing anew.
NEW_IS_UNSEEN = {"media_photocredit", "media_photo"}
PREFIX = "generation_of_"
LAST = f"{PREFIX}{TABLE}_insert"

#: Of PostgreSQL: what a table of readers' pages does, and what the row left by it does last.
#: Tables are named with their schema: a restore has no search path.
FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION articles_note_change() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN
  IF current_setting('newsroom.renewed_in', true) IS DISTINCT FROM txid_current()::text THEN
    INSERT INTO {table} (id, number) VALUES (-txid_current(), 0) ON CONFLICT (id) DO NOTHING;
    PERFORM set_config('newsroom.renewed_in', txid_current()::text, true);
  END IF;
  RETURN NULL;
END $$""",
    """CREATE OR REPLACE FUNCTION articles_new_generation() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM {table} WHERE id = NEW.id;
  INSERT INTO {table} (id, number) VALUES (1, floor(random() * 9007199254740991)::bigint)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
  RETURN NULL;
END $$""",
)
_RENEW = f"INSERT INTO {TABLE} (id, number) VALUES (1, random()) ON CONFLICT (id) DO UPDATE SET number = excluded.number"  # noqa: S608, E501


def _events(table: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE") if table in NEW_IS_UNSEEN else ("INSERT", "UPDATE", "DELETE")


def triggers(vendor: str) -> dict[str, str]:
    """Return the statements that make the triggers, by the triggers' names."""
    made = {}
    for table in SEEN:
        for event in _events(table):
            name = f"{PREFIX}{table}_{event.lower()}"
            if vendor == "postgresql":
                # Saved as it was: nothing to see.
                when = "WHEN (OLD.* IS DISTINCT FROM NEW.*)" if event == "UPDATE" else ""
                made[name] = (
                    f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table}"
                    f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {when}"
                    " EXECUTE FUNCTION articles_note_change()"
                )
            else:
                made[name] = f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {_RENEW}; END"
        if vendor == "postgresql":
            name = f"{PREFIX}{table}_truncate"
            made[name] = (
                f"CREATE TRIGGER {name} AFTER TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION articles_note_change()"
            )
    if vendor == "postgresql":
        made[LAST] = (
            f"CREATE CONSTRAINT TRIGGER {LAST} AFTER INSERT ON {TABLE}"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id < 0)"
            " EXECUTE FUNCTION articles_new_generation()"
        )
    return made


def drop(connection) -> list[str]:
    """Return the statements that take everything away again."""
    if connection.vendor == "postgresql":
        names = ("articles_note_change", "articles_new_generation")
        return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in triggers(connection.vendor)]


def _missing(connection) -> dict[str, str]:
    """Return what should be there and is not, of the tables that exist."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not tables.issuperset({*SEEN, TABLE}):
            return {}
        if connection.vendor == "postgresql":
            # Of the schema that is in use alone: another may hold another newsroom.
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s AND tgenabled <> 'D'"
                " AND tgrelid IN"
                " (SELECT oid FROM pg_class WHERE pg_table_is_visible(oid))",
                [f"{PREFIX}%"],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {row[0] for row in cursor.fetchall()}
    wanted = triggers(connection.vendor)
    return {name: body for name, body in wanted.items() if name not in there}


def guard(using="default", **kwargs):
    """Make the triggers again where they are missing (after every migrate)."""
    connection = connections[using]
    missing = _missing(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT quote_ident(current_schema())")
            table = f"{cursor.fetchone()[0]}.{TABLE}"
            for function in FUNCTIONS:
                cursor.execute(function.format(table=table))
        for name, body in missing.items():
            if connection.vendor == "postgresql":
                # One that is there may have been switched off.
                of = name.removeprefix(PREFIX).rpartition("_")[0]
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {of}")
            cursor.execute(body)


def check_guard(app_configs, databases=None, **kwargs):
    """System check `articles.W003`: nothing seen changes unnoticed (`check --database default`)."""
    return [
        checks.Warning(
            "Pages kept in memory would not notice some changes.",
            hint="Run `manage.py migrate`; it makes the triggers again.",
            id="articles.W003",
        )
        for alias in databases or []
        if _missing(connections[alias])
    ]


def current() -> int:
    """Return the number of the present generation, in one query; 0 before anything was written."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0
