"""Records as an Excel workbook for people: Chinese headings, Chinese words for codes, the evidence beside the figure.

Reading guide: `sheets.py` says what a sheet shows and `cover.py` what stands on the first one; `_Sheets` writes the
rows of one kind and goes on in a further sheet when one is full, `WorkbookWriter` holds them.
"""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from summarymine.errors import StoreError
from summarymine.lexicons.labels import Labels, load_labels
from summarymine.records import KINDS, Column, Record
from summarymine.store.cover import COVER_WIDTHS, cover_rows
from summarymine.store.flat import encodable, spread
from summarymine.store.sheets import CODES, cell_text, line_count, sheet_cell, sheet_columns, sheet_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from summarymine.store.failures import Failure
    from summarymine.store.ledger import Entry

ROW_LIMIT = 1_048_576
"""Rows an Excel sheet can hold, the heading among them."""

_MOST_LINES = 6  # of a row; what is longer is read in the cell
_LINE = 16.5  # points; 22 pixels
_NOT_READ = frozenset({"source", "section", *CODES})  # they may be cut off: no row gets higher for them
_FROZEN = ("park", "period", "article_park", "article_period", "name")
_CREATED = datetime(2000, 1, 1)  # fixed, so that the same records give the same bytes
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COVER_SHEET = "说明"
_LEDGER_WIDTHS = {"source": 48, "status": 12, "reason": 60, "articles": 8, "records": 8, "copy_of": 48}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "plain": {"valign": "top"},
    "wrap": {"valign": "top", "text_wrap": True},
    "unit": {"valign": "top", "text_wrap": True, "align": "left", "indent": 1},
    "inherited": {"valign": "top", "text_wrap": True, "italic": True, "font_color": "#7F7F7F"},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "fraction": {"valign": "top", "num_format": "#,##0.0#####"},
    "score": {"valign": "top", "num_format": "0.00"},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "valign": "vcenter", "bg_color": "#DCE6F1", "bottom": 1},
}


class _Sheets:
    """The sheet of one record kind, and the further ones that a full sheet needs."""

    def __init__(self, kind: str, book: Any, formats: Mapping[str, Any], labels: Labels, row_limit: int) -> None:
        self.rows = 0
        self._name = KINDS[kind].sheet
        self._book, self._formats, self._labels, self._limit = book, formats, labels, row_limit
        self._columns = [(column, formats[_text_format(column)]) for column in sheet_columns(kind)]
        self._sheet: Any = None
        self._row = 0
        self._number = 0
        self._open()

    def _open(self) -> None:
        self._number += 1
        further = f"({self._number})" if self._number > 1 else ""
        self._sheet = self._book.add_worksheet(self._name + further)
        self._sheet.freeze_panes(1, sum(column.name in _FROZEN for column, _ in self._columns[:3]))
        for at, (column, _) in enumerate(self._columns):
            folded = {"level": 1, "hidden": True} if column.name in CODES else {}
            self._sheet.set_column(at, at, column.width, None, folded)
            self._sheet.write_string(0, at, column.zh, self._formats["heading"])
        # The sign that unfolds the codes stands over the column behind them.
        self._sheet.set_column(len(self._columns), len(self._columns), None, None, {"collapsed": True})
        self._row = 1

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row, cells by column name as `sheet_row` gives them."""
        if self._row == self._limit:
            self.close()
            self._open()
        sheet, at_row, most = self._sheet, self._row, 1
        for at, (column, look) in enumerate(self._columns):
            cell = sheet_cell(column, row, self._labels)
            if isinstance(cell, str):
                if text := cell_text(cell):
                    sheet.write_string(at_row, at, text, self._formats["inherited"] if row[column.name] == "" else look)
                    if column.name not in _NOT_READ:
                        most = max(most, line_count(text, column.width))
            elif cell is not None:
                sheet.write_number(at_row, at, cell, self._formats[_number_format(column, cell)])
        _set_height(sheet, at_row, most)
        self._row += 1
        self.rows += 1

    def close(self) -> None:
        """Put the filter over the rows written."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)


def _set_height(sheet: Any, row: int, lines: int) -> None:
    if lines > 1:
        # XlsxWriter keeps the height of every row, also of those that are in its temporary file already.
        sheet.row_info.clear()
        sheet.row_sizes.clear()
        sheet.set_row(row, _LINE * min(lines, _MOST_LINES))


def _text_format(column: Column) -> str:
    if column.name in CODES:
        return "plain"
    return "unit" if column.name in ("unit", "base_unit") else "wrap"


def _number_format(column: Column, number: float) -> str:
    if column.type == "value":
        return "whole" if number == int(number) else "fraction"
    return "score" if column.type == "number" else "plain"


class WorkbookWriter:
    """Writes records to a workbook: a sheet of explanations, then a sheet a kind.

    A context manager: `add` every record, say what was read with `cover`, and the file is written on leaving;
    on an exception there is no file. *row_limit* is for tests. Raises StoreError where the file cannot be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with WorkbookWriter(Path(folder) / "summarymine.xlsx") as book:
    ...         book.cover(files=0, failures=[])
    ...     [path.name for path in Path(folder).iterdir()]
    ['summarymine.xlsx']
    """

    def __init__(self, path: Path, row_limit: int = ROW_LIMIT) -> None:
        self._path = path
        self._labels = load_labels()
        # Rows wait in temporary files beside the workbook: a small /tmp is no limit.
        self._waiting = TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent)
        self._book = xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": self._waiting.name})
        self._book.set_properties({"title": self._labels.cover["title"], "created": _CREATED})
        self._formats = {name: self._book.add_format(dict(look)) for name, look in _FORMATS.items()}
        self._cover = self._book.add_worksheet(_COVER_SHEET)
        self._article: Mapping[str, Any] = {}
        self._sheets = {name: _Sheets(name, self._book, self._formats, self._labels, row_limit) for name in KINDS}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                for sheets in self._sheets.values():
                    sheets.close()
                self._book.close()
        except XlsxWriterException as failed:
            raise StoreError(f"写不成工作簿 / the workbook cannot be written: {failed}") from failed
        finally:
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()
            self._waiting.cleanup()

    def add(self, record: Record) -> None:
        """Write one record to the sheet of its kind; park and period are those of its article's `document` record.

        That one comes before the article's other records, as it does in every run.
        """
        if record.record == "document":
            self._article = spread(record)
        self._sheets[record.record].add(sheet_row(record, self._article))

    def ledger(self, entries: Sequence[Entry]) -> None:
        """Write the sheet of inputs, if there are any: what became of each, and why."""
        if not entries:
            return
        words = self._labels.ledger
        sheet = self._book.add_worksheet(words["sheet"])
        sheet.freeze_panes(1, 1)
        for at, (name, width) in enumerate(_LEDGER_WIDTHS.items()):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, words[name], self._formats["heading"])
        for row, entry in enumerate(entries, 1):
            status = words[f"status_{'vanished' if entry.vanished else entry.status}"]
            cells: tuple[str | int, ...] = (
                entry.source,
                status,
                "；".join(filter(None, (entry.reason, entry.note))),
                entry.articles,
                entry.records,
                entry.copy_of,
            )
            for at, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, at, cell, self._formats["plain"])
                elif text := cell_text(encodable(cell)):
                    sheet.write_string(row, at, text, self._formats["wrap"])
        sheet.autofilter(0, 0, len(entries), len(_LEDGER_WIDTHS) - 1)

    def cover(self, files: int, failures: Sequence[Failure]) -> None:
        """Write the sheet of explanations: what was read, what failed, what the words mean. Once, after `add`."""
        counts = {name: sheets.rows for name, sheets in self._sheets.items()}
        for at, width in enumerate(COVER_WIDTHS):
            self._cover.set_column(at, at, width)
        for row, (look, cells) in enumerate(cover_rows(files, counts, failures, self._labels)):
            most = 1
            for at, cell in enumerate(cells):
                if isinstance(cell, int):
                    self._cover.write_number(row, at, cell, self._formats["whole"])
                elif cell:
                    text = cell_text(encodable(cell))
                    self._cover.write_string(row, at, text, self._formats[look])
                    most = max(most, line_count(text, COVER_WIDTHS[at]))
            _set_height(self._cover, row, 2 if look == "title" else most)
