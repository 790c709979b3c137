"""Several short lists of one table in two questions: which rows stand in which, then the rows.

The home of the desk is made of a dozen such lists.
"""

from django.db.models import CharField, QuerySet, Value


def at_once(rows: QuerySet, length: int, **lists: QuerySet) -> dict[str, list]:
    """Return the first `length` rows of each list, as `rows` reads them, in the list's order.

    Takes querysets of one model, each ordered by columns of its own that are not empty.
    """
    parts = [
        # A list that ends stands in a query of its own: SQLite joins no lists that end.
        rows.model.objects.filter(pk__in=listed.values("pk")[:length])
        .order_by()
        .values_list(Value(name, output_field=CharField()), "pk")
        for name, listed in lists.items()
    ]
    standing = [*parts[0].union(*parts[1:], all=True)]
    found = rows.in_bulk({pk for _name, pk in standing})
    return {
        name: _ordered(
            [found[pk] for kind, pk in standing if kind == name and pk in found],
            listed.query.order_by,
        )
        for name, listed in lists.items()
    }


def _ordered(rows: list, columns) -> list:
    # From the last column to the first: sorting keeps the order of equals.
    for column in reversed(columns):
        name = column.lstrip("-")
        rows.sort(key=lambda row, name=name: getattr(row, name), reverse=column.startswith("-"))
    return rows
