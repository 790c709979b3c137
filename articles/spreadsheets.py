"""Tables as files that Excel opens, CSV and XLSX, in which no text is ever a formula.

A headline is written by somebody else, and `=HYPERLINK(…)` or `+cmd|…` in a cell of a CSV is run by
Excel when a bookkeeper opens it. In XLSX a cell says itself that it is text. In CSV nothing can
say so: a text that could begin a formula gets an apostrophe before it, and every text stands in
quotation marks, so that no other separator cuts a cell out of its middle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from xlsxwriter import Workbook

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What Excel of a Kazakh or a Russian computer parts columns by: the comma parts decimals there.
SEPARATOR = ";"
#: Excel reads UTF-8 as such behind this mark alone.
BOM = "\ufeff"
#: What begins a formula in some spreadsheet, in either width; a tab or a return is dropped by some
#: on the way in, and what stands behind it comes to the front.
_BEGIN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−")
_APOSTROPHE = "'"
#: The longest name of a sheet, what none may hold, and what no cell may exceed.
_NAME, _NOT_IN_NAME, _CELL = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " ")), 32_767
_NARROW, _WIDE = 10, 60

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """A table: what its columns are called, its rows, and the row of sums below them."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()

    def lines(self) -> Iterable[Sequence[Cell]]:
        """Yield the rows, the sums last."""
        yield from self.rows
        if self.total:
            yield self.total


def harmless(text: str) -> str:
    """Return a text for a cell of a CSV: with an apostrophe before what could begin a formula."""
    text = text.replace("\0", "")
    return _APOSTROPHE + text if text.lstrip(" \xa0\ufeff").startswith(_BEGIN) else text


def as_csv(sheet: Sheet) -> bytes:
    """Write a table for Excel of a Kazakh or a Russian computer: «;» between, decimal comma."""
    file = StringIO(newline="")
    file.write(BOM)
    # Numbers stand without quotation marks: every text is in them.
    for line in [sheet.columns, *sheet.lines()]:
        file.write(SEPARATOR.join(map(_written, line)) + "\r\n")
    return file.getvalue().encode("utf-8", "replace")


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, int):
        return str(cell)
    return '"' + harmless(cell or "").replace('"', '""') + '"'


def as_xlsx(sheet: Sheet) -> bytes:
    """Write a table as a workbook of one sheet: texts are texts, numbers numbers, days days."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    page = book.add_worksheet(sheet.name.translate(_NOT_IN_NAME).strip()[:_NAME] or None)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    forms = {
        int: book.add_format({"num_format": "#,##0"}),
        Decimal: book.add_format({"num_format": "#,##0.00#"}),
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
    }
    for number, name in enumerate(sheet.columns):
        page.write_string(0, number, name, bold)
    widths = [_NARROW] * len(sheet.columns)
    for row, line in enumerate(sheet.lines(), start=1):
        for number, cell in enumerate(line):
            _put(page, row, number, cell, forms)
            if isinstance(cell, str):
                widths[number] = max(widths[number], min(len(cell) + 2, _WIDE))
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    page.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _put(page, row: int, number: int, cell: Cell, forms):
    # Never `write()`, which makes a formula or a link of a text that looks like one.
    if isinstance(cell, date):
        page.write_datetime(row, number, cell, forms[date])
    elif isinstance(cell, Decimal):
        page.write_number(row, number, cell, forms[Decimal])
    elif isinstance(cell, int):
        page.write_number(row, number, cell, forms[int])
    elif cell:
        page.write_string(row, number, cell[:_CELL])
