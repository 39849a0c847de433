"""Records as an Excel workbook for people: Chinese headings, Chinese words for codes, the evidence beside the figure.

Reading guide: `sheet_columns` and `sheet_cell` say what a sheet shows, `_Sheets` writes the rows of one kind and goes
on in a further sheet when one is full, `WorkbookWriter` holds them; `cover.py` says what stands on the first sheet.
"""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self, cast

import regex
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from summarymine.errors import StoreError
from summarymine.lexicons.labels import Labels, load_labels
from summarymine.records import KINDS, Column, Record, columns
from summarymine.store.cover import COVER_WIDTHS, cover_rows
from summarymine.store.flat import Cell, encodable, flat_columns, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from summarymine.store.failures import Failure

ROW_LIMIT = 1_048_576
"""Rows an Excel sheet can hold, the heading among them."""
TEXT_LIMIT = 32_767
"""Characters (UTF-16 units, as Excel counts) a cell can hold."""

_WRAP_FROM = 24  # columns at least this wide hold prose or paths
_CREATED = datetime(2000, 1, 1)  # fixed, so that the same records give the same bytes
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COVER_SHEET = "说明"
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "plain": {"valign": "top"},
    "wrap": {"valign": "top", "text_wrap": True},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "fraction": {"valign": "top", "num_format": "#,##0.0#####"},
    "score": {"valign": "top", "num_format": "0.00"},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "valign": "vcenter", "bg_color": "#DCE6F1", "bottom": 1},
}
_NOT_IN_XML = regex.compile(r"[\x00-\x08\x0B-\x1F\x7F-\x9F\uFFFE\uFFFF]")


def sheet_columns(kind: str) -> tuple[Column, ...]:
    """The columns of a sheet: the file, what the kind adds, the other shared texts; numbers of places and the id last.

    >>> [c.zh for c in sheet_columns("problem")]
    ['文件', '类别', '原文', '所在章节', '规则', '篇', '起', '止', '置信度', '编号']
    """
    shared = {column.name for column in columns(Record)}

    def place(column: Column) -> int:
        if column.name not in shared:
            return 1
        if column.name == "source":
            return 0
        if column.name == "id":
            return 4
        return 2 if column.type in ("text", "texts") else 3

    return tuple(sorted(flat_columns(kind), key=place))


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no control characters, at most `TEXT_LIMIT` characters.

    >>> cell_text("税收\\x073亿元"), len(cell_text("税" * 40_000))
    ('税收3亿元', 32767)
    """
    text = _NOT_IN_XML.sub("", text)
    # XlsxWriter would write such a text as markup of its own, unescaped.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if len(text) <= TEXT_LIMIT // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", "ignore") + "…"


def sheet_cell(column: Column, row: Mapping[str, Any], labels: Labels) -> Cell:
    """What a person reads in a cell: words for codes, 是 or 否, the distinct forms of a name, 隐去 for a hidden value.

    *row* is what `flat.spread` gives.

    >>> measure = next(c for c in sheet_columns("indicator") if c.name == "measure")
    >>> sheet_cell(measure, {"measure": "growth"}, load_labels())
    '增速'
    """
    cell: Any = row[column.name]
    if column.type == "text":
        cell = labels.of(column.name, cell) if column.values else cell
    elif column.type == "texts":
        cell = " > ".join(cell)
    elif column.type == "mentions":
        cell = "；".join(dict.fromkeys(mention["text"] for mention in cell))
    elif column.type == "boolean":
        cell = labels.words["yes" if cell else "no"]
    elif column.name == "value" and column.type == "value" and cell is None and row["masked"]:
        cell = labels.words["masked"]
    return cast("Cell", cell)


class _Sheets:
    """The sheet of one record kind, and the further ones that a full sheet needs."""

    def __init__(self, kind: str, book: Any, formats: Mapping[str, Any], labels: Labels, row_limit: int) -> None:
        self.rows = 0
        self._name = KINDS[kind].sheet
        self._book, self._formats, self._labels, self._limit = book, formats, labels, row_limit
        self._columns = sheet_columns(kind)
        self._sheet: Any = None
        self._row = 0
        self._number = 0
        self._open()

    def _open(self) -> None:
        self._number += 1
        further = f"({self._number})" if self._number > 1 else ""
        self._sheet = self._book.add_worksheet(self._name + further)
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.zh, self._formats["heading"])
        self._row = 1

    def add(self, record: Record) -> None:
        if self._row == self._limit:
            self.close()
            self._open()
        row = spread(record)
        for at, column in enumerate(self._columns):
            cell = sheet_cell(column, row, self._labels)
            if isinstance(cell, str):
                if text := cell_text(cell):
                    wide = column.width >= _WRAP_FROM
                    self._sheet.write_string(self._row, at, text, self._formats["wrap" if wide else "plain"])
            elif cell is not None:
                self._sheet.write_number(self._row, at, cell, self._formats[_number_format(column, cell)])
        self._row += 1
        self.rows += 1

    def close(self) -> None:
        """Put the filter over the rows written."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)


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
        """Write one record to the sheet of its kind."""
        self._sheets[record.record].add(record)

    def cover(self, files: int, failures: Sequence[Failure]) -> None:
        """Write the sheet of explanations: what was read, what failed, what the words mean. Once, after `add`."""
        counts = {name: sheets.rows for name, sheets in self._sheets.items()}
        for at, width in enumerate(COVER_WIDTHS):
            self._cover.set_column(at, at, width)
        for row, (look, cells) in enumerate(cover_rows(files, counts, failures, self._labels)):
            for at, cell in enumerate(cells):
                if isinstance(cell, int):
                    self._cover.write_number(row, at, cell, self._formats["whole"])
                elif cell:
                    self._cover.write_string(row, at, cell_text(encodable(cell)), self._formats[look])
