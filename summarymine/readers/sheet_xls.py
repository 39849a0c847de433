"""The sheets of an `.xls` or `.et` workbook (BIFF, in an OLE2 container), read by xlrd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlrd  # type: ignore[import-untyped]

from summarymine.errors import ReadError
from summarymine.readers.sheet_rows import Budget, Sheet
from summarymine.readers.sheet_values import BUILTIN, DAY, plain_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_EAST_ASIAN = frozenset({*range(27, 37), *range(50, 59)})  # what they mean, xlrd does not know
_ENCRYPTED = "encrypted"
_PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"


class _Silent:
    """Where xlrd may write what it finds odd in a file."""

    def write(self, _: str) -> None: ...

    def flush(self) -> None: ...


def xls_sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook that are not hidden, in their order; charts and macros are none.

    Raises ReadError where it is damaged, protected by a password or too large.
    """
    try:
        book = _opened(data)
        budget = Budget()
        read: set[int] = set()
        for index in range(book.nsheets):
            place = book._sh_abs_posn[index]
            if book._sheet_visibility[index] == 0 and place not in read:  # a part that is listed twice is read once
                read.add(place)
                yield _sheet(book, index, budget)
                book.unload_sheet(index)
    except ReadError:
        raise
    except Exception as error:  # xlrd believes what it reads, and fails in every way a program can
        raise ReadError(_reason(error)) from None


def _opened(data: bytes) -> Any:
    given: dict[str, Any] = {"file_contents": data, "logfile": _Silent(), "on_demand": True, "ragged_rows": True}
    try:
        return xlrd.open_workbook(formatting_info=True, **given)
    except Exception as error:
        if _ENCRYPTED in str(error):
            raise
        # Programs that are not Excel write styles that do not hold together; the cells may.
        return xlrd.open_workbook(**given)


def _reason(error: Exception) -> str:
    if _ENCRYPTED in str(error):
        return _PASSWORD
    said = " ".join(str(error).split())[:100] or type(error).__name__
    return f"表格损坏或不完整，请用 WPS 或 Excel 打开后另存为 xlsx / damaged or truncated; open it and save it as xlsx: {said}"


def _sheet(book: Any, index: int, budget: Budget) -> Sheet:
    given = book.sheet_by_index(index)
    sheet = Sheet(plain_text(given.name), budget)
    sheet.hidden_rows.update(row for row, info in given.rowinfo_map.items() if info.hidden)
    sheet.hidden_columns.update(column for column, info in given.colinfo_map.items() if info.hidden)
    for row in range(given.nrows):
        types, values = given.row_types(row), given.row_values(row)
        for column, kind in enumerate(types):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
                sheet.put(row, column, _text(book, given, row, column, kind, values[column]))
    for top, bottom, left, right in given.merged_cells:
        sheet.merge(top, left, bottom - 1, right - 1)
    return sheet


def _text(book: Any, given: Any, row: int, column: int, kind: int, value: Any) -> str:
    match kind:
        case xlrd.XL_CELL_TEXT:
            return plain_text(value)
        case xlrd.XL_CELL_BOOLEAN:
            return "是" if value else "否"
    code = DAY if kind == xlrd.XL_CELL_DATE else ""
    if book.formatting_info:
        code = _format(book, given.cell_xf_index(row, column))
    return shown(value, code, from_1904=book.datemode == 1)


def _format(book: Any, style: int) -> str:
    key = book.xf_list[style].format_key
    if key in _EAST_ASIAN:
        return BUILTIN[key]
    return str(book.format_map[key].format_str)
