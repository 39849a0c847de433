"""Rows of a web page's tables: one line a row, or, where a table only lays out the page, its cells' lines.

Cells are parted by tabs. An empty cell, and a place that a cell beside or above it spans, is empty, so that
the columns of a table line up in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from summarymine.readers.lines import Line, join

_CELL_LINES = 4  # a cell with more lines or characters than these is a column of the page, not of a table
_CELL_CHARS = 200
_COLUMNS = 200  # spans reach no further, so that a row costs no more than its cells and these
_ROWS = 1_000


@dataclass(slots=True)
class Row:
    """A row that is being read: where its lines go, its cells by column, whether a table stands in one."""

    outer: list[Line]
    region: int = 0
    cells: dict[int, list[Line]] = field(default_factory=dict)
    column: int = 0
    spans: dict[int, int] = field(default_factory=dict)
    nested: bool = False


@dataclass(slots=True)
class Table:
    """A table that is being read. ``spans`` says for how many more rows a cell above covers a column.

    >>> table = Table(Row([]))
    >>> table.add_cell([Line("产值")], 1, 2)
    >>> table.add_cell([Line("完成")], 1, 1)
    >>> [line.text for line in table.end_row()]
    ['产值\\t完成']
    >>> table.row = Row([])
    >>> for text in ("35亿元", "8%"):
    ...     table.add_cell([Line(text)], 1, 1)
    >>> [line.text for line in table.end_row()]
    ['\\t35亿元\\t8%']
    """

    row: Row | None = None
    in_cell: bool = False
    spans: dict[int, int] = field(default_factory=dict)

    def add_cell(self, lines: list[Line], columns: int, rows: int) -> None:
        """Puts a finished cell into the first column that no cell above covers."""
        if (row := self.row) is None:
            return
        while self.spans.get(row.column, 0) > 0:
            row.column += 1
        row.cells[row.column] = lines
        columns = min(columns, max(_COLUMNS - row.column, 1))
        if rows > 1 and row.column < _COLUMNS:
            row.spans.update(dict.fromkeys(range(row.column, row.column + columns), rows - 1))
        row.column += columns

    def end_row(self) -> list[Line]:
        """The lines of the row, which is no longer read."""
        row, self.row = self.row, None
        if row is None:
            return []
        left = {column: rows - 1 for column, rows in self.spans.items() if rows > 1}
        self.spans = left | row.spans
        return _row_lines(row)


def span(written: str) -> int:
    """The value of a ``colspan`` or ``rowspan``, 1 where it makes no sense.

    >>> span("3"), span(""), span("0"), span("99999999")
    (3, 1, 1, 1)
    """
    number = int(written) if written.isdecimal() and len(written) < 6 else 1
    return min(max(number, 1), _ROWS)


def _row_lines(row: Row) -> list[Line]:
    lines = [line for cell in row.cells.values() for line in cell]
    filled = [cell for cell in row.cells.values() if cell]
    tabular = (
        len(filled) > 1
        and not row.nested
        and all(line.region == row.region for line in lines)
        and all(len(cell) <= _CELL_LINES and sum(len(line.text) for line in cell) <= _CELL_CHARS for cell in filled)
    )
    if not tabular:
        return lines
    texts = {column: join([line.text for line in cell]) for column, cell in row.cells.items() if cell}
    cells = tuple(texts.get(column, "") for column in range(max(texts) + 1))
    return [Line("\t".join(cells), sum(line.linked for line in lines), row.region, 0, cells)]
