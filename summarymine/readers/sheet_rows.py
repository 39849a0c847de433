"""The rows of a sheet as lines: what is hidden is left out, merged cells and headings over several rows are resolved.

A table in a text is one heading line over its rows. A sheet spreads a heading over merged cells and several rows
(2019年 over 完成 and 增长), and writes what holds for several rows once, in a merged cell; here every column
gets its whole heading, and every row of figures its labels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.errors import ReadError
from summarymine.readers.limits import MAX_TEXT
from summarymine.readers.lines import join
from summarymine.readers.sheet_values import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_ROWS = 1_048_576
"""Rows of a sheet, as in Excel."""

MAX_COLUMNS = 16_384
"""Columns of a sheet, as in Excel."""

MAX_CELLS = 1_000_000
"""Filled cells of a workbook: a sheet of indicators has hundreds, a ledger thousands."""

_LABEL = 30  # what a table's cell has at most, see `summarymine.pipes.table_grid`
_HEADING = 24
_HEADING_ROWS = 4
_NO_HEADING = regex.compile(r"[：:；。]")


class Range(NamedTuple):
    """Merged cells, counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Budget:
    """How much of a workbook may still be read.

    >>> Budget(cells=0).take("税收")
    Traceback (most recent call last):
    summarymine.errors.ReadError: 表格超过 1,000,000 个单元格，请拆分或删去不需要的数据 / more than 1,000,000 cells; split the workbook or remove what is not needed
    """

    cells: int = MAX_CELLS
    characters: int = MAX_TEXT

    def take(self, text: str = "") -> None:
        """Counts one more cell. Raises ReadError where the workbook has too many, or too long ones."""
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0:
            zh, en = f"表格超过 {MAX_CELLS:,} 个单元格", f"more than {MAX_CELLS:,} cells"
            raise ReadError(f"{zh}，请拆分或删去不需要的数据 / {en}; split the workbook or remove what is not needed")
        if self.characters < 0:
            raise too_long()


@dataclass(slots=True)
class Sheet:
    """A sheet that is being read: its texts by row and column, counted from 0.

    >>> sheet = Sheet("指标", Budget())
    >>> sheet.put(1_048_575, 16_383, "税收")
    >>> sheet.cells
    {1048575: {16383: '税收'}}
    """

    name: str
    budget: Budget
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, text: str) -> None:
        """Writes a cell, unless it is empty. Raises ReadError for a place outside a sheet, and for too many."""
        if not text:
            return
        if not (0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS):
            raise ReadError("表格损坏，单元格位置无效 / damaged, a cell stands outside the sheet")
        self.budget.take(text)
        self.cells.setdefault(row, {})[column] = text

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Notes merged cells."""
        if top <= bottom and left <= right and (top, left) != (bottom, right):
            self.merged.append(Range(top, left, bottom, right))


def too_long() -> ReadError:
    """The error for a workbook whose text is too long."""
    zh, en = f"文字超过 {MAX_TEXT:,} 字", f"more than {MAX_TEXT:,} characters"
    return ReadError(f"{zh}，请拆分后再读 / {en}; split the workbook")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its texts by column, and the merged cells that reach into it: which, and what they say."""

    texts: Mapping[int, str]
    reached: Mapping[int, tuple[Range, str]]

    def at(self, column: int) -> str:
        """What holds for a column, in a merged cell too."""
        return self.texts.get(column, "") or (self.reached[column][1] if column in self.reached else "")

    def area(self, column: int) -> Range | None:
        """The merged cell that a column stands in."""
        return self.reached[column][0] if column in self.reached else None


def lines_of_sheet(sheet: Sheet) -> list[str]:
    r"""The lines of a sheet: cells parted by tabs, empty rows and columns left out.

    >>> sheet = Sheet("指标", Budget())
    >>> for row, texts in enumerate((("指标", "工业总产值", ""), ("", "完成", "增长"), ("望榆园区", "35", "8"))):
    ...     for column, text in enumerate(texts):
    ...         sheet.put(row, column, text)
    >>> sheet.merge(0, 0, 1, 0)
    >>> sheet.merge(0, 1, 0, 2)
    >>> lines_of_sheet(sheet)
    ['指标\t工业总产值完成\t工业总产值增长', '望榆园区\t35\t8']

    Raises ReadError where they are too long.
    """
    numbers = sorted(sheet.cells.keys() - sheet.hidden_rows)
    columns = sorted({column for row in numbers for column in sheet.cells[row]} - sheet.hidden_columns)
    lines: list[str] = []
    left = MAX_TEXT
    for found in _resolved(_rows(sheet, numbers, columns), columns):
        # Alone it is a caption or a note, wherever it stands.
        texts = found if len(found) > 1 else dict(zip(columns, found.values(), strict=False))
        last = max(texts, default=-1)
        # Counted before it is made: a cell far to the right costs a tab for every column before it.
        left -= sum(map(len, texts.values())) + bisect_left(columns, last) + 1
        if left < 0:
            raise too_long()
        if texts:
            lines.append("\t".join(texts.get(column, "") for column in columns[: bisect_right(columns, last)]))
    return lines


def _rows(sheet: Sheet, numbers: Sequence[int], columns: Sequence[int]) -> list[_Row]:
    texts = {row: {c: t for c, t in sheet.cells[row].items() if c not in sheet.hidden_columns} for row in numbers}
    reached: dict[int, dict[int, tuple[Range, str]]] = {row: {} for row in numbers}
    for area in sheet.merged:
        text = sheet.cells.get(area.top, {}).get(area.left, "")
        if not text:
            continue
        high = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        wide = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
        for row in high:
            for column in wide:
                sheet.budget.take()
                reached[row][column] = (area, text)
        if high and wide:  # its first cell may be hidden
            texts[high[0]][wide[0]] = text
    return [_Row(texts[row], reached[row]) for row in numbers]


def _resolved(rows: Sequence[_Row], columns: Sequence[int]) -> Iterator[Mapping[int, str]]:
    """The texts of the rows by column, headings over several rows as one."""
    i = 0
    while i < len(rows):
        row, height = rows[i], 1
        while height < _HEADING_ROWS and i + height < len(rows):
            folded = _folded(row, rows[i + height], columns, first=height == 1)
            if folded is None:
                break
            row, height = folded, height + 1
        yield row.texts if height > 1 else _labelled(row)
        i += height


def _labelled(row: _Row) -> Mapping[int, str]:
    """The texts of a row; in a row of figures, labels fill the merged cells they stand in."""
    if not any(map(is_figure, row.texts.values())):
        return row.texts
    labels = {c: text for c, (_, text) in row.reached.items() if len(text) <= _LABEL and not is_figure(text)}
    return labels | dict(row.texts)


def _folded(above: _Row, below: _Row, columns: Sequence[int], *, first: bool) -> _Row | None:
    """Two rows as one, where the one above is a heading whose parts stand below; None where it is not.

    Every heading that has parts must have two: 指标 over 税收 is a heading over a row. Where cells are not merged,
    a heading reaches over the columns to its right that say nothing.
    """
    if not all(map(_may_head, below.texts.values())) or (first and not all(map(_may_head, above.texts.values()))):
        return None
    if len(above.texts) < 2:
        return None
    texts: dict[int, str] = {}
    reached: dict[int, tuple[Range, str]] = {}
    parts: Counter[int] = Counter()
    heading, at = "", -1  # the heading that goes on to the right, and where it began
    for column in columns:
        top, bottom, area = above.at(column), below.at(column), above.area(column)
        if area is not None and area == below.area(column):
            bottom = ""  # it reaches down
        if not bottom:
            heading = ""
            if top:
                texts[column] = top
            if area is not None:
                reached[column] = (area, top)
            continue
        if top and (area is None or at < area.left):
            heading, at = top, column
        elif not top and not heading:
            return None
        parts[at] += 1
        texts[column] = join([heading, bottom])
        if (part := below.area(column)) is not None:
            reached[column] = (part, texts[column])
    return _Row(texts, reached) if parts and min(parts.values()) > 1 else None


def _may_head(text: str) -> bool:
    return len(text) <= _HEADING and not is_figure(text) and not _NO_HEADING.search(text)
