"""Tables in a body: made rectangles, since each editor mends a ragged one in its own way."""


def square(rows, *, new_cell):
    """Give every row of a table (a list of cells with `attributes`) the same width.

    Spans that reach over another cell or past the last row are shortened; rows that are too
    short get empty cells. A table whose spans claim much more than it holds loses them.
    """
    cells = [cell for row in rows for cell in row]
    enough = 20 * len(cells) + 2000
    if sum(_span(cell, "colspan") * _span(cell, "rowspan") for cell in cells) > enough:
        for cell in cells:
            cell.attributes.clear()
    taken, widths = set(), [0] * len(rows)
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            width, height = 1, min(_span(cell, "rowspan"), len(rows) - top)
            while width < _span(cell, "colspan") and (top, left + width) not in taken:
                width += 1
            spans = {"colspan": width, "rowspan": height}
            cell.attributes = {name: str(size) for name, size in spans.items() if size > 1}
            for below in range(top, top + height):
                widths[below] += width
                taken.update((below, left + beside) for beside in range(width))
    widest = max(widths, default=0)
    if widest * len(rows) <= enough:
        for row, width in zip(rows, widths, strict=True):
            row += [new_cell() for _missing in range(widest - width)]


def _span(cell, name) -> int:
    return int(cell.attributes.get(name, 1))
