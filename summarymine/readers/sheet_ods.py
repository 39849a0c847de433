"""The sheets of an `.ods` workbook (OpenDocument 1.3, part 3): every cell has the text that the sheet shows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import regex

from summarymine.errors import ReadError
from summarymine.readers.sheet_rows import MAX_COLUMNS, MAX_ROWS, Budget, Sheet
from summarymine.readers.sheet_values import plain_text, reshown, shown
from summarymine.readers.xmlevents import events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from summarymine.readers.zipped import Zipped

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_NAMESPACE}table:1.0}}", f"{_NAMESPACE}office:1.0}}", f"{_NAMESPACE}text:1.0}}"
_STYLE = f"{_NAMESPACE}style:1.0}}"
_MANIFEST = "META-INF/manifest.xml"
_ERROR = regex.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|[\p{L}/]{1,12}[!?])|(?:Err|错误)[:：]\d{3}")
_EXPONENT = regex.compile(r"[-+]?[\d.]{1,20}E[-+]?\d{1,3}")
_TRUTH = {"TRUE": "是", "FALSE": "否"}
_LEFT_OUT = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"})


def ods_sheets(zipped: Zipped) -> Iterator[Sheet]:
    """The sheets of a workbook that are not hidden, in their order.

    Raises ReadError where it is damaged, protected by a password or too large.
    """
    if _MANIFEST in zipped.names() and b"encryption-data" in zipped.read(_MANIFEST):
        raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")
    budget = Budget()
    hidden: set[str] = set()
    style = ""
    parents: list[Element] = []
    sheet: Sheet | None = None
    depth = 0  # of tables: one in a cell's drawing is no sheet
    row = column = in_columns = 0
    for event, element in events(zipped.read("content.xml")):
        tag = element.tag
        if event == "start":
            parents.append(element)
            if tag == f"{_STYLE}style":
                style = element.get(f"{_STYLE}name", "")
            elif tag == f"{_TABLE}table":
                depth += 1
                if depth == 1:
                    row, in_columns = 0, 0
                    shown_ = element.get(f"{_TABLE}style-name", "") not in hidden
                    sheet = Sheet(plain_text(element.get(f"{_TABLE}name", "")), budget) if shown_ else None
            elif tag == f"{_TABLE}table-row" and depth == 1:
                column = 0
            continue
        parents.pop()
        if tag == f"{_STYLE}table-properties" and element.get(f"{_TABLE}display") == "false":
            hidden.add(style)
        elif tag == f"{_TABLE}table":
            depth -= 1
            if depth == 0:
                if sheet is not None:
                    yield sheet
                sheet = None
                element.clear()
        elif sheet is None or depth != 1:
            pass
        elif tag == f"{_TABLE}table-column":
            many = _times(element, "columns", MAX_COLUMNS)
            if _unseen(element):
                sheet.hidden_columns.update(range(in_columns, min(in_columns + many, MAX_COLUMNS)))
            in_columns += many
        elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            column += _put(sheet, row, column, element)
        elif tag == f"{_TABLE}table-row":
            many = _times(element, "rows", MAX_ROWS)
            _repeat(sheet, row, many, hidden=_unseen(element))
            row += many
            parents[-1].clear()


def _times(element: Element, of: str, most: int) -> int:
    written = element.get(f"{_TABLE}number-{of}-repeated", "1")
    number = int(written) if written.isdecimal() and len(written) < 9 else 1
    return min(max(number, 1), most)


def _unseen(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _spanned(element: Element, of: str) -> int:
    written = element.get(f"{_TABLE}number-{of}-spanned", "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 9 else 1


def _put(sheet: Sheet, row: int, column: int, element: Element) -> int:
    """Writes a cell; how many columns it stands in."""
    many = _times(element, "columns", MAX_COLUMNS)
    if text := _cell(element):
        for at in range(column, column + many):
            sheet.put(row, at, text)
        sheet.merge(row, column, row + _spanned(element, "rows") - 1, column + _spanned(element, "columns") - 1)
    return many


def _repeat(sheet: Sheet, row: int, many: int, *, hidden: bool) -> None:
    """Writes a row as often as it says that it stands there."""
    cells = sheet.cells.get(row)
    if cells is None:
        return  # empty rows are as many as a sheet has left
    for at in range(row, row + many):
        if hidden:
            sheet.hidden_rows.add(at)
        if at > row:
            for column, text in cells.items():
                sheet.put(at, column, text)


def _cell(element: Element) -> str:
    """What a cell shows. Comments and drawings are no paragraphs of the cell."""
    text = plain_text("\n".join(_paragraph(child) for child in element if child.tag == f"{_TEXT}p"))
    kind = element.get(f"{_OFFICE}value-type", "")
    match kind:
        case "boolean":
            return "是" if element.get(f"{_OFFICE}boolean-value") == "true" else "否"
        case "date":
            return reshown(text, _moment(element.get(f"{_OFFICE}date-value", "")))
        case "float" | "percentage" | "currency":
            if _EXPONENT.fullmatch(text):
                return _exact(element, "%" if kind == "percentage" else "")
            return _TRUTH.get(text) or reshown(text)
    return _TRUTH.get(text, "" if _ERROR.fullmatch(text) else text)


def _exact(element: Element, sign: str) -> str:
    try:
        value = float(element.get(f"{_OFFICE}value", ""))
    except ValueError:
        return ""
    return shown(value * 100 if sign else value) + sign


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written[:26])
    except ValueError:
        return None


def _paragraph(element: Element) -> str:
    """The text of a paragraph, with the blanks and line ends that are elements."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        if one.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            pieces.append(" ")
        elif one.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif one.tag not in _LEFT_OUT:
            pieces.append(one.text or "")
            for child in reversed(one):
                waiting.extend((child.tail or "", child))
    return "".join(pieces)
