"""The rows that migrations made, filled in again after a test that emptied the tables.

Django reads them row by row from JSON, and on PostgreSQL truncates every table: most of a second
for each test. Here a copy of the rows lies beside each table, and only tables with rows are
emptied.
"""

from django.apps import apps
from django.db import connections, transaction


class Contents:
    """What one database holds before the first test."""

    def __init__(self, connection):
        self._alias = connection.alias
        quote = connection.ops.quote_name
        self._copies = []
        with connection.cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                fields = model._meta.local_concrete_fields
                if not model._meta.managed or not fields or model._meta.proxy:
                    continue
                table = quote(model._meta.db_table)
                columns = ", ".join(quote(each.column) for each in fields if not each.generated)
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                if cursor.fetchone():
                    copy = quote(f"kept_{model._meta.db_table}")
                    cursor.execute(f"CREATE TABLE {copy} AS SELECT {columns} FROM {table}")
                    self._copies.append((table, columns, copy))

    def restore(self, _serialized: str = ""):
        """Fill the tables in as they were; the order is free, keys are checked at the end."""
        with transaction.atomic(self._alias), connections[self._alias].cursor() as cursor:
            for table, _columns, _copy in self._copies:
                cursor.execute(f"DELETE FROM {table}")
            for table, columns, copy in self._copies:
                cursor.execute(f"INSERT INTO {table} ({columns}) SELECT * FROM {copy}")


def deletions(style, tables, *, reset_sequences=False, allow_cascade=False) -> list[str]:
    """Return what empties tables on PostgreSQL, where a table with few rows is deleted from.

    In one statement, so that keys between them are checked when all are empty.
    """
    each = "".join(
        f'IF EXISTS (SELECT 1 FROM "{table}") THEN DELETE FROM "{table}"; END IF; '
        for table in tables
    )
    return [f"DO $$ BEGIN SET CONSTRAINTS ALL DEFERRED; {each} END $$"]


def remember():
    """Keep what every database holds, and let Django fill in from there."""
    for connection in connections.all():
        kept = Contents(connection)
        creation = type(connection.creation)
        creation.deserialize_db_from_string = lambda _self, data, kept=kept: kept.restore(data)
        if connection.vendor == "postgresql":
            operations = type(connection.ops)
            operations.sql_flush = lambda _self, *given, **how: deletions(*given, **how)
