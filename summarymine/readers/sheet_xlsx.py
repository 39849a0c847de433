"""The sheets of an `.xlsx` or `.xlsm` workbook (ECMA-376, SpreadsheetML), part by part, cell by cell.

Nothing is believed that the file says of its size: a sheet is as large as its filled cells.
"""

from __future__ import annotations

import posixpath
from datetime import datetime
from typing import TYPE_CHECKING

import regex

from summarymine.errors import ReadError
from summarymine.readers.sheet_rows import MAX_COLUMNS, Budget, Sheet
from summarymine.readers.sheet_values import BUILTIN, DAY, plain_text, shown, shown_date, unescaped
from summarymine.readers.xmlevents import events

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from summarymine.readers.zipped import Zipped

_REFERENCE = regex.compile(r"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})")
_PACKAGE = "_rels/.rels"
_WORKBOOK = "xl/workbook.xml"
_DIGITS = 9  # of an attribute that is a number


def xlsx_sheets(zipped: Zipped) -> Iterator[Sheet]:
    """The sheets of a workbook that are not hidden, in their order; charts and macros are none.

    Raises ReadError where a part is missing or damaged, and where the workbook is too large.
    """
    names = zipped.names()
    workbook = next((t for kind, t in _related(zipped, "").values() if kind == "officeDocument"), _WORKBOOK)
    if workbook.endswith(".bin"):
        raise ReadError("二进制工作簿（xlsb），请另存为 xlsx / a binary workbook (xlsb); save it as xlsx")
    from_1904, listed = _workbook(zipped.read(workbook))
    parts = _related(zipped, workbook)
    targets = dict(parts.values())
    formats = _formats(zipped.read(targets["styles"])) if targets.get("styles") in names else ()
    strings = _strings(zipped.read(targets["sharedStrings"])) if targets.get("sharedStrings") in names else ()
    budget = Budget()
    read: set[str] = set()
    for name, key in listed:
        kind, target = parts.get(key, ("", ""))
        if kind == "worksheet" and target not in read:
            read.add(target)
            yield _sheet(Sheet(name, budget), zipped.read(target), strings, formats, from_1904=from_1904)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    """An attribute in whatever namespace: the strict form of the format has others."""
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _number(written: str, default: int = 0) -> int:
    return int(written) if written.isdecimal() and len(written) <= _DIGITS else default


def _true(written: str) -> bool:
    return written in ("1", "true", "on")


def _related(zipped: Zipped, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: id → its kind and the part's name."""
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in zipped.names():
        return {}
    found: dict[str, tuple[str, str]] = {}
    for event, element in events(zipped.read(rels)):
        if event == "end" and _local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
            kind = element.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            found[element.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _workbook(data: bytes) -> tuple[bool, list[tuple[str, str]]]:
    """Whether days count from 1904, and the sheets that are not hidden with their relation."""
    from_1904 = False
    sheets: list[tuple[str, str]] = []
    for event, element in events(data):
        if event == "start":
            continue
        tag = _local(element.tag)
        if tag == "workbookPr":
            from_1904 = _true(element.get("date1904", ""))
        elif tag == "sheet" and element.get("state", "visible") == "visible":
            id_ = next((v for k, v in element.attrib.items() if k.startswith("{") and _local(k) == "id"), "")
            sheets.append((plain_text(element.get("name", "")), id_))
    return from_1904, sheets


def _formats(data: bytes) -> Sequence[str]:
    """The number format of every cell style."""
    own: dict[int, str] = {}
    used: list[int] = []
    inside = False
    for event, element in events(data):
        tag = _local(element.tag)
        if tag == "cellXfs":
            inside = event == "start"
        elif event == "end" and tag == "numFmt":
            own[_number(element.get("numFmtId", ""))] = element.get("formatCode", "")
        elif event == "end" and tag == "xf" and inside:
            used.append(_number(element.get("numFmtId", "")))
    return [own.get(number) or BUILTIN.get(number, "") for number in used]


def _strings(data: bytes) -> Sequence[str]:
    """The texts that cells share."""
    found: list[str] = []
    parents: list[Element] = []
    for event, element in events(data):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        if _local(element.tag) == "si":
            found.append(plain_text(unescaped(_rich(element))))
            _forget(parents)
    return found


def _forget(parents: Sequence[Element]) -> None:
    """Let go of what the innermost open element holds, if one is open."""
    if parents:
        parents[-1].clear()


def _rich(element: Element) -> str:
    """The text of a string: its own, or that of its runs; how it is pronounced is left out."""
    pieces: list[str] = []
    for child in element:
        match _local(child.tag):
            case "t":
                pieces.append(child.text or "")
            case "r":
                pieces.extend(run.text or "" for run in child if _local(run.tag) == "t")
    return "".join(pieces)


def _sheet(sheet: Sheet, data: bytes, strings: Sequence[str], formats: Sequence[str], *, from_1904: bool) -> Sheet:
    parents: list[Element] = []
    row = column = -1
    cut = 0  # where local names begin, the same in all of a part: a million cells are asked for theirs
    for event, element in events(data):
        if event == "start":
            cut = cut or element.tag.rfind("}") + 1
            parents.append(element)
            if element.tag[cut:] == "row":
                row, column = _number(element.get("r", ""), row + 2) - 1, -1
                if _true(element.get("hidden", "")):
                    sheet.hidden_rows.add(row)
            continue
        parents.pop()
        match element.tag[cut:]:
            case "v" | "t":
                pass
            case "c":
                found = _REFERENCE.fullmatch(element.get("r", ""))
                column = _column(found["column"]) if found else column + 1
                at = int(found["row"]) - 1 if found else row
                children = {child.tag[cut:]: child for child in element}
                sheet.put(at, column, _cell(element, children, strings, formats, from_1904=from_1904))
            case "row":
                _forget(parents)
            case "col" if _true(element.get("hidden", "")):
                first, last = _number(element.get("min", ""), 1), _number(element.get("max", ""))
                sheet.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))
            case "mergeCell":
                _merge(sheet, element.get("ref", ""))
                _forget(parents)
    return sheet


def _column(letters: str) -> int:
    """The number of a column.

    >>> _column("A"), _column("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _merge(sheet: Sheet, written: str) -> None:
    first, _, last = written.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if start and end:
        sheet.merge(int(start["row"]) - 1, _column(start["column"]), int(end["row"]) - 1, _column(end["column"]))


def _cell(
    element: Element,
    children: Mapping[str, Element],
    strings: Sequence[str],
    formats: Sequence[str],
    *,
    from_1904: bool,
) -> str:
    """What a cell shows; of a formula, its last result."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return plain_text(unescaped(_rich(children["is"]))) if "is" in children else ""
    value = (children["v"].text or "").strip() if "v" in children else ""
    if not value or kind == "e":
        return ""
    style = _number(element.get("s", ""))
    code = formats[style] if style < len(formats) else ""
    match kind:
        case "s":
            index = _number(value, len(strings))
            return strings[index] if index < len(strings) else ""
        case "b":
            return "是" if _true(value) else "否"
        case "str":
            return plain_text(unescaped(value))
        case "d":
            return _iso(value, code)
    try:
        return shown(float(value), code, from_1904=from_1904)
    except ValueError:
        return plain_text(value)


def _iso(written: str, code: str) -> str:
    try:
        return shown_date(datetime.fromisoformat(written), code or DAY)
    except ValueError:
        return plain_text(written)
