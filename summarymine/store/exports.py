"""A table as a file for others: CSV, XLSX, Parquet, Markdown, JSON or JSON lines."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import xlsxwriter

from summarymine.errors import StoreError
from summarymine.store.flat import encodable
from summarymine.store.names import FORMATS
from summarymine.store.tables import csv_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SQL = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "texts": "VARCHAR[]"}
_BOM = "\ufeff"
_LINKED = 255  # characters that Excel takes in a link


class Head(NamedTuple):
    """A column: its name, its Chinese heading, its type (text, number, integer, boolean, texts), its width in characters."""

    name: str
    zh: str
    type: str = "text"
    width: int = 14


class Link(NamedTuple):
    """A cell that leads somewhere; a plain value in formats without links."""

    value: Any
    target: str


class Table(NamedTuple):
    """Rows under columns; a row has a cell for each column, None where it is empty."""

    name: str
    heads: tuple[Head, ...]
    rows: Sequence[tuple[Any, ...]]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows by column name."""
        names = [head.name for head in self.heads]
        for row in self.rows:
            yield dict(zip(names, map(_plain, row), strict=True))


def exported(tables: Sequence[Table], form: str) -> bytes:
    """The tables in a format; all of them where it holds several (xlsx), else the first.

    >>> table = Table("面板", (Head("park", "园区"), Head("value", "数值", "number")), [("=望榆园区", Decimal("3.5"))])
    >>> exported([table], "csv").decode("utf-8-sig").splitlines()
    ['park,value', "'=望榆园区,3.5"]
    >>> exported([table], "md").decode().splitlines()[-1]
    '| =望榆园区 | 3.5 |'

    Raises StoreError for an unknown format.
    """
    if form == "xlsx":
        return _xlsx(tables)
    table = tables[0]
    writers = {"csv": _csv, "parquet": _parquet, "md": _markdown, "json": _json, "jsonl": _jsonl}
    if form not in writers:
        raise StoreError(f"没有 {form} 这种格式 / no such format: {form} (there are {', '.join(FORMATS)})")
    return writers[form](table)


def _plain(cell: Any) -> Any:
    if isinstance(cell, Link):
        return _plain(cell.value)
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, tuple | list):
        return [_plain(item) for item in cell]
    if isinstance(cell, dict):
        return {key: _plain(item) for key, item in cell.items()}
    return encodable(cell) if isinstance(cell, str) else cell


def _text(cell: Any) -> str:
    """A cell as people read it: lists joined, numbers without an exponent, empty cells empty."""
    cell = cell.value if isinstance(cell, Link) else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, tuple | list):
        return " ".join(map(_text, cell))
    return encodable(str(cell))


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([head.name for head in table.heads])
    for row in table.rows:
        writer.writerow([csv_cell(_text(cell) if isinstance(cell, tuple | list) else _plain(cell)) for cell in row])
    return (_BOM + out.getvalue()).encode()


def _markdown(table: Table) -> bytes:
    lines = [
        "| " + " | ".join(head.zh for head in table.heads) + " |",
        "|" + "|".join("---:" if head.type in ("number", "integer") else "---" for head in table.heads) + "|",
    ]
    lines += [
        "| " + " | ".join(_text(c).replace("|", "\\|").replace("\n", " ") for c in row) + " |" for row in table.rows
    ]
    return ("\n".join(lines) + "\n").encode()


def _json(table: Table) -> bytes:
    return (json.dumps(list(table.dicts()), ensure_ascii=False, indent=1) + "\n").encode()


def _jsonl(table: Table) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.dicts()).encode()


def _parquet(table: Table) -> bytes:
    columns = [
        [_text(row[at]) or None if head.type == "text" else _plain(row[at]) for row in table.rows]
        for at, head in enumerate(table.heads)
    ]
    lists = ", ".join(f'unnest(${at}::{_SQL[head.type]}[]) AS "{head.name}"' for at, head in enumerate(table.heads, 1))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as base:
        path = Path(folder) / "table.parquet"
        base.execute(f"CREATE TABLE t AS SELECT {lists}", columns)
        base.execute(f"COPY t TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


def _xlsx(tables: Sequence[Table]) -> bytes:
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        heading = book.add_format({"bold": True, "valign": "vcenter", "bg_color": "#DCE6F1", "bottom": 1})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 0)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
            for at, head in enumerate(table.heads):
                sheet.set_column(at, at, head.width)
                sheet.write_string(0, at, head.zh, heading)
            for number, row in enumerate(table.rows, 1):
                for at, cell in enumerate(row):
                    _write(sheet, number, at, cell, plain, link)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, plain: Any, link: Any) -> None:
    value = _plain(cell)
    if isinstance(value, list):
        value = _text(value)
    if value is None:
        return
    if isinstance(cell, Link) and len(cell.target) <= _LINKED:
        sheet.write_url(row, column, cell.target, link, str(value))
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, plain)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, link if isinstance(cell, Link) else plain)
    elif not isinstance(cell, Link):
        sheet.write_string(row, column, value[:32_767], plain)
