"""Adding to counters that several processes add to: what is missing is made, nothing is lost.

`bulk_create(update_conflicts=True)` can put a new value in the place of the old one, not add to
it; reading first and writing then loses what another process wrote in between. `INSERT … ON
CONFLICT DO UPDATE` adds inside the database, in words that SQLite and PostgreSQL share.
"""

from django.db import connection

#: What most counters do with what is added to them.
SUM = "{old} + {new}"
#: Rows in one statement: far below what either database takes.
PORTION = 500


def add(model, rows: list[dict], *, by: tuple[str, ...], merged: dict[str, str]):
    """Add rows (values by column) to a table that is unique `by` some of their columns.

    `merged` says in SQL what becomes of an `{old}` value and a `{new}` one; other columns keep
    the new. Rows are written in the order of their keys: two processes never wait for each other
    in a ring.
    """
    rows = sorted(rows, key=lambda row: [row[name] for name in by])
    quote, table = connection.ops.quote_name, connection.ops.quote_name(model._meta.db_table)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        names = list(portion[0])
        columns = {name: quote(fields[name].column) for name in names}
        changes = [
            f"{column} = "
            + merged.get(name, "{new}").format(old=f"{table}.{column}", new=f"excluded.{column}")
            for name, column in columns.items()
            if name not in by
        ]
        one = f"({', '.join(['%s'] * len(names))})"
        # Names of our own tables and columns; every value is a parameter.
        sql = (
            f"INSERT INTO {table} ({', '.join(columns.values())})"  # noqa: S608
            f" VALUES {', '.join([one] * len(portion))}"
            f" ON CONFLICT ({', '.join(columns[name] for name in by)})"
            f" DO UPDATE SET {', '.join(changes)}"
        )
        values = [
            fields[name].get_db_prep_save(row[name], connection)
            for row in portion
            for name in names
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
