"""Questions to the database that Django writes once and that are asked with other values each time.

Writing the SQL of a page's queries takes Django several times as long as answering them takes the
database. A question is written with values that stand for those of a page (`AT`, `ARTICLE` and
the like, which no row has), once for each shape and database, and asked with the page's own.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connections, router
from django.db.models import QuerySet

from .models import Edition

#: What stands for the values of a page while a question is written.
AT = datetime(1111, 11, 11, 11, 11, 11, tzinfo=UTC)
PUBLISHED = datetime(1110, 11, 11, 11, 11, 11, tzinfo=UTC)
SINCE = datetime(1109, 11, 11, 11, 11, 11, tzinfo=UTC)
UNTIL = datetime(1109, 12, 11, 11, 11, 11, tzinfo=UTC)
LANGUAGE = "??language"
EDITION, ARTICLE, FIRST, SECTION = -1101, -1102, -1103, -1104


class Written:
    """A question by its shape: `write(*shape)` gives its queryset, with the values above."""

    def __init__(self, write: Callable[..., QuerySet]):
        self._prepare = lru_cache(maxsize=64)(self._written)
        self._write = write

    def ask(self, values: Mapping[Any, Any], *shape) -> list[tuple]:
        """Return the rows of the question of a shape, asked with `values` in the places of ours."""
        connection = connections[router.db_for_read(Edition)]
        sql, places = self.told(values, *shape)
        with connection.cursor() as cursor:
            cursor.execute(sql, places)
            rows = cursor.fetchall()
        *_question, converters = self._prepare(connection.alias, *shape)
        return [_converted(row, converters, connection) for row in rows] if converters else rows

    def told(self, values: Mapping[Any, Any], *shape) -> tuple[str, list]:
        """Return the question itself and its values, to be part of another."""
        connection = connections[router.db_for_read(Edition)]
        sql, places, _converters = self._prepare(connection.alias, *shape)
        told = {_given(key, connection): _given(value, connection) for key, value in values.items()}
        return sql, [told.get(place, place) for place in places]

    def _written(self, alias: str, *shape):
        compiler = self._write(*shape).query.get_compiler(alias)
        sql, places = compiler.as_sql()
        shown = [expression for expression, _sql, _alias in compiler.select]
        return sql, places, compiler.get_converters(shown[: compiler.col_count])


def _given(value, connection):
    """Return a value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _converted(row, converters, connection) -> tuple:
    cells = list(row)
    for number, (steps, expression) in converters.items():
        for step in steps:
            cells[number] = step(cells[number], expression, connection)
    return tuple(cells)
